//! What the list shows: strings, ready to be read. Imports only `web`.

use super::views::{ExpenseRow, Totals};
use crate::web::frame::{Choice, Faults, Frame, Hidden, Page};
use crate::words::{Piece, filters};
use askama::Template;

/// Which expenses a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListKind {
    /// Those that count.
    All,
    /// Those in the trash.
    Trash,
}

/// A part of the list: a month where it is sorted by date, all of the page otherwise.
#[derive(Debug, Clone)]
pub struct Group<'a> {
    /// What stands above it.
    pub heading: Option<Heading>,
    /// Its expenses (on this page).
    pub rows: Vec<ListRow<'a>>,
}

/// What stands above a month.
#[derive(Debug, Clone)]
pub struct Heading {
    /// `2026-11`.
    pub key: String,
    /// "November 2026".
    pub name: String,
    /// "12 expenses".
    pub count: String,
    /// In the base currency.
    pub total: String,
}

/// An expense, and what stands in its checkbox.
#[derive(Debug, Clone)]
pub struct ListRow<'a> {
    /// The expense.
    pub row: ExpenseRow<'a>,
    /// Its date with the year; empty where day and month do.
    pub date: String,
    /// Whom it waits for; empty where that is nobody in particular.
    pub waits: &'a str,
    /// `ID:VERSION`; empty where nothing can be done with many at once.
    pub check: String,
    /// What its checkbox is called: "Select Café Central".
    pub select: String,
    /// How much it is in the smallest unit of the base currency; empty where no rate is known.
    pub minor: String,
}

/// One filter that holds.
#[derive(Debug, Clone)]
pub struct Chip {
    /// "Submitted", "From 2 Nov 2026".
    pub label: String,
    /// The list without it.
    pub href: String,
}

/// The form of all filters.
#[derive(Debug, Clone, Default)]
pub struct FilterForm {
    /// What is looked for, as typed.
    pub q: String,
    /// How many on a page, where that is not the usual number.
    pub per: Option<String>,
    /// What is wrong.
    pub faults: Faults,
    /// All there is to choose, once it is asked for: it is as much as twenty rows.
    pub fields: Option<FilterFields>,
    /// The filters that hold, to go along with a new search while the others are not shown.
    pub held: Vec<Hidden>,
    /// The list with all filters shown.
    pub opened: String,
}

/// The filters besides the search.
#[derive(Debug, Clone)]
pub struct FilterFields {
    /// Where they stand.
    pub statuses: Vec<Choice>,
    /// Their categories.
    pub categories: Vec<Choice>,
    /// Whose they are; empty where they are always one's own.
    pub members: Vec<Choice>,
    /// As typed.
    pub from: String,
    /// As typed.
    pub to: String,
    /// As typed.
    pub min: String,
    /// As typed.
    pub max: String,
    /// Which currency the bounds are of, in words.
    pub amounts_in: String,
    /// The currencies, the likely ones first.
    pub currencies: Vec<Choice>,
    /// The orders.
    pub sorts: Vec<Choice>,
}

/// What can be done with many at once.
#[derive(Debug, Clone)]
pub struct BulkBar {
    /// The list's filters, for "all that match".
    pub filters: Vec<Hidden>,
    /// "38 expenses".
    pub count: String,
    /// "All 38 expenses that match".
    pub all: String,
    /// Whether that is not too many at once.
    pub allowed: bool,
    /// In the base currency, all that match.
    pub amount: String,
    /// How the reader writes numbers, BCP 47.
    pub locale: String,
    /// The base currency.
    pub currency: String,
    /// Its number of decimals.
    pub decimals: String,
    /// What can be done by a button alone: value and verb.
    pub acts: Vec<Act>,
    /// What asks for words: value, verb, and the field's name and label.
    pub worded: Vec<WordedAct>,
    /// The categories they can be put into; empty where none may be.
    pub categories: Vec<Choice>,
}

/// A button.
#[derive(Debug, Clone)]
pub struct Act {
    /// What is sent.
    pub value: &'static str,
    /// The verb.
    pub verb: &'static str,
}

/// A button with a field before it.
#[derive(Debug, Clone)]
pub struct WordedAct {
    /// The button.
    pub act: Act,
    /// The field's name.
    pub field: &'static str,
    /// What it asks.
    pub label: &'static str,
}

/// `GET /expenses`.
#[derive(Debug, Template)]
#[template(path = "expenses/list.html")]
pub struct ListPage<'a> {
    /// The head; `js/list.js` makes selecting quicker.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// Which expenses these are.
    pub kind: ListKind,
    /// The filters, to be changed.
    pub form: FilterForm,
    /// The filters that hold.
    pub chips: Vec<Chip>,
    /// The list without any.
    pub clear: String,
    /// How many and how much in all (not only on this page).
    pub totals: Totals,
    /// The rows.
    pub groups: Vec<Group<'a>>,
    /// The address of the page before.
    pub newer: Option<String>,
    /// The address of the page after.
    pub older: Option<String>,
    /// Whether the latest come first: then pages are newer and older.
    pub latest_first: bool,
    /// The same as a file.
    pub export: String,
    /// What can be done with many at once.
    pub bulk: Option<BulkBar>,
}

impl ListPage<'_> {
    fn is_trash(&self) -> bool {
        self.kind == ListKind::Trash
    }
}

/// An expense that nothing was done with.
#[derive(Debug, Clone)]
pub struct RefusedRow {
    /// Its identifier, for `data-id`.
    pub id: String,
    /// Its page; none where it is not there.
    pub href: Option<String>,
    /// Where the money went.
    pub merchant: String,
    /// Amount with currency.
    pub amount: String,
    /// Why not.
    pub why: String,
}

/// What the form lacks, and the form once more.
#[derive(Debug, Clone)]
pub struct MissingWords {
    /// What is wrong besides the field.
    pub problems: Vec<String>,
    /// All that was sent, but the field.
    pub fields: Vec<Hidden>,
    /// The field's name; empty where no field would help.
    pub key: String,
    /// What it asks.
    pub label: String,
    /// As typed.
    pub value: String,
    /// The categories, where it asks for one.
    pub categories: Vec<Choice>,
    /// The verb on the button.
    pub verb: String,
    /// What is wrong with it.
    pub faults: Faults,
}

/// After `POST /expenses/bulk`, where not all was done.
#[derive(Debug, Template)]
#[template(path = "expenses/bulk.html")]
pub struct BulkPage {
    /// The head.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// How many were left as they are.
    pub heading: String,
    /// What was done; none where nothing was.
    pub done: Option<String>,
    /// What was not, and why.
    pub refused: Vec<RefusedRow>,
    /// How many more were not.
    pub more: Option<String>,
    /// The list it was about.
    pub back: String,
    /// What the form lacks.
    pub missing: Option<MissingWords>,
}
