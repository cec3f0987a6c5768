//! What an expense breaks: one pure function over it, what surrounds it, and the rules. No input or output.

use super::likeness;
use super::rule::{Body, Effect, Rule, Scope, Span, When, Who};
use crate::domain::currency::Currency;
use crate::domain::dates::Month;
use crate::domain::id::{CategoryId, ExpenseId, MemberId, RuleId};
use crate::domain::money::Money;
use crate::policy::role::Role;
use crate::policy::status::PaidWith;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Two expenses further apart than this are no duplicates, in days.
pub const DUPLICATE_DAYS: u64 = 3;

/// What a rule looks at of an expense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spent {
    /// Its identity; none before it is recorded.
    pub id: Option<ExpenseId>,
    /// Its category, as it is filed.
    pub category: Option<CategoryId>,
    /// The date spent.
    pub on: NaiveDate,
    /// Where the money went.
    pub merchant: String,
    /// Whether something was noted.
    pub noted: bool,
    /// Whether it has a receipt.
    pub receipted: bool,
    /// How much, in `currency`.
    pub amount: Decimal,
    /// ISO 4217.
    pub currency: String,
    /// How much in the base currency, where the rate is known.
    pub base: Option<Decimal>,
    /// Whose money it was.
    pub paid_with: PaidWith,
}

/// Another expense of the same member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// What a rule looks at.
    pub spent: Spent,
    /// Whether it counts towards a day's or a month's limit: it was submitted, and not rejected.
    pub counts: bool,
}

/// What one member spent of one kind in the month of an expense, that expense aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pot {
    /// Who spent it.
    pub member: MemberId,
    /// What they are.
    pub role: Role,
    /// The category, as it is filed.
    pub category: Option<CategoryId>,
    /// Whose money it was.
    pub paid_with: PaidWith,
    /// How much in the base currency, of what counts towards limits.
    pub base: Decimal,
}

/// What surrounds an expense.
#[derive(Debug, Clone)]
pub struct Around {
    /// Who spent it.
    pub member: MemberId,
    /// What they are.
    pub role: Role,
    /// Today in the organization's time zone.
    pub today: NaiveDate,
    /// The days of a weekend.
    pub weekend: Weekend,
    /// The base currency.
    pub base: Currency,
    /// What counts as what.
    pub lineage: Lineage,
    /// The member's other expenses of the month and of the days around, without those in the trash.
    pub others: Vec<Other>,
    /// Those that somebody said look like this one and are not the same.
    pub apart: BTreeSet<ExpenseId>,
    /// What everybody spent in the month, the member too.
    pub pots: Vec<Pot>,
}

/// The two days on which nobody works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weekend(Weekday, Weekday);

impl Weekend {
    /// The weekend of an organization, by the day its weeks begin on, 1 (Monday) to 7: where that is Saturday, Friday and
    /// Saturday; everywhere else Saturday and Sunday.
    pub fn of_week(start: i16) -> Self {
        if start == 6 { Self(Weekday::Fri, Weekday::Sat) } else { Self(Weekday::Sat, Weekday::Sun) }
    }

    fn has(self, day: NaiveDate) -> bool {
        [self.0, self.1].contains(&day.weekday())
    }
}

/// Which categories each category counts in: first the one it is shown as, then the one above that.
#[derive(Debug, Clone, Default)]
pub struct Lineage(BTreeMap<CategoryId, Vec<CategoryId>>);

impl Lineage {
    /// Of each category what it counts in, itself or what it is shown as first.
    pub fn new(pairs: impl IntoIterator<Item = (CategoryId, Vec<CategoryId>)>) -> Self {
        Self(pairs.into_iter().collect())
    }

    /// Whether what is filed in `filed` counts in `wanted`.
    fn covers(&self, wanted: CategoryId, filed: CategoryId) -> bool {
        let shown = self.0.get(&wanted).and_then(|line| line.first()).copied().unwrap_or(wanted);
        filed == shown || self.0.get(&filed).is_some_and(|line| line.contains(&shown))
    }
}

