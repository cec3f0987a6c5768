//! From stored expenses to what pages show: money and dates as the reader's locale writes them.

use super::listing::Sum;
use super::queries::Expense;
use super::views::{CategoryTag, ExpenseRow, MemberTag, StatusTag, Totals};
use crate::categories::{self, Category};
use crate::domain::currency::Currency;
use crate::domain::dates;
use crate::domain::format::Format;
use crate::domain::id::{CategoryId, MemberId};
use crate::domain::money::{Money, Rate};
use crate::error::AppError;
use crate::identity::viewer::Viewer;
use crate::policy::role::Power;
use crate::policy::status::{PaidWith, Status};
use crate::web::chrome::initials;
use crate::words::{Language, Phrase, phrase};
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

/// What a row needs besides the expense.
pub struct Context {
    /// Whose expenses the reader may change: their own; nobody's where the role records none.
    pub changes: Option<MemberId>,
    /// How the reader writes money and dates.
    pub format: Arc<Format>,
    /// The language of the page.
    pub language: Language,
    /// The organization's currency.
    pub base: Currency,
    categories: Vec<(CategoryId, CategoryTag)>,
    members: Option<HashMap<Uuid, MemberTag>>,
}

impl Context {
    /// The context of a viewer's page: all categories, and the names of members where rows show them.
    pub fn new(viewer: &Viewer, categories: &[Category], members: Option<HashMap<Uuid, String>>) -> Self {
        let member = |(id, name): (Uuid, String)| (id, MemberTag { initials: initials(&name, 2), name });
        Self {
            changes: viewer.role.may(Power::Record).then_some(viewer.id),
            format: viewer.format(),
            language: viewer.language,
            base: viewer.organization.currency,
            categories: tags(categories, viewer.language),
            members: members.map(|members| members.into_iter().map(member).collect()),
        }
    }
}

/// An amount with its currency, as the database has them.
///
/// # Errors
/// When the database holds a currency that ISO 4217 never had.
pub fn money(amount: Decimal, currency: &str) -> Result<Money, AppError> {
    let unreadable = |fault| AppError::internal(format!("{amount} {currency:?} in the database: {fault:?}"));
    let currency = Currency::stored(currency).map_err(unreadable)?;
    Money::total(amount, currency).map_err(unreadable)
}

/// The amount of an expense.
///
/// # Errors
/// When the database holds a currency that ISO 4217 never had.
pub fn money_of(expense: &Expense, base: Currency) -> Result<Money, AppError> {
    // Most expenses are in the base currency, which need not be looked up.
    if expense.currency == base.code() {
        return Money::total(expense.amount, base).map_err(AppError::internal);
    }
    money(expense.amount, &expense.currency)
}

/// The amount in the base currency, where the rate is known.
///
/// # Errors
/// When the database holds a currency that ISO 4217 never had.
pub fn base_of(expense: &Expense, base: Currency) -> Result<Option<Money>, AppError> {
    expense.base_amount.map(|amount| Money::total(amount, base)).transpose().map_err(AppError::internal)
}

/// One row of a list.
///
/// # Errors
/// When the database holds a currency that ISO 4217 never had.
pub fn row<'a>(expense: &'a Expense, context: &'a Context) -> Result<ExpenseRow<'a>, AppError> {
    let format = &context.format;
    let base =
        if expense.currency == context.base.code() {
            None
        } else {
            let base = base_of(expense, context.base)?;
            Some(base.map_or_else(
                || context.language.word("expenses-no-rate").to_owned(),
                |base| format.money(&base),
            ))
        };
    let restorable = expense.trashed_at.is_some() && context.changes == Some(expense.member_id);
    let category = context.categories.iter().find(|(id, _)| Some(*id) == expense.category_id);
    Ok(ExpenseRow {
        id: expense.id.uuid().hyphenated().encode_lower(&mut Uuid::encode_buffer()).to_owned(),
        date: format.day_month(expense.spent_on),
        date_iso: dates::iso(expense.spent_on),
        merchant: &expense.merchant,
        note: &expense.note,
        category: category.map(|(_, tag)| tag),
        member: context.members.as_ref().and_then(|members| members.get(&expense.member_id.uuid())),
        status: status(expense, context.language),
        amount: format.money(&money_of(expense, context.base)?),
        base,
        receipts: (expense.receipt_count > 0).then(|| {
            let counted = context.format.counted("receipts-count", i64::from(expense.receipt_count));
            context.language.say(&counted).into_owned()
        }),
        restore: restorable.then_some(expense.version),
    })
}

