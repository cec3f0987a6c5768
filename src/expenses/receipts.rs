//! The receipts of expenses: who may see an expense sees them, who may edit it adds and deletes them.

use super::form::ExpenseForm;
use super::handlers;
use super::queries::{self, Expense, Scope};
use super::show::{self, Again};
use super::{inbox, whole};
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::id::{ExpenseId, MemberId, ReceiptId};
use crate::error::AppError;
use crate::identity::trail::{self, Act, Event, Subject};
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::policy::life::Step;
use crate::receipts::desk::{self, Taken};
use crate::receipts::queries::{self as rows, Fresh, Receipt};
use crate::receipts::twins::{self, Resemblance, Twin};
use crate::receipts::views::{Kept, ReceiptCard, TwinLink, WaitingFile};
use crate::receipts::{Desk, serve};
use crate::tenancy::TenantConn;
use crate::web::forms::Form;
use crate::web::frame::{Hidden, Undo};
use crate::web::{flash, respond};
use crate::words::{Language, phrase};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;

/// The most receipts of one expense.
const MOST_OF_AN_EXPENSE: usize = 20;
/// The most expenses that are pointed out beside one receipt.
const MOST_TWINS: usize = 3;

/// A form of files alone.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Files {
    waiting: Vec<String>,
}

/// A form without fields of its own.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Nothing {}

/// `GET /receipts/{receipt}`.
pub async fn whole(visit: Visit, id: Path<Uuid>, desk: Data<Desk>) -> Result<HttpResponse, AppError> {
    let receipt = visible(&visit, id).await?;
    serve::whole(desk.store(), &receipt).await
}

/// `GET /receipts/{receipt}/thumbnail`.
pub async fn thumbnail(visit: Visit, id: Path<Uuid>, desk: Data<Desk>) -> Result<HttpResponse, AppError> {
    let receipt = visible(&visit, id).await?;
    serve::thumbnail(desk.store(), &receipt).await
}

async fn visible(visit: &Visit, id: Path<Uuid>) -> Result<Receipt, AppError> {
    let id = ReceiptId::from(id.into_inner());
    let (_, receipt) = visit
        .run(move |conn, viewer| {
            let receipt = rows::find(conn, id)?.filter(|receipt| receipt.removed_at.is_none());
            let receipt = receipt.ok_or(AppError::NotFound)?;
            match receipt.expense_id {
                Some(expense) => {
                    queries::find(conn, Scope::of(viewer), expense)?.ok_or(AppError::NotFound)?;
                }
                // It waits for a form, which only who hands it in has before them.
                None if receipt.created_by == viewer.id => {}
                None => return Err(AppError::NotFound),
            }
            Ok(receipt)
        })
        .await?;
    Ok(receipt)
}

