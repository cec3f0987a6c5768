//! Each order, both ways: pages lead through every row once and back, while others come and go.

use crate::list_model::{Asked, below, fill, ids, rows};
use crate::support::TestApp;
use std::collections::BTreeSet;

const ORDERS: [(&str, &str); 8] = [
    ("spent_on", "desc"),
    ("spent_on", "asc"),
    ("amount", "desc"),
    ("amount", "asc"),
    ("merchant", "asc"),
    ("merchant", "desc"),
    ("created", "desc"),
    ("created", "asc"),
];

#[actix_web::test]
async fn pages_lead_through_every_order_and_back() {
    let acme = TestApp::start().await.organization("acme").await;
    fill(&acme, 90, 11);
    let (all, below) = (rows(&acme), below(&acme));
    for (sort, dir) in ORDERS {
        for narrowed in [None, Some(("currency", "EUR")), Some(("q", "e"))] {
            let mut asked = Asked::default().with("sort", sort).with("dir", dir);
            asked.pairs.extend(narrowed.map(|(name, value)| (name, value.to_owned())));
            let expected = asked.ids(&all, &below);
            assert!(expected.len() > 30, "{asked:?}");
            let (mut seen, mut path) = (Vec::new(), Some(format!("/expenses?{}&per=13", asked.query())));
            let mut last = None;
            while let Some(next) = path {
                let page = acme.owner.get(&next).await;
                assert_eq!(page.status, 200, "{next}");
                assert_eq!(page.shown("total-count"), expected.len().to_string(), "the whole, not the page");
                seen.extend(ids(&page));
                path = page.attribute("a[rel=next]", "href");
                last = Some(page);
            }
            assert_eq!(seen, expected, "{asked:?}");
            let mut back = Vec::new();
            let mut page = last.expect("a page");
            while let Some(previous) = page.attribute("a[rel=prev]", "href") {
                page = acme.owner.get(&previous).await;
                back.splice(0..0, ids(&page));
            }
            assert_eq!(back, expected[..back.len()], "{asked:?}: and back to the beginning");
            assert!(back.len() + 13 >= expected.len());
        }
    }
}

#[actix_web::test]
async fn rows_that_stay_are_seen_once_while_others_come_and_go() {
    let acme = TestApp::start().await.organization("acme").await;
    fill(&acme, 70, 13);
    for (sort, dir) in ORDERS {
        let before: BTreeSet<String> = listed(&acme).into_iter().collect();
        let (mut seen, mut path) = (Vec::new(), Some(format!("/expenses?sort={sort}&dir={dir}&per=9")));
        let mut seed = 100;
        while let Some(next) = path {
            let page = acme.owner.get(&next).await;
            let here = ids(&page);
            path = page.attribute("a[rel=next]", "href");
            // The row that the next page begins beside goes too.
            if let Some(gone) = here.last() {
                acme.sql(&format!("DELETE FROM expenses WHERE id = '{gone}'"));
            }
            fill(&acme, 3, seed);
            seed += 1;
            seen.extend(here);
        }
        let after: BTreeSet<String> = listed(&acme).into_iter().collect();
        let once: BTreeSet<&String> = seen.iter().collect();
        assert_eq!(once.len(), seen.len(), "{sort} {dir}: none twice");
        for stayed in before.intersection(&after) {
            assert!(once.contains(stayed), "{sort} {dir}: {stayed} was left out");
        }
    }
}

fn listed(acme: &crate::support::Organization) -> Vec<String> {
    rows(acme).into_iter().filter(|row| !row.trashed).map(|row| row.id).collect()
}

#[actix_web::test]
async fn the_short_spellings_of_an_order_are_the_same() {
    let acme = TestApp::start().await.organization("acme").await;
    fill(&acme, 30, 17);
    for (short, sort, dir) in [
        ("amount", "amount", "desc"),
        ("-amount", "amount", "desc"),
        ("%2Bamount", "amount", "asc"),
        ("merchant", "merchant", "asc"),
        ("-merchant", "merchant", "desc"),
        ("-created", "created", "desc"),
        ("-spent_on", "spent_on", "desc"),
    ] {
        let one = acme.owner.get(&format!("/expenses?sort={short}")).await;
        let other = acme.owner.get(&format!("/expenses?sort={sort}&dir={dir}")).await;
        assert_eq!((one.status, ids(&one)), (200, ids(&other)), "{short}");
    }
    assert_eq!(acme.owner.get("/expenses?sort=-amount&dir=asc").await.status, 422, "which one?");
    // A cursor belongs to its order.
    let page = acme.owner.get("/expenses?sort=amount&per=3").await;
    let next = page.attribute("a[rel=next]", "href").expect("another page");
    assert_eq!(acme.owner.get(&next.replace("sort=amount", "sort=merchant")).await.status, 422);
    assert_eq!(acme.owner.get(&format!("{next}&dir=asc")).await.status, 422);
}
