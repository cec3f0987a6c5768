//! What all pages have in common: headers, no inline script or style, addresses that lead somewhere.

use crate::receipts::{picture, upload};
use crate::steps::Fields;
use crate::support::{Answer, Client, Organization, TestApp};
use image::ImageFormat;
use outlay::app;
use outlay::policy::role::Role;
use outlay::web::routes::{On, Verb};
use reqwest::Method;
use std::collections::BTreeSet;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
     connect-src 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

/// Every page there is, and some that are none.
pub async fn all_pages() -> (Organization, Vec<(Client, String)>) {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    let expense = acme.spend("12.50", "Lunch").await;
    acme.spend_as(&acme.owner, &[("currency", "USD"), ("note", "Two\nlines")]).await;
    let (id, category) = (expense.replace("/expenses/", ""), acme.category("Travel").await);
    let file = picture(1, ImageFormat::Jpeg);
    let added =
        upload(&acme.owner, &format!("{expense}/receipts"), &Fields::of(&[]), &[("a.jpg", &file)]).await;
    assert_eq!(added.status, 303, "{}", added.text);
    let receipt = acme.ask("SELECT id::text FROM receipts");
    let rule = acme.rule(&[("when", "over"), ("limit", "10.00"), ("span", "day")]).await;
    acme.member("Mira", Role::Member).await;
    let mira = acme.path_of("Mira").await.replace("/members/", "");
    acme.sql(
        "INSERT INTO absences (id, member_id, delegate_id, first_day, last_day, note, created_at) \
         SELECT gen_random_uuid(), o.id, m.id, current_date + 3, current_date + 9, '', now() \
         FROM members o, members m WHERE o.role = 'owner' AND m.name = 'Mira'",
    );
    let absence = acme.ask("SELECT id::text FROM absences");
    let email = "invited@example.com";
    assert_eq!(acme.owner.post("/members/invitations", &[("emails", email)]).await.status, 303);
    let token = acme.link_to(email).await.replace("/invitations/", "");
    acme.stranger().post("/password/forgot", &[("email", &format!("mira@{}.test", acme.slug))]).await;
    let mut pages = Vec::new();
    // A receipt is no page.
    let is_page = |path: &str| !path.contains("{receipt}");
    for route in app::routes().into_iter().filter(|route| route.verb == Verb::Get && route.on != On::Any) {
        if !is_page(route.path) {
            continue;
        }
        let path = route.path.replace("{expense}", &id).replace("{category}", &category);
        let path = path.replace("{member}", &mira).replace("{token}", &token).replace("{rule}", &rule);
        let path = path.replace("{receipt}", &receipt).replace("{absence}", &absence);
        assert!(!path.contains('{'), "{path}: say here what it stands for");
        let browser = if route.on == On::Base { app.base() } else { acme.owner.clone() };
        pages.push((browser, path));
    }
    let further = [
        "/expenses?status=trash",
        "/expenses?per=1",
        "/expenses?per=x",
        "/activity?kind=expense",
        "/nothing",
    ];
    pages.extend(further.map(|path| (acme.owner.clone(), path.to_owned())));
    for path in ["/login", "/welcome?token=x"] {
        pages.push((acme.stranger(), path.to_owned()));
    }
    let links =
        [acme.link_to(&acme.owner_email()).await, acme.link_to(&format!("mira@{}.test", acme.slug)).await];
    pages.extend(links.map(|path| (acme.stranger(), path)));
    pages.push((acme.stranger(), "/invitations/none".to_owned()));
    pages.push((app.base(), "/find?sent=1".to_owned()));
    pages.push((app.base(), "/find?slug=nobody".to_owned()));
    pages.push((app.base(), "/signup?organization=Acme".to_owned()));
    pages.push((app.client("nobody.localhost"), "/".to_owned()));
    (acme, pages)
}

fn is_page(answer: &Answer) -> bool {
    answer.header("content-type").starts_with("text/html")
}

/// What pages wear, which says nothing that the sign-in page doesn't.
const WORN: [&str; 4] = ["/theme.css", "/icon", "/favicon.ico", "/manifest.webmanifest"];

/// A receipt's own bytes.
fn is_receipt(path: &str) -> bool {
    path.starts_with("/receipts/")
}

/// For how long an answer is kept. A file stands in no browser's history.
fn kept(path: &str) -> &'static str {
    match path {
        _ if WORN.contains(&path) => "public, max-age=60",
        _ if path.contains("/export.") || is_receipt(path) => "private, no-store",
        _ => "private, no-cache",
    }
}

#[actix_web::test]
async fn every_answer_has_the_security_headers() {
    let (acme, pages) = all_pages().await;
    for (browser, path) in pages {
        let answer = browser.get(&path).await;
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cache-control", kept(&path)),
        ] {
            assert_eq!(answer.header(name), value, "{name} of {path}");
        }
        assert_eq!(answer.header("server"), "", "{path}");
        let policy = answer.header("content-security-policy");
        if WORN.contains(&path.as_str()) || is_receipt(&path) {
            assert_eq!(policy, "default-src 'none'; sandbox", "{path}");
            continue;
        }
        // Chromium applies form-action to the redirect behind a form, and these forms lead to another host.
        let leads_away = browser.host == "localhost"
            && (path == "/" || ["/find?slug", "/signup"].iter().any(|start| path.starts_with(start)))
            && !path.starts_with("/signup/slug");
        if leads_away {
            let port = acme.app.address.port();
            assert_eq!(policy, format!("{POLICY} http://*.localhost:{port}"), "{path}");
        } else {
            assert_eq!(policy, POLICY, "{path}");
        }
    }
}

