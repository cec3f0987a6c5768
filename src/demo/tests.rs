//! What a year has to be, whatever day it ends on.

use super::lives::{self, Fate};
use super::people::{PEOPLE, Who};
use super::planned::Planned;
use super::planted;
use super::year::year;
use super::{CATEGORIES, SEED, book, calendar, demands, receipts};
use crate::categories::PALETTE;
use crate::domain::id::{CategoryId, ExpenseId, MemberId, RuleId};
use crate::domain::text::Merchant;
use crate::policy::status::PaidWith;
use crate::rules::evaluate::Finding;
use crate::rules::rule::Rule;
use chrono::{Datelike, Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Days that are odd, and one of every month and weekday between.
fn ends() -> Vec<NaiveDate> {
    let odd =
        ["2026-11-21", "2027-01-01", "2028-02-29", "2027-08-15", "2027-03-13", "2027-03-14", "2026-12-31"];
    let spread = (0..16).map(|step| day("2026-11-22") + Days::new(step * 47));
    odd.into_iter().map(day).chain(spread).collect()
}

/// Their years; each is made once.
fn years() -> &'static [(NaiveDate, Vec<Planned>)] {
    static YEARS: OnceLock<Vec<(NaiveDate, Vec<Planned>)>> = OnceLock::new();
    YEARS.get_or_init(|| ends().into_iter().map(|today| (today, year(today, SEED))).collect())
}

fn per_thousand(rows: &[Planned], is: impl Fn(&Planned) -> bool) -> usize {
    rows.iter().filter(|row| is(row)).count() * 1000 / rows.len()
}

fn by_month(rows: &[Planned]) -> BTreeMap<(i32, u32), usize> {
    let mut months = BTreeMap::new();
    for row in rows {
        *months.entry((row.spent_on.year(), row.spent_on.month())).or_default() += 1;
    }
    months
}

#[test]
fn the_same_day_has_the_same_year() {
    let today = day("2026-11-21");
    assert_eq!(year(today, SEED), year(today, SEED));
    assert_ne!(year(today, SEED), year(today, SEED + 1));
}

#[test]
fn it_ends_today_and_nothing_lies_in_the_future() {
    for (today, rows) in years() {
        let today = *today;
        assert_eq!(rows.iter().map(|row| row.spent_on).max(), Some(today));
        assert!(rows.iter().all(|row| row.spent_on <= row.entered.date() && row.entered.date() <= today));
        assert!(rows.iter().all(|row| row.spent_on >= calendar::first_day(today)));
        assert!(rows.is_sorted_by_key(|row| row.entered));
    }
}

#[test]
fn every_month_is_as_busy_as_it_should_be() {
    for (today, rows) in years() {
        let today = *today;
        assert!((1_400..=1_720).contains(&rows.len()), "{today}: {}", rows.len());
        let months = by_month(rows);
        assert_eq!(months.len(), 13, "{today}");
        for (month, count) in months.iter().take(12) {
            assert!((55..=195).contains(count), "{today}: {count} in {month:?}");
        }
        let of =
            |wanted| months.iter().take(12).find(|((_, month), _)| *month == wanted).map(|(_, count)| *count);
        let (Some(june), Some(august), Some(september)) = (of(6), of(8), of(9)) else {
            panic!("{today}: a month is missing")
        };
        assert!(august * 3 < june * 2 && september * 4 > june * 5, "{today}");
    }
}

#[test]
fn shares_are_what_they_should_be() {
    for (today, rows) in years() {
        let today = *today;
        let close = |what, is: usize, should: usize, by: usize| {
            assert!(is.abs_diff(should) <= by, "{today}: {what} {is} of a thousand");
        };
        close("EUR", per_thousand(rows, |row| row.currency == "EUR"), 850, 15);
        close("USD", per_thousand(rows, |row| row.currency == "USD"), 90, 12);
        close("GBP", per_thousand(rows, |row| row.currency == "GBP"), 60, 12);
        close("weekends", per_thousand(rows, |row| calendar::is_weekend(row.spent_on)), 80, 15);
        let mut people: Vec<usize> =
            PEOPLE.iter().map(|person| per_thousand(rows, |row| row.who == person.who)).collect();
        people.sort_unstable();
        close("the first three", people.iter().rev().take(3).sum(), 550, 25);
        assert!(
            PEOPLE.iter().all(|person| person.share == 0 || rows.iter().any(|row| row.who == person.who))
        );
        let round = per_thousand(rows, |row| [0, 50, 90, 99].contains(&(row.cents % 100)));
        assert!((380..=680).contains(&round), "{today}: {round}");
    }
}