/// `POST /expenses/{expense}/receipts`: more files for an expense.
pub async fn add(
    visit: Visit,
    expense: Path<Uuid>,
    desk: Data<Desk>,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, AppError> {
    let id = ExpenseId::from(expense.into_inner());
    let (mut form, taken) = desk.read::<Files>(&visit, &request, payload.into_inner()).await?;
    form.waiting.extend(taken.waiting.iter().map(ToString::to_string));
    let waiting: Vec<Uuid> = form.waiting.iter().filter_map(|id| id.trim().parse().ok()).collect();
    let mut errors = FieldErrors::default();
    taken.add_to(&mut errors);
    if waiting.is_empty() && errors.is_empty() && taken.unstored.is_empty() {
        errors.add(desk::FIELD, Fault::ReceiptMissing);
    }
    let (viewer, (added, again)) = visit
        .run_form(&form, move |conn, viewer| {
            let expense = handlers::find_editable(conn, viewer, id)?;
            let errors = crowded(conn, viewer, expense.receipt_count, &waiting, errors)?;
            let added = attach(conn, viewer, id, &waiting)?;
            if errors.is_empty() {
                return Ok((added, None));
            }
            let again = Again { step: Step::Edit, typed: String::new(), errors };
            Ok((added, Some((show::load(conn, viewer, id)?, again))))
        })
        .await?;
    if let Some((shown, again)) = again {
        return show::again(&visit, &viewer, &shown, &again);
    }
    let count = i64::try_from(added).unwrap_or(i64::MAX);
    let added = || viewer.say(viewer.format().counted("receipts-said-added", count));
    let said = if count == 0 && !taken.unstored.is_empty() { String::new() } else { added() };
    flash::put(visit.session(), with_unstored(said, &taken, viewer.language), None);
    Ok(respond::see_other(&format!("/expenses/{id}#receipts")))
}

/// Reads the form of an expense with its files, those that it brings and those that wait for it; and why others were
/// not taken.
///
/// # Errors
/// When the form breaks off or is too large.
pub(super) async fn hand_in(
    visit: &Visit,
    desk: &Desk,
    request: &HttpRequest,
    payload: Payload,
) -> Result<(ExpenseForm, Taken, FieldErrors), AppError> {
    let (mut form, taken) = desk.read::<ExpenseForm>(visit, request, payload.into_inner()).await?;
    form.waiting.extend(taken.waiting.iter().map(ToString::to_string));
    let mut refused = FieldErrors::default();
    taken.add_to(&mut refused);
    Ok((form, taken, refused))
}

/// What was done, and which files could not be stored at the moment.
pub(super) fn with_unstored(said: String, taken: &Taken, language: Language) -> String {
    if taken.unstored.is_empty() {
        return said;
    }
    let unstored = phrase!("receipts-unstored", files = taken.unstored.join(", "));
    format!("{said} {}", language.say(&unstored)).trim_start().to_owned()
}

/// Gives files that wait their expense, which the viewer may edit; answers how many.
///
/// # Errors
/// When the database is away.
pub(super) fn attach(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    expense: ExpenseId,
    waiting: &[Uuid],
) -> Result<usize, AppError> {
    if waiting.is_empty() {
        return Ok(0);
    }
    // Held, so that two forms at once count right.
    whole::lock(conn, expense)?;
    let attached = rows::attach(conn, viewer.id, waiting, (expense, MOST_OF_AN_EXPENSE))?;
    for receipt in &attached {
        remember(conn, (viewer.id, viewer.now), Act::ReceiptAdded, expense, receipt)?;
    }
    recount(conn, expense)?;
    Ok(attached.len())
}

/// A receipt that was handed in with an expense at that time.
///
/// # Errors
/// When the database is away.
pub fn provide(
    conn: &mut TenantConn<'_>,
    expense: ExpenseId,
    by: MemberId,
    fresh: &Fresh,
    at: DateTime<Utc>,
) -> Result<(), AppError> {
    rows::insert(conn, fresh, by, at)?;
    for receipt in rows::attach(conn, by, &[fresh.id.uuid()], (expense, MOST_OF_AN_EXPENSE))? {
        remember(conn, (by, at), Act::ReceiptAdded, expense, &receipt)?;
    }
    recount(conn, expense)
}

fn recount(conn: &mut TenantConn<'_>, expense: ExpenseId) -> Result<(), AppError> {
    let count = rows::list(conn, expense)?.len();
    queries::set_receipt_count(conn, expense, count)
}

fn remember(
    conn: &mut TenantConn<'_>,
    (by, at): (MemberId, DateTime<Utc>),
    act: Act,
    expense: ExpenseId,
    receipt: &Receipt,
) -> Result<(), AppError> {
    let facts = json!({ "receipt_id": receipt.id });
    let gone = act == Act::ReceiptDeleted;
    let event = Event {
        actor: Some(by),
        act,
        subject: Subject::Expense(expense.uuid()),
        before: gone.then(|| facts.clone()),
        after: (!gone).then_some(facts),
    };
    trail::record(conn, event, at)
}

/// `POST /receipts/{receipt}/delete`, with the way back beside the sentence.
pub async fn delete(
    visit: Visit,
    id: Path<Uuid>,
    Form(form): Form<Nothing>,
) -> Result<HttpResponse, AppError> {
    let id = ReceiptId::from(id.into_inner());
    let (viewer, receipt) = visit.run_form(&form, move |conn, viewer| turn(conn, viewer, id, true)).await?;
    let undo = Undo {
        action: format!("/receipts/{id}/restore"),
        label: viewer.language.word("common-undo").to_owned(),
        fields: Vec::<Hidden>::new(),
    };
    flash::put(
        visit.session(),
        viewer.say(phrase!("receipts-said-deleted", file = receipt.name)),
        Some(undo),
    );
    Ok(respond::see_other(&address(receipt.expense_id)))
}

/// `POST /receipts/{receipt}/restore`.
pub async fn restore(
    visit: Visit,
    id: Path<Uuid>,
    Form(form): Form<Nothing>,
) -> Result<HttpResponse, AppError> {
    let id = ReceiptId::from(id.into_inner());
    let (viewer, receipt) = visit.run_form(&form, move |conn, viewer| turn(conn, viewer, id, false)).await?;
    flash::put(visit.session(), viewer.say(phrase!("receipts-said-restored", file = receipt.name)), None);
    Ok(respond::see_other(&address(receipt.expense_id)))
}

fn address(expense: Option<ExpenseId>) -> String {
    expense.map_or_else(|| "/expenses".to_owned(), |expense| format!("/expenses/{expense}#receipts"))
}

/// Takes a receipt off its expense, or puts it back; done already is done.
fn turn(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    id: ReceiptId,
    removes: bool,
) -> Result<Receipt, AppError> {
    let receipt = rows::find(conn, id)?.ok_or(AppError::NotFound)?;
    let Some(expense) = receipt.expense_id else { return Err(AppError::NotFound) };
    handlers::find_editable(conn, viewer, expense)?;
    whole::lock(conn, expense)?;
    if receipt.removed_at.is_some() != removes {
        rows::set_removed(conn, id, removes.then_some(viewer.now))?;
        let act = if removes { Act::ReceiptDeleted } else { Act::ReceiptRestored };
        remember(conn, (viewer.id, viewer.now), act, expense, &receipt)?;
        recount(conn, expense)?;
    }
    Ok(receipt)
}

/// The receipts of one expense, and which other expenses have the same.
pub(super) struct Attached {
    receipts: Vec<Receipt>,
    known: Known,
}

/// Which expenses that the viewer may see have the same files or photos as some.
#[derive(Default)]
struct Known {
    twins: Vec<Twin>,
    merchants: HashMap<Uuid, String>,
}

impl Known {
    fn load(
        conn: &mut TenantConn<'_>,
        viewer: &Viewer,
        expense: Option<ExpenseId>,
        receipts: &[Receipt],
    ) -> Result<Self, AppError> {
        let mut twins = twins::list(conn, expense, receipts)?;
        twins.retain(|twin| receipts.iter().any(|receipt| twin.resembles(receipt).is_some()));
        let ids: Vec<Uuid> = twins.iter().map(|twin| twin.expense).collect();
        if ids.is_empty() {
            return Ok(Self::default());
        }
        Ok(Self { twins, merchants: queries::find_merchants(conn, Scope::of(viewer), &ids)? })
    }

    /// Links to them, each once.
    fn of(&self, receipt: &Receipt, language: Language) -> Vec<TwinLink> {
        let mut links: Vec<TwinLink> = Vec::new();
        for twin in &self.twins {
            let (Some(how), Some(merchant)) = (twin.resembles(receipt), self.merchants.get(&twin.expense))
            else {
                continue;
            };
            let says = match how {
                Resemblance::File => phrase!("receipts-same-file", merchant = merchant),
                Resemblance::Photo => phrase!("receipts-same-photo", merchant = merchant),
            };
            let href = format!("/expenses/{}", twin.expense);
            if links.len() < MOST_TWINS && links.iter().all(|link| link.href != href) {
                links.push(TwinLink { href, says: language.say(&says).into_owned() });
            }
        }
        links
    }
}

/// Reads them, where there are any.
pub(super) fn load(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    expense: &Expense,
) -> Result<Attached, AppError> {
    if expense.receipt_count == 0 {
        return Ok(Attached { receipts: Vec::new(), known: Known::default() });
    }
    let receipts = rows::list(conn, expense.id)?;
    let known = Known::load(conn, viewer, Some(expense.id), &receipts)?;
    Ok(Attached { receipts, known })
}

impl Attached {
    /// As the page shows them.
    pub(super) fn cards(&self, viewer: &Viewer, may_edit: bool) -> Vec<ReceiptCard> {
        let card = |receipt: &Receipt| ReceiptCard {
            href: receipt.href(),
            thumbnail: receipt.thumbnail_href(),
            due: receipt.thumbnail_due_at.is_some(),
            name: receipt.name.clone(),
            facts: facts(receipt, viewer),
            delete: may_edit.then(|| format!("/receipts/{}/delete", receipt.id)),
            twins: self.known.of(receipt, viewer.language),
        };
        self.receipts.iter().map(card).collect()
    }
}

/// "PDF, 84 kB".
fn facts(receipt: &Receipt, viewer: &Viewer) -> String {
    let kilobytes = (receipt.bytes + 999) / 1000;
    let size = viewer.format().number(kilobytes);
    viewer.say(phrase!("receipts-facts", kind = receipt.kind.to_uppercase(), size = size))
}

/// The files that wait for a form, as it shows them.
pub(super) fn waiting(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    ids: &[Uuid],
) -> Result<Vec<WaitingFile>, AppError> {
    let receipts = rows::list_waiting(conn, viewer.id, ids)?;
    let known = Known::load(conn, viewer, None, &receipts)?;
    let file = |receipt: &Receipt| WaitingFile {
        id: receipt.id.to_string(),
        name: receipt.name.clone(),
        thumbnail: receipt.thumbnail_href(),
        twins: known.of(receipt, viewer.language),
    };
    Ok(receipts.iter().map(file).collect())
}

/// Which of the waiting files an expense has no room for, beside what is wrong already.
pub(super) fn crowded(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    has: i32,
    waiting: &[Uuid],
    mut refused: FieldErrors,
) -> Result<FieldErrors, AppError> {
    let room = MOST_OF_AN_EXPENSE.saturating_sub(usize::try_from(has).unwrap_or_default());
    if waiting.len() > room {
        for receipt in rows::list_waiting(conn, viewer.id, waiting)?.into_iter().skip(room) {
            refused.also(desk::FIELD, Fault::ReceiptNoRoom { file: receipt.name, most: MOST_OF_AN_EXPENSE });
        }
    }
    Ok(refused)
}

/// `POST /receipts/waiting`: files by themselves, for a form that is still being filled in.
pub async fn keep(
    visit: Visit,
    desk: Data<Desk>,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, AppError> {
    let (_, taken) = desk.read::<Nothing>(&visit, &request, payload.into_inner()).await?;
    let ids: Vec<Uuid> = taken.waiting.iter().map(|receipt| receipt.uuid()).collect();
    let (viewer, files) = visit
        .run(move |conn, viewer| {
            inbox::require(viewer)?;
            waiting(conn, viewer, &ids)
        })
        .await?;
    let mut errors = FieldErrors::default();
    taken.add_to(&mut errors);
    if files.is_empty() && errors.is_empty() && taken.unstored.is_empty() {
        errors.add(desk::FIELD, Fault::ReceiptMissing);
    }
    let mut faults: Vec<String> = errors.sentences(viewer.language).map(|(_, said)| said).collect();
    let away = |file: &String| viewer.say(phrase!("receipts-not-kept", file = file));
    faults.extend(taken.unstored.iter().map(away));
    let mut answer = respond::part(viewer.language, &Kept { waiting: files, faults })?;
    if !errors.is_empty() {
        *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    } else if !taken.unstored.is_empty() {
        *answer.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    }
    Ok(respond::with_faults(answer, &errors))
}
