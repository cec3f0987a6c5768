//! The pages that recording and editing answer with: the form, and what stands in its way.

use super::checking::Looked;
use super::form::{Draft, ExpenseForm};
use super::present;
use super::queries::{self, Expense};
use super::receipts;
use super::views::{AlreadySavedPage, CategoryChoice, CategoryTag, Comparison, FormPage, StalePage};
use crate::categories::{self, Category};
use crate::domain::currency::Currency;
use crate::domain::fault::FieldErrors;
use crate::domain::id::{ExpenseId, MemberId};
use crate::domain::money::{Money, Rate};
use crate::error::AppError;
use crate::identity::roster;
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::policy::role::Power;
use crate::policy::status::PaidWith;
use crate::receipts::views::WaitingFile;
use crate::tenancy::TenantConn;
use crate::web::forms;
use crate::web::frame::{Choice, Faults, Hidden};
use crate::web::respond;
use crate::words::{Language, phrase};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use uuid::Uuid;

/// What a form needs besides what was typed.
pub(super) struct FormData {
    members: Vec<(MemberId, String)>,
    pub(super) categories: Vec<Category>,
    merchants: Vec<String>,
    pub(super) last_used: Option<queries::LastUsed>,
    waiting: Vec<WaitingFile>,
    /// What there is to say of it as it stands.
    looked: Box<Looked>,
}

impl FormData {
    /// The same with what there is to say of it.
    pub(super) fn with(self, looked: Looked) -> Self {
        Self { looked: Box::new(looked), ..self }
    }
}

pub(super) fn load_form(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    waiting: &[Uuid],
) -> Result<FormData, AppError> {
    if !viewer.role.may(Power::Record) {
        return Err(AppError::Forbidden(phrase!("expenses-auditors-record-none")));
    }
    let for_others = viewer.role.may(Power::RecordForAnother);
    Ok(FormData {
        members: if for_others { roster::list_recording(conn)? } else { Vec::new() },
        categories: categories::queries::list(conn)?,
        merchants: queries::list_merchants(conn, viewer.id)?,
        last_used: queries::find_last_used(conn, viewer.id)?,
        waiting: receipts::waiting(conn, viewer, waiting)?,
        looked: Box::default(),
    })
}

