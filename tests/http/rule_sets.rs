//! Ready-made sets of rules, and a rule that is put elsewhere in one go.

use crate::rules::acme;
use crate::support::TestApp;
use outlay::policy::role::Role;

const ADDRESS: &str = "/settings/rules";
const SETS: &str = "/settings/rules/sets";

#[actix_web::test]
async fn a_set_is_looked_at_tried_added_and_taken_back() {
    let acme = acme().await;
    let empty = acme.owner.get(ADDRESS).await;
    assert!(empty.attributes(".empty a", "href").contains(&SETS.to_owned()), "{}", empty.text);
    acme.rule(&[("when", "duplicate")]).await;
    acme.spend_as(&acme.owner, &[("amount", "75.00"), ("intent", "submit")]).await;
    let page = acme.owner.get(SETS).await;
    let small = "[data-testid=set-small]";
    let says = page.texts(&format!("{small} [data-testid=set-new]"));
    assert_eq!(says[0], "Meals over 60.00 EUR a day must have a note.");
    assert_eq!(
        page.texts(&format!("{small} [data-testid=set-present]")),
        ["Expenses that look recorded twice will be pointed out. You have this one."]
    );
    assert!(page.texts(&format!("{small} button"))[0].contains(&format!("Add these {} rules", says.len())));
    let before = acme.contents();
    let tried = acme.owner.get(&format!("{SETS}?set=small")).await;
    assert_eq!(tried.texts("[data-testid=tried-note] td").join(" | "), "0 | 1 | 1 more");
    assert_eq!(
        tried.texts("[data-testid=tried-warned] td").join(" | "),
        "0 | 1 | 1 more",
        "it has no receipt"
    );
    assert!(says.contains(&"Expenses over 50.00 EUR without a receipt will be pointed out.".to_owned()));
    for (set, says) in [("consultants", "25.00"), ("strict", "10.00")] {
        let rules = page.texts(&format!("[data-testid=set-{set}] [data-testid=set-new]"));
        assert!(rules.contains(&format!("Expenses over {says} EUR must have a receipt.")), "{rules:?}");
    }
    let all = acme.owner.get(&tried.attributes(".tried__all a", "href")[0]).await;
    assert_eq!(all.texts("[data-testid=tried-row]").len(), 1);
    assert_eq!(acme.contents(), before);
    let add = async || acme.owner.post(SETS, &[("set", "small")]).await;
    assert_eq!(add().await.status, 303);
    let list = acme.owner.get(ADDRESS).await;
    assert_eq!(list.texts(".rules__says")[1..], says, "after what was there, in the order of the set");
    assert!(list.shown("flash").contains(&format!("{} rules added.", says.len())));
    let ids = list.attributes("[data-testid=flash] input[name=ids]", "value").remove(0);
    assert_eq!(add().await.status, 303, "twice is once");
    let again = acme.owner.get(ADDRESS).await;
    assert!(again.shown("flash").contains("You have all of these rules already."));
    assert_eq!(again.texts(".rules__says").len(), 1 + says.len());
    let first = ids.split(',').next().unwrap();
    acme.owner.post(&format!("{ADDRESS}/{first}/switch"), &[("on", "0")]).await;
    assert_eq!(acme.owner.post(&format!("{SETS}/undo"), &[("ids", &ids)]).await.status, 303);
    let left = acme.owner.get(ADDRESS).await.texts(".rules__says");
    assert_eq!(left.len(), 2, "what was changed since stays: {left:?}");
    let acts = acme.acts().into_iter().filter(|act| act == "rule.deleted").count();
    assert_eq!(acts, says.len() - 1);
}

#[actix_web::test]
async fn a_set_speaks_the_organizations_currency_and_leaves_out_what_it_has_no_category_for() {
    let app = TestApp::start().await;
    let fields = [("locale", "de-AT"), ("currency", "JPY")];
    let acme = app.organization_with("acme", &fields).await;
    let verpflegung = acme.category("Verpflegung").await;
    let archived = acme.owner.post(&format!("/categories/{verpflegung}/archive"), &[]).await;
    assert_eq!(archived.status, 303, "{}", archived.text);
    let page = acme.owner.get(SETS).await;
    let strict = "[data-testid=set-strict]";
    let says = page.texts(&format!("{strict} [data-testid=set-new]"));
    assert_eq!(says[0], "Ausgaben über 10.000 JPY brauchen eine Notiz.");
    assert!(says.iter().any(|says| says.starts_with("Ausgaben für Bewirtung")), "{says:?}");
    let missing = page.texts(&format!("{strict} [data-testid=set-missing]"));
    assert_eq!(missing, ["Es gibt hier keine Kategorie wie „Verpflegung“, darum fehlt ihre Regel."]);
}

#[actix_web::test]
async fn only_who_keeps_the_rules_takes_a_set() {
    let acme = acme().await;
    let mira = acme.member("Mira", Role::Approver).await;
    let before = acme.contents();
    assert_eq!(mira.get(SETS).await.status, 403);
    assert_eq!(mira.get(&format!("{SETS}/expenses?set=small")).await.status, 403);
    assert_eq!(mira.post(SETS, &[("set", "small")]).await.status, 403);
    assert_eq!(mira.post(&format!("{SETS}/undo"), &[("ids", "")]).await.status, 403);
    assert_eq!(acme.owner.post(SETS, &[("set", "lavish")]).await.status, 400);
    assert_eq!(acme.contents(), before);
}

#[actix_web::test]
async fn a_rule_is_put_to_any_place_while_the_order_is_the_one_that_was_shown() {
    let acme = acme().await;
    let mut ids = Vec::new();
    for when in ["weekend", "future", "note", "duplicate"] {
        ids.push(acme.rule(&[("when", when)]).await);
    }
    let list = acme.owner.get(ADDRESS).await;
    assert_eq!(list.attributes("[data-rules] > li", "data-id"), ids);
    let was = ids.join(",");
    let put = async |rule: &str, to: &str, was: &str| {
        acme.owner.post(&format!("{ADDRESS}/{rule}/move"), &[("to", to), ("was", was)]).await.status
    };
    assert_eq!(put(&ids[3], "1", &was).await, 303);
    let now = [&ids[3], &ids[0], &ids[1], &ids[2]].map(String::clone);
    let shown = async || acme.owner.get(ADDRESS).await.attributes("[data-rules] > li", "data-id");
    assert_eq!(shown().await, now);
    assert_eq!(put(&ids[0], "4", &was).await, 409, "somebody moved another meanwhile");
    assert_eq!(put(&ids[0], "5", &now.join(",")).await, 400);
    assert_eq!(put(&ids[0], "0", &now.join(",")).await, 400);
    assert_eq!(shown().await, now);
    assert_eq!(put(&ids[3], "3", &now.join(",")).await, 303);
    assert_eq!(shown().await, [&ids[0], &ids[1], &ids[3], &ids[2]].map(String::clone));
    let told = acme.ask("SELECT string_agg(before->>'place' || '>' || (after->>'place'), ' ' ORDER BY at, id) FROM events WHERE act = 'rule.moved'");
    assert_eq!(told, "4>1 1>3");
    let member = acme.member("Mira", Role::Member).await;
    assert!(member.get(ADDRESS).await.attributes("[data-rules]", "class").is_empty());
}
