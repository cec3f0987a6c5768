//! The logo: what is taken as one, how it is kept, and who sees it.

use crate::support::{Answer, Client, Organization, TestApp};
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use outlay::policy::role::Role;
use reqwest::Method;
use std::io::Cursor;

const ADDRESS: &str = "/settings/branding";
const PREVIEW: &str = "/settings/branding/preview";

async fn acme() -> Organization {
    TestApp::start().await.organization("acme").await
}

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let drawing =
        RgbaImage::from_fn(width, height, |x, y| Rgba([(x % 256) as u8, (y % 256) as u8, 120, 255]));
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgba8(drawing).into_rgb8().write_to(&mut bytes, format).expect("a picture");
    bytes.into_inner()
}

/// Posts a form with a file, as a browser does.
async fn upload(browser: &Client, address: &str, fields: &[(&str, &str)], name: &str, file: &[u8]) -> Answer {
    let mut body = Vec::new();
    for (field, value) in fields {
        let part = format!("--XX\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
        body.extend(part.into_bytes());
    }
    let head = format!(
        "--XX\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"{name}\"\r\nContent-Type: image/png\r\n\r\n"
    );
    body.extend(head.into_bytes());
    body.extend(file);
    body.extend(b"\r\n--XX--\r\n");
    let origin = browser.origin();
    let headers = [("origin", origin.as_str()), ("content-type", "multipart/form-data; boundary=XX")];
    browser.send(Method::POST, address, &headers, Some(body)).await
}

async fn save(browser: &Client, file: &[u8]) -> Answer {
    upload(browser, ADDRESS, &[], "logo.png", file).await
}

/// The address of the logo at the top of a page.
fn logo(page: &Answer) -> Option<String> {
    page.attribute("img.mark", "src")
}

#[actix_web::test]
async fn the_three_kinds_are_taken_by_their_bytes_and_kept_as_png() {
    let acme = acme().await.verified();
    let mut seen = Vec::new();
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let saved =
            upload(&acme.owner, ADDRESS, &[("corners", "soft")], "logo.svg", &picture(800, 200, format))
                .await;
        assert_eq!((saved.status, saved.location()), (303, ADDRESS.to_owned()), "{}", saved.text);
        let page = acme.owner.get("/").await;
        let href = logo(&page).expect("the page shows it");
        let answer = acme.stranger().get(&href).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, "image/png".to_owned()));
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(acme.ask("SELECT width || ' ' || height FROM logos"), "640 160", "bounded, one row");
        seen.push(href);
    }
    seen.dedup();
    assert!(seen.len() >= 2, "each has its own address: {seen:?}");
    assert_eq!(acme.stranger().get("/logo").await.header("cache-control"), "public, max-age=60");
    assert_eq!(acme.stranger().get("/logo?v=0").await.header("cache-control"), "public, max-age=60");
    for size in ["", "&size=512"] {
        let icon = acme.owner.get("/").await.attribute("link[rel=icon]", "href").unwrap() + size;
        let answer = acme.stranger().get(&icon).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, "image/png".to_owned()));
    }
    let manifest = acme.stranger().get("/manifest.webmanifest").await.json();
    assert_eq!(
        (&manifest["icons"][0]["sizes"], &manifest["icons"][1]["sizes"]),
        (&"192x192".into(), &"512x512".into())
    );
}

