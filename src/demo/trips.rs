//! Trips: a train or a flight, two or three nights, meals and taxis over consecutive days.

use super::book::{Book, Entry, is_active};
use super::calendar;
use super::dice::Price::{self, Menu, Meter, One, Shelf};
use super::people::{PEOPLE, Person, Who};
use chrono::{Datelike, NaiveDate};

/// Where trips go.
struct Place {
    city: &'static str,
    currency: &'static str,
    /// The carrier, its currency and price, and whether it is booked some weeks before.
    ride: (&'static str, &'static str, Price, bool),
    hotels: &'static [&'static str],
    /// Whole units for one night.
    night: (i64, i64),
    meals: &'static [(&'static str, Price)],
    local: &'static [(&'static str, Price)],
    weight: i64,
}

const PLACES: [Place; 10] = [
    Place {
        city: "Milan",
        currency: "EUR",
        ride: ("Austrian", "EUR", Shelf(149, 320), true),
        hotels: &["NH Milano Touring", "Hotel Spadari al Duomo"],
        night: (118, 189),
        meals: &[("Trattoria Milanese", Menu(18, 46)), ("Princi", Menu(6, 14)), ("Caffè Napoli", Menu(3, 9))],
        local: &[("ATM Milano", One(&[220, 760])), ("Taxi Milano 02 4040", Meter(12, 38))],
        weight: 12,
    },
    Place {
        city: "Frankfurt",
        currency: "EUR",
        ride: ("Lufthansa", "EUR", Shelf(160, 340), true),
        hotels: &["Motel One Frankfurt-Messe", "25hours Hotel The Goldman"],
        night: (99, 175),
        meals: &[
            ("Apfelwein Wagner", Menu(14, 38)),
            ("Kleinmarkthalle", Menu(7, 15)),
            ("Café Laumer", Menu(5, 16)),
        ],
        local: &[("RMV", One(&[380, 610, 1260])), ("Taxi Frankfurt", Meter(14, 42))],
        weight: 12,
    },
    Place {
        city: "Berlin",
        currency: "EUR",
        ride: ("Austrian", "EUR", Shelf(120, 290), true),
        hotels: &["Michelberger Hotel", "Motel One Berlin-Alexanderplatz"],
        night: (94, 168),
        meals: &[("Markthalle Neun", Menu(8, 19)), ("Lokal", Menu(22, 48)), ("Five Elephant", Menu(4, 11))],
        local: &[("BVG", One(&[380, 1060])), ("FreeNow", Meter(11, 36))],
        weight: 12,
    },
    Place {
        city: "Munich",
        currency: "EUR",
        ride: ("ÖBB", "EUR", Shelf(49, 112), false),
        hotels: &["Motel One München-Sendlinger Tor", "Hotel Blauer Bock"],
        night: (109, 172),
        meals: &[
            ("Augustiner Stammhaus", Menu(15, 39)),
            ("Viktualienmarkt", Menu(6, 14)),
            ("Man versus Machine", Menu(4, 9)),
        ],
        local: &[("MVG", One(&[410, 970])), ("Taxi München", Meter(11, 33))],
        weight: 14,
    },
    Place {
        city: "Graz",
        currency: "EUR",
        ride: ("ÖBB", "EUR", Shelf(24, 49), false),
        hotels: &["Hotel Wiesler", "Motel One Graz"],
        night: (84, 139),
        meals: &[("Der Steirer", Menu(14, 36)), ("Ginko Greenhouse", Menu(9, 17)), ("Tribeka", Menu(3, 9))],
        local: &[("Holding Graz Linien", One(&[310, 660])), ("Taxi 878", Meter(8, 21))],
        weight: 18,
    },
    Place {
        city: "Salzburg",
        currency: "EUR",
        ride: ("WESTbahn", "EUR", Shelf(29, 64), false),
        hotels: &["Hotel Auersperg", "Arte Hotel Salzburg"],
        night: (98, 158),
        meals: &[
            ("Triangel", Menu(16, 38)),
            ("Café Tomaselli", Menu(5, 15)),
            ("Balkan Grill Walter", One(&[490, 980])),
        ],
        local: &[("Salzburg Verkehr", One(&[310, 640])), ("Taxi 8111", Meter(9, 22))],
        weight: 12,
    },
    Place {
        city: "Eindhoven",
        currency: "EUR",
        ride: ("Eurowings", "EUR", Shelf(110, 240), true),
        hotels: &["Inntel Hotels Art Eindhoven", "The Match"],
        night: (102, 164),
        meals: &[
            ("Radio Royaal", Menu(19, 47)),
            ("Onder de Leidingstraat", Menu(12, 24)),
            ("Zwartwit Koffie", Menu(4, 10)),
        ],
        local: &[("Hermes", One(&[400, 850])), ("NS", Shelf(9, 24))],
        weight: 6,
    },
    LONDON,
    VIENNA,
    NEW_YORK,
];

const LONDON: Place = Place {
    city: "London",
    currency: "GBP",
    ride: ("Austrian", "EUR", Shelf(150, 310), true),
    hotels: &["Premier Inn London Southwark", "The Hoxton, Shoreditch"],
    night: (112, 194),
    meals: &[("Dishoom", Menu(16, 42)), ("Pret A Manger", Shelf(4, 11)), ("Borough Market", Menu(7, 16))],
    local: &[("Transport for London", One(&[290, 560, 890])), ("Gett", Meter(12, 34))],
    weight: 0,
};

