//! Recording and editing.

use super::courier::Courier;
use super::form::{self, Draft, ExpenseForm};
use super::form_pages::{FormData, already_saved, form_again, form_of, form_page, load_form, stale};
use super::life::{self, Deed};
use super::queries::{self, Expense, Scope};
use super::steps::said_of_submission;
use super::{base, checking, receipts, whole};
use crate::categories::{self, Category};
use crate::domain::fault::FieldErrors;
use crate::domain::id::{CategoryId, ExpenseId, MemberId};
use crate::domain::money::Money;
use crate::error::AppError;
use crate::identity::roster;
use crate::identity::trail::{self, Act, Event, Subject};
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::policy::life::{Step, transition};
use crate::policy::role::Power;
use crate::policy::status::Status;
use crate::receipts::Desk;
use crate::rules::exceptions;
use crate::tenancy::TenantConn;
use crate::web::{flash, respond};
use crate::words::phrase;
use actix_web::web::{Data, Path, Payload, Query};
use actix_web::{HttpRequest, HttpResponse};
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// `?spent_on=` of the form after "save and add another", `?from=` of one that begins as a copy.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewQuery {
    spent_on: String,
    from: String,
}

/// `GET /expenses/new`: today, and the currency and category used last.
pub async fn new_form(visit: Visit, query: Query<NewQuery>) -> Result<HttpResponse, AppError> {
    let from = query.from.parse::<Uuid>().ok().map(ExpenseId::from);
    let (viewer, (data, copied)) = visit
        .run(move |conn, viewer| {
            let data = load_form(conn, viewer, &[])?;
            let copied = from.map(|id| queries::find(conn, Scope::of(viewer), id)).transpose()?.flatten();
            Ok((data, copied))
        })
        .await?;
    let spent_on = query.spent_on.parse().unwrap_or_else(|_| viewer.today());
    let (currency, category) = data.last_used.clone().map_or_else(
        || (viewer.organization.currency.code().to_owned(), String::new()),
        |(currency, category)| (currency, offered(&data.categories, category)),
    );
    let fresh = match copied {
        // A rate is of its day, and who copies it spends it.
        Some(copied) => ExpenseForm {
            rate: String::new(),
            version: String::new(),
            member_id: String::new(),
            category_id: offered(&data.categories, copied.category_id),
            ..form_of(&copied, &data.categories, &viewer)?
        },
        None => ExpenseForm { currency, category_id: category, ..ExpenseForm::default() },
    };
    let form =
        ExpenseForm { spent_on: spent_on.to_string(), form_token: Uuid::new_v4().to_string(), ..fresh };
    respond::ok(&form_page(&visit, &viewer, &data, form, None, None))
}

/// The category to begin with: what the last one counts as, if that can still be chosen.
fn offered(categories: &[Category], last: Option<CategoryId>) -> String {
    let shown = last.and_then(|id| categories::resolve(categories, id)).filter(|shown| shown.active);
    shown.map(|shown| shown.id.to_string()).unwrap_or_default()
}

/// The form once more, with what waits for it and what there is to say of it as it is typed.
fn again(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    form: &ExpenseForm,
    present: Option<&Expense>,
    errors: FieldErrors,
) -> Result<Outcome, AppError> {
    let data = load_form(conn, viewer, &form.waiting())?;
    let looked = checking::typed(conn, viewer, &data.categories, form, present)?;
    Ok(Outcome::Again(Box::new(data.with(looked)), errors))
}

/// What became of a form.
enum Outcome {
    Saved {
        expense: ExpenseId,
        money: Money,
        spent_on: NaiveDate,
        /// Where it stands since it was submitted, if it was.
        sent: Option<Status>,
        whose: Option<String>,
    },
    Unchanged(ExpenseId),
    Again(Box<FormData>, FieldErrors),
    AlreadySaved {
        saved: Box<Expense>,
        sent: Box<Draft>,
    },
    Stale {
        present: Box<Expense>,
        categories: Vec<Category>,
        by: String,
    },
}

