//! What the pages of dry runs show. Imports `rules` and `web`.

use crate::rules::views::{Tried, TriedRow};
use crate::web::frame::{Frame, Hidden, Page};
use crate::words::filters;
use askama::Template;

/// `GET /settings/rules/try/step`.
#[derive(Debug, Template)]
#[template(path = "trials/step.html")]
pub struct StepPage {
    /// The head.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// What the rule says.
    pub says: String,
    /// What else could be done with it: words, address, whether it is this one.
    pub steps: Vec<(String, String, bool)>,
    /// What it would have done.
    pub tried: Tried,
    /// Where doing it is posted.
    pub action: String,
    /// What goes along.
    pub fields: Vec<Hidden>,
    /// The verb.
    pub verb: String,
}

/// `GET /settings/rules/try/expenses`.
#[derive(Debug, Template)]
#[template(path = "trials/expenses.html")]
pub struct ExpensesPage {
    /// The head.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// How many.
    pub count: String,
    /// Back to the change.
    pub back: String,
    /// One page of them.
    pub rows: Vec<TriedRow>,
    /// The page before.
    pub newer: Option<String>,
    /// The page after.
    pub older: Option<String>,
}

/// `GET /settings/rules/sets`.
#[derive(Debug, Template)]
#[template(path = "trials/sets.html")]
pub struct SetsPage {
    /// The head.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// The sets, the mildest first.
    pub sets: Vec<SetView>,
}

/// A ready-made set of rules.
#[derive(Debug, Clone)]
pub struct SetView {
    /// Its word in addresses.
    pub code: &'static str,
    /// What it is called.
    pub name: String,
    /// For whom it is.
    pub about: String,
    /// What it would add.
    pub new: Vec<String>,
    /// What is there already.
    pub present: Vec<String>,
    /// What is left out, and why.
    pub missing: Vec<String>,
    /// The verb on its button; none where there is nothing to add.
    pub verb: Option<String>,
    /// What it would have done, where that was asked for.
    pub tried: Option<Tried>,
}
