//! Every problem has a page that says what to do, and problem details for programs; none tells how the program is made.

use crate::steps::{Fields, another_app, raw};
use crate::support::{Answer, Organization, TestApp};
use outlay::policy::role::Role;
use reqwest::Method;
use std::sync::Arc;
use uuid::Uuid;

const FORM: &str = "application/x-www-form-urlencoded";

/// Sends the same as a browser and as a program; looks at what both answers have in common with all errors.
async fn fails(
    org: &Organization,
    verb: Method,
    path: &str,
    body: Option<(&str, Vec<u8>)>,
    status: u16,
) -> Answer {
    let browser = &org.owner;
    let mut headers = vec![("sec-fetch-site", "same-origin")];
    headers.extend(body.as_ref().map(|(media_type, _)| ("content-type", *media_type)));
    let content = body.as_ref().map(|(_, content)| content.clone());
    let page = browser.send(verb.clone(), path, &headers, content.clone()).await;
    looks_like_an_error(&page, path, status);
    headers.push(("accept", "application/json"));
    let problem = browser.send(verb, path, &headers, content).await;
    assert_eq!(problem.status, status, "{path} as JSON: {}", problem.text);
    assert_eq!(problem.header("content-type"), "application/problem+json", "{path}");
    let json = problem.json();
    assert_eq!(json["status"], status, "{path}");
    assert_eq!(json["title"], page.first("h1").unwrap_or_default(), "{path}: the same words for both");
    assert!(
        json["type"].as_str().is_some_and(|kind| kind.starts_with("urn:outlay:problem:")),
        "{path}: {json}"
    );
    assert_eq!(problem.leaks(), None, "{path}");
    page
}

fn looks_like_an_error(page: &Answer, what: &str, status: u16) {
    assert_eq!(page.status, status, "{what}: {}", page.text);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8", "{what}");
    assert_eq!(page.texts(".card__over"), [status.to_string()], "{what}");
    assert!(
        !page.texts("h1").concat().is_empty() && !page.texts(".card__text").concat().is_empty(),
        "{what}"
    );
    assert!(!page.attributes("main a", "href").is_empty(), "{what}: a way on");
    assert_eq!(page.leaks(), None, "{what}: {}", page.text);
}

async fn acme() -> Organization {
    TestApp::start().await.organization("acme").await
}

#[actix_web::test]
async fn what_is_not_there_is_404() {
    let acme = acme().await;
    let id = Uuid::now_v7();
    for path in [
        "/nothing".to_owned(),
        "/expenses/".to_owned(),
        "/expenses/nonsense".to_owned(),
        "/expenses/1".to_owned(),
        "/expenses/%00".to_owned(),
        "/expenses/%FF".to_owned(),
        "/expenses/' OR 1=1 --".to_owned(),
        format!("/expenses/{id}"),
        format!("/expenses/{id}/edit"),
        format!("/expenses/{id}x/edit"),
        "/expenses/00000000-0000-0000-0000-000000000000".to_owned(),
        "/.env".to_owned(),
        "/static/../Cargo.toml".to_owned(),
        "/static/0000/%2e%2e/%2e%2e/Cargo.toml".to_owned(),
        "/static/missing/app.js".to_owned(),
    ] {
        fails(&acme, Method::GET, &path, None, 404).await;
    }
    for path in
        [format!("/expenses/{id}"), format!("/expenses/{id}/delete"), "/expenses/x/restore".to_owned()]
    {
        fails(&acme, Method::POST, &path, Some((FORM, b"version=1".to_vec())), 404).await;
    }
}

#[actix_web::test]
async fn what_the_role_does_not_allow_is_403() {
    let mut acme = acme().await;
    acme.owner = acme.member("Eva", Role::Auditor).await;
    let page = fails(&acme, Method::GET, "/expenses/new", None, 403).await;
    assert_eq!(page.texts(".card__text"), ["Auditors read expenses and record none."]);
    fails(&acme, Method::POST, "/expenses", Some((FORM, vec![])), 403).await;
}

