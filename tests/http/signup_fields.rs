//! Sign-up with bad fields: 422, a sentence beside the field, and nothing typed is lost, save the password.

use crate::steps::Fields;
use crate::support::app::{PASSWORD, unique_slug};
use crate::support::{Answer, TestApp};
use outlay::tenancy::Slug;

const KEPT: [&str; 7] = ["organization", "slug", "name", "email", "currency", "timezone", "locale"];

/// Sends the form with one bad field.
async fn refused(field: &str, typed: &str) -> Answer {
    let app = TestApp::start().await;
    let slug = unique_slug("bad");
    let form = Fields::sign_up(&slug).with(field, typed);
    let answer = app.base().post("/signup", &form.pairs()).await;
    assert_eq!(answer.status, 422, "{field} {typed:?}: {}", answer.location());
    let sentence = answer.shown(&format!("error-{field}"));
    assert!(sentence.ends_with('.') && sentence.len() > 8, "{field} {typed:?}: {sentence:?}");
    for kept in KEPT {
        assert_eq!(
            answer.field(kept).as_deref(),
            Some(form.value(kept)),
            "{kept} after a bad {field} {typed:?}"
        );
        let expected = kept == field;
        assert_eq!(
            answer.testid(&format!("error-{kept}")).is_some(),
            expected,
            "{kept} beside {field} {typed:?}"
        );
    }
    assert!(!answer.text.contains(PASSWORD), "the password is typed again");
    assert_eq!(answer.field("password").as_deref(), Some(""));
    assert!(answer.attributes("[autofocus]", "name").contains(&field.to_owned()), "focus on {field}");
    assert!(app.tenants.find(&Slug::parse(&slug).unwrap()).await.unwrap().is_none(), "nothing is made");
    answer
}

async fn all_refused(field: &str, typed: &[&str]) {
    for typed in typed {
        refused(field, typed).await;
    }
}

#[actix_web::test]
async fn addresses_that_cannot_be() {
    let long = "a".repeat(33);
    all_refused(
        "slug",
        &[
            "a",
            "-acme",
            "acme-",
            "1acme",
            "ac--me",
            "ac me",
            "ac_me",
            "ac.me",
            "acmé",
            "xn--acme",
            &long,
            "acme'; DROP SCHEMA shared; --",
            "../acme",
            "acme/",
            "<b>acme</b>",
        ],
    )
    .await;
}

#[actix_web::test]
async fn addresses_that_look_like_others() {
    // Zero-width space, zero-width joiner, Cyrillic а, full-width letters, the Kelvin sign, soft hyphen.
    all_refused(
        "slug",
        &["ac\u{200B}me", "ac\u{200D}me", "\u{430}cme", "ａｃｍｅ", "\u{212A}ing", "ac\u{AD}me"],
    )
    .await;
    let answer = refused("slug", "ac\u{200B}me").await;
    assert!(answer.shown("error-slug").contains("U+200B"), "what can't be seen is named");
}

#[actix_web::test]
async fn addresses_of_the_service_itself() {
    let reserved =
        ["www", "api", "admin", "app", "mail", "static", "assets", "status", "help", "LOGIN", "shared"];
    all_refused("slug", &reserved).await;
}

#[actix_web::test]
async fn names_that_hide_or_deceive() {
    let long = "x".repeat(81);
    let typed = [
        "",
        "   ",
        "Acme\u{7}",
        "Acme\u{1b}[31m",
        "Acme \u{202E}gpj.exe",
        "Ac\u{200B}me",
        "Ac\u{2066}me",
        "https://evil.test",
        "write to me@evil.test",
        "www.evil.test",
        "ｗｗｗ.evil.test",
        &long,
    ];
    all_refused("organization", &typed).await;
    all_refused("name", &typed).await;
}

#[actix_web::test]
async fn mail_addresses_that_cannot_be() {
    let long = format!("{}@example.test", "x".repeat(300));
    all_refused(
        "email",
        &[
            "",
            "owner",
            "owner@",
            "@example.test",
            "owner@localhost",
            "a@b@c.test",
            "a b@c.test",
            "a@c..test",
            &long,
            "owner@exa\u{200B}mple.test",
            "owner@example.test\u{7}x",
        ],
    )
    .await;
}

#[actix_web::test]
async fn passwords_that_are_no_protection() {
    let long = "x".repeat(257);
    all_refused("password", &["", "short77", "password", "12345678", &long]).await;
}

#[actix_web::test]
async fn choices_that_are_not_offered() {
    all_refused("currency", &["XXX", "EURO", "E", "<i>", "XAU", "DEM"]).await;
    all_refused("timezone", &["Mars/Base", "europe", "+02:00", "Europe/Vienna'"]).await;
    all_refused("locale", &["english", "e", "en--GB", "<script>"]).await;
}

#[actix_web::test]
async fn what_is_left_out_is_asked_for() {
    let app = TestApp::start().await;
    let answer = app.base().post("/signup", &[]).await;
    assert_eq!(answer.status, 422);
    for field in ["organization", "slug", "name", "email", "password", "currency", "timezone"] {
        assert!(answer.testid(&format!("error-{field}")).is_some(), "{field}");
    }
    assert_eq!(answer.attributes("[autofocus]", "name"), ["organization"], "focus on the first");
}

#[actix_web::test]
async fn markup_comes_back_as_text() {
    let app = TestApp::start().await;
    let typed = "\"><script>alert(1)</script>";
    let mut form = Fields::sign_up(&unique_slug("xss"));
    for field in KEPT {
        form = form.with(field, typed);
    }
    let answer = app.base().post("/signup", &form.pairs()).await;
    assert_eq!(answer.status, 422);
    assert!(!answer.text.contains("<script>alert"));
    assert_eq!(answer.field("organization").as_deref(), Some(typed));
    let found =
        app.base().send(reqwest::Method::GET, "/find?slug=%22%3E%3Cscript%3Ealert(1)", &[], None).await;
    assert_eq!(found.status, 422);
    assert!(!found.text.contains("<script>alert"));
}
