//! Single keys: listed under `?`, one switch for all, and never where one writes.

use crate::browser::{Browser, Setup, browse};
use fantoccini::key::Key;
use outlay::policy::role::Role;

const FOCUSED: &str = "return document.activeElement.textContent.trim()";

/// What the page's list says that keys do.
async fn listed(browser: &Browser) -> Vec<(String, String)> {
    let script = "return [...document.querySelectorAll('.shortcuts__item')].map((item) =>
        [[...item.querySelectorAll('kbd')].map((key) => key.textContent).join(''), item.querySelector('dd').textContent])";
    let found = browser.script(script).await;
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    found.as_array().into_iter().flatten().map(|pair| (text(&pair[0]), text(&pair[1]))).collect()
}

#[actix_web::test]
async fn every_key_of_the_list_does_what_it_says() {
    browse(Setup::default(), async |browser| {
        let acme = browser.app.organization("acme").await;
        let host = acme.host();
        acme.spend("12.50", "Coffee beans").await;
        browser.sign_in(&acme, &format!("owner@{}.test", acme.slug)).await;

        // The list lies above the page; its button has the focus, and gives it back.
        browser.open_page(&host, "/expenses").await;
        browser.script("document.querySelector('.row__link').focus()").await;
        browser.keys("?").await;
        browser.find("dialog[open]").await;
        assert_eq!(browser.script(FOCUSED).await, "Close");
        browser.says("dialog[open]", "Keyboard shortcuts").await;
        browser.keys("n").await;
        browser.keys(&char::from(Key::Escape).to_string()).await;
        browser
            .until("the list to close", async || Ok((browser.count("dialog[open]").await == 0).then_some(())))
            .await;
        assert_eq!(browser.script(FOCUSED).await, "Coffee beans");
        assert_eq!(browser.path().await, "/expenses", "behind the list nothing happened");

        // The menu leads to the same list as a page, without a script too.
        browser.find(".person").await.click().await.unwrap();
        browser.press("Keyboard shortcuts").await;
        browser.heading("Keyboard shortcuts").await;
        let keys = listed(browser).await;
        for (key, does) in &keys {
            let Some(place) = does.strip_prefix("Go to ").filter(|_| key.starts_with('g')) else { continue };
            browser.open_page(&host, "/shortcuts").await;
            browser.keys(key).await;
            browser
                .until(&format!("{key} to lead to {place}"), async || {
                    let path = browser.path().await;
                    let current =
                        browser.client.find(fantoccini::Locator::Css(".places__link[aria-current]")).await?;
                    let label = current.prop("textContent").await?.unwrap_or_default();
                    Ok((path != "/shortcuts" && label.starts_with(place)).then_some(()))
                })
                .await;
        }
        assert!(keys.iter().filter(|(key, _)| key.starts_with('g')).count() >= 5, "{keys:?}");
        browser.keys("n").await;
        browser.at("/expenses/new").await;
        browser.open_page(&host, "/").await;
        browser.keys("/").await;
        browser.at("/expenses").await;
        browser.focuses("q").await;
        browser.keys("n?/x").await;
        assert_eq!(browser.value("q").await, "n?/x", "where one writes, keys are letters");
        assert_eq!((browser.path().await.as_str(), browser.count("dialog").await), ("/expenses", 0));

        // The list's own.
        browser.open_page(&host, "/expenses").await;
        browser.says("[data-keys-hint]", "Turn keys off").await;
        browser.keys("jx").await;
        browser.says("#selected", "1 selected").await;
        browser.says("#live", "1 selected").await;
        let alt = char::from(Key::Alt);
        browser.keys_together(&[alt, 'n']).await;
        browser.keys_together(&[char::from(Key::Control), 'j']).await;
        assert_eq!(browser.path().await, "/expenses", "with another key they are the browser's");
    })
    .await;
}

#[actix_web::test]
async fn one_switch_turns_all_of_them_off() {
    browse(Setup::default(), async |browser| {
        let acme = browser.app.organization("acme").await;
        let host = acme.host();
        acme.spend("12.50", "Coffee beans").await;
        browser.sign_in(&acme, &format!("owner@{}.test", acme.slug)).await;
        browser.open_page(&host, "/shortcuts").await;
        browser.press("Turn keys off").await;
        browser.says("[data-keys-switch]", "Turn keys on").await;
        for path in ["/", "/expenses", "/approvals", "/shortcuts"] {
            browser.open_page(&host, path).await;
            browser.find(".places").await;
            browser.keys("?jx/gmn").await;
            assert_eq!(browser.path().await, path);
            assert_eq!(
                browser.count("dialog").await + browser.count(":checked[name=ids]").await,
                0,
                "{path}"
            );
        }
        browser.press("Turn keys on").await;
        browser.keys("n").await;
        browser.at("/expenses/new").await;
    })
    .await;
}

#[actix_web::test]
async fn nobody_is_told_of_keys_that_lead_nowhere_for_them() {
    browse(Setup::default(), async |browser| {
        let acme = browser.app.organization("acme").await;
        acme.member("Eva", Role::Auditor).await;
        browser.sign_in(&acme, &format!("eva@{}.test", acme.slug)).await;
        browser.open_page(&acme.host(), "/shortcuts").await;
        let keys = listed(browser).await;
        assert!(keys.iter().any(|(key, _)| key == "ge"), "{keys:?}");
        assert!(keys.iter().all(|(key, _)| !["n", "a", "r", "ga"].contains(&key.as_str())), "{keys:?}");
        browser.keys("nga").await;
        assert_eq!(browser.path().await, "/shortcuts");
    })
    .await;
}
