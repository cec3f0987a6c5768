//! What is said of an expense before it is submitted. Imports only `web`, `words` and the views of `rules`.

use crate::rules::views::Broken;
use crate::words::filters;
use askama::Template;

/// What the rules say of an expense, what is left of the limits, and what it may repeat.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// What it breaks.
    pub broken: Vec<Broken>,
    /// What is left of each limit that it counts towards.
    pub left: Vec<Left>,
    /// The one that it likely repeats.
    pub twin: Option<Twin>,
    /// Whether a written reason lets it past a rule.
    pub excepts: bool,
}

impl Checked {
    /// Whether there is anything to say.
    pub fn says_something(&self) -> bool {
        !self.broken.is_empty() || !self.left.is_empty() || self.twin.is_some()
    }
}

/// One limit.
#[derive(Debug, Clone)]
pub struct Left {
    /// "Meals: 23.50 EUR of 60.00 EUR left on 21 Nov".
    pub says: String,
    /// Whether it is more than the limit.
    pub over: bool,
    /// How much of it is used, of 100.
    pub used: u8,
}

/// One that looks the same.
#[derive(Debug, Clone)]
pub struct Twin {
    /// Its identifier.
    pub id: String,
    /// Its page.
    pub href: String,
    /// Merchant, amount and date.
    pub what: String,
    /// Whether the form says that both are kept.
    pub kept: bool,
}

/// One that this was kept beside.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Who said so: "Mira Okafor said that these are two expenses:".
    pub says: String,
    /// The other's page.
    pub href: String,
    /// Merchant, amount and date.
    pub what: String,
}

/// What comes into the form while it is typed.
#[derive(Debug, Template)]
#[template(path = "expenses/check.html")]
pub struct CheckPart {
    /// What there is to say.
    pub check: Checked,
}
