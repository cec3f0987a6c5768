//! What people do in several of these tests, and what tests look up behind the pages.

use crate::support::app::PASSWORD;
use crate::support::{Answer, Client, Organization, TestApp, server};
use chrono::Utc;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use outlay::identity::members;
use outlay::settings::RawSettings;
use outlay::tenancy::organization::State;
use outlay::tenancy::settings::{DatabaseSettings, PoolSettings};
use outlay::tenancy::{Claim, Slug};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// A form being filled in.
#[derive(Clone, Debug)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// These fields.
    pub fn of(fields: &[(&str, &str)]) -> Self {
        Self(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    /// Sign-up as a careful person fills it in.
    pub fn sign_up(slug: &str) -> Self {
        Self::of(&[
            ("organization", "Acme Works"),
            ("slug", slug),
            ("name", "Olivia Owner"),
            ("email", &format!("owner@{slug}.test")),
            ("password", PASSWORD),
            ("currency", "EUR"),
            ("timezone", "Europe/Vienna"),
            ("locale", "en"),
        ])
    }

    /// An expense as a careful person fills it in.
    pub async fn expense(org: &Organization) -> Self {
        let (meals, today) = (org.category("Meals").await, Utc::now().date_naive().to_string());
        Self::of(&[
            ("spent_on", &today),
            ("merchant", "Café Central"),
            ("amount", "12.50"),
            ("currency", "EUR"),
            ("rate", ""),
            ("category_id", &meals),
            ("note", "Breakfast with the client"),
        ])
    }

    /// The same with one field as given.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.0.retain(|(other, _)| other != name);
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same without one field.
    pub fn without(mut self, name: &str) -> Self {
        self.0.retain(|(other, _)| other != name);
        self
    }

    /// What a field holds.
    pub fn value(&self, name: &str) -> &str {
        self.0.iter().find(|(other, _)| other == name).map_or("", |(_, value)| value)
    }

    /// As the client posts them.
    pub fn pairs(&self) -> Vec<(&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }
}

/// Text with ordinary spaces.
pub fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

impl Answer {
    /// The text of the element with this `data-testid`, with ordinary spaces.
    pub fn shown(&self, id: &str) -> String {
        plain(&self.testid(id).unwrap_or_default())
    }

    /// All texts a selector finds, with ordinary spaces.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector).iter().map(|text| plain(text)).collect()
    }

    /// All values of an attribute of what a selector finds.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let selector = scraper::Selector::parse(selector).expect("a selector");
        let document = self.document();
        let found = document.select(&selector).filter_map(|element| element.value().attr(name));
        found.map(str::to_owned).collect()
    }

    /// The hidden fields of the form with this action.
    pub fn hidden(&self, action: &str) -> Fields {
        let selector = format!("form[action='{action}'] input[type=hidden]");
        let names = self.attributes(&selector, "name");
        Fields(names.into_iter().zip(self.attributes(&selector, "value")).collect())
    }

    /// Whether it leads to the sign-in page.
    pub fn asks_to_sign_in(&self) -> bool {
        self.status == 303 && self.location().starts_with("/login")
    }

    /// Whether anything in it shows how the program is made.
    pub fn leaks(&self) -> Option<&'static str> {
        let inside =
            ["diesel", "panicked", "org_", "SELECT ", "src/", ".rs:", "postgres", "relation", "os error"];
        inside.into_iter().find(|word| self.text.contains(*word))
    }
}

/// Another program with settings of its own on the same database, small: the shared one keeps the ready schemas.
pub async fn another_app(change: impl FnOnce(&mut RawSettings)) -> TestApp {
    TestApp::start().await;
    let pools = PoolSettings { lanes: 1, ..PoolSettings::default() };
    let database = DatabaseSettings { pools, ready_schemas: 0, ..server::database().clone() };
    TestApp::start_on(&database, change)
}

/// A sign-up that crashed after its first step.
pub async fn leave_unfinished(app: &TestApp, slug: &str, email: &str) {
    let claimed_by = app.keyring.code("sign-up claim", email.as_bytes()).to_vec();
    let claim = app.tenants.claim(&Slug::parse(slug).unwrap(), claimed_by).await.unwrap();
    assert!(matches!(claim, Claim::Claimed(_)), "{claim:?}");
}

/// Somebody signs in and goes on to `next`.
pub async fn sign_in(client: &Client, email: &str, next: &str) -> Answer {
    client.post("/login", &[("email", email), ("password", PASSWORD), ("next", next)]).await
}

impl Organization {
    /// The owner's address.
    pub fn owner_email(&self) -> String {
        format!("owner@{}.test", self.slug)
    }

    /// The same with its owner's address verified, as most are.
    pub fn verified(self) -> Self {
        self.sql("UPDATE members SET verified_at = now()");
        self
    }

