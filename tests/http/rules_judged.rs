//! What rules find of expenses: shown on drafts, stopping at submit alone, kept as judged.

use crate::rules::{acme, meals};
use crate::support::{Answer, Client, Organization};
use outlay::policy::role::Role;

fn broken(page: &Answer) -> Vec<String> {
    page.texts("[data-testid=broken]")
}

const MEALS: &str = "Meals over 60.00 EUR a day must have a note.";

async fn submit(client: &Client, path: &str) -> Answer {
    client.post(&format!("{path}/submit"), &[]).await
}

/// An expense of somebody in Meals without a note.
async fn lunch(acme: &Organization, who: &Client, amount: &str, more: &[(&str, &str)]) -> String {
    acme.spend_as(who, &[&[("amount", amount)], more].concat()).await
}

#[actix_web::test]
async fn a_missing_note_stops_at_submit_and_never_a_draft() {
    let acme = acme().await;
    meals(&acme).await;
    let mira = acme.member("Mira", Role::Member).await;
    let path = lunch(&acme, &mira, "84.20", &[]).await;
    let page = mira.get(&path).await;
    assert_eq!(broken(&page), [format!("{MEALS} That day comes to 84.20 EUR.")]);
    let refused = submit(&mira, &path).await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.shown("error-note"), "A rule asks for a note. Write what this expense was for.");
    assert_eq!(broken(&refused).len(), 1, "and which one");
    assert_eq!(refused.field("amount").as_deref(), Some("84.20"));
    let form = |note: &'static str| {
        [
            ("spent_on", "2026-01-05"),
            ("merchant", "Café"),
            ("amount", "84.20"),
            ("intent", "submit"),
            ("note", note),
        ]
    };
    let meals = acme.category("Meals").await;
    let fields = |note| [&form(note)[..], &[("category_id", meals.as_str())]].concat();
    let typed = mira.post("/expenses", &fields("")).await;
    assert_eq!((typed.status, typed.field("merchant").as_deref()), (422, Some("Café")));
    assert_eq!(broken(&typed).len(), 1);
    assert_eq!(mira.post("/expenses", &fields("With the client")).await.status, 303);
    let saved = mira.post(&path, &[&fields("With the client")[..], &[("version", "1")]].concat()).await;
    assert_eq!(saved.status, 303, "with a note it asks for nothing more");
}

#[actix_web::test]
async fn a_form_that_is_only_looked_over_shows_what_it_would_break() {
    let acme = acme().await;
    meals(&acme).await;
    let before = acme.contents();
    let page = acme.try_to_spend(&acme.owner, &[("amount", "84.20"), ("intent", "review")]).await;
    assert_eq!((page.status, broken(&page).len()), (200, 1));
    assert_eq!(acme.contents(), before);
}

#[actix_web::test]
async fn what_blocks_is_said_beside_its_field_and_in_bulk() {
    let acme = acme().await;
    acme.rule(&[("when", "merchant"), ("merchant", "minibar"), ("effect", "block")]).await;
    acme.rule(&[("when", "over"), ("limit", "500.00"), ("span", "expense"), ("effect", "block")]).await;
    let mira = acme.member("Mira", Role::Member).await;
    let path = lunch(&acme, &mira, "501.00", &[("merchant", "Hotel MÍNIBAR")]).await;
    let refused = submit(&mira, &path).await;
    assert_eq!(refused.status, 422);
    for field in ["merchant", "amount"] {
        assert!(refused.shown(&format!("error-{field}")).contains("A rule keeps this expense"), "{field}");
    }
    let fine = lunch(&acme, &mira, "9.00", &[]).await;
    let id = |path: &str| path.replace("/expenses/", "");
    let (bad, good) = (format!("{}:1", id(&path)), format!("{}:1", id(&fine)));
    let bulk = mira.post("/expenses/bulk", &[("ids", &bad), ("ids", &good), ("action", "submit")]).await;
    assert!(bulk.text.contains("A rule keeps this expense"), "{} {}", bulk.status, bulk.text);
    let statuses = acme.ask("SELECT string_agg(status, ',' ORDER BY amount) FROM expenses");
    assert_eq!(statuses, "submitted,draft");
}

