//! The same six pages in two brands, for `docs/brands.md`; taken with the other screenshots. The second brand is put on as
//! an admin does it, on `/settings/branding`.

use crate::browser::{Browser, report};
use crate::screenshots::{HOST, sign_in_as_the_demos_owner, take};
use image::{Rgba, RgbaImage};
use std::path::Path;

/// What it is called in file names, and where it is.
const PAGES: [(&str, &str); 5] = [
    ("home", "/"),
    ("list", "/expenses"),
    ("queue", "/approvals"),
    ("categories", "/categories"),
    ("branding", "/settings/branding"),
];

const WIDTHS: [(&str, (u32, u32)); 2] = [("wide", (1280, 800)), ("phone", (390, 844))];

/// Begins signed in.
pub async fn take_two_brands(browser: &Browser, folder: &Path) {
    let folder = folder.join("brands");
    std::fs::create_dir_all(&folder).expect("a folder that can be written to");
    take_all(browser, &folder, "nordlicht").await;
    sign_in_as_the_demos_owner(browser).await;
    put_on_another_brand(browser).await;
    take_all(browser, &folder, "kestrel").await;
}

async fn put_on_another_brand(browser: &Browser) {
    browser.show_as(1280, 1000, "light").await;
    browser.open_page(HOST, "/settings/branding").await;
    browser.fill("display_name", "Kestrel Foods").await;
    browser.fill("brand_color", "#b4432e").await;
    browser.fill("accent_color", "#2f7d5b").await;
    browser.choose("corners", "round").await;
    let logo = Path::new(env!("CARGO_TARGET_TMPDIR")).join("kestrel.png");
    emblem().save(&logo).expect("a picture is written");
    browser.find("#logo").await.send_keys(&logo.to_string_lossy()).await.expect("a file is chosen");
    browser.press("Save branding").await;
    browser.says(".flash", "Branding saved").await;
}

/// A kite: two triangles on nothing.
fn emblem() -> RgbaImage {
    const SIDE: u32 = 256;
    RgbaImage::from_fn(SIDE, SIDE, |x, y| {
        let (x, y) = (x as i32 - 128, y as i32);
        let half = if y < 96 { y } else { (256 - y) * 96 / 160 };
        match (x.abs() < half, x < 0) {
            (false, _) => Rgba([0, 0, 0, 0]),
            (true, true) => Rgba([180, 67, 46, 255]),
            (true, false) => Rgba([224, 122, 82, 255]),
        }
    })
}

/// Signs out at the end, for the page on which one signs in.
async fn take_all(browser: &Browser, folder: &Path, brand: &str) {
    for (name, path) in PAGES {
        browser.open_page(HOST, path).await;
        take_in_all_ways(browser, folder, brand, name).await;
    }
    browser.client.delete_all_cookies().await.expect("cookies can be taken away");
    browser.open_page(HOST, "/login").await;
    take_in_all_ways(browser, folder, brand, "sign-in").await;
}

async fn take_in_all_ways(browser: &Browser, folder: &Path, brand: &str, page: &str) {
    for scheme in ["light", "dark"] {
        for (width, size) in WIDTHS {
            take(browser, size, scheme, &folder.join(format!("{page}-{brand}-{width}-{scheme}.webp"))).await;
        }
    }
    report(&format!("{brand}: {page}"));
}
