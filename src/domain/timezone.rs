//! Time zones by their names in the IANA time zone database.

use std::sync::LazyLock;

use chrono_tz::{TZ_VARIANTS, Tz};
use diesel::{deserialize::FromSqlRow, expression::AsExpression, sql_types::Text};

use super::{
    fault::{Fault, excerpt},
    text_column,
};

/// The areas that hold a place people live in; the other names of the database are links kept for old systems.
const AREAS: &[&str] = &[
    "Africa/",
    "America/",
    "Antarctica/",
    "Arctic/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
];

/// A time zone: what "today" means to an organization. UTC by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Timezone(Tz);

impl Timezone {
    /// The zone of a name as the database writes it, `Europe/Vienna`; older names (`Asia/Calcutta`) are taken too,
    /// because browsers still report them.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        typed.trim().parse().map(Self).map_err(|_| Fault::TimezoneUnknown { typed: excerpt(typed) })
    }

    fn stored(name: String) -> Result<Self, Fault> {
        Self::parse(&name)
    }

    /// Its IANA name.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    fn as_str(&self) -> &'static str {
        self.name()
    }

    /// The zone as chrono computes with it.
    pub fn tz(self) -> Tz {
        self.0
    }

    /// The names to choose from, sorted: `Area/Place` and `UTC`.
    pub fn all() -> &'static [&'static str] {
        static ALL: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
            let place = |name: &str| name == "UTC" || AREAS.iter().any(|area| name.starts_with(area));
            let mut names: Vec<_> =
                TZ_VARIANTS.iter().map(|tz| tz.name()).filter(|name| place(name)).collect();
            names.sort_unstable();
            names
        });
        &ALL
    }
}

impl Default for Timezone {
    fn default() -> Self {
        Self(Tz::UTC)
    }
}

text_column!(Timezone, Timezone::stored);

impl<'de> serde::Deserialize<'de> for Timezone {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_iana_database() {
        assert_eq!(Timezone::parse(" Europe/Vienna ").map(Timezone::name), Ok("Europe/Vienna"));
        assert!(Timezone::parse("Asia/Calcutta").is_ok());
        assert_eq!(Timezone::parse("Mars/Base"), Err(Fault::TimezoneUnknown { typed: "Mars/Base".into() }));
        assert!(Timezone::parse("").is_err());
        assert_eq!(Timezone::default().name(), "UTC");
    }

    #[test]
    fn every_name_on_offer_can_be_parsed() {
        let all = Timezone::all();
        assert!(all.is_sorted() && all.contains(&"UTC") && all.contains(&"America/New_York"));
        assert!(!all.iter().any(|name| name.starts_with("Etc/") || name.starts_with("US/")));
        assert!(all.iter().all(|name| Timezone::parse(name).is_ok()));
    }
}
