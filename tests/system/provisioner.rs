//! Ready schemas and the steps of sign-up, each test on a database of its own.

use crate::ground::{connect, number, own_database, run, texts, until};
use crate::program::Home;
use crate::support::TestApp;
use diesel::PgConnection;
use outlay::tenancy::settings::DatabaseSettings;
use outlay::tenancy::{Claim, Organization, Slug, migrate};
use std::collections::BTreeSet;

struct Stocked {
    database: DatabaseSettings,
    app: TestApp,
    owner: PgConnection,
}

impl Stocked {
    /// The program on a database of its own, its stock full.
    async fn start(name: &str) -> Self {
        let database = own_database(name);
        let app = TestApp::start_on(&database, |raw| raw.rate_limit = Some("off".into()));
        let owner = connect(&database.owner_url);
        let mut stocked = Self { database, app, owner };
        stocked.refilled().await;
        stocked
    }

    async fn refilled(&mut self) {
        let (wanted, version) = (self.database.ready_schemas as i64, self.app.tenants.version().to_owned());
        let sql =
            format!("SELECT count(*) AS n FROM shared.ready_schemas WHERE schema_version = '{version}'");
        until("the stock is full", async || number(&mut self.owner, &sql) == wanted).await;
    }

    fn ready(&mut self) -> BTreeSet<String> {
        texts(&mut self.owner, "SELECT schema AS t FROM shared.ready_schemas").into_iter().collect()
    }

    async fn claim(&self, slug: &str, who: &str) -> Claim {
        self.app.tenants.claim(&Slug::parse(slug).unwrap(), who.as_bytes().to_vec()).await.unwrap()
    }

    async fn claimed(&self, slug: &str, who: &str) -> Organization {
        match self.claim(slug, who).await {
            Claim::Claimed(organization) => organization,
            other => panic!("{other:?}"),
        }
    }

    /// Schema and role are there.
    fn exists(&mut self, schema: &str) -> bool {
        number(
            &mut self.owner,
            &format!(
                "SELECT (SELECT count(*) FROM pg_namespace WHERE nspname = '{schema}') \
                      + (SELECT count(*) FROM pg_roles WHERE rolname = '{schema}') AS n"
            ),
        ) > 0
    }
}

#[actix_web::test]
async fn an_expired_claim_is_freed_and_its_schema_dropped() {
    let mut stocked = Stocked::start("expired").await;
    let claimed = stocked.claimed("acme", "olivia").await;
    assert_eq!(stocked.app.client("acme.localhost").get("/").await.status, 404, "not there yet");
    assert!(matches!(stocked.claim("acme", "mallory").await, Claim::Taken));
    run(&mut stocked.owner, "UPDATE shared.organizations SET claim_expires_at = now() - interval '1 second'");
    until("the slug is free", async || matches!(stocked.claim("acme", "mallory").await, Claim::Claimed(_)))
        .await;
    until("the schema is dropped", async || !stocked.exists(claimed.schema.as_str())).await;
    assert!(!stocked.app.tenants.activate(&claimed).await.unwrap(), "too late");
}

#[actix_web::test]
async fn a_second_try_of_the_same_person_replaces_the_first() {
    let mut stocked = Stocked::start("second_try").await;
    let first = stocked.claimed("acme", "olivia").await;
    let second = stocked.claimed("acme", "olivia").await;
    assert_ne!(first.schema, second.schema);
    assert!(!stocked.app.tenants.activate(&first).await.unwrap());
    assert!(stocked.app.tenants.activate(&second).await.unwrap());
    assert!(matches!(stocked.claim("acme", "olivia").await, Claim::Taken), "it is an organization now");
    until("the first one's schema is dropped", async || !stocked.exists(first.schema.as_str())).await;
    stocked.refilled().await;
}

#[actix_web::test]
async fn of_many_that_race_for_a_slug_one_wins() {
    let mut stocked = Stocked::start("race").await;
    let names: Vec<String> = (0..12).map(|number| format!("person {number}")).collect();
    let claims = futures_util::future::join_all(names.iter().map(|name| stocked.claim("acme", name))).await;
    let won = claims.iter().filter(|claim| matches!(claim, Claim::Claimed(_))).count();
    assert_eq!(won, 1, "{claims:?}");
    stocked.refilled().await;
    assert_eq!(number(&mut stocked.owner, "SELECT count(*) AS n FROM shared.organizations"), 1);
}

#[actix_web::test]
async fn a_claim_hands_out_no_schema_that_is_older() {
    let mut stocked = Stocked::start("versions").await;
    let older = stocked.ready();
    run(&mut stocked.owner, "UPDATE shared.ready_schemas SET schema_version = '20000101000000'");
    let claimed = stocked.claimed("acme", "olivia").await;
    assert!(!older.contains(claimed.schema.as_str()));
    assert_eq!(claimed.schema_version, stocked.app.tenants.version());
    stocked.refilled().await;
    let report = migrate::migrate(&stocked.database).unwrap();
    assert_eq!((report.migrated, report.failed.len()), (4, 0), "the older ones: {report:?}");
}

