//! `outlay migrate` over many organizations at an older version, one of which fails.

use crate::ground::{connect, number, own_database, run, texts, until};
use crate::program::{Home, complaint, json_of};
use crate::support::TestApp;
use diesel::PgConnection;
use outlay::tenancy::settings::DatabaseSettings;
use outlay::tenancy::{Claim, Slug, Tenants};
use std::fs;
use std::path::Path;
use std::process::Output;
use std::time::{Duration, Instant};

const ORGANIZATIONS: usize = 30;

fn migrate(home: &Home, database: &DatabaseSettings) -> Output {
    let mut command = home.command(&["migrate", "--json"]);
    command.env("DATABASE_URL", &database.serving_url);
    command.env("OUTLAY_OWNER_DATABASE_URL", &database.owner_url);
    command.output().expect("outlay runs")
}

async fn make(tenants: &Tenants, database: &DatabaseSettings, slug: &str) {
    let slug = Slug::parse(slug).unwrap();
    let Claim::Claimed(organization) = tenants.claim_at_once(database, &slug, vec![1]).await.unwrap() else {
        panic!("{slug} is claimed");
    };
    assert!(tenants.activate(&organization).await.unwrap());
}

/// Takes the newest tenant migration back in every schema, as an older program would have left them.
fn make_older(owner: &mut PgConnection) -> usize {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/tenant");
    let mut names: Vec<String> = fs::read_dir(&root)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    let version = |name: &str| name.split('_').next().unwrap().replace('-', "");
    let (newest, before) = (names.pop().unwrap(), names.pop().unwrap());
    let down = fs::read_to_string(root.join(&newest).join("down.sql")).unwrap();
    let schemas = texts(
        owner,
        "SELECT schema AS t FROM shared.organizations UNION ALL SELECT schema FROM shared.ready_schemas",
    );
    for schema in &schemas {
        let book = format!("DELETE FROM __diesel_schema_migrations WHERE version = '{}'", version(&newest));
        run(owner, &format!("BEGIN; SET LOCAL search_path TO {schema}; {down} {book}; COMMIT"));
    }
    for table in ["organizations", "ready_schemas"] {
        run(owner, &format!("UPDATE shared.{table} SET schema_version = '{}'", version(&before)));
    }
    schemas.len()
}

#[actix_web::test]
async fn migrate_goes_past_a_schema_that_fails_and_on_when_it_is_mended() {
    let (home, database) = (Home::new("fleet"), own_database("fleet"));
    let mut owner = connect(&database.owner_url);
    let tenants = Tenants::new(&database).unwrap();
    for number in 0..ORGANIZATIONS {
        make(&tenants, &database, &format!("org-{number}")).await;
    }
    let count = make_older(&mut owner);
    assert_eq!(count, ORGANIZATIONS);
    let broken =
        texts(&mut owner, "SELECT schema AS t FROM shared.organizations WHERE slug = 'org-7'").remove(0);
    run(&mut owner, &format!("CREATE TABLE {broken}.invitations (of_somebody_else integer)"));

    let output = migrate(&home, &database);
    assert_eq!(output.status.code(), Some(1), "{}", complaint(&output));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("the report all the same");
    assert_eq!(report["migrated"], count - 1);
    let failed = report["failed"].as_array().unwrap();
    assert_eq!((failed.len(), &failed[0]["slug"]), (1, &"org-7".into()), "{report}");
    assert_eq!(failed[0]["schema"].as_str(), Some(broken.as_str()));
    assert!(failed[0]["error"].as_str().unwrap().contains("already exists"), "{report}");
    let mut list = home.command(&["org", "list", "--json"]);
    list.env("DATABASE_URL", &database.serving_url).env("OUTLAY_OWNER_DATABASE_URL", &database.owner_url);
    let listed = json_of(&list.output().unwrap());
    let version = report["version"].clone();
    for org in listed.as_array().unwrap() {
        let is_behind = org["slug"] == "org-7";
        assert_eq!(org["schema_version"] != version, is_behind, "{org}");
        assert_eq!(org["members"].is_null(), is_behind, "{org}");
    }

    run(&mut owner, &format!("DROP TABLE {broken}.invitations"));
    let report = json_of(&migrate(&home, &database));
    assert_eq!((&report["migrated"], &report["failed"]), (&1.into(), &serde_json::json!([])));
    let began = Instant::now();
    let report = json_of(&migrate(&home, &database));
    let took = began.elapsed();
    println!("nothing to do over {count} organizations: {took:?}");
    assert_eq!((&report["migrated"], &report["current"]), (&0.into(), &count.into()));
    assert!(took < Duration::from_secs(3), "under 1 s on a quiet machine: {took:?}");
}

/// Two deployments that overlap: the second waits for each schema the first has in hand, and finds it done.
#[actix_web::test]
async fn two_migrations_at_once_share_the_work() {
    let (home, database) = (Home::new("overlap"), own_database("overlap"));
    let mut owner = connect(&database.owner_url);
    let tenants = Tenants::new(&database).unwrap();
    for number in 0..8 {
        make(&tenants, &database, &format!("org-{number}")).await;
    }
    for _ in 0..3 {
        let count = make_older(&mut owner);
        let reports = std::thread::scope(|scope| {
            let running: Vec<_> = (0..3).map(|_| scope.spawn(|| migrate(&home, &database))).collect();
            running.into_iter().map(|one| json_of(&one.join().unwrap())).collect::<Vec<_>>()
        });
        let behind = "SELECT count(*) AS n FROM shared.organizations WHERE schema_version < ";
        let version = tenants.version();
        assert_eq!(number(&mut owner, &format!("{behind} '{version}'")), 0, "of {count}: {reports:?}");
    }
}

#[actix_web::test]
async fn an_organization_behind_the_program_is_being_updated_and_then_back() {
    let (home, database) = (Home::new("updated"), own_database("updated"));
    let mut owner = connect(&database.owner_url);
    let app = TestApp::start_on(&database, |raw| raw.rate_limit = Some("off".into()));
    until("there is a stock", async || {
        number(&mut owner, "SELECT count(*) AS n FROM shared.ready_schemas") == 4
    })
    .await;
    let acme = app.organization("acme").await;
    assert_eq!(acme.owner.get("/expenses").await.status, 200);
    make_older(&mut owner);
    run(&mut owner, "UPDATE shared.generations SET value = value + 1");
    let mut answer = acme.owner.get("/expenses").await;
    until("the program has seen it", async || {
        answer = acme.owner.get("/expenses").await;
        answer.status == 503
    })
    .await;
    assert!(answer.first("h1").unwrap().contains("being updated"), "{}", answer.text);
    assert!(!answer.header("retry-after").is_empty());
    let ready = app.base().get("/readyz").await;
    assert_eq!((ready.status, ready.json()["parts"]["organizations"]["behind"].as_i64()), (200, Some(1)));
    assert!(migrate(&home, &database).status.success());
    let began = Instant::now();
    until("it is back", async || acme.owner.get("/expenses").await.status == 200).await;
    assert!(
        began.elapsed() < Duration::from_secs(10),
        "not only when the cache forgets: {:?}",
        began.elapsed()
    );
    acme.spend("12.50", "Coffee beans").await;
}
