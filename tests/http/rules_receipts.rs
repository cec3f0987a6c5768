//! Rules about receipts: pointed out where one is missing, asked for at submit, and in a dry run.

use crate::receipts::{picture, upload};
use crate::rules::acme;
use crate::steps::Fields;
use crate::support::Answer;
use image::ImageFormat;
use outlay::policy::role::Role;

const NEEDED: &str = "A rule asks for a receipt. Add one, then submit.";

fn broken(page: &Answer) -> Vec<String> {
    page.texts("[data-testid=broken]")
}

#[actix_web::test]
async fn a_receipt_that_is_asked_for_stops_at_submit_until_it_is_there() {
    let acme = acme().await;
    let over = [("when", "over"), ("limit", "25.00"), ("span", "expense"), ("effect", "receipt")];
    acme.rule(&over).await;
    let mira = acme.member("Mira", Role::Member).await;
    let cheap = acme.spend_as(&mira, &[("amount", "25.00"), ("intent", "submit")]).await;
    assert!(broken(&mira.get(&cheap).await).is_empty(), "at the amount is not over it");
    let draft = acme.spend_as(&mira, &[("amount", "25.01")]).await;
    let says = "Expenses over 25.00 EUR must have a receipt. This is 25.01 EUR.";
    assert_eq!(broken(&mira.get(&draft).await), [says]);
    let refused = mira.post(&format!("{draft}/submit"), &[]).await;
    assert_eq!(
        (refused.status, refused.shown("error-receipt")),
        (422, NEEDED.to_owned()),
        "{}",
        refused.text
    );
    assert_eq!(acme.ask("SELECT string_agg(status, ',' ORDER BY amount) FROM expenses"), "submitted,draft");
    let file = picture(1, ImageFormat::Png);
    let none = Fields::of(&[]);
    let added = upload(&mira, &format!("{draft}/receipts"), &none, &[("slip.png", &file)]).await;
    assert_eq!(added.status, 303, "{}", added.text);
    assert!(broken(&mira.get(&draft).await).is_empty(), "with one it asks for nothing more");
    assert_eq!(mira.post(&format!("{draft}/submit"), &[]).await.status, 303);
}

#[actix_web::test]
async fn a_form_is_submitted_with_the_receipt_that_it_brings_along() {
    let acme = acme().await;
    acme.rule(&[("when", "always"), ("effect", "receipt")]).await;
    let mira = acme.member("Mira", Role::Member).await;
    let form = Fields::expense(&acme).await.with("intent", "submit");
    let without = mira.post("/expenses", &form.pairs()).await;
    assert_eq!(
        (without.status, without.shown("error-receipt")),
        (422, NEEDED.to_owned()),
        "{}",
        without.text
    );
    assert_eq!(without.field("merchant").as_deref(), Some(form.value("merchant")));
    let file = picture(2, ImageFormat::Png);
    let saved = upload(&mira, "/expenses", &form, &[("slip.png", &file)]).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    assert_eq!(acme.ask("SELECT status || receipt_count FROM expenses"), "submitted1");
}

#[actix_web::test]
async fn a_missing_receipt_is_pointed_out_over_an_amount_and_counted_in_a_dry_run() {
    let acme = acme().await;
    let waits = acme.spend_as(&acme.owner, &[("amount", "214.00"), ("intent", "submit")]).await;
    acme.spend_as(&acme.owner, &[("amount", "20.00"), ("intent", "submit")]).await;
    let tried = acme.owner.get("/settings/rules/try?when=receipt&missing_over=25.00&effect=warn").await;
    assert_eq!(tried.texts("[data-testid=tried-warned] td").join(" | "), "0 | 1 | 1 more");
    assert_eq!(tried.attributes(".tried__link", "href"), [waits]);
    assert_eq!(tried.field("missing_over").as_deref(), Some("25.00"));
    let all = acme.owner.get("/settings/rules/try?when=receipt&effect=block").await;
    assert_eq!(all.texts("[data-testid=tried-blocked] td").join(" | "), "0 | 2 | 2 more");
    acme.rule(&[("when", "receipt"), ("missing_over", "25.00")]).await;
    acme.rule(&[("when", "receipt"), ("effect", "note")]).await;
    let says = acme.owner.get("/settings/rules").await.texts(".rules__says");
    let expected = [
        "Expenses over 25.00 EUR without a receipt will be pointed out.",
        "Expenses without a receipt must have a note.",
    ];
    assert_eq!(says, expected);
    let draft =
        acme.spend_as(&acme.owner, &[("amount", "30.00"), ("note", "The till was out of paper")]).await;
    assert_eq!(broken(&acme.owner.get(&draft).await), expected[..1]);
    for (fields, field) in [
        (vec![("when", "receipt"), ("missing_over", "-5"), ("effect", "warn")], "missing_over"),
        (vec![("when", "receipt"), ("effect", "receipt")], "when"),
    ] {
        let refused = acme.owner.post("/settings/rules", &fields).await;
        assert_eq!(refused.status, 422);
        assert!(!refused.shown(&format!("error-{field}")).is_empty(), "{fields:?}");
    }
}
