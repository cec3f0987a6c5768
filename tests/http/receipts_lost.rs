//! Bytes in the store that no row leads to are forgotten after a day; all others stay.

use crate::receipts::{picture, upload};
use crate::steps::{Fields, another_app, until};
use image::ImageFormat;
use outlay::receipts::Store;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

const DAYS: Duration = Duration::from_secs(49 * 60 * 60);

fn age(file: &Path) {
    let file = File::options().write(true).open(file).expect("the file");
    file.set_modified(SystemTime::now() - DAYS).expect("another time");
}

fn files(directory: &Path) -> Vec<PathBuf> {
    let mut all: Vec<_> =
        fs::read_dir(directory).expect("a directory").map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all
}

#[actix_web::test]
async fn bytes_that_nothing_leads_to_are_forgotten_after_a_day() {
    let place = std::env::temp_dir().join(format!("outlay-lost-{:08x}", rand::random::<u32>()));
    let url = format!("file://{}", place.display());
    let app = another_app(|raw| raw.storage_url = Some(url.clone())).await;
    let (acme, other) = (app.organization("acme").await, app.organization("other").await);
    for org in [&acme, &other] {
        let fields = Fields::expense(org).await;
        let saved =
            upload(&org.owner, "/expenses", &fields, &[("bill.png", &picture(1, ImageFormat::Png))]).await;
        assert_eq!(saved.status, 303, "{}", saved.text);
    }
    let (own, others) = (place.join(acme.schema()), place.join(other.schema()));
    files(&own).iter().chain(&files(&others)).for_each(|file| age(file));
    let kept = [files(&own), files(&others)];
    assert_eq!(kept[0].len(), 2, "the picture and its thumbnail");
    let lost = |schema: &str| place.join(Store::fresh_key(schema));
    let (old, fresh, elsewhere) = (lost(&acme.schema()), lost(&acme.schema()), place.join("nobody/ffff"));
    fs::create_dir_all(place.join("nobody")).expect("a directory");
    for file in [&old, &fresh, &elsewhere] {
        fs::write(file, "paper").expect("a file");
    }
    age(&old);
    age(&elsewhere);
    // Whoever starts looks everything through.
    let _again = another_app(|raw| raw.storage_url = Some(url.clone())).await;
    until("what is lost is gone", async || !old.exists()).await;
    assert!(fresh.exists(), "its row may be on the way");
    assert!(elsewhere.exists(), "no organization's");
    let left: Vec<PathBuf> = files(&own).into_iter().filter(|file| *file != fresh).collect();
    assert_eq!([left, files(&others)], kept);
    let page = acme.owner.get("/expenses").await;
    let expense = acme.owner.get(&page.attributes(".row__link", "href")[0]).await;
    let receipt = expense.attributes("[data-testid=receipt] > a", "href").remove(0);
    assert_eq!(acme.owner.get(&receipt).await.status, 200);
    let _ = fs::remove_dir_all(place);
}
