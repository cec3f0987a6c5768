//! Expenses with bad fields: 422, a sentence beside the field, everything typed still there, nothing stored.

use crate::steps::Fields;
use crate::support::{Answer, Organization, TestApp};
use uuid::Uuid;

const KEPT: [&str; 7] = ["spent_on", "merchant", "amount", "currency", "rate", "category_id", "note"];

/// Sends one bad field; `others` are good.
async fn refused(org: &Organization, others: &Fields, field: &str, typed: &str) -> Answer {
    let form = others.clone().with(field, typed);
    let answer = org.owner.post("/expenses", &form.pairs()).await;
    assert_eq!(answer.status, 422, "{field} {typed:?} led to {}", answer.location());
    let sentence = answer.shown(&format!("error-{field}"));
    assert!(sentence.ends_with('.') && sentence.len() > 8, "{field} {typed:?}: {sentence:?}");
    for kept in KEPT {
        let is_lost_choice = kept == field && kept == "category_id";
        if !is_lost_choice {
            let expected = form.value(kept);
            assert_eq!(answer.field(kept).as_deref(), Some(expected), "{kept} after a bad {field} {typed:?}");
        }
        let has_error = answer.testid(&format!("error-{kept}")).is_some();
        assert_eq!(has_error, kept == field, "{kept} beside a bad {field} {typed:?}");
    }
    assert!(answer.attributes("[autofocus]", "name").contains(&field.to_owned()), "focus on {field}");
    assert!(answer.first("title").unwrap().starts_with("Error:"), "a screen reader hears it first");
    assert_eq!(org.ask("SELECT count(*) FROM expenses"), "0", "{field} {typed:?}");
    answer
}

async fn all_refused(org: &Organization, others: &Fields, field: &str, typed: &[&str]) {
    for typed in typed {
        refused(org, others, field, typed).await;
    }
}

async fn acme() -> (Organization, Fields) {
    let acme = TestApp::start().await.organization("acme").await;
    let form = Fields::expense(&acme).await;
    (acme, form)
}

#[actix_web::test]
async fn amounts_that_are_none() {
    let (acme, form) = acme().await;
    let typed = [
        "",
        "   ",
        "abc",
        "1e9",
        "1E-2",
        "-5",
        "(5)",
        "−5",
        "0",
        "0.00",
        "-0",
        "NaN",
        "inf",
        "Infinity",
        "12345678901234567890",
        "1000000000000",
        "0x10",
        "1.2.3",
        "12.345.6",
        "1,2,3",
        "1.234",
        "5.001",
        "0.001",
        "12 abc",
        "5²",
        "½",
        "1\u{200B}2",
        "12.50; DROP TABLE expenses",
        "USD 5",
        "$5",
        "++5",
        ".",
        ",",
        "<b>5</b>",
    ];
    all_refused(&acme, &form, "amount", &typed).await;
}

#[actix_web::test]
async fn an_amount_that_can_mean_two_things_is_asked_about() {
    let (acme, form) = acme().await;
    let answer = refused(&acme, &form, "amount", "1.234").await;
    assert_eq!(
        answer.shown("error-amount"),
        "“1.234” can mean 1234 or 1.234. Write 1234.00 or 1.23.",
        "never guessed: it is a factor of a thousand"
    );
    let wien = acme.app.organization_with("wien", &[("locale", "en-AT")]).await;
    let form = Fields::expense(&wien).await;
    let answer = refused(&wien, &form.with("amount", "5"), "amount", "1,234").await;
    assert_eq!(answer.shown("error-amount"), "“1,234” can mean 1234 or 1,234. Write 1234,00 or 1,23.");
}

#[actix_web::test]
async fn amounts_with_more_decimals_than_the_currency() {
    let (acme, form) = acme().await;
    for (currency, typed) in [("EUR", "12.5051"), ("JPY", "12.5"), ("KWD", "12.50015"), ("USD", "0.1234")] {
        let others = form.clone().with("currency", currency);
        let answer = refused(&acme, &others, "amount", typed).await;
        assert!(answer.shown("error-amount").contains(currency), "{currency} {typed}");
    }
}

#[actix_web::test]
async fn days_that_never_were() {
    let (acme, form) = acme().await;
    let typed = [
        "",
        "2023-02-29",
        "2026-04-31",
        "0001-01-01",
        "1969-12-31",
        "20230101",
        "2023-1-1",
        "01/02/2023",
        "2023-13-01",
        "2023-00-10",
        "today",
        "9999-12-31",
        "-2023-01-01",
        "2023-01-01T00:00",
        "２０２３-01-01",
        "12023-01-01",
    ];
    all_refused(&acme, &form, "spent_on", &typed).await;
    let leap = form.with("spent_on", "2024-02-29");
    assert_eq!(acme.owner.post("/expenses", &leap.pairs()).await.status, 303);
}

#[actix_web::test]
async fn a_date_lies_a_year_ahead_at_most() {
    let (acme, form) = acme().await;
    let day = |when: &str| {
        acme.ask(&format!("SELECT ((now() AT TIME ZONE 'Europe/Vienna') + interval '{when}')::date"))
    };
    refused(&acme, &form, "spent_on", &day("1 year 2 days")).await;
    let booked = form.with("spent_on", &day("364 days"));
    assert_eq!(acme.owner.post("/expenses", &booked.pairs()).await.status, 303);
}

