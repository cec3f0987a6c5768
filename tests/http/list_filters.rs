//! The filters in the address: each of them, many together against a model, what is shown of them, and what is wrong.

use crate::list_model::{self, Asked, Dice, Row, WORDS, below, fill, ids, rows};
use crate::support::{Client, Organization, TestApp};
use outlay::policy::role::Role;
use rust_decimal::Decimal;

struct Firm {
    org: Organization,
    mira: Client,
    approver: Client,
    auditor: Client,
}

async fn firm() -> Firm {
    let org = TestApp::start().await.organization("acme").await;
    let mira = org.member("Mira", Role::Member).await;
    let approver = org.member("Avery", Role::Approver).await;
    let auditor = org.member("Eva", Role::Auditor).await;
    Firm { org, mira, approver, auditor }
}

impl Firm {
    fn id_of(&self, name: &str) -> String {
        self.org.ask(&format!("SELECT id FROM members WHERE name = '{name}'"))
    }
}

/// Rows that a person may see at all.
fn seen_by(rows: &[Row], everything: bool, decides: bool, member: &str) -> Vec<Row> {
    let sees = |row: &&Row| everything || row.member_id == member || (decides && row.status != "draft");
    rows.iter().filter(sees).cloned().collect()
}

#[actix_web::test]
async fn many_filters_at_once_find_what_a_model_finds() {
    let firm = firm().await;
    fill(&firm.org, 180, 7);
    let (all, below) = (rows(&firm.org), below(&firm.org));
    let members: Vec<String> = ["Mira", "Avery", "Olivia Owner"].map(|name| firm.id_of(name)).into();
    let categories: Vec<String> = firm
        .org
        .ask("SELECT string_agg(id::text, ' ') FROM categories")
        .split(' ')
        .map(str::to_owned)
        .collect();
    let visitors = [
        ("owner", &firm.org.owner, seen_by(&all, true, true, "")),
        ("auditor", &firm.auditor, seen_by(&all, true, false, "")),
        ("approver", &firm.approver, seen_by(&all, false, true, &members[1])),
        ("member", &firm.mira, seen_by(&all, false, false, &members[0])),
    ];
    let (mut dice, mut found, mut empty) = (Dice::new(42), 0, 0);
    for round in 0..160 {
        let (who, browser, rows) = &visitors[round % visitors.len()];
        let asked = random(&mut dice, &categories, if *who == "member" { &members[..1] } else { &members });
        let page = browser.get(&format!("/expenses?{}&per=200", asked.query())).await;
        let what = format!("{who}: {}", asked.query());
        assert_eq!(page.status, 200, "{what}: {}", page.shown("flash"));
        let expected = asked.ids(rows, &below);
        assert_eq!(ids(&page), expected, "{what}");
        assert_eq!(page.shown("total-count"), expected.len().to_string(), "{what}");
        let total: Decimal = asked.total(rows, &below);
        assert_eq!(page.shown("total-amount").replace(',', ""), format!("{total:.2} EUR"), "{what}");
        if expected.is_empty() { empty += 1 } else { found += 1 }
    }
    assert!(found > 60 && empty > 5, "the walk meets both: {found} {empty}");
}

/// One to three filters and perhaps an order.
fn random(dice: &mut Dice, categories: &[String], members: &[String]) -> Asked {
    let mut asked = Asked::default();
    let mut names = vec!["q", "status", "category", "member", "from", "to", "min", "max", "currency"];
    for _ in 0..1 + dice.below(3) {
        let name = names.remove(dice.below(names.len()));
        let times = if ["status", "category", "member"].contains(&name) { 1 + dice.below(2) } else { 1 };
        for _ in 0..times {
            let value = match name {
                "q" => (*dice.one(&WORDS)).to_owned(),
                "status" => {
                    (*dice.one(&["draft", "submitted", "approved", "settled", "reimbursed", "rejected"]))
                        .to_owned()
                }
                "category" if dice.below(5) == 0 => "none".to_owned(),
                "category" => dice.one(categories).clone(),
                "member" => dice.one(members).clone(),
                "from" | "to" => format!("2026-11-{:02}", 1 + dice.below(14)),
                "min" | "max" => format!("{}.00", dice.below(50)),
                _ => (*dice.one(&["EUR", "USD", "GBP", "CHF"])).to_owned(),
            };
            asked = asked.with(name, value);
        }
    }
    if dice.below(8) == 0 && asked.pairs.iter().all(|(name, _)| *name != "status") {
        asked = asked.with("status", "trash");
    }
    if dice.below(2) == 0 {
        asked = asked.with("sort", *dice.one(&["spent_on", "amount", "merchant", "created"]));
        asked = asked.with("dir", *dice.one(&["asc", "desc"]));
    }
    asked
}

