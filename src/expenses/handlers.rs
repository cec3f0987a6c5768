//! Recording and editing.

use super::form::{self, Context, Draft, ExpenseForm};
use super::life::{self, Deed};
use super::queries::{self, Expense, Scope};
use super::views::{AlreadySavedPage, CategoryChoice, CategoryTag, Comparison, FormPage, StalePage};
use super::{base, present, whole};
use crate::categories::{self, Category};
use crate::domain::currency::Currency;
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::id::{CategoryId, ExpenseId, MemberId};
use crate::domain::money::{Money, Rate};
use crate::error::AppError;
use crate::identity::trail::{self, Act, Event, Subject};
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::identity::{colleagues, members};
use crate::policy::life::{Step, transition};
use crate::policy::role::Power;
use crate::policy::status::{PaidWith, Status};
use crate::tenancy::TenantConn;
use crate::web::forms::{self, Form};
use crate::web::frame::{Choice, Faults, Hidden};
use crate::web::{flash, respond};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// What a form needs besides what was typed.
struct FormData {
    members: Vec<(MemberId, String)>,
    categories: Vec<Category>,
    merchants: Vec<String>,
    last_used: Option<queries::LastUsed>,
}

fn load_form(conn: &mut TenantConn<'_>, viewer: &Viewer) -> Result<FormData, AppError> {
    if !viewer.role.may(Power::Record) {
        return Err(AppError::Forbidden("Auditors read expenses and record none."));
    }
    let for_others = viewer.role.may(Power::RecordForAnother);
    Ok(FormData {
        members: if for_others { colleagues::list_recording(conn)? } else { Vec::new() },
        categories: categories::queries::list(conn)?,
        merchants: queries::list_merchants(conn, viewer.id)?,
        last_used: queries::find_last_used(conn, viewer.id)?,
    })
}

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
            let data = load_form(conn, viewer)?;
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

/// What became of a form.
enum Outcome {
    Saved { expense: ExpenseId, money: Money, spent_on: NaiveDate, submitted: bool, whose: Option<String> },
    Unchanged(ExpenseId),
    Again(FormData, FieldErrors),
    AlreadySaved { saved: Box<Expense>, sent: Box<Draft> },
    Stale { present: Box<Expense>, categories: Vec<Category>, by: String },
}

