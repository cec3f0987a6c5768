//! A written reason lets an expense past a rule that takes one, and past no other; whoever decides reads it.

use crate::rules::acme;
use crate::support::{Answer, Client, Organization};
use outlay::policy::role::Role;

const REASON: &str = "The only hotel that was free";

/// A limit of 50.00 an expense that takes a reason.
async fn lenient(acme: &Organization) -> String {
    let fields = [("when", "over"), ("limit", "50.00"), ("span", "expense")];
    acme.rule(&[&fields[..], &[("effect", "block"), ("exception", "1")]].concat()).await
}

fn excepted(page: &Answer) -> Vec<String> {
    page.texts("[data-testid=excepted] q")
}

async fn submit(client: &Client, path: &str, fields: &[(&str, &str)]) -> Answer {
    client.post(&format!("{path}/submit"), fields).await
}

async fn office() -> (Organization, Client, Client) {
    let acme = acme().await;
    let mira = acme.member("Mira", Role::Member).await;
    let approver = acme.member("Apolonia", Role::Approver).await;
    (acme, mira, approver)
}

#[actix_web::test]
async fn a_rule_says_that_a_reason_is_enough() {
    let (acme, mira, _) = office().await;
    let rule = lenient(&acme).await;
    let says = "Expenses over 50.00 EUR can’t be submitted. A written reason is enough too.";
    assert!(acme.owner.get("/settings/rules").await.texts(".rules__says").contains(&says.to_owned()));
    let form = acme.owner.get(&format!("/settings/rules/{rule}/edit")).await;
    assert_eq!(form.attributes("input[name=exception][checked]", "value"), ["1"]);
    let edit =
        [("when", "over"), ("limit", "50.00"), ("span", "expense"), ("effect", "warn"), ("exception", "1")];
    assert_eq!(acme.owner.post(&format!("/settings/rules/{rule}"), &edit).await.status, 303);
    let warns = acme.owner.get("/settings/rules").await.texts(".rules__says");
    assert_eq!(warns, ["Expenses over 50.00 EUR will be pointed out."], "what stops nothing needs no reason");
    assert!(mira.get("/settings/rules").await.text.contains("pointed out"));
    assert!(acme.owner.get("/activity").await.text.contains("written reason is enough"));
}

#[actix_web::test]
async fn a_reason_goes_with_it_to_whoever_decides() {
    let (acme, mira, approver) = office().await;
    lenient(&acme).await;
    let path = acme.spend_as(&mira, &[("amount", "84.20")]).await;
    assert_eq!(submit(&mira, &path, &[]).await.status, 422, "not without one");
    let page = mira.get(&path).await;
    assert!(page.text.contains("Ask for an exception"));
    for nothing in ["", "  \n "] {
        let again = submit(&mira, &path, &[("exception", nothing), ("version", "1")]).await;
        assert_eq!((again.status, again.testid("error-exception").is_some()), (422, true));
    }
    let long = "x".repeat(2001);
    let again = submit(&mira, &path, &[("exception", &long)]).await;
    assert_eq!(again.status, 422);
    assert!(again.text.contains(&long), "what was typed stays");
    for _ in 0..2 {
        let done = submit(&mira, &path, &[("exception", REASON), ("version", "1")]).await;
        assert_eq!(done.status, 303, "twice is once");
    }
    for page in [approver.get("/approvals").await, approver.get(&path).await, mira.get(&path).await] {
        assert_eq!(excepted(&page), [REASON]);
    }
    assert!(acme.ask("SELECT violations::text FROM judgements").contains(REASON), "kept as judged");
    let acts = acme.acts();
    assert_eq!(acts[acts.len() - 2..], ["expense.exception_asked", "expense.submitted"]);
    assert!(acme.owner.get("/activity").await.text.contains(REASON));
    assert!(approver.get(&path).await.texts(".history__reason").contains(&REASON.to_owned()));
}

