//! Whether an address is free, while it is typed; and the way to one's organization.

use crate::support::app::unique_slug;
use crate::support::{Answer, TestApp};
use reqwest::Method;

async fn ask_for_json(app: &TestApp, query: &str) -> Answer {
    let path = format!("/signup/slug?{query}");
    app.base().send(Method::GET, &path, &[("accept", "application/json")], None).await
}

#[actix_web::test]
async fn a_free_address_says_so() {
    let app = TestApp::start().await;
    let slug = unique_slug("free");
    let fragment = app.base().get(&format!("/signup/slug?slug={slug}")).await;
    assert_eq!(fragment.status, 200);
    assert!(!fragment.text.contains("<html"), "a fragment");
    assert_eq!(fragment.attribute("#slug-hint", "data-state").as_deref(), Some("available"));
    assert!(fragment.text.contains(&format!("http://{slug}.localhost:{}", app.address.port())));
    let json = ask_for_json(&app, &format!("slug={slug}")).await;
    assert_eq!(json.json(), serde_json::json!({ "slug": slug, "available": true, "reason": null }));
}

#[actix_web::test]
async fn a_taken_address_says_so() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    let fragment = app.base().get(&format!("/signup/slug?slug={}", acme.slug)).await;
    assert_eq!(fragment.attribute("#slug-hint", "data-state").as_deref(), Some("taken"));
    let json = ask_for_json(&app, &format!("slug={}", acme.slug)).await.json();
    assert_eq!(json["available"], false);
    assert_eq!(json["reason"], format!("“{}” is taken. Choose another.", acme.slug));
}

#[actix_web::test]
async fn an_impossible_address_says_why() {
    let app = TestApp::start().await;
    for typed in ["a", "www", "ac%E2%80%8Bme", "%D0%B0cme", "%3Cb%3E", "%FF", "a--b"] {
        let fragment = app.base().get(&format!("/signup/slug?slug={typed}")).await;
        assert_eq!(fragment.status, 200, "{typed}");
        assert_eq!(fragment.attribute("#slug-hint", "data-state").as_deref(), Some("invalid"), "{typed}");
        assert!(!fragment.text.contains("<b>"));
        let json = ask_for_json(&app, &format!("slug={typed}")).await.json();
        assert_eq!(json["available"], false, "{typed}");
        assert!(json["reason"].as_str().is_some_and(|reason| reason.ends_with('.')), "{typed}");
    }
}

#[actix_web::test]
async fn an_address_is_suggested_from_the_name() {
    let app = TestApp::start().await;
    let unique = unique_slug("x");
    let fragment = app.base().get(&format!("/signup/slug?organization=B%C3%A4cker%20{unique}")).await;
    let suggested = fragment.attribute("#slug-hint", "data-suggestion");
    assert_eq!(suggested, Some(format!("backer-{unique}")));
    let nothing = app.base().get("/signup/slug?slug=&organization=").await;
    assert_eq!(nothing.status, 200);
    assert_eq!(nothing.attribute("#slug-hint", "data-state"), None);
}

#[actix_web::test]
async fn people_find_their_organization_by_its_address() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    let found = app.base().get(&format!("/find?slug=%20{}", acme.slug.to_uppercase())).await;
    let expected = format!("http://{}.localhost:{}/login", acme.slug, app.address.port());
    assert_eq!((found.status, found.location()), (303, expected));
    let none = app.base().get(&format!("/find?slug={}", unique_slug("none"))).await;
    assert_eq!(none.status, 404);
    assert!(none.shown("error-slug").contains("no organization"));
    assert_eq!(app.base().get("/find?slug=a--b").await.status, 422);
}
