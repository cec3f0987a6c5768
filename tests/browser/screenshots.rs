//! The pictures of the README and of the landing page, made from the demo organization:
//!
//! ```sh
//! OUTLAY_SCREENSHOTS=docs/screenshots cargo test --test browser screenshots
//! ```
//!
//! Without the variable this does nothing.

use crate::brands::take_two_brands;
use crate::browser::{Browser, Setup, browse, report};
use crate::support::server;
use base64::Engine;
use outlay::demo;
use outlay::identity::handlers::DEMO_PASSWORD;
use outlay::receipts::{Bell, Location, Store};
use serde_json::json;
use std::path::{Path, PathBuf};

pub const HOST: &str = "demo.localhost";

#[actix_web::test]
async fn screenshots() {
    let Some(folder) = std::env::var_os("OUTLAY_SCREENSHOTS").map(PathBuf::from) else {
        println!("left out: OUTLAY_SCREENSHOTS names no folder");
        return;
    };
    std::fs::create_dir_all(&folder).expect("a folder that can be written to");
    let store = std::env::temp_dir().join(format!("outlay-receipts-{}", std::process::id()));
    let store = Store::at(Location::Directory(store));
    browse(Setup::default(), async |browser| {
        demo::ensure(&browser.app.tenants, server::database(), (&store, &Bell::new().0))
            .await
            .expect("the demo organization");
        sign_in_as_the_demos_owner(browser).await;
        let (wide, phone) = ((1280, 800), (390, 844));
        let product = Path::new("static/img");
        browser.open_page(HOST, "/expenses?status=rejected").await;
        let rejected = browser.script("return document.querySelector('.row__link').pathname").await;
        let rejected = rejected.as_str().expect("the demo has a rejected expense").to_owned();
        let shown = [
            ("list", "/expenses"),
            ("expense", &*rejected),
            ("receipt", &*with_a_receipt(browser).await),
            ("queue", "/approvals"),
            ("members", "/members"),
        ];
        for scheme in ["light", "dark"] {
            browser.open_page(HOST, "/expenses").await;
            take(browser, wide, scheme, &product.join(format!("product-{scheme}.webp"))).await;
            take(browser, phone, scheme, &product.join(format!("product-phone-{scheme}.webp"))).await;
            for (name, path) in shown {
                browser.open_page(HOST, path).await;
                take(browser, wide, scheme, &folder.join(format!("{name}-wide-{scheme}.png"))).await;
                take(browser, phone, scheme, &folder.join(format!("{name}-phone-{scheme}.png"))).await;
            }
        }
        for scheme in ["light", "dark"] {
            try_a_rule(browser).await;
            take(browser, (1280, 1000), scheme, &folder.join(format!("rule-wide-{scheme}.png"))).await;
            browser.show_as(phone.0, phone.1, scheme).await;
            browser.script("document.querySelector('#trial').scrollIntoView()").await;
            take(browser, phone, scheme, &folder.join(format!("rule-phone-{scheme}.png"))).await;
        }
        browser.open_page(HOST, "/").await;
        take(browser, wide, "light", &folder.join("home.png")).await;
        // As Arabic has it: everything from right to left.
        for (name, path) in [("list", "/expenses"), ("form", "/expenses/new")] {
            browser.open_page(HOST, path).await;
            browser.script("document.documentElement.dir = 'rtl'").await;
            take(browser, wide, "light", &folder.join(format!("{name}-rtl-wide.png"))).await;
            take(browser, phone, "light", &folder.join(format!("{name}-rtl-phone.png"))).await;
        }
        browser.open_page(HOST, "/expenses/new").await;
        browser.fill("amount", "84,20").await;
        browser.fill("merchant", "Café Prückel").await;
        browser.press("Meals").await;
        browser.script("document.activeElement.blur(); scrollTo(0, 0)").await;
        take(browser, phone, "dark", &folder.join("form-phone.png")).await;
        take_two_brands(browser, &folder).await;
    })
    .await;
}

/// The path of an expense that waits for approval and has a photo of its receipt.
async fn with_a_receipt(browser: &Browser) -> String {
    browser.open_page(HOST, "/expenses?status=submitted").await;
    let path = "const row = [...document.querySelectorAll('.row')].find((row) => row.querySelector('.row__receipt') && \
                row.textContent.includes('Materials')); return row.querySelector('.row__link').pathname";
    browser.script(path).await.as_str().expect("one with a receipt").to_owned()
}

/// The rule about meals with a lower limit, and what that would have done.
async fn try_a_rule(browser: &Browser) {
    browser.open_page(HOST, "/settings/rules").await;
    let meals = "return [...document.querySelectorAll('a[href$=\"/edit\"]')][0].pathname";
    let meals = browser.script(meals).await.as_str().expect("a rule").to_owned();
    browser.open_page(HOST, &meals).await;
    browser.fill("limit", "30").await;
    browser
        .script("document.querySelector('[hx-target=\"#trial\"]').scrollIntoView({ block: 'center' })")
        .await;
    browser.press("See what it would have done").await;
    browser.says("#trial", "would have gone another way").await;
}

pub async fn sign_in_as_the_demos_owner(browser: &Browser) {
    browser.open_page(HOST, "/login").await;
    browser.fill("email", "owner@demo.test").await;
    browser.fill("password", DEMO_PASSWORD).await;
    browser.press("Sign in").await;
    browser.at("/").await;
}

/// One picture of the page in this size and scheme.
pub async fn take(browser: &Browser, size: (u32, u32), scheme: &str, path: &Path) {
    browser.show_as(size.0, size.1, scheme).await;
    // What only the demo says is no part of the product.
    browser.script("document.querySelector('.notice')?.remove()").await;
    let settled =
        "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(true)));";
    browser.client.execute_async(settled, Vec::new()).await.expect("a frame is drawn");
    let format = path.extension().and_then(|end| end.to_str()).expect("a file that says what it is");
    let mut how = json!({ "format": format, "optimizeForSpeed": false });
    if format == "webp" {
        how["quality"] = json!(80);
    }
    let picture = browser.devtools("Page.captureScreenshot", how).await;
    let data = picture["data"].as_str().expect("a picture");
    let bytes = base64::engine::general_purpose::STANDARD.decode(data).expect("base64");
    std::fs::write(path, &bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    report(&format!("{}: {} KB", path.display(), bytes.len() / 1024));
}
