//! The book that a year is written into: it keeps what cannot be out of it.

use super::calendar;
use super::dice::Dice;
use super::people::{PEOPLE, Who};
use super::planned::Planned;
use super::planted;
use crate::policy::role::Power;
use crate::rules::likeness;
use chrono::{Datelike, NaiveDate, NaiveTime};
use rust_decimal::Decimal;
use std::collections::HashMap;

/// Expenses of one person at one merchant with one amount that lie so close together look like one entered twice.
const ALIKE_WITHIN: i64 = 3;

/// The category of meals.
const MEALS: &str = "Meals";
/// Why somebody eats more than once on the organization.
const REASONS: [&str; 4] = [
    "Long day on site, lunch and dinner",
    "Build-up day with the crew",
    "After the programming session",
    "Between two site visits",
];

/// What is to be written down.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Whose it is.
    pub who: Who,
    /// When it was spent.
    pub day: NaiveDate,
    /// The name of its category.
    pub category: &'static str,
    /// Where the money went.
    pub merchant: &'static str,
    /// What for.
    pub note: String,
    /// How much.
    pub cents: i64,
    /// Of what.
    pub currency: &'static str,
}

/// A year being written.
pub struct Book {
    /// Its first day.
    pub start: NaiveDate,
    /// Its last day.
    pub today: NaiveDate,
    /// The chance in it.
    pub dice: Dice,
    rows: Vec<Planned>,
    away: Vec<(Who, NaiveDate, NaiveDate)>,
    seen: HashMap<(Who, i64), Vec<(NaiveDate, &'static str)>>,
}

impl Book {
    /// An empty book of the year that ends `today`.
    pub fn new(today: NaiveDate, seed: u64) -> Self {
        Self {
            start: calendar::first_day(today),
            today,
            dice: Dice::new(seed),
            rows: Vec::new(),
            away: Vec::new(),
            seen: HashMap::new(),
        }
    }

    /// Writes an entry, unless it lies outside the year, its person has left, or it looks like one entered twice.
    pub fn add(&mut self, entry: Entry) -> bool {
        let as_much = self.seen.get(&(entry.who, entry.cents)).into_iter().flatten();
        let mut near = as_much.filter(|(day, _)| (*day - entry.day).num_days().abs() <= ALIKE_WITHIN);
        if near.any(|(_, merchant)| likeness::similar(merchant, entry.merchant)) {
            return false;
        }
        self.add_anyway(entry)
    }

    /// [`Self::add`] for what shall look like one entered twice.
    pub fn add_anyway(&mut self, entry: Entry) -> bool {
        if !(self.start..=self.today).contains(&entry.day) || !is_active(entry.who, entry.day, self.today) {
            return false;
        }
        self.seen.entry((entry.who, entry.cents)).or_default().push((entry.day, entry.merchant));
        let delay = if self.dice.percent(60) { 0 } else { self.dice.between(1, 4) };
        let last = last_day(entry.who, self.today);
        let entered = calendar::later(entry.day, delay).min(last).max(entry.day);
        let (hour, minute) = (self.dice.between(9, 19), self.dice.between(0, 59));
        let time = NaiveTime::from_hms_opt(hour.unsigned_abs() as u32, minute.unsigned_abs() as u32, 0);
        self.rows.push(Planned {
            who: entry.who,
            spent_on: entry.day,
            entered: entered.and_time(time.unwrap_or_default()),
            category: entry.category,
            merchant: entry.merchant,
            note: entry.note,
            cents: entry.cents,
            currency: entry.currency,
            rated: true,
        });
        true
    }

    /// Notes that somebody is on a trip, unless they have something else to do in those days.
    pub fn leave(&mut self, who: Who, from: NaiveDate, to: NaiveDate) -> bool {
        let at_home = |row: &Planned| {
            row.who == who
                && (from..=to).contains(&row.spent_on)
                && !matches!(row.category, "Software" | "Phone & internet" | "Travel")
        };
        if self.rows.iter().any(at_home)
            || self.away.iter().any(|away| away.0 == who && away.1 <= to && from <= away.2)
        {
            return false;
        }
        self.away.push((who, from, to));
        true
    }

    /// Whether somebody is on a trip.
    pub fn is_away(&self, who: Who, day: NaiveDate) -> bool {
        self.away.iter().any(|away| away.0 == who && (away.1..=away.2).contains(&day))
    }

    /// What has been written so far.
    pub fn rows(&self) -> &[Planned] {
        &self.rows
    }

    /// The finished year in the order it was entered. The newest foreign expenses still wait for their rates.
    pub fn close(self) -> Vec<Planned> {
        const WAITING: usize = 3;
        let mut rows = self.rows;
        rows.sort_by_key(|row| (row.entered, row.spent_on));
        explain(&mut rows);
        for row in rows.iter_mut().rev().filter(|row| row.is_foreign()).take(WAITING) {
            row.rated = false;
        }
        if let Some(row) = rows.iter_mut().rev().find(|row| row.is_foreign() && row.who == Who::Mira) {
            row.rated = false;
        }
        rows
    }
}

/// Writes down what the meals of a dear day were for; one is left to be explained.
fn explain(rows: &mut [Planned]) {
    const DEAR: Decimal = Decimal::from_parts(60, 0, 0, false, 0);
    let mut spent: HashMap<(Who, NaiveDate), Decimal> = HashMap::new();
    for row in rows.iter().filter(|row| row.category == MEALS) {
        *spent.entry((row.who, row.spent_on)).or_default() += in_euros(row);
    }
    let dear = |row: &Planned| spent.get(&(row.who, row.spent_on)).is_some_and(|sum| *sum > DEAR);
    for row in rows.iter_mut().filter(|row| row.category == MEALS && row.note.is_empty()) {
        if dear(row) && row.merchant != planted::OVER_LIMIT {
            let at = row.spent_on.ordinal() as usize % REASONS.len();
            REASONS[at].clone_into(&mut row.note);
        }
    }
}

fn in_euros(row: &Planned) -> Decimal {
    let rate = if row.is_foreign() { calendar::rate(row.currency, row.spent_on) } else { Decimal::ONE };
    Decimal::new(row.cents, 2) * rate
}

/// The last day that somebody works here.
pub fn last_day(who: Who, today: NaiveDate) -> NaiveDate {
    if who == Who::Felix { left_on(today) } else { today }
}

/// The last 13 March before today: Felix Huber's last day.
pub fn left_on(today: NaiveDate) -> NaiveDate {
    let of = |year| NaiveDate::from_ymd_opt(year, 3, 13).unwrap_or(today);
    let this_year = of(today.year());
    if this_year < today { this_year } else { of(today.year() - 1) }
}

/// Whether somebody records expenses on a day.
pub fn is_active(who: Who, day: NaiveDate, today: NaiveDate) -> bool {
    day <= last_day(who, today)
        && PEOPLE.iter().any(|person| person.who == who && person.role.may(Power::Record))
}
