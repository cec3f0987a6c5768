//! The handover from sign-up to the new organization's own address.

use crate::steps::{Fields, another_app, sign_in};
use crate::support::app::{PASSWORD, unique_slug};
use crate::support::{Answer, Client, Organization, TestApp};
use chrono::Utc;
use diesel::prelude::*;
use outlay::domain::id::MemberId;
use outlay::identity::sessions::{self, Purpose};
use outlay::policy::role::Role;
use outlay::schema::tenant::members;
use reqwest::Method;
use uuid::Uuid;

/// A fresh sign-up: a browser on the new host, and the path it is sent to.
async fn signed_up(app: &TestApp, base: &str) -> (Client, String) {
    let slug = unique_slug("fresh");
    let answer = app.client(base).post("/signup", &Fields::sign_up(&slug).pairs()).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    let location = answer.location();
    let path = location[location.find("/welcome").expect("the welcome page")..].to_owned();
    (app.client(&format!("{slug}.{base}")), path)
}

/// A further handover token for the owner of an organization.
async fn token(org: &Organization) -> String {
    let email = org.owner_email();
    org.run(move |conn| {
        let owner = members::table.filter(members::email.eq(email)).select(members::id);
        let owner: Uuid = conn.find(owner)?.expect("the owner");
        sessions::insert_token(conn, Purpose::Handover, MemberId::from(owner), Utc::now())
    })
    .await
}

async fn visit(browser: &Client, path: &str, headers: &[(&str, &str)]) -> Answer {
    browser.send(Method::GET, path, headers, None).await
}

async fn is_signed_in(browser: &Client) -> bool {
    browser.get("/").await.status == 200
}

fn asks_first(answer: &Answer) {
    assert_eq!(answer.status, 200, "{}", answer.location());
    assert_eq!(answer.texts("form[action='/welcome'] button"), ["Continue as Olivia Owner"]);
}

#[actix_web::test]
async fn it_signs_in_once() {
    let app = TestApp::start().await;
    let (browser, path) = signed_up(&app, "localhost").await;
    assert_eq!(browser.get(&path).await.location(), "/");
    assert!(is_signed_in(&browser).await);
    let thief = app.client(&browser.host);
    let used = thief.get(&path).await;
    assert_eq!(used.status, 410);
    assert!(used.text.contains("has been used"));
    assert_eq!(used.attributes("main a", "href"), ["/login"]);
    assert!(!is_signed_in(&thief).await);
    let posted = thief.post("/welcome", &[("token", path.split('=').nth(1).unwrap())]).await;
    assert_eq!(posted.location(), "/login");
    assert!(!is_signed_in(&thief).await);
    assert_eq!(browser.get(&path).await.location(), "/", "Back harms nobody who is signed in");
}

#[actix_web::test]
async fn looking_ahead_uses_nothing_up() {
    let app = TestApp::start().await;
    let (browser, path) = signed_up(&app, "localhost").await;
    let head = browser.head(&path).await;
    assert_eq!((head.status, head.text.as_str()), (200, ""));
    for header in [
        ("sec-purpose", "prefetch"),
        ("sec-purpose", "prefetch;prerender"),
        ("purpose", "prefetch"),
        ("x-moz", "prefetch"),
    ] {
        asks_first(&visit(&browser, &path, &[header]).await);
    }
    assert!(!is_signed_in(&browser).await);
    assert_eq!(browser.get(&path).await.location(), "/");
    assert!(is_signed_in(&browser).await);
}

#[actix_web::test]
async fn a_link_from_elsewhere_asks_first() {
    let app = TestApp::start().await;
    let (browser, path) = signed_up(&app, "localhost").await;
    let page = visit(&browser, &path, &[("sec-fetch-site", "none")]).await;
    asks_first(&page);
    assert!(!is_signed_in(&browser).await);
    let answer = browser.post("/welcome", &page.hidden("/welcome").pairs()).await;
    assert_eq!(answer.location(), "/");
    assert!(is_signed_in(&browser).await);
}

