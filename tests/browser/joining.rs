//! From an invitation to the first expense of whoever accepted it.

use crate::browser::{Setup, browse};
use crate::support::app::PASSWORD;

async fn invite_and_join(javascript: bool) {
    browse(Setup { javascript, ..Setup::default() }, async |browser| {
        let acme = browser.app.organization("acme").await;
        browser.sign_in(&acme, &format!("owner@{}.test", acme.slug)).await;
        browser.press("Members").await;
        browser.heading("Members").await;
        browser.find(".fold__summary").await.click().await.expect("it opens");
        browser.fill("emails", "Mira Okafor <mira@example.com>, nonsense").await;
        browser.choose("role", "approver").await;
        browser.press("Invite").await;
        browser.says("[data-testid=error-emails]", "nonsense").await;
        browser.says("[data-testid=invitation-row]", "mira@example.com").await;
        assert_eq!(browser.value("emails").await, "nonsense");

        let letters = acme.letters().await;
        let letter = letters.into_iter().find(|letter| letter.to.as_str() == "mira@example.com");
        let url = letter.and_then(|letter| letter.button).expect("a letter with a link").url;
        browser.client.goto(&url).await.expect("the link opens");
        assert_eq!(browser.value("name").await, "Mira Okafor");
        browser.fill("password", PASSWORD).await;
        browser.press("Join").await;
        browser.at("/").await;
        browser.says(".person__name", "Mira Okafor").await;

        browser.open_page(&acme.host(), "/expenses/new").await;
        browser.fill("amount", "12.50").await;
        browser.fill("merchant", "Café Central").await;
        browser.press("Meals").await;
        browser.press("Save expense").await;
        browser.at_expense().await;
        browser.says(".sheet__figure", "12.50").await;
    })
    .await;
}

#[actix_web::test]
async fn an_invited_person_joins_and_records_an_expense() {
    invite_and_join(true).await;
}

#[actix_web::test]
async fn an_invited_person_joins_without_javascript() {
    invite_and_join(false).await;
}
