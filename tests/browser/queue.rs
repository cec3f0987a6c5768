//! Deciding by keys, and turning the keys off.

use crate::browser::{Setup, browse};
use fantoccini::key::Key;
use futures_util::future::join_all;
use outlay::policy::role::Role;

/// How many expenses wait in the long queue.
const MANY: usize = 200;
/// One of so many is returned with a comment, the others are approved.
const RETURNED: usize = 25;

#[actix_web::test]
async fn two_hundred_are_cleared_without_touching_the_mouse() {
    browse(Setup::default(), async |browser| {
        let acme = browser.app.organization("acme").await;
        let mira = acme.member("Mira", Role::Member).await;
        let merchants: Vec<String> = (1..=MANY).map(|number| format!("Shop {number:03}")).collect();
        for part in merchants.chunks(8) {
            join_all(part.iter().map(|merchant| {
                let fields = [("merchant", merchant.as_str()), ("intent", "submit")];
                let (acme, mira) = (&acme, &mira);
                async move { acme.spend_as(mira, &fields).await }
            }))
            .await;
        }
        browser.sign_in(&acme, &format!("owner@{}.test", acme.slug)).await;
        browser.open_page(&acme.host(), "/approvals").await;
        browser.heading("The oldest 100 expenses that wait for you").await;
        let key = |key: Key| char::from(key).to_string();
        browser.says("[data-keys-hint]", "Turn keys off").await;
        browser.keys(&format!("j{}", key(Key::Enter))).await;
        let mut seen = Vec::new();
        for decided in 0..MANY {
            let shown = browser
                .until("the next expense", async || {
                    let heading = browser.text("h1").await;
                    Ok((heading.starts_with("Shop ") && !seen.contains(&heading)).then_some(heading))
                })
                .await;
            seen.push(shown);
            browser.says("[data-keys-hint]", "Turn keys off").await;
            if decided % RETURNED == 0 {
                browser.keys("r").await;
                browser.focuses("return-comment").await;
                browser.keys(&format!("Which project?{}{}", key(Key::Tab), key(Key::Enter))).await;
            } else {
                browser.keys("a").await;
            }
        }
        browser.heading("Nothing waits for you").await;
        seen.sort();
        assert_eq!(seen, merchants, "each was shown once");
        for (status, count) in [("approved", MANY - MANY / RETURNED), ("draft", MANY / RETURNED)] {
            let page = mira.get(&format!("/expenses?status={status}")).await;
            assert_eq!(page.testid("total-count"), Some(count.to_string()), "{status}");
        }
    })
    .await;
}

#[actix_web::test]
async fn the_queue_is_gone_through_by_keys_that_can_be_turned_off() {
    browse(Setup::default(), async |browser| {
        let acme = browser.app.organization("acme").await;
        let mira = acme.member("Mira", Role::Member).await;
        for merchant in ["First", "Second", "Third"] {
            acme.spend_as(&mira, &[("merchant", merchant), ("intent", "submit")]).await;
        }
        browser.sign_in(&acme, &format!("owner@{}.test", acme.slug)).await;
        browser.open_page(&acme.host(), "/approvals").await;
        browser.says("[data-keys-hint]", "Turn keys off").await;
        let focused = "return document.activeElement.textContent";
        for (key, merchant) in
            [("j", "First"), ("j", "Second"), ("j", "Third"), ("j", "Third"), ("k", "Second")]
        {
            browser.keys(key).await;
            assert_eq!(browser.script(focused).await, merchant, "{key}");
        }
        // Enter on the link opens it; there the keys decide, and lead to the next.
        browser.script("document.activeElement.click()").await;
        browser.heading("Second").await;
        browser.keys("r").await;
        browser.focuses("return-comment").await;
        browser.keys("a").await;
        assert_eq!(browser.value("return-comment").await, "a", "where one writes, keys are letters");
        browser.fill("return-comment", "Which project?").await;
        browser.script("document.querySelector('details[open] button').click()").await;
        browser.heading("Third").await;
        browser.keys("a").await;
        browser.heading("First").await;

        browser.press("Turn keys off").await;
        browser.says("[data-keys-hint]", "Turn keys on").await;
        browser.open_page(&acme.host(), "/approvals").await;
        browser.says("[data-keys-hint]", "Turn keys on").await;
        browser.keys("j").await;
        assert_ne!(browser.script(focused).await, "First", "off is off, on the next page too");
    })
    .await;
}
