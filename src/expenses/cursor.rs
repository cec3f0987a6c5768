//! Cursors: where a page of the list begins or ends, as text for an address.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{Datelike, NaiveDate};
use uuid::Uuid;

/// What the list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// The date spent, newest first; then the id, newest first.
    SpentOn,
}

impl Sort {
    /// The word in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SpentOn => "spent_on",
        }
    }

    /// Reads the word of an address; nothing is the default.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "" | "spent_on" => Some(Self::SpentOn),
            _ => None,
        }
    }
}

/// Which side of a row a page lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Older rows.
    After,
    /// Newer rows.
    Before,
}

/// The last (or first) row of a page: the next page begins beside it, whatever was added or removed meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// What the list was sorted by.
    pub sort: Sort,
    /// The row's date.
    pub spent_on: NaiveDate,
    /// The row's id.
    pub id: Uuid,
}

impl Cursor {
    /// base64url of sort, direction, key and id.
    pub fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode(format!("{}|desc|{}|{}", self.sort.as_str(), self.spent_on, self.id))
    }

    /// Reads a cursor of a list sorted by `sort`; none for anything else.
    pub fn decode(text: &str, sort: Sort) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let plain = std::str::from_utf8(&bytes).ok()?;
        let mut parts = plain.split('|');
        let (word, direction, key, id) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        if word != sort.as_str() || direction != "desc" || parts.next().is_some() {
            return None;
        }
        let spent_on: NaiveDate = key.parse().ok()?;
        // chrono's calendar reaches further than PostgreSQL's.
        if !(1..=9999).contains(&spent_on.year()) {
            return None;
        }
        let cursor = Self { sort, spent_on, id: id.parse().ok()? };
        // One cursor, one text: what does not come back the same was not made here.
        (cursor.encode() == text).then_some(cursor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_cursor_comes_back(days in 0..60_000i64, id in any::<u128>()) {
            let spent_on = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap() + chrono::TimeDelta::days(days);
            let cursor = Cursor { sort: Sort::SpentOn, spent_on, id: Uuid::from_u128(id) };
            prop_assert_eq!(Cursor::decode(&cursor.encode(), Sort::SpentOn), Some(cursor));
        }

        #[test]
        fn any_text_is_refused_or_read_but_never_breaks(text in ".*") {
            if let Some(cursor) = Cursor::decode(&text, Sort::SpentOn) {
                prop_assert_eq!(cursor.encode(), text);
            }
        }
    }

    #[test]
    fn a_cursor_of_another_sort_is_refused() {
        let text = URL_SAFE_NO_PAD.encode("amount|desc|2026-01-01|00000000-0000-0000-0000-000000000000");
        assert_eq!(Cursor::decode(&text, Sort::SpentOn), None);
    }
}