#[actix_web::test]
async fn only_the_redirect_of_the_same_site_needs_no_question() {
    let local = TestApp::start().await;
    // Below `localhost` every name is a site of its own, so the redirect comes from another site.
    for site in ["same-origin", "same-site", "cross-site"] {
        let (browser, path) = signed_up(&local, "localhost").await;
        assert_eq!(visit(&browser, &path, &[("sec-fetch-site", site)]).await.location(), "/", "{site}");
    }
    let app = another_app(|raw| {
        raw.rate_limit = Some("off".into());
        raw.base_domain = Some("outlay.test".into());
    })
    .await;
    let (browser, path) = signed_up(&app, "outlay.test").await;
    asks_first(&visit(&browser, &path, &[("sec-fetch-site", "cross-site")]).await);
    assert_eq!(visit(&browser, &path, &[("sec-fetch-site", "same-site")]).await.location(), "/");
}

#[actix_web::test]
async fn it_never_replaces_another_session_in_silence() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    let mira = acme.member("Mira", Role::Member).await;
    let path = format!("/welcome?token={}", token(&acme).await);
    for site in ["none", "same-site", "cross-site", "same-origin"] {
        let page = visit(&mira, &path, &[("sec-fetch-site", site)]).await;
        asks_first(&page);
        assert!(page.text.contains("You are signed in as Mira"), "{site}");
    }
    assert!(mira.get("/").await.text.contains("Mira"), "she still is");
    let old = mira.cookie("outlay_session").unwrap();
    let page = mira.get(&path).await;
    assert_eq!(mira.post("/welcome", &page.hidden("/welcome").pairs()).await.location(), "/");
    assert!(mira.get("/").await.text.contains("Olivia Owner"));
    let thief = acme.stranger();
    thief.set_cookie("outlay_session", &old);
    assert!(thief.get("/").await.asks_to_sign_in(), "the session that was replaced is over");
}

#[actix_web::test]
async fn a_neighbours_token_is_worth_nothing() {
    let app = TestApp::start().await;
    let (acme, globex) = (app.organization("acme").await, app.organization("globex").await);
    let token = token(&acme).await;
    let path = format!("/welcome?token={token}");
    let browser = globex.stranger();
    assert_eq!(browser.get(&path).await.status, 410);
    assert_eq!(browser.post("/welcome", &[("token", &token)]).await.location(), "/login");
    assert!(!is_signed_in(&browser).await);
    assert_eq!(acme.stranger().get(&path).await.location(), "/", "at home it still works");
}

#[actix_web::test]
async fn it_lasts_a_minute_and_ends_with_the_member() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    let late = token(&acme).await;
    acme.sql("UPDATE tokens SET expires_at = now() - interval '1 second'");
    assert_eq!(acme.stranger().get(&format!("/welcome?token={late}")).await.status, 410);
    let lasts = token(&acme).await;
    let seconds = acme.ask("SELECT extract(epoch FROM max(expires_at - created_at))::int FROM tokens");
    assert_eq!(seconds, "60");
    acme.sql("UPDATE members SET deactivated_at = now()");
    let browser = acme.stranger();
    assert_eq!(browser.get(&format!("/welcome?token={lasts}")).await.status, 410);
    browser.post("/welcome", &[("token", &lasts)]).await;
    assert!(!is_signed_in(&browser).await);
}

#[actix_web::test]
async fn nonsense_is_a_used_link() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    for path in
        ["/welcome", "/welcome?token=", "/welcome?token=%00", "/welcome?token=%FF", "/welcome?token=x"]
    {
        assert_eq!(acme.stranger().get(path).await.status, 410, "{path}");
    }
    assert_eq!(acme.owner.get("/welcome?token=x").await.location(), "/");
    assert_eq!(
        sign_in(&acme.stranger(), &acme.owner_email(), "").await.status,
        303,
        "{PASSWORD} still works"
    );
}
