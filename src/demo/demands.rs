//! The rules of the demo organization, and what they found: of all its expenses the likely duplicate, the dear meal that
//! nobody explained, and the missing receipt.

use super::lives::{Fate, Times};
use super::people::PEOPLE;
use super::planned::Planned;
use super::{Ground, planted, receipts, refused};
use crate::domain::currency::Currency;
use crate::domain::fault::Fault;
use crate::domain::id::{CategoryId, ExpenseId, MemberId, RuleId};
use crate::error::AppError;
use crate::expenses::{judging, pairs};
use crate::identity::trail::{self, Act, Event, Subject};
use crate::rules::evaluate::{self, Around, Lineage, Other, Spent, Violation, Weekend};
use crate::rules::form::facts;
use crate::rules::queries;
use crate::rules::rule::{Body, Effect, Limit, Rule, Scope, Span, When};
use crate::tenancy::TenantConn;
use crate::tenancy::resolve::Org;
use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use serde_json::json;
use std::sync::Arc;

/// So many days ago they were made: what was submitted before was judged by none.
const DAYS: u64 = 88;
/// An expense and another lie in one month at most this far apart, in days.
const MONTH: i64 = 31;
/// So many are judged in one transaction.
const AT_ONCE: usize = 100;

/// An expense that has been written down.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Which.
    pub expense: ExpenseId,
    /// Whose.
    pub member: MemberId,
    /// What it says.
    pub row: Planned,
    /// What became of it.
    pub fate: Fate,
    /// When.
    pub times: Times,
}

/// What the rules say, in their order.
pub(super) fn bodies(meals: CategoryId) -> Result<Vec<Body>, Fault> {
    let euros = |euros: i64| Limit::new(Decimal::new(euros * 100, 2), Currency::parse("EUR")?);
    let of_meals = Scope { category: Some(meals), ..Scope::default() };
    let a_day = When::Over { limit: euros(60)?, span: Span::Day };
    let missing = When::ReceiptMissing { over: Some(euros(25)?) };
    Ok(vec![
        Body::new(of_meals, a_day, Effect::NeedNote)?,
        Body::new(Scope::default(), missing, Effect::Warn)?,
        Body::new(Scope::default(), When::LikelyDuplicate, Effect::Warn)?,
        Body::new(Scope::default(), When::InFuture, Effect::Block)?,
    ])
}

/// The day they were made.
pub(super) fn since(today: NaiveDate) -> NaiveDate {
    today.checked_sub_days(Days::new(DAYS)).unwrap_or(today)
}

/// Whether an expense was submitted after that.
pub(super) fn is_judged(entry: &Entry, today: NaiveDate) -> bool {
    entry.fate != Fate::Draft && entry.times.submitted.date() >= since(today)
}

/// What the rules look at, entry by entry.
///
/// # Errors
/// When the domain refuses a part of one.
pub(super) fn looked_at(
    entries: &[Entry],
    category: impl Fn(&str) -> Option<CategoryId>,
    today: NaiveDate,
) -> Result<Vec<Spent>, Fault> {
    let spent = |entry: &Entry| {
        let category = category(entry.row.category).ok_or(Fault::NotOffered)?;
        let draft = entry.row.draft(category, today, entry.fate.paid_with())?;
        Ok(judging::spent_as(&draft, Some(entry.expense), receipts::has(&entry.row, today)))
    };
    entries.iter().map(spent).collect()
}

/// The coffee that was written down before another, which is another.
pub(super) fn kept_beside(entries: &[Entry], at: usize) -> Option<ExpenseId> {
    let is_coffee = |entry: &&Entry| entry.row.merchant == planted::COFFEE;
    let first = entries.iter().filter(is_coffee).map(|entry| entry.expense).min()?;
    let own = &entries[at];
    (is_coffee(&own) && own.expense != first).then_some(first)
}

