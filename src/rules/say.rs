//! From rules to sentences: what one says, and what was found.

use super::allowance::Allowance;
use super::evaluate::{Finding, Violation};
use super::rule::{Body, Scope, Span, When, Who};
use crate::categories::{self, Category};
use crate::domain::format::Format;
use crate::domain::money::Money;
use crate::policy::status::PaidWith;
use crate::words::{Phrase, phrase};
use rust_decimal::Decimal;
use std::collections::HashMap;
use uuid::Uuid;

/// What a sentence needs besides the rule.
pub struct Names<'a> {
    /// All categories.
    pub categories: &'a [Category],
    /// What members are called.
    pub members: &'a HashMap<Uuid, String>,
    /// How the reader writes money.
    pub format: &'a Format,
}

/// The code of what a rule looks for, in forms, ids of the catalogue and the trail.
pub fn code(when: &When) -> &'static str {
    match when {
        When::Always => "always",
        When::Over { span: Span::Expense, .. } => "over-expense",
        When::Over { span: Span::Day, .. } => "over-day",
        When::Over { span: Span::Month, .. } => "over-month",
        When::Over { span: Span::Together, .. } => "over-together",
        When::NoteMissing => "note",
        When::ReceiptMissing { over: None } => "receipt",
        When::ReceiptMissing { over: Some(_) } => "receipt-over",
        When::OlderThan { .. } => "old",
        When::InFuture => "future",
        When::Weekend => "weekend",
        When::CurrencyNotAmong(_) => "currency",
        When::Merchant(_) => "merchant",
        When::LikelyDuplicate => "duplicate",
    }
}

/// What a rule says: "Meals over 60.00 EUR a day must have a note.", and that a written reason is enough where it is.
pub fn sentence(body: &Body, names: &Names<'_>) -> Phrase {
    let says = demand(body, names);
    if !body.allows_exception() {
        return says;
    }
    phrase!("common-two-sentences", first = says, second = phrase!("rules-or-reason"))
}

fn demand(body: &Body, names: &Names<'_>) -> Phrase {
    let id = format!("rules-says-{}-{}", code(body.when()), body.effect().as_str());
    let says = Phrase::new(id).with("what", what(body.scope(), names));
    match body.when() {
        When::Over { limit, .. } | When::ReceiptMissing { over: Some(limit) } => {
            says.with("limit", names.format.money_with_code(&limit.money()))
        }
        When::OlderThan { days } => says.with("days", i64::from(days.number())),
        When::CurrencyNotAmong(currencies) => {
            let listed = Phrase::listed(currencies.codes().map(Phrase::verbatim));
            says.with("currencies", listed.unwrap_or_else(|| Phrase::verbatim("")))
        }
        When::Merchant(pattern) => says.with("merchant", pattern.as_str()),
        When::Always
        | When::NoteMissing
        | When::ReceiptMissing { over: None }
        | When::InFuture
        | When::Weekend
        | When::LikelyDuplicate => says,
    }
}

/// What a rule is about: "Meals of approvers".
fn what(scope: &Scope, names: &Names<'_>) -> Phrase {
    let name = |id| {
        let shown = categories::resolve(names.categories, id);
        shown.map_or_else(|| phrase!("rules-gone"), |shown| Phrase::verbatim(shown.name.clone()))
    };
    let thing = scope.category.map_or_else(
        || phrase!("rules-what-expenses"),
        |id| phrase!("rules-what-category", category = name(id)),
    );
    let of = match scope.who {
        Who::Everybody => thing,
        Who::Role(role) => {
            phrase!(
                "rules-what-of",
                what = thing,
                whom = Phrase::new(format!("rules-whom-{}", role.as_str()))
            )
        }
        Who::Member(member) => {
            let name = names.members.get(&member.uuid()).cloned().unwrap_or_default();
            phrase!("rules-what-of", what = thing, whom = Phrase::verbatim(name))
        }
    };
    match scope.paid_with {
        Some(paid @ (PaidWith::Own | PaidWith::Card | PaidWith::Advance)) => {
            Phrase::new(format!("rules-what-paid-{}", paid.as_str())).with("what", of)
        }
        None => of,
    }
}

/// What is left of a limit: "Meals: 23.50 EUR of 60.00 EUR left on 21 Nov".
pub fn left(allowance: &Allowance, names: &Names<'_>) -> Option<Phrase> {
    let money =
        |amount| Some(names.format.money_with_code(&Money::total(amount, allowance.limit.currency()).ok()?));
    let id = match (allowance.span, allowance.is_over()) {
        (Span::Expense, _) => return None,
        (Span::Day, false) => "rules-left-day",
        (Span::Day, true) => "rules-over-day",
        (Span::Month, false) => "rules-left-month",
        (Span::Month, true) => "rules-over-month",
        (Span::Together, false) => "rules-left-together",
        (Span::Together, true) => "rules-over-together",
    };
    let when = match allowance.span {
        Span::Month | Span::Together => names.format.month_year(allowance.on),
        Span::Expense | Span::Day => names.format.day_month(allowance.on).to_owned(),
    };
    let says = Phrase::new(id).with("what", what(&allowance.scope, names)).with("when", when);
    Some(says.with("amount", money(allowance.left().abs())?).with("limit", money(allowance.limit.amount())?))
}

/// What was found, where the rule itself does not say it: how much, or how long ago. What everybody spent together is
/// told to those alone who see everybody's expenses.
pub fn fact(violation: &Violation, format: &Format, sees_everybody: bool) -> Option<Phrase> {
    match (&violation.finding, violation.body.when()) {
        (Finding::Over { total }, When::Over { limit, span }) => {
            let total: Decimal = total.parse().ok()?;
            let total = format.money_with_code(&Money::total(total, limit.money().currency()).ok()?);
            Some(match span {
                Span::Expense => phrase!("rules-found-over-expense", total = total),
                Span::Day => phrase!("rules-found-over-day", total = total),
                Span::Month => phrase!("rules-found-over-month", total = total),
                Span::Together if sees_everybody => phrase!("rules-found-over-together", total = total),
                Span::Together => phrase!("rules-found-over-together-untold"),
            })
        }
        (Finding::Old { days }, _) => Some(phrase!("rules-found-old", days = *days)),
        _ => None,
    }
}
