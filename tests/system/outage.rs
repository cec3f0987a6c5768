//! The database away: answers in time that keep what was typed, and back by itself.

use crate::ground::{number, run, until};
use crate::program::{Company, Home, Program, family, signal};
use crate::support::{Answer, TestApp};
use nix::sys::signal::Signal;
use outlay::tenancy::embedded::{Embedded, Options};
use std::sync::Arc;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// "Within 2 s", on a machine that builds something else meanwhile.
const IN_TIME: Duration = Duration::from_millis(3_500);

fn assert_away(answer: &Answer, asked: Instant) {
    assert_eq!(answer.status, 503, "{}", answer.text);
    assert!(asked.elapsed() < IN_TIME, "{:?}", asked.elapsed());
    let seconds: u32 = answer.header("retry-after").parse().expect("Retry-After in seconds");
    assert!((1..=60).contains(&seconds));
}

/// Everything that holds while the database is away; the form as it came back.
async fn assert_outage(program: &Program, company: &Company, token: &str) -> Vec<(String, String)> {
    for path in ["/expenses", "/", "/expenses/new"] {
        let asked = Instant::now();
        let answer = company.owner.get(path).await;
        assert_away(&answer, asked);
        assert!(answer.first("h1").unwrap().contains("can't reach its database"), "{}", answer.text);
    }
    let asked = Instant::now();
    let answer = company.owner.post("/expenses", &company.form("Tea & Co. <3", token)).await;
    assert_away(&answer, asked);
    assert_eq!(answer.attribute("form", "action").as_deref(), Some("/expenses"), "{}", answer.text);
    assert_eq!(answer.first("form button").as_deref(), Some("Send it again"));
    let kept: Vec<(String, String)> =
        ["spent_on", "merchant", "amount", "currency", "category_id", "form_token"]
            .map(|name| (name.to_owned(), answer.field(name).unwrap_or_default()))
            .into();
    for (name, value) in company.form("Tea & Co. <3", token) {
        assert!(kept.contains(&(name.to_owned(), value.to_owned())), "{name}: {kept:?}");
    }
    let asked = Instant::now();
    let ready = program.client("localhost").get("/readyz").await;
    assert_eq!((ready.status, ready.json()["parts"]["process"]["status"].as_str()), (503, Some("ok")));
    assert!(asked.elapsed() < IN_TIME);
    for host in ["localhost", "127.0.0.1", "nobody.localhost"] {
        let asked = Instant::now();
        assert_eq!(program.client(host).get("/healthz").await.status, 200);
        assert!(asked.elapsed() < IN_TIME);
    }
    let asked = Instant::now();
    assert_eq!(program.client("localhost").get("/signup").await.status, 200, "needs no database");
    assert!(asked.elapsed() < IN_TIME);
    kept
}

/// It works again, and the form that came back is sent once more.
async fn assert_back(company: &Company, kept: &[(String, String)]) {
    until("it is back", async || company.owner.get("/expenses").await.status == 200).await;
    let form: Vec<(&str, &str)> = kept.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let first = company.owner.post("/expenses", &form).await;
    let second = company.owner.post("/expenses", &form).await;
    assert_eq!((first.status, second.status), (303, 303), "{}", first.text);
    assert_eq!(first.location(), second.location(), "sent twice, recorded once");
    let list = company.owner.get("/expenses").await;
    assert_eq!(list.testid("total-count").as_deref(), Some("1"));
    assert!(list.text.contains("Tea &amp; Co. &lt;3") || list.text.contains("Tea &#38; Co. &#60;3"));
}

#[actix_web::test]
async fn a_frozen_server_is_answered_for_in_time() {
    let home = Home::new("frozen");
    let program = home.serve().await;
    let company = program.company("acme").await;
    let frozen = family(home.postmaster().expect("PostgreSQL runs"));
    frozen.iter().for_each(|pid| signal(*pid, Signal::SIGSTOP));
    let kept = assert_outage(&program, &company, &Uuid::new_v4().to_string()).await;
    frozen.iter().rev().for_each(|pid| signal(*pid, Signal::SIGCONT));
    assert_back(&company, &kept).await;
    until("it is ready", async || program.client("localhost").get("/readyz").await.status == 200).await;
}

