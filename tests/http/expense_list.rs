//! The list: by month with totals, a page at a time, and the trash.

use crate::support::{Answer, Client, Organization, TestApp};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

fn ids(page: &Answer) -> Vec<String> {
    page.attributes("[data-testid=expense-row]", "data-id")
}

/// Puts many expenses of the owner into the table: `count` of them on each of these days.
fn record_many(org: &Organization, days: &[&str], count: u32) {
    for day in days {
        org.sql(&format!(
            "INSERT INTO expenses (id, member_id, entered_by, category_id, spent_on, merchant, note, amount, currency,
                 rate, base_amount, status, version, created_at, updated_at)
             SELECT gen_random_uuid(), m.id, m.id, c.id, '{day}', 'Taxi ' || n, '', 1.25, 'EUR', 1, 1.25, 'draft', 1,
                 now(), now()
             FROM generate_series(1, {count}) n, (SELECT id FROM members LIMIT 1) m,
                 (SELECT id FROM categories LIMIT 1) c"
        ));
    }
}

/// Follows the links of one direction to the end; the ids page by page.
async fn follow(browser: &Client, path: &str, rel: &str) -> Vec<Vec<String>> {
    let (mut pages, mut next) = (Vec::new(), Some(path.to_owned()));
    while let Some(path) = next {
        let page = browser.get(&path).await;
        assert_eq!(page.status, 200, "{path}");
        pages.push(ids(&page));
        assert!(pages.len() < 500, "the pages have an end");
        next = page.attribute(&format!("a[rel={rel}]"), "href");
    }
    pages
}

#[actix_web::test]
async fn months_have_their_own_totals() {
    let acme = TestApp::start().await.organization("acme").await;
    for (day, amount) in
        [("2026-10-05", "10.00"), ("2026-11-02", "7.25"), ("2026-10-20", "5.50"), ("2025-10-05", "1")]
    {
        acme.spend_as(&acme.owner, &[("spent_on", day), ("amount", amount)]).await;
    }
    let list = acme.owner.get("/expenses").await;
    assert_eq!(
        list.texts(".month__head"),
        [
            "November 2026 1 expense 7.25 EUR",
            "October 2026 2 expenses 15.50 EUR",
            "October 2025 1 expense 1.00 EUR"
        ],
        "10.00 + 5.50 = 15.50"
    );
    assert_eq!((list.shown("total-count"), list.shown("total-amount")), ("4".into(), "23.75 EUR".into()));
    let dates = list.attributes("[data-testid=expense-row] time", "datetime");
    assert_eq!(dates, ["2026-11-02", "2026-10-20", "2026-10-05", "2025-10-05"], "newest first");
    // A page shows a part of a month; its heading counts the whole.
    let part = acme.owner.get("/expenses?per=2").await;
    assert_eq!(part.texts(".month__head")[1], "October 2026 2 expenses 15.50 EUR");
    assert_eq!(part.shown("total-count"), "4");
}

#[actix_web::test]
async fn an_empty_list_says_what_to_do() {
    let acme = TestApp::start().await.organization("acme").await;
    let list = acme.owner.get("/expenses").await;
    assert_eq!((list.shown("total-count"), list.shown("total-amount")), ("0".into(), "0.00 EUR".into()));
    assert_eq!(list.texts(".empty__title"), ["No expenses yet"]);
    assert_eq!(list.attributes(".empty a", "href"), ["/expenses/new"]);
    let trash = acme.owner.get("/expenses?status=trash").await;
    assert_eq!(trash.texts(".empty__title"), ["The trash is empty"]);
}

