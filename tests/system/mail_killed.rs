//! `outlay work`, killed with SIGKILL again and again while it hands a thousand mails to a real mail server.

use crate::commands::{on, outside};
use crate::ground::until;
use crate::mail::{Post, key_of, letter};
use crate::mail_server::MailServer;
use crate::program::{Home, complaint};
use chrono::Utc;
use outlay::domain::email::Email;
use outlay::web::brand::Brand;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Stdio;

const MAILS: usize = 1_000;
/// After so many mails in all the worker is killed.
const KILLED_AT: [usize; 3] = [150, 400, 700];

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
            part.iter()
                .try_for_each(|letter| post_office.put(conn, &Brand::named("Acme Works"), letter, Utc::now()))
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
