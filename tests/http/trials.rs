//! Dry runs: what a rule, or a button of the list, would have done with what was spent lately.

use crate::rules::acme;
use crate::support::{Answer, Client, Organization};
use chrono::{Days, Utc};
use outlay::policy::role::Role;

const TRY: &str = "/settings/rules/try";

async fn spend(acme: &Organization, who: &Client, amount: &str, more: &[(&str, &str)]) -> String {
    let fields = [&[("amount", amount), ("intent", "submit")], more].concat();
    acme.spend_as(who, &fields).await
}

/// One line of the numbers: today, then, and what that differs.
fn line(page: &Answer, code: &str) -> String {
    page.texts(&format!("[data-testid=tried-{code}] td")).join(" | ")
}

fn rows(page: &Answer) -> Vec<String> {
    page.texts("[data-testid=tried-row]")
}

fn ago(days: u64) -> String {
    (Utc::now().date_naive() - Days::new(days)).to_string()
}

/// Over 60 a day: the second lunch of a day, and the dear one; drafts, rejected ones and those of last year are not judged.
async fn lunches(acme: &Organization) -> (Client, [String; 3]) {
    let mira = acme.member("Mira", Role::Member).await;
    let (yesterday, old) = (ago(1), ago(91));
    let first = spend(acme, &mira, "40.00", &[("spent_on", &yesterday), ("merchant", "First")]).await;
    let second = spend(acme, &mira, "30.00", &[("spent_on", &yesterday), ("merchant", "Second")]).await;
    let dear = spend(acme, &acme.owner, "61.00", &[("merchant", "Dear"), ("note", "With the client")]).await;
    spend(acme, &mira, "500.00", &[("spent_on", &old), ("merchant", "Old")]).await;
    acme.spend_as(&mira, &[("amount", "500.00"), ("merchant", "Draft")]).await;
    let rejected = spend(acme, &mira, "500.00", &[("merchant", "Rejected")]).await;
    let no = acme.owner.post(&format!("{rejected}/reject"), &[("reason", "A minibar.")]).await;
    assert_eq!(no.status, 303, "{}", no.text);
    (mira, [first, second, dear])
}

const OVER: &str = "when=over&limit=60.00&span=day";

#[actix_web::test]
async fn a_form_that_is_tried_says_what_it_would_have_done_and_saves_nothing() {
    let acme = acme().await;
    let (_, [_, second, dear]) = lunches(&acme).await;
    let before = acme.contents();
    let page = acme.owner.get(&format!("{TRY}?{OVER}&effect=block")).await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert!(page.text.contains("3 expenses were submitted and not rejected"), "{}", page.text);
    assert_eq!(line(&page, "blocked"), "0 | 2 | 2 more");
    assert_eq!(line(&page, "warned"), "0 | 0 | same");
    assert_eq!(page.attributes(".tried__link", "href"), [dear, second.clone()], "the latest first");
    assert!(rows(&page)[1].starts_with("Second €30.00"), "{:?}", rows(&page));
    assert!(rows(&page)[1].ends_with("Mira fine then can’t be submitted"), "{:?}", rows(&page));
    assert_eq!(page.field("limit").as_deref(), Some("60.00"), "the form as it was typed");
    assert_eq!(page.attributes("input[name=effect][checked]", "value"), ["block"]);
    let note = acme.owner.get(&format!("{TRY}?{OVER}&effect=note")).await;
    assert_eq!(line(&note, "note"), "0 | 1 | 1 more", "where a note is, none is asked for");
    let all = note.attributes(".tried__all a", "href").remove(0);
    let list = acme.owner.get(&all).await;
    assert_eq!((list.status, list.attributes(".tried__link", "href")), (200, vec![second]));
    assert!(list.text.contains("1 expense would have gone another way"));
    assert_eq!(acme.contents(), before);
}