/// What one entry breaks: a draft today, others as on the day they were submitted.
pub(super) fn found(
    rules: &[Rule],
    (entries, spent): (&[Entry], &[Spent]),
    at: usize,
    today: NaiveDate,
) -> Result<Vec<Violation>, Fault> {
    let (own, looked_at) = (&entries[at], &spent[at]);
    let is_draft = own.fate == Fate::Draft;
    let beside = entries.iter().zip(spent).filter(|(other, spent)| {
        let apart = (spent.on - looked_at.on).num_days().abs();
        other.expense != own.expense && other.member == own.member && apart <= MONTH
    });
    let other = |(other, spent): (&Entry, &Spent)| {
        let earlier = is_draft || other.times.submitted < own.times.submitted;
        let counts = earlier && !matches!(other.fate, Fate::Draft | Fate::Rejected(_));
        Other { spent: spent.clone(), counts }
    };
    let around = Around {
        member: own.member,
        role: PEOPLE[own.row.who as usize].role,
        today: if is_draft { today } else { own.times.submitted.date() },
        weekend: Weekend::of_week(1),
        base: Currency::parse("EUR")?,
        lineage: Lineage::default(),
        others: beside.map(other).collect(),
        apart: kept_beside(entries, at).into_iter().collect(),
        pots: Vec::new(),
    };
    Ok(evaluate::violations(rules, looked_at, &around))
}

/// Makes the rules, and keeps what they found.
pub(super) async fn add(org: &Org, ground: &Arc<Ground>, entries: Vec<Entry>) -> Result<(), AppError> {
    let known = Arc::clone(ground);
    let rules = org.run(move |conn| insert(conn, &known)).await?;
    let today = ground.today;
    let category = |name: &str| ground.categories.get(name).copied();
    let spent = looked_at(&entries, category, today).map_err(refused)?;
    let mut judged = Vec::new();
    for at in 0..entries.len() {
        let found = found(&rules, (&entries, &spent), at, today).map_err(refused)?;
        judged.push((entries[at].clone(), kept_beside(&entries, at), found));
    }
    judged.retain(|(entry, beside, _)| is_judged(entry, today) || beside.is_some());
    while !judged.is_empty() {
        let rest = judged.split_off(judged.len().min(AT_ONCE));
        let part = std::mem::replace(&mut judged, rest);
        let (ground, rules) = (Arc::clone(ground), rules.clone());
        org.run(move |conn| part.iter().try_for_each(|judged| keep(conn, &ground, &rules, judged))).await?;
    }
    Ok(())
}

fn insert(conn: &mut TenantConn<'_>, ground: &Ground) -> Result<Vec<Rule>, AppError> {
    let meals = ground.categories.get("Meals").copied();
    let meals = meals.ok_or_else(|| AppError::internal("no category Meals"))?;
    let at = ground.clock.on(since(ground.today), 8);
    let one = |(position, body): (i32, Body)| {
        let id: RuleId = queries::insert(conn, &body, position, at)?;
        let event = Event {
            actor: ground.members.first().copied(),
            act: Act::RuleCreated,
            subject: Subject::Rule(id.uuid()),
            before: None,
            after: Some(facts(&body).into()),
        };
        trail::record(conn, event, at)?;
        Ok(Rule { id, version: 1, body })
    };
    (1..).zip(bodies(meals).map_err(refused)?).map(one).collect()
}

fn keep(
    conn: &mut TenantConn<'_>,
    ground: &Ground,
    rules: &[Rule],
    (entry, beside, found): &(Entry, Option<ExpenseId>, Vec<Violation>),
) -> Result<(), AppError> {
    let at = ground.clock.at(entry.times.submitted);
    if let Some(earlier) = beside {
        pairs::insert(conn, entry.expense, *earlier, entry.member, at)?;
        let event = Event {
            actor: Some(entry.member),
            act: Act::ExpenseKeptApart,
            subject: Subject::Expense(entry.expense.uuid()),
            before: None,
            after: Some(json!({ "other_id": earlier })),
        };
        trail::record(conn, event, at)?;
    }
    if !is_judged(entry, ground.today) {
        return Ok(());
    }
    queries::keep_judgement(conn, entry.expense, rules, found, at)
}
