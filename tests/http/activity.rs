//! The trail of the whole organization: who reads it, in which words, by which filters, page by page.

use crate::categories::path;
use crate::support::{Answer, Client, Organization, TestApp};
use outlay::policy::role::Role;
use std::collections::BTreeSet;

async fn acme() -> Organization {
    TestApp::start().await.organization("acme").await
}

/// The sentences of a page, newest first.
fn told(page: &Answer) -> Vec<String> {
    page.texts(".told__words")
}

#[actix_web::test]
async fn it_tells_in_words_who_did_what_to_which_thing() {
    let acme = acme().await;
    let lunch = acme.spend("12.50", "Café Central").await;
    acme.owner.post(&format!("{lunch}/delete"), &[]).await;
    let meals = path(&acme, "Meals").await;
    acme.owner.post(&meals, &[("name", "Food"), ("account_code", "7650")]).await;
    let page = acme.owner.get("/activity").await;
    assert_eq!(page.status, 200);
    assert_eq!(
        told(&page),
        [
            "Olivia Owner changed Food",
            "Olivia Owner moved Café Central to the trash",
            "Olivia Owner recorded Café Central, 12.50 EUR",
            "Olivia Owner joined",
            "Olivia Owner made the organization",
        ]
    );
    let details = ["account code: none 7650", "name: Meals Food", "without a version"];
    assert_eq!(page.texts(".told__details li"), details, "the trash was asked for without a version");
    let links = page.attributes(".told a", "href");
    assert_eq!(links[1..], [lunch.clone(), lunch]);
    assert_eq!(links[0], meals.replace("/categories/", "/categories#c-"));
    assert_eq!(page.all(".day__name").len(), 1);
}

#[actix_web::test]
async fn those_who_keep_the_books_read_it_and_all_others_are_refused() {
    let acme = acme().await;
    let shown = |page: Answer| page.attributes(".menu a", "href").contains(&"/activity".to_owned());
    assert!(shown(acme.owner.get("/").await));
    for (role, reads) in
        [(Role::Admin, true), (Role::Auditor, true), (Role::Approver, false), (Role::Member, false)]
    {
        let browser = acme.member(role.as_str(), role).await;
        assert_eq!(browser.get("/activity").await.status, if reads { 200 } else { 403 }, "{role:?}");
        assert_eq!(shown(browser.get("/expenses").await), reads, "{role:?}");
    }
}

#[actix_web::test]
async fn events_of_another_version_are_shown_by_their_code() {
    let acme = acme().await;
    acme.sql(
        "INSERT INTO events (id, at, act, subject_kind, subject_id, after) VALUES
         (gen_random_uuid(), now(), 'budget.exceeded', 'budget', gen_random_uuid(), '{\"limit\": \"<b>9</b>\"}')",
    );
    let page = acme.owner.get("/activity").await;
    assert_eq!(told(&page)[0], "Outlay budget.exceeded");
    assert!(!page.text.contains("<b>9"));
}

/// An organization in which two people did several things on several days.
async fn office() -> (Organization, String) {
    let acme = acme().await;
    let mira = acme.member("Mira", Role::Member).await;
    acme.spend("12.50", "Owners lunch").await;
    acme.spend_as(&mira, &[("amount", "7.50"), ("merchant", "Miras taxi")]).await;
    acme.owner.post(&format!("{}/archive", path(&acme, "Other").await), &[]).await;
    acme.sql("UPDATE events SET at = '2026-03-28T23:30:00Z' WHERE act = 'expense.created' AND after->>'merchant' LIKE 'Owners%'");
    let mira = acme.ask("SELECT id FROM members WHERE name = 'Mira'");
    (acme, mira)
}

async fn filtered(acme: &Organization, query: &str) -> Vec<String> {
    let page = acme.owner.get(&format!("/activity?{query}")).await;
    assert_eq!(page.status, 200, "{query}");
    told(&page)
}

