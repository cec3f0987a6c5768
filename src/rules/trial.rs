//! What rules would have done: many expenses judged at once by two sets of rules. No input or output.
//!
//! Each expense is judged as it would have been when it was submitted: on that day, beside what had been submitted
//! before it. What it finds of an expense is exactly what [`evaluate::violations`] finds; sums and likely duplicates are
//! only looked up in tables made once, so that a hundred thousand expenses take well under a second.

mod tables;
#[cfg(test)]
mod tests;

use super::evaluate::{self, Around, Lineage, Spent, Weekend};
use super::rule::{Body, Effect, Rule, Scope, Span, When};
use crate::domain::currency::Currency;
use crate::domain::id::{ExpenseId, MemberId};
use crate::domain::money::Money;
use crate::policy::role::Role;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::{BTreeSet, HashMap};
use tables::Tables;

/// An expense as it lies in a book.
#[derive(Debug, Clone)]
pub struct Line {
    /// Whose it is.
    pub member: MemberId,
    /// What they are.
    pub role: Role,
    /// What a rule looks at.
    pub spent: Spent,
    /// The day it was submitted, where it counts towards limits. What was not submitted, or was rejected, is only what
    /// others may be duplicates of.
    pub submitted: Option<NaiveDate>,
}

/// What holds for all lines of a book.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The days whose expenses are judged; those around them are only compared with.
    pub days: (NaiveDate, NaiveDate),
    /// The days of a weekend.
    pub weekend: Weekend,
    /// The base currency.
    pub base: Currency,
    /// What counts as what.
    pub lineage: Lineage,
    /// Pairs that somebody said look like one and are not: the later, the earlier.
    pub apart: BTreeSet<(ExpenseId, ExpenseId)>,
}

/// What an effect comes to for an expense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consequence {
    /// It is pointed out.
    Warned,
    /// A note is asked for.
    AskedForNote,
    /// A receipt is asked for.
    AskedForReceipt,
    /// It can't be submitted.
    Blocked,
}

impl Consequence {
    /// All of them, the mildest first.
    pub const ALL: [Self; 4] = [Self::Warned, Self::AskedForNote, Self::AskedForReceipt, Self::Blocked];

    /// The word in ids of the catalogue.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Warned => "warned",
            Self::AskedForNote => "note",
            Self::AskedForReceipt => "receipt",
            Self::Blocked => "blocked",
        }
    }

    fn of(effect: Effect) -> Self {
        match effect {
            Effect::Warn => Self::Warned,
            Effect::NeedNote => Self::AskedForNote,
            Effect::NeedReceipt => Self::AskedForReceipt,
            Effect::Block => Self::Blocked,
        }
    }
}

/// All that a set of rules does with one expense.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outcome(u8);

impl Outcome {
    /// Whether this is part of it.
    pub fn has(self, consequence: Consequence) -> bool {
        self.0 & (1 << consequence as u8) != 0
    }

    /// Its parts, the mildest first.
    pub fn parts(self) -> impl Iterator<Item = Consequence> {
        Consequence::ALL.into_iter().filter(move |consequence| self.has(*consequence))
    }

    fn with(self, effect: Effect) -> Self {
        Self(self.0 | 1 << Consequence::of(effect) as u8)
    }
}

/// How many expenses meet one consequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// Which.
    pub consequence: Consequence,
    /// With today's rules.
    pub now: usize,
    /// With the others.
    pub then: usize,
    /// With the others alone.
    pub more: usize,
    /// With today's alone.
    pub fewer: usize,
}

/// An expense with which the others would have done something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// Which.
    pub expense: ExpenseId,
    /// The date spent.
    pub on: NaiveDate,
    /// What today's rules would have done.
    pub now: Outcome,
    /// What the others would have done.
    pub then: Outcome,
}

/// What two sets of rules would have done with the same expenses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// How many expenses were judged.
    pub judged: usize,
    /// The consequences, all of them, the mildest first.
    pub counts: Vec<Count>,
    /// What they disagree on, the latest spent first.
    pub differences: Vec<Difference>,
}

/// Expenses with what is looked up about them.
pub struct Book {
    setting: Setting,
    lines: Vec<Line>,
    tables: Tables,
}

impl Book {
    /// A book of lines in the order in which they were submitted.
    pub fn new(setting: Setting, lines: Vec<Line>) -> Self {
        let tables = Tables::new(&lines);
        Self { setting, lines, tables }
    }

    /// What both sets would have done.
    pub fn compare(&self, today: &[Rule], others: &[Rule]) -> Trial {
        let mut found = Vec::new();
        let now = self.outcomes(today, &mut found);
        let then = self.outcomes(others, &mut found);
        let judged = || (0..self.lines.len()).filter(|at| self.is_judged(*at));
        let count = |consequence: Consequence| {
            let mut count = Count { consequence, now: 0, then: 0, more: 0, fewer: 0 };
            for (now, then) in judged().map(|at| (now[at].has(consequence), then[at].has(consequence))) {
                count.now += usize::from(now);
                count.then += usize::from(then);
                count.more += usize::from(then && !now);
                count.fewer += usize::from(now && !then);
            }
            count
        };
        let mut differences: Vec<Difference> = judged()
            .filter(|at| now[*at] != then[*at])
            .filter_map(|at| self.difference(at, now[at], then[at]))
            .collect();
        differences.sort_by_key(|difference| std::cmp::Reverse((difference.on, difference.expense)));
        Trial { judged: judged().count(), counts: Consequence::ALL.map(count).into(), differences }
    }

