//! The list of rules: sentences that are read aloud, who sees and changes them, their order, and edits that meet.

use crate::support::{Answer, Organization, TestApp};
use outlay::policy::role::Role;

const ADDRESS: &str = "/settings/rules";

pub async fn acme() -> Organization {
    TestApp::start().await.organization("acme").await
}

fn says(page: &Answer) -> Vec<String> {
    page.texts(".rules__says")
}

/// "Meals over 60.00 EUR a day must have a note."
pub async fn meals(acme: &Organization) -> String {
    let meals = acme.category("Meals").await;
    let fields = [("category_id", meals.as_str()), ("when", "over"), ("limit", "60.00"), ("span", "day")];
    acme.rule(&[&fields[..], &[("effect", "note")]].concat()).await
}

#[actix_web::test]
async fn rules_are_sentences_to_read_aloud() {
    let acme = acme().await;
    assert!(acme.owner.get(ADDRESS).await.text.contains("No rules yet"));
    meals(&acme).await;
    acme.member("Mira", Role::Member).await;
    let mira = acme.path_of("Mira").await.replace("/members/", "member:");
    acme.rule(&[("when", "always"), ("paid_with", "card"), ("who", "role:approver")]).await;
    acme.rule(&[("when", "always"), ("who", &mira), ("effect", "block")]).await;
    acme.rule(&[("when", "over"), ("limit", "1,500"), ("span", "month"), ("effect", "block")]).await;
    acme.rule(&[("when", "old"), ("days", "60"), ("effect", "block")]).await;
    acme.rule(&[("when", "currency"), ("currencies", "usd eur, GBP")]).await;
    acme.rule(&[("when", "merchant"), ("merchant", "Minibar")]).await;
    acme.rule(&[("when", "duplicate")]).await;
    let page = acme.owner.get(ADDRESS).await;
    let expected = [
        "Meals over 60.00 EUR a day must have a note.",
        "Expenses of approvers paid with the company card will be pointed out.",
        "Expenses of Mira can’t be submitted.",
        "Expenses over 1,500.00 EUR per person a month can’t be submitted.",
        "Expenses older than 60 days can’t be submitted.",
        "Expenses in other currencies than EUR, GBP and USD will be pointed out.",
        "Expenses at merchants with “Minibar” in their name will be pointed out.",
        "Expenses that look recorded twice will be pointed out.",
    ];
    assert_eq!(says(&page), expected);
    assert_eq!(page.shown("flash"), "Rule added.");
    acme.owner.post("/settings/profile", &[("locale", "de-AT")]).await;
    assert_eq!(
        says(&acme.owner.get(ADDRESS).await)[0],
        "Ausgaben für Meals über 60,00 EUR am Tag brauchen eine Notiz."
    );
    acme.owner.post("/settings/profile", &[("locale", "es-ES")]).await;
    assert_eq!(
        says(&acme.owner.get(ADDRESS).await)[4],
        "Los gastos de hace más de 60 días no se pueden enviar."
    );
}

#[actix_web::test]
async fn what_makes_no_sense_is_said_and_nothing_typed_is_lost() {
    let acme = acme().await;
    acme.rule(&[("when", "currency"), ("currencies", "EUR"), ("effect", "block")]).await;
    let before = acme.contents();
    let one =
        |fields: &'static [(&str, &str)], field: &'static str, words: &'static str| (fields, field, words);
    for (fields, field, words) in [
        one(&[("when", "always"), ("effect", "block")], "when", "This would meet every expense"),
        one(&[("when", "note"), ("effect", "note")], "when", "are the same"),
        one(&[("when", "over"), ("limit", "-5"), ("span", "day")], "limit", ""),
        one(&[("when", "over"), ("limit", "5"), ("span", "year")], "span", ""),
        one(&[("when", "old"), ("days", "0")], "days", "from 1 to 3650"),
        one(&[("when", "currency"), ("currencies", "EUR, QQQ")], "currencies", ""),
        one(&[("when", "merchant"), ("merchant", " ")], "merchant", ""),
        one(&[("when", "moon")], "when", ""),
        one(&[("when", "weekend"), ("effect", "shout")], "effect", ""),
        one(&[("when", "weekend"), ("who", "role:auditor")], "who", ""),
        one(&[("when", "weekend"), ("category_id", "none")], "category_id", ""),
        one(
            &[("when", "currency"), ("currencies", "EUR"), ("effect", "block")],
            "when",
            "this very rule already",
        ),
        one(
            &[("when", "currency"), ("currencies", "USD"), ("effect", "block")],
            "when",
            "no currency would be left",
        ),
    ] {
        let mut form = vec![("effect", "warn"), ("days", "typed too")];
        form.retain(|(name, _)| fields.iter().all(|(other, _)| name != other));
        form.extend(fields);
        let page = acme.owner.post(ADDRESS, &form).await;
        assert_eq!(page.status, 422, "{fields:?}");
        let fault = page.shown(&format!("error-{field}"));
        assert!(!fault.is_empty() && fault.contains(words), "{fields:?}: {fault:?} in {}", page.text);
        if fields.iter().all(|(name, _)| *name != "days") {
            assert_eq!(page.field("days").as_deref(), Some("typed too"));
        }
    }
    assert_eq!(acme.contents(), before);
}

