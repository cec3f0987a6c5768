//! The states that a page of the route table comes into: nothing there yet, mistakes, conflicts, open menus.

use crate::browser::{Setup, browse};
use crate::everyone::{EXTREMES, LONG_NAME};
use crate::inspector::Inspector;
use outlay::policy::role::Role;

#[actix_web::test]
async fn the_public_pages_with_mistakes_are_sound() {
    browse(Setup::default(), async |browser| {
        let mut inspector = Inspector::new(browser);
        browser.open_page("localhost", "/signup").await;
        browser.press("Create organization").await;
        browser.find(".summary").await;
        inspector.look("sign-up with errors").await;
        for (host, path, button) in [
            ("localhost".to_owned(), "/find", "Send the list"),
            (browser.app.organization("sound").await.host(), "/password/forgot", "Send the link"),
        ] {
            browser.open_page(&host, path).await;
            browser.press(button).await;
            browser.find("[data-testid=error-email]").await;
            inspector.look(&format!("{path} with errors")).await;
        }
        inspector.finish("public pages with mistakes");
    })
    .await;
}

#[actix_web::test]
async fn the_first_pages_are_sound() {
    browse(Setup::default(), async |browser| {
        let mut inspector = Inspector::new(browser);
        let empty = browser.app.organization("empty").await;
        let host = empty.host();
        browser.sign_in(&empty, &format!("owner@{}.test", empty.slug)).await;
        let paths = [
            ("first home", "/"),
            ("no expenses", "/expenses"),
            ("empty trash", "/expenses?status=trash"),
            ("empty queue", "/approvals"),
            ("nobody found", "/members?q=nobody-of-this-name"),
            ("nothing found in the trail", "/activity?from=1990-01-01&to=1990-01-02"),
            ("not found, signed in", "/expenses/none"),
        ];
        inspector.open(&host, &paths).await;
        for (path, button) in [
            ("/expenses/new", "Save expense"),
            ("/categories/new", "Add category"),
            ("/settings/profile", "Change password"),
        ] {
            browser.open_page(&host, path).await;
            browser.press(button).await;
            browser.find(".summary").await;
            inspector.look(&format!("{path} with errors")).await;
        }
        browser.open_page(&host, "/settings/organization").await;
        browser.script("document.getElementById('name').value = ''").await;
        browser.press("Save settings").await;
        browser.find(".summary").await;
        inspector.look("settings with errors").await;
        browser.open_page(&host, "/").await;
        browser.find(".person").await.click().await.unwrap();
        inspector.look("the person's menu").await;
        browser.open_page(&host, "/").await;
        browser.find(".places").await;
        browser.keys("?").await;
        browser.find("dialog[open]").await;
        inspector.look("the list of keys").await;

        empty.member("Eva", Role::Auditor).await;
        browser.client.delete_all_cookies().await.unwrap();
        browser.sign_in(&empty, &format!("eva@{}.test", empty.slug)).await;
        inspector.open(&host, &[("an auditor's home", "/"), ("forbidden", "/expenses/new")]).await;
        inspector.finish("first pages");
    })
    .await;
}

#[actix_web::test]
async fn the_list_and_the_queue_in_use_are_sound() {
    browse(Setup::default(), async |browser| {
        let mut inspector = Inspector::new(browser);
        let full = browser.app.organization("list").await;
        let host = full.host();
        let mira = full.member(LONG_NAME, Role::Member).await;
        // Enough that something is always below the bars that float.
        for (number, (amount, currency, merchant)) in EXTREMES.iter().cycle().take(18).enumerate() {
            let day = format!("2026-0{}-1{}", 1 + number / 6, number % 6);
            let fields =
                [("amount", *amount), ("currency", currency), ("merchant", merchant), ("spent_on", &day)];
            full.spend_as(&full.owner, &fields).await;
        }
        for merchant in ["Waits", "Waits too"] {
            full.spend_as(&mira, &[("merchant", merchant), ("intent", "submit")]).await;
        }
        browser.sign_in(&full, &format!("owner@{}.test", full.slug)).await;
        inspector
            .open(
                &host,
                &[
                    ("a list of months", "/expenses"),
                    ("a filtered list", "/expenses?q=e&sort=amount&status=draft&min=1"),
                    ("a list with a wrong filter", "/expenses?min=much&sort=nonsense"),
                    ("nothing found", "/expenses?q=nothing-is-called-this"),
                ],
            )
            .await;
        browser.open_page(&host, "/expenses").await;
        browser.press("Filter and sort").await;
        inspector.look("the filters").await;
        browser.open_page(&host, "/expenses").await;
        browser.find(".row__check > input").await.click().await.unwrap();
        browser.says("#selected", "1 selected").await;
        inspector.look("a selection").await;
        browser.press("Category…").await;
        inspector.look("a selection's drawer").await;
        // It went when the focus went on.
        browser.press("Category…").await;
        browser.press("Change category").await;
        browser.find("[data-testid=error-category_id]").await;
        inspector.look("a bulk act that lacks something").await;

        browser.open_page(&host, "/approvals").await;
        browser.press("Approve ticked").await;
        browser.find("[data-testid=error-ids]:not([hidden])").await;
        inspector.look("a queue with nothing ticked").await;
        browser.open_page(&host, "/approvals").await;
        browser.find("[data-queue-row] input").await.click().await.unwrap();
        browser.press("Return or reject ticked").await;
        browser.press("Reject ticked").await;
        browser.find("[data-testid=error-reason]").await;
        inspector.look("a queue without a reason").await;
        browser.open_page(&host, "/approvals?show=all").await;
        browser.find(".queue__summary").await.click().await.unwrap();
        inspector.look("all that wait, with a history").await;
        inspector.finish("list and queue");
    })
    .await;
}

