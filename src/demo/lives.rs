//! What became of each expense of the year: who decided when, and what was paid back.

use super::calendar;
use super::dice::Dice;
use super::people::Who;
use super::planned::Planned;
use super::planted;
use crate::policy::status::PaidWith;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

/// So many are still being written.
const DRAFTS: usize = 12;
/// So many wait for a decision.
const SUBMITTED: usize = 20;
/// So many are approved and not yet paid.
const APPROVED: usize = 6;
/// Of a hundred older ones so many were refused.
const REJECTED: i64 = 3;
/// Of a hundred older ones so many were paid with the company's card.
const SETTLED: i64 = 4;

const REASONS: [&str; 5] = [
    "This one belongs to the client: they pay it directly.",
    "The museum has reimbursed it already, so it would be paid twice.",
    "Private phone minutes are yours; the data plan is on us.",
    "It is in the hotel's invoice too. The one with breakfast counts.",
    "We agreed on second class for this ride. Send me the difference and I take it.",
];

/// Where an expense has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Being written.
    Draft,
    /// Waits.
    Submitted,
    /// Not yet paid.
    Approved,
    /// Approved, and the organization's money from the start.
    Settled,
    /// Paid back.
    Reimbursed,
    /// Refused, and why.
    Rejected(&'static str),
}

impl Fate {
    /// Whose money it was.
    pub fn paid_with(self) -> PaidWith {
        if self == Self::Settled { PaidWith::Card } else { PaidWith::Own }
    }
}

/// When what happened, on a clock in Vienna; what lies ahead has not happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// Put before those who decide.
    pub submitted: NaiveDateTime,
    /// Decided.
    pub decided: NaiveDateTime,
    /// Paid back.
    pub reimbursed: NaiveDateTime,
}

/// The fates of a year's expenses, in their order.
pub fn fates(rows: &[Planned], seed: u64) -> Vec<Fate> {
    let mut dice = Dice::new(seed);
    let mut fates: Vec<Option<Fate>> = rows.iter().map(|row| planted(rows, row)).collect();
    let mut left = [(Fate::Draft, DRAFTS), (Fate::Submitted, SUBMITTED), (Fate::Approved, APPROVED)];
    // What waits for a note or for a rate can't have been submitted.
    left[0].1 -= fates.iter().filter(|fate| **fate == Some(Fate::Draft)).count();
    for (fate, _) in fates.iter_mut().zip(rows).filter(|(fate, row)| !row.rated && fate.is_none()) {
        *fate = Some(Fate::Draft);
        left[0].1 = left[0].1.saturating_sub(1);
    }
    // The newest are the youngest in their life; now and then somebody is quicker.
    for fate in fates.iter_mut().rev().filter(|fate| fate.is_none()) {
        let quicker = left[0].1 > 0 && left[1].1 > 0 && dice.percent(25);
        let next = left.iter_mut().skip(usize::from(quicker)).find(|(_, left)| *left > 0);
        let Some((next, left)) = next else { break };
        (*fate, *left) = (Some(*next), *left - 1);
    }
    fates.into_iter().map(|fate| fate.unwrap_or_else(|| older(&mut dice))).collect()
}

/// What is told of once.
fn planted(rows: &[Planned], row: &Planned) -> Option<Fate> {
    let last_of_felix = rows.iter().rev().find(|row| row.who == Who::Felix && row.rated);
    match row.merchant {
        planted::MINIBAR => Some(Fate::Rejected(planted::MINIBAR_REASON)),
        planted::REFUND if row.cents < 0 => Some(Fate::Settled),
        planted::OVER_LIMIT => Some(Fate::Draft),
        _ if last_of_felix == Some(row) => Some(Fate::Approved),
        _ => None,
    }
}

fn older(dice: &mut Dice) -> Fate {
    match dice.between(1, 100) {
        lot if lot <= REJECTED => Fate::Rejected(dice.pick::<&str>(&REASONS)),
        lot if lot <= REJECTED + SETTLED => Fate::Settled,
        _ => Fate::Reimbursed,
    }
}

/// When it happened: submitted within the hour, decided on a working day soon after, paid on the Thursday after that.
pub fn times(row: &Planned, number: usize) -> Times {
    let spread = i64::try_from(number % 7).unwrap_or_default();
    let submitted = row.entered + TimeDelta::minutes(2 + spread * 9);
    let decided = next_working_day(calendar::later(submitted.date(), 1 + spread % 4));
    let decided = at(decided, 9 + spread, spread * 8);
    let paid = (1..8).map(|days| calendar::later(decided.date(), days)).find(|day| is_payday(*day));
    let paid = next_working_day(paid.unwrap_or(decided.date()));
    Times { submitted, decided, reimbursed: at(paid, 16, 20) }
}

fn is_payday(day: NaiveDate) -> bool {
    use chrono::{Datelike, Weekday};
    day.weekday() == Weekday::Thu
}

fn next_working_day(day: NaiveDate) -> NaiveDate {
    let mut day = day;
    while calendar::working_day(day) != day {
        day = calendar::later(day, 1);
    }
    day
}

fn at(day: NaiveDate, hour: i64, minute: i64) -> NaiveDateTime {
    day.and_time(chrono::NaiveTime::MIN) + TimeDelta::hours(hour) + TimeDelta::minutes(minute)
}

/// Who decides about somebody's expenses.
pub fn decider(who: Who) -> Who {
    match who {
        Who::Tomas => Who::Hanna,
        Who::Hanna => Who::Jonas,
        _ => Who::Tomas,
    }
}

/// Who pays somebody back.
pub fn payer(who: Who) -> Who {
    if who == Who::Jonas { Who::Hanna } else { Who::Jonas }
}