#[actix_web::test]
async fn who_is_signed_in_keeps_the_way_round() {
    let acme = acme().await;
    let waiting = acme.spend_as(&acme.owner, &[("intent", "submit")]).await;
    let approver = acme.member("Avery", Role::Approver).await;
    for (browser, path, status) in [
        (&acme.owner, "/nothing", 404),
        (&acme.owner, "/expenses/nonsense", 404),
        (&approver, "/categories/new", 403),
        (&acme.owner, &*format!("{waiting}/edit"), 409),
        (&acme.owner, "/logout", 405),
    ] {
        let page = browser.get(path).await;
        looks_like_an_error(&page, path, status);
        assert!(page.texts(".places__link").concat().contains("Expenses"), "{path}");
        assert_eq!(page.texts("h1").len(), 1, "{path}");
    }
    assert!(approver.get("/nothing").await.texts(".places__count").contains(&"1".to_owned()));
    let page = acme.stranger().get("/nothing").await;
    looks_like_an_error(&page, "a stranger", 404);
    assert!(page.texts(".places__link").is_empty() && page.texts(".person").is_empty());
    // Of another organization's cookie nothing is shown.
    let globex = acme.app.organization("globex").await;
    let thief = globex.stranger();
    thief.set_cookie("outlay_session", &acme.owner.cookie("outlay_session").unwrap());
    let page = thief.get("/nothing").await;
    assert!(page.status == 404 && page.texts(".person").is_empty());
}

#[actix_web::test]
async fn another_verb_is_405_with_those_allowed() {
    let acme = acme().await;
    for (verb, path, allowed) in [
        (Method::PUT, "/expenses", "GET, HEAD, POST"),
        (Method::DELETE, "/expenses/new", "GET, HEAD"),
        (Method::POST, "/", "GET, HEAD"),
        (Method::GET, "/logout", "POST"),
        (Method::OPTIONS, "/login", "GET, HEAD, POST"),
    ] {
        let page = fails(&acme, verb.clone(), path, None, 405).await;
        assert_eq!(page.header("allow"), allowed, "{verb} {path}");
    }
    let id = Uuid::now_v7();
    let page = fails(&acme, Method::GET, &format!("/expenses/{id}/delete"), None, 405).await;
    assert_eq!(page.header("allow"), "POST");
    assert_eq!(acme.owner.send(Method::from_bytes(b"BREW").unwrap(), "/", &[], None).await.status, 403);
}

#[actix_web::test]
async fn what_does_not_fit_is_409() {
    let acme = acme().await;
    let lunch = acme.spend("12.50", "Lunch").await;
    acme.owner.post(&format!("{lunch}/delete"), &[]).await;
    fails(&acme, Method::GET, &format!("{lunch}/edit"), None, 409).await;
}

#[actix_web::test]
async fn a_form_over_64_kilobytes_is_413() {
    let acme = acme().await;
    let body = format!("note={}", "x".repeat(64 * 1024));
    for path in ["/expenses", "/login"] {
        let page = fails(&acme, Method::POST, path, Some((FORM, body.clone().into_bytes())), 413).await;
        assert!(page.texts(".card__text")[0].contains("64 KB"));
    }
    let parts = format!("--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n{body}\r\n--b--\r\n");
    fails(
        &acme,
        Method::POST,
        "/expenses",
        Some(("multipart/form-data; boundary=b", parts.into_bytes())),
        413,
    )
    .await;
    let just = format!("note={}", "x".repeat(64 * 1024 - 5));
    let headers = [("sec-fetch-site", "same-origin"), ("content-type", FORM)];
    let answer = acme.owner.send(Method::POST, "/expenses", &headers, Some(just.into_bytes())).await;
    assert_eq!(answer.status, 422, "the limit itself is read");
    // A size that is only announced.
    let announced = format!(
        "POST /login HTTP/1.1\r\nHost: {}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: {FORM}\r\n\
         Content-Length: 5000000000\r\nConnection: close\r\n\r\n{body}{body}",
        acme.host()
    );
    assert!(raw(&acme.app, &announced).starts_with("HTTP/1.1 413"));
}

