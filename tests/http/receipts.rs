//! Receipts: what is taken as one, how it is kept, who sees it, and what becomes of a form whose files are refused.

use crate::steps::{Fields, another_app};
use crate::support::{Answer, Client, Organization, TestApp};
use image::{ImageFormat, Rgb, RgbImage};
use outlay::policy::role::Role;
use reqwest::Method;
use std::io::Cursor;

async fn acme() -> Organization {
    TestApp::start().await.organization("acme").await
}

/// A picture that no other number makes.
pub fn picture(number: u32, format: ImageFormat) -> Vec<u8> {
    let drawing = RgbImage::from_fn(600, 400, |x, y| {
        Rgb([(x % 256) as u8, (y % 256) as u8, ((number * 37 + x * y / 97) % 256) as u8])
    });
    let mut bytes = Cursor::new(Vec::new());
    drawing.write_to(&mut bytes, format).expect("a picture");
    bytes.into_inner()
}

pub fn pdf() -> Vec<u8> {
    b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\nstartxref\n9\n%%EOF\n".to_vec()
}

/// A form with files, as a browser posts it.
pub async fn upload(browser: &Client, address: &str, fields: &Fields, files: &[(&str, &[u8])]) -> Answer {
    browser.send(Method::POST, address, &headers(&browser.origin()), Some(body(fields, files))).await
}

fn headers(origin: &str) -> [(&str, &str); 2] {
    [("origin", origin), ("content-type", "multipart/form-data; boundary=XX")]
}

fn body(fields: &Fields, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (field, value) in fields.pairs() {
        let part = format!("--XX\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
        body.extend(part.into_bytes());
    }
    for (name, file) in files {
        let head = format!(
            "--XX\r\nContent-Disposition: form-data; name=\"receipt\"; filename=\"{name}\"\r\nContent-Type: image/png\r\n\r\n"
        );
        body.extend(head.into_bytes());
        body.extend(*file);
        body.extend(b"\r\n");
    }
    body.extend(b"--XX--\r\n");
    body
}

/// Records an expense with files; its address.
async fn spend(browser: &Client, org: &Organization, files: &[(&str, &[u8])]) -> String {
    let saved = upload(browser, "/expenses", &Fields::expense(org).await, files).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    saved.location()
}

fn receipts(page: &Answer) -> Vec<String> {
    page.attributes("[data-testid=receipt] > a", "href")
}

#[actix_web::test]
async fn files_come_along_with_an_expense_and_are_served_as_what_they_are() {
    let acme = acme().await;
    let (jpeg, png, webp) =
        (picture(1, ImageFormat::Jpeg), picture(2, ImageFormat::Png), picture(3, ImageFormat::WebP));
    let document = pdf();
    let files = [
        ("lunch.pdf", &jpeg[..]),
        ("/home/mira/bill\u{202e}.png", &png),
        ("<b>ü.webp", &webp),
        ("rechnung.html", &document),
    ];
    let expense = spend(&acme.owner, &acme, &files).await;
    let page = acme.owner.get(&expense).await;
    let shown = receipts(&page);
    assert_eq!(
        page.texts("[data-testid=receipt] .receipts__name"),
        ["lunch.pdf", "bill.png", "<b>ü.webp", "rechnung.html"]
    );
    for (href, kind) in shown.iter().zip(["image/jpeg", "image/png", "image/webp", "application/pdf"]) {
        let answer = acme.owner.get(href).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, kind.to_owned()));
        let how = if kind == "application/pdf" { "attachment;" } else { "inline;" };
        assert!(answer.header("content-disposition").starts_with(how), "{kind}");
        assert_eq!(answer.header("content-security-policy"), "default-src 'none'; sandbox");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("cache-control"), "private, no-store");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
        let thumbnail = acme.owner.get(&format!("{href}/thumbnail")).await;
        let expected: &[u16] = if kind == "application/pdf" { &[202, 404] } else { &[200] };
        assert!(expected.contains(&thumbnail.status), "{kind}: {}", thumbnail.status);
    }
    assert_eq!(page.attributes(".receipts__picture", "src").len(), 3);
    let list = acme.owner.get("/expenses").await;
    assert!(list.text.contains("4 receipts"), "the list shows that there are some");
    assert_eq!(acme.acts().iter().filter(|act| *act == "receipt.added").count(), 4);
    assert!(page.text.contains("Olivia Owner added a receipt"));
    assert!(acme.owner.get("/activity").await.text.contains("added a receipt to"));
}

