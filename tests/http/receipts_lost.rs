//! Bytes in the store that no row leads to are forgotten after a day; all others stay.

use crate::receipts::{picture, upload};
use crate::steps::{Fields, another_app, until};
use crate::support::{Organization, TestApp};
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

/// An organization with one receipt that is old.
async fn with_an_old_receipt(app: &TestApp, place: &Path, name: &str) -> Organization {
    let org = app.organization(name).await;
    let fields = Fields::expense(&org).await;
    let saved =
        upload(&org.owner, "/expenses", &fields, &[("bill.png", &picture(1, ImageFormat::Png))]).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    files(&place.join(org.schema())).iter().for_each(|file| age(file));
    org
}

/// A file of an organization that no row leads to, and that is old.
fn lose(place: &Path, org: &Organization) -> PathBuf {
    let file = place.join(Store::fresh_key(&org.schema()));
    fs::write(&file, "paper").expect("a file");
    age(&file);
    file
}

#[actix_web::test]
async fn bytes_that_nothing_leads_to_are_forgotten_after_a_day() {
    let place = std::env::temp_dir().join(format!("outlay-lost-{:08x}", rand::random::<u32>()));
    let url = format!("file://{}", place.display());
    let app = another_app(|raw| raw.storage_url = Some(url.clone())).await;
    // The first in any order: it has been looked at when the others have.
    let restored = with_an_old_receipt(&app, &place, "abacus").await;
    let acme = with_an_old_receipt(&app, &place, "acme").await;
    let other = with_an_old_receipt(&app, &place, "other").await;
    let (own, others) = (place.join(acme.schema()), place.join(other.schema()));
    let kept = [files(&own), files(&others)];
    assert_eq!(kept[0].len(), 2, "the picture and its thumbnail");
    let (old, others_old) = (lose(&place, &acme), lose(&place, &other));
    let (fresh, elsewhere) = (place.join(Store::fresh_key(&acme.schema())), place.join("nobody/ffff"));
    fs::create_dir_all(place.join("nobody")).expect("a directory");
    for file in [&fresh, &elsewhere] {
        fs::write(file, "paper").expect("a file");
    }
    age(&elsewhere);
    // As in a copy of the database from before.
    restored.sql("DELETE FROM receipts");
    // Whoever starts looks everything through.
    let _again = another_app(|raw| raw.storage_url = Some(url.clone())).await;
    until("what is lost is gone", async || !old.exists() && !others_old.exists()).await;
    assert!(fresh.exists(), "its row may be on the way");
    assert!(elsewhere.exists(), "no organization's");
    assert_eq!(files(&place.join(restored.schema())).len(), 2, "it is the rows that are missing");
    let left: Vec<PathBuf> = files(&own).into_iter().filter(|file| *file != fresh).collect();
    assert_eq!([left, files(&others)], kept);
    let page = acme.owner.get("/expenses").await;
    let expense = acme.owner.get(&page.attributes(".row__link", "href")[0]).await;
    let receipt = expense.attributes("[data-testid=receipt] > a", "href").remove(0);
    assert_eq!(acme.owner.get(&receipt).await.status, 200);
    let _ = fs::remove_dir_all(place);
}
