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