#[actix_web::test]
async fn what_is_refused_is_named_and_all_else_is_kept() {
    let acme = acme().await;
    let (good, whole) = (picture(1, ImageFormat::Png), picture(2, ImageFormat::Png));
    let mut bomb = picture(1, ImageFormat::Png);
    bomb[16..24].copy_from_slice(&[0, 0, 0x9c, 0x40, 0, 0, 0x9c, 0x40]);
    let large = [&whole[..], &vec![0; 10 * 1024 * 1024]].concat();
    let locked = String::from_utf8(pdf()).unwrap().replace("/Root", "/Encrypt 2 0 R /Root").into_bytes();
    let files = [
        ("good.png", &good[..]),
        ("empty.png", b""),
        ("lies.pdf", b"PK\x03\x04 this is a zip"),
        ("bomb.png", &bomb),
        ("half.png", &whole[..whole.len() / 2]),
        ("large.png", &large),
        ("locked.pdf", &locked),
        ("page.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("phone.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
    ];
    let fields = Fields::expense(&acme).await.with("note", "Nothing of this is lost");
    let page = upload(&acme.owner, "/expenses", &fields, &files).await;
    assert_eq!(page.status, 422);
    let said = page.texts("[data-testid=error-receipt] p");
    assert_eq!(said.len(), 8, "{said:?}");
    for (sentence, (file, word)) in said.iter().zip([
        ("empty.png", "empty"),
        ("lies.pdf", "not a PDF"),
        ("bomb.png", ""),
        ("half.png", "damaged"),
        ("large.png", "10 MB"),
        ("locked.pdf", "password"),
        ("page.svg", "not a JPEG"),
        ("phone.heic", "HEIC"),
    ]) {
        assert!(sentence.starts_with(file) && sentence.contains(word), "{file}: {sentence}");
    }
    assert_eq!(page.field("merchant").as_deref(), Some("Café Central"));
    assert!(page.text.contains("Nothing of this is lost"));
    assert_eq!(acme.ask("SELECT count(*) FROM expenses"), "0");

    let waiting = page.attributes("input[name=waiting]", "value");
    assert_eq!((waiting.len(), page.texts("input[name=waiting] + span")), (1, vec!["good.png".to_owned()]));
    let mira = acme.member("Mira", Role::Member).await;
    let href = format!("/receipts/{}", waiting[0]);
    assert_eq!(acme.owner.get(&href).await.status, 200, "its own form shows it");
    assert_eq!(mira.get(&href).await.status, 404, "nobody else's does");
    let stolen = Fields::expense(&acme).await.with("waiting", &waiting[0]);
    let theirs = mira.post("/expenses", &stolen.pairs()).await.location();
    assert_eq!(receipts(&mira.get(&theirs).await).len(), 0, "nor is it anybody else's to attach");
    let saved = acme.owner.post("/expenses", &fields.clone().with("waiting", &waiting[0]).pairs()).await;
    assert_eq!(saved.status, 303);
    assert_eq!(receipts(&acme.owner.get(&saved.location()).await), [href]);
}

#[actix_web::test]
async fn twenty_files_fit_into_a_form_and_the_next_is_named() {
    let acme = acme().await;
    let pictures: Vec<_> = (0..21).map(|number| picture(number, ImageFormat::Jpeg)).collect();
    let names: Vec<_> = (1..=21).map(|number| format!("{number}.jpg")).collect();
    let files: Vec<_> = names.iter().zip(&pictures).map(|(name, file)| (name.as_str(), &file[..])).collect();
    let page = upload(&acme.owner, "/expenses", &Fields::expense(&acme).await, &files).await;
    assert_eq!(page.status, 422);
    let said = page.texts("[data-testid=error-receipt] p");
    assert!(said.len() == 1 && said[0].starts_with("21.jpg") && said[0].contains("20 files"), "{said:?}");
    assert_eq!(page.attributes("input[name=waiting]", "value").len(), 20);
}

#[actix_web::test]
async fn who_sees_the_expense_sees_its_receipts_and_who_edits_it_deletes_them() {
    let acme = acme().await;
    let mira = acme.member("Mira", Role::Member).await;
    let others = [Role::Admin, Role::Approver, Role::Member, Role::Auditor];
    let file = picture(1, ImageFormat::Jpeg);
    let expense = spend(&mira, &acme, &[("lunch.jpg", &file)]).await;
    let href = receipts(&mira.get(&expense).await).remove(0);
    let mut browsers = Vec::new();
    for role in others {
        browsers.push((role, acme.member(&format!("{role:?}two"), role).await));
    }
    let sees = async |browser: &Client| {
        let (page, file) = (browser.get(&expense).await.status, browser.get(&href).await.status);
        assert_eq!(browser.get(&format!("{href}/thumbnail")).await.status, file);
        assert_eq!(page, file, "whoever sees one sees the other");
        file == 200
    };
    for (role, browser) in &browsers {
        assert_eq!(sees(browser).await, matches!(role, Role::Admin | Role::Auditor), "a draft: {role:?}");
        let refused = browser.post(&format!("{href}/delete"), &[]).await.status;
        assert!([403, 404].contains(&refused), "{role:?}: {refused}");
        let refused =
            upload(browser, &format!("{expense}/receipts"), &Fields::of(&[]), &[("a.jpg", &file)]).await;
        assert!([403, 404].contains(&refused.status), "{role:?}: {}", refused.status);
    }
    assert!(acme.stranger().get(&href).await.asks_to_sign_in());

    let deleted = mira.post(&format!("{href}/delete"), &[]).await;
    assert_eq!((deleted.status, deleted.location()), (303, format!("{expense}#receipts")));
    let page = mira.get(&expense).await;
    assert!(receipts(&page).is_empty() && mira.get(&href).await.status == 404);
    assert_eq!(acme.ask("SELECT receipt_count FROM expenses"), "0");
    let undo = page.attribute("form[action$=restore]", "action").expect("the way back");
    assert_eq!(mira.post(&undo, &[]).await.status, 303);
    assert_eq!(receipts(&mira.get(&expense).await), std::slice::from_ref(&href));

    assert_eq!(mira.post(&format!("{expense}/submit"), &[]).await.status, 303);
    for (role, browser) in &browsers {
        assert_eq!(sees(browser).await, *role != Role::Member, "submitted: {role:?}");
    }
    for answer in [
        mira.post(&format!("{href}/delete"), &[]).await,
        upload(&mira, &format!("{expense}/receipts"), &Fields::of(&[]), &[("b.jpg", &file)]).await,
    ] {
        assert_eq!(answer.status, 409, "what is submitted stays as it is");
    }
    assert_eq!(
        acme.ask("SELECT string_agg(act, ',' ORDER BY at, id) FROM events WHERE act LIKE 'receipt.%'"),
        "receipt.added,receipt.deleted,receipt.restored"
    );
}

#[actix_web::test]
async fn files_are_added_to_what_is_there_and_the_same_one_once() {
    let acme = acme().await;
    let (one, two) = (picture(1, ImageFormat::Jpeg), picture(2, ImageFormat::Jpeg));
    let expense = spend(&acme.owner, &acme, &[("one.jpg", &one)]).await;
    let more = format!("{expense}/receipts");
    let added = upload(&acme.owner, &more, &Fields::of(&[]), &[("two.jpg", &two), ("one.jpg", &one)]).await;
    assert_eq!((added.status, added.location()), (303, format!("{expense}#receipts")));
    let page = acme.owner.get(&expense).await;
    assert_eq!(receipts(&page).len(), 2);
    assert_eq!(page.shown("flash"), "1 receipt added.");
    let nothing = upload(&acme.owner, &more, &Fields::of(&[]), &[("", b"")]).await;
    assert_eq!((nothing.status, nothing.shown("error-receipt").as_str()), (422, "Choose at least one file."));

    // An edit that brings a file and changes nothing else.
    let edit = acme.owner.get(&format!("{expense}/edit")).await;
    let fields = Fields::expense(&acme).await.with("version", &edit.field("version").unwrap());
    let three = picture(3, ImageFormat::Png);
    let saved = upload(&acme.owner, &expense, &fields, &[("three.png", &three)]).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    assert_eq!(receipts(&acme.owner.get(&expense).await).len(), 3);
}

#[actix_web::test]
async fn the_same_file_again_leads_to_where_it_is_for_who_may_see_that() {
    let acme = acme().await;
    let (mira, lea) = (acme.member("Mira", Role::Member).await, acme.member("Lea", Role::Member).await);
    let file = picture(1, ImageFormat::Jpeg);
    let first = spend(&mira, &acme, &[("lunch.jpg", &file)]).await;
    let again = spend(&mira, &acme, &[("copy.jpg", &file)]).await;
    let theirs = spend(&lea, &acme, &[("copy.jpg", &file)]).await;
    let twins = |page: Answer| page.attributes("[data-testid=receipt-twin] a", "href");
    assert_eq!(twins(mira.get(&again).await), std::slice::from_ref(&first));
    assert!(twins(lea.get(&theirs).await).is_empty(), "others' drafts are not hers to know of");
    let all = twins(acme.owner.get(&theirs).await);
    assert!(all.contains(&first) && all.contains(&again), "{all:?}");
}

#[actix_web::test]
async fn without_a_store_the_expense_is_saved_and_the_person_told() {
    let app = another_app(|raw| raw.storage_url = Some("file:///dev/null/receipts".to_owned())).await;
    let acme = app.organization("acme").await;
    let file = picture(1, ImageFormat::Jpeg);
    let expense = spend(&acme.owner, &acme, &[("lunch.jpg", &file)]).await;
    let page = acme.owner.get(&expense).await;
    assert!(page.shown("flash").contains("lunch.jpg"), "{}", page.shown("flash"));
    assert!(receipts(&page).is_empty());
}

#[actix_web::test]
async fn an_organization_keeps_no_more_than_it_may() {
    let app = another_app(|raw| raw.storage_quota = Some("1".to_owned())).await;
    let acme = app.organization("acme").await;
    let noise = |seed: u32| {
        let drawing = RgbImage::from_fn(500, 400, |x, y| {
            let mixed =
                (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503) ^ seed).wrapping_mul(2_246_822_519);
            Rgb([(mixed >> 24) as u8, (mixed >> 16) as u8, (mixed >> 8) as u8])
        });
        let mut bytes = Cursor::new(Vec::new());
        drawing.write_to(&mut bytes, ImageFormat::Png).expect("a picture");
        bytes.into_inner()
    };
    let (one, two) = (noise(1), noise(2));
    assert!(one.len() > 550_000, "{}", one.len());
    let fields = Fields::expense(&acme).await;
    let page = upload(&acme.owner, "/expenses", &fields, &[("one.png", &one), ("two.png", &two)]).await;
    assert_eq!(page.status, 422);
    let said = page.texts("[data-testid=error-receipt] p");
    assert!(said.len() == 1 && said[0].starts_with("two.png") && said[0].contains("1 MB"), "{said:?}");
}

