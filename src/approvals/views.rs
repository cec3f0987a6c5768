//! What the queue shows. Imports `expenses` (tags) and `web`.

use crate::expenses::views::{CategoryTag, MemberTag};
use crate::rules::views::Broken;
use crate::web::frame::{Faults, Frame, Page};
use crate::words::{Piece, filters};
use askama::Template;

/// `GET /approvals`, and again after a bulk decision that could not be taken whole.
#[derive(Debug, Template)]
#[template(path = "approvals/queue.html")]
pub struct QueuePage {
    /// The head; `js/approvals.js` decides by keys.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// "3 expenses wait for you", or that nothing does.
    pub heading: String,
    /// How much that is in the base currency.
    pub total: Option<String>,
    /// What waits, oldest first.
    pub rows: Vec<QueueRow>,
    /// What could not be decided, and why.
    pub refused: Vec<RefusedRow>,
    /// How many were.
    pub done: Option<String>,
    /// As typed.
    pub reason: String,
    /// What is wrong with the form.
    pub faults: Faults,
}

/// One expense that waits.
#[derive(Debug, Clone)]
pub struct QueueRow {
    /// The expense's identifier, for `data-id`.
    pub id: String,
    /// Its page.
    pub href: String,
    /// `ID:VERSION`.
    pub value: String,
    /// Its version.
    pub version: String,
    /// Whether it is ticked.
    pub ticked: bool,
    /// Where the money went.
    pub merchant: String,
    /// What for.
    pub note: Option<String>,
    /// The date spent.
    pub date: String,
    /// YYYY-MM-DD.
    pub date_iso: String,
    /// Its category.
    pub category: Option<CategoryTag>,
    /// Who spent it.
    pub member: MemberTag,
    /// Amount with currency.
    pub amount: String,
    /// The amount in the base currency where that is another.
    pub base: Option<String>,
    /// For whom the person decides about it, and until when.
    pub absent: Option<String>,
    /// What it broke of the rules when it was submitted.
    pub broken: Vec<Broken>,
}

/// One that could not be decided.
#[derive(Debug, Clone)]
pub struct RefusedRow {
    /// Its page.
    pub href: String,
    /// What it is: merchant and amount; its identifier where the person may not see it.
    pub what: String,
    /// Why, and what to do.
    pub why: String,
}
