//! Recording and editing.

use super::courier::Courier;
use super::form::{self, Context, Draft, ExpenseForm};
use super::form_pages::{FormData, already_saved, form_again, form_of, form_page, load_form, stale};
use super::judging::{self, Found, Judgement};
use super::life::{self, Deed, Known};
use super::queries::{self, Expense, Scope};
use super::{base, receipts, whole};
use crate::categories::{self, Category};
use crate::domain::fault::{Fault, FieldErrors};
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

/// The form once more, with what waits for it.
fn again(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    form: &ExpenseForm,
    errors: FieldErrors,
) -> Result<Outcome, AppError> {
    Ok(Outcome::Again(Box::new(load_form(conn, viewer, &form.waiting())?), errors))
}

/// What became of a form.
enum Outcome {
    Saved { expense: ExpenseId, money: Money, spent_on: NaiveDate, submitted: bool, whose: Option<String> },
    Unchanged(ExpenseId),
    Again(Box<FormData>, FieldErrors),
    AlreadySaved { saved: Box<Expense>, sent: Box<Draft> },
    Stale { present: Box<Expense>, categories: Vec<Category>, by: String },
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
        Outcome::Saved { expense, money, spent_on, submitted, whose } => {
            let amount = viewer.format().money(&money);
            let said = match (submitted, whose) {
                (true, None) => phrase!("step-said-submitted", amount = amount),
                (true, Some(name)) => phrase!("step-said-submitted-for", amount = amount, name = name),
                (false, None) => phrase!("step-said-recorded", amount = amount),
                (false, Some(name)) => phrase!("step-said-recorded-for", amount = amount, name = name),
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
    let draft = match form.parse(&context(viewer, &categories, None)) {
        Ok(draft) if refused.is_empty() => draft,
        outcome => return again(conn, viewer, form, outcome.err().unwrap_or_default().and(&refused)),
    };
    if form.is_review() {
        let judgement = judge(conn, viewer, &categories, viewer.id, &draft, None)?;
        return judged_again(conn, viewer, form, judgement, FieldErrors::default());
    }
    let (member, whose) = match spender(conn, viewer, form)? {
        Ok(spender) => spender,
        Err(errors) => return again(conn, viewer, form, errors),
    };
    let submits = form.is_submission() && member == viewer.id;
    let lacking = life::lacking(&categories, draft.category, draft.base.is_some());
    if submits && !lacking.is_empty() {
        return again(conn, viewer, form, lacking);
    }
    let token = form.token();
    if submits {
        // What this very form has recorded before is no other expense.
        let before = token.map(|token| queries::find_by_token(conn, member, token)).transpose()?.flatten();
        let before = before.map(|(id, _)| id);
        let judgement = judge(conn, viewer, &categories, member, &draft, before)?;
        let faults = judgement.faults();
        if !faults.is_empty() {
            return judged_again(conn, viewer, form, judgement, faults);
        }
    }
    let Some(expense) = queries::insert(conn, member, viewer.id, &draft, token, viewer.now)? else {
        return repeated(conn, viewer, (member, token), draft, submits, &form.waiting());
    };
    base::insist(conn, viewer)?;
    let mut after = draft.facts();
    if member != viewer.id {
        after.insert("member_id".to_owned(), json!(member));
    }
    remember(conn, viewer, expense, Act::ExpenseCreated, None, Some(after.into()))?;
    receipts::attach(conn, viewer, expense, &form.waiting())?;
    if submits {
        submit(conn, viewer, courier, expense, 1)?;
    }
    let (money, spent_on) = (draft.money, draft.spent_on.date());
    Ok(Outcome::Saved { expense, money, spent_on, submitted: submits, whose })
}

/// What a draft as typed breaks of the rules.
fn judge(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    categories: &[Category],
    member: MemberId,
    draft: &Draft,
    id: Option<ExpenseId>,
) -> Result<Judgement, AppError> {
    let mut known = Known::of(categories.to_vec());
    judging::judge(conn, viewer, &mut known, member, &judging::spent_as(draft, id))
}

/// The form again, with what the rules found.
fn judged_again(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    form: &ExpenseForm,
    judgement: Judgement,
    faults: FieldErrors,
) -> Result<Outcome, AppError> {
    let found = Found::load(conn, viewer, judgement.found)?;
    Ok(Outcome::Again(Box::new(load_form(conn, viewer, &form.waiting())?.with(found)), faults))
}

/// Who spent an expense, with their name where that is somebody else.
type Spender = (MemberId, Option<String>);

/// Whose expense a form is about: one's own, or another's for who may record for others.
fn spender(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    form: &ExpenseForm,
) -> Result<Result<Spender, FieldErrors>, AppError> {
    let typed = form.member_id.trim();
    if typed.is_empty() || typed == viewer.id.to_string() {
        return Ok(Ok((viewer.id, None)));
    }
    if !viewer.role.may(Power::RecordForAnother) {
        return Err(AppError::Forbidden(phrase!("expenses-only-admins-for-others")));
    }
    let found = roster::list_recording(conn)?.into_iter().find(|(id, _)| id.to_string() == typed);
    Ok(found.map(|(id, name)| (id, Some(name))).ok_or_else(|| {
        let mut errors = FieldErrors::default();
        errors.add("member_id", Fault::NotOffered);
        errors
    }))
}

/// The token was used before: the same form is a retry, another one (Back, and a second expense) must not get lost.
fn repeated(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    (member, token): (MemberId, Option<Uuid>),
    draft: Draft,
    submits: bool,
    waiting: &[Uuid],
) -> Result<Outcome, AppError> {
    let first = token.map(|token| queries::find_by_token(conn, member, token)).transpose()?.flatten();
    let Some((expense, hash)) = first else {
        return Err(AppError::internal("an expense was neither inserted nor found by its token"));
    };
    let saved = queries::find(conn, Scope::of(viewer), expense)?;
    let saved = saved.ok_or_else(|| AppError::internal("the expense of a token is gone"))?;
    if hash == Some(draft.hash()) {
        // Saved first, then Back and a file chosen; the same file twice is taken once.
        if saved.stands()? == Status::Draft {
            receipts::attach(conn, viewer, expense, waiting)?;
        }
        // Saved first, then Back and submitted: the same words, but more is wanted of them.
        if !submits || saved.stands()? != Status::Draft {
            return Ok(Outcome::Unchanged(expense));
        }
        life::act(conn, viewer, expense, Some(1), &Deed::Submit)?;
        let (money, spent_on) = (draft.money, draft.spent_on.date());
        return Ok(Outcome::Saved { expense, money, spent_on, submitted: true, whose: None });
    }
    Ok(Outcome::AlreadySaved { saved: Box::new(saved), sent: Box::new(draft) })
}

/// `GET /expenses/{expense}/edit`.
pub async fn edit_form(visit: Visit, expense: Path<Uuid>) -> Result<HttpResponse, AppError> {
    let id = ExpenseId::from(expense.into_inner());
    let (viewer, (expense, data)) = visit
        .run(move |conn, viewer| {
            let expense = find_editable(conn, viewer, id)?;
            let found = found(conn, viewer, &expense)?;
            Ok((expense, load_form(conn, viewer, &[])?.with(found)))
        })
        .await?;
    let form = form_of(&expense, &data.categories, &viewer)?;
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
        Outcome::Saved { submitted, money, .. } => {
            let said = if submitted {
                phrase!("step-said-submitted", amount = viewer.format().money(&money))
            } else {
                phrase!("step-said-changed")
            };
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
    let draft = match form.parse(&context(viewer, &categories, present.category_id)) {
        Ok(draft) if refused.is_empty() => draft,
        outcome => return again(conn, viewer, form, outcome.err().unwrap_or_default().and(&refused)),
    };
    if form.is_review() {
        let judgement = judge(conn, viewer, &categories, present.member_id, &draft, Some(id))?;
        return judged_again(conn, viewer, form, judgement, FieldErrors::default());
    }
    let lacking = life::lacking(&categories, draft.category, draft.base.is_some());
    if form.is_submission() && !lacking.is_empty() {
        return again(conn, viewer, form, lacking);
    }
    if form.is_submission() {
        let judgement = judge(conn, viewer, &categories, present.member_id, &draft, Some(id))?;
        let faults = judgement.faults();
        if !faults.is_empty() {
            return judged_again(conn, viewer, form, judgement, faults);
        }
    }
    let edited = form.version().unwrap_or(present.version);
    let saved = |submitted| Outcome::Saved {
        expense: id,
        money: draft.money,
        spent_on: draft.spent_on.date(),
        submitted,
        whose: None,
    };
    let (before, after) = trail::differences(&facts_of(&present), &draft.facts());
    if edited == present.version {
        let added = receipts::attach(conn, viewer, id, &form.waiting())?;
        if added > 0 && after.is_empty() && !form.is_submission() {
            return Ok(saved(false));
        }
        if after.is_empty() && !form.is_submission() {
            return Ok(Outcome::Unchanged(id));
        }
        if after.is_empty() {
            submit(conn, viewer, courier, id, edited)?;
            return Ok(saved(true));
        }
        if queries::update(conn, id, edited, &draft, viewer.now)? {
            base::insist(conn, viewer)?;
            remember(conn, viewer, id, Act::ExpenseChanged, Some(before.into()), Some(after.into()))?;
            if form.is_submission() {
                submit(conn, viewer, courier, id, edited + 1)?;
            }
            return Ok(saved(form.is_submission()));
        }
    }
    // Read again: somebody may have been faster between the two statements.
    let present = find_editable(conn, viewer, id)?;
    let by = trail::last_editor(conn, viewer, id.uuid())?;
    Ok(Outcome::Stale { present: Box::new(present), categories, by })
}

fn submit(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    courier: &Courier,
    id: ExpenseId,
    version: i32,
) -> Result<(), AppError> {
    let done = life::act(conn, viewer, id, Some(version), &Deed::Submit)?;
    courier.tell(conn, viewer, &[done])
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

fn context<'a>(
    viewer: &'a Viewer,
    categories: &'a [Category],
    present_category: Option<CategoryId>,
) -> Context<'a> {
    Context {
        locale: &viewer.locale,
        base: viewer.organization.currency,
        today: viewer.today(),
        categories,
        present_category,
    }
}

/// A draft that was to be submitted and lacks something, with what its form needs.
pub(super) struct Unfinished {
    expense: Expense,
    data: FormData,
}

/// What a draft breaks of the rules as it is saved.
fn found(conn: &mut TenantConn<'_>, viewer: &Viewer, expense: &Expense) -> Result<Found, AppError> {
    let spent = judging::spent(expense)?;
    let judgement = judging::judge(conn, viewer, &mut Known::default(), expense.member_id, &spent)?;
    Found::load(conn, viewer, judgement.found)
}

/// The draft, if the viewer may edit it.
pub(super) fn unfinished(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    id: ExpenseId,
) -> Result<Option<Unfinished>, AppError> {
    match find_editable(conn, viewer, id) {
        Ok(expense) => {
            let data = load_form(conn, viewer, &[])?.with(found(conn, viewer, &expense)?);
            Ok(Some(Unfinished { expense, data }))
        }
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
    let (form, id) =
        (form_of(&unfinished.expense, &unfinished.data.categories, viewer)?, unfinished.expense.id);
    form_again(visit, viewer, &unfinished.data, form, errors, Some(id))
}
