//! What the page of the settings shows. Imports only `web`.

use askama::Template;

use crate::web::frame::{Choice, Faults, Frame, Page};
use crate::words::filters;

/// `GET /settings/organization`, and again after faults.
#[derive(Debug, Template)]
#[template(path = "organization/settings.html")]
pub struct SettingsPage {
    /// The head.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// What is wrong.
    pub faults: Faults,
    /// Whether the person may change them.
    pub changes: bool,
    /// The version being edited.
    pub version: String,
    /// As typed.
    pub name: String,
    /// All currencies; none where it can't change any more.
    pub currencies: Vec<Choice>,
    /// The base currency.
    pub currency: String,
    /// All time zones.
    pub timezones: Vec<Choice>,
    /// Ways to write dates and numbers.
    pub locales: Vec<Choice>,
    /// The days of a week.
    pub weekdays: Vec<Choice>,
    /// The days a month may begin on.
    pub days: Vec<Choice>,
    /// The months of a year.
    pub months: Vec<Choice>,
    /// As typed: days until a reminder.
    pub remind_days: String,
    /// As typed: days until admins and owners are asked too.
    pub escalate_days: String,
    /// What is set, for those who only read it: name and value.
    pub facts: Vec<(String, String)>,
}
