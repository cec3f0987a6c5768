//! What the page of one expense shows. Imports only `web` and this feature's views.

use super::check_views::{Kept, Left, Twin};
use super::views::{CategoryTag, HistoryEntry, StatusTag};
use super::waits::WaitLine;
use crate::receipts::views::{ReceiptCard, WaitingFile};
use crate::rules::views::Broken;
use crate::web::frame::{Choice, Faults, Frame, Page};
use crate::words::{Piece, filters};
use askama::Template;

/// `GET /expenses/ID`, and again after a step that lacked its reason.
#[derive(Debug, Template)]
#[template(path = "expenses/show.html")]
pub struct ShowPage {
    /// The head; `js/approvals.js` decides by keys where there is something to decide.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// Where the money went.
    pub merchant: String,
    /// Where it stands.
    pub status: StatusTag,
    /// Amount with currency.
    pub amount: String,
    /// "84.20 EUR at 0.9214", or that there is no rate yet; none in the base currency.
    pub base: Option<String>,
    /// The date spent, written out.
    pub date: String,
    /// YYYY-MM-DD.
    pub date_iso: String,
    /// None where none is chosen.
    pub category: Option<CategoryTag>,
    /// Who spent it.
    pub member: String,
    /// Who wrote it down, where that was somebody else.
    pub entered_by: Option<String>,
    /// Whose money it was, where it was not their own.
    pub paid_with: Option<&'static str>,
    /// What for.
    pub note: Option<String>,
    /// What was said when it was sent back or refused.
    pub decision: Option<Decision>,
    /// What it breaks of the rules, or broke when it was submitted.
    pub broken: Vec<Broken>,
    /// Whether that was judged when it was submitted.
    pub judged: bool,
    /// Whom it waits for, step by step; nothing where it waits for nobody.
    pub waits: Vec<WaitLine>,
    /// What is left of the limits that a draft counts towards.
    pub left: Vec<Left>,
    /// Asking for an exception; none where no rule takes a reason.
    pub exception: Option<ReasonedDeed>,
    /// The one that a draft likely repeats.
    pub twin: Option<Twin>,
    /// Where "Keep both" posts.
    pub keep: String,
    /// Those that it was kept beside.
    pub kept: Vec<Kept>,
    /// What happened to it, latest first.
    pub history: Vec<HistoryEntry>,
    /// Its receipts.
    pub receipts: Vec<ReceiptCard>,
    /// Where more files are posted; none where the person may not add any.
    pub add_receipts: Option<String>,
    /// Files that wait to be added.
    pub waiting: Vec<WaitingFile>,
    /// What people said about it, oldest first.
    pub comments: Vec<CommentEntry>,
    /// The form for saying something; none where the person may not.
    pub comment: Option<CommentForm>,
    /// Where to edit it; none where the person may not.
    pub edit: Option<String>,
    /// Where a new one like it begins; none for a person who records none.
    pub again: Option<String>,
    /// What one click does, the likeliest last.
    pub deeds: Vec<DeedButton>,
    /// What asks for words first.
    pub reasoned: Vec<ReasonedDeed>,
    /// The form for another category; none where the person may not.
    pub recode: Option<RecodeForm>,
    /// Until when it can be taken out of the trash.
    pub kept_until: Option<String>,
    /// What is wrong with a reason or comment.
    pub faults: Faults,
    /// Whether the keys of the queue work here.
    pub decides: bool,
}

/// Why it was sent back or refused.
#[derive(Debug, Clone)]
pub struct Decision {
    /// "Hanna Lindner rejected it".
    pub what: String,
    /// Their words.
    pub reason: String,
}

/// A button that posts with the version that is meant.
#[derive(Debug, Clone)]
pub struct DeedButton {
    /// Where to post.
    pub action: String,
    /// The version.
    pub version: String,
    /// The verb.
    pub label: &'static str,
    /// The verb in the address, for keys.
    pub verb: &'static str,
    /// Whether it is the one most people came for.
    pub primary: bool,
}

/// A step that asks for words, or for a second look.
#[derive(Debug, Clone)]
pub struct ReasonedDeed {
    /// Where to post.
    pub action: String,
    /// The version.
    pub version: String,
    /// The verb.
    pub label: &'static str,
    /// The verb in the address, for keys.
    pub verb: &'static str,
    /// The field's name; none where it only asks for a second look.
    pub field: Option<&'static str>,
    /// What is asked.
    pub question: &'static str,
    /// As typed.
    pub typed: String,
    /// Whether the form came back.
    pub open: bool,
}

/// What one person said.
#[derive(Debug, Clone)]
pub struct CommentEntry {
    /// Who.
    pub who: String,
    /// When, as the reader writes it.
    pub when: String,
    /// The same for machines.
    pub when_iso: String,
    /// What.
    pub text: String,
}

/// The form for saying something.
#[derive(Debug, Clone)]
pub struct CommentForm {
    /// Where to post.
    pub action: String,
    /// As typed.
    pub typed: String,
}

/// The form for another category.
#[derive(Debug, Clone)]
pub struct RecodeForm {
    /// Where to post.
    pub action: String,
    /// The version.
    pub version: String,
    /// The active categories.
    pub categories: Vec<Choice>,
    /// Whether the form came back.
    pub open: bool,
}