/// What is known of an organization outlives half a minute when nobody can be asked: the form comes back all the same.
#[actix_web::test]
async fn a_long_outage_keeps_what_is_typed_too() {
    let home = Home::new("long");
    let program = home.serve().await;
    let company = program.company("acme").await;
    let frozen = family(home.postmaster().expect("PostgreSQL runs"));
    frozen.iter().for_each(|pid| signal(*pid, Signal::SIGSTOP));
    let begun = Instant::now();
    // Longer than an entry of the cache lives.
    until("the cache has forgotten", async || begun.elapsed() > Duration::from_secs(33)).await;
    let kept = assert_outage(&program, &company, &Uuid::new_v4().to_string()).await;
    frozen.iter().rev().for_each(|pid| signal(*pid, Signal::SIGCONT));
    assert_back(&company, &kept).await;
}

/// Frozen in the middle of a request: nobody can tell what became of it, so the page says that, and sending the form
/// again records it once.
#[actix_web::test]
async fn a_request_caught_in_the_middle_is_sent_again_without_harm() {
    let home = Home::new("caught");
    let program = home.serve().await;
    let company = Arc::new(program.company("acme").await);
    let (mut blocker, mut observer) = (home.owner(), home.owner());
    let schema = home.schema(&company.slug);
    run(&mut blocker, &format!("BEGIN; LOCK TABLE {schema}.expenses IN ACCESS EXCLUSIVE MODE"));
    let token = Uuid::new_v4().to_string();
    let (sender, sent) = (Arc::clone(&company), token.clone());
    let caught = actix_web::rt::spawn(async move {
        sender.owner.post("/expenses", &sender.form("Tea & Co. <3", &sent)).await
    });
    let waiting = "SELECT count(*) AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
    until("the request waits", async || number(&mut observer, waiting) == 1).await;
    let frozen = family(home.postmaster().expect("PostgreSQL runs"));
    frozen.iter().for_each(|pid| signal(*pid, Signal::SIGSTOP));
    let answer = caught.await.unwrap();
    assert_eq!(answer.status, 503, "{}", answer.text);
    assert!(answer.first("h1").unwrap().contains("can't tell whether this was saved"), "{}", answer.text);
    assert_eq!(answer.field("form_token"), Some(token.clone()));
    frozen.iter().rev().for_each(|pid| signal(*pid, Signal::SIGCONT));
    run(&mut blocker, "ROLLBACK");
    let kept: Vec<(String, String)> = company
        .form("Tea & Co. <3", &token)
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    assert_back(&company, &kept).await;
}

#[actix_web::test]
async fn a_stopped_server_of_somebody_else_is_waited_for() {
    let foreign = Home::new("foreign");
    let start = || {
        let options = Options { data_dir: foreign.data(), ..Options::default() };
        Embedded::start(&options).expect("PostgreSQL starts")
    };
    let database = start();
    let home = Home::new("guest");
    let program = home
        .serve_with(|command| {
            command.env("DATABASE_URL", database.serving_url());
            command.env("OUTLAY_OWNER_DATABASE_URL", database.owner_url());
        })
        .await;
    let company = program.company("acme").await;
    assert!(!home.data().join("postgres").exists(), "no server of its own");
    database.stop().expect("it stops");
    let kept = assert_outage(&program, &company, &Uuid::new_v4().to_string()).await;
    assert!(!home.data().join("postgres").exists() && foreign.postmaster().is_none());
    let database = start();
    assert_back(&company, &kept).await;
    program.signal(Signal::SIGTERM);
    assert_eq!(program.ended().await.code(), Some(0));
    assert!(foreign.postmaster().is_some(), "what it did not start it does not stop");
    database.stop().expect("it stops");
}

#[actix_web::test]
async fn static_files_are_read_and_nothing_else() {
    let app = TestApp::start().await;
    let base = app.base();
    let path = base.get("/signup").await.attribute("[href^='/static/']", "href").expect("a style sheet");
    let (read, head) = (base.get(&path).await, base.head(&path).await);
    assert_eq!((read.status, head.status, head.text.as_str()), (200, 200, ""), "{path}");
    assert_eq!(read.header("cache-control"), head.header("cache-control"));
    let refused = base.post(&path, &[]).await;
    assert_eq!((refused.status, refused.header("allow")), (405, "GET, HEAD".into()));
    assert!(refused.first("h1").is_some(), "{}", refused.text);
}
