//! Files that come by themselves while a form is being filled in, how many an expense may have, what resembles what, and
//! the first page of a document.

use crate::receipts::{pdf, picture, upload};
use crate::steps::{Fields, another_app, until};
use crate::support::{Answer, Client, Organization, TestApp};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use outlay::policy::role::Role;
use std::fmt::Write;

async fn acme() -> Organization {
    TestApp::start().await.organization("acme").await
}

fn nothing() -> Fields {
    Fields::of(&[])
}

fn kept(answer: &Answer) -> Vec<String> {
    answer.attributes("input[name=waiting]", "value")
}

/// Blots on paper, each where the seed has it.
fn photo(seed: u32) -> RgbImage {
    let at = |number: u32| seed.wrapping_add(number).wrapping_mul(2_654_435_761);
    let blots: Vec<_> = (0..9).map(|number| (at(number) >> 8 & 511, at(number) >> 20 & 511)).collect();
    RgbImage::from_fn(512, 640, |x, y| {
        let dark = blots.iter().filter(|blot| x.abs_diff(blot.0) < 70 && y.abs_diff(blot.1) < 70).count();
        Rgb([235_u8.saturating_sub(60 * dark as u8); 3])
    })
}

fn jpeg(picture: &RgbImage, side: u32, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let small = DynamicImage::ImageRgb8(picture.clone()).thumbnail(side, side).to_rgb8();
    small.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, quality)).expect("a picture");
    bytes
}

/// A page with a line of text.
fn document(line: &str) -> Vec<u8> {
    let text = format!("BT /F1 24 Tf 40 700 Td ({line}) Tj ET");
    let objects = [
        "<</Type /Catalog /Pages 2 0 R>>".to_owned(),
        "<</Type /Pages /Kids [3 0 R] /Count 1>>".to_owned(),
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 400 800] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>>"
            .to_owned(),
        format!("<</Length {}>>\nstream\n{text}\nendstream", text.len()),
        "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>".to_owned(),
    ];
    let (mut file, mut table) = ("%PDF-1.4\n".to_owned(), String::new());
    for (number, object) in (1..).zip(&objects) {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        let _ = writeln!(file, "{number} 0 obj\n{object}\nendobj");
    }
    let at = file.len();
    let _ = write!(
        file,
        "xref\n0 6\n0000000000 65535 f \n{table}trailer <</Size 6 /Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n"
    );
    file.into_bytes()
}

async fn spend(who: &Client, org: &Organization, file: &[u8]) -> String {
    let saved = upload(who, "/expenses", &Fields::expense(org).await, &[("a.jpg", file)]).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    saved.location()
}

#[actix_web::test]
async fn a_file_by_itself_waits_for_the_form_and_a_bad_one_is_named() {
    let acme = acme().await;
    let (one, two) = (picture(1, ImageFormat::Jpeg), picture(2, ImageFormat::Png));
    let answer = upload(&acme.owner, "/receipts/waiting", &nothing(), &[("one.jpg", &one)]).await;
    assert_eq!((answer.status, kept(&answer).len()), (200, 1), "{}", answer.text);
    assert!(!answer.text.contains("<html"), "a part of a page");
    assert_eq!(acme.owner.get(&answer.attribute("img", "src").expect("its thumbnail")).await.status, 200);
    let files = [("two.png", &two[..]), ("zip.pdf", b"PK\x03\x04")];
    let mixed = upload(&acme.owner, "/receipts/waiting", &nothing(), &files).await;
    let said = mixed.texts(".receipts-zone__fault");
    assert_eq!((mixed.status, kept(&mixed).len(), said.len()), (422, 1, 1), "{}", mixed.text);
    assert!(said[0].starts_with("zip.pdf"), "{said:?}");
    let none = upload(&acme.owner, "/receipts/waiting", &nothing(), &[("", b"")]).await;
    assert_eq!(none.status, 422);

    let mut fields = Fields::expense(&acme)
        .await
        .pairs()
        .iter()
        .map(|(k, v)| (k.to_string(), v.to_string()))
        .collect::<Vec<_>>();
    for id in kept(&answer).into_iter().chain(kept(&mixed)) {
        fields.push(("waiting".to_owned(), id));
    }
    let pairs: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let saved = acme.owner.post("/expenses", &pairs).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    assert_eq!(acme.ask("SELECT receipt_count FROM expenses"), "2");

    // To an expense that is there.
    let third =
        upload(&acme.owner, "/receipts/waiting", &nothing(), &[("3.jpg", &picture(3, ImageFormat::Jpeg))])
            .await;
    let added =
        acme.owner.post(&format!("{}/receipts", saved.location()), &[("waiting", &kept(&third)[0])]).await;
    assert_eq!((added.status, acme.ask("SELECT receipt_count FROM expenses")), (303, "3".to_owned()));

    let eva = acme.member("Eva", Role::Auditor).await;
    assert_eq!(upload(&eva, "/receipts/waiting", &nothing(), &[("a.jpg", &one)]).await.status, 403);
    let stranger = upload(&acme.stranger(), "/receipts/waiting", &nothing(), &[("a.jpg", &one)]).await;
    assert_eq!(stranger.status, 401);
    assert_eq!(acme.ask("SELECT count(*) FROM receipts"), "3");
}

