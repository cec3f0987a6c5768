//! What is said of an expense while it is typed: the rules it meets, what is left of limits, the one it may repeat.

use crate::rules::{acme, meals};
use crate::steps::plain;
use crate::support::{Answer, Client, Organization};
use outlay::policy::role::Role;

const NEW: &str = "/expenses/check";

/// Posts a form as far as it is typed; the answer is a part of a page, whatever was typed.
async fn check(client: &Client, path: &str, fields: &[(&str, &str)]) -> Answer {
    let answer = client.post(path, fields).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert!(!answer.text.contains("<html"), "{}", answer.text);
    answer
}

fn broken(part: &Answer) -> Vec<String> {
    part.texts("[data-testid=broken]")
}

fn left(part: &Answer) -> Vec<String> {
    part.texts("[data-testid=left]")
}

fn twin(part: &Answer) -> Vec<String> {
    part.attributes("[data-testid=twin] a", "href")
}

/// Mira, whose meals have a limit of 60.00 a day, and the category's id.
async fn lunching() -> (Organization, Client, String) {
    let acme = acme().await;
    meals(&acme).await;
    let mira = acme.member("Mira", Role::Member).await;
    let category = acme.category("Meals").await;
    (acme, mira, category)
}

#[actix_web::test]
async fn rules_and_what_is_left_are_told_while_it_is_typed() {
    let (acme, mira, meals) = lunching().await;
    let submitted = [("amount", "36.50"), ("spent_on", "2026-11-20"), ("intent", "submit")];
    acme.spend_as(&mira, &submitted).await;
    acme.spend_as(&mira, &[("amount", "5.00"), ("spent_on", "2026-11-20")]).await;
    let typed = async |amount: &str, on: &str| {
        let fields = [("amount", amount), ("spent_on", on), ("category_id", meals.as_str())];
        check(&mira, NEW, &fields).await
    };
    let before = acme.contents();
    assert_eq!(left(&typed("", "2026-11-20").await), ["Meals: 23.50 EUR of 60.00 EUR left on Nov 20"]);
    let fits = typed("20.00", "2026-11-20").await;
    assert_eq!(left(&fits), ["Meals: 3.50 EUR of 60.00 EUR left on Nov 20"], "drafts count nothing");
    assert!(broken(&fits).is_empty());
    assert_eq!(left(&typed("20.00", "2026-11-19").await), ["Meals: 40.00 EUR of 60.00 EUR left on Nov 19"]);
    let over = typed("30.00", "2026-11-20").await;
    assert_eq!(left(&over), ["Meals: 6.50 EUR over the 60.00 EUR of Nov 20"]);
    assert_eq!(broken(&over), ["Meals over 60.00 EUR a day must have a note. That day comes to 66.50 EUR."]);
    let noted = [("amount", "30.00"), ("spent_on", "2026-11-20"), ("category_id", &*meals), ("note", "Team")];
    let noted = check(&mira, NEW, &noted).await;
    assert!(broken(&noted).is_empty() && left(&noted).len() == 1);
    assert_eq!(acme.contents(), before, "nothing was saved");
    let page = mira.get("/expenses/new").await;
    assert_eq!(page.attributes("#check", "hx-post"), [NEW]);
}

#[actix_web::test]
async fn what_cant_be_read_yet_says_nothing_and_breaks_nothing() {
    let (acme, mira, meals) = lunching().await;
    acme.rule(&[("when", "merchant"), ("merchant", "minibar")]).await;
    acme.rule(&[("when", "old"), ("days", "30")]).await;
    acme.rule(&[("when", "currency"), ("currencies", "EUR")]).await;
    let long = "x".repeat(5000);
    let cases: [&[(&str, &str)]; 9] = [
        &[],
        &[("amount", "1e9"), ("spent_on", "soon"), ("currency", "NOPE"), ("category_id", "'; --")],
        &[("amount", "-4"), ("rate", "x"), ("currency", "USD"), ("category_id", meals.as_str())],
        &[("note", &long), ("exception", &long), ("merchant", &long)],
        &[("spent_on", "9999-99-99"), ("keep", "not-an-id"), ("form_token", "1")],
        &[("merchant", "\u{202e}")],
        &[("rate_base", "XXX"), ("currency", "CHF"), ("rate", "2")],
        &[("paid_with", "shells"), ("refund", "1"), ("amount", "999999999999999999999")],
        &[("amount", "12,50,00"), ("spent_on", "0001-01-01")],
    ];
    for fields in cases {
        let part = check(&mira, NEW, fields).await;
        let wrong: Vec<_> =
            broken(&part).into_iter().filter(|line| !line.contains("USD") && !line.contains("EUR")).collect();
        assert!(wrong.is_empty(), "{fields:?}: {wrong:?}");
    }
    let minibar = check(&mira, NEW, &[("merchant", "Hotel Minibar"), ("amount", "?")]).await;
    assert_eq!(broken(&minibar).len(), 1, "what is known is judged");
    let too_much = "x".repeat(300_000);
    assert_eq!(mira.post(NEW, &[("note", &too_much)]).await.status, 413);
}