#[actix_web::test]
async fn the_form_asks_and_submits_in_one() {
    let (acme, mira, approver) = office().await;
    lenient(&acme).await;
    let form = |reason: &'static str| [("amount", "84.20"), ("exception", reason), ("intent", "submit")];
    let refused = acme.try_to_spend(&mira, &form("")).await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.all("#exception-place:not([hidden]) textarea").len(), 1, "it offers to ask");
    let said = refused.shown("error-exception");
    assert!(said.contains("Write why it should be let through"), "the way out is where the fault is: {said}");
    assert_eq!(refused.all("#exception-place .field__optional").len(), 0, "it is none any more");
    assert!(refused.testid("error-amount").is_none());
    let hidden = mira.get("/expenses/new").await;
    assert_eq!(hidden.all("#exception-place:not([hidden]) textarea").len(), 0);
    let unread = acme.try_to_spend(&mira, &form("a\u{202e}b")).await;
    assert_eq!((unread.status, unread.testid("error-exception").is_some()), (422, true));
    let path = acme.spend_as(&mira, &form(REASON)).await;
    assert_eq!(excepted(&approver.get(&path).await), [REASON]);
    let part = mira.post("/expenses/check", &form("")[..2]).await;
    assert!(part.text.contains("data-excepts"), "{}", part.text);
    assert!(!mira.post("/expenses/check", &[("amount", "9.00")]).await.text.contains("data-excepts"));
}

#[actix_web::test]
async fn it_passes_no_rule_that_takes_none_and_no_other_than_it_was_written_for() {
    let (acme, mira, _) = office().await;
    lenient(&acme).await;
    let path = acme.spend_as(&mira, &[("amount", "84.20"), ("exception", REASON)]).await;
    assert_eq!(excepted(&mira.get(&path).await), [REASON], "a draft keeps it");
    let minibar = [("when", "merchant"), ("merchant", "café"), ("effect", "block")];
    let strict = acme.rule(&minibar).await;
    assert_eq!(submit(&mira, &path, &[]).await.status, 422, "that rule takes none");
    assert_eq!(submit(&mira, &path, &[("exception", REASON)]).await.status, 422);
    let softer = [&minibar[..], &[("exception", "1"), ("version", "1")]].concat();
    assert_eq!(acme.owner.post(&format!("/settings/rules/{strict}"), &softer).await.status, 303);
    assert_eq!(submit(&mira, &path, &[]).await.status, 422, "it was written for the other");
    assert_eq!(submit(&mira, &path, &[("exception", "For both")]).await.status, 303);
}

#[actix_web::test]
async fn it_is_void_once_nothing_asks_for_it() {
    let (acme, mira, approver) = office().await;
    lenient(&acme).await;
    let path =
        acme.spend_as(&mira, &[("amount", "84.20"), ("exception", REASON), ("intent", "submit")]).await;
    assert_eq!(mira.post(&format!("{path}/withdraw"), &[]).await.status, 303);
    let edit = mira.get(&format!("{path}/edit")).await;
    assert!(edit.text.contains(REASON), "what was written is still there");
    let version = edit.field("version").unwrap();
    let meals = acme.category("Meals").await;
    let form = |amount: &'static str| {
        [("amount", amount), ("merchant", "Café"), ("spent_on", "2026-11-20"), ("exception", REASON)]
    };
    let cheaper = [&form("9.00")[..], &[("category_id", meals.as_str()), ("version", &version)]].concat();
    assert_eq!(mira.post(&path, &cheaper).await.status, 303);
    assert_eq!(acme.ask("SELECT count(*) FROM exceptions"), "0");
    assert_eq!(acme.acts().last().map(String::as_str), Some("expense.exception_dropped"));
    assert_eq!(submit(&mira, &path, &[]).await.status, 303);
    assert!(excepted(&approver.get(&path).await).is_empty());
}

#[actix_web::test]
async fn nobody_asks_for_another() {
    let (acme, mira, approver) = office().await;
    lenient(&acme).await;
    let path = acme.spend_as(&mira, &[("amount", "84.20")]).await;
    let before = acme.contents();
    assert_eq!(submit(&approver, &path, &[("exception", REASON)]).await.status, 404);
    assert_eq!(submit(&acme.owner, &path, &[("exception", REASON)]).await.status, 403);
    assert_eq!(acme.contents(), before);
}
