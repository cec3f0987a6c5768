//! Which expenses a list is about, and in which order: what an address asks for, read into a [`Filter`] and written
//! back as the one text that means it.
//!
//! Amounts (`min`, `max`, `sort=amount`) are compared in the base currency; expenses without a rate lie in no range
//! then. With a `currency` they are compared in that one.

use super::cursor::{Cursor, Direction, Order, Side, Sort};
use crate::categories::Category;
use crate::domain::currency::Currency;
use crate::domain::dates;
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::format::Format;
use crate::domain::id::{CategoryId, MemberId};
use crate::domain::locale::Locale;
use crate::domain::money::{Amount, Money};
use crate::policy::status::Status;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How many expenses a page has unless the address says otherwise.
pub const PER_PAGE: i64 = 50;
/// How many it has at most.
pub const MOST_PER_PAGE: i64 = 200;
/// The longest text that is looked for, in characters: that of a merchant.
const LONGEST: usize = 200;

/// Which expenses, in which order. The default is the plain list: all that count, the latest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// A part of merchant or note, in any case and with or without accents; never empty.
    pub text: Option<String>,
    /// Where they stand; empty: anywhere but in the trash. The trash stands alone.
    pub statuses: Vec<Status>,
    /// Their categories, with those below them; empty: any.
    pub categories: Vec<CategoryId>,
    /// Those without a category, too.
    pub uncategorized: bool,
    /// Whose they are; empty: anybody's.
    pub members: Vec<MemberId>,
    /// Spent on this day or later.
    pub from: Option<NaiveDate>,
    /// Spent on this day or earlier.
    pub to: Option<NaiveDate>,
    /// At least this much.
    pub min: Option<Money>,
    /// At most this much.
    pub max: Option<Money>,
    /// Paid in this currency.
    pub currency: Option<Currency>,
    /// The order.
    pub order: Order,
}

impl Filter {
    /// The trash, the latest first.
    pub fn trash() -> Self {
        Self { statuses: vec![Status::Trash], ..Self::default() }
    }

    /// Whether it is about the trash.
    pub fn is_trash(&self) -> bool {
        self.statuses == [Status::Trash]
    }

    /// Whether it leaves nothing out (but the trash, or all else) and sorts as usual: then its statements are hot.
    pub fn is_plain(&self) -> bool {
        *self == Self::default() || *self == Self::trash()
    }

    /// Whether it leaves out anything of the list it belongs to.
    pub fn narrows(&self) -> bool {
        let whole = if self.is_trash() { Self::trash() } else { Self::default() };
        Self { order: Order::default(), ..self.clone() } != whole
    }

    /// Whether its bounds leave nothing between them. PostgreSQL would look for it all the same.
    pub fn finds_nothing(&self) -> bool {
        let days = self.from.zip(self.to).is_some_and(|(from, to)| from > to);
        days || self.min.zip(self.max).is_some_and(|(min, max)| min.amount() > max.amount())
    }

    /// The fields of the address that means this filter, in their order.
    pub fn pairs(&self, format: &Format) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        let mut put = |name, value: Option<String>| pairs.extend(value.map(|value| (name, value)));
        put("q", self.text.clone());
        self.statuses.iter().for_each(|status| put("status", Some(status.code().to_owned())));
        self.categories.iter().for_each(|category| put("category", Some(category.to_string())));
        put("category", self.uncategorized.then(|| "none".to_owned()));
        self.members.iter().for_each(|member| put("member", Some(member.to_string())));
        put("from", self.from.map(|date| date.to_string()));
        put("to", self.to.map(|date| date.to_string()));
        put("min", self.min.map(|money| format.editable(&money)));
        put("max", self.max.map(|money| format.editable(&money)));
        put("currency", self.currency.map(|currency| currency.code().to_owned()));
        let Order { sort, direction } = self.order;
        put("sort", (sort != Sort::default()).then(|| sort.as_str().to_owned()));
        put("dir", (direction != sort.natural()).then(|| direction.as_str().to_owned()));
        pairs
    }

    /// [`Self::pairs`] as a query string, without its question mark.
    pub fn query(&self, format: &Format) -> String {
        encode(&self.pairs(format))
    }

    /// `/expenses` with this filter.
    pub fn address(&self, format: &Format) -> String {
        with_query("/expenses", &self.query(format))
    }
}

