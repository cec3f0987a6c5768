//! Entering expenses: mistakes, several in a row, Back, two tabs, the trash.

use crate::browser::{Browser, Setup, browse};
use crate::support::Organization;
use fantoccini::key::Key;

/// An organization of its own, its owner signed in.
async fn signed_in(browser: &Browser, name: &str) -> Organization {
    let organization = browser.app.organization(name).await;
    browser.sign_in(&organization, &format!("owner@{}.test", organization.slug)).await;
    organization
}

#[actix_web::test]
async fn a_form_with_errors_keeps_what_was_typed_and_shows_the_way() {
    browse(Setup::default(), async |browser| {
        let acme = signed_in(browser, "acme").await;
        browser.open_page(&acme.host(), "/expenses/new").await;
        browser.fill("amount", "12.50").await;
        browser.fill("note", "Lunch with the lighting people\nof the museum").await;
        browser.press("Software").await;
        browser.press("Save expense").await;

        browser.find(".summary").await;
        browser.focuses("merchant").await;
        assert_eq!(browser.value("amount").await, "12.50");
        assert_eq!(browser.value("note").await, "Lunch with the lighting people\nof the museum");
        assert_eq!(browser.text(".chip:has(:checked)").await, "Software");
        assert!(browser.client.title().await.unwrap().starts_with("Error: "));
        assert_eq!(browser.count("[data-testid^=error-]").await, 1);

        // Several: the first has the focus, the summary leads to the others.
        browser.fill("amount", "1e9").await;
        browser.script("document.getElementById('spent_on').value = ''").await;
        browser.press("Save expense").await;
        browser.find("[data-testid=error-amount]").await;
        browser.focuses("amount").await;
        assert_eq!(browser.value("amount").await, "1e9");
        let links = browser.client.find_all(fantoccini::Locator::Css(".summary__list a")).await.unwrap();
        assert_eq!(links.len(), 3);
        links[1].click().await.unwrap();
        browser.focuses("merchant").await;
        assert_eq!(
            browser.find("#merchant").await.attr("aria-describedby").await.unwrap().as_deref(),
            Some("error-merchant")
        );

        browser.fill("amount", "12.50").await;
        browser.fill("merchant", "Gasthaus Wild").await;
        browser.script("document.getElementById('spent_on').value = '2026-11-20'").await;
        browser.press("Save expense").await;
        browser.at_expense().await;
        browser.heading("Gasthaus Wild").await;
        browser.says(".details__note", "of the museum").await;
    })
    .await;
}

#[actix_web::test]
async fn saving_and_adding_another_keeps_what_stays_the_same() {
    browse(Setup::default(), async |browser| {
        let acme = signed_in(browser, "acme").await;
        browser.open_page(&acme.host(), "/expenses/new").await;
        browser.fill("amount", "40").await;
        browser.choose("currency", "USD").await;
        assert!(browser.find("#rate").await.is_displayed().await.unwrap());
        browser.fill("rate", "0.9").await;
        browser.fill("merchant", "Yellow Cab").await;
        browser.script("document.getElementById('spent_on').value = '2026-10-07'").await;
        browser.press("Local transport").await;
        browser.press("Save and add another").await;

        browser.says("[data-testid=flash]", "Saved $40.00.").await;
        browser.focuses("amount").await;
        assert_eq!(browser.value("amount").await, "");
        assert_eq!(browser.value("merchant").await, "");
        assert_eq!(browser.value("spent_on").await, "2026-10-07");
        assert_eq!(browser.value("currency").await, "USD");
        assert_eq!(browser.text(".chip:has(:checked)").await, "Local transport");

        // The rate goes away with the foreign currency.
        browser.choose("currency", "EUR").await;
        assert!(!browser.find("#rate").await.is_displayed().await.unwrap());

        // Enter saves, from any field of one line.
        browser.fill("amount", "12,50").await;
        browser.fill("merchant", "Trattoria").await;
        browser.keys(&char::from(Key::Enter).to_string()).await;
        browser.at_expense().await;
        browser.open_page(&acme.host(), "/expenses").await;
        assert_eq!(browser.text("[data-testid=total-count]").await, "2");
        assert_eq!(browser.text("[data-testid=total-amount]").await, "48.50 EUR", "40 x 0.9 + 12.50");
    })
    .await;
}