#[actix_web::test]
async fn pages_lead_through_all_and_back() {
    let acme = TestApp::start().await.organization("acme").await;
    // 120 of one day, so that the date alone tells nothing apart; 7 + 7 beside it.
    record_many(&acme, &["2026-11-02"], 120);
    record_many(&acme, &["2026-11-03", "2026-10-31"], 7);
    let sorted = acme.ask("SELECT string_agg(id::text, ' ' ORDER BY spent_on DESC, id DESC) FROM expenses");
    let expected: Vec<&str> = sorted.split(' ').collect();
    for (path, sizes) in [
        ("/expenses", vec![50, 50, 34]),
        ("/expenses?per=67", vec![67, 67]),
        ("/expenses?per=134", vec![134]),
        ("/expenses?per=33&sort=spent_on&status=draft", vec![33, 33, 33, 33, 2]),
    ] {
        let there = follow(&acme.owner, path, "next").await;
        assert_eq!(there.iter().map(Vec::len).collect::<Vec<_>>(), sizes, "{path}");
        assert_eq!(there.concat(), expected, "{path}: each once, newest first");
    }
    // Back from the last page of 33: the same rows, from the far end.
    let mut last = acme.owner.get("/expenses?per=33").await;
    while let Some(older) = last.attribute("a[rel=next]", "href") {
        last = acme.owner.get(&older).await;
    }
    let newer = last.attribute("a[rel=prev]", "href").expect("a way back");
    let mut back = follow(&acme.owner, &newer, "prev").await;
    back.reverse();
    back.push(ids(&last));
    assert_eq!(back.concat(), expected);
}

#[actix_web::test]
async fn a_page_stays_where_it_is_when_others_are_added() {
    let acme = TestApp::start().await.organization("acme").await;
    record_many(&acme, &["2026-11-02"], 6);
    let first = acme.owner.get("/expenses?per=3").await;
    let older = first.attribute("a[rel=next]", "href").unwrap();
    let second = ids(&acme.owner.get(&older).await);
    acme.spend("1.00", "Newer").await;
    assert_eq!(ids(&acme.owner.get(&older).await), second);
    acme.sql(&format!("DELETE FROM expenses WHERE id = '{}'", ids(&first)[2]));
    assert_eq!(ids(&acme.owner.get(&older).await), second, "the row it begins beside may be gone");
}

#[actix_web::test]
async fn an_address_that_cannot_be_read_is_422_within_the_list() {
    let acme = TestApp::start().await.organization("acme").await;
    acme.spend("12.50", "Coffee beans").await;
    let id = Uuid::now_v7();
    let cursor = |text: String| URL_SAFE_NO_PAD.encode(text);
    let good = cursor(format!("spent_on|desc|2026-11-02|{id}"));
    let beside = acme.owner.get(&format!("/expenses?after={good}")).await;
    assert_eq!(
        (beside.status, beside.location().as_str()),
        (303, "/expenses"),
        "nothing lies beside it any more"
    );
    let bad: Vec<String> = [
        "status=nonsense",
        "status=DRAFT",
        "sort=colour",
        "sort=amount'",
        "per=0",
        "per=201",
        "per=-1",
        "per=abc",
        "per=1e2",
        "per=99999999999999999999",
        "after=x",
        "before=%00",
        "after=%FF",
        "after===",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain([
        format!("after={good}&before={good}"),
        format!("after={good}A"),
        format!("after={}", cursor(format!("amount|desc|2026-11-02|{id}"))),
        format!("after={}", cursor(format!("spent_on|asc|2026-11-02|{id}"))),
        format!("after={}", cursor(format!("spent_on|desc|2026-13-02|{id}"))),
        format!("after={}", cursor("spent_on|desc|2026-11-02|1; DROP TABLE expenses".to_owned())),
        format!("after={}", cursor(format!("spent_on|desc|2026-11-02|{id}|more"))),
        // Years that chrono knows and PostgreSQL doesn't.
        format!("after={}", cursor(format!("spent_on|desc|-9999-01-01|{id}"))),
        format!("before={}", cursor(format!("spent_on|desc|+262142-12-31|{id}"))),
    ])
    .collect();
    for query in bad {
        let answer = acme.owner.get(&format!("/expenses?{query}")).await;
        assert_eq!(answer.status, 422, "{query}");
        assert!(answer.shown("flash").contains("doesn't have"), "{query}");
        assert_eq!(answer.shown("total-count"), "1", "{query}: the list stands below");
        assert_eq!(ids(&answer).len(), 1, "{query}");
    }
}

#[actix_web::test]
async fn the_trash_is_a_list_of_its_own() {
    let acme = TestApp::start().await.organization("acme").await;
    let (kept, gone) = (acme.spend("12.50", "Lunch").await, acme.spend("7.50", "Taxi").await);
    assert_eq!(acme.owner.get("/expenses").await.shown("total-amount"), "20.00 EUR", "12.50 + 7.50");
    assert_eq!(acme.owner.post(&format!("{gone}/delete"), &[]).await.location(), "/expenses");
    let list = acme.owner.get("/expenses").await;
    assert_eq!(list.shown("total-amount"), "12.50 EUR");
    assert_eq!(ids(&list), [kept.replace("/expenses/", "")]);
    let trash = acme.owner.get("/expenses?status=trash").await;
    assert_eq!((trash.shown("total-count"), trash.shown("total-amount")), ("1".into(), "7.50 EUR".into()));
    assert_eq!(ids(&trash), [gone.replace("/expenses/", "")]);
    let restore = format!("{gone}/restore");
    let answer = acme.owner.post(&restore, &trash.hidden(&restore).pairs()).await;
    assert_eq!(answer.location(), gone);
    assert_eq!(acme.owner.get("/expenses").await.shown("total-amount"), "20.00 EUR");
    record_many(&acme, &["2026-11-02"], 5);
    acme.sql("UPDATE expenses SET trashed_at = now()");
    let pages = follow(&acme.owner, "/expenses?status=trash&per=3", "next").await;
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [3, 3, 1], "its pages stay in the trash");
}