/// Pairs as a query string.
pub fn encode(pairs: &[(&'static str, String)]) -> String {
    // A list of pairs of text always encodes.
    serde_html_form::to_string(pairs).unwrap_or_default()
}

/// A path with a query string, where there is one.
pub fn with_query(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// What an address is read against.
pub struct Known<'a> {
    /// How the person writes numbers.
    pub locale: &'a Locale,
    /// The organization's currency.
    pub base: Currency,
    /// All categories.
    pub categories: &'a [Category],
    /// The members whose expenses this person may ask for.
    pub members: Vec<MemberId>,
}

/// Where a page begins, and how long it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Beside which row; none: at the beginning.
    pub beside: Option<(Side, Cursor)>,
    /// How many expenses.
    pub per: i64,
}

/// The fields of an address, or of a form, as they came.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Typed(Vec<(String, String)>);

impl Typed {
    /// The fields of a query string (or of a form without files).
    pub fn read(query: &str) -> Self {
        Self(serde_html_form::from_str(query).unwrap_or_default())
    }

    /// All that was given under this name, none of it empty. Several may stand in one, with commas.
    pub fn several(&self, name: &str) -> Vec<&str> {
        let given = self.0.iter().filter(|(other, _)| other == name).flat_map(|(_, value)| value.split(','));
        given.map(str::trim).filter(|value| !value.is_empty()).collect()
    }

    /// What was given under this name, if it was one thing.
    fn one(&self, name: &str) -> Result<Option<&str>, Fault> {
        let mut given = self.0.iter().filter(|(other, value)| other == name && !value.trim().is_empty());
        match (given.next(), given.next()) {
            (Some((_, value)), None) => Ok(Some(value)),
            (None, _) => Ok(None),
            (Some(_), Some(_)) => Err(Fault::FilterTwice),
        }
    }

    /// All of them, in their order.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// What was typed last under this name, for the field again.
    pub fn shown(&self, name: &str) -> &str {
        self.0.iter().rfind(|(other, _)| other == name).map_or("", |(_, value)| value.as_str())
    }

    /// The filter: what can't be read is a fault under its name, and all else holds.
    pub fn filter(&self, known: &Known<'_>, faults: &mut FieldErrors) -> Filter {
        let one = |name: &str, faults: &mut FieldErrors| faults.keep(name, self.one(name)).flatten();
        let text = one("q", faults).and_then(|typed| faults.keep("q", text(typed)).flatten());
        let statuses = faults.keep("status", self.statuses()).unwrap_or_default();
        let (categories, uncategorized) =
            faults.keep("category", self.categories(known.categories)).unwrap_or_default();
        let members = faults.keep("member", self.members(&known.members)).unwrap_or_default();
        let day = |name, faults: &mut FieldErrors| {
            let typed = one(name, faults)?;
            faults.keep(name, dates::day(typed))
        };
        let (from, to) = (day("from", faults), day("to", faults));
        let typed = faults.keep("currency", self.one("currency")).flatten();
        let currency = typed.and_then(|typed| {
            faults.keep(
                "currency",
                Currency::stored(&typed.trim().to_ascii_uppercase()).map_err(|_| Fault::NotOffered),
            )
        });
        let mut bound = |name| {
            let typed = faults.keep(name, self.one(name)).flatten()?;
            faults.keep(name, amount(typed, currency.unwrap_or(known.base), known.locale))
        };
        let (min, max) = (bound("min"), bound("max"));
        if !self.several("tag").is_empty() {
            faults.add("tag", Fault::FilterMissing);
        }
        let order = self.order(faults);
        Filter { text, statuses, categories, uncategorized, members, from, to, min, max, currency, order }
    }

    /// Where the page begins. A fault anywhere (`faults`) leads to the beginning: the list is another one then.
    pub fn place(&self, order: Order, faults: &mut FieldErrors) -> Place {
        let per = faults.keep("per", self.per()).unwrap_or(PER_PAGE);
        let beside = [("after", Side::After), ("before", Side::Before)].map(|(name, side)| {
            let typed = faults.keep(name, self.one(name)).flatten()?;
            let cursor = Cursor::decode(typed, order).ok_or(Fault::PlaceUnknown);
            faults.keep(name, cursor).map(|cursor| (side, cursor))
        });
        let beside = match beside {
            [Some(_), Some(_)] => {
                faults.add("before", Fault::PlaceUnknown);
                None
            }
            [after, before] => after.or(before),
        };
        Place { beside: beside.filter(|_| faults.is_empty()), per }
    }

    fn statuses(&self) -> Result<Vec<Status>, Fault> {
        let mut statuses = Vec::new();
        for word in self.several("status") {
            put_new(&mut statuses, Status::parse(word).ok_or(Fault::NotOffered)?);
        }
        if statuses.len() > 1 && statuses.contains(&Status::Trash) {
            return Err(Fault::FilterTrashAlone);
        }
        Ok(statuses)
    }

    fn categories(&self, known: &[Category]) -> Result<(Vec<CategoryId>, bool), Fault> {
        let (mut categories, mut uncategorized) = (Vec::new(), false);
        for word in self.several("category") {
            if word == "none" {
                uncategorized = true;
                continue;
            }
            let id = word.parse::<Uuid>().map(CategoryId::from).map_err(|_| Fault::NotOffered)?;
            if known.iter().all(|category| category.id != id) {
                return Err(Fault::NotOffered);
            }
            put_new(&mut categories, id);
        }
        Ok((categories, uncategorized))
    }

    fn members(&self, known: &[MemberId]) -> Result<Vec<MemberId>, Fault> {
        let mut members = Vec::new();
        for word in self.several("member") {
            let id = word.parse::<Uuid>().map(MemberId::from).map_err(|_| Fault::NotOffered)?;
            // One who isn't there and one whose expenses are not to be seen are the same here.
            if !known.contains(&id) {
                return Err(Fault::NotOffered);
            }
            put_new(&mut members, id);
        }
        Ok(members)
    }

    /// `-amount` is the descending one, `+amount` the ascending one; `dir` says it apart.
    fn order(&self, faults: &mut FieldErrors) -> Order {
        let word = faults.keep("sort", self.one("sort")).flatten().unwrap_or_default().trim();
        let signs = [('-', Direction::Descending), ('+', Direction::Ascending)];
        let signed = signs.into_iter().find_map(|(sign, way)| Some((word.strip_prefix(sign)?, Some(way))));
        let (bare, signed) = signed.unwrap_or((word, None));
        let parsed = if word.is_empty() { Some(Sort::default()) } else { Sort::parse(bare) };
        let Some(sort) = faults.keep("sort", parsed.ok_or(Fault::NotOffered)) else {
            return Order::default();
        };
        let natural = signed.unwrap_or(sort.natural());
        let direction = match faults.keep("dir", self.one("dir")).flatten() {
            None => Some(natural),
            Some(word) => {
                Direction::parse(word).filter(|direction| signed.is_none() || *direction == natural)
            }
        };
        let direction = faults.keep("dir", direction.ok_or(Fault::NotOffered)).unwrap_or(natural);
        Order { sort, direction }
    }

    fn per(&self) -> Result<i64, Fault> {
        let Some(typed) = self.one("per")? else { return Ok(PER_PAGE) };
        let per = typed.parse().ok().filter(|per| (1..=MOST_PER_PAGE).contains(per));
        per.ok_or(Fault::PageSize { most: MOST_PER_PAGE })
    }
}

fn put_new<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}

