//! `outlay work`, killed with SIGKILL again and again while it hands a thousand mails to a real mail server.

use crate::commands::{on, outside};
use crate::ground::until;
use crate::mail::{Post, key_of, letter};
use crate::program::{Home, complaint};
use chrono::Utc;
use outlay::domain::email::Email;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const AIOSMTPD: &str = "aiosmtpd==1.4.6";
const MAILS: usize = 1_000;
/// After so many mails in all the worker is killed.
const KILLED_AT: [usize; 3] = [150, 400, 700];

/// aiosmtpd in an environment of its own below `target/`.
fn python() -> PathBuf {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("aiosmtpd-1.4.6");
    let python = place.join("bin/python");
    let is_there = || {
        let mut asked = Command::new(&python);
        asked.args(["-c", "import aiosmtpd.controller"]).stderr(Stdio::null());
        asked.status().is_ok_and(|status| status.success())
    };
    if is_there() {
        return python;
    }
    let made = Command::new("python3").args(["-m", "venv", "--clear"]).arg(&place).output();
    let made = made.expect("this test needs python3: apt-get install python3-venv (bin/test does it)");
    let said = String::from_utf8_lossy(&made.stdout).into_owned();
    assert!(made.status.success(), "this test needs python3-venv (bin/test installs it): {said}");
    let installed = Command::new(&python)
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", AIOSMTPD])
        .output()
        .expect("pip runs");
    assert!(
        installed.status.success(),
        "this test needs {AIOSMTPD} from PyPI: {}",
        String::from_utf8_lossy(&installed.stderr)
    );
    python
}

/// A running aiosmtpd.
struct MailServer {
    child: Child,
    port: u16,
    file: PathBuf,
}

impl MailServer {
    fn start(home: &Home) -> Self {
        std::fs::create_dir_all(home.data()).expect("a directory");
        let file = home.data().join("mails.txt");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/system/mail_server.py");
        let mut child = Command::new(python())
            .arg(script)
            .arg(&file)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the mail server starts");
        let mut line = String::new();
        let output = child.stdout.take().expect("its output");
        BufReader::new(output).read_line(&mut line).expect("it says its port");
        Self { child, port: line.trim().parse().expect("a port"), file }
    }

    fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}?tls=off", self.port)
    }

    /// What it took: recipient and Message-ID, one line a mail.
    fn taken(&self) -> Vec<String> {
        let text = std::fs::read_to_string(&self.file).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[actix_web::test]
async fn a_worker_that_is_killed_loses_nothing_and_repeats_under_the_same_message_id() {
    let (home, post) = (Home::new("mail"), Post::waiting().await);
    let server = MailServer::start(&home);
    let post_office = post.app.post_office.clone();
    let letters: Vec<_> = (0..MAILS)
        .map(|number| {
            let mut letter = letter(&post.app, "Your password");
            letter.to = Email::parse(&format!("person{number}@acme.test")).unwrap();
            letter
        })
        .collect();
    for part in letters.chunks(100) {
        let (post_office, part) = (post_office.clone(), part.to_vec());
        let put = move |conn: &mut outlay::tenancy::TenantConn<'_>| {
            part.iter().try_for_each(|letter| post_office.put(conn, "Acme Works", letter, Utc::now()))
        };
        post.org.run(put).await;
    }
    let (url, key) = (server.url(), key_of(&post.app));
    for kill_at in KILLED_AT {
        let mut command = outside(&home, &post.database, &["work"]);
        command.env("OUTLAY_SMTP_URL", &url).env("OUTLAY_SECRET_KEY", &key).stderr(Stdio::null());
        let mut worker = command.spawn().expect("outlay work starts");
        until("it is in the middle of it", async || server.taken().len() >= kill_at).await;
        worker.kill().expect("SIGKILL");
        worker.wait().expect("it is gone");
        assert!(server.taken().len() < MAILS, "it was killed too late to show anything");
        post.expire_leases();
    }
    let mut command = outside(&home, &post.database, &["work", "--once"]);
    let output = command.env("OUTLAY_SMTP_URL", &url).env("OUTLAY_SECRET_KEY", &key).output().unwrap();
    assert!(output.status.success(), "{}", complaint(&output));

    assert_eq!(post.entries("sent_at IS NOT NULL AND body = ''"), MAILS as i64);
    let mut by_person: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let taken = server.taken();
    for line in &taken {
        let (person, id) = line.split_once(' ').expect("recipient and Message-ID");
        by_person.entry(person.to_owned()).or_default().insert(id.to_owned());
    }
    assert_eq!(by_person.len(), MAILS, "everybody got theirs");
    assert!(by_person.values().all(|ids| ids.len() == 1), "a repeat is the same mail");
    let repeats = taken.len() - MAILS;
    println!("{MAILS} mails, worker killed {} times: {repeats} repeats", KILLED_AT.len());
    // Four are with the server at a time.
    assert!(repeats <= 4 * KILLED_AT.len(), "{repeats} repeats");
}

#[actix_web::test]
async fn work_ends_cleanly_when_it_is_told_to() {
    let (home, post) = (Home::new("work"), Post::waiting().await);
    let sink = crate::sink::Sink::start();
    post.put(letter(&post.app, "Your password"), Utc::now()).await;
    let mut command = outside(&home, &post.database, &["work"]);
    command.env("OUTLAY_SMTP_URL", sink.url()).env("OUTLAY_SECRET_KEY", key_of(&post.app));
    let mut worker = command.stderr(Stdio::null()).spawn().expect("outlay work starts");
    until("the mail has come", async || !sink.mails().is_empty()).await;
    crate::program::signal(nix::unistd::Pid::from_raw(worker.id() as i32), nix::sys::signal::Signal::SIGTERM);
    let mut status = None;
    until("it has ended", async || {
        status = worker.try_wait().unwrap();
        status.is_some()
    })
    .await;
    assert!(status.unwrap().success());
    assert_eq!(post.entries("sent_at IS NOT NULL"), 1, "what was sent is written down first");
    let without = on(&home, &post.database, &["work"]);
    assert_eq!(without.status.code(), Some(2));
    assert!(complaint(&without).contains("OUTLAY_SMTP_URL"), "{}", complaint(&without));
}
