//! Signing in and out.

use crate::steps::{Fields, another_app, sign_in};
use crate::support::app::{PASSWORD, unique_slug};
use crate::support::{Answer, TestApp};

const SESSION: &str = "outlay_session";

#[actix_web::test]
async fn a_wrong_password_and_an_unknown_address_are_the_same() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    let owner = acme.owner_email();
    let mut pages = Vec::new();
    for (email, password) in [
        (owner.as_str(), "wrong-horse"),
        ("nobody@acme.test", PASSWORD),
        (&owner, ""),
        ("no address", PASSWORD),
    ] {
        let browser = acme.stranger();
        let answer = browser.post("/login", &[("email", email), ("password", password)]).await;
        assert_eq!(answer.status, 422, "{email}");
        assert_eq!(answer.field("email").as_deref(), Some(email), "the typed address stays");
        assert!(!answer.text.contains(PASSWORD) && !answer.text.contains("wrong-horse"));
        assert_eq!(browser.cookie(SESSION), None);
        pages.push(answer.text.replace(email, "…"));
    }
    assert!(pages[0].contains("No one here has this address and password."));
    assert!(pages.iter().all(|page| *page == pages[0]), "nothing tells which of the two was wrong");
}

#[actix_web::test]
async fn an_address_is_taken_in_any_case() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    let typed = format!(" {} ", acme.owner_email().to_uppercase());
    let browser = acme.stranger();
    assert_eq!(sign_in(&browser, &typed, "").await.location(), "/");
    assert_eq!(browser.get("/").await.status, 200);
}

#[actix_web::test]
async fn signing_in_leads_where_one_wanted_to_go() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    for path in ["/expenses", "/expenses/new", "/expenses?status=trash&per=10", "/expenses?q=a%20b"] {
        let browser = acme.stranger();
        let refused = browser.get(path).await;
        assert!(refused.asks_to_sign_in(), "{path}");
        let page = browser.get(&refused.location()).await;
        assert_eq!(page.field("next").as_deref(), Some(path));
        let again = browser.post("/login", &[("email", "x@y.test"), ("next", path)]).await;
        assert_eq!(again.field("next").as_deref(), Some(path), "a wrong password does not lose the way");
        assert_eq!(sign_in(&browser, &acme.owner_email(), path).await.location(), path);
    }
    assert_eq!(acme.stranger().get("/").await.location(), "/login");
    assert_eq!(acme.owner.get("/login").await.location(), "/", "who is signed in goes on");
    assert_eq!(acme.owner.get("/login?next=%2Fexpenses").await.location(), "/expenses");
}

#[actix_web::test]
async fn a_link_cannot_lead_elsewhere() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    let long = format!("/{}", "a".repeat(2_000));
    for evil in [
        "https://evil.test",
        "//evil.test",
        "/\\evil.test",
        "\\\\evil.test",
        "/%5Cevil.test",
        "/%2Fevil.test",
        "%2F%2Fevil.test",
        "/%255Cevil.test",
        "/%09/evil.test",
        "/\t/evil.test",
        "/\r\nSet-Cookie: a=b",
        "/%0d%0aSet-Cookie:%20a=b",
        "javascript:alert(1)",
        "expenses",
        "",
        "/a//evil.test",
        "/./\\evil.test",
        &long,
    ] {
        let query = serde_html_form::to_string([("next", evil)]).unwrap();
        let page = acme.stranger().get(&format!("/login?{query}")).await;
        assert_eq!((page.status, page.field("next")), (200, None), "{evil:?}");
        let browser = acme.stranger();
        let answer = sign_in(&browser, &acme.owner_email(), evil).await;
        assert_eq!((answer.status, answer.location().as_str()), (303, "/"), "{evil:?}");
        assert_eq!(acme.owner.get(&format!("/login?{query}")).await.location(), "/", "{evil:?}");
    }
}

fn set_cookie(answer: &Answer, name: &str) -> Vec<String> {
    let all = answer.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    let found = all.filter(|text| text.starts_with(&format!("{name}="))).collect::<Vec<_>>();
    assert_eq!(found.len(), 1, "{name} is set once: {found:?}");
    found[0].split("; ").skip(1).map(str::to_owned).collect()
}

#[actix_web::test]
async fn the_cookie_is_for_this_host_and_not_for_scripts() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    let answer = sign_in(&acme.stranger(), &acme.owner_email(), "").await;
    for name in [SESSION, "outlay_device"] {
        let attributes = set_cookie(&answer, name);
        let has = |text: &str| attributes.iter().any(|attribute| attribute == text);
        assert!(has("HttpOnly") && has("SameSite=Lax"), "{name}: {attributes:?}");
        assert!(!has("Secure"), "plain http");
        assert!(!attributes.iter().any(|text| text.starts_with("Domain")), "{name}: {attributes:?}");
    }
    assert!(set_cookie(&answer, SESSION).contains(&"Path=/".to_owned()));
    assert!(!answer.text.contains(&acme.slug), "the body of a redirect says nothing");
}