#[actix_web::test]
async fn the_home_page_counts_the_same() {
    let acme = TestApp::start().await.organization("acme").await;
    acme.spend("12.50", "Lunch").await;
    acme.spend("7.50", "Dinner").await;
    let home = acme.owner.get("/").await;
    assert_eq!(home.first("h1").as_deref(), Some("2 drafts to submit"));
    assert_eq!(home.texts(".head__figure"), ["20.00 EUR"], "12.50 + 7.50");
    assert_eq!(home.texts(".home__total"), ["20.00 EUR"]);
    assert_eq!(home.texts(".bars__link"), ["Meals€20.00"]);
    assert_eq!(ids(&home).len(), 2);
}

#[actix_web::test]
async fn a_bar_on_the_home_page_is_as_long_as_the_list_behind_it() {
    let acme = TestApp::start().await.organization("acme").await;
    let (travel, meals) = (acme.category("Travel").await, acme.category("Meals").await);
    acme.sql(&format!("UPDATE categories SET parent_id = '{travel}' WHERE id = '{meals}'"));
    for (amount, category) in [("12.50", &travel), ("7.50", &meals)] {
        acme.spend_as(&acme.owner, &[("amount", amount), ("category_id", category)]).await;
    }
    let home = acme.owner.get("/").await;
    assert_eq!(home.texts(".bars__link"), ["Travel€20.00"], "12.50 + 7.50 of the one below it");
    let list = acme.owner.get(&home.attributes(".bars__link", "href")[0]).await;
    assert_eq!(list.shown("total-amount"), "20.00 EUR");
}

#[actix_web::test]
async fn totals_may_be_larger_than_any_amount() {
    let acme = TestApp::start().await.organization("acme").await;
    for _ in 0..2 {
        let much = [("amount", "999999999999.99"), ("currency", "USD"), ("rate", "900")];
        acme.spend_as(&acme.owner, &much).await;
    }
    let list = acme.owner.get("/expenses").await;
    // 999,999,999,999.99 x 900 = 899,999,999,999,991.00, twice.
    assert_eq!((list.status, list.shown("total-amount")), (200, "1,799,999,999,999,982.00 EUR".to_owned()));
    let home = acme.owner.get("/").await;
    assert_eq!(
        (home.status, home.texts(".head__figure")),
        (200, vec!["1,799,999,999,999,982.00 EUR".to_owned()])
    );
}

#[actix_web::test]
async fn an_expense_outlives_its_currency() {
    let acme = TestApp::start().await.organization("acme").await;
    let lunch = acme.spend("12.50", "Konoba").await;
    acme.sql("UPDATE expenses SET currency = 'HRK', rate = 0.1327, base_amount = 1.66");
    for path in ["/", "/expenses", &lunch, &format!("{lunch}/edit")] {
        let page = acme.owner.get(path).await;
        assert_eq!(page.status, 200, "{path}");
    }
    assert_eq!(acme.owner.get("/expenses").await.shown("total-amount"), "1.66 EUR");
}
