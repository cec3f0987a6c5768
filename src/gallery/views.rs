//! What the gallery shows: the view structs of the pages themselves, filled with samples.

use crate::activity::views::Line;
use crate::categories::icon::ICONS;
use crate::categories::views::Row;
use crate::expenses::list_views::{BulkBar, Chip, FilterForm};
use crate::expenses::views::{CategoryTag, ExpenseRow, MemberTag, StatusTag, Totals};
use crate::home::views::Bar;
use crate::web::error_views::{Again, Way, Words};
use crate::web::frame::{Choice, Faults, Frame, Page};
use crate::words::filters;
use askama::Template;

/// The icons that `templates/shared/icon.html` draws.
const SHARED: [&str; 14] = [
    "home",
    "expenses",
    "members",
    "settings",
    "plus",
    "close",
    "trash",
    "check",
    "alert",
    "more",
    "leave",
    "categories",
    "up",
    "down",
];

/// `GET /dev/components`.
#[derive(Debug, Template)]
#[template(path = "gallery/components.html")]
pub struct GalleryPage<'a> {
    /// The head.
    pub page: Page,
    /// The frame, which is a component as well.
    pub frame: Frame,
    /// A page for each flash: the macro reads it off there.
    pub flashes: Vec<Page>,
    /// Rows of every kind.
    pub rows: Vec<ExpenseRow<'a>>,
    /// The 16 colours.
    pub tags: &'a [CategoryTag],
    /// Some members.
    pub people: &'a [MemberTag],
    /// Every status.
    pub statuses: Vec<StatusTag>,
    /// What is wrong with the fields that end in `_wrong`.
    pub faults: Faults,
    /// Something to choose from.
    pub choices: Vec<Choice>,
    /// The filters, opened.
    pub filters: FilterForm,
    /// The filters that hold.
    pub chips: Vec<Chip>,
    /// What can be done with many.
    pub bulk: BulkBar,
    /// A chart.
    pub bars: Vec<Bar>,
    /// Categories in their list.
    pub tree: Vec<Row>,
    /// What happened.
    pub lines: Vec<Line>,
    /// A form to be sent again.
    pub again: Option<Again>,
    /// Ways on.
    pub ways: Vec<Way>,
    /// A problem.
    pub words: Words,
    /// Its number.
    pub request_id: Option<String>,
    /// The line that is always in sight.
    pub totals: Totals,
}

impl GalleryPage<'_> {
    fn shared_icons(&self) -> [&'static str; 14] {
        SHARED
    }

    fn category_icons(&self) -> [(&'static str, &'static str); 24] {
        ICONS
    }
}
