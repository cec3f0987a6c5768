//! What the pages of notifications show. Imports only `web`.

use crate::web::frame::{Choice, Frame, Host, Page};
use crate::words::filters;
use askama::Template;

/// `GET /notifications`.
#[derive(Debug, Template)]
#[template(path = "notifications/inbox.html")]
pub struct InboxPage {
    /// The head.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// Whether there is something to be marked as read.
    pub unread: bool,
    /// The newest of this page.
    pub newest: String,
    /// What there is, newest first.
    pub days: Vec<Day>,
    /// Where newer ones are.
    pub newer: Option<String>,
    /// Where older ones are.
    pub older: Option<String>,
}

/// What one was told on one day.
#[derive(Debug, Clone)]
pub struct Day {
    /// The date, for ids.
    pub key: String,
    /// The date as it is read.
    pub name: String,
    /// Newest first.
    pub rows: Vec<Row>,
}

/// One thing that one was told.
#[derive(Debug, Clone)]
pub struct Row {
    /// The code of its kind.
    pub kind: &'static str,
    /// The sentence.
    pub says: String,
    /// What was said, in quotation marks.
    pub words: Option<String>,
    /// The time of the day.
    pub when: String,
    /// The instant.
    pub when_iso: String,
    /// Where the button that opens it posts; none once it is read.
    pub open: Option<String>,
    /// Where it leads; none where that can't be seen any more.
    pub href: Option<String>,
}

/// `GET /settings/notifications`.
#[derive(Debug, Template)]
#[template(path = "notifications/choices.html")]
pub struct ChoicesPage {
    /// The head.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// What there is to choose.
    pub wishes: Vec<Wish>,
}

/// How letters of one kind are wanted.
#[derive(Debug, Clone)]
pub struct Wish {
    /// The field's name.
    pub name: &'static str,
    /// The kind.
    pub label: String,
    /// When they may come.
    pub choices: Vec<Choice>,
}

/// `GET /unsubscribe/{token}`, and what its button answers.
#[derive(Debug, Template)]
#[template(path = "notifications/unsubscribe.html")]
pub struct UnsubscribePage {
    /// The head.
    pub page: Page,
    /// Whose host it is.
    pub host: Host,
    /// What the letters are about.
    pub label: String,
    /// The secret of the link.
    pub token: String,
    /// Whether they come.
    pub on: bool,
}
