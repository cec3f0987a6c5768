//! What the pages of rules show. Imports only `web`.

use crate::web::frame::{Choice, Faults, Frame, Page};
use crate::words::filters;
use askama::Template;

/// `GET /settings/rules`.
#[derive(Debug, Template)]
#[template(path = "rules/list.html")]
pub struct ListPage {
    /// The head.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// What they are.
    pub about: &'static str,
    /// Where to add one; none where the person may not.
    pub add: Option<String>,
    /// The rules in order.
    pub rows: Vec<Row>,
}

/// One rule.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its identity.
    pub id: String,
    /// What it says.
    pub says: String,
    /// Whether it is in use.
    pub active: bool,
    /// Whether its limit is in a currency that nothing is counted in.
    pub idle: bool,
    /// What can be done with it; none where the person may not.
    pub acts: Option<Acts>,
}

/// What can be done with a rule.
#[derive(Debug, Clone)]
pub struct Acts {
    /// Below which its addresses are.
    pub here: String,
    /// The version that is meant.
    pub version: String,
    /// Whether there is one before it.
    pub up: bool,
    /// Whether there is one after it.
    pub down: bool,
}

/// `GET /settings/rules/new` and `GET /settings/rules/{rule}/edit`, and again after faults.
#[derive(Debug, Template)]
#[template(path = "rules/form.html")]
pub struct FormPage {
    /// The head.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// What the page is.
    pub heading: &'static str,
    /// The verb on the button.
    pub verb: &'static str,
    /// Where to post.
    pub action: String,
    /// The version being edited; none for a new one.
    pub version: Option<String>,
    /// The rule being edited; none for a new one.
    pub rule: Option<String>,
    /// That somebody saved another version meanwhile.
    pub met: Option<String>,
    /// What it would have done, where that was asked for.
    pub tried: Option<Tried>,
    /// What is wrong.
    pub faults: Faults,
    /// The categories.
    pub categories: Vec<Choice>,
    /// Roles and members.
    pub who: Vec<Choice>,
    /// Ways to pay.
    pub paid_with: Vec<Choice>,
    /// What it looks for.
    pub when: Vec<Choice>,
    /// The base currency.
    pub currency: String,
    /// As typed.
    pub limit: String,
    /// The times of a limit.
    pub spans: Vec<Choice>,
    /// As typed.
    pub missing_over: String,
    /// As typed.
    pub days: String,
    /// As typed.
    pub currencies: String,
    /// As typed.
    pub merchant: String,
    /// What follows.
    pub effects: Vec<Choice>,
    /// Whether a written reason is enough too.
    pub exception: bool,
}

/// What a change of the rules would have done.
#[derive(Debug, Clone)]
pub struct Tried {
    /// Which expenses were looked at.
    pub about: String,
    /// How many went which way.
    pub lines: Vec<TriedLine>,
    /// What would go another way, the latest; only the first of them.
    pub rows: Vec<TriedRow>,
    /// Where all of them are, and how many.
    pub all: Option<(String, String)>,
}

/// How many expenses met one consequence.
#[derive(Debug, Clone)]
pub struct TriedLine {
    /// The consequence's word in test hooks.
    pub code: &'static str,
    /// The consequence.
    pub label: String,
    /// With today's rules.
    pub now: String,
    /// With the change.
    pub then: String,
    /// What that is more and fewer, or that it is the same.
    pub difference: String,
    /// Whether anything differs.
    pub differs: bool,
}

/// An expense that would go another way.
#[derive(Debug, Clone)]
pub struct TriedRow {
    /// Its page.
    pub href: String,
    /// Where the money went.
    pub merchant: String,
    /// The date spent.
    pub date: String,
    /// The same for programs.
    pub date_iso: String,
    /// Whose it is.
    pub member: String,
    /// How much.
    pub amount: String,
    /// What today's rules do.
    pub now: String,
    /// What the others would do.
    pub then: String,
}

/// What an expense breaks, in words.
#[derive(Debug, Clone)]
pub struct Broken {
    /// What the rule says.
    pub says: String,
    /// What was found, where the rule does not say it.
    pub fact: Option<String>,
    /// The page and the merchant of what is likely the same; none where the person may not see it.
    pub twin: Option<(String, String)>,
    /// Whether it keeps the expense from being submitted.
    pub stops: bool,
    /// Why it was let through all the same.
    pub excepted: Option<String>,
}
