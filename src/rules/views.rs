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
    /// That somebody saved another version meanwhile.
    pub met: Option<String>,
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
