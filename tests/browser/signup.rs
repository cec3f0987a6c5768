//! From sign-up to the first saved expense: with JavaScript, without it, and without a mouse.

use crate::browser::{Browser, Setup, browse, report};
use crate::support::app::{PASSWORD, unique_slug};
use fantoccini::key::Key;
use std::time::Instant;

/// What a person needs for a key (55 words a minute), and to point at something and click (Card, Moran, Newell 1980).
const SECONDS_A_KEY: f64 = 0.2;
const SECONDS_A_CLICK: f64 = 1.3;
/// Tab from field to field, Enter to send.
const TABS_AND_ENTERS: usize = 8;
/// "Record your first expense" and the category.
const CLICKS: f64 = 2.0;

#[actix_web::test]
async fn a_company_signs_up_and_saves_its_first_expense() {
    browse(Setup::default(), async |browser| {
        let slug = unique_slug("Nordlicht");
        let name = slug.replace('-', " ");
        let begun = Instant::now();

        browser.open_page("localhost", "/").await;
        browser.fill("organization", &name).await;
        browser.press("Sign up").await;

        browser.heading("Sign up").await;
        // The name came along; the slug is suggested, and stands as free.
        browser.says("#slug-hint", "is free").await;
        assert_eq!(browser.value("slug").await, slug);
        assert_eq!(browser.value("timezone").await, "Europe/Dublin");
        assert_eq!(browser.value("currency").await, "EUR");
        assert_eq!(browser.value("locale").await, "en-IE");
        let person = format!("hanna@{slug}.test");
        browser.fill("name", "Hanna Lindner").await;
        browser.fill("email", &person).await;
        browser.fill("password", PASSWORD).await;
        browser.press("Create organization").await;

        browser.at("/").await;
        assert_eq!(browser.host().await, format!("{slug}.localhost"));
        browser.says(".person__name", "Hanna Lindner").await;
        browser.press("Record your first expense").await;

        browser.heading("New expense").await;
        browser.focuses("amount").await;
        browser.fill("amount", "12.50").await;
        browser.fill("merchant", "Café Central").await;
        browser.press("Meals").await;
        browser.press("Save expense").await;

        browser.at_expense().await;
        browser.says("[data-testid=flash]", "Saved €12.50.").await;
        browser.heading("Café Central").await;
        let took = begun.elapsed();
        list_shows_the_first_expense(browser).await;

        let documents = browser.documents().await;
        let pages: Vec<&str> = documents.iter().map(|page| page.path.as_str()).collect();
        assert_eq!(pages[..4], ["/", "/signup", "/", "/expenses/new"], "three pages after the landing page");
        let typed = "NordlichtHanna Lindnerhanna@nordlicht.test12.50Café Central".chars().count() + PASSWORD.len();
        let keys = typed + TABS_AND_ENTERS;
        let person = keys as f64 * SECONDS_A_KEY + CLICKS * SECONDS_A_CLICK;
        report(&format!(
            "sign-up to the first saved expense: 3 pages, {} ms of the machine's time; a person who types all of it \
             presses {keys} keys and clicks {CLICKS} times: some {person:.0} s",
            took.as_millis()
        ));
    })
    .await;
}

#[actix_web::test]
async fn the_slug_follows_the_name_until_it_is_ones_own() {
    browse(Setup::default(), async |browser| {
        let taken = browser.app.organization("taken").await;
        browser.open_page("localhost", "/signup").await;
        browser.focuses("organization").await;
        let slug = unique_slug("bakery");
        browser.keys(&slug.replace('-', " ")).await;
        browser
            .until("the suggestion", async || Ok((browser.value("slug").await == slug).then_some(())))
            .await;
        browser.says("#slug-hint", &format!("{slug}.localhost")).await;

        browser.fill("slug", &taken.slug).await;
        browser.says("#slug-hint", "is taken").await;
        browser.fill("slug", "x").await;
        browser.find("#slug-hint[data-state=invalid]").await;
        // One's own address stays when the name changes after it.
        let own = unique_slug("own");
        browser.fill("slug", &own).await;
        browser.says("#slug-hint", "is free").await;
        browser.fill("organization", "Another name").await;
        browser.fill("name", "Ada").await;
        assert_eq!(browser.value("slug").await, own);

        // Taken all the same when it is sent: the sentence stands beside the field, the rest stays.
        browser.fill("email", "ada@own.test").await;
        browser.fill("slug", &taken.slug).await;
        browser.fill("password", PASSWORD).await;
        browser.press("Create organization").await;
        browser.says("[data-testid=error-slug]", "taken").await;
        browser.focuses("slug").await;
        assert_eq!(browser.value("organization").await, "Another name");
        assert_eq!(browser.value("email").await, "ada@own.test");
        assert_eq!(browser.value("timezone").await, "Europe/Dublin");
        assert_eq!(browser.value("password").await, "");
    })
    .await;
}

