//! What a request's host says, in every form that a host can have.

use crate::steps::{raw, raw_status};
use crate::support::{Client, Organization, TestApp};
use reqwest::Method;

async fn get_at(app: &TestApp, host: &str, path: &str) -> crate::support::Answer {
    app.base().send(Method::GET, path, &[("host", host)], None).await
}

async fn acme() -> (TestApp, Organization) {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    (app, acme)
}

#[actix_web::test]
async fn a_host_is_the_same_in_every_spelling() {
    let (app, acme) = acme().await;
    let host = acme.host();
    for spelled in [
        host.clone(),
        host.to_uppercase(),
        format!("{host}."),
        format!("{host}:{}", app.address.port()),
        format!("{}.:80", host.to_uppercase()),
        format!("{host}:"),
    ] {
        let answer = acme.owner.send(Method::GET, "/", &[("host", &spelled)], None).await;
        assert_eq!(answer.status, 200, "{spelled}");
        assert!(answer.text.contains("Olivia Owner"), "{spelled}");
    }
    for spelled in ["localhost", "LOCALHOST", "localhost.", "www.localhost", "WWW.Localhost.:1"] {
        let answer = get_at(&app, spelled, "/").await;
        assert_eq!(answer.status, 200, "{spelled}");
        assert!(answer.text.contains("Every expense of your company"), "{spelled}");
    }
}

#[actix_web::test]
async fn hosts_of_nobody_are_404() {
    let (app, acme) = acme().await;
    let long = "a".repeat(5_000);
    for host in [
        "nobody.localhost".to_owned(),
        format!("a.{}", acme.host()),
        format!("www.{}", acme.host()),
        format!("{}.evil.test", acme.host()),
        format!("{}localhost", acme.slug),
        "example.test".to_owned(),
        "admin.localhost".to_owned(),
        "127.0.0.1".to_owned(),
        format!("127.0.0.1:{}", app.address.port()),
        "[::1]".to_owned(),
        "[::1]:8080".to_owned(),
        "[fe80::1]".to_owned(),
        "xn--acme-.localhost".to_owned(),
        "under_score.localhost".to_owned(),
        "..localhost".to_owned(),
        long.clone(),
        format!("{long}.localhost"),
        format!("{}localhost", "a.".repeat(2_500)),
    ] {
        for path in ["/", "/login", "/expenses", "/signup"] {
            let answer = get_at(&app, &host, path).await;
            assert_eq!(answer.status, 404, "{} {path}", &host[..host.len().min(60)]);
            assert!(answer.text.len() < 20_000, "a long host is not repeated at length");
            assert!(answer.text.contains("No organization at"), "{host}");
        }
    }
}

#[actix_web::test]
async fn hosts_that_are_none_are_400() {
    let app = TestApp::start().await;
    for host in [
        "",
        ".",
        ":80",
        "a b.localhost",
        "localhost:80:80",
        "localhost:port",
        "localhost:123456",
        "[::1",
        "[zz]",
        "a/b",
        "user@localhost",
        "localhost\u{e9}",
        "<script>",
        "localhost,localhost",
        "[::1]x",
    ] {
        let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        assert_eq!(raw_status(&app, &request), 400, "{host}");
    }
}

#[actix_web::test]
async fn one_request_names_one_host() {
    let (app, acme) = acme().await;
    let host = acme.host();
    for hosts in [
        format!("Host: {host}\r\nHost: {host}"),
        format!("Host: {host}\r\nhost: localhost"),
        format!("Host: localhost\r\nHost: {host}"),
    ] {
        assert_eq!(
            raw_status(&app, &format!("GET /login HTTP/1.1\r\n{hosts}\r\nConnection: close\r\n\r\n")),
            400
        );
    }
    assert_eq!(raw_status(&app, "GET / HTTP/1.0\r\n\r\n"), 400, "none");
    assert_eq!(raw_status(&app, "GET / HTTP/1.1\r\nConnection: close\r\n\r\n"), 400, "none");
    let of_one = format!("GET /login HTTP/1.0\r\nHost: {host}\r\n\r\n");
    assert_eq!(raw_status(&app, &of_one), 200);
}

#[actix_web::test]
async fn a_target_that_disagrees_with_the_host_is_400() {
    let (app, acme) = acme().await;
    let globex = app.organization("globex").await;
    let port = app.address.port();
    let get = |target: &str, host: &str| {
        raw(&app, &format!("GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
    };
    let (here, there) = (acme.host(), globex.host());
    let agreed = get(&format!("http://{here}:{port}/login"), &format!("{here}:{port}"));
    assert!(agreed.starts_with("HTTP/1.1 200"), "{agreed}");
    for (target, host) in [
        (format!("http://{here}/login"), there.clone()),
        (format!("http://{here}:{port}/login"), here.clone()),
        (format!("http://{here}/login"), format!("{here}:{port}")),
        (format!("http://user@{here}/login"), here.clone()),
        ("http://localhost/".to_owned(), here.clone()),
    ] {
        let answer = get(&target, &host);
        assert!(answer.starts_with("HTTP/1.1 400"), "{target} {host}: {answer}");
        assert!(!answer.contains("Sign in"));
    }
}

#[actix_web::test]
async fn forwarded_headers_are_not_believed() {
    let (app, acme) = acme().await;
    let host = acme.host();
    for header in ["x-forwarded-host", "x-host", "x-original-host"] {
        let answer = app.base().send(Method::GET, "/", &[(header, &host)], None).await;
        assert!(answer.text.contains("Every expense of your company"), "{header}");
        let answer = app.client("nobody.localhost").send(Method::GET, "/", &[(header, &host)], None).await;
        assert_eq!(answer.status, 404, "{header}");
    }
    let browser: Client = acme.stranger();
    let answer = browser.send(Method::GET, "/login", &[("x-forwarded-host", "evil.test")], None).await;
    assert!(!answer.text.contains("evil.test"));
}

#[actix_web::test]
async fn health_answers_on_any_host() {
    let (app, acme) = acme().await;
    for host in
        ["localhost", "127.0.0.1", "[::1]:80", "nobody.localhost", "example.test", &acme.host(), "a b"]
    {
        for path in ["/healthz", "/readyz"] {
            let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
            let answer = raw(&app, &request);
            assert!(answer.starts_with("HTTP/1.1 200"), "{host} {path}: {answer}");
            assert!(answer.contains("\"status\":\"ok\"") && answer.contains("no-store"), "{answer}");
        }
    }
    assert_eq!(raw_status(&app, "GET /healthz HTTP/1.0\r\n\r\n"), 200, "a load balancer names none");
    let parts = app.base().get("/readyz").await.json()["parts"].clone();
    for part in ["process", "database", "registry", "organizations", "ready_schemas", "privileges"] {
        assert!(parts[part]["status"].is_string(), "{part} in {parts}");
    }
    assert_eq!(app.base().head("/healthz").await.status, 200);
    assert_eq!(app.base().post("/healthz", &[]).await.status, 405);
}
