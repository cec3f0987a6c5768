//! What the queue shows. Imports `expenses` (tags) and `web`.

use crate::expenses::dossier::Dossier;
use crate::expenses::views::{CategoryTag, MemberTag};
use crate::expenses::waits::WaitLine;
use crate::receipts::queries::Preview;
use crate::web::frame::{Faults, Frame, Page};
use crate::words::{Piece, filters};
use askama::Template;

/// More receipts than this are not shown in a row.
const MOST_PAPERS: usize = 3;

/// `GET /approvals`, and again after a bulk decision that could not be taken whole.
#[derive(Debug, Template)]
#[template(path = "approvals/queue.html")]
pub struct QueuePage {
    /// The head; `js/approvals.js` decides by keys.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// Whether those that wait for others stand here too.
    pub everything: bool,
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
    /// `ID:VERSION`; empty where the viewer may not decide about it.
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
    /// What else there is to it.
    pub more: Dossier,
}

impl QueueRow {
    /// Whom it waits for now.
    fn waits(&self) -> Option<&WaitLine> {
        self.more.waits.iter().find(|line| line.state == "now")
    }

    /// Its first receipts, as many as there is room for.
    fn papers(&self) -> &[Preview] {
        self.more.papers.get(..MOST_PAPERS).unwrap_or(&self.more.papers)
    }

    /// How many receipts there is no room for.
    fn further(&self) -> Option<usize> {
        self.more.papers.len().checked_sub(MOST_PAPERS).filter(|further| *further > 0)
    }
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
