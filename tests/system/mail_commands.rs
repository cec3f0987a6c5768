//! `outlay mail test` and `outlay doctor`.

use crate::commands::outside;
use crate::ground::{connect, empty_database, own_database, run};
use crate::mail::{Post, key_of, letter};
use crate::mail_server::MailServer;
use crate::program::{Home, complaint, json_of};
use crate::sink::Sink;
use chrono::Utc;
use outlay::tenancy::settings::DatabaseSettings;
use serde_json::Value;
use std::path::PathBuf;
use std::process::Command;

#[test]
fn mail_test_sends_one_mail_and_says_what_the_server_said() {
    let (home, sink) = (Home::new("mailtest"), Sink::start());
    let try_it = |to: &str| {
        let mut command = home.command(&["mail", "test", "--to", to]);
        command.env("OUTLAY_SMTP_URL", sink.url()).output().unwrap()
    };
    let output = try_it("ops@acme.test");
    assert!(output.status.success(), "{}", complaint(&output));
    assert!(String::from_utf8_lossy(&output.stdout).contains("250 taken"), "{output:?}");
    assert_eq!(sink.mails()[0].to, "ops@acme.test");
    sink.refuse("550 not here");
    let refused = try_it("ops@acme.test");
    assert_eq!(refused.status.code(), Some(1));
    assert!(complaint(&refused).contains("smtp-550"), "{}", complaint(&refused));
    assert_eq!(try_it("nobody").status.code(), Some(2));
    let unset = home.run(&["mail", "test", "--to", "ops@acme.test"]);
    assert_eq!(unset.status.code(), Some(1));
    assert!(complaint(&unset).contains("OUTLAY_SMTP_URL"));
    assert!(!home.data().exists(), "no database was started for it");
}

#[test]
fn nobody_listening_is_a_failure_that_names_the_place() {
    let home = Home::new("nomail");
    let mut command = home.command(&["mail", "test", "--to", "ops@acme.test"]);
    let output = command.env("OUTLAY_SMTP_URL", "smtp://127.0.0.1:1?tls=off").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(complaint(&output).contains("127.0.0.1:1"), "{}", complaint(&output));
}

/// A certificate for `localhost` that nobody has signed but itself, and its key.
fn certificate(home: &Home) -> [PathBuf; 2] {
    let [certificate, key] = ["certificate.pem", "key.pem"].map(|name| home.data().join(name));
    std::fs::create_dir_all(home.data()).unwrap();
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"])
        .args(["-addext", "subjectAltName=DNS:localhost", "-addext", "basicConstraints=critical,CA:FALSE"])
        .arg("-out")
        .arg(&certificate)
        .arg("-keyout")
        .arg(&key)
        .output()
        .expect("this test needs the openssl command");
    assert!(made.status.success(), "{}", complaint(&made));
    [certificate, key]
}

#[test]
fn mail_goes_through_tls_to_whom_the_certificate_names_and_to_nobody_else() {
    let home = Home::new("tls");
    let [certificate, key] = certificate(&home);
    let server = MailServer::start_with(&home, &[&certificate, &key]);
    let ways = |host: &str| {
        [format!("smtp://{host}:{}", server.port()), format!("smtps://{host}:{}", server.wrapped_port())]
    };
    let try_it = |url: &str, trusted: bool| {
        let mut command = home.command(&["mail", "test", "--to", "ops@acme.test"]);
        command.env("OUTLAY_SMTP_URL", url);
        if trusted {
            command.env("SSL_CERT_FILE", &certificate);
        }
        command.output().unwrap()
    };
    for url in ways("localhost") {
        let output = try_it(&url, true);
        assert!(output.status.success(), "{url}: {}", complaint(&output));
    }
    assert_eq!(server.taken().len(), 2);
    let strangers = ways("localhost").map(|url| (url, false));
    let other_names = ways("127.0.0.1").map(|url| (url, true));
    for (url, trusted) in strangers.into_iter().chain(other_names) {
        assert_eq!(try_it(&url, trusted).status.code(), Some(1), "{url}, trusted: {trusted}");
    }
    assert_eq!(server.taken().len(), 2, "nobody else got one");
}

/// Whoever sits in between can take the offer of STARTTLS away.
#[test]
fn without_starttls_nothing_is_sent_in_the_clear() {
    let (home, sink) = (Home::new("clear"), Sink::start());
    let url = sink.url().replace("?tls=off", "");
    let mut command = home.command(&["mail", "test", "--to", "ops@acme.test"]);
    assert_eq!(command.env("OUTLAY_SMTP_URL", url).output().unwrap().status.code(), Some(1));
    assert!(sink.mails().is_empty());
}

/// The status of each check, and the whole report.
fn examined(home: &Home, database: &DatabaseSettings, more: &[(&str, &str)]) -> (i32, Value) {
    let mut command = outside(home, database, &["doctor", "--json"]);
    let output = command.envs(more.iter().copied()).output().unwrap();
    let report = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"));
    (output.status.code().unwrap(), report)
}

fn status<'a>(report: &'a Value, name: &str) -> &'a str {
    let checks = report["checks"].as_array().unwrap();
    let worst =
        checks.iter().filter(|check| check["name"] == name).map(|check| check["status"].as_str().unwrap());
    worst.max().unwrap_or_else(|| panic!("no check {name}: {report}"))
}

