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
        ..software(1, Who::Jonas, "Hetzner Online", "EUR", 3840)
    },
    software(3, Who::Lea, ADOBE, "EUR", ADOBE_BEFORE),
    software(3, Who::Sofia, ADOBE, "EUR", ADOBE_BEFORE),
    software(5, Who::Mira, "Figma", "USD", 4500),
    software(5, Who::Aylin, "Figma", "USD", 4500),
    phone(7, Who::Hanna, "A1 Telekom Austria", 3990, "Mobile"),
    phone(7, Who::Jonas, "A1 Telekom Austria", 6490, "Studio line and internet"),
    phone(9, Who::Tomas, "Drei", 2490, "Mobile"),
    Recurring { note: "Ten seats", ..software(10, Who::Jonas, "Notion Labs", "USD", 12000) },
    phone(12, Who::Pavel, "Magenta Telekom", 2990, "Mobile"),
    software(14, Who::Pavel, "GitHub", "USD", 2100),
    Recurring { note: "Eleven mailboxes", ..software(15, Who::Jonas, "Google Workspace", "EUR", 14960) },
    Recurring { currency: "GBP", ..phone(17, Who::Ben, "O2 UK", 2800, "Mobile") },
    software(18, Who::Jonas, "Dropbox", "USD", 5997),
    Recurring { note: "Nine seats", ..software(20, Who::Jonas, "Slack", "EUR", 7425) },
    software(22, Who::Lea, "Vectorworks", "EUR", 16500),
    software(24, Who::Sofia, "Miro", "USD", 4800),
    software(26, Who::Jonas, "1Password", "USD", 7960),
    phone(27, Who::Mira, "spusu", 1490, "Data card for site visits"),
    software(28, Who::Hanna, "Zoom", "EUR", 2798),
];

const ADOBE: &str = "Adobe Creative Cloud";
const ADOBE_BEFORE: i64 = 6645;
const ADOBE_AFTER: i64 = 7199;

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