#[actix_web::test]
async fn what_was_submitted_keeps_the_rules_it_was_judged_by() {
    let acme = acme().await;
    let rule = acme.rule(&[("when", "over"), ("limit", "50.00"), ("span", "expense")]).await;
    let mira = acme.member("Mira", Role::Member).await;
    let (waits, draft) = (lunch(&acme, &mira, "60.00", &[]).await, lunch(&acme, &mira, "61.00", &[]).await);
    assert_eq!(submit(&mira, &waits).await.status, 303, "a warning stops nothing");
    let judged = acme.ask("SELECT rules::text FROM judgements");
    assert!(judged.contains(&rule) && judged.contains("\"version\": 1"), "{judged}");
    let then = ["Expenses over 50.00 EUR will be pointed out. This is 60.00 EUR."];
    assert_eq!(broken(&acme.owner.get(&waits).await), then);
    assert_eq!(acme.owner.get("/approvals").await.texts(".queue__row [data-testid=broken]"), then);
    let edit =
        [("when", "over"), ("limit", "60.50"), ("span", "expense"), ("effect", "block"), ("version", "1")];
    assert_eq!(acme.owner.post(&format!("/settings/rules/{rule}"), &edit).await.status, 303);
    assert_eq!(broken(&acme.owner.get(&waits).await), then, "a change touches drafts alone");
    assert_eq!(
        broken(&mira.get(&draft).await),
        ["Expenses over 60.50 EUR can’t be submitted. This is 61.00 EUR."]
    );
    assert_eq!(acme.owner.post(&format!("{waits}/approve"), &[]).await.status, 303, "nor what is decided");
    assert_eq!(submit(&mira, &draft).await.status, 422);
    acme.owner.post(&format!("/settings/rules/{rule}/switch"), &[("on", "0")]).await;
    assert_eq!(submit(&mira, &draft).await.status, 303);
    assert!(broken(&acme.owner.get(&draft).await).is_empty());
}

#[actix_web::test]
async fn a_likely_duplicate_is_compared_with_only_by_who_sees_the_other() {
    let acme = acme().await;
    acme.rule(&[("when", "duplicate")]).await;
    let mira = acme.member("Mira", Role::Member).await;
    let approver = acme.member("Apolonia", Role::Approver).await;
    let first = lunch(&acme, &mira, "23.40", &[("merchant", "Taxi 40100")]).await;
    let second = lunch(&acme, &mira, "23.40", &[("merchant", "TAXI 40100 Wien")]).await;
    assert!(broken(&mira.get(&first).await).is_empty(), "the first is none");
    let shown = mira.get(&second).await;
    assert_eq!(shown.attributes("[data-testid=twin] a", "href"), std::slice::from_ref(&first));
    assert_eq!(submit(&mira, &second).await.status, 303);
    let queue = approver.get("/approvals").await;
    assert_eq!(broken(&queue), ["Expenses that look recorded twice will be pointed out."]);
    assert!(!queue.text.contains(&first) && !queue.text.contains("Taxi 40100<"), "a draft of hers");
    assert_eq!(submit(&mira, &first).await.status, 303);
    assert_eq!(approver.get("/approvals").await.attributes(".broken__twin", "href"), [first]);
}

#[actix_web::test]
async fn a_form_sent_twice_is_not_its_own_duplicate() {
    let acme = acme().await;
    acme.rule(&[("when", "duplicate"), ("effect", "block")]).await;
    acme.rule(&[("when", "over"), ("limit", "60.00"), ("span", "day"), ("effect", "block")]).await;
    let mira = acme.member("Mira", Role::Member).await;
    let form = |intent: &'static str, token: &'static str| {
        [("amount", "50.00"), ("intent", intent), ("form_token", token)]
    };
    let (first, second) = ("7a0c1a58-0d3c-4a59-8f43-5d0f3f1c0001", "7a0c1a58-0d3c-4a59-8f43-5d0f3f1c0002");
    for intent in ["save", "submit", "submit"] {
        assert_eq!(acme.try_to_spend(&mira, &form(intent, first)).await.status, 303, "{intent}");
    }
    assert_eq!(acme.ask("SELECT string_agg(status, ',') FROM expenses"), "submitted");
    let another = acme.try_to_spend(&mira, &form("submit", second)).await;
    assert_eq!((another.status, broken(&another).len()), (422, 2));
}

