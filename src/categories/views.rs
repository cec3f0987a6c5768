//! What the pages of categories show. Imports only `web`.

use askama::Template;

use crate::web::frame::{Choice, Faults, Frame, Hidden, Page};
use crate::words::{Phrase, filters};

/// `GET /categories`.
#[derive(Debug, Template)]
#[template(path = "categories/list.html")]
pub struct ListPage {
    /// The head.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// How many there are, and who keeps them.
    pub about: String,
    /// Where to add one; none where the person may not.
    pub add: Option<String>,
    /// Those to choose from, each followed by those below it.
    pub rows: Vec<Row>,
    /// Those not to be chosen any more.
    pub archived: Vec<Row>,
}

/// One category of the list.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its identity.
    pub id: String,
    /// Its name.
    pub name: String,
    /// A class name of the palette.
    pub color: String,
    /// A name that `templates/categories/icon.html` knows.
    pub icon: String,
    /// Where the books put it.
    pub account_code: Option<String>,
    /// Whether it lies below the one above.
    pub below: bool,
    /// "38 expenses", with those of what was merged into it.
    pub count: String,
    /// Those expenses; none where there are none.
    pub expenses: Option<String>,
    /// Where to edit it; none where the person may not.
    pub edit: Option<String>,
    /// Where to move it; none where the person may not.
    pub moves: Option<Moves>,
    /// Where to take it out of the archive.
    pub restore: Option<Act>,
    /// What counts as this one.
    pub merged: Vec<Merged>,
}

/// How a category moves among its siblings.
#[derive(Debug, Clone)]
pub struct Moves {
    /// Where to post.
    pub action: String,
    /// Whether there is one before it.
    pub up: bool,
    /// Whether there is one after it.
    pub down: bool,
}

/// One category that counts as another.
#[derive(Debug, Clone)]
pub struct Merged {
    /// Its name.
    pub name: String,
    /// Where to take it out again; none where the person may not.
    pub undo: Option<Act>,
}

/// A button that posts with the version that is meant.
#[derive(Debug, Clone)]
pub struct Act {
    /// Where to post.
    pub action: String,
    /// What goes along.
    pub fields: Vec<Hidden>,
}

/// `GET /categories/new` and `GET /categories/{category}/edit`, and again after faults.
#[derive(Debug, Template)]
#[template(path = "categories/form.html")]
pub struct FormPage {
    /// The head.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// What the page is.
    pub heading: String,
    /// The verb on the button.
    pub verb: String,
    /// Where to post.
    pub action: String,
    /// The version being edited; none for a new one.
    pub version: Option<String>,
    /// What is wrong.
    pub faults: Faults,
    /// As typed.
    pub name: String,
    /// As typed.
    pub account_code: String,
    /// The palette.
    pub colors: Vec<Choice>,
    /// The icons.
    pub icons: Vec<Choice>,
    /// Where it may lie; empty where it stays at the top.
    pub parents: Vec<Choice>,
    /// What else can be done with it.
    pub more: Option<More>,
}

/// What can be done with a category besides editing it.
#[derive(Debug, Clone)]
pub struct More {
    /// Where merging posts.
    pub merge: String,
    /// The version that is meant.
    pub version: String,
    /// "38 expenses".
    pub count: String,
    /// What it can be merged into; empty where others lie below it.
    pub targets: Vec<Choice>,
    /// Where archiving is asked about; none where it is archived already.
    pub archive: Option<String>,
}

/// `GET /categories/{category}/archive`, and again when what lies below changed meanwhile.
#[derive(Debug, Template)]
#[template(path = "categories/archive.html")]
pub struct ArchivePage {
    /// The head.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// Its name.
    pub name: String,
    /// What goes along.
    pub along: Option<Phrase>,
    /// What becomes of its expenses.
    pub stays: Phrase,
    /// The verb on the button.
    pub verb: Phrase,
    /// The button.
    pub act: Act,
}

/// 409: someone saved another version while this one was being edited.
#[derive(Debug, Template)]
#[template(path = "categories/stale.html")]
pub struct StalePage {
    /// The head.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// Who saved the other version, and when.
    pub other: String,
    /// Field by field: its name, mine, the other.
    pub comparisons: Vec<(String, String, String)>,
    /// Where keeping mine posts.
    pub action: String,
    /// My values, with the version as it is now.
    pub fields: Vec<Hidden>,
}
