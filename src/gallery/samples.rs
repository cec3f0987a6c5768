//! Samples: short and long, with everything and with nothing.

use crate::activity::views::{Detail, Line, Part, Sentence};
use crate::categories::PALETTE;
use crate::categories::views::{Act as Undo, Merged, Moves, Row};
use crate::expenses::list_views::{Act, BulkBar, Chip, FilterFields, FilterForm, WordedAct};
use crate::expenses::views::{CategoryTag, ExpenseRow, MemberTag, StatusTag, Totals};
use crate::home::views::Bar;
use crate::policy::status::Status;
use crate::web::error_views::{Again, Problem, Way, Words};
use crate::web::frame::{Choice, Faults, Flash, FlashKind, Hidden, Page, Reminder, Undo as FlashUndo};
use crate::words::{Language, phrase};

/// Where everything leads.
const HERE: &str = "/dev/components";
const LONG: &str = "Donaudampfschifffahrtsgesellschaftskapitänskajütenreinigungsmittelversand";

pub fn reminder() -> Reminder {
    Reminder {
        text: "Is mira@example.com your address? Open the link in the mail that was sent there.".to_owned(),
        action: HERE,
        label: "Send it again",
        href: HERE,
        link: "Correct the address",
    }
}

/// One for each colour.
pub fn categories() -> Vec<CategoryTag> {
    let named = |color: &str| CategoryTag { name: capital(color), color: color.to_owned() };
    PALETTE.into_iter().map(named).collect()
}

pub fn people() -> Vec<MemberTag> {
    [("Mira Okafor", "MO"), ("Jonas Egger", "JE"), ("Ida", "I")]
        .map(|(name, initials)| MemberTag { name: name.to_owned(), initials: initials.to_owned() })
        .into()
}

pub fn statuses() -> Vec<StatusTag> {
    Status::ALL
        .into_iter()
        .map(|status| StatusTag { code: status.code(), word: status.word(Language::English) })
        .collect()
}

/// One row for each status; with and without a note, a category, a member, another currency.
pub fn rows<'a>(tags: &'a [CategoryTag], people: &'a [MemberTag]) -> Vec<ExpenseRow<'a>> {
    let kinds = [
        ("Café Central", "Coffee with the printers", "€12.50", None),
        (
            LONG,
            "A note that is longer than the line it stands on, so that its end is left out",
            "€1,204.00",
            None,
        ),
        ("Hotel Ambassador", "", "$184.20", Some("€169.73")),
        ("Slack", "", "CHF 9.80", Some("no rate")),
    ];
    let rows = statuses().into_iter().enumerate().map(|(at, status)| {
        let (merchant, note, amount, base) = kinds[at % kinds.len()];
        ExpenseRow {
            id: format!("00000000-0000-7000-8000-00000000000{at}"),
            date: "21 Nov",
            date_iso: "2026-11-21".to_owned(),
            merchant,
            note,
            category: tags.get(at * 2).filter(|_| at != 3),
            member: people.get(at % people.len()),
            status,
            amount: amount.to_owned(),
            base: base.map(str::to_owned),
            receipts: (at % 3 == 0).then(|| "1 receipt".to_owned()),
            restore: None,
        }
    });
    rows.collect()
}

/// One page for each kind of flash.
pub fn flashes(page: &Page) -> Vec<Page> {
    let undo = FlashUndo { action: HERE.to_owned(), label: "Undo".to_owned(), fields: Vec::new() };
    [
        (FlashKind::Done, "12.50 EUR at Café Central moved to the trash.", Some(undo)),
        (FlashKind::Note, "Saved. It has no rate yet, so it counts in no total.", None),
        (FlashKind::Problem, "Nothing was changed: somebody else approved it meanwhile.", None),
    ]
    .map(|(kind, text, undo)| Page {
        flash: Some(Flash { kind, text: text.to_owned(), undo }),
        ..page.clone()
    })
    .into()
}

pub fn faults() -> Faults {
    [
        ("text_wrong", "Enter where the money went."),
        ("amount_wrong", "Enter an amount such as 12.50."),
        ("select_wrong", "Choose one of these."),
        ("note_wrong", "Shorten this to 2,000 characters."),
    ]
    .into_iter()
    .collect()
}

pub fn choices() -> Vec<Choice> {
    [("own", "Own money", true), ("card", "Company card", false), ("advance", "Advance", false)]
        .map(|(value, label, chosen)| choice(value, label, chosen))
        .into()
}

