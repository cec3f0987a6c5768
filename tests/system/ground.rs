//! Databases and plain connections for tests, and waiting without sleeping blindly.

use crate::support::server;
use diesel::connection::SimpleConnection;
use diesel::sql_types::{BigInt, Text};
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, sql_query};
use outlay::tenancy::migrate;
use outlay::tenancy::settings::{DatabaseSettings, PoolSettings};
use std::time::{Duration, Instant};

/// Longer than anything takes on a busy machine.
pub const DEADLINE: Duration = Duration::from_secs(60);
/// The pause between two looks.
const TICK: Duration = Duration::from_millis(20);

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

#[derive(QueryableByName)]
struct Word {
    #[diesel(sql_type = Text)]
    t: String,
}

pub fn connect(url: &str) -> PgConnection {
    #[expect(clippy::disallowed_methods, reason = "a test looks at the database past the program")]
    PgConnection::establish(url).unwrap_or_else(|error| panic!("{url}: {error}"))
}

/// A superuser's connection to the database of this test binary.
pub fn owner() -> PgConnection {
    connect(&server::database().owner_url)
}

/// The number in the only column, named `n`, of the first row.
pub fn number(conn: &mut PgConnection, sql: &str) -> i64 {
    sql_query(sql).get_result::<Number>(conn).unwrap_or_else(|error| panic!("{sql}: {error}")).n
}

/// The texts in the only column, named `t`.
pub fn texts(conn: &mut PgConnection, sql: &str) -> Vec<String> {
    let rows = sql_query(sql).load::<Word>(conn).unwrap_or_else(|error| panic!("{sql}: {error}"));
    rows.into_iter().map(|row| row.t).collect()
}

pub fn run(conn: &mut PgConnection, sql: &str) {
    conn.batch_execute(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
}

/// Runs what must not work, in a savepoint; what PostgreSQL says.
pub fn refused(conn: &mut PgConnection, sql: &str) -> String {
    let result = conn.transaction(|conn| conn.batch_execute(sql));
    result.err().unwrap_or_else(|| panic!("this was let through: {sql}")).to_string()
}

/// A new database on the cluster of this test binary, with nothing in it.
pub fn empty_database(name: &str) -> DatabaseSettings {
    let database = format!("{name}_{:08x}", rand::random::<u32>());
    run(&mut owner(), &format!("CREATE DATABASE {database}"));
    let there = |url: &str| url.replacen(":///outlay?", &format!(":///{database}?"), 1);
    let shared = server::database();
    DatabaseSettings {
        serving_url: there(&shared.serving_url),
        owner_url: there(&shared.owner_url),
        tenant_roles: true,
        pools: PoolSettings { lanes: 2, ..PoolSettings::default() },
        ready_schemas: 4,
    }
}

/// The same, migrated.
pub fn own_database(name: &str) -> DatabaseSettings {
    let settings = empty_database(name);
    let report = migrate::migrate(&settings).expect("an empty database migrates");
    assert!(report.failed.is_empty(), "{report:?}");
    settings
}

/// Waits until something holds.
pub async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let begun = Instant::now();
    while !holds().await {
        assert!(begun.elapsed() < DEADLINE, "gave up waiting until {what}");
        tokio::time::sleep(TICK).await;
    }
}
