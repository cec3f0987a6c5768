//! Cursors: where a page of the list begins or ends, as text for an address.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

/// The longest cursor that is looked at, in bytes: that of a merchant of 200 characters of four bytes fits.
const LONGEST: usize = 1_400;

/// What the list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The date spent.
    #[default]
    SpentOn,
    /// The amount: in the base currency, or in the one that the list is narrowed to.
    Amount,
    /// The merchant, whatever its case and accents.
    Merchant,
    /// When it was recorded.
    Created,
}

impl Sort {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::SpentOn, Self::Amount, Self::Merchant, Self::Created];

    /// The word in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SpentOn => "spent_on",
            Self::Amount => "amount",
            Self::Merchant => "merchant",
            Self::Created => "created",
        }
    }

    /// Reads the word of an address.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == word)
    }

    /// The direction that is meant where none is given: the latest, the largest, A to Z.
    pub fn natural(self) -> Direction {
        match self {
            Self::SpentOn | Self::Amount | Self::Created => Direction::Descending,
            Self::Merchant => Direction::Ascending,
        }
    }
}

/// Which end comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// The earliest, the smallest, A.
    Ascending,
    /// The latest, the largest, Z.
    #[default]
    Descending,
}

impl Direction {
    /// The word in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ascending => "asc",
            Self::Descending => "desc",
        }
    }

    /// Reads the word of an address.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Ascending, Self::Descending].into_iter().find(|direction| direction.as_str() == word)
    }

    /// The other one.
    pub fn reversed(self) -> Self {
        match self {
            Self::Ascending => Self::Descending,
            Self::Descending => Self::Ascending,
        }
    }
}

/// How a list is sorted; rows with the same key by their ids, in the same direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Order {
    /// By what.
    pub sort: Sort,
    /// Which way.
    pub direction: Direction,
}

/// Which side of a row a page lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Further down the list.
    After,
    /// Further up.
    Before,
}

/// What a row is sorted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// The date spent.
    SpentOn(NaiveDate),
    /// The amount.
    Amount(Decimal),
    /// The merchant, as it is written.
    Merchant(String),
    /// When it was recorded.
    Created(DateTime<Utc>),
}

impl Key {
    fn sort(&self) -> Sort {
        match self {
            Self::SpentOn(_) => Sort::SpentOn,
            Self::Amount(_) => Sort::Amount,
            Self::Merchant(_) => Sort::Merchant,
            Self::Created(_) => Sort::Created,
        }
    }

    fn encode(&self) -> String {
        match self {
            Self::SpentOn(date) => date.to_string(),
            Self::Amount(amount) => amount.normalize().to_string(),
            Self::Merchant(merchant) => merchant.clone(),
            Self::Created(instant) => instant.timestamp_micros().to_string(),
        }
    }

    fn decode(text: &str, sort: Sort) -> Option<Self> {
        // chrono's calendar reaches further than PostgreSQL's.
        let known = |date: NaiveDate| (1..=9999).contains(&date.year());
        Some(match sort {
            Sort::SpentOn => Self::SpentOn(text.parse().ok().filter(|date| known(*date))?),
            Sort::Amount => Self::Amount(text.parse().ok()?),
            // PostgreSQL takes no NUL in a text.
            Sort::Merchant => (!text.contains('\0')).then(|| Self::Merchant(text.to_owned()))?,
            Sort::Created => {
                let instant = DateTime::from_timestamp_micros(text.parse().ok()?)?;
                known(instant.date_naive()).then_some(Self::Created(instant))?
            }
        })
    }
}

/// The last (or first) row of a page: the next page begins beside it, whatever was added or removed meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// Which way the list was sorted.
    pub direction: Direction,
    /// What the row is sorted by.
    pub key: Key,
    /// The row's id.
    pub id: Uuid,
}

impl Cursor {
    /// base64url of sort, direction, key and id.
    pub fn encode(&self) -> String {
        let (sort, direction) = (self.key.sort().as_str(), self.direction.as_str());
        URL_SAFE_NO_PAD.encode(format!("{sort}|{direction}|{}|{}", self.key.encode(), self.id))
    }

    /// Reads a cursor of a list in this order; none for anything else.
    pub fn decode(text: &str, order: Order) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let plain = std::str::from_utf8(&bytes).ok()?;
        let (sort, rest) = plain.split_once('|')?;
        let (direction, rest) = rest.split_once('|')?;
        // A merchant may have bars in it.
        let (key, id) = rest.rsplit_once('|')?;
        if sort != order.sort.as_str() || direction != order.direction.as_str() {
            return None;
        }
        let key = Key::decode(key, order.sort)?;
        let cursor = Self { direction: order.direction, key, id: id.parse().ok()? };
        // One cursor, one text: what does not come back the same was not made here.
        (cursor.encode() == text).then_some(cursor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn order(sort: Sort) -> Order {
        Order { sort, direction: sort.natural() }
    }

    fn keys() -> impl Strategy<Value = Key> {
        prop_oneof![
            (0..60_000i64).prop_map(|days| Key::SpentOn(
                NaiveDate::from_ymd_opt(1970, 1, 1).unwrap() + chrono::TimeDelta::days(days)
            )),
            (any::<i64>(), 0..=4u32).prop_map(|(number, scale)| Key::Amount(Decimal::new(number, scale))),
            "[^\0]{0,40}".prop_map(Key::Merchant),
            (0..4_000_000_000_000_000i64)
                .prop_map(|micros| Key::Created(DateTime::from_timestamp_micros(micros).unwrap())),
        ]
    }

    proptest! {
        #[test]
        fn every_cursor_comes_back(key in keys(), descending in any::<bool>(), id in any::<u128>()) {
            let direction = if descending { Direction::Descending } else { Direction::Ascending };
            let order = Order { sort: key.sort(), direction };
            let cursor = Cursor { direction, key, id: Uuid::from_u128(id) };
            let found = Cursor::decode(&cursor.encode(), order);
            prop_assert_eq!(found.as_ref(), Some(&cursor));
            let other = Order { direction: direction.reversed(), ..order };
            prop_assert_eq!(Cursor::decode(&cursor.encode(), other), None);
        }

        #[test]
        fn any_text_is_refused_or_read_but_never_breaks(text in ".*", plain in "(spent_on|amount|created)\\|desc\\|.*") {
            for text in [text, URL_SAFE_NO_PAD.encode(plain)] {
                for sort in Sort::ALL {
                    if let Some(cursor) = Cursor::decode(&text, order(sort)) {
                        prop_assert_eq!(cursor.encode(), text.clone());
                    }
                }
            }
        }
    }

    #[test]
    fn a_cursor_of_another_sort_is_refused() {
        let text = URL_SAFE_NO_PAD.encode("amount|desc|12.5|00000000-0000-0000-0000-000000000000");
        assert_eq!(Cursor::decode(&text, order(Sort::SpentOn)), None);
        assert!(Cursor::decode(&text, order(Sort::Amount)).is_some());
    }
}
