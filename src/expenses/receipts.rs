//! The receipts of expenses: who may see an expense sees them, who may edit it adds and deletes them.

use super::form::ExpenseForm;
use super::handlers;
use super::queries::{self, Expense, Scope};
use super::show::{self, Again};
use super::whole;
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::id::{ExpenseId, ReceiptId};
use crate::error::AppError;
use crate::identity::trail::{self, Act, Event, Subject};
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::policy::life::Step;
use crate::receipts::desk::{self, Taken};
use crate::receipts::queries::{self as rows, Receipt};
use crate::receipts::views::{ReceiptCard, WaitingFile};
use crate::receipts::{Desk, serve};
use crate::tenancy::TenantConn;
use crate::web::forms::Form;
use crate::web::frame::{Hidden, Undo};
use crate::web::{flash, respond};
use crate::words::{Language, phrase};
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;

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
    let (form, taken) = desk.read::<Nothing>(&visit, &request, payload.into_inner()).await?;
    let waiting: Vec<Uuid> = taken.waiting.iter().map(|receipt| receipt.uuid()).collect();
    let mut errors = FieldErrors::default();
    taken.add_to(&mut errors);
    if waiting.is_empty() && errors.is_empty() && taken.unstored.is_empty() {
        errors.add(desk::FIELD, Fault::ReceiptMissing);
    }
    let refused = (!errors.is_empty()).then_some(errors);
    let (viewer, (added, again)) = visit
        .run_form(&form, move |conn, viewer| {
            handlers::find_editable(conn, viewer, id)?;
            let added = attach(conn, viewer, id, &waiting)?;
            let again = match refused {
                Some(errors) => {
                    let again = Again { step: Step::Edit, typed: String::new(), errors };
                    Some((show::load(conn, viewer, id)?, again))
                }
                None => None,
            };
            Ok((added, again))
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
    let attached = rows::attach(conn, viewer.id, waiting, expense)?;
    for receipt in &attached {
        remember(conn, viewer, Act::ReceiptAdded, expense, receipt)?;
    }
    recount(conn, expense)?;
    Ok(attached.len())
}

fn recount(conn: &mut TenantConn<'_>, expense: ExpenseId) -> Result<(), AppError> {
    let count = rows::list(conn, expense)?.len();
    queries::set_receipt_count(conn, expense, count)
}

fn remember(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    act: Act,
    expense: ExpenseId,
    receipt: &Receipt,
) -> Result<(), AppError> {
    let facts = json!({ "receipt_id": receipt.id });
    let gone = act == Act::ReceiptDeleted;
    let event = Event {
        actor: Some(viewer.id),
        act,
        subject: Subject::Expense(expense.uuid()),
        before: gone.then(|| facts.clone()),
        after: (!gone).then_some(facts),
    };
    trail::record(conn, event, viewer.now)
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
        remember(conn, viewer, act, expense, &receipt)?;
        recount(conn, expense)?;
    }
    Ok(receipt)
}

/// The receipts of one expense, and which other expenses that the viewer may see have the same files.
pub(super) struct Attached {
    receipts: Vec<Receipt>,
    twins: Vec<(Vec<u8>, Uuid)>,
    merchants: HashMap<Uuid, String>,
}

/// Reads them, where there are any.
pub(super) fn load(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    expense: &Expense,
) -> Result<Attached, AppError> {
    if expense.receipt_count == 0 {
        return Ok(Attached { receipts: Vec::new(), twins: Vec::new(), merchants: HashMap::new() });
    }
    let receipts = rows::list(conn, expense.id)?;
    let hashes = receipts.iter().map(|receipt| receipt.sha256.clone()).collect();
    let twins = rows::list_twins(conn, expense.id, hashes)?;
    let ids: Vec<Uuid> = twins.iter().map(|(_, expense)| *expense).collect();
    let merchants =
        if ids.is_empty() { HashMap::new() } else { queries::find_merchants(conn, Scope::of(viewer), &ids)? };
    Ok(Attached { receipts, twins, merchants })
}

impl Attached {
    /// As the page shows them.
    pub(super) fn cards(&self, viewer: &Viewer, may_edit: bool) -> Vec<ReceiptCard> {
        let card = |receipt: &Receipt| ReceiptCard {
            href: receipt.href(),
            thumbnail: receipt.thumbnail_href(),
            name: receipt.name.clone(),
            facts: facts(receipt, viewer),
            delete: may_edit.then(|| format!("/receipts/{}/delete", receipt.id)),
            twins: self.twins_of(receipt),
        };
        self.receipts.iter().map(card).collect()
    }

    fn twins_of(&self, receipt: &Receipt) -> Vec<(String, String)> {
        let same = self.twins.iter().filter(|(hash, _)| *hash == receipt.sha256);
        let seen = same.filter_map(|(_, expense)| {
            Some((format!("/expenses/{expense}"), self.merchants.get(expense)?.clone()))
        });
        seen.take(3).collect()
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
    let file = |receipt: &Receipt| WaitingFile {
        id: receipt.id.to_string(),
        name: receipt.name.clone(),
        thumbnail: receipt.thumbnail_href(),
    };
    Ok(rows::list_waiting(conn, viewer.id, ids)?.iter().map(file).collect())
}