#[actix_web::test]
async fn the_doctor_finds_what_was_given_up_and_names_nobody() {
    let (home, sink, post) = (Home::new("doctor"), Sink::start(), Post::waiting().await);
    let (url, key) = (sink.url(), key_of(&post.app));
    let settings = [("OUTLAY_SMTP_URL", url.as_str()), ("OUTLAY_SECRET_KEY", key.as_str())];
    let (code, well) = examined(&home, &post.database, &settings);
    assert_eq!(code, 0, "{well}");
    for name in ["database", "migrations", "logins", "secret key", "outbox", "dead letters", "mail server"] {
        assert_eq!(status(&well, name), "ok", "{name}: {well}");
    }
    sink.refuse("550 no such user");
    post.put(letter(&post.app, "Your password"), Utc::now()).await;
    let delivered = post.postman(&sink).deliver(post.outbox(), Utc::now()).await.unwrap();
    assert_eq!(delivered.given_up, 1);
    let (code, ill) = examined(&home, &post.database, &settings);
    assert_eq!((code, status(&ill, "dead letters")), (1, "wrong"), "{ill}");
    let dead = &ill["dead_letters"][0];
    assert_eq!(dead["organization"], post.org.slug.as_str());
    assert_eq!((dead["to"].as_str(), dead["code"].as_str()), (Some("m…@acme.test"), Some("smtp-550")));
    assert_eq!(vec![dead["id"].as_str().unwrap().to_owned()], post.column("id"));
    assert!(dead["at"].is_string());
    let words = outside(&home, &post.database, &["doctor"]).envs(settings).output().unwrap();
    let words = String::from_utf8_lossy(&words.stdout).into_owned();
    assert!(words.contains("smtp-550") && !words.contains("mira@"), "{words}");

    sink.accept();
    let retried = outside(&home, &post.database, &["mail", "retry"]).output().unwrap();
    assert!(String::from_utf8_lossy(&retried.stdout).starts_with("1 "), "{retried:?}");
    assert_eq!(post.count("shared.outbox_hints", "true"), 1, "a worker is told");
    assert_eq!(post.postman(&sink).deliver(post.outbox(), Utc::now()).await.unwrap().sent, 1);
    assert_eq!(examined(&home, &post.database, &settings).0, 0);
}

#[actix_web::test]
async fn the_doctor_names_a_lost_key() {
    let (home, post) = (Home::new("lostkey"), Post::waiting().await);
    post.put(letter(&post.app, "Your password"), Utc::now()).await;
    let other = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    let (code, report) = examined(&home, &post.database, &[("OUTLAY_SECRET_KEY", other)]);
    assert_eq!((code, status(&report, "outbox")), (1, "wrong"), "{report}");
}

#[test]
fn the_doctor_finds_what_is_missing_and_changes_nothing() {
    let (home, empty) = (Home::new("empty"), empty_database("doctor"));
    let (code, report) = examined(&home, &empty, &[]);
    assert_eq!((code, status(&report, "migrations")), (1, "wrong"), "{report}");
    assert_eq!(status(&report, "mail server"), "warning");
    assert_eq!(status(&report, "secret key"), "warning");
    assert!(!home.data().join("secret.key").exists());

    let behind = own_database("doctor_behind");
    run(&mut connect(&behind.owner_url), "DELETE FROM shared.__diesel_schema_migrations");
    assert_eq!(status(&examined(&home, &behind, &[]).1, "migrations"), "wrong");

    let own = own_database("doctor_same");
    let same = DatabaseSettings { serving_url: own.owner_url.clone(), ..own };
    assert_eq!(status(&examined(&home, &same, &[]).1, "logins"), "warning");

    let nowhere = DatabaseSettings {
        serving_url: "postgresql:///outlay?host=/nowhere&user=outlay".to_owned(),
        owner_url: "postgresql:///outlay?host=/nowhere&user=outlay".to_owned(),
        ..empty
    };
    let (code, report) = examined(&home, &nowhere, &[("OUTLAY_SMTP_URL", "smtp://127.0.0.1:1?tls=off")]);
    assert_eq!(code, 1);
    for name in ["database", "mail server"] {
        assert_eq!(status(&report, name), "wrong", "{report}");
    }
}

#[test]
fn the_doctor_looks_at_the_embedded_database_alone_too() {
    let home = Home::new("doctored");
    assert!(home.run(&["migrate"]).status.success());
    let report = json_of(&home.run(&["doctor", "--json"]));
    assert_eq!(status(&report, "database"), "ok", "{report}");
    assert_eq!(home.postmaster(), None, "alone it stops what it started");
}

#[actix_web::test]
async fn the_demo_has_a_page_for_its_mail_and_serve_has_none() {
    let home = Home::new("demomail");
    let demo = home.demo().await;
    assert_eq!(demo.client("demo.localhost").get("/dev/mail").await.status, 200);
    assert_eq!(demo.client("localhost").get("/dev/mail").await.status, 200);
    assert!(!demo.log().contains("OUTLAY_SMTP_URL is not set"));
    drop(demo);
    let served = home.serve().await;
    assert_eq!(served.client("demo.localhost").get("/dev/mail").await.status, 404);
    assert!(served.log().contains("OUTLAY_SMTP_URL is not set"), "start-up says where mail stays");
}