/// Everything that can be said of an expense before it is submitted, at once.
#[actix_web::test]
async fn what_is_said_before_it_is_submitted_is_sound() {
    browse(Setup::default(), async |browser| {
        let mut inspector = Inspector::new(browser);
        let org = browser.app.organization("before").await;
        let host = org.host();
        for span in ["day", "month", "together"] {
            let limit = [("when", "over"), ("limit", "60.00"), ("span", span), ("effect", "block")];
            org.rule(&[&limit[..], &[("exception", "1")]].concat()).await;
        }
        org.rule(&[("when", "duplicate")]).await;
        let long = [("amount", "84.20"), ("merchant", EXTREMES[0].2)];
        org.spend_as(&org.owner, &long).await;
        let reason = "It was the only room that was free within an hour of the fair, for all of us.";
        let draft = org.spend_as(&org.owner, &[&long[..], &[("exception", reason)]].concat()).await;
        browser.sign_in(&org, &format!("owner@{}.test", org.slug)).await;
        browser.open_page(&host, "/expenses/new").await;
        browser.fill("amount", "84.20").await;
        browser.fill("merchant", EXTREMES[0].2).await;
        browser.says("#check", "Keep both").await;
        inspector.look("a form of which everything is said").await;
        inspector.open(&host, &[("a draft of which everything is said", &draft)]).await;
        browser.open_page(&host, &draft).await;
        browser.press("Ask for an exception").await;
        inspector.look("asking for an exception").await;
        browser.open_page(&host, &draft).await;
        browser.press("Keep both").await;
        browser.find("[data-testid=kept]").await;
        inspector.look("a draft that was kept").await;
        inspector.finish("what is said before it is submitted");
    })
    .await;
}

#[actix_web::test]
async fn conflicts_and_what_follows_are_sound() {
    browse(Setup::default(), async |browser| {
        let mut inspector = Inspector::new(browser);
        let full = browser.app.organization("conflicts").await;
        let host = full.host();
        let expense = full.spend("12.50", "Coffee beans").await;
        let edit = format!("{expense}/edit");
        let mira = full.member("Mira", Role::Member).await;
        let waiting = full.spend_as(&mira, &[("merchant", "Waits"), ("intent", "submit")]).await;
        browser.sign_in(&full, &format!("owner@{}.test", full.slug)).await;

        browser.open_page(&host, "/members").await;
        browser.find(".fold__summary").await.click().await.expect("it opens");
        browser.press("Invite").await;
        browser.find("[data-testid=error-emails]").await;
        inspector.look("inviting with errors").await;

        browser.open_page(&host, &waiting).await;
        browser.press("Return").await;
        inspector.look("returning").await;

        // Saved meanwhile by another tab.
        browser.open_page(&host, &edit).await;
        let fields =
            [("amount", "13"), ("merchant", "Milk"), ("spent_on", "2026-11-20"), ("currency", "EUR")];
        let meals = full.category("Meals").await;
        let fields: Vec<_> = fields.into_iter().chain([("category_id", meals.as_str())]).collect();
        assert_eq!(full.owner.post(&expense, &fields).await.status, 303);
        browser.fill("merchant", EXTREMES[0].2).await;
        browser.press("Save expense").await;
        browser.find(".compare").await;
        inspector.look("stale").await;

        // Both decide; the second one meets a state that does not fit.
        browser.open_page(&host, &waiting).await;
        assert_eq!(full.owner.post(&format!("{waiting}/approve"), &[]).await.status, 303);
        browser.press("Approve").await;
        browser.find("h1").await;
        inspector.look("decided meanwhile").await;

        browser.open_page(&host, &expense).await;
        browser.press("Move to trash").await;
        browser.find("[data-testid=flash]").await;
        inspector.look("the flash with undo").await;
        inspector.open(&host, &[("trash", "/expenses?status=trash"), ("in the trash", &expense)]).await;

        browser.open_page(&host, "/expenses/new").await;
        let token = browser.value_of("[name=form_token]").await;
        let sent = [("amount", "5"), ("merchant", "First"), ("form_token", &token)];
        full.spend_as(&full.owner, &sent).await;
        browser.fill("amount", "6").await;
        browser.fill("merchant", EXTREMES[0].2).await;
        browser.press("Meals").await;
        browser.press("Save expense").await;
        browser.says("h1", "Already saved").await;
        inspector.look("already saved").await;
        inspector.finish("conflicts");
    })
    .await;
}
