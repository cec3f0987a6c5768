//! What is left of the limits of a day or a month, of one member or of all, that an expense counts towards: a pure function beside
//! [`super::evaluate`]. No input or output.

use super::evaluate::{Around, Spent, in_scope, total};
use super::rule::{Rule, Scope, Span, When};
use crate::domain::money::Money;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// One limit, and what of it is used with this expense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// Whose and which expenses count.
    pub scope: Scope,
    /// A day, a month, or a month of everybody together.
    pub span: Span,
    /// One day of that time.
    pub on: NaiveDate,
    /// What may be spent.
    pub limit: Money,
    /// What counts towards it, this expense too; money back never makes it less than nothing.
    pub counted: Decimal,
}

impl Allowance {
    /// What may still be spent; below zero where it is too much already. Never more than the limit.
    pub fn left(&self) -> Decimal {
        self.limit.amount().checked_sub(self.counted).unwrap_or(Decimal::MIN)
    }

    /// Whether it is more than the limit.
    pub fn is_over(&self) -> bool {
        self.left().is_sign_negative() && !self.left().is_zero()
    }
}

/// What is left of each limit that applies, in the order of the rules; one that two rules name the same way is told once.
/// An expense without an amount in the base currency adds nothing.
pub fn allowances(rules: &[Rule], spent: &Spent, around: &Around) -> Vec<Allowance> {
    let mut all: Vec<Allowance> = Vec::new();
    for allowance in rules.iter().filter_map(|rule| allowance(rule, spent, around)) {
        if !all.contains(&allowance) {
            all.push(allowance);
        }
    }
    all
}

fn allowance(rule: &Rule, spent: &Spent, around: &Around) -> Option<Allowance> {
    let scope = rule.body.scope();
    let When::Over { limit, span } = rule.body.when() else { return None };
    if *span == Span::Expense || limit.money().currency() != around.base || !in_scope(scope, spent, around) {
        return None;
    }
    let total = total(scope, *span, spent, around, spent.base.unwrap_or_default());
    let (limit, counted) = (limit.money(), total.max(Decimal::ZERO));
    Some(Allowance { scope: scope.clone(), span: *span, on: spent.on, limit, counted })
}
