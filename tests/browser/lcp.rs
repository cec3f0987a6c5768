//! The largest contentful paint of the commonest pages, with an empty cache and a processor four times as slow. How soon
//! it comes says nothing in a debug build on a busy machine, so the test holds only that there is one. To measure, start
//! a release build (`outlay demo --listen 127.0.0.1:8080`) and name its port:
//!
//! ```sh
//! OUTLAY_LCP=8080 cargo test --test browser lcp
//! ```

use crate::browser::{Browser, Setup, browse, report};
use outlay::identity::handlers::DEMO_PASSWORD;
use serde_json::{Value, json};

/// How often each page is opened; the one in the middle counts.
const ROUNDS: usize = 5;

const LARGEST_PAINT: &str = "
    const done = arguments[arguments.length - 1];
    const look = () => new PerformanceObserver((list) => {
        const last = list.getEntries().at(-1);
        done({ milliseconds: last.startTime, what: last.element?.className || last.element?.tagName || '' });
    }).observe({ type: 'largest-contentful-paint', buffered: true });
    const settled = () => requestAnimationFrame(() => requestAnimationFrame(look));
    if (document.readyState === 'complete') settled(); else addEventListener('load', settled);";

#[actix_web::test]
async fn lcp_of_the_commonest_pages() {
    let port = std::env::var("OUTLAY_LCP").ok().and_then(|port| port.parse().ok());
    browse(Setup { port, ..Setup::default() }, async |browser| {
        let host = if port.is_some() {
            let host = "demo.localhost".to_owned();
            browser.open_page(&host, "/login").await;
            browser.fill("email", "owner@demo.test").await;
            browser.fill("password", DEMO_PASSWORD).await;
            browser.press("Sign in").await;
            browser.at("/").await;
            host
        } else {
            let acme = browser.app.organization("acme").await;
            acme.spend("12.50", "Lunch").await;
            browser.sign_in(&acme, &format!("owner@{}.test", acme.slug)).await;
            acme.host()
        };
        for (width, height) in [(1280, 800), (390, 844)] {
            browser.show_as(width, height, "light").await;
            for (host, path) in [
                ("localhost", "/"),
                ("localhost", "/signup"),
                (&*host, "/"),
                (&*host, "/expenses"),
                (&*host, "/expenses/new"),
            ] {
                let rounds = if port.is_some() { ROUNDS } else { 1 };
                let mut paints = Vec::new();
                for _ in 0..rounds {
                    paints.push(largest_paint(browser, host, path).await);
                }
                paints.sort_by(|(one, _), (other, _)| one.total_cmp(other));
                let (middle, what) = paints.swap_remove(rounds / 2);
                assert!(middle > 0.0, "{host}{path} paints nothing");
                if port.is_some() {
                    report(&format!("{width} px {host}{path}: {middle:.0} ms ({what})"));
                }
            }
        }
    })
    .await;
}

async fn largest_paint(browser: &Browser, host: &str, path: &str) -> (f64, String) {
    browser.devtools("Network.clearBrowserCache", json!({})).await;
    browser.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })).await;
    browser.open_page(host, path).await;
    let paint: Value = browser
        .client
        .execute_async(LARGEST_PAINT, Vec::new())
        .await
        .expect("the browser tells of its paints");
    browser.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 1 })).await;
    (
        paint["milliseconds"].as_f64().unwrap_or_default(),
        paint["what"].as_str().unwrap_or_default().to_owned(),
    )
}
