//! A year of expenses: a function of the day it ends on and a seed, without a database.

use super::book::{Book, Entry, is_active};
use super::people::{PEOPLE, Person, Who};
use super::planned::Planned;
use super::shops::{self, Shop};
use super::{calendar, planted, recurring, trips};
use chrono::{Datelike, NaiveDate};

/// So many of a hundred expenses are in pounds.
const POUNDS: i64 = 6;
/// So many of a hundred expenses are in dollars.
const DOLLARS: i64 = 9;
/// So many of a hundred expenses fall on a weekend.
const WEEKENDS: i64 = 8;
/// The most throws for one place in the book.
const THROWS: usize = 40;

/// The expenses of the year that ends `today`, in the order in which they were entered.
pub fn year(today: NaiveDate, seed: u64) -> Vec<Planned> {
    let mut book = Book::new(today, seed);
    planted::add(&mut book);
    recurring::add(&mut book);
    trips::add(&mut book);
    let mut month = book.start;
    while month <= today {
        let until = calendar::last_of_month(month).min(today);
        fill(&mut book, month, until);
        month = calendar::later(calendar::last_of_month(month), 1);
    }
    book.close()
}

/// Fills a month up to what is expected, each place with what the shares are short of.
fn fill(book: &mut Book, first: NaiveDate, until: NaiveDate) {
    let written = book.rows().iter().filter(|row| (first..=until).contains(&row.spent_on)).count();
    let missing = calendar::expected(until) - i64::try_from(written).unwrap_or(i64::MAX);
    let days: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= until).collect();
    let mut shares = Shares::of(book, until);
    for _ in 0..missing {
        for _ in 0..THROWS {
            let Some(entry) = usual(book, &days, &shares) else { continue };
            if book.add(entry.clone()) {
                shares.count(entry.who, entry.day, entry.currency);
                break;
            }
        }
    }
}

/// What the shares are until the end of a month.
struct Shares {
    all: i64,
    pounds: i64,
    dollars: i64,
    weekends: i64,
    of: [i64; PEOPLE.len()],
}

impl Shares {
    fn of(book: &Book, until: NaiveDate) -> Self {
        let mut shares = Self { all: 0, pounds: 0, dollars: 0, weekends: 0, of: [0; PEOPLE.len()] };
        for row in book.rows().iter().filter(|row| row.spent_on <= until) {
            shares.count(row.who, row.spent_on, row.currency);
        }
        shares
    }

    fn count(&mut self, who: Who, day: NaiveDate, currency: &str) {
        self.all += 1;
        self.pounds += i64::from(currency == "GBP");
        self.dollars += i64::from(currency == "USD");
        self.weekends += i64::from(calendar::is_weekend(day));
        self.of[who as usize] += 1;
    }

    /// Whether something that `count` are of falls short of `percent`.
    fn lacks(&self, count: i64, percent: i64) -> bool {
        count * 100 < percent * self.all
    }

    /// The further somebody is behind their share, the likelier it is their turn.
    fn turn(&self, person: &Person) -> i64 {
        let behind = person.share * self.all / 1000 - self.of[person.who as usize];
        1 + behind.clamp(0, 30).pow(2)
    }
}

/// An expense of a usual day, if the throw makes one.
fn usual(book: &mut Book, days: &[NaiveDate], shares: &Shares) -> Option<Entry> {
    let weekend = shares.lacks(shares.weekends, WEEKENDS);
    let day = *book
        .dice
        .weighted(days, |day| if calendar::is_weekend(*day) == weekend { calendar::busy(*day) } else { 0 })?;
    let (shops, currency): (&[Shop], _) = if shares.lacks(shares.pounds, POUNDS) {
        (&shops::LONDON, "GBP")
    } else if shares.lacks(shares.dollars, DOLLARS) {
        (&shops::ONLINE, "USD")
    } else {
        (&shops::VIENNA, "EUR")
    };
    let today = book.today;
    let in_vienna = |person: &Person| person.who != Who::Ben && is_active(person.who, day, today);
    let turn = |person: &Person| if in_vienna(person) { shares.turn(person) } else { 0 };
    let who = if currency == "GBP" { Who::Ben } else { book.dice.weighted(&PEOPLE, turn)?.who };
    if book.is_away(who, day) {
        return None;
    }
    let before_opening = matches!(day.month(), 3..=5 | 8..=9);
    let shop = book.dice.weighted(shops, |shop| {
        let doubled = before_opening && shop.category == "Materials & samples";
        if doubled { shop.weight * 2 } else { shop.weight }
    })?;
    let cents = book.dice.price(shop.price);
    let note = note(book, shop, cents, day);
    Some(Entry { who, day, category: shop.category, merchant: shop.merchant, note, cents, currency })
}

/// What people write: always at a table with guests and for what costs a lot, otherwise now and then.
fn note(book: &mut Book, shop: &Shop, cents: i64, day: NaiveDate) -> String {
    const A_LOT: i64 = 6000;
    let owed = shop.category == "Client entertainment" || cents >= A_LOT;
    if shop.notes.is_empty() || !(owed || book.dice.percent(35)) {
        return String::new();
    }
    let exhibition = match day.month() {
        2..=5 => "Lumen",
        7..=9 => "Nachtbilder",
        _ => "Joanneum",
    };
    let project = if book.dice.percent(50) { exhibition } else { book.dice.pick(&shops::PROJECTS) };
    book.dice.pick(shop.notes).replace("{}", project)
}
