//! Receipts in a browser: each file is sent while the form is being filled in, made smaller where it is larger than
//! anybody reads; chosen, dropped and pasted; and all of it without JavaScript too.

use crate::browser::{Browser, Setup, browse};
use image::{ImageFormat, Rgb, RgbImage};
use std::path::PathBuf;

/// A photo in a file, which goes with the test.
struct Photo(PathBuf);

impl Photo {
    fn new(name: &str, width: u32, height: u32) -> Self {
        let place = std::env::temp_dir().join(format!("outlay-{:08x}", rand::random::<u32>()));
        std::fs::create_dir(&place).expect("a directory");
        let path = place.join(name);
        // Noise, which a smaller picture has less of.
        let drawing = RgbImage::from_fn(width, height, |x, y| {
            let mixed = x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(2_246_822_519);
            Rgb([(mixed >> 24) as u8, (x / 16) as u8, (y / 16) as u8])
        });
        drawing.save_with_format(&path, ImageFormat::Jpeg).expect("a picture");
        Self(path)
    }

    async fn choose(&self, browser: &Browser) {
        let path = self.0.to_str().expect("a path");
        browser.find("#receipt").await.send_keys(path).await.expect("the file can be chosen");
    }
}

impl Drop for Photo {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(self.0.parent().expect("its directory"));
    }
}

async fn begin(browser: &Browser) {
    let acme = browser.app.organization("acme").await;
    browser.sign_in(&acme, &format!("owner@{}.test", acme.slug)).await;
    browser.open_page(&acme.host(), "/expenses/new").await;
}

async fn fill(browser: &Browser) {
    browser.fill("amount", "12.50").await;
    browser.fill("merchant", "Gasthaus Wild").await;
    browser.press("Meals").await;
}

#[actix_web::test]
async fn files_are_sent_while_the_form_is_filled_in() {
    browse(Setup::default(), async |browser| {
        begin(browser).await;
        let photo = Photo::new("lunch.jpg", 3200, 1200);
        photo.choose(browser).await;
        browser.says(".receipts-zone__file", "lunch.jpg").await;
        browser.says("#live", "lunch.jpg is kept.").await;
        let size = "const src = document.querySelector('.receipts-zone__picture').src.replace('/thumbnail', '');
                    return fetch(src).then((answer) => answer.blob())
                      .then((blob) => createImageBitmap(blob).then((it) => [it.width, it.height, blob.size]));";
        let size = browser.script(size).await;
        assert_eq!((size[0].as_u64(), size[1].as_u64()), (Some(2400), Some(900)));
        assert!(size[2].as_u64() < Some(photo.0.metadata().expect("its size").len()), "{size}");

        // Dropped and pasted ones.
        for (event, name) in [("drop", "dropped.png"), ("paste", "pasted.png")] {
            let transfer = if event == "drop" { "dataTransfer" } else { "clipboardData" };
            let class = if event == "drop" { "DragEvent" } else { "ClipboardEvent" };
            browser
                .script(&format!(
                    "const canvas = document.createElement('canvas'); canvas.width = 40 + '{name}'.length; canvas.height = 40;
                     canvas.getContext('2d').fillRect(0, 0, 9, 9);
                     canvas.toBlob((blob) => {{
                       const files = new DataTransfer();
                       files.items.add(new File([blob], '{name}', {{ type: 'image/png' }}));
                       document.body.dispatchEvent(new {class}('{event}', {{ bubbles: true, cancelable: true, {transfer}: files }}));
                     }});"
                ))
                .await;
            browser.says(".receipts-zone__file:last-child", name).await;
        }

        fill(browser).await;
        browser.press("Save expense").await;
        browser.at_expense().await;
        assert_eq!(browser.count("[data-testid=receipt]").await, 3);

        // More of them, for what is there: they are added as soon as they are sent.
        let more = Photo::new("more.jpg", 300, 200);
        more.choose(browser).await;
        browser.says(".flash", "1 receipt added").await;
        assert_eq!(browser.count("[data-testid=receipt]").await, 4);
    })
    .await;
}

#[actix_web::test]
async fn without_javascript_the_form_sends_them_itself() {
    browse(Setup { javascript: false, ..Setup::default() }, async |browser| {
        begin(browser).await;
        let photo = Photo::new("lunch.jpg", 600, 400);
        photo.choose(browser).await;
        fill(browser).await;
        browser.press("Save expense").await;
        browser.at_expense().await;
        assert_eq!(browser.text("[data-testid=receipt] .receipts__name").await, "lunch.jpg");
    })
    .await;
}