#[actix_web::test]
async fn what_goes_to_the_trash_comes_back_with_one_press() {
    browse(Setup::default(), async |browser| {
        let acme = signed_in(browser, "acme").await;
        let beans = acme.spend("12.50", "Coffee beans").await;
        browser.open_page(&acme.host(), &beans).await;
        browser.press("Move to trash").await;
        browser.at("/expenses").await;
        browser.says("[data-testid=flash]", "Moved Coffee beans to the trash.").await;
        assert_eq!(browser.count("[data-testid=expense-row]").await, 0);
        browser.press("Undo").await;
        browser.at(&beans).await;
        browser.says("[data-testid=flash]", "Restored Coffee beans.").await;

        // And from the trash itself.
        browser.press("Move to trash").await;
        browser.at("/expenses").await;
        browser.press("Trash").await;
        browser.heading("Trash").await;
        browser.find(".row__act button").await.click().await.unwrap();
        browser.at(&beans).await;
        browser.open_page(&acme.host(), "/expenses").await;
        assert_eq!(browser.text("[data-testid=total-amount]").await, "12.50 EUR");
    })
    .await;
}

#[actix_web::test]
async fn back_and_another_amount_asks_which_is_meant() {
    browse(Setup::default(), async |browser| {
        let acme = signed_in(browser, "acme").await;
        browser.open_page(&acme.host(), "/expenses/new").await;
        browser.fill("amount", "12.50").await;
        browser.fill("merchant", "Coffee beans").await;
        browser.press("Meals").await;
        browser.press("Save expense").await;
        let first = browser.at_expense().await;

        // The same form once more: the same expense.
        browser.client.back().await.unwrap();
        browser.heading("New expense").await;
        fill_again(browser, "12.50").await;
        browser.press("Save expense").await;
        browser.at(&first).await;

        // With another amount: neither saved twice in silence nor lost.
        browser.client.back().await.unwrap();
        browser.heading("New expense").await;
        fill_again(browser, "99").await;
        browser.press("Save expense").await;
        browser.says("h1", "Already saved as 12.50 EUR at Coffee beans").await;
        browser.says(".head__text", "99.00 EUR").await;
        browser.press("Save as a new expense").await;
        let second = browser.at_expense().await;
        assert_ne!(first, second);
        browser.open_page(&acme.host(), "/expenses").await;
        assert_eq!(browser.text("[data-testid=total-count]").await, "2");
        assert_eq!(browser.text("[data-testid=total-amount]").await, "111.50 EUR");
    })
    .await;
}

/// After Back a browser may have kept the entries or not; either way the person sees to it that they are there.
async fn fill_again(browser: &Browser, amount: &str) {
    browser.fill("amount", amount).await;
    browser.fill("merchant", "Coffee beans").await;
    browser.press("Meals").await;
}

#[actix_web::test]
async fn two_tabs_never_lose_an_edit() {
    browse(Setup::default(), async |browser| {
        let acme = signed_in(browser, "acme").await;
        let expense = acme.spend("12.50", "Coffee beans").await;
        let edit = format!("{expense}/edit");
        browser.open_page(&acme.host(), &edit).await;
        let first = browser.client.window().await.unwrap();
        let second = browser.client.new_window(true).await.unwrap().handle;
        browser.client.switch_to_window(second).await.unwrap();
        browser.open_page(&acme.host(), &edit).await;
        browser.fill("amount", "13.70").await;
        browser.press("Save expense").await;
        browser.at(&expense).await;

        browser.client.switch_to_window(first).await.unwrap();
        browser.fill("merchant", "Coffee and milk").await;
        browser.press("Save expense").await;
        browser.heading("This expense changed while you were editing it").await;
        browser.says(".head__text", "Olivia Owner").await;
        let table = browser.text(".compare").await;
        for part in ["12.50", "13.70", "Coffee beans", "Coffee and milk"] {
            assert!(table.contains(part), "{part} in {table}");
        }
        assert_eq!(browser.count(".compare__row--differs").await, 2);
        browser.press("Keep mine").await;
        browser.at(&expense).await;
        browser.heading("Coffee and milk").await;
        browser.says(".sheet__figure", "12.50").await;
    })
    .await;
}

#[actix_web::test]
async fn a_session_that_ends_while_typing_loses_nothing() {
    browse(Setup::default(), async |browser| {
        let acme = signed_in(browser, "acme").await;
        browser.open_page(&acme.host(), "/expenses/new").await;
        browser.fill("amount", "77.10").await;
        browser.fill("merchant", "Typed for long").await;
        browser.press("Meals").await;
        // Elsewhere the same person ends all sessions.
        acme.owner.post("/sessions/end-all", &[]).await;
        browser.press("Save expense").await;
        browser.heading("Sign in").await;
        browser.says("[data-testid=flash]", "Your entries are kept").await;
        browser.fill("email", &format!("owner@{}.test", acme.slug)).await;
        browser.fill("password", crate::support::app::PASSWORD).await;
        browser.press("Sign in").await;
        browser.heading("Your entries are still here").await;
        browser.press("Continue").await;
        browser
            .until("the entries or the expense", async || {
                Ok((browser.client.source().await?.contains("Typed for long")).then_some(()))
            })
            .await;
    })
    .await;
}