/// The category of an expense; an archived one says so, a merged one is shown as what it counts as.
pub fn category(expense: &Expense, categories: &[Category], language: Language) -> Option<CategoryTag> {
    expense
        .category_id
        .and_then(|id| categories::resolve(categories, id))
        .map(|category| tag(category, language))
}

/// What each category is shown as: itself, or what it was merged into.
fn tags(categories: &[Category], language: Language) -> Vec<(CategoryId, CategoryTag)> {
    let shown = |category: &Category| {
        let shown = categories::resolve(categories, category.id).unwrap_or(category);
        (category.id, tag(shown, language))
    };
    categories.iter().map(shown).collect()
}

/// A category as a dot and a word; an archived one says so.
pub fn tag(category: &Category, language: Language) -> CategoryTag {
    let name = if category.active {
        category.name.clone()
    } else {
        language.say(&phrase!("expenses-category-archived", name = &category.name)).into_owned()
    };
    CategoryTag { name, color: category.color.clone() }
}

/// Where an expense stands.
pub fn status(expense: &Expense, language: Language) -> StatusTag {
    let paid_with = PaidWith::parse(&expense.paid_with).unwrap_or_default();
    let status = Status::of(&expense.status, expense.trashed_at.is_some(), paid_with);
    let status = status.unwrap_or(Status::Draft);
    StatusTag { code: status.code(), word: status.word(language) }
}

/// The sum in the base currency of what has a rate.
///
/// # Errors
/// When the sum is beyond what money can hold.
pub fn base_total<'a>(sums: impl IntoIterator<Item = &'a Sum>, base: Currency) -> Result<Money, AppError> {
    let total: Decimal = sums.into_iter().filter_map(|sum| sum.base_amount).sum();
    money(total, base.code())
}

/// "2 expenses without a rate, not in the total", where there are such.
pub fn unrated(sums: &[Sum], format: &Format) -> Option<Phrase> {
    let count: i64 = sums.iter().map(|sum| sum.without_rate).sum();
    (count > 0).then(|| format.counted("expenses-unrated", count))
}

/// The line that is always in sight: how many, how much in all, and what is left out of the sum.
///
/// # Errors
/// When the database holds a currency that ISO 4217 never had.
pub fn totals(sums: &[Sum], context: &Context) -> Result<Totals, AppError> {
    let format = &context.format;
    let count = sums.iter().map(|sum| sum.count).sum();
    let mut by_currency: Vec<(&str, Decimal)> = Vec::new();
    for sum in sums {
        let amount = sum.amount.unwrap_or_default();
        match by_currency.iter_mut().find(|(currency, _)| *currency == sum.currency) {
            Some((_, total)) => *total += amount,
            None => by_currency.push((&sum.currency, amount)),
        }
    }
    let several = by_currency.len() > 1;
    let by_currency = by_currency.into_iter().filter(|_| several);
    let lines = by_currency.map(|(currency, amount)| Ok(format.money_with_code(&money(amount, currency)?)));
    Ok(Totals {
        count: format.number(count),
        noun: context.language.say(&phrase!("expenses-noun", count = count)).into_owned(),
        amount: format.money_with_code(&base_total(sums, context.base)?),
        without_rate: unrated(sums, format).map(|phrase| context.language.say(&phrase).into_owned()),
        by_currency: lines.collect::<Result<_, AppError>>()?,
    })
}

/// "84.20 EUR at 0.9214", or that the rate is missing; none in the base currency.
///
/// # Errors
/// When the database holds a currency that ISO 4217 never had.
pub fn base_line(expense: &Expense, base: Currency, format: &Format) -> Result<Option<Phrase>, AppError> {
    if expense.currency == base.code() {
        return Ok(None);
    }
    let rate = expense.rate.and_then(|rate| Rate::new(rate).ok());
    Ok(Some(match (base_of(expense, base)?, rate) {
        (Some(amount), Some(rate)) => {
            let (amount, rate) = (format.money_with_code(&amount), format.editable_rate(rate));
            phrase!("expenses-at-rate", amount = amount, rate = rate)
        }
        _ => phrase!("expenses-in-no-total", currency = base.code()),
    }))
}