#[actix_web::test]
async fn everything_works_without_javascript() {
    browse(Setup { javascript: false, ..Setup::default() }, async |browser| {
        let slug = unique_slug("plain");
        browser.open_page("localhost", "/").await;
        browser.fill("organization", &slug.replace('-', " ")).await;
        browser.press("Sign up").await;

        browser.heading("Sign up").await;
        // Nobody suggests one, so that this also shows that scripts are off; left empty, it is made from the name.
        assert_eq!(browser.value("slug").await, "");
        browser.fill("name", "Hanna Lindner").await;
        browser.fill("email", "hanna@plain.test").await;
        browser.fill("password", PASSWORD).await;
        browser.choose("timezone", "Europe/Vienna").await;
        browser.choose("currency", "EUR").await;
        browser.press("Create organization").await;

        browser.at("/").await;
        assert_eq!(browser.host().await, format!("{slug}.localhost"));
        browser.press("Record your first expense").await;
        browser.heading("New expense").await;
        browser.focuses("amount").await;
        // Nothing typed: the form says so, and the focus is on the first field that is wrong.
        browser.press("Save expense").await;
        browser.find(".summary").await;
        browser.focuses("amount").await;
        browser.fill("amount", "12.50").await;
        // The rate is in sight, since only a script can hide it.
        assert!(browser.find("#rate").await.is_displayed().await.unwrap());
        browser.fill("merchant", "Café Central").await;
        browser.press("Meals").await;
        browser.press("Save expense").await;
        let expense = browser.at_expense().await;
        list_shows_the_first_expense(browser).await;

        browser.press("Café Central").await;
        browser.at(&expense).await;
        browser.press("Edit").await;
        browser.heading("Edit expense").await;
        browser.fill("merchant", "Café Prückel").await;
        browser.press("Save expense").await;
        browser.heading("Café Prückel").await;
        browser.press("Move to trash").await;
        browser.press("Undo").await;
        browser.at(&expense).await;
        browser.says("[data-testid=flash]", "Restored").await;

        // The person's menu is a popover: it opens without a script.
        browser.find(".person").await.click().await.unwrap();
        browser.press("Sign out").await;
        browser.at("/login").await;
    })
    .await;
}

#[actix_web::test]
async fn the_keyboard_is_enough() {
    browse(Setup::default(), async |browser| {
        let (tab, enter) = (char::from(Key::Tab).to_string(), char::from(Key::Enter).to_string());
        let slug = unique_slug("keys");
        browser.open_page("localhost", "/").await;
        browser.tab_to("organization").await;
        browser.keys(&slug.replace('-', " ")).await;
        browser.keys(&enter).await;

        browser.heading("Sign up").await;
        // The name came along, so the focus need not go back to it.
        browser.says("#slug-hint", "is free").await;
        browser.tab_to("name").await;
        browser.keys(&format!("Hanna Lindner{tab}")).await;
        browser.focuses("email").await;
        browser.keys(&format!("hanna@keys.test{tab}{PASSWORD}")).await;
        browser.tab_to("timezone").await;
        browser.keys("Europe/V").await;
        assert!(browser.value("timezone").await.starts_with("Europe/V"));
        browser.tab_to("Create organization").await;
        browser.keys(&enter).await;

        browser.at("/").await;
        browser.find("#steps-title").await;
        assert_eq!(browser.host().await, format!("{slug}.localhost"));
        browser.keys(&tab).await;
        assert_eq!(browser.focus().await, "Skip to content");
        browser.keys(&enter).await;
        browser.tab_to("Record your first expense").await;
        browser.keys(&enter).await;

        browser.heading("New expense").await;
        browser.focuses("amount").await;
        browser.keys("12.50").await;
        browser.tab_to("merchant").await;
        browser.keys("Café Central").await;
        // The chips are one stop; letters find a category, arrows go on from there.
        browser.tab_to("category_id").await;
        browser.keys("mea").await;
        browser.says(".chip:has(:checked)", "Meals").await;
        browser.keys(&char::from(Key::Right).to_string()).await;
        browser.keys(&char::from(Key::Left).to_string()).await;
        browser.says(".chip:has(:checked)", "Meals").await;
        browser.tab_to("Save expense").await;
        browser.keys(&enter).await;
        browser.at_expense().await;
        browser.says("[data-testid=flash]", "Saved €12.50.").await;
        list_shows_the_first_expense(browser).await;
    })
    .await;
}

async fn list_shows_the_first_expense(browser: &Browser) {
    browser.open_page(&browser.host().await, "/expenses").await;
    browser.says("[data-testid=expense-row]", "Café Central").await;
    assert_eq!(browser.count("[data-testid=expense-row]").await, 1);
    assert_eq!(browser.text("[data-testid=total-count]").await, "1");
    assert_eq!(browser.text("[data-testid=total-amount]").await, "12.50 EUR");
}