#[actix_web::test]
async fn only_who_may_record_is_told_and_only_of_whom_they_may_record_for() {
    let (acme, mira, meals) = lunching().await;
    let nora = acme.member("Nora", Role::Member).await;
    let auditor = acme.member("Eva", Role::Auditor).await;
    acme.spend_as(&mira, &[("amount", "36.50"), ("spent_on", "2026-11-20"), ("intent", "submit")]).await;
    let member = acme.path_of("Mira").await.replace("/members/", "");
    let fields = [
        ("amount", "36.50"),
        ("spent_on", "2026-11-20"),
        ("merchant", "Café Central"),
        ("category_id", meals.as_str()),
    ];
    let hers = [&fields[..], &[("member_id", member.as_str())]].concat();
    assert_eq!(auditor.post(NEW, &fields).await.status, 403);
    let refused = nora.post(NEW, &hers).await;
    assert_eq!(refused.status, 403);
    assert!(!refused.text.contains("36.50"));
    let own = check(&nora, NEW, &fields).await;
    assert_eq!(left(&own), ["Meals: 23.50 EUR of 60.00 EUR left on Nov 20"], "each for themselves");
    assert!(twin(&own).is_empty(), "another's is none");
    let for_her = check(&acme.owner, NEW, &hers).await;
    assert_eq!(left(&for_her), ["Meals: 13.00 EUR over the 60.00 EUR of Nov 20"]);
    assert_eq!(twin(&for_her).len(), 1);
    assert_eq!(acme.stranger().post(NEW, &fields).await.status, 401);
}

#[actix_web::test]
async fn a_likely_duplicate_is_shown_without_a_rule_and_goes_with_a_field() {
    let acme = acme().await;
    let mira = acme.member("Mira", Role::Member).await;
    let first = acme
        .spend_as(&mira, &[("amount", "23.40"), ("merchant", "Taxi 40100"), ("spent_on", "2026-11-18")])
        .await;
    let typed = async |amount: &str, merchant: &str, on: &str| {
        let fields = [("amount", amount), ("merchant", merchant), ("spent_on", on)];
        check(&mira, NEW, &fields).await
    };
    let same = typed("23.40", "TAXI 40100 Wien", "2026-11-20").await;
    assert_eq!(twin(&same), [first]);
    assert!(plain(&same.text).contains("Taxi 40100, 23.40 EUR, Nov 18, 2026"), "{}", same.text);
    assert!(!same.text.contains("checked"));
    for (amount, merchant, on) in [
        ("23.41", "TAXI 40100 Wien", "2026-11-20"),
        ("23.40", "Bahnhof", "2026-11-20"),
        ("23.40", "TAXI 40100 Wien", "2026-11-22"),
        ("23.40", "", "2026-11-20"),
    ] {
        assert!(twin(&typed(amount, merchant, on).await).is_empty(), "{amount} {merchant} {on}");
    }
}