#[test]
fn the_domain_takes_every_row() {
    let id = CategoryId::new();
    let names: BTreeSet<&str> = CATEGORIES.iter().map(|(name, ..)| *name).collect();
    for (today, rows) in years() {
        let today = *today;
        for row in rows {
            assert!(row.cents != 0 && names.contains(row.category), "{row:?}");
            let draft =
                row.draft(id, today, PaidWith::Own).unwrap_or_else(|fault| panic!("{row:?}: {fault:?}"));
            assert_eq!((draft.merchant.as_str(), draft.note.as_str()), (row.merchant, row.note.as_str()));
            assert!(draft.base.is_some() || row.is_foreign());
        }
        let used: BTreeSet<&str> = rows.iter().map(|row| row.category).collect();
        assert_eq!(used, names, "{today}");
        let (waiting, rated): (Vec<&Planned>, Vec<&Planned>) =
            rows.iter().filter(|row| row.is_foreign()).partition(|row| !row.rated);
        assert!((3..=4).contains(&waiting.len()), "{today}");
        assert!(waiting.iter().any(|row| row.who == Who::Mira) && rated.len() > 150);
    }
}

#[test]
fn what_is_planted_is_there_once() {
    for (today, rows) in years() {
        let today = *today;
        let at = |merchant| rows.iter().filter(|row| row.merchant == merchant).collect::<Vec<_>>();
        let taxis = at(planted::TAXI);
        assert_eq!((taxis.len(), (taxis[1].spent_on - taxis[0].spent_on).num_days()), (2, 2), "{today}");
        assert!(taxis.iter().all(|taxi| !calendar::is_weekend(taxi.spent_on)), "{today}");
        let coffees = at(planted::COFFEE);
        assert_eq!((coffees.len(), coffees[0].spent_on), (2, coffees[1].spent_on), "{today}");
        let [meal] = at(planted::OVER_LIMIT)[..] else { panic!("{today}") };
        assert_eq!((meal.cents, meal.note.as_str(), meal.category), (11840, "", "Meals"));
        let [receipt] = at(planted::WITHOUT_RECEIPT)[..] else { panic!("{today}") };
        assert_eq!(receipt.cents, 21400);
        for merchant in [planted::LONG_MERCHANT, planted::UMLAUTS, planted::CJK] {
            assert_eq!(at(merchant).len(), 1, "{today}: {merchant}");
        }
        let refunds: Vec<_> = rows.iter().filter(|row| row.cents < 0).collect();
        assert_eq!((refunds.len(), refunds[0].merchant), (1, planted::REFUND), "{today}");
        assert_eq!(at(planted::MINIBAR).len(), 1, "{today}");
        let over =
            rows.iter().filter(|row| row.category == "Meals" && row.cents >= 6000 && row.note.is_empty());
        assert_eq!(over.count(), 1, "{today}");
        assert_eq!(alike(rows), 2, "{today}: the taxis and the coffees alone look like one entered twice");
    }
    assert!((185..=200).contains(&Merchant::parse(planted::LONG_MERCHANT).unwrap().as_str().chars().count()));
}

#[test]
fn the_rules_find_what_is_planted_and_nothing_else() {
    for (today, rows) in years() {
        let today = *today;
        let members: Vec<MemberId> = PEOPLE.iter().map(|_| MemberId::new()).collect();
        let categories: HashMap<&str, CategoryId> =
            CATEGORIES.iter().map(|(name, ..)| (*name, CategoryId::new())).collect();
        let fates = lives::fates(rows, SEED);
        let entry = |(number, (row, fate)): (usize, (&Planned, Fate))| demands::Entry {
            expense: ExpenseId::new(),
            member: members[row.who as usize],
            row: row.clone(),
            fate,
            times: lives::times(row, number),
        };
        let entries: Vec<_> = rows.iter().zip(fates).enumerate().map(entry).collect();
        let spent = demands::looked_at(&entries, |name| categories.get(name).copied(), today).unwrap();
        let bodies = demands::bodies(categories["Meals"]).unwrap();
        let rules: Vec<Rule> =
            bodies.into_iter().map(|body| Rule { id: RuleId::new(), version: 1, body }).collect();
        let mut planted = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            let found = demands::found(&rules, (&entries, &spent), at, today).unwrap();
            // Receipts are asked for since the rules were made; all else holds of the whole year.
            let counts = |finding: &Finding| {
                *finding != Finding::ReceiptMissing
                    || entry.fate == Fate::Draft
                    || demands::is_judged(entry, today)
            };
            let found = found.into_iter().map(|violation| violation.finding).filter(counts);
            planted.extend(found.map(|finding| (entry.row.merchant, entry.fate, finding)));
        }
        planted.sort_by_key(|(merchant, ..)| *merchant);
        let taxi = entries.iter().find(|entry| entry.row.merchant == planted::TAXI).unwrap().expense;
        let [meal, receipt, ride] = &planted[..] else { panic!("{today}: {planted:#?}") };
        assert_eq!((meal.0, meal.1), (planted::OVER_LIMIT, Fate::Draft), "{today}");
        assert!(matches!(meal.2, Finding::Over { .. }), "{today}");
        assert_eq!((receipt.0, &receipt.2), (planted::WITHOUT_RECEIPT, &Finding::ReceiptMissing), "{today}");
        assert_eq!((ride.0, &ride.2), (planted::TAXI, &Finding::Duplicate { of: taxi }), "{today}");
    }
}

