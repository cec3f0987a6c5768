//! When a studio in Vienna spends money, and what foreign money was worth on a day.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use rust_decimal::Decimal;

/// Expenses in a usual month.
const USUAL: i64 = 125;

/// How busy each month is, in per cent: exhibitions open in May and at the end of September, August and Christmas are
/// quiet.
const RHYTHM: [i64; 12] = [85, 95, 100, 130, 125, 100, 95, 55, 145, 110, 105, 70];

/// The holidays that stand on a fixed day: month, day.
const HOLIDAYS: [(u32, u32); 10] =
    [(1, 1), (1, 6), (5, 1), (8, 15), (10, 26), (11, 1), (12, 8), (12, 24), (12, 25), (12, 26)];

/// The first day of the year that ends on `today`: of the same month a year before, so that both can be compared.
pub fn first_day(today: NaiveDate) -> NaiveDate {
    first_of_month(today.checked_sub_months(Months::new(12)).unwrap_or(today))
}

/// The first day of a day's month.
pub fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// The last day of a day's month.
pub fn last_of_month(day: NaiveDate) -> NaiveDate {
    first_of_month(day).checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()).unwrap_or(day)
}

/// `days` later; before, if below zero.
pub fn later(day: NaiveDate, days: i64) -> NaiveDate {
    let by = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(by) } else { day.checked_add_days(by) }.unwrap_or(day)
}

/// The day itself or the working day before it.
pub fn working_day(day: NaiveDate) -> NaiveDate {
    let mut day = day;
    while is_weekend(day) || is_holiday(day) {
        day = later(day, -1);
    }
    day
}

/// Saturday or Sunday.
pub fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

fn is_holiday(day: NaiveDate) -> bool {
    HOLIDAYS.contains(&(day.month(), day.day()))
}

/// The weeks around Christmas, when the studio is closed.
pub fn is_closed(day: NaiveDate) -> bool {
    matches!((day.month(), day.day()), (12, 22..) | (1, ..=6))
}

/// How much is spent on a day beside others.
pub fn busy(day: NaiveDate) -> i64 {
    match (is_weekend(day) || is_holiday(day), is_closed(day)) {
        (true, true) => 0,
        (true, false) => 1,
        (false, true) => 2,
        (false, false) => 10,
    }
}

/// How busy a month is, in per cent.
pub fn rhythm(day: NaiveDate) -> i64 {
    RHYTHM[day.month0() as usize]
}

/// How many expenses there should be between the first of a month and `until`, a day of it.
pub fn expected(until: NaiveDate) -> i64 {
    let weight =
        |last: NaiveDate| first_of_month(until).iter_days().take_while(|day| *day <= last).map(busy).sum();
    let (so_far, whole): (i64, i64) = (weight(until), weight(last_of_month(until)));
    USUAL * rhythm(until) * so_far / (100 * whole.max(1))
}

/// Euros for one unit of a currency, as a bank would have said: one number a day, Friday's at weekends.
pub fn rate(currency: &str, day: NaiveDate) -> Decimal {
    let day = match day.weekday() {
        Weekday::Sat => later(day, -1),
        Weekday::Sun => later(day, -2),
        _ => day,
    };
    let ordinal = i64::from(day.num_days_from_ce());
    let (middle, swing, phase) = if currency == "GBP" { (11_480, 140, 61) } else { (8_590, 170, 0) };
    let slow = triangle(ordinal + phase, 292, swing);
    let quick = triangle(ordinal * 7 + phase, 45, swing / 6);
    Decimal::new(middle + slow + quick, 4)
}

/// A wave of straight lines between `-height` and `height`.
fn triangle(at: i64, period: i64, height: i64) -> i64 {
    let (at, half) = (at.rem_euclid(period), period / 2);
    let rising = if at < half { at } else { period - at };
    rising * 2 * height / half - height
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_year_begins_with_the_same_month_of_last_year() {
        assert_eq!(first_day(day("2026-11-21")), day("2025-11-01"));
        assert_eq!(first_day(day("2028-02-29")), day("2027-02-01"));
        assert_eq!(last_of_month(day("2028-02-03")), day("2028-02-29"));
    }

    #[test]
    fn a_month_fills_up_with_its_working_days() {
        assert_eq!(expected(day("2027-01-01")), 0);
        assert_eq!(expected(day("2026-09-30")), 181);
        assert_eq!(expected(day("2026-08-31")), 68);
        assert!(expected(day("2026-09-15")) > 80);
    }

    #[test]
    fn rates_are_plausible_and_move_slowly() {
        let mut before = rate("USD", day("2025-01-01"));
        for date in day("2025-01-01").iter_days().take(900) {
            let (usd, gbp) = (rate("USD", date), rate("GBP", date));
            assert!((Decimal::new(83, 2)..Decimal::new(89, 2)).contains(&usd), "{usd}");
            assert!((Decimal::new(112, 2)..Decimal::new(118, 2)).contains(&gbp), "{gbp}");
            assert!((usd - before).abs() < Decimal::new(3, 2));
            before = usd;
        }
        assert_eq!(rate("USD", day("2026-11-21")), rate("USD", day("2026-11-20")));
    }
}