/// White space folded; nothing where nothing is left.
fn text(typed: &str) -> Result<Option<String>, Fault> {
    let text = typed.split_whitespace().collect::<Vec<_>>().join(" ").replace('\0', "");
    let length = text.chars().count();
    if length > LONGEST {
        return Err(Fault::TextTooLong { limit: LONGEST, length });
    }
    Ok(Some(text).filter(|text| !text.is_empty()))
}

/// An amount as a bound: zero and, for money back, less than zero are fine.
fn amount(typed: &str, currency: Currency, locale: &Locale) -> Result<Money, Fault> {
    // Some locales write a mark of direction before the minus.
    let typed = typed.trim().trim_start_matches(['\u{061C}', '\u{200E}', '\u{200F}']);
    let positive = typed.strip_prefix(['-', '\u{2212}']);
    match Amount::parse(positive.unwrap_or(typed), currency, locale) {
        Ok(amount) if positive.is_some() => Ok(amount.money().negated()),
        Ok(amount) => Ok(amount.money()),
        Err(Fault::AmountZero) => Ok(Money::zero(currency)),
        Err(fault) => Err(fault),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn known<'a>(locale: &'a Locale, categories: &'a [Category], members: &[MemberId]) -> Known<'a> {
        Known { locale, base: Currency::parse("EUR").unwrap(), categories, members: members.to_vec() }
    }

    fn read(query: &str, locale: &str) -> (Filter, FieldErrors) {
        let mut faults = FieldErrors::default();
        let locale = Locale::parse(locale).unwrap();
        (Typed::read(query).filter(&known(&locale, &[], &[]), &mut faults), faults)
    }

    #[test]
    fn an_empty_address_is_the_plain_list() {
        let (filter, faults) = read("q=+&status=&from=&min=&sort=&dir=&utm_source=x", "en");
        assert!(filter.is_plain() && !filter.narrows() && faults.is_empty());
        assert!(read("status=trash", "en").0.is_plain(), "the trash is a list of its own");
        assert!(!read("sort=amount", "en").0.is_plain() && !read("sort=amount", "en").0.narrows());
    }

    #[test]
    fn bounds_that_cross_find_nothing() {
        assert!(read("from=2026-11-02&to=2026-11-01", "en").0.finds_nothing());
        assert!(read("min=2&max=1.99", "en").0.finds_nothing());
        assert!(!read("min=2&max=2&from=2026-11-02&to=2026-11-02", "en").0.finds_nothing());
    }

    proptest! {
        #[test]
        fn what_is_written_back_means_the_same(
            text in "[^\\s\0]{0,20}",
            minor in -9_999_999..9_999_999i64,
            (currency, locale) in (
                prop_oneof![Just("EUR"), Just("JPY"), Just("BHD"), Just("USD")],
                prop_oneof![Just("en"), Just("de-AT"), Just("de-CH"), Just("fr"), Just("hi-IN"), Just("ar-EG")],
            ),
            (sort, ascending) in (0..4usize, any::<bool>()),
            statuses in proptest::sample::subsequence(&Status::ALL[..6], 0..6),
            days in 0..20_000i64,
            uncategorized in any::<bool>(),
        ) {
            let currency = Currency::parse(currency).unwrap();
            let amount = rust_decimal::Decimal::new(minor, currency.exponent());
            let day = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap() + chrono::TimeDelta::days(days);
            let members = [MemberId::new()];
            let filter = Filter {
                text: Some(text).filter(|text| !text.is_empty()),
                statuses,
                uncategorized,
                members: members.to_vec(),
                from: Some(day),
                min: Money::new(amount, currency).ok(),
                currency: Some(currency),
                order: Order {
                    sort: Sort::ALL[sort],
                    direction: if ascending { Direction::Ascending } else { Direction::Descending },
                },
                ..Filter::default()
            };
            let locale = Locale::parse(locale).unwrap();
            let mut faults = FieldErrors::default();
            let typed = Typed::read(&filter.query(&Format::of(&locale)));
            let again = typed.filter(&known(&locale, &[], &members), &mut faults);
            prop_assert!(faults.is_empty(), "{:?}", faults);
            prop_assert_eq!(again, filter);
        }

        #[test]
        fn no_address_breaks_the_reading(query in "\\PC*") {
            let _ = read(&query, "en");
        }
    }
}