    /// The acts of the trail, oldest first.
    pub fn acts(&self) -> Vec<String> {
        let acts = self.ask("SELECT coalesce(string_agg(act, ',' ORDER BY at, id), '') FROM events");
        acts.split(',').map(str::to_owned).collect()
    }

    /// The path and query of the link in the latest letter to an address. Some are written after the answer.
    pub async fn link_to(&self, email: &str) -> String {
        until("a letter", async || self.has_letter_to(email).await).await;
        let letters = self.letters().await;
        let found = letters.into_iter().rev().find(|letter| letter.to.as_str() == email);
        let url = found.and_then(|letter| letter.button).expect("a letter with a link").url;
        let path = url.strip_prefix(&self.owner.origin());
        path.unwrap_or_else(|| panic!("{url} leads elsewhere")).to_owned()
    }

    /// Whether anybody wrote to an address.
    pub async fn has_letter_to(&self, email: &str) -> bool {
        self.letters().await.iter().any(|letter| letter.to.as_str() == email)
    }

    /// How many letters have these words in their subject.
    pub async fn letters_about(&self, words: &str) -> usize {
        self.letters().await.iter().filter(|letter| letter.subject.contains(words)).count()
    }

    /// The operator suspends the organization, or takes it up again.
    pub async fn set_suspended(&self, suspended: bool) {
        self.run(move |conn| members::set_suspended(conn, suspended, Utc::now())).await;
        let state = if suspended { State::Suspended } else { State::Active };
        let changed = self.app.tenants.set_state(self.org.organization().id, state).await;
        changed.expect("the registry takes the state");
    }

    /// Runs one statement on its tables as their owner, past every rule of the program.
    pub fn sql(&self, statement: &str) {
        let mut owner = owner();
        let path = format!("SET search_path TO {}", self.schema());
        owner.batch_execute(&path).and_then(|()| owner.batch_execute(statement)).expect("the statement runs");
    }

    /// A text that one statement answers.
    pub fn ask(&self, query: &str) -> String {
        let mut owner = owner();
        owner.batch_execute(&format!("SET search_path TO {}", self.schema())).expect("a path");
        diesel::sql_query(format!("SELECT ({query})::text AS t"))
            .get_result::<Words>(&mut owner)
            .expect("the query answers")
            .t
    }

    /// Everything in its tables: one hash a table.
    pub fn contents(&self) -> BTreeMap<String, String> {
        let schema = self.schema();
        let mut owner = owner();
        let tables: Vec<Words> = diesel::sql_query(
            "SELECT table_name::text AS t FROM information_schema.tables WHERE table_schema = $1",
        )
        .bind::<Text, _>(&schema)
        .load(&mut owner)
        .expect("its tables");
        assert!(tables.len() > 5, "{schema} has only {} tables", tables.len());
        let hash = |table: &str| {
            format!(
                "SELECT coalesce(md5(string_agg(r::text, ',' ORDER BY r::text)), '') AS t FROM {schema}.{table} r"
            )
        };
        let hashes = tables.into_iter().map(|table| {
            let found = diesel::sql_query(hash(&table.t)).get_result::<Words>(&mut owner);
            (table.t, found.expect("a hash").t)
        });
        hashes.collect()
    }
}

#[derive(QueryableByName)]
struct Words {
    #[diesel(sql_type = Text)]
    t: String,
}

/// A connection as the owner of all tables.
#[allow(clippy::disallowed_methods, reason = "tests look behind the pages, past the program's own way")]
pub fn owner() -> PgConnection {
    PgConnection::establish(&server::database().owner_url).expect("the owner connects")
}

/// How many others wait for what this connection holds.
pub fn count_waiting_for(conn: &mut PgConnection) -> usize {
    let waiting = "SELECT count(*)::text AS t FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))";
    let counted = diesel::sql_query(waiting).get_result::<Words>(conn).expect("a count");
    counted.t.parse().expect("a number")
}

/// Sends bytes as they are and reads all that comes back.
pub fn raw(app: &TestApp, request: &str) -> String {
    let mut stream = TcpStream::connect(app.address).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout");
    stream.write_all(request.as_bytes()).expect("the request is sent");
    let mut answer = Vec::new();
    // Whoever refuses a request may reset the connection behind the answer.
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

/// The status of a raw answer.
pub fn raw_status(app: &TestApp, request: &str) -> u16 {
    let answer = raw(app, request);
    answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_else(|| panic!("{answer:?}"))
}

/// The operator's book says that an organization has another version.
pub fn set_registry_version(slug: &str, version: &str) {
    diesel::sql_query("UPDATE shared.organizations SET schema_version = $2 WHERE slug = $1")
        .bind::<Text, _>(slug)
        .bind::<Text, _>(version)
        .execute(&mut owner())
        .expect("the registry");
}

/// Looks again until it is so: for what the program does after its answer.
pub async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    for _ in 0..500 {
        if is_so().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{what} never came");
}