/// For Ben Whitaker, who lives in London.
const VIENNA: Place = Place {
    city: "Vienna",
    currency: "EUR",
    ride: ("British Airways", "GBP", Shelf(120, 260), true),
    hotels: &["Motel One Wien-Westbahnhof", "Hotel Beethoven"],
    night: (96, 149),
    meals: &[("Gasthaus Ubl", Menu(14, 36)), ("Naschmarkt Deli", Menu(8, 19)), ("Café Jelinek", Menu(4, 12))],
    local: &[("Wiener Linien", One(&[320, 1020, 2890])), ("City Airport Train", One(&[1490, 2490]))],
    weight: 0,
};

const NEW_YORK: Place = Place {
    city: "New York",
    currency: "USD",
    ride: ("Austrian", "EUR", Shelf(580, 890), true),
    hotels: &["Pod 51 Hotel", "Arlo NoMad"],
    night: (168, 268),
    meals: &[
        ("Joe's Pizza", Menu(5, 14)),
        ("Russ & Daughters", Menu(17, 44)),
        ("Blue Bottle Coffee", Menu(5, 12)),
    ],
    local: &[("MTA OMNY", One(&[290, 580, 3400])), ("NYC Taxi", Meter(14, 58))],
    weight: 0,
};

/// What is in every year's diary: month, day, who, where.
const DIARY: [(u32, u32, Who, &Place); 7] = [
    (5, 18, Who::Tomas, &NEW_YORK),
    (5, 18, Who::Sofia, &NEW_YORK),
    (2, 10, Who::Mira, &LONDON),
    (10, 14, Who::Hanna, &LONDON),
    (1, 20, Who::Ben, &VIENNA),
    (4, 14, Who::Ben, &VIENNA),
    (9, 15, Who::Ben, &VIENNA),
];

const PURPOSES: [&str; 7] = [
    "site visit",
    "light test on site",
    "meeting with the curators",
    "samples at the manufacturer",
    "tender presentation",
    "handover",
    "trade fair",
];

/// Writes down the year's trips, the last one perhaps not yet over.
pub fn add(book: &mut Book) {
    for year in book.start.year()..=book.today.year() {
        for (month, day, who, place) in DIARY {
            let Some(date) = NaiveDate::from_ymd_opt(year, month, day) else { continue };
            travel(book, who, place, monday_of(date));
        }
    }
    let mut monday = monday_of(book.start);
    while monday <= book.today {
        for likely in [60, 25] {
            let closed = calendar::is_closed(monday) || calendar::is_closed(calendar::later(monday, 4));
            if !closed && book.dice.percent(likely * calendar::rhythm(monday) / 100) {
                let who = traveller(book, monday);
                if let (Some(who), Some(place)) = (who, book.dice.weighted(&PLACES, |place| place.weight)) {
                    travel(book, who, place, monday);
                }
            }
        }
        monday = calendar::later(monday, 7);
    }
}

fn traveller(book: &mut Book, day: NaiveDate) -> Option<Who> {
    let today = book.today;
    let goes =
        |person: &Person| person.who != Who::Ben && is_active(person.who, calendar::later(day, 4), today);
    book.dice.weighted(&PEOPLE, |person| if goes(person) { person.share } else { 0 }).map(|person| person.who)
}

fn monday_of(day: NaiveDate) -> NaiveDate {
    calendar::later(day, -i64::from(day.weekday().num_days_from_monday()))
}

fn travel(book: &mut Book, who: Who, place: &Place, monday: NaiveDate) {
    let nights = if book.dice.percent(60) { 2 } else { 3 };
    let out = calendar::later(monday, book.dice.between(0, 4 - nights));
    let back = calendar::later(out, nights);
    if out < book.start || !book.leave(who, out, back) {
        return;
    }
    let city = place.city;
    let why = *book.dice.pick(&PURPOSES);
    let entry = |day, category, merchant, note: String, cents, currency| Entry {
        who,
        day,
        category,
        merchant,
        note,
        cents,
        currency,
    };
    let (carrier, currency, price, ahead) = place.ride;
    let booked =
        if ahead { calendar::working_day(calendar::later(out, -book.dice.between(9, 24))) } else { out };
    let fare = book.dice.price(price);
    book.add(entry(booked, "Travel", carrier, format!("{city} and back, {why}"), fare, currency));
    let hotel = *book.dice.pick(place.hotels);
    let stay =
        book.dice.between(place.night.0, place.night.1) * 100 * nights + *book.dice.pick(&[0, 0, 0, 50, 640]);
    book.add(entry(back, "Lodging", hotel, format!("{nights} nights, {why}"), stay, place.currency));
    for day in out.iter_days().take_while(|day| *day <= back) {
        // Nobody eats twice a day in one place.
        let first = book.dice.between(0, 2).unsigned_abs() as usize;
        for course in 0..book.dice.between(1, 2).unsigned_abs() as usize {
            let (merchant, price) = place.meals[(first + course) % place.meals.len()];
            let cents = book.dice.price(price);
            let note = if book.dice.percent(30) { format!("{city}, {why}") } else { String::new() };
            book.add(entry(day, "Meals", merchant, note, cents, place.currency));
        }
        let rides = if day == out || day == back { 1 } else { book.dice.between(0, 2) };
        for _ in 0..rides {
            let (merchant, price) = *book.dice.pick(place.local);
            let cents = book.dice.price(price);
            let note = if book.dice.percent(25) { "To the site".to_owned() } else { String::new() };
            book.add(entry(day, "Local transport", merchant, note, cents, place.currency));
        }
    }
}
