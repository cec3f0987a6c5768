//! What every demo shows once: a likely duplicate, a genuine pair, and texts that pages must cope with.

use super::book::{Book, Entry};
use super::calendar;
use super::people::Who;
use chrono::NaiveDate;

/// Close to the longest merchant that is taken.
pub const LONG_MERCHANT: &str = "Gemeinnützige Genossenschaft für Bühnenbeleuchtung, Veranstaltungstechnik und \
                                 temporäre Ausstellungsarchitektur der Bundesländer Wien, Niederösterreich und \
                                 Burgenland, registrierte Gen.m.b.H.";
/// With umlauts and an ampersand.
pub const UMLAUTS: &str = "Käsekrämer Grünböck & Söhne";
/// In Chinese.
pub const CJK: &str = "老成都川菜馆";
/// Of the ride that was entered twice, two days apart.
pub const TAXI: &str = "Taxi 40100";
/// Of the dear meal that nobody explained, so that it can't be submitted.
pub const OVER_LIMIT: &str = "Gasthaus Pöschl";
/// Of the purchase whose receipt is missing.
pub const WITHOUT_RECEIPT: &str = "Kremer Pigmente";
/// Of two coffees on one day, both genuine.
pub const COFFEE: &str = "Café Prückel";

/// Of the purchase that was taken back: the year has others there, this one alone is money back.
pub const REFUND: &str = "Lichtbau Brunner";
/// Of the night's drinks that were refused.
pub const MINIBAR: &str = "Hotel Wiesler, minibar";
/// Why, kindly.
pub const MINIBAR_REASON: &str = "The minibar is the one thing we can't take over. The rest of your trip is on its way, \
                                  and thank you for keeping the costs down otherwise.";

/// Writes them down, all in the last four weeks.
pub fn add(book: &mut Book) {
    let today = book.today;
    let ago = |days: i64| calendar::working_day(calendar::later(today, -days));
    let mut put = |who, day: NaiveDate, category, merchant, note: &str, cents| {
        let note = note.to_owned();
        book.add_anyway(Entry { who, day, category, merchant, note, cents, currency: "EUR" })
    };
    // Two working days with one between them.
    let taxi = (9..)
        .map(ago)
        .find(|day| calendar::working_day(calendar::later(*day, 2)) == calendar::later(*day, 2));
    let taxi = taxi.unwrap_or(today);
    for day in [taxi, calendar::later(taxi, 2)] {
        put(Who::Mira, day, "Local transport", TAXI, "Westbahnhof to the studio, with the samples", 2780);
    }
    let coffee = ago(4);
    for note in ["Before the walk-through, with Lea", "After the walk-through, with the curator"] {
        put(Who::Mira, coffee, "Meals", COFFEE, note, 590);
    }
    put(Who::Pavel, ago(6), "Meals", OVER_LIMIT, "", 11840);
    let receipt = "Pigments for the colour samples; the till was out of paper, receipt to come by mail";
    put(Who::Lea, ago(12), "Materials & samples", WITHOUT_RECEIPT, receipt, 21400);
    put(Who::Aylin, ago(20), "Training & events", LONG_MERCHANT, "Membership, one year", 8400);
    put(Who::Lea, ago(16), "Meals", UMLAUTS, "Platter for the hanging crew", 4680);
    put(Who::Tomas, ago(10), "Meals", CJK, "Lunch with the LED supplier from Shenzhen, two people", 3860);
    put(Who::Lea, ago(18), "Materials & samples", REFUND, "Two rolls of filter taken back", -3690);
    put(Who::Pavel, ago(24), "Lodging", MINIBAR, "Second night in Graz", 1860);
    // The year always ends today.
    put(Who::Mira, today, "Local transport", "Wiener Linien", "", 1020);
}
