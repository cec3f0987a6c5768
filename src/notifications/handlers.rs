//! The list of what one was told, opening, and marking as read. Nothing that a link leads to changes anything: what is
//! unread is opened by a button.

use super::letters::way;
use super::news::About;
use super::queries::{self, Beside, Notice, Page};
use super::say::Told;
use super::views::{Day, InboxPage, Row};
use super::{ADDRESS, Sight};
use crate::domain::dates;
use crate::domain::id::{ExpenseId, NotificationId};
use crate::error::AppError;
use crate::identity::members;
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::tenancy::TenantConn;
use crate::web::forms::Form;
use crate::web::respond;
use crate::words::phrase;
use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use chrono::SecondsFormat;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

const PER_PAGE: usize = 30;

/// Which page of the list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PageQuery {
    after: String,
    before: String,
}

impl PageQuery {
    /// What can't be read is the first page.
    fn beside(&self) -> Option<Beside> {
        let id = |text: &str| text.trim().parse::<Uuid>().ok().map(NotificationId::from);
        id(&self.after).map(Beside::After).or_else(|| id(&self.before).map(Beside::Before))
    }
}

/// What a page of the list is made of.
struct Found {
    page: Page,
    names: HashMap<Uuid, String>,
    visible: HashSet<ExpenseId>,
}

/// `GET /notifications`: newest first.
pub async fn page(
    visit: Visit,
    sight: Data<Sight>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, AppError> {
    let (beside, sight) = (query.beside(), *sight.get_ref());
    let (viewer, found) = visit.run(move |conn, viewer| load(conn, viewer, sight, beside)).await?;
    if found.page.notices.is_empty() && beside.is_some() {
        return Ok(respond::see_other(ADDRESS));
    }
    let (page, frame) = visit.page(&viewer, viewer.language.word("notifications-title"));
    let here = |name: &str, id: NotificationId| format!("{ADDRESS}?{name}={id}");
    respond::ok(&InboxPage {
        page,
        frame,
        unread: viewer.unread > 0 && !viewer.organization.suspended,
        newest: found.page.notices.first().map(|notice| notice.id.to_string()).unwrap_or_default(),
        days: days(&viewer, &found)?,
        newer: found.page.newer.map(|id| here("before", id)),
        older: found.page.older.map(|id| here("after", id)),
    })
}

fn load(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    sight: Sight,
    beside: Option<Beside>,
) -> Result<Found, AppError> {
    let page = queries::list(conn, viewer.id, beside, PER_PAGE)?;
    let expenses: Vec<ExpenseId> = page.notices.iter().flat_map(|notice| named(&notice.about)).collect();
    let visible = if expenses.is_empty() {
        HashSet::new()
    } else {
        (sight.0)(conn, viewer.id, viewer.role, &expenses)?
    };
    Ok(Found { page, names: members::list_names(conn)?, visible })
}

/// The expenses that news names.
pub(super) fn named(about: &About) -> Vec<ExpenseId> {
    match about {
        About::Expenses(expenses) => expenses.named().iter().map(|item| item.id()).collect(),
        About::Rule(_) | About::Absence(_) => Vec::new(),
    }
}

/// Whether news may be told still: all that it names is there to be seen.
pub(super) fn is_visible(about: &About, visible: &HashSet<ExpenseId>) -> bool {
    named(about).iter().all(|id| visible.contains(id))
}

/// The list under its days, in the organization's time zone.
fn days(viewer: &Viewer, found: &Found) -> Result<Vec<Day>, AppError> {
    let (format, timezone) = (viewer.format(), viewer.organization.timezone);
    let mut days: Vec<Day> = Vec::new();
    for notice in &found.page.notices {
        let date = dates::today(timezone, notice.at);
        let row = row(viewer, found, notice)?;
        let key = date.to_string();
        match days.last_mut().filter(|day| day.key == key) {
            Some(day) => day.rows.push(row),
            None => days.push(Day { key, name: format.long_date(date), rows: vec![row] }),
        }
    }
    Ok(days)
}

fn row(viewer: &Viewer, found: &Found, notice: &Notice) -> Result<Row, AppError> {
    let (format, timezone) = (viewer.format(), viewer.organization.timezone);
    let is_visible = is_visible(&notice.about, &found.visible);
    let who = notice.by.and_then(|by| found.names.get(&by.uuid())).map_or("", String::as_str);
    let says = if is_visible {
        let told = Told { kind: notice.kind, who, about: &notice.about };
        viewer.say(told.sentence(&format)?)
    } else {
        viewer.language.word("notifications-gone").to_owned()
    };
    let words = notice.about.words().filter(|_| is_visible);
    let unread = notice.read_at.is_none() && !viewer.organization.suspended;
    Ok(Row {
        kind: notice.kind.as_str(),
        says,
        words: words.map(|words| viewer.say(phrase!("letter-words", words = words))),
        when: format.time(notice.at, timezone.tz()),
        when_iso: notice.at.to_rfc3339_opts(SecondsFormat::Secs, true),
        open: unread.then(|| format!("{ADDRESS}/{}/read", notice.id)),
        href: way(notice.kind, &notice.about, viewer.role).filter(|_| is_visible),
    })
}

/// `POST /notifications/{notification}/read`: marks it as read and leads to what it is about, or back to the list where
/// that can't be seen any more.
pub async fn read(
    visit: Visit,
    sight: Data<Sight>,
    notification: Path<Uuid>,
    Form(form): Form<ReadForm>,
) -> Result<HttpResponse, AppError> {
    let (id, sight) = (NotificationId::from(notification.into_inner()), *sight.get_ref());
    let (_, target) = visit
        .run_form(&form, move |conn, viewer| {
            let notice = queries::find(conn, viewer.id, id)?.ok_or(AppError::NotFound)?;
            queries::mark_read(conn, viewer.id, id, viewer.now)?;
            let expenses = named(&notice.about);
            let visible = (sight.0)(conn, viewer.id, viewer.role, &expenses)?;
            let way = way(notice.kind, &notice.about, viewer.role);
            Ok(way.filter(|_| is_visible(&notice.about, &visible)))
        })
        .await?;
    Ok(respond::see_other(target.as_deref().unwrap_or(ADDRESS)))
}

/// What the buttons send.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct ReadForm {
    /// The newest that the page showed: what came after it stays unread.
    newest: String,
}

/// `POST /notifications/read`: all that the page knew of.
pub async fn read_all(visit: Visit, Form(form): Form<ReadForm>) -> Result<HttpResponse, AppError> {
    let newest = form.newest.trim().parse::<Uuid>().ok().map(NotificationId::from);
    visit
        .run_form(&form, move |conn, viewer| queries::mark_all_read(conn, viewer.id, newest, viewer.now))
        .await?;
    Ok(respond::see_other(ADDRESS))
}
