//! The receipt first: each file becomes a draft that waits for its amount.

use super::form::Draft;
use super::handlers;
use super::receipts;
use super::{base, queries};
use crate::domain::dates::SpentOn;
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::id::ExpenseId;
use crate::domain::money::{Money, Rate};
use crate::domain::text::{Merchant, Note};
use crate::error::AppError;
use crate::identity::trail::Act;
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::policy::role::Power;
use crate::policy::status::PaidWith;
use crate::receipts::Desk;
use crate::receipts::desk;
use crate::receipts::views::{BeginPage, WaitingFile};
use crate::tenancy::TenantConn;
use crate::web::{flash, respond};
use crate::words::phrase;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The files that were handed in before.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct InboxForm {
    waiting: Vec<String>,
}

/// `GET /receipts`.
pub async fn page(visit: Visit) -> Result<HttpResponse, AppError> {
    let (viewer, ()) = visit.run(|_, viewer| require(viewer)).await?;
    respond::ok(&view(&visit, &viewer, Vec::new(), &FieldErrors::default()))
}

pub(super) fn require(viewer: &Viewer) -> Result<(), AppError> {
    if viewer.role.may(Power::Record) {
        return Ok(());
    }
    Err(AppError::Forbidden(phrase!("expenses-auditors-record-none")))
}

fn view(visit: &Visit, viewer: &Viewer, waiting: Vec<WaitingFile>, errors: &FieldErrors) -> BeginPage {
    let (page, frame) = visit.page(viewer, viewer.language.word("receipts-begin"));
    let page = page.with_script(&visit.chrome().assets, "js/receipts.js");
    BeginPage { page, frame, faults: errors.sentences(viewer.language).collect(), waiting }
}

/// `POST /receipts`: a draft of each file.
pub async fn begin(
    visit: Visit,
    desk: Data<Desk>,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, AppError> {
    let (mut form, taken) = desk.read::<InboxForm>(&visit, &request, payload.into_inner()).await?;
    form.waiting.extend(taken.waiting.iter().map(ToString::to_string));
    let waiting: Vec<Uuid> = form.waiting.iter().filter_map(|id| id.trim().parse().ok()).collect();
    let mut errors = FieldErrors::default();
    taken.add_to(&mut errors);
    let refused = !errors.is_empty();
    let (viewer, (made, files)) = visit
        .run_form(&form, move |conn, viewer| {
            require(viewer)?;
            let files = receipts::waiting(conn, viewer, &waiting)?;
            let made = if refused { Vec::new() } else { drafts(conn, viewer, &files)? };
            Ok((made, files))
        })
        .await?;
    if errors.is_empty() && made.is_empty() && taken.unstored.is_empty() {
        errors.add(desk::FIELD, Fault::ReceiptMissing);
    }
    if !errors.is_empty() {
        let page = respond::unprocessable(&view(&visit, &viewer, files, &errors))?;
        return Ok(respond::with_faults(page, &errors));
    }
    let count = i64::try_from(made.len()).unwrap_or(i64::MAX);
    let begun = || viewer.say(viewer.format().counted("receipts-said-begun", count));
    let said = if made.is_empty() { String::new() } else { begun() };
    flash::put(visit.session(), receipts::with_unstored(said, &taken, viewer.language), None);
    Ok(respond::see_other(&match made.as_slice() {
        [single] => format!("/expenses/{single}/edit"),
        _ => "/expenses?status=draft".to_owned(),
    }))
}

fn drafts(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    files: &[WaitingFile],
) -> Result<Vec<ExpenseId>, AppError> {
    let mut made = Vec::new();
    for file in files {
        let Ok(receipt) = file.id.parse::<Uuid>() else { continue };
        let draft = draft(viewer, &file.name)?;
        let expense = queries::insert(conn, viewer.id, viewer.id, &draft, None, viewer.now)?;
        let expense = expense.ok_or_else(|| AppError::internal("a draft without a token met another"))?;
        handlers::remember(conn, viewer, expense, Act::ExpenseCreated, None, Some(draft.facts().into()))?;
        receipts::attach(conn, viewer, expense, &[receipt])?;
        made.push(expense);
    }
    if !made.is_empty() {
        base::insist(conn, viewer)?;
    }
    Ok(made)
}

/// Today's, called what the file is called, of no amount yet.
fn draft(viewer: &Viewer, file: &str) -> Result<Draft, AppError> {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let unnamed = || Merchant::parse(viewer.language.word("receipts-unnamed"));
    let nothing = Money::zero(viewer.organization.currency);
    let today = viewer.today();
    Ok(Draft {
        spent_on: SpentOn::parse(&today.to_string(), today).map_err(AppError::internal)?,
        merchant: Merchant::parse(stem).or_else(|_| unnamed()).map_err(AppError::internal)?,
        money: nothing,
        base: Some((Rate::ONE, nothing)),
        category: None,
        note: Note::parse("").map_err(AppError::internal)?,
        paid_with: PaidWith::Own,
    })
}