pub fn filters() -> FilterForm {
    let statuses = Status::ALL
        .into_iter()
        .map(|status| choice(status.code(), status.word(Language::English), status == Status::Draft));
    FilterForm {
        q: "café".to_owned(),
        per: None,
        faults: [("min", "Enter an amount such as 12.50.")].into_iter().collect(),
        fields: Some(FilterFields {
            statuses: statuses.collect(),
            categories: categories().iter().map(|tag| choice(&tag.color, &tag.name, false)).collect(),
            members: people().iter().map(|person| choice(&person.initials, &person.name, false)).collect(),
            from: "2026-11-01".to_owned(),
            to: String::new(),
            min: "ten".to_owned(),
            max: String::new(),
            amounts_in: "EUR".to_owned(),
            currencies: ["EUR", "USD"].map(|code| choice(code, code, code == "EUR")).into(),
            sorts: vec![choice("", "Latest first", true)],
        }),
        held: Vec::new(),
        opened: HERE.to_owned(),
    }
}

pub fn chips() -> Vec<Chip> {
    ["“café”", "Draft", "From 1 Nov 2026", LONG]
        .map(|label| Chip { label: label.to_owned(), href: HERE.to_owned() })
        .into()
}

pub fn bulk() -> BulkBar {
    BulkBar {
        filters: Vec::new(),
        count: "38 expenses".to_owned(),
        all: "All 38 expenses that match".to_owned(),
        allowed: true,
        amount: "4,812.20 EUR".to_owned(),
        locale: "en".to_owned(),
        currency: "EUR".to_owned(),
        decimals: "2".to_owned(),
        acts: vec![Act { value: "submit", verb: "Submit" }, Act { value: "delete", verb: "Move to trash" }],
        worded: vec![WordedAct {
            act: Act { value: "return", verb: "Return" },
            field: "comment",
            label: "What is to be fixed?",
        }],
        categories: categories().iter().map(|tag| choice(&tag.color, &tag.name, false)).collect(),
    }
}

pub fn bars(tags: &[CategoryTag]) -> Vec<Bar> {
    let shares = ["100", "62", "31", "7", "0"];
    let bar = |(tag, percent): (&CategoryTag, &str)| Bar {
        category: tag.clone(),
        amount: format!("€{percent}.00"),
        percent: percent.to_owned(),
        href: HERE.to_owned(),
    };
    tags.iter().step_by(3).zip(shares).map(bar).collect()
}

pub fn tree() -> Vec<Row> {
    let act = || Undo { action: HERE.to_owned(), fields: Vec::new() };
    let row = |name: &str, color: &str, icon: &str| Row {
        id: name.to_lowercase(),
        name: name.to_owned(),
        color: color.to_owned(),
        icon: icon.to_owned(),
        account_code: None,
        below: false,
        count: "no expenses".to_owned(),
        expenses: None,
        edit: None,
        moves: None,
        restore: None,
        merged: Vec::new(),
    };
    vec![
        Row {
            account_code: Some("7340".to_owned()),
            count: "38 expenses".to_owned(),
            expenses: Some(HERE.to_owned()),
            edit: Some(HERE.to_owned()),
            moves: Some(Moves { action: HERE.to_owned(), up: false, down: true }),
            merged: vec![Merged { name: "Flights".to_owned(), undo: Some(act()) }],
            ..row("Travel", "blue", "plane")
        },
        Row { below: true, ..row("Lodging", "indigo", "bed") },
        Row { restore: Some(act()), ..row("Old", "slate", "box") },
    ]
}

pub fn lines() -> Vec<Line> {
    let line = |act: &str, verb: &str, rest: &str, details: Vec<Detail>| Line {
        act: act.to_owned(),
        sentence: Sentence {
            parts: vec![
                Part { is_who: true, ..Part::text("Mira Okafor") },
                Part::text(verb),
                Part { href: Some(HERE.to_owned()), ..Part::text("Café Central") },
                Part::text(rest),
            ],
            details,
        },
        when: "14:05".to_owned(),
        when_iso: "2026-11-21T13:05:00Z".to_owned(),
    };
    let amount = Detail {
        label: "amount".to_owned(),
        before: Some("12.50 EUR".to_owned()),
        after: Some("13.00 EUR".to_owned()),
    };
    vec![
        line("expense.changed", " changed ", "", vec![amount]),
        line("expense.recorded", " recorded ", ", 12.50 EUR", Vec::new()),
    ]
}

pub fn again() -> Option<Again> {
    let fields = vec![Hidden { name: "merchant".to_owned(), value: "Café Central".to_owned() }];
    Some(Again { action: HERE.to_owned(), label: phrase!("errors-send-again"), fields })
}

pub fn ways() -> Vec<Way> {
    vec![Way { label: phrase!("errors-home"), href: HERE.to_owned() }]
}

pub fn words() -> Words {
    Problem::Internal.words()
}

pub fn totals() -> Totals {
    Totals {
        count: "38".to_owned(),
        noun: "expenses".to_owned(),
        amount: "4,812.20 EUR".to_owned(),
        without_rate: Some("2 expenses without a rate, not in the total".to_owned()),
        by_currency: vec!["4,628.00 EUR".to_owned(), "184.20 USD".to_owned()],
    }
}

fn choice(value: &str, label: &str, chosen: bool) -> Choice {
    Choice { value: value.to_owned(), label: label.to_owned(), chosen }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