#[actix_web::test]
async fn what_is_no_logo_is_refused_with_a_sentence_and_the_rest_is_kept() {
    let acme = acme().await;
    let before = acme.contents();
    let svg = b"<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>";
    let mut bomb = picture(1, 1, ImageFormat::Png);
    // It says 65,535 pixels on a side; the checksum that follows doesn't hold any more, nor does it matter.
    bomb[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
    let whole = picture(64, 64, ImageFormat::Png);
    let mut noise = vec![0_u8; 1024 * 1024 + 1];
    noise[..8].copy_from_slice(&whole[..8]);
    for (file, says) in [
        (&svg[..], "SVG"),
        (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "PNG, JPEG or WebP"),
        (b"%PDF-1.7", "PNG, JPEG or WebP"),
        (&whole[..whole.len() / 2], "damaged"),
        (&picture(2_501, 4, ImageFormat::Png), "2500 pixels"),
        (&bomb, ""),
        (&noise, "1 MB"),
    ] {
        for address in [ADDRESS, PREVIEW] {
            let fields = [("display_name", "Acme Studio"), ("brand_color", "#7b2d5e")];
            let page = upload(&acme.owner, address, &fields, "logo.png", file).await;
            assert_eq!(page.status, 422, "{says}: {}", page.text);
            let said = page.shown("error-logo");
            assert!(!said.is_empty() && said.contains(says), "{says}: {said}");
            assert_eq!(page.field("display_name").as_deref(), Some("Acme Studio"));
            assert_eq!(page.field("brand_color").as_deref(), Some("#7b2d5e"));
        }
    }
    // Whoever refuses a request may reset the connection behind the answer.
    let origin = acme.owner.origin();
    let headers = [("origin", origin.as_str()), ("content-type", "multipart/form-data; boundary=XX")];
    let mut endless =
        b"--XX\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"x\"\r\n\r\n".to_vec();
    endless.resize(9 * 1024 * 1024, 0);
    let answer = acme.owner.try_send(Method::POST, ADDRESS, &headers, Some(endless)).await;
    assert!(answer.is_ok_and(|answer| answer.status == 413), "refused outright");
    assert_eq!(acme.contents(), before);
}

#[actix_web::test]
async fn strangers_see_it_once_an_owner_has_verified_their_address() {
    let acme = acme().await;
    assert_eq!(save(&acme.owner, &picture(64, 64, ImageFormat::Png)).await.status, 303);
    let href = logo(&acme.owner.get("/").await).expect("members see it");
    let mine = acme.owner.get(&href).await;
    assert_eq!(
        (mine.status, mine.header("cache-control").as_str()),
        (200, "private, max-age=31536000, immutable")
    );
    assert!(acme.owner.get(ADDRESS).await.testid("logo-inside").is_some(), "and the form says so");
    let login = acme.stranger().get("/login").await;
    assert_eq!(logo(&login), None);
    assert_eq!(acme.stranger().get(&href).await.status, 404);
    let icon = login.attribute("link[rel=icon]", "href").unwrap();
    assert_eq!(acme.stranger().get(&icon).await.header("content-type"), "image/svg+xml");
    let fields = [("emails", "new@example.com"), ("role", "member")];
    assert_eq!(acme.owner.post("/members/invitations", &fields).await.status, 303);
    assert_eq!(acme.dresses().await.pop().unwrap().unwrap().logo, None, "nor do mails");
    let acme = acme.verified();
    assert_eq!(acme.owner.get(ADDRESS).await.testid("logo-inside"), None);
    assert_eq!(logo(&acme.stranger().get("/login").await), Some(href.clone()));
    assert_eq!(acme.stranger().get(&href).await.status, 200);
}

#[actix_web::test]
async fn it_can_be_removed_and_the_trail_tells() {
    let acme = acme().await;
    assert_eq!(save(&acme.owner, &picture(64, 64, ImageFormat::Png)).await.status, 303);
    assert_eq!(acme.owner.post(ADDRESS, &[("remove_logo", "1")]).await.status, 303);
    assert_eq!(logo(&acme.owner.get("/").await), None);
    assert_eq!(acme.owner.get("/logo").await.status, 404);
    assert_eq!(acme.ask("SELECT count(*) FROM logos"), "0");
    let events =
        acme.ask("SELECT count(*) FROM events WHERE act = 'organization.branded' AND after ? 'logo'");
    assert_eq!(events, "2");
    assert!(acme.owner.get("/activity").await.text.contains("a picture"));
}

#[actix_web::test]
async fn a_preview_shows_it_without_keeping_it() {
    let acme = acme().await;
    let before = acme.contents();
    let page = upload(&acme.owner, PREVIEW, &[], "logo.png", &picture(64, 64, ImageFormat::Png)).await;
    assert_eq!(page.status, 200);
    let shown = page.attribute(".sample img.mark", "src").expect("the sample shows it");
    assert!(shown.starts_with("data:image/png;base64,"), "{shown}");
    assert!(page.testid("logo-again").is_some(), "it has to be chosen again");
    assert_eq!(acme.contents(), before);
}

#[actix_web::test]
async fn only_owners_and_admins_have_a_file_decoded() {
    let acme = acme().await;
    let mira = acme.member("Mira", Role::Member).await;
    // A file that would be a fault of its field is not looked at.
    for address in [ADDRESS, PREVIEW] {
        assert_eq!(upload(&mira, address, &[], "logo.png", b"GIF89a").await.status, 403);
        assert_ne!(upload(&acme.stranger(), address, &[], "logo.png", b"GIF89a").await.status, 422);
    }
    let headers = [("origin", "https://evil.example"), ("content-type", "multipart/form-data; boundary=XX")];
    let answer = acme.owner.send(Method::POST, ADDRESS, &headers, Some(b"--XX--\r\n".to_vec())).await;
    assert_eq!(answer.status, 403, "from another site");
}

#[actix_web::test]
async fn a_neighbours_logo_is_not_there() {
    let (acme, globex) = (acme().await.verified(), TestApp::start().await.organization("globex").await);
    assert_eq!(save(&acme.owner, &picture(64, 64, ImageFormat::Png)).await.status, 303);
    let href = logo(&acme.owner.get("/").await).unwrap();
    assert_eq!(globex.owner.get(&href).await.status, 404);
    assert_eq!(logo(&globex.owner.get("/").await), None);
}