/// `POST /expenses`: records an expense, then shows it.
pub async fn create(
    visit: Visit,
    desk: Data<Desk>,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, AppError> {
    let (form, taken, refused) = receipts::hand_in(&visit, &desk, &request, payload).await?;
    let (typed, courier) = (form.clone(), Courier::of(&visit));
    let along = courier.clone();
    let (viewer, outcome) =
        visit.run_form(&form, move |conn, viewer| record(conn, viewer, &along, &typed, &refused)).await?;
    courier.send();
    match outcome {
        Outcome::Saved { expense, money, spent_on, sent, whose } => {
            let amount = viewer.format().money(&money);
            let said = match (sent, whose) {
                (Some(to), _) => said_of_submission(to, amount),
                (None, None) => phrase!("step-said-recorded", amount = amount),
                (None, Some(name)) => phrase!("step-said-recorded-for", amount = amount, name = name),
            };
            let said = receipts::with_unstored(viewer.say(said), &taken, viewer.language);
            flash::put(visit.session(), said, None);
            if form.intent == "save_and_new" {
                return Ok(respond::see_other(&format!("/expenses/new?spent_on={spent_on}")));
            }
            Ok(respond::see_other(&format!("/expenses/{expense}")))
        }
        Outcome::Unchanged(_) if form.intent == "save_and_new" => Ok(respond::see_other("/expenses/new")),
        Outcome::Unchanged(expense) => Ok(respond::see_other(&format!("/expenses/{expense}"))),
        Outcome::AlreadySaved { saved, sent } => already_saved(&visit, &viewer, form, &saved, &sent),
        Outcome::Again(data, errors) => form_again(&visit, &viewer, &data, form, &errors, None),
        Outcome::Stale { .. } => Err(AppError::internal("a new expense cannot be stale")),
    }
}

fn record(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    courier: &Courier,
    form: &ExpenseForm,
    refused: &FieldErrors,
) -> Result<Outcome, AppError> {
    if !viewer.role.may(Power::Record) {
        return Err(AppError::Forbidden(phrase!("expenses-auditors-record-none")));
    }
    let refused = receipts::crowded(conn, viewer, 0, &form.waiting(), refused.clone())?;
    let categories = categories::queries::list(conn)?;
    let draft = match form.parse(&checking::context(viewer, &categories, None)) {
        Ok(draft) if refused.is_empty() => draft,
        outcome => return again(conn, viewer, form, None, outcome.err().unwrap_or_default().and(&refused)),
    };
    if form.is_review() {
        return again(conn, viewer, form, None, FieldErrors::default());
    }
    let (member, whose) = match checking::spender(conn, viewer, form)? {
        Ok(spender) => spender,
        Err(errors) => return again(conn, viewer, form, None, errors),
    };
    let submits = form.is_submission() && member == viewer.id;
    let lacking = life::lacking(&categories, draft.category, draft.base.is_some());
    if submits && !lacking.is_empty() {
        return again(conn, viewer, form, None, lacking);
    }
    let token = form.token();
    if submits {
        roster::hold(conn, &[member])?;
        // What this very form has recorded before is no other expense.
        let before = token.map(|token| queries::find_by_token(conn, member, token)).transpose()?.flatten();
        let before = before.map(|(id, _)| id);
        let judgement = checking::judge(conn, viewer, &categories, member, (&draft, form), before)?;
        let faults = judgement.faults();
        if !faults.is_empty() {
            return again(conn, viewer, form, None, faults);
        }
    }
    let Some(expense) = queries::insert(conn, member, viewer.id, &draft, token, viewer.now)? else {
        return repeated(conn, viewer, courier, member, (draft, form), submits);
    };
    base::insist(conn, viewer)?;
    let mut after = draft.facts();
    if member != viewer.id {
        after.insert("member_id".to_owned(), json!(member));
    }
    remember(conn, viewer, expense, Act::ExpenseCreated, None, Some(after.into()))?;
    receipts::attach(conn, viewer, expense, &form.waiting())?;
    if form.says_more() {
        checking::settle(conn, viewer, &categories, member, (&draft, form), expense)?;
    }
    let sent = submits.then(|| submit(conn, viewer, courier, expense, 1)).transpose()?;
    let (money, spent_on) = (draft.money, draft.spent_on.date());
    Ok(Outcome::Saved { expense, money, spent_on, sent, whose })
}

/// The token was used before: the same form is a retry, another one (Back, and a second expense) must not get lost.
fn repeated(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    courier: &Courier,
    member: MemberId,
    (draft, form): (Draft, &ExpenseForm),
    submits: bool,
) -> Result<Outcome, AppError> {
    let first = form.token().map(|token| queries::find_by_token(conn, member, token)).transpose()?.flatten();
    let Some((expense, hash)) = first else {
        return Err(AppError::internal("an expense was neither inserted nor found by its token"));
    };
    let saved = queries::find(conn, Scope::of(viewer), expense)?;
    let saved = saved.ok_or_else(|| AppError::internal("the expense of a token is gone"))?;
    if hash == Some(draft.hash()) {
        // Saved first, then Back and a file chosen; the same file twice is taken once.
        if saved.stands()? == Status::Draft {
            receipts::attach(conn, viewer, expense, &form.waiting())?;
        }
        // Saved first, then Back and submitted: the same words, but more is wanted of them.
        if !submits || saved.stands()? != Status::Draft {
            return Ok(Outcome::Unchanged(expense));
        }
        let categories = categories::queries::list(conn)?;
        checking::settle(conn, viewer, &categories, member, (&draft, form), expense)?;
        let sent = Some(submit(conn, viewer, courier, expense, 1)?);
        let (money, spent_on) = (draft.money, draft.spent_on.date());
        return Ok(Outcome::Saved { expense, money, spent_on, sent, whose: None });
    }
    Ok(Outcome::AlreadySaved { saved: Box::new(saved), sent: Box::new(draft) })
}

/// `GET /expenses/{expense}/edit`.
pub async fn edit_form(visit: Visit, expense: Path<Uuid>) -> Result<HttpResponse, AppError> {
    let id = ExpenseId::from(expense.into_inner());
    let (viewer, (form, data)) = visit
        .run(move |conn, viewer| {
            let expense = find_editable(conn, viewer, id)?;
            let unfinished = Unfinished::load(conn, viewer, expense)?;
            let form = unfinished.form(viewer)?;
            Ok((form, unfinished.data))
        })
        .await?;
    respond::ok(&form_page(&visit, &viewer, &data, form, Some(id), None))
}

/// `POST /expenses/{expense}`: saves an edit if nobody saved another meanwhile.
pub async fn update(
    visit: Visit,
    expense: Path<Uuid>,
    desk: Data<Desk>,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, AppError> {
    let id = ExpenseId::from(expense.into_inner());
    let (form, taken, refused) = receipts::hand_in(&visit, &desk, &request, payload).await?;
    let (typed, courier) = (form.clone(), Courier::of(&visit));
    let along = courier.clone();
    let (viewer, outcome) =
        visit.run_form(&form, move |conn, viewer| save(conn, viewer, &along, id, (&typed, &refused))).await?;
    courier.send();
    match outcome {
        Outcome::Saved { sent, money, .. } => {
            let amount = || viewer.format().money(&money);
            let said =
                sent.map_or_else(|| phrase!("step-said-changed"), |to| said_of_submission(to, amount()));
            let said = receipts::with_unstored(viewer.say(said), &taken, viewer.language);
            flash::put(visit.session(), said, None);
            Ok(respond::see_other(&format!("/expenses/{id}")))
        }
        Outcome::Unchanged(_) => Ok(respond::see_other(&format!("/expenses/{id}"))),
        Outcome::Again(data, errors) => form_again(&visit, &viewer, &data, form, &errors, Some(id)),
        Outcome::Stale { present, categories, by } => stale(&visit, &viewer, form, &present, &categories, by),
        Outcome::AlreadySaved { .. } => Err(AppError::internal("an edit has no form token")),
    }
}

fn save(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    courier: &Courier,
    id: ExpenseId,
    (form, refused): (&ExpenseForm, &FieldErrors),
) -> Result<Outcome, AppError> {
    let present = find_editable(conn, viewer, id)?;
    let refused = receipts::crowded(conn, viewer, present.receipt_count, &form.waiting(), refused.clone())?;
    let categories = categories::queries::list(conn)?;
    let draft = match form.parse(&checking::context(viewer, &categories, present.category_id)) {
        Ok(draft) if refused.is_empty() => draft,
        outcome => {
            return again(
                conn,
                viewer,
                form,
                Some(&present),
                outcome.err().unwrap_or_default().and(&refused),
            );
        }
    };
    if form.is_review() {
        return again(conn, viewer, form, Some(&present), FieldErrors::default());
    }
    let lacking = life::lacking(&categories, draft.category, draft.base.is_some());
    if form.is_submission() && !lacking.is_empty() {
        return again(conn, viewer, form, Some(&present), lacking);
    }
    let (spender, typed) = (present.member_id, (&draft, form));
    if form.is_submission() {
        roster::hold(conn, &[spender])?;
        let judgement = checking::judge(conn, viewer, &categories, spender, typed, Some(id))?;
        let faults = judgement.faults();
        if !faults.is_empty() {
            return again(conn, viewer, form, Some(&present), faults);
        }
    }
    let edited = form.version().unwrap_or(present.version);
    let saved = |sent| Outcome::Saved {
        expense: id,
        money: draft.money,
        spent_on: draft.spent_on.date(),
        sent,
        whose: None,
    };
    let (before, after) = trail::differences(&facts_of(&present), &draft.facts());
    if edited == present.version {
        if after.is_empty() {
            checking::settle(conn, viewer, &categories, spender, typed, id)?;
        }
        let added = receipts::attach(conn, viewer, id, &form.waiting())?;
        if added > 0 && after.is_empty() && !form.is_submission() {
            return Ok(saved(None));
        }
        if after.is_empty() && !form.is_submission() {
            return Ok(Outcome::Unchanged(id));
        }
        if after.is_empty() {
            return Ok(saved(Some(submit(conn, viewer, courier, id, edited)?)));
        }
        if queries::update(conn, id, edited, &draft, viewer.now)? {
            base::insist(conn, viewer)?;
            remember(conn, viewer, id, Act::ExpenseChanged, Some(before.into()), Some(after.into()))?;
            checking::settle(conn, viewer, &categories, spender, typed, id)?;
            let sends = form.is_submission();
            return Ok(saved(sends.then(|| submit(conn, viewer, courier, id, edited + 1)).transpose()?));
        }
    }
    // Read again: somebody may have been faster between the two statements.
    let present = find_editable(conn, viewer, id)?;
    let by = trail::last_editor(conn, viewer, id.uuid())?;
    Ok(Outcome::Stale { present: Box::new(present), categories, by })
}

/// Submits it; answers where it stands then: a rule may have approved it.
fn submit(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    courier: &Courier,
    id: ExpenseId,
    version: i32,
) -> Result<Status, AppError> {
    let done = life::act(conn, viewer, id, Some(version), &Deed::Submit)?;
    let to = done.to;
    courier.tell(conn, viewer, &[done])?;
    Ok(to)
}

/// An expense that this person may change: their own draft, not in the trash.
pub(super) fn find_editable(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    id: ExpenseId,
) -> Result<Expense, AppError> {
    let whole = whole::find(conn, Scope::of(viewer), id)?.ok_or(AppError::NotFound)?;
    let (status, relation) = (whole.expense.stands()?, whole.relation(conn, viewer)?);
    life::permit(viewer, relation, status, Step::Edit)?;
    transition(status, Step::Edit).map_err(|illegal| AppError::Conflict(illegal.phrase()))?;
    Ok(whole.expense)
}

pub(super) fn remember(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    expense: ExpenseId,
    act: Act,
    before: Option<Value>,
    after: Option<Value>,
) -> Result<(), AppError> {
    let event =
        Event { actor: Some(viewer.id), act, subject: Subject::Expense(expense.uuid()), before, after };
    trail::record(conn, event, viewer.now)
}

/// What [`Draft::facts`] would say of an expense as it is stored.
fn facts_of(expense: &Expense) -> Map<String, Value> {
    form::facts([
        ("spent_on", json!(expense.spent_on)),
        ("merchant", json!(expense.merchant)),
        ("amount", json!(expense.amount.normalize().to_string())),
        ("currency", json!(expense.currency)),
        ("rate", json!(expense.rate.map(|rate| rate.normalize().to_string()))),
        ("category_id", json!(expense.category_id)),
        ("note", json!(expense.note)),
        ("paid_with", json!(expense.paid_with)),
    ])
}

/// A draft with what its form needs.
pub(super) struct Unfinished {
    expense: Expense,
    data: FormData,
    reason: String,
}

impl Unfinished {
    fn load(conn: &mut TenantConn<'_>, viewer: &Viewer, expense: Expense) -> Result<Self, AppError> {
        let data = load_form(conn, viewer, &[])?;
        let looked = checking::stored(conn, viewer, &data.categories, &expense)?;
        let reason = exceptions::find(conn, expense.id)?.map(|exception| exception.reason);
        Ok(Self { expense, data: data.with(looked), reason: reason.unwrap_or_default() })
    }

    fn form(&self, viewer: &Viewer) -> Result<ExpenseForm, AppError> {
        let form = form_of(&self.expense, &self.data.categories, viewer)?;
        Ok(ExpenseForm { exception: self.reason.clone(), ..form })
    }
}

/// The draft, if the viewer may edit it.
pub(super) fn unfinished(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    id: ExpenseId,
) -> Result<Option<Unfinished>, AppError> {
    match find_editable(conn, viewer, id) {
        Ok(expense) => Unfinished::load(conn, viewer, expense).map(Some),
        Err(AppError::Forbidden(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// 422: the form of the draft with what it lacks.
pub(super) fn unfinished_again(
    visit: &Visit,
    viewer: &Viewer,
    unfinished: &Unfinished,
    errors: &FieldErrors,
) -> Result<HttpResponse, AppError> {
    let (form, id) = (unfinished.form(viewer)?, unfinished.expense.id);
    form_again(visit, viewer, &unfinished.data, form, errors, Some(id))
}
