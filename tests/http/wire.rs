//! What goes over the wire: how it is compressed, how much it is, and what keeps a page from being shown.

use crate::list_model::fill;
use crate::pages::all_pages;
use crate::support::{Answer, Client, TestApp};
use outlay::policy::role::Role;
use outlay::web::assets::Assets;
use reqwest::Method;
use std::io::Read;

const KILOBYTE: usize = 1000;

async fn get(browser: &Client, path: &str, accepted: &str) -> Answer {
    browser.send(Method::GET, path, &[("accept-encoding", accepted)], None).await
}

/// What a browser makes of an answer.
fn unpacked(answer: &Answer) -> Vec<u8> {
    let mut plain = Vec::new();
    match answer.header("content-encoding").as_str() {
        "br" => brotli::Decompressor::new(&answer.bytes[..], 4096).read_to_end(&mut plain).expect("brotli"),
        "gzip" => flate2::read::GzDecoder::new(&answer.bytes[..]).read_to_end(&mut plain).expect("gzip"),
        "" => return answer.bytes.clone(),
        other => panic!("an encoding that nobody asked for: {other}"),
    };
    plain
}

/// The addresses of all static files.
fn files() -> Vec<String> {
    let assets = Assets::load();
    assets.paths().map(|path| assets.url(path)).collect()
}

fn is_text(file: &str) -> bool {
    [".css", ".js"].iter().any(|end| file.ends_with(end))
}

#[actix_web::test]
async fn static_files_come_in_the_best_encoding_that_is_taken() {
    let base = TestApp::start().await.base();
    for file in files().iter().filter(|file| is_text(file)) {
        let plain = get(&base, file, "identity").await;
        assert_eq!((plain.status, plain.header("content-encoding").as_str()), (200, ""), "{file}");
        let mut tags = vec![plain.header("etag")];
        for (accepted, encoding) in [
            ("gzip, deflate, br, zstd", "br"),
            ("br;q=0.1, gzip", "br"),
            ("br;q=0, gzip;q=0.5", "gzip"),
            ("gzip", "gzip"),
        ] {
            let answer = get(&base, file, accepted).await;
            assert_eq!(answer.header("content-encoding"), encoding, "{file} for {accepted}");
            assert_eq!(answer.header("content-length"), answer.bytes.len().to_string(), "{file}");
            assert_eq!(answer.header("vary"), "accept-encoding", "{file}");
            assert_eq!(answer.header("content-type"), plain.header("content-type"), "{file}");
            assert_eq!(answer.header("cache-control"), plain.header("cache-control"), "{file}");
            assert!(unpacked(&answer) == plain.bytes, "{file} is another file in {encoding}");
            assert!(answer.bytes.len() < plain.bytes.len(), "{file} in {encoding}");
            tags.push(answer.header("etag"));
        }
        tags.sort();
        tags.dedup();
        assert_eq!(tags.len(), 3, "one tag for each variant of {file}: {tags:?}");
        assert_eq!(plain.header("vary"), "accept-encoding", "{file}");
    }
}

#[actix_web::test]
async fn a_static_file_that_is_known_is_not_sent_again() {
    let app = TestApp::start().await;
    let (base, css) = (app.base(), Assets::load().css_url());
    let ask = async |tag: &str, accepted: &str| {
        let headers = [("if-none-match", tag), ("accept-encoding", accepted)];
        base.send(Method::GET, &css, &headers, None).await
    };
    let (packed, plain) = (get(&base, &css, "br").await, get(&base, &css, "identity").await);
    for (tag, accepted) in [(packed.header("etag"), "br"), (plain.header("etag"), "identity")] {
        let known = ask(&tag, accepted).await;
        assert_eq!((known.status, known.bytes.len()), (304, 0));
        assert_eq!((known.header("etag"), known.header("vary").as_str()), (tag, "accept-encoding"));
        assert_eq!(known.header("cache-control"), "public, max-age=31536000, immutable");
    }
    assert_eq!(ask(&plain.header("etag"), "br").await.status, 200, "another variant is another answer");
    assert_eq!(ask("\"other\", *", "br").await.status, 200);
    let head = base.send(Method::HEAD, &css, &[("accept-encoding", "br")], None).await;
    assert_eq!(head.header("content-length"), packed.header("content-length"));
}

