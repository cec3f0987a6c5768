//! Migrations: the shared set, then the tenant set over every organization's schema and every ready one.

use super::privileges;
use super::registry;
use super::schema_name::SchemaName;
use super::settings::DatabaseSettings;
use super::unit::SharedConn;
use crate::error::{AppError, Cause};
use diesel::connection::SimpleConnection;
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use std::sync::Mutex;

const SHARED: EmbeddedMigrations = embed_migrations!("migrations/shared");
const TENANT: EmbeddedMigrations = embed_migrations!("migrations/tenant");

/// Connections that migrate schemas at the same time: more brings nothing on one server (measured).
const JOBS: usize = 3;
/// The advisory lock on making the ground: "outlay" in ASCII.
const GROUND_LOCK: i64 = 0x6f75_746c_6179;

/// What `outlay migrate` did.
#[derive(Debug, Default, serde::Serialize)]
pub struct Report {
    /// Migrations of the shared set that ran.
    pub shared: Vec<String>,
    /// The tenant version every schema should have now.
    pub version: String,
    /// Schemas brought to that version.
    pub migrated: usize,
    /// Schemas that had it already.
    pub current: usize,
    /// Schemas that failed and stay as they were, with the cause.
    pub failed: Vec<Failure>,
    /// Privileges that everybody still has although Outlay revokes them.
    pub still_public: Vec<String>,
}

/// One schema that could not be migrated.
#[derive(Debug, serde::Serialize)]
pub struct Failure {
    /// The schema.
    pub schema: String,
    /// The organization's slug; none for a ready schema.
    pub slug: Option<String>,
    /// What PostgreSQL said.
    pub error: String,
}

/// The version a schema has after the tenant set, e.g. `20261121000006`.
///
/// # Errors
/// When the embedded set cannot be read, which a build would have shown.
pub fn tenant_version() -> Result<String, AppError> {
    let migrations =
        diesel::migration::MigrationSource::<Pg>::migrations(&TENANT).map_err(AppError::Internal)?;
    let versions = migrations.iter().map(|migration| migration.name().version().to_string());
    versions.max().ok_or_else(|| AppError::internal("the tenant set is empty"))
}

#[derive(QueryableByName)]
struct Target {
    #[diesel(sql_type = Text)]
    schema: String,
    #[diesel(sql_type = diesel::sql_types::Nullable<Text>)]
    slug: Option<String>,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    count: i64,
}

/// Brings the ground, the shared set, the privileges and all schemas to this program's version. Continues past a
/// schema that fails; running it again goes on where it stopped.
///
/// # Errors
/// When the server cannot be reached or the shared part fails; failures of single schemas stand in the report.
pub fn migrate(settings: &DatabaseSettings) -> Result<Report, AppError> {
    let mut owner = super::pool::connect(&settings.owner_url).map_err(AppError::unavailable)?;
    let shared = migrate_shared(&mut owner, settings)?;
    let version = tenant_version()?;
    let targets = pending(&mut owner, &version)?;
    let total = diesel::sql_query(
        "SELECT (SELECT count(*) FROM shared.organizations) + (SELECT count(*) FROM shared.ready_schemas) AS count",
    )
    .get_result::<Count>(&mut owner)?;
    let current = usize::try_from(total.count).unwrap_or(0).saturating_sub(targets.len());
    let (migrated, failed) = migrate_schemas(settings, &mut owner, targets, &version)?;
    if migrated > 0 {
        // A running program holds the version it has seen for half a minute, and answers 503 as long.
        registry::touch(&mut SharedConn { pg: &mut owner })?;
    }
    let still_public = privileges::weaknesses(&mut owner)?;
    Ok(Report { shared, version, migrated, current, failed, still_public })
}

/// Whether the registry's tables are there, and whether the shared set is complete.
///
/// # Errors
/// When the server cannot be reached.
pub(super) fn shared_state(conn: &mut PgConnection) -> Result<SharedState, AppError> {
    let sql = "SELECT count(*) AS count FROM pg_namespace WHERE nspname = 'shared'";
    if diesel::sql_query(sql).get_result::<Count>(conn)?.count == 0 {
        return Ok(SharedState::Empty);
    }
    let pending = conn.transaction(|conn| {
        conn.batch_execute("SET LOCAL search_path TO shared")?;
        Ok::<_, diesel::result::Error>(conn.has_pending_migration(SHARED))
    })?;
    Ok(if pending.map_err(AppError::Internal)? { SharedState::Behind } else { SharedState::Current })
}

/// How far a database is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SharedState {
    /// Nothing of Outlay in it.
    Empty,
    /// An older program's.
    Behind,
    /// This program's.
    Current,
}

