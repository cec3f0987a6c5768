//! What the home page shows. Imports `expenses` (rows) and `web`.

use askama::Template;

use crate::{
    expenses::views::{CategoryTag, ExpenseRow},
    web::frame::{Frame, Page},
    words::filters,
};

/// `GET /` of an organization.
#[derive(Debug, Template)]
#[template(path = "home/dashboard.html")]
pub struct DashboardPage<'a> {
    /// The head.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// The answer: "2 drafts to submit", "Nothing to do".
    pub headline: String,
    /// How much that is.
    pub total: Option<String>,
    /// What else there is to know, in one sentence.
    pub detail: Option<String>,
    /// The way to it, where there is one.
    pub todo: Option<(String, String)>,
    /// The latest expenses.
    pub recent: Vec<ExpenseRow<'a>>,
    /// This month by category.
    pub month: Option<MonthToDate>,
    /// What a new owner may do first; empty once done.
    pub steps: Vec<Step>,
}

/// What was spent this month.
#[derive(Debug, Clone)]
pub struct MonthToDate {
    /// The month: "November 2026".
    pub name: String,
    /// In all.
    pub total: String,
    /// By category, largest first.
    pub bars: Vec<Bar>,
}

/// One category's share.
#[derive(Debug, Clone)]
pub struct Bar {
    /// Which.
    pub category: CategoryTag,
    /// How much.
    pub amount: String,
    /// How long the bar is, `0` to `100`, against the largest.
    pub percent: String,
    /// The expenses behind it.
    pub href: String,
}

/// One of the first steps.
#[derive(Debug, Clone)]
pub struct Step {
    /// What to do.
    pub label: String,
    /// Why or how.
    pub hint: String,
    /// Where; none where nothing is to be opened.
    pub href: Option<String>,
    /// Whether it is done.
    pub done: bool,
}
