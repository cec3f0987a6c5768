//! The list page of fifty, from what the template is given to its bytes.

use askama::Template;
use criterion::Criterion;
use outlay::expenses::list_views::{FilterForm, Group, Heading, ListKind, ListPage, ListRow};
use outlay::expenses::views::{CategoryTag, ExpenseRow, MemberTag, StatusTag, Totals};
use outlay::policy::role::Role;
use outlay::web::assets::Assets;
use outlay::web::brand::{Brand, Wardrobe};
use outlay::web::chrome::Chrome;
use outlay::web::frame::Person;
use outlay::web::public_url::{PublicUrl, Scheme};
use outlay::words::{Language, Languages, Voice};

const ROWS: usize = 50;

/// Fifty rows in five months.
pub fn render(criterion: &mut Criterion) {
    let public = PublicUrl::new(Scheme::Https, "outlay.test", None);
    let chrome = Chrome {
        assets: Assets::load(),
        public,
        places: vec![outlay::home::PLACE, outlay::expenses::PLACE],
        menu: vec![],
        wardrobe: Wardrobe::default(),
        languages: Languages::WHOLE,
    };
    let brand = Brand::named("Bench & Sons");
    let category = CategoryTag { name: "Travel".to_owned(), color: "teal".to_owned() };
    let member = MemberTag { initials: "MN".to_owned(), name: "Member Number1".to_owned() };
    let row = |number: usize| ListRow {
        waits: "",
        row: ExpenseRow {
            id: uuid::Uuid::from_u128(number as u128).to_string(),
            date: "Sat 21 Nov",
            date_iso: "2026-11-21".to_owned(),
            merchant: "Station Cafe & Sons",
            note: "Lunch with <client>",
            category: Some(&category),
            member: Some(&member),
            status: StatusTag { code: "draft", word: "Draft" },
            amount: "€12.50".to_owned(),
            base: None,
            receipts: None,
            restore: None,
        },
        date: String::new(),
        check: format!("{}:1", uuid::Uuid::from_u128(number as u128)),
        select: "Select Station Cafe & Sons".to_owned(),
        minor: "1250".to_owned(),
    };
    let group = |month: usize| Group {
        heading: Some(Heading {
            key: format!("2026-{month:02}"),
            name: format!("Month {month}"),
            count: "10 expenses".to_owned(),
            total: "€125.00 EUR".to_owned(),
        }),
        rows: (0..ROWS / 5).map(row).collect(),
    };
    let person =
        Person { name: "Olivia Owner".to_owned(), role: "Owner".to_owned(), initials: "OO".to_owned() };
    let view = ListPage {
        page: chrome.page(Language::English, "Expenses", &brand, None, false),
        frame: chrome.frame(Language::English, &brand, person, "/expenses", Role::Owner),
        kind: ListKind::All,
        form: FilterForm::default(),
        chips: vec![],
        clear: "/expenses".to_owned(),
        totals: Totals {
            count: "200".to_owned(),
            noun: "expenses".to_owned(),
            amount: "€2,500.00 EUR".to_owned(),
            without_rate: None,
            by_currency: vec![],
        },
        groups: (1..=5).map(group).collect(),
        newer: None,
        older: Some("/expenses?after=x".to_owned()),
        latest_first: true,
        export: "/expenses/export.csv".to_owned(),
        bulk: None,
    };
    criterion.bench_function("rendering: list page of 50", |bencher| {
        bencher.iter(|| view.render_with_values(&Voice::default()).expect("a page"));
    });
}
