//! Uploads that are made to hurt: the files of `tests/corpus/receipts`, as they are and changed by chance, into a running
//! program. It never answers 5xx, never ends, never holds more memory than [`MOST_MEMORY`], and serves nothing that a
//! browser would run.
//!
//! `OUTLAY_FUZZ_SECONDS=600 cargo test --test system uploads -- --nocapture` goes on for ten minutes; `OUTLAY_FUZZ_SEED`
//! repeats what a run printed.

use crate::multipart::{Part, body, post};
use crate::program::{Company, Home, Program};
use crate::support::Answer;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use scraper::{Html, Selector};
use std::io::Write;
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};

/// What the program may hold at most, in MB: one picture at a time, and some files that wait for their turn.
const MOST_MEMORY: u64 = 768;
/// Without a time: so many rounds.
const ROUNDS: usize = 40;
const SAFE: [&str; 4] = ["image/jpeg", "image/png", "image/webp", "application/pdf"];
const TYPES: [&str; 5] = ["image/jpeg", "image/png", "application/pdf", "text/html", "image/svg+xml"];
const NAMES: [&str; 7] =
    ["a.jpg", "b.png", "c.pdf", "d.html", "../../e.jpg", "f\u{202e}gnp.jpg", "Beleg <script>.webp"];
const EXTREMES: [[u8; 4]; 5] =
    [[0xff; 4], [0x7f, 0xff, 0xff, 0xff], [0, 0, 0, 0], [0x80, 0, 0, 0], [0, 0, 0, 1]];

struct Chance(StdRng);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { self.0.random_range(0..end) }
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// A file of the corpus, changed in some places.
    fn file(&mut self, corpus: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = self.pick(corpus).clone();
        for _ in 0..self.below(5) {
            self.change(&mut bytes, corpus);
        }
        bytes
    }

    fn change(&mut self, bytes: &mut Vec<u8>, corpus: &[Vec<u8>]) {
        let at = self.below(bytes.len());
        match self.below(7) {
            0 => bytes.truncate(at),
            1 if !bytes.is_empty() => bytes[at] ^= 1 << self.below(8),
            2 if at + 4 <= bytes.len() => bytes[at..at + 4].copy_from_slice(self.pick::<[u8; 4]>(&EXTREMES)),
            3 => {
                let other = self.pick(corpus).clone();
                let (from, length) = (self.below(other.len()), self.below(4096));
                let part = other[from..].iter().copied().take(length).collect::<Vec<_>>();
                bytes.splice(at..at, part);
            }
            4 => {
                let end = (at + self.below(64)).min(bytes.len());
                bytes.drain(at..end);
            }
            5 => {
                let end = (at + self.below(512)).min(bytes.len());
                let part = bytes[at..end].repeat(self.below(20));
                bytes.splice(at..at, part);
            }
            // Where formats say how large they are.
            _ => {
                let head = self.below(40.min(bytes.len()));
                if let Some(byte) = bytes.get_mut(head) {
                    *byte = self.below(256) as u8;
                }
            }
        }
    }

    fn part(&mut self, corpus: &[Vec<u8>]) -> Part {
        Part {
            name: (*self.pick(&NAMES)).to_owned(),
            media_type: (*self.pick(&TYPES)).to_owned(),
            bytes: self.file(corpus),
        }
    }
}

fn corpus() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/receipts");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the corpus")
        .map(|entry| {
            let entry = entry.expect("an entry");
            (entry.file_name().into_string().expect("a name"), std::fs::read(entry.path()).expect("a file"))
        })
        .collect();
    files.sort();
    files
}