#[actix_web::test]
async fn whoever_may_not_record_hands_in_nothing() {
    let acme = acme().await;
    let eva = acme.member("Eva", Role::Auditor).await;
    let file = picture(1, ImageFormat::Jpeg);
    let fields = Fields::expense(&acme).await;
    assert_eq!(upload(&eva, "/expenses", &fields, &[("a.jpg", &file)]).await.status, 403);
    let answer = upload(&acme.stranger(), "/expenses", &fields, &[("a.jpg", &file)]).await;
    assert_eq!(answer.status, 401);
    assert_eq!(acme.ask("SELECT count(*) FROM receipts"), "0");
}

#[actix_web::test]
async fn a_form_that_breaks_off_leaves_nothing() {
    let acme = acme().await;
    let file = picture(1, ImageFormat::Jpeg);
    let mut broken = body(&Fields::expense(&acme).await, &[("a.jpg", &file), ("b.jpg", &file)]);
    broken.truncate(broken.len() - 200);
    // The last boundary is none: the file has no end.
    let endless: Vec<u8> = [&broken[..], b"\r\n--XY--\r\n"].concat();
    let origin = acme.owner.origin();
    for form in [broken, endless] {
        let answer = acme.owner.send(Method::POST, "/expenses", &headers(&origin), Some(form)).await;
        assert_eq!(answer.status, 400, "{}", answer.text);
    }
    assert_eq!(acme.ask("SELECT count(*) FROM receipts"), "0");
    assert_eq!(acme.ask("SELECT count(*) FROM expenses"), "0");
}

