//! Categories of expenses: a tree of two levels that owners and admins keep. Imports `identity`, `tenancy`, `web`,
//! `error`, `policy`, `schema`, `domain`.

pub mod form;
mod form_pages;
mod handlers;
pub mod icon;
mod merging;
pub mod queries;
mod rules;
pub mod tree;
pub mod views;

pub use tree::{resolve, top, with_merged};

use crate::domain::id::CategoryId;
use crate::error::AppError;
use crate::identity::viewer::Viewer;
use crate::tenancy::TenantConn;
use crate::web::chrome::{NavPlace, everybody};
use crate::web::routes::{Access, On, Route, Verb};
use crate::words::{Language, Phrase};
use actix_web::web::to;
use chrono::{DateTime, Utc};

/// Where categories stand in the navigation.
pub const PLACE: NavPlace =
    NavPlace { label: "categories-title", href: "/categories", icon: Some("categories"), seen_by: everybody };

/// The addresses of categories.
pub fn routes() -> Vec<Route> {
    let route =
        |verb, path, handler| Route { verb, path, on: On::Organization, access: Access::Member, handler };
    vec![
        route(Verb::Get, "/categories", || to(handlers::page)),
        route(Verb::Post, "/categories", || to(handlers::create)),
        route(Verb::Get, "/categories/new", || to(handlers::new_form)),
        route(Verb::Get, "/categories/{category}/edit", || to(handlers::edit_form)),
        route(Verb::Post, "/categories/{category}", || to(handlers::update)),
        route(Verb::Post, "/categories/{category}/move", || to(handlers::shift)),
        route(Verb::Get, "/categories/{category}/archive", || to(merging::ask_to_archive)),
        route(Verb::Post, "/categories/{category}/archive", || to(merging::archive)),
        route(Verb::Post, "/categories/{category}/restore", || to(merging::restore)),
        route(Verb::Post, "/categories/{category}/merge", || to(merging::merge)),
        route(Verb::Post, "/categories/{category}/unmerge", || to(merging::unmerge)),
    ]
}

/// Categories with how many expenses lie in each.
pub type Counted = Vec<(CategoryId, i64)>;

/// How many expenses that a viewer sees lie in each category. Expenses stand above categories, so the composition
/// root says who counts.
#[derive(Clone, Copy)]
pub struct Usage(pub fn(&mut TenantConn<'_>, &Viewer) -> Result<Counted, AppError>);

/// The sixteen colours a category may have; each is a class name of the stylesheet.
pub const PALETTE: [&str; 16] = [
    "red", "orange", "amber", "yellow", "lime", "green", "emerald", "teal", "cyan", "sky", "blue", "indigo",
    "violet", "purple", "pink", "slate",
];

/// What a colour is called; one that the palette doesn't have is shown as it is.
pub fn color(name: &str) -> Phrase {
    if PALETTE.contains(&name) {
        Phrase::new(format!("categories-color-{name}"))
    } else {
        Phrase::verbatim(name)
    }
}

/// One category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Its identity.
    pub id: CategoryId,
    /// Its name.
    pub name: String,
    /// One of [`PALETTE`].
    pub color: String,
    /// Whether it may still be chosen: neither archived nor merged into another.
    pub active: bool,
    /// The name of its icon.
    pub icon: String,
    /// The one it lies below, which lies below none.
    pub parent: Option<CategoryId>,
    /// Where the books put it.
    pub account_code: Option<String>,
    /// Its place among its siblings.
    pub position: i32,
    /// Since when it is not to be chosen any more, UTC.
    pub archived_at: Option<DateTime<Utc>>,
    /// The one it counts as. Show [`resolve`] instead of this category.
    pub merged_into: Option<CategoryId>,
    /// Counts up with every change.
    pub version: i32,
}

#[cfg(test)]
impl Category {
    /// An active category at the top, for tests.
    pub fn example(name: &str) -> Self {
        Self {
            id: CategoryId::new(),
            name: name.to_owned(),
            color: "blue".to_owned(),
            active: true,
            icon: "dots".to_owned(),
            parent: None,
            account_code: None,
            position: 1,
            archived_at: None,
            merged_into: None,
            version: 1,
        }
    }
}

/// A category to be: name, colour, icon, and the name of the one it lies below.
pub type Seed = (&'static str, &'static str, &'static str, Option<&'static str>);

/// What every new organization begins with, by the ids of the names.
pub const DEFAULTS: [Seed; 12] = [
    ("categories-first-travel", "blue", "plane", None),
    ("categories-first-lodging", "indigo", "bed", Some("categories-first-travel")),
    ("categories-first-transport", "sky", "tram", Some("categories-first-travel")),
    ("categories-first-fuel", "slate", "fuel", None),
    ("categories-first-meals", "orange", "meal", None),
    ("categories-first-entertainment", "pink", "glass", None),
    ("categories-first-office", "amber", "pencil", None),
    ("categories-first-software", "violet", "code", None),
    ("categories-first-hardware", "teal", "chip", None),
    ("categories-first-phone", "cyan", "phone", None),
    ("categories-first-training", "emerald", "book", None),
    ("categories-first-other", "lime", "dots", None),
];

/// What every new organization begins with, in the words of its language.
pub fn defaults(language: Language) -> Vec<Seed> {
    let said = |(name, color, icon, parent): Seed| {
        (language.word(name), color, icon, parent.map(|parent| language.word(parent)))
    };
    DEFAULTS.map(said).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn defaults_have_known_colours_and_icons_and_parents_before_them() {
        for (position, (name, color, icon, parent)) in DEFAULTS.iter().enumerate() {
            assert!(Language::knows(name), "{name}");
            assert!(PALETTE.contains(color), "{name}");
            assert!(icon::ICONS.iter().any(|(known, _)| known == icon), "{name}");
            if let Some(parent) = parent {
                assert!(DEFAULTS[..position].iter().any(|(earlier, ..)| earlier == parent), "{name}");
            }
        }
    }

    #[test]
    fn defaults_are_named_apart_in_every_language() {
        for language in Language::ALL {
            let names: BTreeSet<&str> = defaults(language).iter().map(|(name, ..)| *name).collect();
            assert_eq!(names.len(), DEFAULTS.len(), "{language:?}");
        }
        assert_eq!(defaults(Language::German)[1], ("Unterkunft", "indigo", "bed", Some("Reisen")));
    }

    #[test]
    fn every_colour_is_called_something() {
        assert!(PALETTE.iter().all(|name| Language::knows(color(name).id())));
        assert_eq!(Language::English.say(&color("plaid")), "plaid");
    }
}