#[actix_web::test]
async fn no_page_has_a_style_or_script_in_it() {
    let (_acme, pages) = all_pages().await;
    let mut seen = 0;
    for (browser, path) in pages {
        let page = browser.get(&path).await;
        if !is_page(&page) || page.text.is_empty() {
            continue;
        }
        seen += 1;
        assert!(page.attributes("[style]", "style").is_empty(), "{path}");
        assert!(page.all("style").is_empty() && page.all("script:not([src])").is_empty(), "{path}");
        let lower = page.text.to_lowercase();
        assert!(!lower.contains("javascript:"), "{path}");
        for handler in ["onclick", "onload", "onerror", "onsubmit", "onchange", "oninput", "onfocus"] {
            assert!(page.attributes(&format!("[{handler}]"), handler).is_empty(), "{path} {handler}");
            assert!(!lower.contains(&format!("hx-on:{}", &handler[2..])), "{path} {handler}");
        }
        let src = page.attributes("script[src], img[src], link[rel=stylesheet]", "src");
        let is_ours = |address: &String| address.starts_with("/static/") || is_receipt(address);
        assert!(src.iter().all(is_ours), "{path}: {src:?}");
    }
    assert!(seen >= 12, "{seen}");
}

#[actix_web::test]
async fn static_files_are_found_and_kept_for_ever() {
    let (acme, pages) = all_pages().await;
    let mut files = BTreeSet::new();
    for (browser, path) in pages {
        let page = browser.get(&path).await;
        files.extend(page.attributes("[src^='/static/']", "src"));
        files.extend(page.attributes("[href^='/static/']", "href"));
    }
    assert!(files.iter().any(|file| file.ends_with("/app.css")) && files.len() >= 4, "{files:?}");
    for file in &files {
        for browser in [acme.app.base(), acme.stranger(), acme.app.client("127.0.0.1")] {
            let answer = browser.get(file).await;
            assert_eq!(answer.status, 200, "{file}");
            assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable", "{file}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{file}");
            assert!(answer.headers.get("set-cookie").is_none(), "{file}");
        }
        let hash = file.split('/').nth(2).unwrap();
        let older = acme.app.base().get(&file.replace(hash, "0123456789abcdef")).await;
        assert_eq!(
            (older.status, older.header("cache-control").as_str()),
            (200, "public, max-age=60"),
            "{file}"
        );
    }
    assert!(files.iter().any(|file| file.ends_with(".js")), "{files:?}");
}

#[actix_web::test]
async fn links_and_forms_lead_to_addresses_that_are_there() {
    let (acme, pages) = all_pages().await;
    for (browser, path) in pages {
        let page = browser.get(&path).await;
        for link in page.attributes("a[href^='/'], area[href^='/']", "href") {
            let status = browser.get(&link).await.status;
            assert!([200, 303].contains(&status), "{path} links to {link}: {status}");
        }
        for action in page.attributes("form[method=post]", "action") {
            // Without an origin an address that is there refuses before it looks; one that isn't can't be told apart,
            // so it is asked with another verb.
            let status =
                browser.send(Method::PUT, &action, &[("sec-fetch-site", "same-origin")], None).await.status;
            assert_eq!(status, 405, "{path} posts to {action}");
        }
    }
    assert_eq!(acme.owner.get("/").await.status, 200);
}

#[actix_web::test]
async fn looking_without_a_body_is_the_same() {
    let (_acme, pages) = all_pages().await;
    for (browser, path) in pages {
        let (get, head) = (browser.get(&path).await, browser.head(&path).await);
        assert_eq!((head.status, head.text.as_str()), (get.status, ""), "{path}");
    }
}

#[actix_web::test]
async fn every_form_field_has_a_label() {
    let (_acme, pages) = all_pages().await;
    for (browser, path) in pages {
        let page = browser.get(&path).await;
        let labels = page.attributes("label[for]", "for");
        let fields = "input:not([type=hidden]):not([type=radio]), select, textarea";
        for id in page.attributes(fields, "id") {
            assert!(labels.contains(&id), "{path}: {id} has no label");
        }
        // Others stand inside their label, or are named by what no eye needs: one box for each row.
        let inside = page.all("label input[type=checkbox]:not([id]), input[aria-label]:not([id])").len();
        let named = page.attributes(fields, "id").len() + inside;
        assert_eq!(page.all(fields).len(), named, "{path}: a field without a label");
    }
}

#[actix_web::test]
async fn the_way_to_an_organization_is_open_to_the_form() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    let expected = format!("{POLICY} http://*.localhost:{}", app.address.port());
    let found = format!("/find?slug={}", acme.slug);
    for (path, status) in [("/", 200), ("/find?slug=nobody-here", 404), ("/find?slug=-", 422), (&*found, 303)]
    {
        let answer = app.base().get(path).await;
        assert_eq!(
            (answer.status, answer.header("content-security-policy")),
            (status, expected.clone()),
            "{path}"
        );
    }
}