#[actix_web::test]
async fn each_filter_is_a_chip_that_goes() {
    let firm = firm().await;
    fill(&firm.org, 60, 3);
    let travel = firm.org.category("Travel").await;
    let mira = firm.id_of("Mira");
    let query = format!(
        "q=caf%C3%A9&status=draft&status=submitted&category={travel}&category=none&member={mira}\
         &from=2026-10-01&to=2026-12-01&min=1&max=1000&currency=EUR&sort=amount"
    );
    let page = firm.org.owner.get(&format!("/expenses?{query}&filter=open")).await;
    assert_eq!(page.status, 200);
    let chips = page.texts("[data-testid=filter-chip] .filter-chip__label");
    assert_eq!(
        chips,
        [
            "“café”",
            "Draft",
            "Submitted",
            "Travel",
            "No category",
            "Mira",
            "From Oct 1, 2026",
            "To Dec 1, 2026",
            "At least 1.00 EUR",
            "At most 1,000.00 EUR",
            "In EUR"
        ]
    );
    let canonical = format!(
        "q=caf%C3%A9&status=draft&status=submitted&category={travel}&category=none&member={mira}\
         &from=2026-10-01&to=2026-12-01&min=1.00&max=1000.00&currency=EUR&sort=amount"
    );
    let export = page.attribute("[data-testid=export]", "href");
    assert!(
        export.is_none_or(|href| href == format!("/expenses/export.csv?{canonical}")),
        "one text a filter"
    );
    for (at, href) in page.attributes("[data-testid=filter-chip]", "href").iter().enumerate() {
        let without = firm.org.owner.get(href).await;
        let mut left = chips.clone();
        left.remove(at);
        let shown = without.texts("[data-testid=filter-chip] .filter-chip__label");
        // Bounds are of the currency that is left.
        assert_eq!(shown, left, "{href}");
    }
    assert_eq!(page.attribute("a.filters__clear", "href").as_deref(), Some("/expenses"));
    // The form holds what the address says.
    assert_eq!(page.attributes("input[name=status][checked]", "value"), ["draft", "submitted"]);
    assert_eq!(page.field("min").as_deref(), Some("1"), "as it was typed");
    assert_eq!(page.field("currency").as_deref(), Some("EUR"));
    assert_eq!(page.field("sort").as_deref(), Some("amount"));
}

#[actix_web::test]
async fn amounts_are_read_as_the_person_writes_them() {
    let acme = TestApp::start().await.organization_with("acme", &[("locale", "de-AT")]).await;
    acme.spend_as(&acme.owner, &[("amount", "1234,50"), ("merchant", "Dear")]).await;
    acme.spend_as(&acme.owner, &[("amount", "12,50"), ("merchant", "Cheap")]).await;
    for (query, found) in [
        ("min=1.234,50", vec!["Dear"]),
        ("min=1234%2C5", vec!["Dear"]),
        ("max=1.234,49", vec!["Cheap"]),
        ("min=0", vec!["Cheap", "Dear"]),
        ("min=-5&max=0", vec![]),
        ("min=12,50&max=12,50", vec!["Cheap"]),
    ] {
        let page = acme.owner.get(&format!("/expenses?{query}&sort=%2Bamount")).await;
        assert_eq!(
            (page.status, page.texts(".row__link")),
            (200, found.iter().map(|m| (*m).to_owned()).collect()),
            "{query}"
        );
        let again = page.attributes("[data-testid=filter-chip]", "href");
        for href in again {
            assert_eq!(acme.owner.get(&href).await.status, 200, "{href}: what the page writes it reads");
        }
    }
}

