//! `POST /expenses/check`: what there is to say of a form while it is typed. And "keep both", said on an expense's page.

use super::check_views::CheckPart;
use super::form::ExpenseForm;
use super::handlers::find_editable;
use super::life::Known;
use super::{checking, judging, pairs};
use crate::categories::{self, Category};
use crate::domain::id::ExpenseId;
use crate::error::AppError;
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::policy::role::Power;
use crate::rules::evaluate;
use crate::tenancy::TenantConn;
use crate::web::forms::Form;
use crate::web::{flash, respond};
use crate::words::phrase;
use actix_web::HttpResponse;
use actix_web::web::Path;
use checking::Looked;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// `POST /expenses/check`: of a new expense.
pub async fn new(visit: Visit, Form(form): Form<ExpenseForm>) -> Result<HttpResponse, AppError> {
    answer(&visit, form, None).await
}

/// `POST /expenses/{expense}/check`: of one that is being edited.
pub async fn edited(
    visit: Visit,
    expense: Path<Uuid>,
    Form(form): Form<ExpenseForm>,
) -> Result<HttpResponse, AppError> {
    answer(&visit, form, Some(ExpenseId::from(expense.into_inner()))).await
}

async fn answer(visit: &Visit, form: ExpenseForm, id: Option<ExpenseId>) -> Result<HttpResponse, AppError> {
    let (viewer, (looked, categories)) = visit.run(move |conn, viewer| look(conn, viewer, &form, id)).await?;
    respond::part(viewer.language, &CheckPart { check: looked.said(&viewer, &categories) })
}

fn look(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    form: &ExpenseForm,
    id: Option<ExpenseId>,
) -> Result<(Looked, Vec<Category>), AppError> {
    if !viewer.role.may(Power::Record) {
        return Err(AppError::Forbidden(phrase!("expenses-auditors-record-none")));
    }
    let present = id.map(|id| find_editable(conn, viewer, id)).transpose()?;
    let categories = categories::queries::list(conn)?;
    let looked = checking::typed(conn, viewer, &categories, form, present.as_ref())?;
    Ok((looked, categories))
}

/// Which other, as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct KeepForm {
    /// Its id.
    other: String,
}

/// `POST /expenses/{expense}/keep`: this is another expense than the one it looks like.
pub async fn keep(
    visit: Visit,
    expense: Path<Uuid>,
    Form(form): Form<KeepForm>,
) -> Result<HttpResponse, AppError> {
    let id = ExpenseId::from(expense.into_inner());
    let other = form.other.trim().parse::<Uuid>().map(ExpenseId::from);
    let (viewer, ()) = visit
        .run_form(&form, move |conn, viewer| {
            let expense = find_editable(conn, viewer, id)?;
            let not_alike = || AppError::Conflict(phrase!("check-not-alike"));
            let other = other.map_err(|_| not_alike())?;
            if pairs::list(conn, id)?.iter().any(|(earlier, _)| *earlier == other) {
                return Ok(());
            }
            let (mut known, spent) = (Known::default(), judging::spent(&expense)?);
            let around = judging::around(conn, viewer, &mut known, expense.member_id, &spent, &[], true)?;
            let is_alike = evaluate::alike(&spent, &around).any(|alike| alike == other);
            if !is_alike {
                return Err(not_alike());
            }
            checking::keep_apart(conn, viewer, id, other)
        })
        .await?;
    flash::put(visit.session(), viewer.language.word("check-said-kept"), None);
    Ok(respond::see_other(&format!("/expenses/{id}")))
}