#[actix_web::test]
async fn what_waited_too_long_is_forgotten_with_its_bytes() {
    let acme = acme().await;
    let file = picture(1, ImageFormat::Jpeg);
    let page = upload(&acme.owner, "/expenses", &Fields::of(&[("amount", "x")]), &[("a.jpg", &file)]).await;
    assert_eq!((page.status, acme.ask("SELECT count(*) FROM receipts")), (422, "1".to_owned()));
    let key = acme.ask("SELECT key FROM receipts");
    let place = std::env::temp_dir().join(format!("outlay-receipts-{}", std::process::id())).join(key);
    assert!(place.exists());
    acme.sql("UPDATE receipts SET created_at = created_at - interval '25 hours'");
    spend(&acme.owner, &acme, &[("b.jpg", &picture(2, ImageFormat::Jpeg))]).await;
    assert_eq!(acme.ask("SELECT string_agg(name, ',') FROM receipts"), "b.jpg");
    assert!(!place.exists());
}

#[actix_web::test]
async fn each_file_becomes_a_draft_that_waits_for_its_amount() {
    let acme = acme().await;
    let mira = acme.member("Mira", Role::Member).await;
    let (one, two) = (picture(1, ImageFormat::Jpeg), pdf());
    let files = [("Hotel Post.jpg", &one[..]), ("lies.pdf", b"PK\x03\x04"), ("taxi.pdf", &two)];
    let page = upload(&mira, "/receipts", &Fields::of(&[]), &files).await;
    assert_eq!((page.status, page.texts("[data-testid=error-receipt] p").len()), (422, 1));
    assert_eq!(acme.ask("SELECT count(*) FROM expenses"), "0");
    let waiting = page.attributes("input[name=waiting]", "value");
    let fields: Vec<_> = waiting.iter().map(|id| ("waiting", id.as_str())).collect();
    let begun = mira.post("/receipts", &fields).await;
    assert_eq!((begun.status, begun.location()), (303, "/expenses?status=draft".to_owned()));
    let list = mira.get("/expenses?status=draft").await;
    let mut merchants = list.texts(".row__link");
    merchants.sort();
    assert_eq!(merchants, ["Hotel Post", "taxi"]);
    assert_eq!(acme.ask("SELECT count(*) FROM expenses WHERE amount = 0 AND receipt_count = 1"), "2");
    assert_eq!(acme.acts().iter().filter(|act| *act == "expense.created").count(), 2);

    let draft = list.attributes(".row__link", "href").remove(0);
    let refused = mira.post(&format!("{draft}/submit"), &[]).await;
    assert_eq!((refused.status, refused.shown("error-amount").is_empty()), (422, false), "{}", refused.text);
    assert_eq!(refused.field("amount").as_deref(), Some(""));
    let fields = Fields::expense(&acme).await.with("intent", "submit");
    assert_eq!(mira.post(&draft, &fields.pairs()).await.status, 303);
    assert_eq!(acme.ask("SELECT count(*) FROM expenses WHERE status = 'submitted'"), "1");

    let single = upload(&mira, "/receipts", &Fields::of(&[]), &[("one.jpg", &one)]).await;
    assert!(single.location().starts_with("/expenses/") && single.location().ends_with("/edit"));
    let nothing = upload(&mira, "/receipts", &Fields::of(&[]), &[("", b"")]).await;
    assert_eq!((nothing.status, nothing.shown("error-receipt").as_str()), (422, "Choose at least one file."));
    let eva = acme.member("Eva", Role::Auditor).await;
    assert_eq!(eva.get("/receipts").await.status, 403);
    assert_eq!(upload(&eva, "/receipts", &Fields::of(&[]), &[("a.jpg", &one)]).await.status, 403);
}
