//! The filters of the trail: from the address to a [`Wanted`], and back to an address.

use crate::domain::dates;
use crate::domain::id::MemberId;
use crate::domain::timezone::Timezone;
use crate::identity::trail::{Act, Beside, Filter, Mark, SubjectKind};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Datelike, NaiveDate};
use serde::Deserialize;
use uuid::Uuid;

/// The address's parameters, as they came.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ActivityQuery {
    person: String,
    kind: String,
    act: String,
    from: String,
    to: String,
    after: String,
    before: String,
}

/// Which events are asked for, in the words of the address.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Who did it.
    pub person: Option<MemberId>,
    /// To what kind of thing.
    pub kind: Option<SubjectKind>,
    /// What was done.
    pub act: Option<Act>,
    /// From this day on, of the organization's calendar.
    pub from: Option<NaiveDate>,
    /// Up to and with this day.
    pub to: Option<NaiveDate>,
}

/// One filter of the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Who.
    Person,
    /// What kind of thing.
    Kind,
    /// What was done.
    Act,
    /// The first day.
    From,
    /// The last day.
    To,
}

impl Part {
    /// All of them, in the order of the address.
    pub const ALL: [Self; 5] = [Self::Person, Self::Kind, Self::Act, Self::From, Self::To];

    /// Its name in the address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Kind => "kind",
            Self::Act => "act",
            Self::From => "from",
            Self::To => "to",
        }
    }
}

/// What an address asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Which events.
    pub wanted: Wanted,
    /// Which page of them.
    pub beside: Option<Beside>,
    /// The parameters that could not be read; the rest stands.
    pub unread: Vec<&'static str>,
}

impl ActivityQuery {
    /// What can be read of the address, and what can't.
    pub fn parse(&self) -> Asked {
        let mut unread = Vec::new();
        let wanted = Wanted {
            person: part("person", &self.person, &mut unread, |text| {
                text.parse::<Uuid>().ok().map(MemberId::from)
            }),
            kind: part("kind", &self.kind, &mut unread, SubjectKind::parse),
            act: part("act", &self.act, &mut unread, Act::parse),
            from: part("from", &self.from, &mut unread, day),
            to: part("to", &self.to, &mut unread, day),
        };
        let after = part("after", &self.after, &mut unread, decode).map(Beside::After);
        let before = part("before", &self.before, &mut unread, decode).map(Beside::Before);
        if after.is_some() && before.is_some() {
            unread.push("before");
        }
        Asked { wanted, beside: after.or(before), unread }
    }
}

/// Nothing typed is nothing wanted; what can't be read is noted by its name.
fn part<T>(
    name: &'static str,
    text: &str,
    unread: &mut Vec<&'static str>,
    read: impl FnOnce(&str) -> Option<T>,
) -> Option<T> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let found = read(text);
    if found.is_none() {
        unread.push(name);
    }
    found
}

fn day(text: &str) -> Option<NaiveDate> {
    // chrono's calendar reaches further than PostgreSQL's.
    text.parse::<NaiveDate>().ok().filter(|day| (1..=9998).contains(&day.year()))
}

impl Wanted {
    /// The same as instants of the organization's calendar.
    pub fn filter(&self, timezone: Timezone) -> Filter {
        Filter {
            actor: self.person,
            kind: self.kind,
            act: self.act,
            from: self.from.map(|day| dates::start_of_day(timezone, day)),
            until: self.to.and_then(|day| day.succ_opt()).map(|day| dates::start_of_day(timezone, day)),
        }
    }

    /// The same without one part.
    pub fn without(mut self, part: Part) -> Self {
        match part {
            Part::Person => self.person = None,
            Part::Kind => self.kind = None,
            Part::Act => self.act = None,
            Part::From => self.from = None,
            Part::To => self.to = None,
        }
        self
    }

    /// What a part holds, as the address writes it.
    pub fn value(&self, part: Part) -> Option<String> {
        match part {
            Part::Person => self.person.map(|person| person.to_string()),
            Part::Kind => self.kind.map(|kind| kind.as_str().to_owned()),
            Part::Act => self.act.map(|act| act.as_str().to_owned()),
            Part::From => self.from.map(|day| day.to_string()),
            Part::To => self.to.map(|day| day.to_string()),
        }
    }