#[actix_web::test]
async fn what_cannot_be_read_is_named_and_all_else_holds() {
    let firm = firm().await;
    fill(&firm.org, 60, 5);
    let (all, below) = (rows(&firm.org), below(&firm.org));
    let stranger = uuid::Uuid::now_v7();
    let asked = Asked::default().with("q", "cafe");
    let expected = asked.ids(&all, &below);
    assert!(!expected.is_empty());
    let twice = "q=tea".to_owned();
    let bad: Vec<(&str, String, &str)> = [
        ("status", "nonsense", "Status"),
        ("status", "DRAFT", "Status"),
        ("category", "x", "Category"),
        ("category", &stranger.to_string(), "Category"),
        ("member", "me", "Person"),
        ("member", &stranger.to_string(), "Person"),
        ("from", "yesterday", "From"),
        ("from", "2026-02-30", "From"),
        ("to", "0000-01-01", "To"),
        ("to", "262000-01-01", "To"),
        ("min", "ten", "At least"),
        ("min", "1e3", "At least"),
        ("max", "5 USD", "At most"),
        ("currency", "XYZ", "Currency"),
        ("tag", "trip", "Tag"),
        ("sort", "colour", "Sorted by"),
        ("dir", "up", "Sorted by"),
        ("per", "0", "Page size"),
        ("after", "x", "Page"),
    ]
    .map(|(name, value, said)| (name, format!("{name}={value}"), said))
    .into();
    for (name, query, said) in bad {
        let page = firm.org.owner.get(&format!("/expenses?q=cafe&{}", query.replace(' ', "+"))).await;
        assert_eq!(page.status, 422, "{query}");
        let flash = page.shown("flash");
        assert!(flash.contains(&format!("{said}: ")), "{query}: {flash}");
        assert_eq!(ids(&page).len(), expected.len().min(50), "{query}: the search holds");
        assert_eq!(page.field("q").as_deref(), Some("cafe"), "{query}");
        if !["per", "after"].contains(&name) {
            assert_eq!(page.texts(&format!("[data-testid=error-{name}]")).len(), 1, "{query}");
        }
    }
    let page = firm.org.owner.get(&format!("/expenses?q=cafe&{twice}")).await;
    assert!(page.status == 422 && page.shown("flash").contains("Search: Give this once."));
    let page = firm.org.owner.get("/expenses?status=trash&status=draft").await;
    assert!(page.status == 422 && page.shown("flash").contains("The trash is a list of its own."));
    let long = "x".repeat(201);
    assert_eq!(firm.org.owner.get(&format!("/expenses?q={long}")).await.status, 422);
    // Empty fields, as the form sends them, and fields of others are nothing.
    let page =
        firm.org.owner.get("/expenses?q=cafe&status=&from=&to=&min=&max=&currency=&sort=&utm_source=x").await;
    assert_eq!((page.status, ids(&page)), (200, expected));
}

#[actix_web::test]
async fn a_member_asks_for_nobody_else() {
    let firm = firm().await;
    fill(&firm.org, 60, 9);
    let (mira, avery) = (firm.id_of("Mira"), firm.id_of("Avery"));
    assert_eq!(firm.mira.get(&format!("/expenses?member={mira}")).await.status, 200);
    let (other, nobody) = (
        firm.mira.get(&format!("/expenses?member={avery}")).await,
        firm.mira.get(&format!("/expenses?member={}", uuid::Uuid::now_v7())).await,
    );
    assert_eq!(
        (other.status, other.shown("flash")),
        (422, nobody.shown("flash")),
        "no way to tell who is there"
    );
    let open = firm.mira.get("/expenses?filter=open").await;
    for page in [&other, &open] {
        assert!(page.attributes("input[name=member]", "value").is_empty());
    }
    assert!(
        !firm
            .org
            .owner
            .get("/expenses?filter=open")
            .await
            .attributes("input[name=member]", "value")
            .is_empty()
    );
}

#[actix_web::test]
async fn nothing_found_says_what_to_do() {
    let acme = TestApp::start().await.organization("acme").await;
    acme.spend("12.50", "Lunch").await;
    let page = acme.owner.get("/expenses?q=dinner").await;
    assert_eq!((page.status, page.texts(".empty__title")), (200, vec!["No expenses match".to_owned()]));
    assert_eq!(page.attributes(".empty a", "href"), ["/expenses"]);
    assert_eq!(page.field("q").as_deref(), Some("dinner"));
    let page = acme.owner.get("/expenses?status=trash&q=dinner").await;
    assert_eq!(page.attributes(".empty a", "href"), ["/expenses?status=trash"]);
}

#[actix_web::test]
async fn months_stand_only_over_a_list_by_date() {
    let acme = TestApp::start().await.organization("acme").await;
    for (day, amount) in [("2026-10-05", "10.00"), ("2025-11-02", "7.25")] {
        acme.spend_as(&acme.owner, &[("spent_on", day), ("amount", amount)]).await;
    }
    assert_eq!(acme.owner.get("/expenses?sort=%2Bspent_on").await.texts(".month__head").len(), 2);
    let page = acme.owner.get("/expenses?sort=amount").await;
    assert_eq!(page.texts(".month__head"), Vec::<String>::new());
    assert_eq!(page.texts(".row__date"), ["Oct 5", "Nov 2, 2025"], "the year where it is another");
}

#[test]
fn the_model_tells_the_words_apart() {
    assert_eq!(list_model::fold("Bäckerei Groß"), "backerei gross");
    assert_eq!(list_model::fold("Hôtel d’Été"), "hotel d’ete");
}