#[actix_web::test]
async fn a_store_that_is_away_keeps_nothing_and_says_so() {
    let app = another_app(|raw| raw.storage_url = Some("file:///dev/null/receipts".to_owned())).await;
    let acme = app.organization("acme").await;
    let file = picture(1, ImageFormat::Jpeg);
    let answer = upload(&acme.owner, "/receipts/waiting", &nothing(), &[("one.jpg", &file)]).await;
    assert_eq!(answer.status, 503);
    assert!(answer.texts(".receipts-zone__fault")[0].contains("one.jpg"), "{}", answer.text);
}

#[actix_web::test]
async fn an_expense_has_up_to_twenty_receipts() {
    let acme = acme().await;
    let pictures: Vec<_> = (0..22).map(|number| picture(number, ImageFormat::Jpeg)).collect();
    let names: Vec<_> = (1..=22).map(|number| format!("{number}.jpg")).collect();
    let files: Vec<_> = names.iter().zip(&pictures).map(|(name, file)| (name.as_str(), &file[..])).collect();
    let saved = upload(&acme.owner, "/expenses", &Fields::expense(&acme).await, &files[..19]).await;
    let expense = saved.location();
    let more = upload(&acme.owner, &format!("{expense}/receipts"), &nothing(), &files[19..]).await;
    let said = more.texts("[data-testid=error-receipt] p");
    assert_eq!((more.status, said.len()), (422, 2), "{}", more.text);
    assert!(said[0].starts_with("21.jpg") && said[0].contains("20 receipts"), "{said:?}");
    assert_eq!(acme.ask("SELECT receipt_count FROM expenses"), "20");

    let edit = acme.owner.get(&format!("{expense}/edit")).await;
    let fields =
        Fields::expense(&acme).await.with("version", &edit.field("version").unwrap()).with("note", "New");
    let page = upload(&acme.owner, &expense, &fields, &files[21..]).await;
    assert_eq!(page.status, 422);
    assert!(page.text.contains("New") && page.shown("error-receipt").contains("22.jpg"), "{}", page.text);
    assert_eq!(kept(&page).len(), 1, "it is kept, to be taken out or used elsewhere");
}

#[actix_web::test]
async fn the_same_photo_again_leads_to_where_it_is_for_who_may_see_that() {
    let acme = acme().await;
    let (mira, lea) = (acme.member("Mira", Role::Member).await, acme.member("Lea", Role::Member).await);
    let lunch = photo(7);
    let first = spend(&mira, &acme, &jpeg(&lunch, 640, 92)).await;
    let again = spend(&mira, &acme, &jpeg(&lunch, 300, 70)).await;
    let another = spend(&mira, &acme, &jpeg(&photo(104_736), 640, 92)).await;
    let twins = |page: &Answer| page.attributes("[data-testid=receipt-twin] a", "href");
    let page = mira.get(&again).await;
    assert_eq!(twins(&page), std::slice::from_ref(&first));
    assert!(
        page.shown("receipt-twin").contains("same photo as with Café Central"),
        "{}",
        page.shown("receipt-twin")
    );
    assert!(twins(&mira.get(&another).await).is_empty());
    let theirs = spend(&lea, &acme, &jpeg(&lunch, 400, 80)).await;
    assert!(twins(&lea.get(&theirs).await).is_empty(), "others' drafts are not hers to know of");
    let seen = twins(&acme.owner.get(&theirs).await);
    assert!(seen.contains(&first) && seen.contains(&again), "{seen:?}");

    // Said already while the form is being filled in.
    let waiting = upload(&mira, "/receipts/waiting", &nothing(), &[("b.jpg", &jpeg(&lunch, 500, 60))]).await;
    let seen = twins(&waiting);
    assert!(seen.contains(&first) && !seen.contains(&theirs), "{seen:?}");
}

#[actix_web::test]
async fn the_first_page_of_a_document_is_drawn_and_one_without_pages_keeps_its_icon() {
    let acme = acme().await;
    let whole = document("Hotel Post");
    let files = [("bill.pdf", &whole[..]), ("bare.pdf", &pdf())];
    let saved = upload(&acme.owner, "/expenses", &Fields::expense(&acme).await, &files).await;
    let page = acme.owner.get(&saved.location()).await;
    let hrefs = page.attributes("[data-testid=receipt] > a", "href");
    let thumbnail = async |at: usize| acme.owner.get(&format!("{}/thumbnail", hrefs[at])).await;
    until("the first page", async || thumbnail(0).await.status != 202).await;
    let drawn = thumbnail(0).await;
    assert_eq!((drawn.status, drawn.header("content-type")), (200, "image/jpeg".to_owned()));
    let drawn = image::load_from_memory(&drawn.bytes).expect("a picture");
    assert!(drawn.height() > drawn.width(), "it is the page");
    until("the verdict", async || thumbnail(1).await.status != 202).await;
    assert_eq!(thumbnail(1).await.status, 404);
    let page = acme.owner.get(&saved.location()).await;
    assert_eq!(
        (page.attributes(".receipts__picture", "src").len(), page.texts(".receipts__document").len()),
        (1, 1)
    );
}