#[actix_web::test]
async fn currencies_that_nobody_pays_with() {
    let (acme, form) = acme().await;
    all_refused(&acme, &form, "currency", &["XXX", "XAU", "EURO", "€", "DEM", "E", "<I>", "EUR'"]).await;
    let lower = form.with("currency", " eur ");
    assert_eq!(acme.owner.post("/expenses", &lower.pairs()).await.status, 303);
}

#[actix_web::test]
async fn rates_that_are_none() {
    let (acme, form) = acme().await;
    let form = form.with("currency", "USD");
    let typed = ["0", "-1", "abc", "1e3", "99999999999", "0.12345678901", "1,2,3", "1\u{200B}", "NaN"];
    all_refused(&acme, &form, "rate", &typed).await;
    let much = form.clone().with("amount", "999999999999.99");
    refused(&acme, &much, "rate", "9999999999").await;
    let little = form.with("amount", "999999999999.99").with("rate", "0.9");
    assert_eq!(
        acme.owner.post("/expenses", &little.pairs()).await.status,
        303,
        "the largest amount there is"
    );
}

#[actix_web::test]
async fn categories_that_are_not_here() {
    let (acme, form) = acme().await;
    let globex = acme.app.organization("globex").await;
    let (foreign, unknown) = (globex.category("Meals").await, Uuid::now_v7().to_string());
    for typed in ["Meals", "1", "' OR 1=1", &unknown, &foreign] {
        refused(&acme, &form, "category_id", typed).await;
    }
    acme.sql("UPDATE categories SET archived_at = now() WHERE name = 'Other'");
    let archived = acme.category("Other").await;
    refused(&acme, &form, "category_id", &archived).await;
}

#[actix_web::test]
async fn a_draft_may_wait_for_its_category() {
    let (acme, form) = acme().await;
    let answer = acme.owner.post("/expenses", &form.with("category_id", "").pairs()).await;
    assert_eq!(answer.status, 303);
    assert!(acme.owner.get(&answer.location()).await.text.contains("None yet"));
    assert_eq!(acme.ask("SELECT count(*)::text FROM expenses WHERE category_id IS NULL"), "1");
}

#[actix_web::test]
async fn texts_that_hide_something() {
    let (acme, form) = acme().await;
    for typed in
        ["", "  ", "Caf\u{8}é", "\u{1b}[31mred", "exe.\u{202E}gpj", "a\u{200B}b", "\u{FEFF}a", "a\u{7f}"]
    {
        refused(&acme, &form, "merchant", typed).await;
    }
    for typed in ["a\u{8}b", "a\u{202E}b", "a\u{200B}b", "\u{7f}"] {
        refused(&acme, &form, "note", typed).await;
    }
    // What an HTML parser itself would change can't be compared, but is refused all the same.
    for (field, typed) in
        [("merchant", "a\u{0}b"), ("note", "a\u{0}b"), ("amount", "1\u{0}2"), ("spent_on", "\u{0}")]
    {
        let form = form.clone().with(field, typed);
        assert_eq!(acme.owner.post("/expenses", &form.pairs()).await.status, 422, "{field}");
    }
}

#[actix_web::test]
async fn texts_that_are_too_long() {
    let (acme, form) = acme().await;
    let answer = refused(&acme, &form, "merchant", &"ö".repeat(201)).await;
    assert_eq!(answer.shown("error-merchant"), "Shorten this to 200 characters: it has 201.");
    refused(&acme, &form, "note", &"ö".repeat(2_001)).await;
    let long = form.with("merchant", &"ö".repeat(200)).with("note", &"ö".repeat(2_000));
    let answer = acme.owner.post("/expenses", &long.pairs()).await;
    assert_eq!(answer.status, 303);
    let edit = acme.owner.get(&format!("{}/edit", answer.location())).await;
    let room: usize = edit.attribute("#merchant", "maxlength").unwrap().parse().unwrap();
    assert!(room >= 200, "what may be stored may be typed: {room}");
}

#[actix_web::test]
async fn all_that_is_wrong_is_said_at_once() {
    let (acme, _) = acme().await;
    let answer = acme.owner.post("/expenses", &[("currency", "XXX"), ("amount", "abc"), ("rate", "x")]).await;
    assert_eq!(answer.status, 422);
    for field in ["currency", "amount", "rate", "merchant", "spent_on"] {
        assert!(answer.testid(&format!("error-{field}")).is_some(), "{field}");
    }
    assert_eq!(answer.attributes("[autofocus]", "name").len(), 1, "one field has the focus");
    assert!(answer.attributes(".summary a", "href").iter().all(|href| href.starts_with('#')));
}

#[actix_web::test]
async fn the_token_of_the_form_survives_a_mistake() {
    let (acme, form) = acme().await;
    let token = acme.owner.get("/expenses/new").await.field("form_token").unwrap();
    let form = form.with("form_token", &token);
    let answer = acme.owner.post("/expenses", &form.clone().with("amount", "abc").pairs()).await;
    assert_eq!(answer.field("form_token"), Some(token));
    assert_eq!(acme.owner.post("/expenses", &form.pairs()).await.status, 303);
}