#[actix_web::test]
async fn a_limit_for_everybody_together_tells_a_member_nothing_of_what_others_spent() {
    let acme = acme().await;
    let over = [("when", "over"), ("limit", "150.00"), ("span", "together"), ("effect", "block")];
    let rule = acme.rule(&over).await;
    let (mira, nora) = (acme.member("Mira", Role::Member).await, acme.member("Nora", Role::Member).await);
    let fields = |amount: &'static str, intent: &'static str| [("amount", amount), ("intent", intent)];
    assert_eq!(acme.try_to_spend(&nora, &fields("100.00", "submit")).await.status, 303);
    assert_eq!(acme.try_to_spend(&nora, &fields("90.00", "save")).await.status, 303, "drafts count nothing");
    let draft = acme.spend_as(&mira, &fields("50.01", "save")).await;
    let says = "Expenses over 150.00 EUR a month, everybody together, can’t be submitted.";
    let refused = submit(&mira, &draft).await;
    assert_eq!(refused.status, 422);
    assert_eq!(broken(&refused), [format!("{says} Everybody together, that month is over it.")]);
    assert!(!refused.text.contains("150.01"));
    assert!(mira.get(&draft).await.texts("[data-testid=left]").is_empty(), "nor what is left of it");
    let told = [format!("{says} Everybody together comes to 150.01 EUR that month.")];
    assert_eq!(broken(&acme.owner.get(&draft).await), told);
    let january = [("amount", "60.00"), ("spent_on", "2025-01-09"), ("intent", "submit")];
    assert_eq!(acme.try_to_spend(&mira, &january).await.status, 303, "each month for itself");
    let edit = [&over[..3], &[("effect", "warn"), ("version", "1")]].concat();
    assert_eq!(acme.owner.post(&format!("/settings/rules/{rule}"), &edit).await.status, 303);
    assert_eq!(submit(&mira, &draft).await.status, 303);
    let approver = acme.member("Apolonia", Role::Approver).await;
    assert!(
        broken(&approver.get("/approvals").await)[0].contains("comes to 150.01 EUR"),
        "she sees them all"
    );
}

#[actix_web::test]
async fn a_days_limit_counts_what_was_submitted_in_the_category_and_below() {
    let acme = acme().await;
    let travel = acme.category("Travel").await;
    let fields = [("category_id", travel.as_str()), ("when", "over"), ("limit", "100.00"), ("span", "day")];
    acme.rule(&[&fields[..], &[("effect", "block")]].concat()).await;
    let mira = acme.member("Mira", Role::Member).await;
    let (lodging, meals) = (acme.category("Lodging").await, acme.category("Meals").await);
    let spend = async |amount: &str, category: &str, intent: &str| {
        acme.try_to_spend(&mira, &[("amount", amount), ("category_id", category), ("intent", intent)])
            .await
            .status
    };
    assert_eq!(spend("80.00", &lodging, "submit").await, 303);
    assert_eq!(spend("90.00", &meals, "submit").await, 303);
    assert_eq!(spend("20.01", &travel, "submit").await, 422);
    assert_eq!(spend("20.01", &travel, "save").await, 303, "a draft is saved whatever it breaks");
    assert_eq!(spend("20.00", &travel, "submit").await, 303, "drafts count nothing");
    let other = acme.member("Nora", Role::Member).await;
    let fields = [("amount", "99.00"), ("category_id", travel.as_str()), ("intent", "submit")];
    let theirs = acme.try_to_spend(&other, &fields).await;
    assert_eq!(theirs.status, 303, "each member for themselves");
}