/// One rule broken by one expense.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Violation {
    /// Which rule.
    pub rule: RuleId,
    /// Which version of it.
    pub version: i32,
    /// What it said.
    pub body: Body,
    /// What was found.
    pub finding: Finding,
    /// Why it shall be let through all the same, in the words of whoever spent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excepted: Option<String>,
}

impl Violation {
    /// Whether it keeps the expense from being submitted.
    pub fn stops(&self) -> bool {
        self.body.effect().stops() && self.excepted.is_none()
    }

    /// Whether a written reason lets it through.
    pub fn may_be_excepted(&self) -> bool {
        self.body.allows_exception()
    }

    /// The same, let through for a reason where its rule allows that.
    #[must_use]
    pub fn excepted_for(self, reason: &str) -> Self {
        let excepted = self.may_be_excepted().then(|| reason.to_owned());
        Self { excepted, ..self }
    }
}

/// What was found, as a code and its parameters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "found", rename_all = "snake_case")]
pub enum Finding {
    /// It is one of those that are looked at.
    Met,
    /// More than the limit, in the limit's currency.
    Over {
        /// What it comes to, in the currency's decimals.
        total: String,
    },
    /// No note.
    NoteMissing,
    /// No receipt.
    ReceiptMissing,
    /// Longer ago than allowed.
    Old {
        /// How many days.
        days: i64,
    },
    /// Still to come.
    InFuture,
    /// On a weekend.
    Weekend,
    /// A currency that is not allowed.
    Currency {
        /// Which.
        code: String,
    },
    /// The merchant's name has the pattern.
    Merchant,
    /// Likely recorded twice.
    Duplicate {
        /// The one recorded before.
        of: ExpenseId,
    },
}

/// What the expense breaks: in the order of the rules, at most one violation of each.
pub fn violations(rules: &[Rule], spent: &Spent, around: &Around) -> Vec<Violation> {
    rules.iter().filter_map(|rule| violation(rule, spent, around)).collect()
}

fn violation(rule: &Rule, spent: &Spent, around: &Around) -> Option<Violation> {
    let body = &rule.body;
    if !in_scope(body.scope(), spent, around) {
        return None;
    }
    let finding = finding(body, spent, around)?;
    if is_settled(body, spent) {
        return None;
    }
    Some(Violation { rule: rule.id, version: rule.version, body: body.clone(), finding, excepted: None })
}

/// Where a note or a receipt is there, one that was asked for is no matter any more.
pub(super) fn is_settled(body: &Body, spent: &Spent) -> bool {
    match body.effect() {
        Effect::NeedNote => spent.noted,
        Effect::NeedReceipt => spent.receipted,
        Effect::Warn | Effect::Block => false,
    }
}

pub(super) fn in_scope(scope: &Scope, spent: &Spent, around: &Around) -> bool {
    covers(scope, &around.lineage, (around.member, around.role), spent.category, spent.paid_with)
}

/// Whether a scope has what somebody filed and paid so.
pub(super) fn covers(
    scope: &Scope,
    lineage: &Lineage,
    (member, role): (MemberId, Role),
    category: Option<CategoryId>,
    paid_with: PaidWith,
) -> bool {
    let who = match scope.who {
        Who::Everybody => true,
        Who::Role(wanted) => wanted == role,
        Who::Member(wanted) => wanted == member,
    };
    let filed =
        scope.category.is_none_or(|wanted| category.is_some_and(|filed| lineage.covers(wanted, filed)));
    who && filed && scope.paid_with.is_none_or(|wanted| wanted == paid_with)
}

