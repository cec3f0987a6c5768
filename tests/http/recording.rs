//! Recording for others, money back, copies, and submitting at once.

use crate::steps::Fields;
use crate::support::TestApp;
use outlay::policy::role::Role;

#[actix_web::test]
async fn an_admin_records_for_another_who_keeps_it() {
    let acme = TestApp::start().await.organization("acme").await;
    let (mira, ada) = (acme.member("Mira", Role::Member).await, acme.member("Ada", Role::Admin).await);
    let of = |name: &str| acme.ask(&format!("SELECT id FROM members WHERE name = '{name}'"));
    let form = ada.get("/expenses/new").await;
    assert_eq!(form.texts("#member_id option"), ["Ada (you)", "Mira", "Olivia Owner"]);
    assert!(mira.get("/expenses/new").await.all("#member_id").is_empty());
    let fields = [("member_id", &*of("Mira")), ("intent", "submit")];
    let path = acme.spend_as(&ada, &fields).await;
    let page = ada.get(&path).await;
    assert_eq!(page.shown("flash"), "Saved €12.50 for Mira.", "she submits it herself");
    assert!(
        page.texts(".details__item").contains(&"Entered byAda".to_owned()),
        "{:?}",
        page.texts(".details__item")
    );
    assert_eq!(page.texts(".history__item span"), ["Ada recorded it for Mira"]);
    assert_eq!(ada.get(&format!("{path}/edit")).await.status, 403);
    assert_eq!(mira.post(&format!("{path}/submit"), &[("version", "1")]).await.status, 303);
    assert_eq!(
        ada.post(&format!("{path}/approve"), &[("version", "2")]).await.status,
        303,
        "entering is not spending"
    );
    assert_eq!(acme.try_to_spend(&mira, &[("member_id", &*of("Ada"))]).await.status, 403);
    let wrong = acme.try_to_spend(&ada, &[("member_id", "0190a0a0-0000-7000-8000-000000000000")]).await;
    assert_eq!((wrong.status, wrong.testid("error-member_id").is_some()), (422, true));
    acme.sql("UPDATE members SET deactivated_at = now() WHERE name = 'Mira'");
    assert_eq!(acme.try_to_spend(&ada, &fields).await.status, 422, "nobody records for who has left");
}

#[actix_web::test]
async fn money_back_counts_negative() {
    let acme = TestApp::start().await.organization("acme").await;
    acme.spend("30.00", "Kremer Pigmente").await;
    let fields = [("amount", "12.50"), ("refund", "1"), ("currency", "USD"), ("rate", "0.9")];
    let path = acme.spend_as(&acme.owner, &fields).await;
    assert_eq!(
        acme.ask(
            "SELECT trim_scale(amount) || ' ' || trim_scale(base_amount) FROM expenses WHERE amount < 0"
        ),
        "-12.5 -11.25"
    );
    assert_eq!(acme.owner.get("/expenses").await.shown("total-amount"), "18.75 EUR", "30.00 - 11.25");
    let form = acme.owner.get(&format!("{path}/edit")).await;
    assert_eq!(form.field("amount").as_deref(), Some("12.50"));
    assert_eq!(form.attributes("#refund[checked]", "value"), ["1"]);
    let page = acme.try_to_spend(&acme.owner, &[("amount", "-5")]).await;
    assert_eq!(
        page.testid("error-amount").as_deref(),
        Some("Leave out the minus, and tick “Money back” instead.")
    );
}

#[actix_web::test]
async fn a_copy_begins_filled_and_is_of_today() {
    let acme = TestApp::start().await.organization("acme").await;
    let fields = [
        ("merchant", "Hetzner Online"),
        ("spent_on", "2026-10-02"),
        ("paid_with", "card"),
        ("note", "Servers"),
    ];
    let path = acme.spend_as(&acme.owner, &fields).await;
    let again = format!("/expenses/new?from={}", path.replace("/expenses/", ""));
    assert!(acme.owner.get(&path).await.attributes("main a", "href").contains(&again));
    let form = acme.owner.get(&again).await;
    for (name, value) in
        [("merchant", "Hetzner Online"), ("amount", "12.50"), ("paid_with", "card"), ("note", "Servers")]
    {
        assert_eq!(form.field(name).as_deref(), Some(value), "{name}");
    }
    assert_ne!(form.field("spent_on").as_deref(), Some("2026-10-02"));
    assert!(form.field("form_token").is_some() && form.field("version").is_none());
    let mira = acme.member("Mira", Role::Member).await;
    assert_eq!(
        mira.get(&again).await.field("merchant").as_deref(),
        Some(""),
        "a neighbour's draft fills nothing"
    );
}

#[actix_web::test]
async fn saving_and_submitting_is_one_click_and_one_retry() {
    let acme = TestApp::start().await.organization("acme").await;
    let token = uuid::Uuid::new_v4().to_string();
    let form = Fields::expense(&acme).await.with("intent", "submit").with("form_token", &token);
    let first = acme.owner.post("/expenses", &form.pairs()).await;
    assert_eq!(acme.owner.post("/expenses", &form.pairs()).await.location(), first.location());
    assert_eq!(acme.owner.get(&first.location()).await.shown("flash"), "Submitted €12.50.");
    assert_eq!(acme.ask("SELECT string_agg(status, ',') FROM expenses"), "submitted");
    let lacking = form.with("category_id", "").with("form_token", "");
    let page = acme.owner.post("/expenses", &lacking.pairs()).await;
    assert_eq!((page.status, page.testid("error-category_id").is_some()), (422, true));
    assert_eq!(
        acme.ask("SELECT count(*) FROM expenses"),
        "1",
        "nothing is saved that could not be submitted"
    );
    for (field, value) in [("paid_with", "card"), ("refund", "1")] {
        let changed = Fields::expense(&acme).await.with("form_token", &token).with(field, value);
        assert_eq!(
            acme.owner.post("/expenses", &changed.pairs()).await.status,
            409,
            "{field} belongs to the form"
        );
    }
}

#[actix_web::test]
async fn what_a_member_left_behind_is_submitted_or_thrown_away_by_an_admin() {
    let acme = TestApp::start().await.organization("acme").await;
    let (mira, ada) = (acme.member("Mira", Role::Member).await, acme.member("Ada", Role::Admin).await);
    let (first, second) =
        (acme.spend_as(&mira, &[]).await, acme.spend_as(&mira, &[("category_id", "")]).await);
    assert_eq!(ada.post(&format!("{first}/submit"), &[]).await.status, 403, "she is still here");
    acme.sql("UPDATE members SET deactivated_at = now() WHERE name = 'Mira'");
    assert_eq!(ada.post(&format!("{first}/submit"), &[("version", "1")]).await.status, 303);
    let lacking = ada.post(&format!("{second}/submit"), &[("version", "1")]).await;
    assert!(lacking.status == 409 && lacking.text.contains("Choose a category."), "{}", lacking.text);
    assert_eq!(ada.post(&format!("{second}/delete"), &[("version", "1")]).await.status, 303);
    assert_eq!(ada.post(&format!("{second}/restore"), &[("version", "2")]).await.status, 303);
}