/// "Migrate first, then deploy": until the new program serves, the old one signs up with what the new one left.
#[actix_web::test]
async fn after_a_newer_migration_sign_ups_use_its_schemas_and_none_are_made() {
    const NEWER: &str = "29991231000000";
    let mut stocked = Stocked::start("newer").await;
    run(&mut stocked.owner, &format!("UPDATE shared.ready_schemas SET schema_version = '{NEWER}'"));
    let before = stocked.ready();
    let claimed = stocked.claimed("acme", "olivia").await;
    assert!(before.contains(claimed.schema.as_str()));
    assert_eq!(claimed.schema_version, NEWER);
    assert!(stocked.app.tenants.activate(&claimed).await.unwrap());
    assert_eq!(stocked.app.client("acme.localhost").get("/readyz").await.status, 200);
    // Two stay for the command line.
    stocked.claimed("globex", "olivia").await;
    assert!(matches!(stocked.claim("initech", "olivia").await, Claim::NoneReady), "waits 1.5 s in vain");
    assert!(stocked.ready().is_subset(&before), "none of the old version is made");
    for slug in ["initech", "hooli"] {
        let slug = Slug::parse(slug).unwrap();
        let claim = stocked.app.tenants.claim_at_once(&stocked.database, &slug, vec![1]).await.unwrap();
        assert!(matches!(claim, Claim::Claimed(_)), "{claim:?}");
    }
    let slug = Slug::parse("umbrella").unwrap();
    let refused = stocked.app.tenants.claim_at_once(&stocked.database, &slug, vec![1]).await;
    assert!(refused.is_err_and(|error| error.to_string().contains("newer")), "the command line makes none");
}

/// Roles come before their schemas: where schemas cannot be made, no role stays.
#[actix_web::test]
async fn roles_of_schemas_that_could_not_be_made_go() {
    let home = Home::new("stray");
    let program = home.serve().await;
    let mut owner = home.owner();
    run(&mut owner, "ALTER TABLE shared.ready_schemas ADD CONSTRAINT no_more CHECK (false) NOT VALID");
    run(
        &mut owner,
        "DELETE FROM shared.ready_schemas WHERE created_at = (SELECT min(created_at) FROM shared.ready_schemas)",
    );
    until("a batch has failed", async || program.log().contains("could not work this round")).await;
    let stray = "SELECT count(*) AS n FROM pg_roles WHERE rolname ~ '^org_' \
                 AND NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = rolname)";
    until("its role is gone", async || number(&mut owner, stray) == 0).await;
    run(&mut owner, "ALTER TABLE shared.ready_schemas DROP CONSTRAINT no_more");
    until("it goes on", async || number(&mut owner, "SELECT count(*) AS n FROM shared.ready_schemas") == 4)
        .await;
}

/// One schema that cannot be dropped (somebody granted its role something elsewhere) must not end all sign-ups.
#[actix_web::test]
async fn a_schema_that_cannot_be_dropped_does_not_stop_the_rest() {
    let mut stocked = Stocked::start("stubborn").await;
    let (stuck, gone) = (stocked.claimed("acme", "olivia").await, stocked.claimed("globex", "olivia").await);
    let role = stuck.schema.to_string();
    run(&mut stocked.owner, &format!("GRANT SELECT ON shared.generations TO {role}"));
    run(&mut stocked.owner, "UPDATE shared.organizations SET claim_expires_at = now() - interval '1 second'");
    until("the other is dropped", async || !stocked.exists(gone.schema.as_str())).await;
    stocked.refilled().await;
    stocked.claimed("acme", "olivia").await;
    stocked.refilled().await;
    run(&mut stocked.owner, &format!("REVOKE SELECT ON shared.generations FROM {role}"));
    until("it is dropped after all", async || !stocked.exists(&role)).await;
}

/// The web leaves a floor; the command line uses it, and makes a schema when there is none.
#[actix_web::test]
async fn the_command_line_finds_a_schema_when_the_web_does_not() {
    let database = DatabaseSettings { ready_schemas: 2, ..own_database("floor") };
    let app = TestApp::start_on(&database, |_| {});
    let slug = |text: &str| Slug::parse(text).unwrap();
    assert!(matches!(app.tenants.claim(&slug("acme"), vec![1]).await.unwrap(), Claim::NoneReady));
    for name in ["one", "two", "three", "four"] {
        let claim = app.tenants.claim_at_once(&database, &slug(name), vec![1]).await.unwrap();
        assert!(matches!(claim, Claim::Claimed(_)), "{name}: {claim:?}");
    }
}