/// `POST /expenses`: records an expense, then shows it.
pub async fn create(visit: Visit, Form(form): Form<ExpenseForm>) -> Result<HttpResponse, AppError> {
    let typed = form.clone();
    let (viewer, outcome) = visit.run_form(&form, move |conn, viewer| record(conn, viewer, &typed)).await?;
    match outcome {
        Outcome::Saved { expense, money, spent_on, submitted, whose } => {
            let verb = if submitted { "Submitted" } else { "Saved" };
            let whose = whose.map(|name| format!(" for {name}")).unwrap_or_default();
            let said = format!("{verb} {}{whose}.", viewer.format().money(&money));
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

fn record(conn: &mut TenantConn<'_>, viewer: &Viewer, form: &ExpenseForm) -> Result<Outcome, AppError> {
    if !viewer.role.may(Power::Record) {
        return Err(AppError::Forbidden("Auditors read expenses and record none."));
    }
    let categories = categories::queries::list(conn)?;
    let draft = match form.parse(&context(viewer, &categories, None)) {
        Ok(draft) if !form.is_review() => draft,
        outcome => return Ok(Outcome::Again(load_form(conn, viewer)?, outcome.err().unwrap_or_default())),
    };
    let (member, whose) = match spender(conn, viewer, form)? {
        Ok(spender) => spender,
        Err(errors) => return Ok(Outcome::Again(load_form(conn, viewer)?, errors)),
    };
    let submits = form.is_submission() && member == viewer.id;
    let lacking = life::lacking(&categories, draft.category, draft.base.is_some());
    if submits && !lacking.is_empty() {
        return Ok(Outcome::Again(load_form(conn, viewer)?, lacking));
    }
    base::hold(conn, viewer)?;
    let token = form.token();
    let Some(expense) = queries::insert(conn, member, viewer.id, &draft, token, viewer.now)? else {
        return repeated(conn, viewer, member, token, draft, submits);
    };
    let mut after = draft.facts();
    if member != viewer.id {
        after.insert("member_id".to_owned(), json!(member));
    }
    remember(conn, viewer, expense, Act::ExpenseCreated, None, Some(after.into()))?;
    if submits {
        life::act(conn, viewer, expense, Some(1), &Deed::Submit)?;
    }
    let (money, spent_on) = (draft.money, draft.spent_on.date());
    Ok(Outcome::Saved { expense, money, spent_on, submitted: submits, whose })
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
        return Err(AppError::Forbidden("Admins and owners record expenses for others."));
    }
    let found = colleagues::list_recording(conn)?.into_iter().find(|(id, _)| id.to_string() == typed);
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
    member: MemberId,
    token: Option<Uuid>,
    draft: Draft,
    submits: bool,
) -> Result<Outcome, AppError> {
    let first = token.map(|token| queries::find_by_token(conn, member, token)).transpose()?.flatten();
    let Some((expense, hash)) = first else {
        return Err(AppError::internal("an expense was neither inserted nor found by its token"));
    };
    let saved = queries::find(conn, Scope::of(viewer), expense)?;
    let saved = saved.ok_or_else(|| AppError::internal("the expense of a token is gone"))?;
    if hash == Some(draft.hash()) {
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
            Ok((expense, load_form(conn, viewer)?))
        })
        .await?;
    let form = form_of(&expense, &data.categories, &viewer)?;
    respond::ok(&form_page(&visit, &viewer, &data, form, Some(id), None))
}

/// `POST /expenses/{expense}`: saves an edit if nobody saved another meanwhile.
pub async fn update(
    visit: Visit,
    expense: Path<Uuid>,
    Form(form): Form<ExpenseForm>,
) -> Result<HttpResponse, AppError> {
    let id = ExpenseId::from(expense.into_inner());
    let typed = form.clone();
    let (viewer, outcome) = visit.run_form(&form, move |conn, viewer| save(conn, viewer, id, &typed)).await?;
    match outcome {
        Outcome::Saved { submitted, money, .. } => {
            let submission = submitted.then(|| format!("Submitted {}.", viewer.format().money(&money)));
            flash::put(visit.session(), submission.unwrap_or_else(|| "Changes saved.".to_owned()), None);
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
    id: ExpenseId,
    form: &ExpenseForm,
) -> Result<Outcome, AppError> {
    let present = find_editable(conn, viewer, id)?;
    let categories = categories::queries::list(conn)?;
    let draft = match form.parse(&context(viewer, &categories, present.category_id)) {
        Ok(draft) if !form.is_review() => draft,
        outcome => return Ok(Outcome::Again(load_form(conn, viewer)?, outcome.err().unwrap_or_default())),
    };
    let lacking = life::lacking(&categories, draft.category, draft.base.is_some());
    if form.is_submission() && !lacking.is_empty() {
        return Ok(Outcome::Again(load_form(conn, viewer)?, lacking));
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
        base::hold(conn, viewer)?;
        if after.is_empty() && !form.is_submission() {
            return Ok(Outcome::Unchanged(id));
        }
        if after.is_empty() {
            life::act(conn, viewer, id, Some(edited), &Deed::Submit)?;
            return Ok(saved(true));
        }
        if queries::update(conn, id, edited, &draft, viewer.now)? {
            remember(conn, viewer, id, Act::ExpenseChanged, Some(before.into()), Some(after.into()))?;
            if form.is_submission() {
                life::act(conn, viewer, id, Some(edited + 1), &Deed::Submit)?;
            }
            return Ok(saved(form.is_submission()));
        }
    }
    // Read again: somebody may have been faster between the two statements.
    let present = find_editable(conn, viewer, id)?;
    let by = last_editor(conn, viewer, &present)?;
    Ok(Outcome::Stale { present: Box::new(present), categories, by })
}

/// "Mira Okafor, 21 Nov 2026, 12:05": who saved the version that stands.
fn last_editor(conn: &mut TenantConn<'_>, viewer: &Viewer, expense: &Expense) -> Result<String, AppError> {
    let events = trail::list_of_subject(conn, expense.id.uuid())?;
    let names = members::list_names(conn)?;
    let who = events.first().and_then(|event| event.1).and_then(|actor| names.get(&actor).cloned());
    let when = viewer.format().instant(expense.updated_at, viewer.organization.timezone.tz());
    Ok(format!("{}, {when}", who.unwrap_or_else(|| "somebody".to_owned())))
}

/// An expense that this person may change: their own draft, not in the trash.
fn find_editable(conn: &mut TenantConn<'_>, viewer: &Viewer, id: ExpenseId) -> Result<Expense, AppError> {
    let whole = whole::find(conn, Scope::of(viewer), id)?.ok_or(AppError::NotFound)?;
    let (status, relation) = (whole.expense.stands()?, whole.relation(conn, viewer)?);
    life::permit(viewer, relation, status, Step::Edit)?;
    transition(status, Step::Edit).map_err(|illegal| AppError::Conflict(illegal.sentence()))?;
    Ok(whole.expense)
}

fn remember(
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

/// An expense as its form would hold it.
fn form_of(expense: &Expense, categories: &[Category], viewer: &Viewer) -> Result<ExpenseForm, AppError> {
    let format = viewer.format();
    let stored = expense.category_id;
    let shown =
        stored.and_then(|id| categories::resolve(categories, id)).map(|category| category.id).or(stored);
    let money = present::money_of(expense, viewer.organization.currency)?;
    let refund = expense.amount.is_sign_negative();
    let is_foreign = expense.currency != viewer.organization.currency.code();
    let rate = expense.rate.filter(|_| is_foreign).and_then(|rate| Rate::new(rate).ok());
    Ok(ExpenseForm {
        spent_on: expense.spent_on.to_string(),
        merchant: expense.merchant.clone(),
        amount: format.editable(&if refund { money.negated() } else { money }),
        refund: if refund { "1".to_owned() } else { String::new() },
        paid_with: expense.paid_with.clone(),
        member_id: expense.member_id.to_string(),
        currency: expense.currency.clone(),
        rate: rate.map(|rate| format.editable_rate(rate)).unwrap_or_default(),
        category_id: shown.map(|category| category.to_string()).unwrap_or_default(),
        note: expense.note.clone(),
        version: expense.version.to_string(),
        ..ExpenseForm::default()
    })
}

/// A draft that was to be submitted and lacks something, with what its form needs.
pub(super) struct Unfinished {
    expense: Expense,
    data: FormData,
}

/// The draft, if the viewer may edit it.
pub(super) fn unfinished(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    id: ExpenseId,
) -> Result<Option<Unfinished>, AppError> {
    match find_editable(conn, viewer, id) {
        Ok(expense) => Ok(Some(Unfinished { expense, data: load_form(conn, viewer)? })),
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

fn form_again(
    visit: &Visit,
    viewer: &Viewer,
    data: &FormData,
    form: ExpenseForm,
    errors: &FieldErrors,
    expense: Option<ExpenseId>,
) -> Result<HttpResponse, AppError> {
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = respond::page(status, &form_page(visit, viewer, data, form, expense, Some(errors)))?;
    Ok(respond::with_faults(page, errors))
}

fn form_page(
    visit: &Visit,
    viewer: &Viewer,
    data: &FormData,
    form: ExpenseForm,
    expense: Option<ExpenseId>,
    errors: Option<&FieldErrors>,
) -> FormPage {
    let heading = if expense.is_some() { "Edit expense" } else { "New expense" };
    let (page, frame) = visit.page(viewer, heading);
    let base = viewer.organization.currency;
    let here = expense.map_or_else(|| "/expenses".to_owned(), |id| format!("/expenses/{id}"));
    let faults = errors
        .into_iter()
        .flat_map(|errors| errors.iter().map(|(field, fault)| (field.to_owned(), fault.sentence_for(field))));
    FormPage {
        page: page.with_script(&visit.chrome().assets, "js/expense.js"),
        frame,
        heading: heading.to_owned(),
        action: here.clone(),
        cancel: here,
        form_token: expense.is_none().then(|| form.token().unwrap_or_else(Uuid::new_v4).to_string()),
        version: expense.map(|_| form.version.clone()).filter(|version| !version.is_empty()),
        faults: faults.collect::<Faults>(),
        currencies: currencies(&form.currency, base, data.last_used.as_ref().map(|(code, _)| code.as_str())),
        base_currency: base.code().to_owned(),
        merchants: data.merchants.clone(),
        categories: category_choices(&data.categories, &form.category_id),
        members: if expense.is_none() {
            spenders(&data.members, viewer, &form.member_id)
        } else {
            Vec::new()
        },
        refund: form.is_refund(),
        paid_with: paid_with(&form.paid_with),
        amount: form.amount,
        rate: form.rate,
        merchant: form.merchant,
        spent_on: form.spent_on,
        note: form.note,
        amount_zero: viewer.format().editable(&Money::zero(base)),
    }
}

/// All currencies, the organization's and the last used first. What was typed stays, even if no such currency exists.
fn currencies(typed: &str, base: Currency, last: Option<&str>) -> Vec<Choice> {
    let chosen = if typed.trim().is_empty() { base.code().to_owned() } else { typed.trim().to_uppercase() };
    let mut codes: Vec<&str> = vec![base.code()];
    codes.extend(last.filter(|last| *last != base.code()));
    codes.extend(Currency::all().iter().map(|currency| currency.code()));
    let mut choices: Vec<Choice> = Vec::new();
    for code in codes {
        if choices.iter().all(|choice| choice.value != code) {
            choices.push(Choice { value: code.to_owned(), label: code.to_owned(), chosen: code == chosen });
        }
    }
    if choices.iter().all(|choice| !choice.chosen) {
        choices.insert(0, Choice { value: chosen.clone(), label: chosen, chosen: true });
    }
    choices
}

/// Everybody who may have spent it, oneself first; nobody where there is nothing to choose.
fn spenders(members: &[(MemberId, String)], viewer: &Viewer, typed: &str) -> Vec<Choice> {
    if members.len() < 2 {
        return Vec::new();
    }
    let typed = if typed.trim().is_empty() { viewer.id.to_string() } else { typed.trim().to_owned() };
    let choice = |(id, name): &(MemberId, String)| Choice {
        value: id.to_string(),
        label: if *id == viewer.id { format!("{name} (you)") } else { name.clone() },
        chosen: id.to_string() == typed,
    };
    let (own, others): (Vec<_>, Vec<_>) = members.iter().partition(|(id, _)| *id == viewer.id);
    own.into_iter().chain(others).map(choice).collect()
}

fn paid_with(typed: &str) -> Vec<Choice> {
    let chosen = PaidWith::parse(typed.trim()).unwrap_or_default();
    let choice = |paid: PaidWith| Choice {
        value: paid.as_str().to_owned(),
        label: paid.label().to_owned(),
        chosen: paid == chosen,
    };
    PaidWith::ALL.into_iter().map(choice).collect()
}

fn category_choices(categories: &[Category], chosen: &str) -> Vec<CategoryChoice> {
    let offered = categories.iter().filter(|category| category.active || category.id.to_string() == chosen);
    let choice = |category: &Category| CategoryChoice {
        id: category.id.to_string(),
        tag: present::tag(category),
        chosen: category.id.to_string() == chosen,
    };
    let none = CategoryChoice {
        id: String::new(),
        tag: CategoryTag { name: "None yet".to_owned(), color: "slate".to_owned() },
        chosen: chosen.is_empty(),
    };
    [none].into_iter().chain(offered.map(choice)).collect()
}

fn already_saved(
    visit: &Visit,
    viewer: &Viewer,
    form: ExpenseForm,
    saved: &Expense,
    sent: &Draft,
) -> Result<HttpResponse, AppError> {
    let format = viewer.format();
    let said = |money: &Money, merchant: &str, date| {
        format!("{} at {merchant} on {}", format.money_with_code(money), format.long_date(date))
    };
    let (page, frame) = visit.page(viewer, "Already saved");
    let view = AlreadySavedPage {
        page,
        frame,
        saved: said(
            &present::money_of(saved, viewer.organization.currency)?,
            &saved.merchant,
            saved.spent_on,
        ),
        sent: said(&sent.money, sent.merchant.as_str(), sent.spent_on.date()),
        change: format!("/expenses/{}/edit", saved.id),
        action: "/expenses".to_owned(),
        fields: hidden(&form, "form_token")?,
        form_token: Uuid::new_v4().to_string(),
    };
    respond::page(StatusCode::CONFLICT, &view)
}

fn stale(
    visit: &Visit,
    viewer: &Viewer,
    form: ExpenseForm,
    present: &Expense,
    categories: &[Category],
    by: String,
) -> Result<HttpResponse, AppError> {
    let other = form_of(present, categories, viewer)?;
    let name_of = |id: &str| {
        let category = categories.iter().find(|category| category.id.to_string() == id);
        category.map(|category| category.name.clone()).unwrap_or_default()
    };
    let (mine_category, other_category) = (name_of(&form.category_id), name_of(&other.category_id));
    let format = viewer.format();
    let date_of =
        |typed: &str| typed.parse().map_or_else(|_| typed.to_owned(), |date| format.long_date(date));
    let paid =
        |form: &ExpenseForm| PaidWith::parse(form.paid_with.trim()).unwrap_or_default().label().to_owned();
    let refund = |form: &ExpenseForm| if form.is_refund() { "Yes" } else { "" };
    let compare = |label: &str, mine: &str, other: &str| Comparison {
        label: label.to_owned(),
        // Browsers send a line's end as CR LF, whatever the saved note has.
        differs: mine.replace("\r\n", "\n").trim() != other.trim(),
        mine: mine.to_owned(),
        other: other.to_owned(),
    };
    let comparisons = [
        compare("Amount", &form.amount, &other.amount),
        compare("Currency", &form.currency, &other.currency),
        compare("Rate", &form.rate, &other.rate),
        compare("Merchant", &form.merchant, &other.merchant),
        compare("Date", &date_of(&form.spent_on), &date_of(&other.spent_on)),
        compare("Category", &mine_category, &other_category),
        compare("Note", &form.note, &other.note),
        compare("Paid with", &paid(&form), &paid(&other)),
        compare("Money back", refund(&form), refund(&other)),
    ];
    // What is empty on both sides helps nobody to choose.
    let comparisons =
        comparisons.into_iter().filter(|field| field.differs || !field.mine.is_empty()).collect();
    let (page, frame) = visit.page(viewer, "Changed meanwhile");
    let href = format!("/expenses/{}", present.id);
    let view = StalePage {
        page,
        frame,
        other: by,
        comparisons,
        action: href.clone(),
        fields: hidden(&form, "version")?,
        version: present.version.to_string(),
        keep_other: href,
    };
    respond::page(StatusCode::CONFLICT, &view)
}

fn hidden(form: &ExpenseForm, without: &str) -> Result<Vec<Hidden>, AppError> {
    let pairs = forms::pairs(form)?.into_iter().filter(|(name, _)| name != without);
    Ok(pairs.map(|(name, value)| Hidden { name, value }).collect())
}
