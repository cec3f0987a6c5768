//! Recording, showing, editing, and the trash.

use super::form::{self, Context, Draft, ExpenseForm};
use super::history;
use super::present;
use super::queries::{self, Expense, Scope};
use super::views::{
    AlreadySavedPage, CategoryChoice, CategoryTag, Comparison, FormPage, ShowPage, StalePage, VersionedAction,
};
use crate::categories::{self, Category};
use crate::domain::currency::Currency;
use crate::domain::dates;
use crate::domain::fault::FieldErrors;
use crate::domain::id::{CategoryId, ExpenseId};
use crate::domain::money::{Money, Rate};
use crate::error::AppError;
use crate::identity::members;
use crate::identity::trail::{self, Act, Event, Recorded, Subject};
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::policy::role::Power;
use crate::tenancy::TenantConn;
use crate::web::forms::{self, Form};
use crate::web::frame::{Choice, Faults, Hidden, Undo};
use crate::web::{flash, respond};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use uuid::Uuid;

/// How long the trash promises to keep an expense.
const KEPT_IN_TRASH: TimeDelta = TimeDelta::days(30);

/// What a form needs besides what was typed.
struct FormData {
    categories: Vec<Category>,
    merchants: Vec<String>,
    last_used: Option<queries::LastUsed>,
}

fn load_form(conn: &mut TenantConn<'_>, viewer: &Viewer) -> Result<FormData, AppError> {
    if !viewer.role.may(Power::Record) {
        return Err(AppError::Forbidden("Auditors read expenses and record none."));
    }
    Ok(FormData {
        categories: categories::queries::list(conn)?,
        merchants: queries::list_merchants(conn, viewer.id)?,
        last_used: queries::find_last_used(conn, viewer.id)?,
    })
}

/// `?spent_on=` of the form after "save and add another".
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewQuery {
    spent_on: String,
}

/// `GET /expenses/new`: today, and the currency and category used last.
pub async fn new_form(visit: Visit, query: Query<NewQuery>) -> Result<HttpResponse, AppError> {
    let (viewer, data) = visit.run(load_form).await?;
    let spent_on = query.spent_on.parse().unwrap_or_else(|_| viewer.today());
    let (currency, category) = data.last_used.clone().map_or_else(
        || (viewer.organization.currency.code().to_owned(), String::new()),
        |(currency, category)| (currency, offered(&data.categories, category)),
    );
    let form = ExpenseForm {
        spent_on: spent_on.to_string(),
        currency,
        category_id: category,
        form_token: Uuid::new_v4().to_string(),
        ..ExpenseForm::default()
    };
    respond::ok(&form_page(&visit, &viewer, &data, form, None, None))
}

/// The category to begin with: what the last one counts as, if that can still be chosen.
fn offered(categories: &[Category], last: Option<CategoryId>) -> String {
    let shown = last.and_then(|id| categories::resolve(categories, id)).filter(|shown| shown.active);
    shown.map(|shown| shown.id.to_string()).unwrap_or_default()
}

