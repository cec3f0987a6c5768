//! What comes back every month on the same day.

use super::book::{Book, Entry};
use super::calendar;
use super::people::Who;
use chrono::{Datelike, Months, NaiveDate};

struct Recurring {
    day: u32,
    who: Who,
    category: &'static str,
    merchant: &'static str,
    currency: &'static str,
    cents: i64,
    note: &'static str,
}

const fn software(
    day: u32,
    who: Who,
    merchant: &'static str,
    currency: &'static str,
    cents: i64,
) -> Recurring {
    Recurring { day, who, category: "Software", merchant, currency, cents, note: "" }
}

const fn phone(day: u32, who: Who, merchant: &'static str, cents: i64, note: &'static str) -> Recurring {
    Recurring { day, who, category: "Phone & internet", merchant, currency: "EUR", cents, note }
}

const RECURRING: [Recurring; 20] = [
    Recurring {
        note: "Server for drawings and renders",
        ..software(1, Who::Jonas, "Hetzner Online", "EUR", 38_40)
    },
    software(3, Who::Lea, ADOBE, "EUR", ADOBE_BEFORE),
    software(3, Who::Sofia, ADOBE, "EUR", ADOBE_BEFORE),
    software(5, Who::Mira, "Figma", "USD", 45_00),
    software(5, Who::Aylin, "Figma", "USD", 45_00),
    phone(7, Who::Hanna, "A1 Telekom Austria", 39_90, "Mobile"),
    phone(7, Who::Jonas, "A1 Telekom Austria", 64_90, "Studio line and internet"),
    phone(9, Who::Tomas, "Drei", 24_90, "Mobile"),
    Recurring { note: "Ten seats", ..software(10, Who::Jonas, "Notion Labs", "USD", 120_00) },
    phone(12, Who::Pavel, "Magenta Telekom", 29_90, "Mobile"),
    software(14, Who::Pavel, "GitHub", "USD", 21_00),
    Recurring { note: "Eleven mailboxes", ..software(15, Who::Jonas, "Google Workspace", "EUR", 149_60) },
    Recurring { currency: "GBP", ..phone(17, Who::Ben, "O2 UK", 28_00, "Mobile") },
    software(18, Who::Jonas, "Dropbox", "USD", 59_97),
    Recurring { note: "Nine seats", ..software(20, Who::Jonas, "Slack", "EUR", 74_25) },
    software(22, Who::Lea, "Vectorworks", "EUR", 165_00),
    software(24, Who::Sofia, "Miro", "USD", 48_00),
    software(26, Who::Jonas, "1Password", "USD", 79_60),
    phone(27, Who::Mira, "spusu", 14_90, "Data card for site visits"),
    software(28, Who::Hanna, "Zoom", "EUR", 27_98),
];

const ADOBE: &str = "Adobe Creative Cloud";
const ADOBE_BEFORE: i64 = 66_45;
const ADOBE_AFTER: i64 = 71_99;

/// The one price rise lies this many months back.
const RISE: Months = Months::new(5);

/// Writes down every month's.
pub fn add(book: &mut Book) {
    let rise = calendar::first_of_month(book.today.checked_sub_months(RISE).unwrap_or(book.today));
    let mut month = book.start;
    while month <= book.today {
        for one in &RECURRING {
            let day = month.with_day(one.day).unwrap_or_else(|| calendar::last_of_month(month));
            let risen = one.merchant == ADOBE && day >= rise;
            book.add(Entry {
                who: one.who,
                day,
                category: one.category,
                merchant: one.merchant,
                note: note(one, day, rise),
                cents: if risen { ADOBE_AFTER } else { one.cents },
                currency: one.currency,
            });
        }
        month = month.checked_add_months(Months::new(1)).unwrap_or(NaiveDate::MAX);
    }
}

/// The month of the rise says so.
fn note(one: &Recurring, day: NaiveDate, rise: NaiveDate) -> String {
    if one.merchant == ADOBE && (day.year(), day.month()) == (rise.year(), rise.month()) {
        return "New price from this month on".to_owned();
    }
    one.note.to_owned()
}