/// Pairs of one person, merchant and amount within three days.
#[test]
fn no_two_receipts_look_alike_and_none_is_missing() {
    let (today, rows) = &years()[0];
    let mut looks = Vec::new();
    for (number, row) in rows.iter().enumerate().filter(|(_, row)| receipts::has(row, *today)).take(60) {
        assert!(receipts::draw(row, number, &mut looks).unwrap().is_some(), "{row:?}");
    }
    assert!(looks.len() > 40, "{} have a look at all", looks.len());
}

fn alike(rows: &[Planned]) -> usize {
    let mut days: HashMap<_, Vec<NaiveDate>> = HashMap::new();
    let mut pairs = 0;
    for row in rows {
        let same = days.entry((row.who, row.merchant, row.cents)).or_default();
        pairs += same.iter().filter(|day| (**day - row.spent_on).num_days().abs() <= 3).count();
        same.push(row.spent_on);
    }
    pairs
}

#[test]
fn one_subscription_became_dearer_once() {
    let rows = year(day("2026-11-21"), SEED);
    let mut prices: BTreeMap<(&str, &str), BTreeSet<(NaiveDate, i64)>> = BTreeMap::new();
    for row in
        rows.iter().filter(|row| ["Adobe Creative Cloud", "Figma", "Hetzner Online"].contains(&row.merchant))
    {
        let who = PEOPLE[row.who as usize].name;
        prices.entry((row.merchant, who)).or_default().insert((row.spent_on, row.cents));
    }
    assert_eq!(prices.len(), 5);
    for ((merchant, _), paid) in prices {
        let days: BTreeSet<u32> = paid.iter().map(|(day, _)| day.day()).collect();
        assert_eq!((days.len(), paid.len() >= 12), (1, true), "{merchant}");
        let cents: Vec<i64> = paid.iter().map(|(_, cents)| *cents).collect();
        let changes = cents.windows(2).filter(|pair| pair[0] != pair[1]).count();
        assert_eq!(changes, usize::from(merchant == "Adobe Creative Cloud"), "{merchant}");
    }
}

#[test]
fn who_left_in_march_records_nothing_after() {
    for (today, rows) in years() {
        let today = *today;
        let left = book::left_on(today);
        assert!(left < today && left.month() == 3 && left >= calendar::first_day(today), "{today}");
        assert!(rows.iter().all(|row| row.who != Who::Felix || row.entered.date() <= left));
    }
}

#[test]
fn categories_have_known_colours_and_parents_before_them() {
    for (position, (name, color, _, parent)) in CATEGORIES.iter().enumerate() {
        assert!(PALETTE.contains(color), "{name}");
        assert!(
            parent.is_none_or(|parent| CATEGORIES[..position].iter().any(|(earlier, ..)| *earlier == parent))
        );
    }
    assert!(PEOPLE.iter().enumerate().all(|(position, person)| person.who as usize == position));
}

#[test]
fn the_newest_are_under_way_and_the_older_are_done() {
    for (today, rows) in years() {
        let fates = lives::fates(rows, SEED);
        let count = |is: &dyn Fn(&Fate) -> bool| fates.iter().filter(|fate| is(fate)).count();
        assert_eq!(count(&|fate| *fate == Fate::Draft), 12, "{today}");
        assert_eq!(count(&|fate| *fate == Fate::Submitted), 20, "{today}");
        assert_eq!(count(&|fate| *fate == Fate::Approved), 7, "{today}: six, and one of Felix's");
        let old = |row: &Planned| (*today - row.spent_on).num_days() > 45;
        let of_old: Vec<_> = rows.iter().zip(&fates).filter(|(row, _)| old(row)).collect();
        let share = |is: &dyn Fn(&Fate) -> bool| {
            of_old.iter().filter(|(_, fate)| is(fate)).count() * 1000 / of_old.len()
        };
        assert!(share(&|fate| *fate == Fate::Reimbursed).abs_diff(930) <= 25, "{today}");
        assert!(share(&|fate| matches!(fate, Fate::Rejected(_))).abs_diff(30) <= 20, "{today}");
        assert!(share(&|fate| *fate == Fate::Settled).abs_diff(40) <= 20, "{today}");
        for (number, (row, fate)) in rows.iter().zip(&fates).enumerate() {
            assert!(row.rated || *fate == Fate::Draft, "{today}: {row:?}");
            let times = lives::times(row, number);
            assert!(row.entered < times.submitted && times.submitted < times.decided, "{today}: {row:?}");
            assert!(times.decided < times.reimbursed, "{today}: {row:?}");
            assert!(lives::decider(row.who) != row.who && lives::payer(row.who) != row.who);
            let minibar = *fate == Fate::Rejected(planted::MINIBAR_REASON);
            assert_eq!(minibar, row.merchant == planted::MINIBAR, "{today}");
        }
        let felix =
            rows.iter().zip(&fates).filter(|(row, fate)| row.who == Who::Felix && **fate == Fate::Approved);
        assert_eq!(felix.count(), 1, "{today}");
    }
}