#[actix_web::test]
async fn rules_are_edited_moved_switched_off_and_deleted() {
    let acme = acme().await;
    let first = meals(&acme).await;
    let second = acme.rule(&[("when", "weekend")]).await;
    let at = |rule: &str, rest: &str| format!("{ADDRESS}/{rule}{rest}");
    let form = acme.owner.get(&at(&first, "/edit")).await;
    assert_eq!(form.field("limit").as_deref(), Some("60.00"));
    assert_eq!(form.field("span").as_deref(), Some("day"));
    assert_eq!(form.attributes("input[name=when][checked]", "value"), ["over"]);
    assert_eq!(form.attributes("input[name=effect][checked]", "value"), ["note"]);
    let edit = |limit: &'static str, version: &'static str| {
        [("when", "over"), ("limit", limit), ("span", "day"), ("effect", "note"), ("version", version)]
    };
    assert_eq!(acme.owner.post(&at(&first, ""), &edit("70.00", "1")).await.status, 303);
    let met = acme.owner.post(&at(&first, ""), &edit("80.00", "1")).await;
    assert_eq!((met.status, met.field("limit").as_deref()), (409, Some("80.00")));
    assert!(
        met.shown("met").contains("Expenses over 70.00 EUR a day must have a note."),
        "{}",
        met.shown("met")
    );
    assert_eq!(met.field("version").as_deref(), Some("2"), "saving again replaces it");
    assert_eq!(acme.owner.post(&at(&second, "/move"), &[("direction", "up")]).await.status, 303);
    let page = acme.owner.get(ADDRESS).await;
    assert_eq!(
        says(&page),
        ["Expenses on a weekend will be pointed out.", "Expenses over 70.00 EUR a day must have a note."]
    );
    let off = [("on", "0"), ("version", "1")];
    assert_eq!(acme.owner.post(&at(&second, "/switch"), &off).await.status, 303);
    assert_eq!(acme.owner.post(&at(&second, "/switch"), &off).await.status, 303, "twice is once");
    assert_eq!(acme.owner.get(ADDRESS).await.texts(".rules__row--off .rules__note"), ["Off"]);
    assert_eq!(acme.owner.post(&at(&second, "/switch"), &[("on", "1"), ("version", "1")]).await.status, 409);
    assert_eq!(acme.owner.post(&at(&first, "/delete"), &[("version", "2")]).await.status, 303);
    let page = acme.owner.get(ADDRESS).await;
    assert_eq!((page.shown("flash").contains("Rule deleted."), says(&page).len()), (true, 1));
    let undo = at(&first, "/restore");
    assert!(page.attributes("form", "action").contains(&undo), "the way back");
    assert_eq!(acme.owner.post(&undo, &[]).await.status, 303);
    assert_eq!(says(&acme.owner.get(ADDRESS).await).len(), 2);
    let acts = acme.acts().into_iter().filter(|act| act.starts_with("rule.")).collect::<Vec<_>>();
    let expected = ["created", "created", "changed", "moved", "switched_off", "deleted", "restored"];
    assert_eq!(acts, expected.map(|act| format!("rule.{act}")));
    let told = acme.owner.get("/activity?kind=rule").await;
    assert_eq!(told.texts(".told__words").len(), 7);
    assert!(told.texts(".told__details li").iter().any(|detail| detail.contains("60.00 EUR 70.00 EUR")));
}

#[actix_web::test]
async fn what_would_block_everything_comes_into_use_by_no_button() {
    let acme = acme().await;
    let only = |currency: &'static str| [("when", "currency"), ("currencies", currency), ("effect", "block")];
    let euros = acme.rule(&only("EUR")).await;
    let switch = async |on: &str| acme.owner.post(&format!("{ADDRESS}/{euros}/switch"), &[("on", on)]).await;
    assert_eq!(switch("0").await.status, 303);
    let dollars = acme.rule(&only("USD")).await;
    let refused = switch("1").await;
    assert_eq!(refused.status, 409);
    assert!(refused.text.contains("no currency would be left"), "{}", refused.text);
    assert_eq!(acme.owner.post(&format!("{ADDRESS}/{dollars}/delete"), &[]).await.status, 303);
    assert_eq!(switch("1").await.status, 303);
    assert_eq!(acme.owner.post(&format!("{ADDRESS}/{dollars}/restore"), &[]).await.status, 409);
}

#[actix_web::test]
async fn only_owners_and_admins_change_rules_and_members_read_those_that_bind_them() {
    let acme = acme().await;
    let rule = meals(&acme).await;
    let off = acme.rule(&[("when", "weekend")]).await;
    acme.owner.post(&format!("{ADDRESS}/{off}/switch"), &[("on", "0")]).await;
    acme.rule(&[("when", "future"), ("who", "role:approver")]).await;
    for (name, role, seen) in [
        ("Adam", Role::Admin, 3),
        ("Apolonia", Role::Approver, 3),
        ("Eva", Role::Auditor, 3),
        ("Mira", Role::Member, 1),
    ] {
        let client = acme.member(name, role).await;
        let page = client.get(ADDRESS).await;
        assert_eq!((page.status, says(&page).len()), (200, seen), "{name}");
        let may = role == Role::Admin;
        assert_eq!(page.text.contains("/edit"), may, "{name}");
        let before = acme.contents();
        for (path, allowed) in [(format!("{ADDRESS}/new"), 200), (format!("{ADDRESS}/{rule}/edit"), 200)] {
            assert_eq!(client.get(&path).await.status, if may { allowed } else { 403 }, "{name} {path}");
        }
        for verb in ["", "/move", "/switch", "/delete", "/restore"] {
            if !may {
                let form = [("when", "note"), ("direction", "up"), ("on", "0")];
                assert_eq!(
                    client.post(&format!("{ADDRESS}/{rule}{verb}"), &form).await.status,
                    403,
                    "{name}"
                );
                assert_eq!(client.post(ADDRESS, &form).await.status, 403, "{name}");
            }
        }
        assert_eq!(acme.contents(), before, "{name}");
    }
}