#[actix_web::test]
async fn pages_come_compressed_and_in_one_piece() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    for (browser, path) in [(app.base(), "/"), (app.base(), "/nowhere"), (acme.owner.clone(), "/expenses")] {
        let plain = get(&browser, path, "identity").await;
        assert_eq!(plain.header("content-encoding"), "", "{path}");
        for accepted in ["gzip", "gzip, deflate, br, zstd"] {
            let page = get(&browser, path, accepted).await;
            assert_eq!(page.status, plain.status, "{path}");
            assert_eq!(page.header("content-encoding"), "gzip", "{path}");
            assert_eq!(page.header("vary"), "accept-encoding", "{path}");
            // A length means that nothing follows in chunks, which could wait for an acknowledgement.
            assert_eq!(page.header("content-length"), page.bytes.len().to_string(), "{path}");
            assert_eq!(page.header("transfer-encoding"), "", "{path}");
            assert!(unpacked(&page).len().abs_diff(plain.bytes.len()) < 8, "{path}");
        }
    }
    let small = get(&app.base(), "/healthz", "gzip").await;
    assert_eq!((small.status, small.header("content-encoding").as_str()), (200, ""), "not worth it");
}

#[actix_web::test]
async fn an_export_comes_compressed_too() {
    let acme = TestApp::start().await.organization("acme").await;
    fill(&acme, 300, 11);
    let plain = get(&acme.owner, "/expenses/export.csv", "identity").await;
    let packed = get(&acme.owner, "/expenses/export.csv", "gzip").await;
    assert_eq!((packed.status, packed.header("content-encoding").as_str()), (200, "gzip"));
    assert!(unpacked(&packed) == plain.bytes && packed.bytes.len() < plain.bytes.len() / 2);
}

#[actix_web::test]
async fn a_list_page_of_fifty_is_small() {
    let acme = TestApp::start().await.organization("acme").await;
    for name in ["Mira", "Avery", "Eva", "Jonas", "Lea"] {
        acme.member(name, Role::Member).await;
    }
    fill(&acme, 120, 3);
    let page = get(&acme.owner, "/expenses", "gzip, deflate, br").await;
    let plain = unpacked(&page);
    let text = String::from_utf8(plain.clone()).expect("text");
    assert_eq!(text.matches("data-testid=\"expense-row\"").count(), 50);
    assert!(page.bytes.len() < 12 * KILOBYTE, "{} bytes compressed", page.bytes.len());
    assert!(plain.len() < 56 * KILOBYTE, "{} bytes", plain.len());
}

#[actix_web::test]
async fn all_styles_and_all_scripts_are_small() {
    let base = TestApp::start().await.base();
    for (end, most) in [(".css", 30), (".js", 40)] {
        for accepted in ["br", "gzip"] {
            let (mut number, mut sum) = (0, 0);
            for file in files().iter().filter(|file| file.ends_with(end)) {
                let answer = get(&base, file, accepted).await;
                assert_eq!(answer.header("content-encoding"), accepted, "{file}");
                number += 1;
                sum += answer.bytes.len();
            }
            assert!(number > 0 && sum < most * KILOBYTE, "{number} {end} in {accepted}: {sum} bytes");
        }
    }
}

#[actix_web::test]
async fn no_script_holds_a_page_up_and_nothing_comes_from_elsewhere() {
    let (acme, pages) = all_pages().await;
    let mut scripts = 0;
    for (browser, path) in pages {
        let page = browser.get(&path).await;
        scripts += page.all("script").len();
        let blocking = page.attributes("script:not([type=module]):not([defer]):not([async])", "src");
        assert!(blocking.is_empty(), "{path}: {blocking:?}");
        let media = "img, source, iframe, video, audio, object, embed, link, script, use, input[type=image]";
        for name in ["src", "srcset", "href", "data", "poster"] {
            // What is preconnected or canonical loads nothing.
            for address in page.attributes(media, name) {
                for one in address.split(',').map(str::trim) {
                    let own = one.starts_with('/') && !one.starts_with("//");
                    assert!(own || one.starts_with('#'), "{path} loads {one}");
                }
            }
        }
    }
    assert!(scripts > 20, "{scripts}");
    let css = get(&acme.app.base(), &Assets::load().css_url(), "identity").await.text;
    assert!(!css.contains("@import"));
    for address in css.split("url(").skip(1) {
        let address = address.trim_start_matches('"');
        assert!(
            address.starts_with("data:image/svg+xml,"),
            "{}",
            address.chars().take(60).collect::<String>()
        );
    }
}
