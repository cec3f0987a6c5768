//! What pages show of receipts: strings, ready to be read. Imports only `web`.

use crate::web::frame::{Faults, Frame, Page};
use crate::words::filters;
use askama::Template;

/// `GET /receipts`, and again after files that were not taken.
#[derive(Debug, Template)]
#[template(path = "receipts/begin.html")]
pub struct BeginPage {
    /// The head.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// What is wrong.
    pub faults: Faults,
    /// Files that were handed in and are no drafts yet.
    pub waiting: Vec<WaitingFile>,
}

/// A receipt on the page of its expense.
#[derive(Debug, Clone)]
pub struct ReceiptCard {
    /// Where it is.
    pub href: String,
    /// Where its thumbnail is; a document has none.
    pub thumbnail: Option<String>,
    /// The name of the file.
    pub name: String,
    /// "PDF, 84 kB".
    pub facts: String,
    /// Where the button posts that deletes it; none where the person may not.
    pub delete: Option<String>,
    /// Whether its thumbnail is still being drawn.
    pub due: bool,
    /// Other expenses with the same file or photo.
    pub twins: Vec<TwinLink>,
}

/// Another expense with the same file or photo.
#[derive(Debug, Clone)]
pub struct TwinLink {
    /// Where it is.
    pub href: String,
    /// "The same file is with Café Central".
    pub says: String,
}

/// The answer to files that were sent by themselves: what is kept, and why others are not.
#[derive(Debug, Template)]
#[template(path = "receipts/kept.html")]
pub struct Kept {
    /// What is kept.
    pub waiting: Vec<WaitingFile>,
    /// What is wrong with the others.
    pub faults: Vec<String>,
}

/// A file that waits for its form.
#[derive(Debug, Clone)]
pub struct WaitingFile {
    /// Expenses that have the same file or photo already.
    pub twins: Vec<TwinLink>,
    /// The receipt's identifier.
    pub id: String,
    /// The name of the file.
    pub name: String,
    /// Where its thumbnail is; a document has none.
    pub thumbnail: Option<String>,
}
