//! What the page of the trail shows. Imports only `web`.

use askama::Template;

use crate::web::frame::{Choice, Frame, Page};
use crate::words::filters;

/// `GET /activity`.
#[derive(Debug, Template)]
#[template(path = "activity/page.html")]
pub struct ActivityPage {
    /// The head.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// The filters that are set, each with the address without it.
    pub chips: Vec<Chip>,
    /// All members.
    pub people: Vec<Choice>,
    /// All kinds of things.
    pub kinds: Vec<Choice>,
    /// All acts.
    pub acts: Vec<Choice>,
    /// YYYY-MM-DD, or nothing.
    pub from: String,
    /// YYYY-MM-DD, or nothing.
    pub to: String,
    /// What happened, newest first, by day.
    pub days: Vec<Day>,
    /// The address of newer events.
    pub newer: Option<String>,
    /// The address of older events.
    pub older: Option<String>,
}

/// One filter that is set.
#[derive(Debug, Clone)]
pub struct Chip {
    /// What it says: "By Mira Okafor".
    pub label: String,
    /// The address without it.
    pub remove: String,
}

/// What happened on one day.
#[derive(Debug, Clone)]
pub struct Day {
    /// YYYY-MM-DD.
    pub key: String,
    /// As the reader writes it.
    pub name: String,
    /// Newest first.
    pub entries: Vec<Line>,
}

/// One thing that happened.
#[derive(Debug, Clone)]
pub struct Line {
    /// The code, for tests and scripts.
    pub act: String,
    /// Who did what.
    pub sentence: Sentence,
    /// When, as the reader writes it.
    pub when: String,
    /// The same for machines.
    pub when_iso: String,
}

/// What somebody did, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentence {
    /// The words one after the other.
    pub parts: Vec<Part>,
    /// What changed, field by field.
    pub details: Vec<Detail>,
}

/// Some words of a sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// The words.
    pub text: String,
    /// Whether they are the name of whoever did it.
    pub is_who: bool,
    /// Where the thing is that they name.
    pub href: Option<String>,
}

impl Part {
    /// Words that are nothing but words.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// One field that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// Its name.
    pub label: String,
    /// As it was.
    pub before: Option<String>,
    /// As it is.
    pub after: Option<String>,
}
