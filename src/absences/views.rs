//! What the pages of absences show. Imports only `web`.

use crate::web::frame::{Choice, Faults, Frame, Page};
use crate::words::filters;
use askama::Template;

/// `GET /settings/absence`, and again after faults.
#[derive(Debug, Template)]
#[template(path = "absences/page.html")]
pub struct AbsencesPage {
    /// The head.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// Those that are or will be.
    pub open: Vec<Row>,
    /// Those that were.
    pub over: Vec<Row>,
    /// Whether nobody else decides, so that nobody could stand in.
    pub alone: bool,
    /// The form.
    pub form: Fields,
    /// What is wrong with it.
    pub faults: Faults,
}

/// `GET /settings/absence/ID`, and again after faults.
#[derive(Debug, Template)]
#[template(path = "absences/change.html")]
pub struct ChangePage {
    /// The head.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// Where to post.
    pub href: String,
    /// Who is away.
    pub title: String,
    /// The form.
    pub form: Fields,
    /// What is wrong with it.
    pub faults: Faults,
}

/// The fields of the form.
#[derive(Debug)]
pub struct Fields {
    /// Who may be away, where the person may say it of others.
    pub members: Vec<Choice>,
    /// Who may stand in.
    pub stand_ins: Vec<Choice>,
    /// As typed.
    pub first_day: String,
    /// As typed.
    pub last_day: String,
    /// As typed.
    pub note: String,
    /// The version being edited; empty for a new one.
    pub version: String,
}

/// One absence.
#[derive(Debug)]
pub struct Row {
    /// Its identity.
    pub id: String,
    /// "Tomás Vidal decides for you"
    pub says: String,
    /// What whoever stands in should know.
    pub note: String,
    /// "3 to 10 December 2026"
    pub days: String,
    /// "Now", or when it was ended.
    pub state: String,
    /// Where it can be changed and ended; none where the person may not.
    pub href: Option<String>,
}
