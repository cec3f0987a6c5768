//! The commands as an operator meets them: exit status, one JSON document, faults by name; alone and beside `serve`.

use crate::ground::{connect, empty_database, number, own_database, owner, run, texts, until};
use crate::program::{Home, complaint, json_of};
use crate::support::app::PASSWORD;
use crate::support::server;
use nix::sys::signal::Signal;
use outlay::tenancy::settings::DatabaseSettings;
use std::io::Write;
use std::process::{Command, Output, Stdio};

const CREATE: [&str; 10] = [
    "org",
    "create",
    "--name",
    "Acme Ltd",
    "--owner-name",
    "Olivia Owner",
    "--email",
    "olivia@acme.test",
    "--currency",
    "USD",
];

fn create(home: &Home, slug: &str, more: &[&str]) -> Output {
    home.run(&[&CREATE, &["--slug", slug][..], more].concat())
}

/// `outlay` on an outside database.
pub fn on(home: &Home, database: &DatabaseSettings, words: &[&str]) -> Output {
    outside(home, database, words).output().expect("outlay runs")
}

pub fn outside(home: &Home, database: &DatabaseSettings, words: &[&str]) -> Command {
    let mut command = home.command(words);
    command.env("DATABASE_URL", &database.serving_url);
    command.env("OUTLAY_OWNER_DATABASE_URL", &database.owner_url);
    command
}

#[test]
fn every_fault_of_the_settings_is_named_at_once() {
    let home = Home::new("faults");
    let faults = [
        ("OUTLAY_LISTEN", "here"),
        ("OUTLAY_BASE_DOMAIN", "http://x"),
        ("OUTLAY_PUBLIC_URL", "ftp://x"),
        ("OUTLAY_SECRET_KEY", "short-secret"),
        ("OUTLAY_SIGNUP", "maybe"),
        ("OUTLAY_TRUSTED_PROXIES", "10.0.0.0/99"),
        ("OUTLAY_RATE_LIMIT", "perhaps"),
        ("OUTLAY_TENANT_ROLES", "some"),
        ("OUTLAY_STATEMENT_CACHE", "yes"),
        ("OUTLAY_POOLS", "0"),
        ("OUTLAY_POOL_CONNECTIONS", "many"),
        ("OUTLAY_SPARE_CONNECTIONS", "few"),
        ("OUTLAY_READY_SCHEMAS", "-1"),
        ("DATABASE_URL", "mysql://login:hush@host/db"),
    ];
    for words in [&["serve"][..], &["migrate"], &["org", "list"], &["demo"]] {
        let output = home.command(words).envs(faults).output().unwrap();
        let said = complaint(&output);
        assert_eq!(output.status.code(), Some(2), "{said}");
        for (name, _) in faults {
            assert!(said.contains(&format!("{name}: ")), "{name} is missing: {said}");
        }
        assert!(!said.contains("hush") && !said.contains("short-secret"), "secrets are not repeated: {said}");
    }
    assert!(!home.data().exists(), "nothing was begun");
}

#[test]
fn wrong_usage_is_told_from_failure() {
    let home = Home::new("usage");
    let wrong: [&[&str]; 9] = [
        &[],
        &["fly"],
        &["serve", "--fast"],
        &["org"],
        &["org", "show"],
        &["org", "show", "No Such!"],
        &["org", "create", "--slug", "acme"],
        &[&CREATE[..], &["--slug", "acme"]].concat(),
        &[&CREATE[..], &["--slug", "acme", "--password", PASSWORD, "--password-file", "-"]].concat(),
    ];
    for words in wrong {
        let output = home.run(words);
        assert_eq!(output.status.code(), Some(2), "{words:?}: {}", complaint(&output));
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{words:?}");
    }
    let output =
        create(&home, "www", &["--password", "short", "--timezone", "Mars/Olympus", "--locale", "??"]);
    assert_eq!(output.status.code(), Some(2));
    for argument in ["--slug: ", "--password: ", "--timezone: ", "--locale: "] {
        assert!(complaint(&output).contains(argument), "{}", complaint(&output));
    }
    assert!(!home.data().exists(), "nothing was begun");
    for words in [&["--help"][..], &["--version"], &["serve", "--help"], &["org", "create", "--help"]] {
        assert!(home.run(words).status.success(), "{words:?}");
    }
}

#[test]
fn the_demo_keeps_to_the_loopback_address() {
    let home = Home::new("demo");
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:8080"] {
        let output = home.command(&["demo"]).env("OUTLAY_LISTEN", address).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(complaint(&output).contains("OUTLAY_LISTEN"), "{}", complaint(&output));
    }
    assert!(!home.data().exists(), "nothing was begun");
}

#[test]
fn an_address_in_use_is_a_failure_that_says_so() {
    let home = Home::new("in-use");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = home.command(&["serve"]).env("OUTLAY_LISTEN", &address).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(complaint(&output).contains(&address) && complaint(&output).contains("OUTLAY_LISTEN"));
    assert!(!home.data().exists(), "nothing was begun");
}

