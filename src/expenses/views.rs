//! What the pages of this feature show: strings, ready to be read. Imports only `web`.

use askama::Template;

use super::check_views::Checked;
use crate::receipts::views::WaitingFile;
use crate::web::frame::{Choice, Faults, Frame, Hidden, Page};
use crate::words::filters;

/// How many categories are shown as chips; more become a select, where typing finds one.
const MOST_CHIPS: usize = 16;

/// A category as a dot and a word.
#[derive(Debug, Clone)]
pub struct CategoryTag {
    /// Its name; an archived one says so.
    pub name: String,
    /// One of the 16 names of the palette.
    pub color: String,
}

/// Where an expense stands, as a shape and a word.
#[derive(Debug, Clone, Copy)]
pub struct StatusTag {
    /// `draft`, `submitted`, `approved`, `reimbursed`, `rejected`, `settled` or `trash`.
    pub code: &'static str,
    /// The word: "Draft".
    pub word: &'static str,
}

/// Who spent it.
#[derive(Debug, Clone)]
pub struct MemberTag {
    /// One or two letters.
    pub initials: String,
    /// The name.
    pub name: String,
}

/// One row of a list. A page shows many, so it borrows what is there already.
#[derive(Debug, Clone)]
pub struct ExpenseRow<'a> {
    /// The expense's identifier, for `data-id` and its addresses.
    pub id: String,
    /// Day and month.
    pub date: &'a str,
    /// YYYY-MM-DD.
    pub date_iso: String,
    /// Where the money went.
    pub merchant: &'a str,
    /// What for; may be empty.
    pub note: &'a str,
    /// None yet chosen is none.
    pub category: Option<&'a CategoryTag>,
    /// None where it is always the same.
    pub member: Option<&'a MemberTag>,
    /// Where it stands.
    pub status: StatusTag,
    /// Amount with currency.
    pub amount: String,
    /// The amount in the base currency where that is another; "no rate" where there is none.
    pub base: Option<String>,
    /// How many receipts it has, where it has any.
    pub receipts: Option<String>,
    /// In the trash: the version that the form means which takes it out.
    pub restore: Option<i32>,
}

/// How many, and how much.
#[derive(Debug, Clone)]
pub struct Totals {
    /// Digits alone: `38`.
    pub count: String,
    /// "expense" or "expenses".
    pub noun: String,
    /// In the base currency.
    pub amount: String,
    /// "2 without a rate", where there are such.
    pub without_rate: Option<String>,
    /// One amount for each currency, where there are several.
    pub by_currency: Vec<String>,
}

/// One category to choose.
#[derive(Debug, Clone)]
pub struct CategoryChoice {
    /// Its identifier.
    pub id: String,
    /// What is shown.
    pub tag: CategoryTag,
    /// Whether it is the one chosen.
    pub chosen: bool,
}

/// `GET /expenses/new` and `GET /expenses/ID/edit`, and again after a failed POST.
#[derive(Debug, Template)]
#[template(path = "expenses/form.html")]
pub struct FormPage {
    /// The head; `js/expense.js` makes the category picker quicker and hides the rate where none is needed.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// "New expense" or "Edit expense".
    pub heading: String,
    /// Where to post.
    pub action: String,
    /// Where "Cancel" leads.
    pub cancel: String,
    /// Guards against recording it twice; new expenses have one.
    pub form_token: Option<String>,
    /// Guards against losing an edit; existing expenses have one.
    pub version: Option<String>,
    /// What there is to say of it as it stands.
    pub check: Checked,
    /// Why a rule shall let it through, as typed.
    pub exception: String,
    /// What is wrong.
    pub faults: Faults,
    /// As typed.
    pub amount: String,
    /// The currencies, the likely ones first.
    pub currencies: Vec<Choice>,
    /// The organization's currency.
    pub base_currency: String,
    /// As typed.
    pub rate: String,
    /// As typed.
    pub merchant: String,
    /// The person's own merchants so far.
    pub merchants: Vec<String>,
    /// YYYY-MM-DD.
    pub spent_on: String,
    /// The categories that may be chosen.
    pub categories: Vec<CategoryChoice>,
    /// As typed.
    pub note: String,
    /// Whose expense it may be, for who may record for others; empty where there is nothing to choose.
    pub members: Vec<Choice>,
    /// Whether it is money back.
    pub refund: bool,
    /// Whose money it may have been.
    pub paid_with: Vec<Choice>,
    /// Files that were handed in with it and wait for it.
    pub waiting: Vec<WaitingFile>,
    /// How nothing is written here, such as `0.00`: stands in the empty field.
    pub amount_zero: String,
}

impl FormPage {
    fn as_chips(&self) -> bool {
        self.categories.len() <= MOST_CHIPS
    }
}

/// One thing that happened to an expense.
#[derive(Debug, Clone)]
pub struct HistoryEntry {
    /// When, as the reader writes it.
    pub when: String,
    /// The same for machines.
    pub when_iso: String,
    /// Who did what: "Mira Okafor changed the amount".
    pub what: String,
    /// Why, in their own words.
    pub reason: Option<String>,
}

/// 409: someone saved another version while this one was being edited.
#[derive(Debug, Template)]
#[template(path = "expenses/stale.html")]
pub struct StalePage {
    /// The head.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// Who saved the other version, and when: "Mira Okafor, 3 minutes ago".
    pub other: String,
    /// Field by field.
    pub comparisons: Vec<Comparison>,
    /// Where "Keep mine" posts.
    pub action: String,
    /// My values, without the version.
    pub fields: Vec<Hidden>,
    /// The version as it is now.
    pub version: String,
    /// The expense as it is now.
    pub keep_other: String,
}

/// One field in both versions.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The field's name.
    pub label: String,
    /// What I typed.
    pub mine: String,
    /// What is saved.
    pub other: String,
    /// Whether they differ.
    pub differs: bool,
}

/// 409: this form was saved already, with other content.
#[derive(Debug, Template)]
#[template(path = "expenses/already_saved.html")]
pub struct AlreadySavedPage {
    /// The head.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// What was saved: "84.20 EUR at ÖBB on 12 November".
    pub saved: String,
    /// What was sent now, in the same form.
    pub sent: String,
    /// The saved expense's edit page.
    pub change: String,
    /// Where "Save as a new expense" posts.
    pub action: String,
    /// The values sent, without the token.
    pub fields: Vec<Hidden>,
    /// A new token.
    pub form_token: String,
}