    fn difference(&self, at: usize, now: Outcome, then: Outcome) -> Option<Difference> {
        let spent = &self.lines[at].spent;
        Some(Difference { expense: spent.id?, on: spent.on, now, then })
    }

    fn is_judged(&self, at: usize) -> bool {
        let (first, last) = self.setting.days;
        let line = &self.lines[at];
        line.submitted.is_some() && (first..=last).contains(&line.spent.on)
    }

    /// What a set does with each line. What a rule breaks is remembered, for the other set is mostly the same.
    fn outcomes<'a>(&self, rules: &'a [Rule], broken: &mut Vec<(&'a Body, Vec<bool>)>) -> Vec<Outcome> {
        let mut outcomes = vec![Outcome::default(); self.lines.len()];
        for rule in rules {
            let known = broken.iter().position(|(known, _)| **known == rule.body);
            let at = known.unwrap_or(broken.len());
            if known.is_none() {
                broken.push((&rule.body, self.broken(rule)));
            }
            for (outcome, _) in outcomes.iter_mut().zip(&broken[at].1).filter(|(_, met)| **met) {
                *outcome = outcome.with(rule.body.effect());
            }
        }
        outcomes
    }

    /// Which lines break a rule.
    fn broken(&self, rule: &Rule) -> Vec<bool> {
        let mut met = self.met(rule);
        for (at, met) in met.iter_mut().enumerate().filter(|(_, met)| **met) {
            *met = self.is_judged(at) && !evaluate::is_settled(&rule.body, &self.lines[at].spent);
        }
        met
    }

    fn met(&self, rule: &Rule) -> Vec<bool> {
        let scope = rule.body.scope();
        match rule.body.when() {
            When::Over { limit, span: Span::Day } => self.over(scope, limit.money(), &self.tables.days),
            When::Over { limit, span: Span::Month } => self.over(scope, limit.money(), &self.tables.months),
            When::Over { limit, span: Span::Together } => {
                self.over(scope, limit.money(), &self.tables.together)
            }
            When::Merchant(pattern) => {
                let folded = pattern.folded();
                self.each(|at, line| self.tables.folded(at).contains(&folded) && self.covers(scope, line))
            }
            When::LikelyDuplicate => {
                // As in `evaluate`: what was said of two helps against what is pointed out, not against what stops.
                let apart = (rule.body.effect() == Effect::Warn).then_some(&self.setting.apart);
                let twins = self.tables.twins(&self.lines, apart);
                self.each(|at, line| twins[at] && self.covers(scope, line))
            }
            When::Always
            | When::Over { span: Span::Expense, .. }
            | When::NoteMissing
            | When::ReceiptMissing { .. }
            | When::OlderThan { .. }
            | When::InFuture
            | When::Weekend
            | When::CurrencyNotAmong(_) => self.alone(rule),
        }
    }

    fn each(&self, met: impl Fn(usize, &Line) -> bool) -> Vec<bool> {
        self.lines.iter().enumerate().map(|(at, line)| met(at, line)).collect()
    }

    fn covers(&self, scope: &Scope, line: &Line) -> bool {
        let who = (line.member, line.role);
        evaluate::covers(scope, &self.setting.lineage, who, line.spent.category, line.spent.paid_with)
    }

    /// Lines come in the order in which they were submitted: the sum so far is what had been submitted before.
    fn over(&self, scope: &Scope, limit: Money, groups: &[u32]) -> Vec<bool> {
        if limit.currency() != self.setting.base {
            return vec![false; self.lines.len()];
        }
        let mut sums: HashMap<u32, Decimal> = HashMap::new();
        let lines = self.lines.iter().zip(groups);
        let met = lines.map(|(line, group)| {
            let base = line.spent.base.filter(|_| line.submitted.is_some() && self.covers(scope, line));
            let Some(base) = base else { return false };
            let sum = sums.entry(*group).or_default();
            *sum = sum.saturating_add(base);
            evaluate::exceeds(*sum, limit).is_some()
        });
        met.collect()
    }

    /// What looks at nothing around the expense.
    fn alone(&self, rule: &Rule) -> Vec<bool> {
        let Some(first) = self.lines.first() else { return Vec::new() };
        let mut around = Around {
            member: first.member,
            role: first.role,
            today: self.setting.days.1,
            weekend: self.setting.weekend,
            base: self.setting.base,
            lineage: self.setting.lineage.clone(),
            others: Vec::new(),
            apart: BTreeSet::new(),
            pots: Vec::new(),
        };
        let met = self.lines.iter().map(|line| {
            let Some(submitted) = line.submitted else { return false };
            (around.member, around.role, around.today) = (line.member, line.role, submitted);
            !evaluate::violations(std::slice::from_ref(rule), &line.spent, &around).is_empty()
        });
        met.collect()
    }
}
