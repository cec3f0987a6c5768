//! A state-changing request comes from this very origin, or nothing happens.

use crate::steps::Fields;
use crate::support::{Organization, TestApp};
use outlay::app;
use outlay::web::routes::{Access, On, Verb};
use reqwest::Method;

/// The headers that a page elsewhere, or a program that hides where it is, would send.
fn foreign(org: &Organization, neighbour: &Organization) -> Vec<(&'static str, Vec<(&'static str, String)>)> {
    let port = org.app.address.port();
    let (here, there) = (org.owner.origin(), neighbour.owner.origin());
    let https = here.replace("http:", "https:");
    let origin = |origin: &str| vec![("origin", origin.to_owned())];
    let site = |site: &str| vec![("sec-fetch-site", site.to_owned()), ("origin", here.clone())];
    vec![
        ("nothing at all", vec![]),
        ("cross-site", site("cross-site")),
        ("same-site", site("same-site")),
        ("typed into the address bar", site("none")),
        ("an unknown word", site("same-origin, same-origin")),
        ("a neighbour", origin(&there)),
        ("the base domain", origin(&format!("http://localhost:{port}"))),
        ("another scheme", origin(&https)),
        ("another port", origin(&format!("http://{}:{}", org.host(), port ^ 1))),
        ("no port", origin(&format!("http://{}", org.host()))),
        ("a longer host", origin(&format!("{here}.evil.test"))),
        ("a path", origin(&format!("{here}/"))),
        ("null", origin("null")),
        ("empty", origin("")),
        ("two origins", vec![("origin", here.clone()), ("origin", here.clone())]),
        ("two origins, one foreign", vec![("origin", here.clone()), ("origin", there)]),
        ("a referrer alone", vec![("referer", format!("{here}/expenses/new"))]),
    ]
}

fn refs<'a>(headers: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    headers.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

#[actix_web::test]
async fn every_post_from_elsewhere_is_refused() {
    let app = TestApp::start().await;
    let (acme, globex) = (app.organization("acme").await, app.organization("globex").await);
    let expense = acme.spend("12.50", "Lunch").await;
    let id = expense.rsplit('/').next().unwrap();
    let form = Fields::expense(&acme).await.with("email", &acme.owner_email());
    let before = acme.contents();
    let mut posts = 0;
    let all = || app::routes().into_iter().filter(|route| route.verb == Verb::Post);
    let anywhere: Vec<&str> =
        all().filter(|route| route.access == Access::OneClick).map(|route| route.path).collect();
    assert_eq!(anywhere, ["/unsubscribe/{token}"], "programs that show mail post there, and nowhere else");
    for route in all().filter(|route| route.access != Access::OneClick) {
        let path = route.path.replace("{expense}", id);
        let client = if route.on == On::Base { app.base() } else { acme.owner.clone() };
        for (what, headers) in foreign(&acme, &globex) {
            if route.on == On::Base && what == "the base domain" {
                continue;
            }
            let answer = client.post_with(&path, &form.pairs(), &refs(&headers)).await;
            assert_eq!(answer.status, 403, "{path} from {what}");
            assert!(answer.text.contains("This came from another site"), "{path} from {what}");
            posts += 1;
        }
    }
    assert!(posts > 100, "{posts}");
    assert_eq!(acme.contents(), before);
    assert_eq!(acme.owner.get("/").await.status, 200, "the session goes on");
}

#[actix_web::test]
async fn other_verbs_that_change_things_are_checked_too() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    for verb in [Method::PUT, Method::PATCH, Method::DELETE] {
        assert_eq!(acme.owner.send(verb.clone(), "/expenses", &[], None).await.status, 403, "{verb}");
        let from_here = [("sec-fetch-site", "same-origin")];
        assert_eq!(acme.owner.send(verb, "/expenses", &from_here, None).await.status, 405);
    }
}

#[actix_web::test]
async fn an_origin_that_matches_is_enough() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    let form = Fields::expense(&acme).await;
    let here = acme.owner.origin();
    let upper = here.to_uppercase().replace("HTTP:", "http:");
    for headers in [
        vec![("origin", here.as_str())],
        vec![("origin", upper.as_str())],
        vec![("sec-fetch-site", "same-origin")],
        vec![("sec-fetch-site", "same-origin"), ("origin", here.as_str())],
    ] {
        assert_eq!(
            acme.owner.post_with("/expenses", &form.pairs(), &headers).await.status,
            303,
            "{headers:?}"
        );
    }
    let base = app.base();
    let headers = [("origin", base.origin())];
    let answer = base.post_with("/signup", &[], &[("origin", headers[0].1.as_str())]).await;
    assert_eq!(answer.status, 422, "the sign-up page itself may");
}

#[actix_web::test]
async fn reading_needs_no_origin() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    for site in ["cross-site", "same-site", "none"] {
        let answer = acme.owner.send(Method::GET, "/expenses", &[("sec-fetch-site", site)], None).await;
        assert_eq!(answer.status, 200, "a link from elsewhere: {site}");
    }
}
