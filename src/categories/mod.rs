//! Categories of expenses. Imports `tenancy`, `error`, `schema`, `domain`.

pub mod queries;

use crate::domain::id::CategoryId;

/// The sixteen colours a category may have; each is a class name of the stylesheet.
pub const PALETTE: [&str; 16] = [
    "red", "orange", "amber", "yellow", "lime", "green", "emerald", "teal", "cyan", "sky", "blue", "indigo",
    "violet", "purple", "pink", "slate",
];

/// One category as others see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Its identity.
    pub id: CategoryId,
    /// Its name.
    pub name: String,
    /// One of [`PALETTE`].
    pub color: String,
    /// Whether it may still be chosen.
    pub active: bool,
}

/// A category to be: name, colour, icon, and the name of the one it lies below.
pub type Seed = (&'static str, &'static str, &'static str, Option<&'static str>);

/// What every new organization begins with.
pub const DEFAULTS: [Seed; 12] = [
    ("Travel", "blue", "plane", None),
    ("Lodging", "indigo", "bed", Some("Travel")),
    ("Local transport", "sky", "tram", Some("Travel")),
    ("Fuel & parking", "slate", "fuel", None),
    ("Meals", "orange", "meal", None),
    ("Client entertainment", "pink", "glass", None),
    ("Office supplies", "amber", "pencil", None),
    ("Software", "violet", "code", None),
    ("Hardware", "teal", "chip", None),
    ("Phone & internet", "cyan", "phone", None),
    ("Training & events", "emerald", "book", None),
    ("Other", "lime", "dots", None),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_have_known_colours_and_parents_before_them() {
        for (position, (name, color, _, parent)) in DEFAULTS.iter().enumerate() {
            assert!(PALETTE.contains(color), "{name}");
            if let Some(parent) = parent {
                assert!(DEFAULTS[..position].iter().any(|(earlier, ..)| earlier == parent), "{name}");
            }
        }
    }
}