#[actix_web::test]
async fn an_edit_is_held_against_what_the_rules_do_today() {
    let acme = acme().await;
    lunches(&acme).await;
    let rule = acme.rule(&[("when", "over"), ("limit", "60.50"), ("span", "day"), ("effect", "block")]).await;
    let edit = acme.owner.get(&format!("/settings/rules/{rule}/edit")).await;
    assert_eq!(edit.field("rule"), Some(rule.clone()), "the form says which one it edits");
    let tried = acme
        .owner
        .get(&format!("{TRY}?rule={rule}&version=1&when=over&limit=65.00&span=day&effect=block"))
        .await;
    assert_eq!(line(&tried, "blocked"), "2 | 1 | 1 fewer");
    assert!(rows(&tried)[0].contains("can’t be submitted then fine"), "{:?}", rows(&tried));
    assert_eq!(tried.field("rule"), Some(rule.clone()));
    let same = acme.owner.get(&format!("{TRY}?rule={rule}&{OVER}&effect=block")).await;
    assert_eq!(line(&same, "blocked"), "2 | 2 | same");
    assert!(!same.shown("tried-same").is_empty());
    let milder = acme.owner.get(&format!("{TRY}?rule={rule}&{OVER}&effect=warn")).await;
    assert_eq!(
        (line(&milder, "blocked"), line(&milder, "warned")),
        ("2 | 0 | 2 fewer".into(), "0 | 2 | 2 more".into())
    );
}

#[actix_web::test]
async fn what_a_button_would_have_done_is_shown_before_it_is_pressed() {
    let acme = acme().await;
    lunches(&acme).await;
    let rule = acme.rule(&[("when", "over"), ("limit", "60.00"), ("span", "day"), ("effect", "block")]).await;
    acme.rule(&[("when", "weekend")]).await;
    let list = acme.owner.get("/settings/rules").await;
    let step = format!("/settings/rules/{rule}/try");
    assert!(list.attributes(".rules__acts a", "href").contains(&step));
    let off = acme.owner.get(&step).await;
    assert_eq!(line(&off, "blocked"), "2 | 0 | 2 fewer");
    assert_eq!(off.texts(".head__text"), ["Expenses over 60.00 EUR a day can’t be submitted."]);
    let words = off.texts(".trial-steps a");
    assert_eq!(words, ["Switch off", "Delete", "Move down"]);
    let down = acme.owner.get(&format!("{step}?step=down")).await;
    assert!(!down.shown("tried-same").is_empty(), "the order changes nothing here");
    let all = acme.owner.get(&off.attributes(".tried__all a", "href")[0]).await;
    assert_eq!(rows(&all).len(), 2);
    let fields = [("on", "0"), ("version", "1")];
    assert_eq!(off.attributes("main form", "action"), [format!("/settings/rules/{rule}/switch")]);
    assert_eq!(acme.owner.post(&format!("/settings/rules/{rule}/switch"), &fields).await.status, 303);
    let on = acme.owner.get(&step).await;
    assert_eq!(
        (on.texts(".trial-steps a"), line(&on, "blocked")),
        (vec!["Switch on".into(), "Delete".into()], "0 | 2 | 2 more".into())
    );
}

#[actix_web::test]
async fn what_cannot_be_tried_is_said_and_nothing_typed_is_lost() {
    let acme = acme().await;
    let bad = format!("{TRY}?when=over&limit=-5&span=day&effect=block&merchant=Minibar");
    let page = acme.owner.get(&bad).await;
    assert_eq!(page.status, 422);
    assert!(!page.shown("error-limit").is_empty());
    assert_eq!(
        (page.field("limit").as_deref(), page.field("merchant").as_deref()),
        (Some("-5"), Some("Minibar"))
    );
    assert_eq!(acme.owner.get(TRY).await.location(), "/settings/rules/new", "nothing to try");
    assert_eq!(acme.owner.get(&format!("{TRY}/expenses?when=moon")).await.status, 400);
    let nothing = "00000000-0000-4000-8000-000000000000";
    let missing =
        [format!("{TRY}?rule={nothing}&{OVER}&effect=warn"), format!("/settings/rules/{nothing}/try")];
    for path in missing {
        assert_eq!(acme.owner.get(&path).await.status, 404, "{path}");
    }
    let rule = acme.rule(&[("when", "weekend")]).await;
    let step = format!("/settings/rules/{rule}/try");
    assert_eq!(acme.owner.get(&format!("{step}?step=sideways")).await.status, 400);
    assert_eq!(acme.owner.get(&format!("{step}/expenses?step=on")).await.status, 404, "it is on");
    for role in [Role::Approver, Role::Member, Role::Auditor] {
        let client = acme.member(role.as_str(), role).await;
        for path in [
            format!("{TRY}?{OVER}&effect=warn"),
            step.clone(),
            format!("{TRY}/expenses?{OVER}&effect=warn"),
            format!("{step}/expenses"),
        ] {
            assert_eq!(client.get(&path).await.status, 403, "{role:?} {path}");
        }
    }
}
