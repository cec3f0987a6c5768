//! Calendar dates: the day something was spent, today where the organization is, months.

use std::fmt;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use diesel::{
    deserialize::{self, FromSql, FromSqlRow},
    expression::AsExpression,
    pg::{Pg, PgValue},
    serialize::{self, Output, ToSql},
    sql_types::Date,
};
use serde::Serialize;

use super::{
    Timezone,
    fault::{Fault, excerpt},
};

/// The first day that is taken, as year, month, day. Older receipts are typing mistakes.
const EARLIEST: (i32, u32, u32) = (1970, 1, 1);

/// How far ahead of today a date may lie: a trip paid in advance, not a year mistyped.
const MONTHS_AHEAD: Months = Months::new(12);

/// The calendar date something was spent on: 1970-01-01 to one year after the day it was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Date)]
#[serde(transparent)]
pub struct SpentOn(NaiveDate);

impl SpentOn {
    /// The date of `YYYY-MM-DD` (ISO 8601-1, 5.2.2.1, extended format), as `<input type=date>` sends it.
    /// `today` is the organization's.
    pub fn parse(typed: &str, today: NaiveDate) -> Result<Self, Fault> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(Fault::DateMissing);
        }
        let (year, month, day) =
            iso_parts(typed).ok_or_else(|| Fault::DateShape { typed: excerpt(typed) })?;
        let date = NaiveDate::from_ymd_opt(year, month, day)
            .ok_or_else(|| Fault::DateNotInCalendar { typed: excerpt(typed) })?;
        Self::within_bounds(date, today)
    }

    fn within_bounds(date: NaiveDate, today: NaiveDate) -> Result<Self, Fault> {
        if (date.year(), date.month(), date.day()) < EARLIEST {
            let (year, month, day) = EARLIEST;
            return Err(Fault::DateTooEarly { earliest: format!("{year:04}-{month:02}-{day:02}") });
        }
        let latest = today.checked_add_months(MONTHS_AHEAD).unwrap_or(NaiveDate::MAX);
        if date > latest {
            return Err(Fault::DateTooLate { latest: latest.to_string() });
        }
        Ok(Self(date))
    }

    /// The date as chrono computes with it.
    pub fn date(self) -> NaiveDate {
        self.0
    }
}

impl fmt::Display for SpentOn {
    /// `YYYY-MM-DD`, what stands in a date input.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl ToSql<Date, Pg> for SpentOn {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        <NaiveDate as ToSql<Date, Pg>>::to_sql(&self.0, out)
    }
}

impl FromSql<Date, Pg> for SpentOn {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        <NaiveDate as FromSql<Date, Pg>>::from_sql(value).map(Self)
    }
}

/// Year, month and day of exactly `dddd-dd-dd` in ASCII digits.
fn iso_parts(text: &str) -> Option<(i32, u32, u32)> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let digits = |part: &str, count| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    if !(digits(year, 4) && digits(month, 2) && digits(day, 2)) {
        return None;
    }
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

/// A date as ISO 8601 writes it, `2026-11-21`: what `Display` writes, without its machinery, which a list page pays for
/// once a row. Years of fewer or more than four digits are left to it.
pub fn iso(date: NaiveDate) -> String {
    if !(1000..=9999).contains(&date.year()) {
        return date.to_string();
    }
    let digit = |number: u32| char::from_digit(number % 10, 10).unwrap_or('0');
    let (year, month, day) = (date.year().unsigned_abs(), date.month(), date.day());
    [
        digit(year / 1000),
        digit(year / 100),
        digit(year / 10),
        digit(year),
        '-',
        digit(month / 10),
        digit(month),
        '-',
        digit(day / 10),
        digit(day),
    ]
    .iter()
    .collect()
}

/// Any day of the years 1 to 9999 as `YYYY-MM-DD`: the bound of a range, which nothing need have been spent on.
pub fn day(typed: &str) -> Result<NaiveDate, Fault> {
    let typed = typed.trim();
    let (year, month, day) = iso_parts(typed).ok_or_else(|| Fault::DateShape { typed: excerpt(typed) })?;
    NaiveDate::from_ymd_opt(year, month, day)
        .filter(|date| date.year() >= 1)
        .ok_or_else(|| Fault::DateNotInCalendar { typed: excerpt(typed) })
}

/// The date that a calendar on the wall in `timezone` shows at `now`.
pub fn today(timezone: Timezone, now: DateTime<Utc>) -> NaiveDate {
    now.with_timezone(&timezone.tz()).date_naive()
}

/// The instant at which a day begins in `timezone`. Where the clocks skip midnight, the first instant after it.
pub fn start_of_day(timezone: Timezone, day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    let first = (0..=3).find_map(|hours| {
        let local = midnight.checked_add_signed(TimeDelta::hours(hours))?;
        timezone.tz().from_local_datetime(&local).earliest()
    });
    first.map_or_else(|| midnight.and_utc(), |first| first.to_utc())
}

/// A month of a year, from -262142-01 to 262142-11 in chrono's calendar; in practice those of expenses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// Its first day; the other days follow from it.
    first: NaiveDate,
}

impl Month {
    /// The month a date lies in.
    pub fn of(date: NaiveDate) -> Self {
        Self { first: date.with_day(1).unwrap_or(date) }
    }

