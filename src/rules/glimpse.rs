//! An expense while it is being typed: what can be said of it already. No input or output.

use super::allowance::{Allowance, allowances};
use super::evaluate::{self, Around, Spent, Violation};
use super::rule::{Rule, Span, When};
use crate::domain::id::ExpenseId;

/// As much of an expense as is known; in `spent` something harmless stands for the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glimpse {
    /// What is known.
    pub spent: Spent,
    /// Whether its date is.
    pub dated: bool,
    /// Whether its merchant is.
    pub named: bool,
    /// Whether its amount is.
    pub priced: bool,
    /// Whether its currency is.
    pub in_currency: bool,
}

impl Glimpse {
    /// All of it.
    pub fn whole(spent: Spent) -> Self {
        Self { spent, dated: true, named: true, priced: true, in_currency: true }
    }

    /// Whether enough is known for a rule that looks for this.
    fn tells(&self, when: &When) -> bool {
        match when {
            When::Always | When::NoteMissing | When::ReceiptMissing { over: None } => true,
            When::ReceiptMissing { over: Some(_) } => self.priced,
            When::Over { span: Span::Expense, .. } => self.priced,
            When::Over { span: Span::Day | Span::Month | Span::Together, .. } => self.priced && self.dated,
            When::OlderThan { .. } | When::InFuture | When::Weekend => self.dated,
            When::CurrencyNotAmong(_) => self.in_currency,
            When::Merchant(_) => self.named,
            When::LikelyDuplicate => self.may_have_twin(),
        }
    }

    fn may_have_twin(&self) -> bool {
        self.dated && self.named && self.priced && self.in_currency
    }

    /// What it breaks for certain, whatever is typed still.
    pub fn violations(&self, rules: &[Rule], around: &Around) -> Vec<Violation> {
        let telling: Vec<Rule> = rules.iter().filter(|rule| self.tells(rule.body.when())).cloned().collect();
        evaluate::violations(&telling, &self.spent, around)
    }

    /// What is left of the limits it counts towards.
    pub fn allowances(&self, rules: &[Rule], around: &Around) -> Vec<Allowance> {
        if self.dated { allowances(rules, &self.spent, around) } else { Vec::new() }
    }

    /// The one recorded before that it likely repeats.
    pub fn twin(&self, around: &Around) -> Option<ExpenseId> {
        self.may_have_twin().then(|| evaluate::twin(&self.spent, around)).flatten()
    }
}