#[test]
fn an_unreachable_database_is_a_failure() {
    let home = Home::new("unreachable");
    let nowhere = DatabaseSettings {
        serving_url: "postgresql:///outlay?host=/nowhere&user=outlay".to_owned(),
        owner_url: "postgresql:///outlay?host=/nowhere&user=outlay".to_owned(),
        ..empty_database("unused")
    };
    for words in [&["migrate"][..], &["org", "list"], &["serve"]] {
        let output = on(&home, &nowhere, words);
        assert_eq!(output.status.code(), Some(1), "{}", complaint(&output));
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn migrate_sets_an_empty_database_up_and_then_has_nothing_to_do() {
    let (home, database) = (Home::new("migrate"), empty_database("migrate"));
    let first = json_of(&on(&home, &database, &["migrate", "--json"]));
    assert!(!first["shared"].as_array().unwrap().is_empty(), "{first}");
    let second = json_of(&on(&home, &database, &["migrate", "--json"]));
    assert_eq!(second["version"], first["version"]);
    for nothing in ["shared", "failed"] {
        assert_eq!(second[nothing], serde_json::json!([]));
    }
    assert_eq!((&second["migrated"], &second["current"]), (&0.into(), &0.into()));
    let words = on(&home, &database, &["migrate"]);
    assert!(words.status.success());
    assert!(String::from_utf8_lossy(&words.stdout).contains("0 migrated"), "{words:?}");
    assert!(!home.data().join("postgres").exists(), "no server of its own");
}

/// An older program's database is never migrated in passing.
#[test]
fn only_migrate_migrates_an_outside_database() {
    let (home, database) = (Home::new("behind"), own_database("behind_shared"));
    run(&mut connect(&database.owner_url), "DELETE FROM shared.__diesel_schema_migrations");
    for words in [&["serve"][..], &["org", "list"]] {
        let output = on(&home, &database, words);
        assert_eq!(output.status.code(), Some(1));
        assert!(complaint(&output).contains("outlay migrate"), "{}", complaint(&output));
    }
}

#[actix_web::test]
async fn two_commands_on_an_empty_database_at_once_both_succeed() {
    let (home, database) = (Home::new("at-once"), empty_database("at_once"));
    for round in 0..3 {
        let database = if round == 0 { database.clone() } else { empty_database("at_once") };
        let children: Vec<_> = ["acme", "globex", "initech"]
            .map(|slug| [&CREATE[..], &["--slug", slug, "--password", PASSWORD, "--json"]].concat())
            .iter()
            .map(|words| {
                let mut command = outside(&home, &database, words);
                command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
            })
            .collect();
        for child in children {
            json_of(&child.wait_with_output().unwrap());
        }
        let listed = json_of(&on(&home, &database, &["org", "list", "--json"]));
        assert_eq!(listed.as_array().unwrap().len(), 3);
    }
}

#[actix_web::test]
async fn organizations_are_made_and_listed_alone_and_beside_a_running_serve() {
    let home = Home::new("orgs");
    let acme = json_of(&create(&home, "acme", &["--password", PASSWORD, "--json"]));
    assert_eq!(acme["slug"], "acme");
    assert!(acme["url"].as_str().unwrap().starts_with("http://acme.localhost:"));
    assert_eq!(acme.as_object().unwrap().len(), 3, "{acme}");
    assert_eq!(home.postmaster(), None, "alone it stops what it started");

    let program = home.serve().await;
    let postmaster = home.postmaster();
    let mut command =
        home.command(&[&CREATE[..], &["--slug", "globex", "--password-file", "-", "--json"]].concat());
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(format!("{PASSWORD}\nnot this\n").as_bytes()).unwrap();
    json_of(&child.wait_with_output().unwrap());
    let taken = create(&home, "globex", &["--password", PASSWORD, "--json"]);
    assert_eq!(taken.status.code(), Some(1), "{}", complaint(&taken));
    assert!(taken.stdout.is_empty() && complaint(&taken).contains("globex"), "{}", complaint(&taken));

    let globex = program.client("globex.localhost");
    let sign_in = [("email", "olivia@acme.test"), ("password", PASSWORD)];
    let answer = globex.post("/login", &sign_in).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    assert_eq!(globex.get("/expenses").await.status, 200);

    let listed = home.json(&["org", "list", "--json"]);
    let listed = listed.as_array().unwrap();
    assert_eq!(
        listed.iter().map(|org| org["slug"].as_str().unwrap()).collect::<Vec<_>>(),
        ["acme", "globex"]
    );
    for org in listed {
        assert_eq!(org.as_object().unwrap().len(), 7, "{org}");
        assert!(org["schema"].as_str().unwrap().starts_with("org_"));
        assert_eq!(
            (&org["status"], &org["members"], &org["expenses"]),
            (&"active".into(), &1.into(), &0.into())
        );
        assert!(org["schema_version"].as_str().unwrap().len() == 14 && org["bytes"].as_i64().unwrap() > 0);
    }
    assert_eq!(home.json(&["org", "show", "acme", "--json"]), listed[0]);
    assert_eq!(home.run(&["org", "show", "initech"]).status.code(), Some(1));
    assert_eq!(home.run(&["org", "suspend", "initech"]).status.code(), Some(1));
    assert!(String::from_utf8(home.run(&["org", "list"]).stdout).unwrap().contains("globex"));
    assert_eq!(home.postmaster(), postmaster, "beside a running serve it leaves the server alone");
    program.signal(Signal::SIGTERM);
    assert_eq!(program.ended().await.code(), Some(0));
    assert_eq!(home.json(&["org", "list", "--json"]).as_array().unwrap().len(), 2);
    assert_eq!(home.postmaster(), None);
}

#[actix_web::test]
async fn a_suspension_shows_at_the_next_request() {
    let home = Home::new("suspend");
    let program = home.serve().await;
    let company = program.company("acme").await;
    let mut owner = home.owner();
    let schema = home.schema(&company.slug);
    assert_eq!(company.owner.get("/expenses").await.status, 200);
    // An owner may still enter; everybody else is cut off.
    run(&mut owner, &format!("UPDATE {schema}.members SET role = 'member'"));
    assert!(home.run(&["org", "suspend", &company.slug]).status.success());
    let answer = company.owner.get("/expenses").await;
    assert_eq!(answer.status, 503, "{}", answer.text);
    assert!(answer.first("h1").unwrap().contains("suspended"), "{}", answer.text);
    assert!(!answer.header("retry-after").is_empty());
    let stranger = program.client(&company.owner.host);
    until("strangers are told as well", async || stranger.get("/expenses").await.status == 503).await;
    assert_eq!(home.json(&["org", "show", &company.slug, "--json"])["status"], "suspended");
    assert!(home.run(&["org", "suspend", &company.slug]).status.success(), "twice is fine");
    assert!(home.run(&["org", "resume", &company.slug]).status.success());
    assert_eq!(company.owner.get("/expenses").await.status, 200);
    until("strangers may sign in again", async || stranger.get("/expenses").await.status == 303).await;
    assert_eq!(
        number(
            &mut owner,
            &format!("SELECT count(*) AS n FROM {schema}.organization WHERE state = 'active'")
        ),
        1
    );
}

/// A managed server: the owner login is no superuser, so not every revoke takes. It is told, and all else works.
#[actix_web::test]
async fn an_owner_that_is_no_superuser_gets_along() {
    let tag = format!("{:08x}", rand::random::<u32>());
    let (login, name) = (format!("manager_{tag}"), format!("managed_{tag}"));
    let mut superuser = owner();
    run(&mut superuser, &format!("CREATE ROLE {login} LOGIN CREATEROLE"));
    run(&mut superuser, &format!("CREATE DATABASE {name} OWNER {login}"));
    let there = |url: &str| url.replacen(":///outlay?", &format!(":///{name}?"), 1);
    let shared = server::database().clone();
    let database = DatabaseSettings {
        serving_url: there(&shared.serving_url),
        owner_url: there(&shared.owner_url).replace("user=outlay", &format!("user={login}")),
        ..shared
    };
    assert!(database.owner_url.contains(&login), "{}", database.owner_url);
    let home = Home::new("managed");
    for slug in ["acme", "globex"] {
        let output = on(&home, &database, &["migrate", "--json"]);
        let said = complaint(&output);
        assert!(said.contains("warning: everybody") && said.contains("set_config"), "{said}");
        let report = json_of(&output);
        assert!(report["still_public"].to_string().contains("plpgsql"), "{report}");
        assert!(!report["still_public"].to_string().contains("schema public"), "its own to revoke: {report}");
        let output = on(&home, &database, &[&CREATE, &["--slug", slug, "--password", PASSWORD][..]].concat());
        assert!(output.status.success(), "{}", complaint(&output));
    }
    // One that cannot be read does not hide the others.
    let mut owner = connect(&database.owner_url);
    let schema =
        texts(&mut owner, "SELECT schema AS t FROM shared.organizations WHERE slug = 'acme'").remove(0);
    run(&mut owner, &format!("ALTER TABLE {schema}.expenses RENAME TO elsewhere"));
    // A word that was reserved later.
    run(&mut owner, "UPDATE shared.organizations SET slug = 'admin' WHERE slug = 'globex'");
    let listed = json_of(&on(&home, &database, &["org", "list", "--json"]));
    assert!(listed[0]["members"].is_null() && listed[0]["expenses"].is_null(), "{listed}");
    assert_eq!((&listed[1]["slug"], &listed[1]["members"]), (&"admin".into(), &1.into()), "{listed}");
    assert_eq!(json_of(&on(&home, &database, &["org", "show", "admin", "--json"])), listed[1]);
}