#[actix_web::test]
async fn a_body_that_is_no_form_is_415() {
    let acme = acme().await;
    for media_type in
        ["application/json", "text/plain", "application/xml", "nonsense", "multipart/mixed; boundary=b"]
    {
        fails(&acme, Method::POST, "/expenses", Some((media_type, b"{}".to_vec())), 415).await;
    }
}

#[actix_web::test]
async fn a_form_that_is_broken_is_400() {
    let acme = acme().await;
    for (media_type, body) in [
        ("multipart/form-data", &b"--b\r\n"[..]),
        ("multipart/form-data; boundary=b", b"no parts here"),
        (
            "multipart/form-data; boundary=b",
            b"--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhalf",
        ),
        (
            "multipart/form-data; boundary=b",
            b"--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n\xff\r\n--b--\r\n",
        ),
        (FORM, b"amount=1&amount=2"),
    ] {
        fails(&acme, Method::POST, "/expenses", Some((media_type, body.to_vec())), 400).await;
    }
    for path in ["/expenses?per=1&per=2", "/login?next=/a&next=/b"] {
        assert!([400, 422].contains(&acme.owner.get(path).await.status), "{path}");
    }
}

#[actix_web::test]
async fn a_host_of_nobody_says_so() {
    let app = TestApp::start().await;
    let nobody = app.client("nobody.localhost");
    let page = nobody.get("/expenses").await;
    looks_like_an_error(&page, "unknown host", 404);
    assert_eq!(page.first("h1").as_deref(), Some("No organization at nobody.localhost"));
    let json = nobody.send(Method::GET, "/", &[("accept", "application/problem+json")], None).await;
    assert_eq!(json.json()["type"], "urn:outlay:problem:unknown-host");
}

#[actix_web::test]
async fn what_breaks_inside_is_500_and_stays_inside() {
    let acme = acme().await;
    let lunch = acme.spend("12.50", "Lunch").await;
    acme.sql("ALTER TABLE events RENAME TO elsewhere");
    let page = fails(&acme, Method::GET, &lunch, None, 500).await;
    let number = page.first("main code").expect("a number to quote");
    assert!(Uuid::parse_str(&number).is_ok(), "{number}");
    let form = Fields::expense(&acme).await;
    assert_eq!(acme.owner.post("/expenses", &form.pairs()).await.status, 500);
    assert_eq!(acme.ask("SELECT count(*) FROM expenses"), "1", "nothing is half done");
    acme.sql("ALTER TABLE elsewhere RENAME TO events");
    assert_eq!(acme.owner.get(&lunch).await.status, 200, "and all is well again");
}

#[actix_web::test]
async fn suspended_is_503_with_a_way_on() {
    let mut acme = acme().await;
    acme.owner = acme.member("Mira", Role::Member).await;
    acme.set_suspended(true).await;
    let page = fails(&acme, Method::GET, "/expenses", None, 503).await;
    assert_eq!(page.attributes("main a", "href"), ["/login"]);
}

#[actix_web::test]
async fn an_organization_behind_the_program_is_503_for_a_moment() {
    let acme = acme().await;
    let slug = acme.slug.clone();
    crate::steps::set_registry_version(&slug, "00000000000000");
    let found = acme.app.tenants.find(&outlay::tenancy::Slug::parse(&slug).unwrap()).await.unwrap().unwrap();
    let behind = outlay::tenancy::resolve::Org::new(Arc::new(found), acme.app.tenants.clone());
    assert!(behind.run(outlay::categories::queries::list).await.is_err());
    // The cache may know the organization for half a minute; a program that starts now does not.
    let fresh = crate::steps::another_app(|raw| raw.rate_limit = Some("off".into())).await;
    let page = fresh.client(&acme.host()).get("/login").await;
    looks_like_an_error(&page, "behind", 503);
    assert_eq!(page.header("retry-after"), "30");
}

