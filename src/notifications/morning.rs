//! When the letter of the day is written: at eight in the morning, where the organization is.

use crate::domain::dates;
use crate::domain::timezone::Timezone;
use chrono::{DateTime, Days, NaiveDate, TimeDelta, TimeZone, Utc};

/// The hour of the letter of the day, in the organization's time zone.
const HOUR: u32 = 8;

/// The first morning after `now`.
pub fn next(timezone: Timezone, now: DateTime<Utc>) -> DateTime<Utc> {
    let today = dates::today(timezone, now);
    let days = (0..=2).filter_map(|days| today.checked_add_days(Days::new(days)));
    let mut mornings = days.map(|day| of(timezone, day)).filter(|morning| *morning > now);
    mornings.next().unwrap_or(now + TimeDelta::days(1))
}

/// The morning of a day. Where the clocks skip the hour, the first after it; where they skip the day, the next morning.
pub fn of(timezone: Timezone, day: NaiveDate) -> DateTime<Utc> {
    let on = |day: NaiveDate| {
        (HOUR..24).find_map(|hour| {
            let local = day.and_hms_opt(hour, 0, 0)?;
            timezone.tz().from_local_datetime(&local).earliest()
        })
    };
    let first = on(day).or_else(|| on(day.succ_opt()?));
    first.map_or_else(|| dates::start_of_day(timezone, day), |first| first.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn it_is_eight_where_the_organization_is() {
        let of = |zone: &str, now: &str| next(Timezone::parse(zone).unwrap(), at(now));
        assert_eq!(of("Europe/Vienna", "2026-11-21T06:59:59Z"), at("2026-11-21T07:00:00Z"));
        assert_eq!(of("Europe/Vienna", "2026-11-21T07:00:00Z"), at("2026-11-22T07:00:00Z"));
        assert_eq!(of("Europe/Vienna", "2026-10-24T23:00:00Z"), at("2026-10-25T07:00:00Z"), "winter came");
        assert_eq!(of("Asia/Tokyo", "2026-11-21T23:30:00Z"), at("2026-11-22T23:00:00Z"));
        assert_eq!(of("America/Los_Angeles", "2026-11-21T15:00:00Z"), at("2026-11-21T16:00:00Z"));
        assert_eq!(of("Pacific/Apia", "2011-12-29T23:00:00Z"), at("2011-12-30T18:00:00Z"), "no 30 December");
    }

    proptest! {
        #[test]
        fn the_next_morning_is_after_now_and_never_far(
            zone in prop::sample::select(Timezone::all()),
            seconds in 1_700_000_000_i64..1_900_000_000,
        ) {
            let now = DateTime::from_timestamp(seconds, 0).unwrap();
            let morning = next(Timezone::parse(zone).unwrap(), now);
            prop_assert!(morning > now && morning - now <= TimeDelta::hours(26), "{morning}");
        }
    }
}