fn finding(body: &Body, spent: &Spent, around: &Around) -> Option<Finding> {
    match body.when() {
        When::Always => Some(Finding::Met),
        When::Over { limit, span } => over(body.scope(), limit.money(), *span, spent, around),
        When::NoteMissing => (!spent.noted).then_some(Finding::NoteMissing),
        When::ReceiptMissing { over } => {
            let dear = over.is_none_or(|limit| is_dearer(spent, limit.money(), around));
            (dear && !spent.receipted).then_some(Finding::ReceiptMissing)
        }
        When::OlderThan { days } => {
            let age = around.today.signed_duration_since(spent.on).num_days();
            (age > i64::from(days.number())).then_some(Finding::Old { days: age })
        }
        When::InFuture => (spent.on > around.today).then_some(Finding::InFuture),
        When::Weekend => around.weekend.has(spent.on).then_some(Finding::Weekend),
        When::CurrencyNotAmong(allowed) => {
            (!allowed.has(&spent.currency)).then(|| Finding::Currency { code: spent.currency.clone() })
        }
        When::Merchant(pattern) => pattern.is_in(&spent.merchant).then_some(Finding::Merchant),
        // Whoever said that two are not the same hears no more of it; what stops is not for them to wave through.
        When::LikelyDuplicate if body.effect() == Effect::Warn => {
            twin(spent, around).map(|of| Finding::Duplicate { of })
        }
        When::LikelyDuplicate => alike(spent, around).min().map(|of| Finding::Duplicate { of }),
    }
}

/// Whether it comes to more by itself, in the base currency.
fn is_dearer(spent: &Spent, limit: Money, around: &Around) -> bool {
    limit.currency() == around.base && spent.base.is_some_and(|base| base > limit.amount())
}

/// Compared in the base currency: what has no rate yet counts nothing, and a limit in another currency is not met.
fn over(scope: &Scope, limit: Money, span: Span, spent: &Spent, around: &Around) -> Option<Finding> {
    if limit.currency() != around.base {
        return None;
    }
    exceeds(total(scope, span, spent, around, spent.base?), limit)
}

/// What the expense, which adds `own`, comes to with all that counts beside it, in the base currency.
pub(super) fn total(scope: &Scope, span: Span, spent: &Spent, around: &Around, own: Decimal) -> Decimal {
    let month = Month::of(spent.on);
    let of_member = |in_time: &dyn Fn(NaiveDate) -> bool| {
        let counted = around.others.iter().filter(|other| other.counts && in_time(other.spent.on));
        let covered = counted.filter(|other| in_scope(scope, &other.spent, around));
        sum(own, covered.filter_map(|other| other.spent.base))
    };
    match span {
        Span::Expense => own,
        Span::Day => of_member(&|on| on == spent.on),
        Span::Month => of_member(&|on| Month::of(on) == month),
        Span::Together => {
            sum(own, around.pots.iter().filter(|pot| has(scope, pot, around)).map(|pot| pot.base))
        }
    }
}

/// Whether a scope has what is in a pot.
fn has(scope: &Scope, pot: &Pot, around: &Around) -> bool {
    covers(scope, &around.lineage, (pot.member, pot.role), pot.category, pot.paid_with)
}

fn sum(own: Decimal, mut others: impl Iterator<Item = Decimal>) -> Decimal {
    others.try_fold(own, |sum, base| sum.checked_add(base)).unwrap_or(Decimal::MAX)
}

/// What is found of a total in a limit's time.
pub(super) fn exceeds(total: Decimal, limit: Money) -> Option<Finding> {
    (total > limit.amount()).then(|| Finding::Over { total: total.to_string() })
}

/// The earliest recorded of those that are likely the same, unless somebody said that it is not.
pub fn twin(spent: &Spent, around: &Around) -> Option<ExpenseId> {
    alike(spent, around).filter(|other| !around.apart.contains(other)).min()
}

/// Those recorded before this one that are likely the same.
pub fn alike<'a>(spent: &'a Spent, around: &'a Around) -> impl Iterator<Item = ExpenseId> + 'a {
    let (first, last) = (
        spent.on.checked_sub_days(Days::new(DUPLICATE_DAYS)),
        spent.on.checked_add_days(Days::new(DUPLICATE_DAYS)),
    );
    let near =
        move |on: NaiveDate| first.is_none_or(|first| on >= first) && last.is_none_or(|last| on <= last);
    let same = around.others.iter().map(|other| &other.spent).filter(move |other| {
        near(other.on)
            && other.amount == spent.amount
            && other.currency == spent.currency
            && likeness::similar(&other.merchant, &spent.merchant)
    });
    // Ids sort by time, so that of two only the later one is pointed out.
    same.filter_map(|other| other.id).filter(|other| spent.id.is_none_or(|own| *other < own))
}

#[cfg(test)]
mod tests;