/// In one transaction and one after the other: two programs that meet on an empty database (a command beside the first
/// start of `serve`) would make the same things. There is no row to lock yet, so it is an advisory lock, but one that
/// ends with the transaction.
fn migrate_shared(owner: &mut PgConnection, settings: &DatabaseSettings) -> Result<Vec<String>, AppError> {
    let serving = serving_login(settings)?;
    owner.transaction(|conn| {
        conn.batch_execute("SET LOCAL lock_timeout = '60s'; SET LOCAL statement_timeout = '5min'")?;
        conn.batch_execute(&format!("SELECT pg_advisory_xact_lock({GROUND_LOCK})"))?;
        privileges::create_ground(conn)?;
        conn.batch_execute("SET LOCAL search_path TO shared")?;
        let ran = conn.run_pending_migrations(SHARED).map_err(migration_error)?;
        let ran = ran.iter().map(ToString::to_string).collect();
        privileges::secure(conn, &serving)?;
        Ok(ran)
    })
}

/// The serving login, asked of the server: a connection string may leave it out.
pub(super) fn serving_login(settings: &DatabaseSettings) -> Result<String, AppError> {
    let mut serving = super::pool::connect(&settings.serving_url).map_err(AppError::unavailable)?;
    Ok(privileges::login(&mut serving)?)
}

fn pending(owner: &mut PgConnection, version: &str) -> Result<Vec<Target>, AppError> {
    // The copies in `shared` are written in the transaction that migrates the schema, so they agree with its book.
    Ok(diesel::sql_query(
        "SELECT schema, slug FROM shared.organizations WHERE schema_version < $1 \
         UNION ALL SELECT schema, NULL FROM shared.ready_schemas WHERE schema_version < $1 ORDER BY schema",
    )
    .bind::<Text, _>(version)
    .load(owner)?)
}

fn migrate_schemas(
    settings: &DatabaseSettings,
    owner: &mut PgConnection,
    targets: Vec<Target>,
    version: &str,
) -> Result<(usize, Vec<Failure>), AppError> {
    if targets.is_empty() {
        return Ok((0, Vec::new()));
    }
    let serving = serving_login(settings)?;
    let total = targets.len();
    let queue = Mutex::new(targets.into_iter());
    let failures = Mutex::new(Vec::new());
    let worker = |conn: &mut PgConnection| {
        loop {
            let next = queue.lock().unwrap_or_else(std::sync::PoisonError::into_inner).next();
            let Some(target) = next else { return };
            if let Err(cause) = migrate_target(conn, &target, version, &serving, settings.tenant_roles) {
                tracing::error!(schema = target.schema, slug = target.slug, %cause, "a schema could not be migrated");
                let failure = Failure { schema: target.schema, slug: target.slug, error: cause.to_string() };
                failures.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(failure);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..JOBS.min(total) {
            scope.spawn(|| match super::pool::connect(&settings.owner_url) {
                Ok(mut conn) => worker(&mut conn),
                Err(error) => tracing::warn!(%error, "one connection fewer for the migration"),
            });
        }
        worker(owner);
    });
    let failed = failures.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    Ok((total - failed.len(), failed))
}

fn migrate_target(
    conn: &mut PgConnection,
    target: &Target,
    version: &str,
    serving: &str,
    tenant_roles: bool,
) -> Result<(), Cause> {
    let schema = SchemaName::parse(&target.schema)?;
    conn.transaction(|conn| {
        conn.batch_execute("SET LOCAL statement_timeout = '5min'")?;
        // First, for the lock on the row: a second `migrate` waits here, and then finds nothing to do. The ready schemas
        // before the organizations: a claim that is under way holds the former's row, and the second statement sees
        // the organization it made of it.
        for table in ["ready_schemas", "organizations"] {
            diesel::sql_query(format!("UPDATE shared.{table} SET schema_version = $1 WHERE schema = $2"))
                .bind::<Text, _>(version)
                .bind::<Text, _>(schema.as_str())
                .execute(conn)?;
        }
        conn.batch_execute("SET LOCAL lock_timeout = '5s'")?;
        run_tenant_set(conn, &schema, serving, tenant_roles)
    })?;
    Ok(())
}

/// Runs what is pending of the tenant set in `schema`, which exists, and grants its tables. Inside a transaction.
pub(super) fn run_tenant_set(
    conn: &mut PgConnection,
    schema: &SchemaName,
    serving: &str,
    tenant_roles: bool,
) -> QueryResult<()> {
    conn.batch_execute(&format!("SET LOCAL search_path TO {schema}, extensions"))?;
    conn.run_pending_migrations(TENANT).map_err(migration_error)?;
    privileges::index_words(conn)?;
    privileges::grant_tables(conn, schema, &privileges::grantee(schema, serving, tenant_roles))
}

/// Reverts and repeats the tenant set, for the test that compares dumps.
///
/// # Errors
/// When a `down.sql` fails.
pub fn revert_tenant_set(owner_url: &str, schema: &SchemaName) -> Result<(), AppError> {
    let mut conn = super::pool::connect(owner_url).map_err(AppError::unavailable)?;
    Ok(conn.transaction(|conn| {
        conn.batch_execute(&format!("SET LOCAL search_path TO {schema}, extensions"))?;
        conn.revert_all_migrations(TENANT).map_err(migration_error)?;
        Ok::<_, diesel::result::Error>(())
    })?)
}

fn migration_error(error: Cause) -> diesel::result::Error {
    diesel::result::Error::QueryBuilderError(error)
}