#[actix_web::test]
async fn what_is_kept_is_not_pointed_out_again() {
    let acme = acme().await;
    acme.rule(&[("when", "duplicate")]).await;
    let mira = acme.member("Mira", Role::Member).await;
    let coffee = [("amount", "3.20"), ("merchant", "Kaffee"), ("spent_on", "2026-11-20")];
    let first = acme.spend_as(&mira, &coffee).await;
    let id = first.replace("/expenses/", "");
    let form = [&coffee[..], &[("keep", id.as_str())]].concat();
    assert!(check(&mira, NEW, &form).await.text.contains("checked"), "the box stays ticked");
    let second = acme.spend_as(&mira, &form).await;
    let page = mira.get(&second).await;
    assert!(twin(&page).is_empty() && broken(&page).is_empty());
    assert_eq!(page.texts("[data-testid=kept]").len(), 1);
    assert!(page.text.contains("kept it beside one that looks the same"));
    assert!(twin(&check(&mira, &format!("{second}/check"), &coffee).await).is_empty());
    assert_eq!(mira.post(&format!("{second}/submit"), &[]).await.status, 303);
    let approver = acme.member("Apolonia", Role::Approver).await;
    assert!(
        approver.get(&second).await.texts("[data-testid=kept]").is_empty(),
        "the other is a draft of hers"
    );
    assert_eq!(mira.post(&format!("{first}/submit"), &[]).await.status, 303);
    let told = approver.get(&second).await.texts("[data-testid=kept]").join(" ");
    assert!(told.starts_with("Mira said that these are two expenses:"), "{told}");
    // A third is another matter.
    let third = acme.spend_as(&mira, &coffee).await;
    assert_eq!(twin(&mira.get(&third).await), [first]);
}

#[actix_web::test]
async fn both_are_kept_by_a_button_once_and_only_what_looks_the_same() {
    let acme = acme().await;
    let mira = acme.member("Mira", Role::Member).await;
    let coffee = [("amount", "3.20"), ("merchant", "Kaffee"), ("spent_on", "2026-11-20")];
    let first = acme.spend_as(&mira, &coffee).await.replace("/expenses/", "");
    let other = acme.spend_as(&mira, &[("amount", "9.99")]).await.replace("/expenses/", "");
    let theirs = acme.spend("3.20", "Kaffee").await.replace("/expenses/", "");
    let second = acme.spend_as(&mira, &coffee).await;
    let keep = async |who: &Client, other: &str| {
        who.post(&format!("{second}/keep"), &[("other", other)]).await.status
    };
    for wrong in [other.as_str(), &theirs, "nothing", ""] {
        assert_eq!(keep(&mira, wrong).await, 409, "{wrong}");
    }
    let approver = acme.member("Apolonia", Role::Approver).await;
    assert_eq!(keep(&approver, &first).await, 404, "a draft of hers");
    let before = acme.acts().len();
    for _ in 0..2 {
        assert_eq!(keep(&mira, &first).await, 303);
    }
    assert_eq!(acme.acts()[before..], ["expense.kept_apart"], "once");
    assert!(twin(&mira.get(&second).await).is_empty());
    let activity = acme.owner.get("/activity").await;
    assert!(activity.text.contains("beside one that looks the same"));
}

#[actix_web::test]
async fn keeping_both_passes_no_rule_that_blocks() {
    let acme = acme().await;
    acme.rule(&[("when", "duplicate"), ("effect", "block")]).await;
    let mira = acme.member("Mira", Role::Member).await;
    let coffee = [("amount", "3.20"), ("merchant", "Kaffee"), ("spent_on", "2026-11-20")];
    let first = acme.spend_as(&mira, &coffee).await.replace("/expenses/", "");
    let form = [&coffee[..], &[("keep", first.as_str()), ("intent", "submit")]].concat();
    let refused = acme.try_to_spend(&mira, &form).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains("value=\"3.20\""));
}

#[actix_web::test]
async fn without_javascript_the_same_is_shown_after_saving() {
    let (acme, mira, _) = lunching().await;
    let path = acme.spend_as(&mira, &[("amount", "36.50"), ("spent_on", "2026-11-20")]).await;
    let says = ["Meals: 23.50 EUR of 60.00 EUR left on Nov 20"];
    assert_eq!(left(&mira.get(&path).await), says);
    let edit = mira.get(&format!("{path}/edit")).await;
    assert_eq!(left(&edit), says);
    assert_eq!(edit.attributes("#check", "hx-post"), [format!("{path}/check")]);
    let typed = check(&mira, &format!("{path}/check"), &[("amount", "40"), ("spent_on", "2026-11-20")]).await;
    assert!(left(&typed).is_empty(), "no category, no limit of meals");
}