    /// The address of a page of these events. Nothing in it needs escaping: ids, codes and days.
    pub fn address(&self, beside: Option<Beside>) -> String {
        let mut parts: Vec<String> = Part::ALL
            .into_iter()
            .filter_map(|part| self.value(part).map(|value| format!("{}={value}", part.name())))
            .collect();
        parts.extend(beside.map(|beside| match beside {
            Beside::After(mark) => format!("after={}", encode(mark)),
            Beside::Before(mark) => format!("before={}", encode(mark)),
        }));
        if parts.is_empty() { "/activity".to_owned() } else { format!("/activity?{}", parts.join("&")) }
    }
}

/// base64url of the instant in microseconds and the id.
fn encode(mark: Mark) -> String {
    URL_SAFE_NO_PAD.encode(format!("{}|{}", mark.at.timestamp_micros(), mark.id))
}

fn decode(text: &str) -> Option<Mark> {
    let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
    let (micros, id) = std::str::from_utf8(&bytes).ok()?.split_once('|')?;
    let at = DateTime::from_timestamp_micros(micros.parse().ok()?)?;
    let mark = Mark { at, id: id.parse().ok()? };
    // One cursor, one text; and only years that PostgreSQL has.
    ((1..=9999).contains(&at.year()) && encode(mark) == text).then_some(mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(address: &str) -> Asked {
        let query = address.split_once('?').map_or("", |(_, query)| query);
        let query: ActivityQuery = serde_html_form::from_str(query).unwrap();
        query.parse()
    }

    proptest! {
        #[test]
        fn every_address_comes_back(
            person in proptest::option::of(any::<u128>()),
            kind in 0..=SubjectKind::ALL.len(),
            act in 0..=Act::ALL.len(),
            from in proptest::option::of(0..60_000i64),
            to in proptest::option::of(0..60_000i64),
            page in proptest::option::of((any::<bool>(), 0..4_000_000_000_000_000i64, any::<u128>())),
        ) {
            let day = |days: i64| NaiveDate::from_ymd_opt(1970, 1, 1).unwrap() + chrono::TimeDelta::days(days);
            let wanted = Wanted {
                person: person.map(Uuid::from_u128).map(MemberId::from),
                kind: SubjectKind::ALL.get(kind).copied(),
                act: Act::ALL.get(act).copied(),
                from: from.map(day),
                to: to.map(day),
            };
            let beside = page.map(|(after, micros, id)| {
                let mark = Mark { at: DateTime::from_timestamp_micros(micros).unwrap(), id: Uuid::from_u128(id) };
                if after { Beside::After(mark) } else { Beside::Before(mark) }
            });
            let asked = read(&wanted.address(beside));
            prop_assert_eq!(asked, Asked { wanted, beside, unread: Vec::new() });
        }

        #[test]
        fn any_text_is_read_or_named_but_never_breaks(text in ".*") {
            let query = ActivityQuery { person: text.clone(), from: text.clone(), after: text, ..ActivityQuery::default() };
            let asked = query.parse();
            prop_assert!(asked.unread.iter().all(|name| ["person", "from", "after"].contains(name)));
        }
    }

    #[test]
    fn what_cannot_be_read_is_named_and_the_rest_stands() {
        let asked = read("/activity?person=nobody&kind=expense&from=2026-13-01&act=expense.juggled");
        assert_eq!(asked.unread, ["person", "act", "from"]);
        assert_eq!(asked.wanted.kind, Some(SubjectKind::Expense));
    }

    #[test]
    fn days_begin_where_the_organization_is() {
        let vienna = Timezone::parse("Europe/Vienna").unwrap();
        let wanted = Wanted { from: day("2026-11-21"), to: day("2026-11-21"), ..Wanted::default() };
        let filter = wanted.filter(vienna);
        assert_eq!(filter.from.unwrap().to_string(), "2026-11-20 23:00:00 UTC");
        assert_eq!(filter.until.unwrap().to_string(), "2026-11-21 23:00:00 UTC");
    }
}
