//! `GET /activity`: everything that happened, newest first, a page at a time.

use super::filter::{ActivityQuery, Asked, Part, Wanted};
use super::sentences::{self, Names};
use super::views::{ActivityPage, Chip, Day, Line};
use crate::categories;
use crate::domain::dates;
use crate::error::AppError;
use crate::expenses::queries::{self, Scope};
use crate::identity::members;
use crate::identity::trail::{self, Act, Beside, Entry, Mark, SubjectKind};
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::policy::role::Power;
use crate::tenancy::TenantConn;
use crate::web::frame::{Choice, Flash, FlashKind};
use crate::web::respond;
use crate::words::phrase;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Query;
use chrono::SecondsFormat;
use uuid::Uuid;

const PER_PAGE: i64 = 50;

struct Found {
    entries: Vec<Entry>,
    newer: bool,
    older: bool,
    names: Names,
}

/// `GET /activity`. A parameter that cannot be read is 422 within the page's frame, and the others stand.
pub async fn page(visit: Visit, query: Query<ActivityQuery>) -> Result<HttpResponse, AppError> {
    let asked = query.parse();
    let (wanted, beside) = (asked.wanted, asked.beside);
    let (viewer, found) = visit.run(move |conn, viewer| load(conn, viewer, &wanted, beside)).await?;
    if found.entries.is_empty() && beside.is_some() {
        return Ok(respond::see_other(&wanted.address(None)));
    }
    let (mut page, frame) = visit.page(&viewer, viewer.language.word("web-activity"));
    if !asked.unread.is_empty() {
        page.flash = Some(unread(&viewer, &asked));
    }
    let mark = |entry: &Entry| Mark { at: entry.at, id: entry.id };
    let newest = found.entries.first().filter(|_| found.newer).map(mark);
    let oldest = found.entries.last().filter(|_| found.older).map(mark);
    let word = |id| viewer.language.word(id).to_owned();
    let chosen = |part| wanted.value(part).unwrap_or_default();
    let view = ActivityPage {
        page,
        frame,
        chips: chips(&viewer, &wanted, &found.names),
        people: people(&found.names, &chosen(Part::Person)),
        kinds: choices(
            word("activity-every-kind"),
            SubjectKind::ALL.map(|kind| (kind.as_str().to_owned(), word(sentences::kind_label(kind)))),
            &chosen(Part::Kind),
        ),
        acts: choices(
            word("activity-every-act"),
            Act::ALL.iter().map(|act| (act.as_str().to_owned(), viewer.say(act.label()))),
            &chosen(Part::Act),
        ),
        from: chosen(Part::From),
        to: chosen(Part::To),
        days: days(&viewer, &found),
        newer: newest.map(|mark| wanted.address(Some(Beside::Before(mark)))),
        older: oldest.map(|mark| wanted.address(Some(Beside::After(mark)))),
    };
    let is_read = asked.unread.is_empty();
    respond::page(if is_read { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }, &view)
}

fn load(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    wanted: &Wanted,
    beside: Option<Beside>,
) -> Result<Found, AppError> {
    if !viewer.role.may(Power::ReadTrail) {
        return Err(AppError::Forbidden(phrase!("activity-forbidden")));
    }
    let filter = wanted.filter(viewer.organization.timezone);
    let mut entries = trail::list(conn, &filter, beside, PER_PAGE)?;
    let most = usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    let more = entries.len() > most;
    let (newer, older) = match beside {
        None => (false, more),
        Some(Beside::After(_)) => (true, more),
        Some(Beside::Before(_)) => (more, true),
    };
    if more {
        // The event too many lies at the far end of the direction that was asked for.
        let surplus = if matches!(beside, Some(Beside::Before(_))) { 0 } else { most };
        entries.remove(surplus);
    }
    let expenses: Vec<Uuid> = entries
        .iter()
        .filter(|entry| entry.subject_kind == SubjectKind::Expense.as_str())
        .map(|entry| entry.subject_id)
        .collect();
    let names = Names {
        members: members::list_names(conn)?,
        categories: categories::queries::list(conn)?,
        merchants: queries::find_merchants(conn, Scope::of(viewer), &expenses)?,
        format: viewer.format(),
        language: viewer.language,
    };
    Ok(Found { entries, newer, older, names })
}

fn unread(viewer: &Viewer, asked: &Asked) -> Flash {
    let text = viewer.say(phrase!("activity-unread", filters = asked.unread.join(", ")));
    Flash { kind: FlashKind::Problem, text, undo: None }
}

fn choices(all: String, offered: impl IntoIterator<Item = (String, String)>, chosen: &str) -> Vec<Choice> {
    let none = Choice { value: String::new(), label: all, chosen: chosen.is_empty() };
    let offered = offered.into_iter().map(|(value, label)| Choice { chosen: value == chosen, value, label });
    std::iter::once(none).chain(offered).collect()
}

fn people(names: &Names, chosen: &str) -> Vec<Choice> {
    let mut people: Vec<(String, String)> =
        names.members.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    people.sort_by_key(|(id, name)| (name.to_lowercase(), id.clone()));
    choices(names.language.word("members-everybody").to_owned(), people, chosen)
}

fn chips(viewer: &Viewer, wanted: &Wanted, names: &Names) -> Vec<Chip> {
    let format = viewer.format();
    let label = |part| match part {
        Part::Person => {
            wanted.person.map(|person| phrase!("activity-by", name = names.member(person.uuid())))
        }
        Part::Kind => wanted.kind.map(|kind| sentences::kind_label(kind).into()),
        Part::Act => wanted.act.map(Act::label),
        Part::From => wanted.from.map(|day| phrase!("filter-from", day = format.long_date(day))),
        Part::To => wanted.to.map(|day| phrase!("filter-to", day = format.long_date(day))),
    };
    let chip =
        |part| Some(Chip { label: viewer.say(label(part)?), remove: wanted.without(part).address(None) });
    Part::ALL.into_iter().filter_map(chip).collect()
}

/// The events under their days, in the organization's time zone.
fn days(viewer: &Viewer, found: &Found) -> Vec<Day> {
    let (format, timezone) = (viewer.format(), viewer.organization.timezone);
    let mut days: Vec<Day> = Vec::new();
    for entry in &found.entries {
        let date = dates::today(timezone, entry.at);
        let line = Line {
            act: entry.act.clone(),
            sentence: sentences::of(entry, &found.names),
            when: format.time(entry.at, timezone.tz()),
            when_iso: entry.at.to_rfc3339_opts(SecondsFormat::Secs, true),
        };
        let key = date.to_string();
        match days.last_mut().filter(|day| day.key == key) {
            Some(day) => day.entries.push(line),
            None => days.push(Day { key, name: format.long_date(date), entries: vec![line] }),
        }
    }
    days
}