#[actix_web::test]
async fn with_tls_the_cookie_is_secure_and_bound_to_the_host() {
    let app = another_app(|raw| {
        raw.rate_limit = Some("off".into());
        raw.base_domain = Some("outlay.test".into());
        raw.public_url = Some("https://outlay.test".into());
    })
    .await;
    let slug = unique_slug("tls");
    let answer = app.client("outlay.test").post("/signup", &Fields::sign_up(&slug).pairs()).await;
    assert!(
        answer.location().starts_with(&format!("https://{slug}.outlay.test/welcome?")),
        "{}",
        answer.location()
    );
    assert_eq!(answer.header("strict-transport-security"), "max-age=31536000");
    let browser = app.client(&format!("{slug}.outlay.test"));
    let email = format!("owner@{slug}.test");
    let answer = sign_in(&browser, &email, "").await;
    let attributes = set_cookie(&answer, "__Host-outlay_session");
    for expected in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
        assert!(attributes.contains(&expected.to_owned()), "{attributes:?}");
    }
    assert!(!attributes.iter().any(|text| text.starts_with("Domain")));
    assert!(set_cookie(&answer, "outlay_device").contains(&"Secure".to_owned()));
    assert_eq!(browser.get("/").await.status, 200);
    // Scheme and host of the public address count, not those of the connection behind the proxy.
    let form = [("email", email.as_str()), ("password", PASSWORD)];
    let https = format!("https://{slug}.outlay.test");
    assert_eq!(browser.post_with("/login", &form, &[("origin", &https)]).await.status, 303);
    let http = format!("http://{slug}.outlay.test");
    assert_eq!(browser.post_with("/login", &form, &[("origin", &http)]).await.status, 403);
}

#[actix_web::test]
async fn a_neighbours_cookie_is_none() {
    let app = TestApp::start().await;
    let (acme, globex) = (app.organization("acme").await, app.organization("globex").await);
    let browser = acme.stranger();
    browser.set_cookie(SESSION, &globex.owner.cookie(SESSION).unwrap());
    assert!(browser.get("/").await.asks_to_sign_in());
    assert_eq!(browser.post("/sessions/end-all", &[]).await.status, 401);
    browser.set_cookie(SESSION, &globex.owner.cookie(SESSION).unwrap());
    assert_eq!(browser.post("/logout", &[]).await.status, 303);
    assert_eq!(globex.owner.get("/").await.status, 200, "the neighbour's session goes on");
}

#[actix_web::test]
async fn a_broken_cookie_is_none() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    let good = acme.owner.cookie(SESSION).unwrap();
    let half = &good[..good.len() / 2];
    for value in ["x", "%00", half, "AAAA", &"z".repeat(3_000)] {
        let browser = acme.stranger();
        browser.set_cookie(SESSION, value);
        assert!(browser.get("/expenses").await.asks_to_sign_in(), "{value}");
    }
}

#[actix_web::test]
async fn signing_out_ends_the_session_for_a_thief_too() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    let stolen = acme.owner.cookie(SESSION).unwrap();
    let answer = acme.owner.post("/logout", &[]).await;
    assert_eq!((answer.status, answer.location().as_str()), (303, "/login?signed-out=1"));
    assert_eq!(answer.header("clear-site-data"), "\"cache\"", "Back shows nothing");
    assert_eq!(acme.owner.cookie(SESSION), None);
    assert_eq!(acme.owner.get("/login?signed-out=1").await.shown("flash"), "You are signed out.");
    let thief = acme.stranger();
    thief.set_cookie(SESSION, &stolen);
    assert!(thief.get("/").await.asks_to_sign_in());
    assert_eq!(thief.post("/logout", &[]).await.status, 303, "signing out twice is fine");
    assert_eq!(acme.stranger().post("/logout", &[]).await.status, 303);
}

#[actix_web::test]
async fn signing_in_again_replaces_the_session() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    let old = acme.owner.cookie(SESSION).unwrap();
    assert_eq!(sign_in(&acme.owner, &acme.owner_email(), "").await.status, 303);
    assert_ne!(acme.owner.cookie(SESSION).unwrap(), old);
    let thief = acme.stranger();
    thief.set_cookie(SESSION, &old);
    assert!(thief.get("/").await.asks_to_sign_in());
    assert_eq!(acme.ask("SELECT count(*) FROM sessions"), "1");
}

#[actix_web::test]
async fn a_demo_takes_nobody_in_where_others_can_reach_it() {
    let acme = TestApp::start().await.organization("acme").await;
    acme.sql("UPDATE organization SET demo = true");
    assert!(acme.stranger().get("/login").await.text.contains("Demo sign-ins"));
    let open = another_app(|raw| {
        raw.rate_limit = Some("off".into());
        raw.listen = Some("0.0.0.0:8080".into());
    })
    .await;
    let browser = open.client(&acme.host());
    let page = browser.get("/login").await;
    assert_eq!(page.status, 200);
    assert!(!page.text.contains("Demo sign-ins") && !page.text.contains("outlay-demo"));
    assert!(page.shown("flash").contains("its passwords are public"), "{}", page.shown("flash"));
    let refused = sign_in(&browser, &acme.owner_email(), "").await;
    assert_eq!((refused.status, browser.cookie(SESSION)), (403, None));
    acme.sql("UPDATE organization SET demo = false");
    assert_eq!(sign_in(&browser, &acme.owner_email(), "").await.status, 303, "others sign in as ever");
}