    /// The month of `YYYY-MM` (ISO 8601-1, 5.2.2.2), between 1970-01 and 9999-12.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(Fault::DateMissing);
        }
        let shape = || Fault::DateShape { typed: excerpt(typed) };
        let (year, month, day) = iso_parts(&format!("{typed}-01")).ok_or_else(shape)?;
        let first = NaiveDate::from_ymd_opt(year, month, day)
            .ok_or_else(|| Fault::DateNotInCalendar { typed: excerpt(typed) })?;
        if year < EARLIEST.0 {
            return Err(Fault::DateTooEarly { earliest: format!("{:04}-{:02}", EARLIEST.0, EARLIEST.1) });
        }
        Ok(Self { first })
    }

    /// The year it lies in.
    pub fn year(self) -> i32 {
        self.first.year()
    }

    /// Its number, 1 to 12.
    pub fn month(self) -> u32 {
        self.first.month()
    }

    /// Its first day.
    pub fn first_day(self) -> NaiveDate {
        self.first
    }

    /// Its last day.
    pub fn last_day(self) -> NaiveDate {
        self.next()
            .first
            .checked_sub_days(Days::new(1))
            .filter(|last| *last >= self.first)
            .unwrap_or(NaiveDate::MAX)
    }

    /// The month after; at the end of the calendar the month itself.
    pub fn next(self) -> Self {
        Self { first: self.first.checked_add_months(Months::new(1)).unwrap_or(self.first) }
    }

    /// The month before; at the beginning of the calendar the month itself.
    pub fn prev(self) -> Self {
        Self { first: self.first.checked_sub_months(Months::new(1)).unwrap_or(self.first) }
    }
}

impl fmt::Display for Month {
    /// `YYYY-MM`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn only_the_iso_form_is_a_date() {
        let today = day("2026-11-21");
        assert_eq!(SpentOn::parse(" 2026-11-20 ", today).map(SpentOn::date), Ok(day("2026-11-20")));
        assert_eq!(SpentOn::parse("", today), Err(Fault::DateMissing));
        for typed in
            ["20230101", "2023-1-1", "01.02.2023", "2023-01-01T00:00", "+2023-01-01", "２０２３-01-01", "-"]
        {
            assert_eq!(
                SpentOn::parse(typed, today),
                Err(Fault::DateShape { typed: typed.into() }),
                "{typed}"
            );
        }
        for typed in ["2023-02-29", "2023-00-10", "2023-13-01", "2023-04-31"] {
            assert_eq!(
                SpentOn::parse(typed, today),
                Err(Fault::DateNotInCalendar { typed: typed.into() }),
                "{typed}"
            );
        }
        assert!(SpentOn::parse("2024-02-29", today).is_ok());
    }

    #[test]
    fn dates_lie_between_1970_and_a_year_from_now() {
        let today = day("2026-11-21");
        assert!(SpentOn::parse("1970-01-01", today).is_ok());
        for typed in ["0001-01-01", "0000-01-01", "1969-12-31"] {
            assert_eq!(
                SpentOn::parse(typed, today),
                Err(Fault::DateTooEarly { earliest: "1970-01-01".into() })
            );
        }
        assert!(SpentOn::parse("2027-11-21", today).is_ok());
        assert_eq!(
            SpentOn::parse("2027-11-22", today),
            Err(Fault::DateTooLate { latest: "2027-11-21".into() })
        );
        assert!(SpentOn::parse("2029-02-28", day("2028-02-29")).is_ok());
    }

    #[test]
    fn today_is_the_one_of_the_time_zone() {
        let now: DateTime<Utc> = "2026-11-20T23:30:00Z".parse().expect("an instant");
        let zone = |name| Timezone::parse(name).expect("a zone");
        assert_eq!(today(zone("Europe/Vienna"), now), day("2026-11-21"));
        assert_eq!(today(zone("America/New_York"), now), day("2026-11-20"));
    }

    #[test]
    fn months_follow_each_other() {
        let december = Month::of(day("2026-12-31"));
        assert_eq!(december.to_string(), "2026-12");
        assert_eq!(december.next().to_string(), "2027-01");
        assert_eq!(december.next().prev(), december);
        assert_eq!(Month::parse("2024-02").map(Month::last_day), Ok(day("2024-02-29")));
        assert_eq!(Month::parse("2026-13"), Err(Fault::DateNotInCalendar { typed: "2026-13".into() }));
        assert!(Month::parse("2026-11-01").is_err() && Month::parse("1969-12").is_err());
        assert_eq!(Month::of(NaiveDate::MAX).last_day(), NaiveDate::MAX);
    }

    proptest! {
        #[test]
        fn any_date_within_bounds_round_trips(days in 0i64..20_000) {
            let today = day("2026-11-21");
            let date = day("1970-01-01") + chrono::Duration::days(days);
            let spent = SpentOn::parse(&date.to_string(), today).expect("within bounds");
            prop_assert_eq!(SpentOn::parse(&spent.to_string(), today), Ok(spent));
            let month = Month::of(date);
            prop_assert!(month.first_day() <= date && date <= month.last_day());
            prop_assert_eq!(Month::parse(&month.to_string()), Ok(month));
        }

        #[test]
        fn no_text_panics(text in "\\PC*", dashed in "[0-9]{0,6}-[0-9]{0,3}-[0-9]{0,3}") {
            let _ = SpentOn::parse(&text, NaiveDate::MAX);
            let _ = SpentOn::parse(&dashed, NaiveDate::MIN);
            let _ = Month::parse(&text);
        }
    }
}
