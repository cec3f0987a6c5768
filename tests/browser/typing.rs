//! What is said while an expense is typed: it comes by itself, is read out once, takes the focus from nobody, and goes by
//! keys alone.

use crate::browser::{Setup, browse};
use outlay::policy::role::Role;

#[actix_web::test]
async fn what_the_rules_say_comes_while_typing_and_moves_no_focus() {
    browse(Setup::default(), async |browser| {
        let org = browser.app.organization("typing").await;
        let limit = [("when", "over"), ("limit", "60.00"), ("span", "day"), ("effect", "block")];
        org.rule(&[&limit[..], &[("exception", "1")]].concat()).await;
        let mira = org.member("Mira", Role::Member).await;
        org.spend_as(&mira, &[("amount", "84.20"), ("merchant", "Taxi 40100")]).await;
        browser.sign_in(&org, &format!("mira@{}.test", org.slug)).await;
        browser.open_page(&org.host(), "/expenses/new").await;
        browser.focuses("amount").await;
        browser.keys("9.00").await;
        browser.says("#check", "51.00").await;
        assert_eq!(browser.focus().await, "amount");
        assert_eq!(browser.count("#exception-place:not([hidden])").await, 0);
        browser.script("document.getElementById('amount').value = ''").await;
        browser.keys("84.20").await;
        browser.says("#check", "over the").await;
        assert_eq!(browser.focus().await, "amount");
        browser.says("#live", "84.20").await;
        browser.find("#exception-place:not([hidden])").await;
        assert_eq!(browser.count("[data-testid=twin]").await, 0);
        browser.tab_to("merchant").await;
        browser.keys("TAXI 40100 Wien").await;
        browser.find("[data-testid=twin]").await;
        assert_eq!(browser.focus().await, "merchant");
        browser.tab_to("keep").await;
        browser.keys(" ").await;
        browser.tab_to("exception").await;
        browser.keys("Only one free").await;
        browser.press("Save and submit").await;
        browser.at_expense().await;
        assert_eq!(browser.count("[data-testid=kept]").await, 1);
        browser.says("[data-testid=excepted]", "Only one free").await;
    })
    .await;
}