/// What was taken is served as something that nothing runs.
async fn look(company: &Company, answer: &Answer, what: &str) -> usize {
    assert!([200, 422].contains(&answer.status), "{what}: {} {}", answer.status, answer.text);
    let page = Html::parse_fragment(&answer.text);
    let ids = Selector::parse("input[name=waiting]").expect("a selector");
    let kept: Vec<String> =
        page.select(&ids).filter_map(|input| input.attr("value")).map(str::to_owned).collect();
    drop(page);
    for id in &kept {
        for path in [format!("/receipts/{id}"), format!("/receipts/{id}/thumbnail")] {
            let served = company.owner.get(&path).await;
            assert!([200, 202, 404].contains(&served.status), "{what}: {path}: {}", served.status);
            if served.status != 200 {
                continue;
            }
            let kind = served.header("content-type");
            assert!(SAFE.contains(&kind.as_str()), "{what}: {kind}");
            assert_eq!(served.header("x-content-type-options"), "nosniff", "{what}");
            assert_eq!(served.header("content-security-policy"), "default-src 'none'; sandbox", "{what}");
            let how = served.header("content-disposition");
            assert!(kind != "application/pdf" || how.starts_with("attachment"), "{what}: {how}");
        }
    }
    kept.len()
}

/// A connection that is lost half way.
fn break_off(program: &Program, company: &Company, whole: &[u8], at: usize) {
    let session = company.owner.cookie("outlay_session").expect("a session");
    let head = format!(
        "POST /receipts/waiting HTTP/1.1\r\nHost: {0}.localhost:{1}\r\nOrigin: http://{0}.localhost:{1}\r\nCookie: outlay_session={session}\r\nContent-Type: {2}\r\nContent-Length: {3}\r\n\r\n",
        company.slug,
        program.address.port(),
        crate::multipart::CONTENT_TYPE,
        whole.len()
    );
    let mut stream = TcpStream::connect(program.address).expect("a connection");
    // The program may have heard enough.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&whole[..at]));
}

#[actix_web::test]
async fn files_that_are_made_to_hurt_do_not() {
    let home = Home::new("uploads");
    let program = home.serve().await;
    let company = program.company("acme").await;
    let files = corpus();
    for (name, bytes) in &files {
        let sent = body(&[], &[Part::new(name, bytes)]);
        let kept = look(&company, &post(&company.owner, "/receipts/waiting", sent).await, name).await;
        let is_good =
            !["half", "page.", "drawing", "zip", "empty", "40000", "phone", "locked", "script-first"]
                .iter()
                .any(|bad| name.starts_with(bad));
        assert!(is_good || kept == 0, "{name} was taken");
    }
    let plain: Vec<Vec<u8>> = files.into_iter().map(|(_, bytes)| bytes).collect();
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let seed = number("OUTLAY_FUZZ_SEED").unwrap_or(20_261_121);
    let time = number("OUTLAY_FUZZ_SECONDS").map(Duration::from_secs);
    let (mut chance, begun) = (Chance(StdRng::seed_from_u64(seed)), Instant::now());
    let (mut rounds, mut sent, mut kept) = (0, 0, 0);
    while time.map_or(rounds < ROUNDS, |time| begun.elapsed() < time) {
        let what = format!("seed {seed}, round {rounds}");
        let parts: Vec<Part> = (0..chance.below(6)).map(|_| chance.part(&plain)).collect();
        sent += parts.len();
        let mut whole = body(&[("note", "kept")], &parts);
        match chance.below(12) {
            0 => {
                let at = chance.below(whole.len());
                break_off(&program, &company, &whole, at);
            }
            1 => {
                let at = chance.below(whole.len());
                whole[at] ^= 0xff;
                let answer = post(&company.owner, "/receipts/waiting", whole).await;
                assert!(answer.status < 500, "{what}: {} {}", answer.status, answer.text);
            }
            _ => {
                let answer = post(&company.owner, "/receipts/waiting", whole).await;
                kept += look(&company, &answer, &what).await;
            }
        }
        rounds += 1;
        assert!(program.peak() < MOST_MEMORY, "{what}: {} MB", program.peak());
    }
    assert_eq!(company.owner.get("/receipts").await.status, 200, "it lives");
    assert!(!program.log().contains("panicked"), "{}", program.log());
    println!("seed {seed}: {rounds} rounds, {sent} files, {kept} kept, peak {} MB", program.peak());
}