/// What a program gets that posts this.
async fn problem(org: &Organization, path: &str, form: &Fields) -> Answer {
    let headers = [("sec-fetch-site", "same-origin"), ("accept", "application/json")];
    let answer = org.owner.post_with(path, &form.pairs(), &headers).await;
    assert_eq!(answer.header("content-type"), "application/problem+json", "{path}: {}", answer.text);
    assert_eq!(answer.json()["status"], answer.status);
    assert!(answer.json()["title"].as_str().is_some_and(|title| !title.is_empty()));
    answer
}

#[actix_web::test]
async fn programs_get_the_faults_of_fields_as_data() {
    let acme = acme().await;
    let form = Fields::expense(&acme).await.with("amount", "1e9").with("spent_on", "2023-02-29");
    let answer = problem(&acme, "/expenses", &form).await;
    assert_eq!((answer.status, &answer.json()["type"]), (422, &"urn:outlay:problem:unprocessable".into()));
    let errors = answer.json()["errors"].clone();
    assert_eq!(errors.as_array().map(Vec::len), Some(2), "{errors}");
    assert_eq!((&errors[0]["field"], &errors[0]["code"]), (&"amount".into(), &"amount_scientific".into()));
    assert_eq!(errors[0]["detail"], "Write “1e9” out in digits.");
    assert_eq!(errors[1]["field"], "spent_on");
    let headers = [("sec-fetch-site", "same-origin"), ("accept", "application/json")];
    let form = Fields::sign_up("www").with("password", "secret-and-common-no");
    let sign_up = acme.app.base().post_with("/signup", &form.pairs(), &headers).await;
    assert_eq!((sign_up.status, &sign_up.json()["errors"][0]["field"]), (422, &"slug".into()));
    assert!(!sign_up.text.contains("secret-and-common"), "a password never comes back");
}

#[actix_web::test]
async fn programs_get_every_other_refusal_as_a_problem_too() {
    let acme = acme().await;
    let form = Fields::expense(&acme).await.with("form_token", &Uuid::now_v7().to_string());
    let lunch = acme.owner.post("/expenses", &form.pairs()).await.location();
    let other = form.with("amount", "99.00");
    assert_eq!(problem(&acme, "/expenses", &other).await.status, 409, "saved already");
    assert_eq!(problem(&acme, &lunch, &other.with("version", "7")).await.status, 409, "stale");
    let wrong = Fields::of(&[("email", "x@y.test"), ("password", "wrong-horse")]);
    assert_eq!(problem(&acme, "/login", &wrong).await.status, 422);
    let list = acme.owner.send(Method::GET, "/expenses?per=x", &[("accept", "application/json")], None).await;
    assert_eq!((list.status, list.json()["status"].as_u64()), (422, Some(422)));
    let used =
        acme.stranger().send(Method::GET, "/welcome?token=x", &[("accept", "application/json")], None).await;
    assert_eq!((used.status, used.json()["status"].as_u64()), (410, Some(410)));
}

#[actix_web::test]
async fn a_program_that_has_to_wait_is_told_why() {
    let app = another_app(|raw| {
        raw.signup = Some("code".into());
        raw.signup_code = Some("open-sesame".into());
    })
    .await;
    let headers = [("sec-fetch-site", "same-origin"), ("accept", "application/json")];
    let mut last = app.base().post_with("/signup", &[("code", "x")], &headers).await;
    for _ in 0..12 {
        last = app.base().post_with("/signup", &[("code", "x")], &headers).await;
    }
    assert_eq!(last.status, 429);
    assert_eq!(last.json()["type"], "urn:outlay:problem:too-many");
    assert!(last.json()["detail"].as_str().is_some_and(|detail| detail.starts_with("Try again in")));
}