/// What became of a form.
enum Outcome {
    Saved { expense: ExpenseId, money: Money, spent_on: NaiveDate },
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
        Outcome::Saved { expense, money, spent_on } => {
            let said = format!("Saved {}.", viewer.format().money(&money));
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
    let token = form.token();
    match queries::insert(conn, viewer.id, &draft, token, viewer.now)? {
        Some(expense) => {
            let after = Value::Object(draft.facts());
            remember(conn, viewer, expense, Act::ExpenseCreated, None, Some(after))?;
            Ok(Outcome::Saved { expense, money: draft.money, spent_on: draft.spent_on.date() })
        }
        None => repeated(conn, viewer, token, draft),
    }
}

/// The token was used before: the same form is a retry, another one (Back, and a second expense) must not get lost.
fn repeated(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    token: Option<Uuid>,
    draft: Draft,
) -> Result<Outcome, AppError> {
    let first = token.map(|token| queries::find_by_token(conn, viewer.id, token)).transpose()?.flatten();
    let Some((expense, hash)) = first else {
        return Err(AppError::internal("an expense was neither inserted nor found by its token"));
    };
    if hash == Some(draft.hash()) {
        return Ok(Outcome::Unchanged(expense));
    }
    let saved = queries::find(conn, Scope::Own(viewer.id), expense)?;
    let saved = saved.ok_or_else(|| AppError::internal("the expense of a token is gone"))?;
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
        Outcome::Saved { .. } => {
            flash::put(visit.session(), "Changes saved.", None);
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
    let edited = form.version().unwrap_or(present.version);
    let (before, after) = differences(&facts_of(&present), &draft.facts());
    if edited == present.version {
        if after.is_empty() {
            return Ok(Outcome::Unchanged(id));
        }
        if queries::update(conn, id, edited, &draft, viewer.now)? {
            remember(conn, viewer, id, Act::ExpenseChanged, Some(before.into()), Some(after.into()))?;
            return Ok(Outcome::Saved { expense: id, money: draft.money, spent_on: draft.spent_on.date() });
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
    let expense = queries::find(conn, Scope::of(viewer), id)?.ok_or(AppError::NotFound)?;
    require_own(viewer, &expense)?;
    if expense.trashed_at.is_some() {
        return Err(AppError::Conflict(
            "This expense is in the trash. Restore it first, then edit it.".to_owned(),
        ));
    }
    Ok(expense)
}

fn require_own(viewer: &Viewer, expense: &Expense) -> Result<(), AppError> {
    if viewer.role.may(Power::Record) && expense.member_id == viewer.id {
        return Ok(());
    }
    Err(AppError::Forbidden("Only the person who spent it can change an expense."))
}

/// `GET /expenses/{expense}`.
pub async fn show(visit: Visit, expense: Path<Uuid>) -> Result<HttpResponse, AppError> {
    let id = ExpenseId::from(expense.into_inner());
    let (viewer, (expense, categories, names, events)) = visit
        .run(move |conn, viewer| {
            let expense = queries::find(conn, Scope::of(viewer), id)?.ok_or(AppError::NotFound)?;
            let categories = categories::queries::list(conn)?;
            Ok((expense, categories, members::list_names(conn)?, trail::list_of_subject(conn, id.uuid())?))
        })
        .await?;
    respond::ok(&show_page(&visit, &viewer, &expense, &categories, &names, &events)?)
}

fn show_page(
    visit: &Visit,
    viewer: &Viewer,
    expense: &Expense,
    categories: &[Category],
    names: &HashMap<Uuid, String>,
    events: &[Recorded],
) -> Result<ShowPage, AppError> {
    let format = viewer.format();
    let (page, frame) = visit.page(viewer, &expense.merchant);
    let own = require_own(viewer, expense).is_ok();
    let href = format!("/expenses/{}", expense.id);
    let action = |verb: &str| VersionedAction {
        action: format!("{href}/{verb}"),
        version: expense.version.to_string(),
    };
    Ok(ShowPage {
        page,
        frame,
        merchant: expense.merchant.clone(),
        status: present::status(expense),
        amount: format.money(&present::money_of(expense, viewer.organization.currency)?),
        base: present::base_line(expense, viewer.organization.currency, &format)?,
        date: format.long_date(expense.spent_on),
        date_iso: expense.spent_on.to_string(),
        category: present::category(expense, categories),
        member: names.get(&expense.member_id.uuid()).cloned().unwrap_or_default(),
        note: Some(expense.note.clone()).filter(|note| !note.is_empty()),
        history: history::entries(events, names, &format, viewer.organization.timezone),
        edit: (own && expense.trashed_at.is_none()).then(|| format!("{href}/edit")),
        trash: (own && expense.trashed_at.is_none()).then(|| action("delete")),
        restore: (own && expense.trashed_at.is_some()).then(|| action("restore")),
        kept_until: expense.trashed_at.map(|trashed| {
            format.long_date(dates::today(viewer.organization.timezone, trashed + KEPT_IN_TRASH))
        }),
    })
}

/// The version a button was shown for.
#[derive(Debug, Default, Deserialize, serde::Serialize)]
#[serde(default)]
pub struct VersionForm {
    version: String,
}

/// `POST /expenses/{expense}/delete`: into the trash, with the way back beside the sentence.
pub async fn trash(
    visit: Visit,
    expense: Path<Uuid>,
    Form(form): Form<VersionForm>,
) -> Result<HttpResponse, AppError> {
    let id = ExpenseId::from(expense.into_inner());
    let (_, (expense, version)) = move_expense(&visit, id, &form, true).await?;
    let undo = Undo {
        action: format!("/expenses/{id}/restore"),
        label: "Undo".to_owned(),
        fields: vec![Hidden { name: "version".to_owned(), value: version.to_string() }],
    };
    flash::put(visit.session(), format!("Moved {} to the trash.", expense.merchant), Some(undo));
    Ok(respond::see_other("/expenses"))
}

/// `POST /expenses/{expense}/restore`: out of the trash.
pub async fn restore(
    visit: Visit,
    expense: Path<Uuid>,
    Form(form): Form<VersionForm>,
) -> Result<HttpResponse, AppError> {
    let id = ExpenseId::from(expense.into_inner());
    let (_, (expense, _)) = move_expense(&visit, id, &form, false).await?;
    flash::put(visit.session(), format!("Restored {}.", expense.merchant), None);
    Ok(respond::see_other(&format!("/expenses/{id}")))
}

/// Moves into or out of the trash. Asked for what is so already, it changes nothing and is content: a double click.
async fn move_expense(
    visit: &Visit,
    id: ExpenseId,
    form: &VersionForm,
    into_trash: bool,
) -> Result<(Viewer, (Expense, i32)), AppError> {
    let version = form::version(&form.version);
    visit
        .run_form(form, move |conn, viewer| {
            let expense = queries::find(conn, Scope::of(viewer), id)?.ok_or(AppError::NotFound)?;
            require_own(viewer, &expense)?;
            if expense.trashed_at.is_some() == into_trash {
                let version = expense.version;
                return Ok((expense, version));
            }
            let version = version.unwrap_or(expense.version);
            let trashed_at: Option<DateTime<Utc>> = into_trash.then_some(viewer.now);
            if !queries::set_trashed(conn, id, version, trashed_at, viewer.now)? {
                // Read again: the other click may have been faster between the two statements.
                let now = queries::find(conn, Scope::of(viewer), id)?;
                if let Some(done) = now.filter(|now| now.trashed_at.is_some() == into_trash) {
                    let version = done.version;
                    return Ok((done, version));
                }
                return Err(AppError::Conflict(
                    "This expense was changed after you opened it. Look at it again, then decide.".to_owned(),
                ));
            }
            let act = if into_trash { Act::ExpenseTrashed } else { Act::ExpenseRestored };
            remember(conn, viewer, id, act, None, None)?;
            Ok((expense, version + 1))
        })
        .await
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
    ])
}

fn differences(
    before: &Map<String, Value>,
    after: &Map<String, Value>,
) -> (Map<String, Value>, Map<String, Value>) {
    let changed = |this: &Map<String, Value>, other: &Map<String, Value>| {
        let differs = this.iter().filter(|(name, value)| other.get(*name) != Some(value));
        differs.map(|(name, value)| (name.clone(), value.clone())).collect()
    };
    (changed(before, after), changed(after, before))
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
    let is_foreign = expense.currency != viewer.organization.currency.code();
    let rate = expense.rate.filter(|_| is_foreign).and_then(|rate| Rate::new(rate).ok());
    Ok(ExpenseForm {
        spent_on: expense.spent_on.to_string(),
        merchant: expense.merchant.clone(),
        amount: format.editable(&present::money_of(expense, viewer.organization.currency)?),
        currency: expense.currency.clone(),
        rate: rate.map(|rate| format.editable_rate(rate)).unwrap_or_default(),
        category_id: shown.map(|category| category.to_string()).unwrap_or_default(),
        note: expense.note.clone(),
        version: expense.version.to_string(),
        ..ExpenseForm::default()
    })
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