/// An expense as its form would hold it.
pub(super) fn form_of(
    expense: &Expense,
    categories: &[Category],
    viewer: &Viewer,
) -> Result<ExpenseForm, AppError> {
    let format = viewer.format();
    let stored = expense.category_id;
    let shown =
        stored.and_then(|id| categories::resolve(categories, id)).map(|category| category.id).or(stored);
    let money = present::money_of(expense, viewer.organization.currency)?;
    let refund = expense.amount.is_sign_negative();
    let amount = if expense.amount.is_zero() {
        String::new()
    } else {
        format.editable(&if refund { money.negated() } else { money })
    };
    let is_foreign = expense.currency != viewer.organization.currency.code();
    let rate = expense.rate.filter(|_| is_foreign).and_then(|rate| Rate::new(rate).ok());
    Ok(ExpenseForm {
        spent_on: expense.spent_on.to_string(),
        merchant: expense.merchant.clone(),
        amount,
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

pub(super) fn form_again(
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

pub(super) fn form_page(
    visit: &Visit,
    viewer: &Viewer,
    data: &FormData,
    form: ExpenseForm,
    expense: Option<ExpenseId>,
    errors: Option<&FieldErrors>,
) -> FormPage {
    let heading = viewer.language.word(if expense.is_some() { "form-edit" } else { "expenses-new" });
    let (page, frame) = visit.page(viewer, heading);
    let base = viewer.organization.currency;
    let here = expense.map_or_else(|| "/expenses".to_owned(), |id| format!("/expenses/{id}"));
    let faults = errors.into_iter().flat_map(|errors| errors.sentences(viewer.language));
    FormPage {
        page: page
            .with_htmx(&visit.chrome().assets)
            .with_script(&visit.chrome().assets, "js/expense.js")
            .with_script(&visit.chrome().assets, "js/receipts.js"),
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
        categories: category_choices(&data.categories, &form.category_id, viewer.language),
        members: if expense.is_none() {
            spenders(&data.members, viewer, &form.member_id)
        } else {
            Vec::new()
        },
        refund: form.is_refund(),
        paid_with: paid_with(&form.paid_with, viewer.language),
        amount: form.amount,
        rate: form.rate,
        merchant: form.merchant,
        spent_on: form.spent_on,
        note: form.note,
        waiting: data.waiting.clone(),
        check: data.looked.said(viewer, &data.categories),
        exception: form.exception,
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
        label: if *id == viewer.id { viewer.say(phrase!("form-you", name = name)) } else { name.clone() },
        chosen: id.to_string() == typed,
    };
    let (own, others): (Vec<_>, Vec<_>) = members.iter().partition(|(id, _)| *id == viewer.id);
    own.into_iter().chain(others).map(choice).collect()
}

fn paid_with(typed: &str, language: Language) -> Vec<Choice> {
    let chosen = PaidWith::parse(typed.trim()).unwrap_or_default();
    let choice = |paid: PaidWith| Choice {
        value: paid.as_str().to_owned(),
        label: paid.label(language).to_owned(),
        chosen: paid == chosen,
    };
    PaidWith::ALL.into_iter().map(choice).collect()
}

fn category_choices(categories: &[Category], chosen: &str, language: Language) -> Vec<CategoryChoice> {
    let offered = categories.iter().filter(|category| category.active || category.id.to_string() == chosen);
    let choice = |category: &Category| CategoryChoice {
        id: category.id.to_string(),
        tag: present::tag(category, language),
        chosen: category.id.to_string() == chosen,
    };
    let none = CategoryChoice {
        id: String::new(),
        tag: CategoryTag { name: language.word("expenses-none-yet").to_owned(), color: "slate".to_owned() },
        chosen: chosen.is_empty(),
    };
    [none].into_iter().chain(offered.map(choice)).collect()
}

pub(super) fn already_saved(
    visit: &Visit,
    viewer: &Viewer,
    form: ExpenseForm,
    saved: &Expense,
    sent: &Draft,
) -> Result<HttpResponse, AppError> {
    let format = viewer.format();
    let said = |money: &Money, merchant: &str, date| {
        let (money, date) = (format.money_with_code(money), format.long_date(date));
        viewer.say(phrase!("letter-line", money = money, merchant = merchant, date = date))
    };
    let (page, frame) = visit.page(viewer, viewer.language.word("form-already-saved"));
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

pub(super) fn stale(
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
    let paid = |form: &ExpenseForm| {
        PaidWith::parse(form.paid_with.trim()).unwrap_or_default().label(viewer.language).to_owned()
    };
    let refund = |form: &ExpenseForm| if form.is_refund() { viewer.language.word("stale-yes") } else { "" };
    let compare = |label: &'static str, mine: &str, other: &str| Comparison {
        label: viewer.language.word(label).to_owned(),
        // Browsers send a line's end as CR LF, whatever the saved note has.
        differs: mine.replace("\r\n", "\n").trim() != other.trim(),
        mine: mine.to_owned(),
        other: other.to_owned(),
    };
    let comparisons = [
        compare("expenses-amount", &form.amount, &other.amount),
        compare("filter-name-currency", &form.currency, &other.currency),
        compare("expenses-rate", &form.rate, &other.rate),
        compare("expenses-merchant", &form.merchant, &other.merchant),
        compare("expenses-date", &date_of(&form.spent_on), &date_of(&other.spent_on)),
        compare("bulk-category", &mine_category, &other_category),
        compare("expenses-note", &form.note, &other.note),
        compare("expenses-paid-with", &paid(&form), &paid(&other)),
        compare("expenses-money-back", refund(&form), refund(&other)),
    ];
    // What is empty on both sides helps nobody to choose.
    let comparisons =
        comparisons.into_iter().filter(|field| field.differs || !field.mine.is_empty()).collect();
    let (page, frame) = visit.page(viewer, viewer.language.word("stale-title"));
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