#[actix_web::test]
async fn filters_stand_in_the_address_and_come_off_one_by_one() {
    let (acme, mira) = office().await;
    let (taxi, lunch) =
        ("Mira recorded Miras taxi, 7.50 EUR", "Olivia Owner recorded Owners lunch, 12.50 EUR");
    assert_eq!(filtered(&acme, &format!("person={mira}")).await, [taxi]);
    assert_eq!(filtered(&acme, "kind=expense").await, [taxi, lunch]);
    assert_eq!(filtered(&acme, "act=category.archived").await, ["Olivia Owner archived Other"]);
    assert_eq!(filtered(&acme, &format!("person={mira}&kind=category")).await, Vec::<String>::new());
    // Vienna's 29 March begins at 23:00 UTC, and its clocks go forward that night.
    assert_eq!(filtered(&acme, "from=2026-03-29&to=2026-03-29").await, [lunch]);
    assert_eq!(filtered(&acme, "from=2026-03-28&to=2026-03-28").await, Vec::<String>::new());
    assert_eq!(filtered(&acme, "kind=expense&from=2026-03-30").await, [taxi]);

    let page = acme.owner.get(&format!("/activity?person={mira}&kind=expense&from=2026-01-01")).await;
    assert_eq!(page.texts(".asked__chip"), ["By MiraRemove", "ExpensesRemove", "From January 1, 2026Remove"]);
    let without = page.attributes(".asked__chip", "href");
    assert_eq!(without[0], "/activity?kind=expense&from=2026-01-01");
    assert_eq!(page.field("person").as_deref(), Some(mira.as_str()));
    assert_eq!(page.field("from").as_deref(), Some("2026-01-01"));
    let empty = acme.owner.get("/activity?act=member.invited").await;
    assert_eq!(empty.texts(".empty__title"), ["Nothing matches"]);
}

#[actix_web::test]
async fn a_filter_that_cannot_be_read_is_named_and_the_others_stand() {
    let (acme, _) = office().await;
    for (query, named) in [
        ("kind=expense&person=nobody", "person"),
        ("kind=expense&act=expense.juggled", "act"),
        ("kind=expense&from=2026-02-30", "from"),
        ("kind=expense&to=tomorrow", "to"),
        ("kind=expense&after=AAAA", "after"),
        ("kind=expense&before=%00", "before"),
    ] {
        let page = acme.owner.get(&format!("/activity?{query}")).await;
        assert_eq!(page.status, 422, "{query}");
        assert!(page.shown("flash").contains(named), "{query}: {}", page.shown("flash"));
        assert_eq!(told(&page).len(), 2, "{query}");
    }
}

/// Walks from a page to the end along links of this kind; answers what each page told.
async fn walk(browser: &Client, from: &str, rel: &str) -> Vec<Vec<String>> {
    let (mut pages, mut next) = (Vec::new(), Some(from.to_owned()));
    while let Some(address) = next {
        let page = browser.get(&address).await;
        assert_eq!(page.status, 200, "{address}");
        pages.push(page.attributes(".told a", "href"));
        next = page.attribute(&format!(".pages a[rel={rel}]"), "href");
        assert!(pages.len() < 20);
    }
    pages
}

#[actix_web::test]
async fn pages_show_every_event_once_in_both_directions() {
    let acme = acme().await;
    // Seven at each instant, so that the instant alone would lose some at a page's end.
    acme.sql(
        "INSERT INTO events (id, at, act, subject_kind, subject_id)
         SELECT gen_random_uuid(), '2026-01-01'::timestamptz + (n / 7) * interval '1 hour', 'expense.submitted',
                'expense', gen_random_uuid()
         FROM generate_series(0, 129) n",
    );
    let pages = walk(&acme.owner, "/activity?kind=expense", "next").await;
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [50, 50, 30]);
    let all: Vec<String> = pages.concat();
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 130);
    let expected = acme.ask("SELECT string_agg('/expenses/' || subject_id, ',' ORDER BY at DESC, id DESC) FROM events WHERE subject_kind = 'expense'");
    assert_eq!(all.join(","), expected);
    let first = acme.owner.get("/activity?kind=expense").await;
    let second = first.attribute(".pages a[rel=next]", "href").unwrap();
    let third = acme.owner.get(&second).await.attribute(".pages a[rel=next]", "href").unwrap();
    // Newer events meanwhile move no page.
    acme.spend("1.00", "Later").await;
    let back = walk(&acme.owner, &third, "prev").await;
    assert_eq!(back.iter().map(Vec::len).collect::<Vec<_>>(), [30, 50, 50, 1]);
    assert_eq!(back[1], pages[1]);
    assert_eq!(back[2], pages[0]);
}
