//! Deciding by keys, and turning the keys off.

use crate::browser::{Setup, browse};
use outlay::policy::role::Role;

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
