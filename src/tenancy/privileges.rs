//! Who may reach what in the database. Tables belong to the owner login; an organization's role has rights on its own
//! schema's tables, named one by one; the serving login has none on tenant tables by itself.
//!
//! A role can be left by SQL (`set_config('role', ...)`, `query_to_xml`, a DO block: each was seen to work), so what
//! would let a single injected SELECT do that is revoked from PUBLIC.

use super::schema_name::SchemaName;
use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::result::QueryResult;
use diesel::sql_types::{Integer, Text};

/// Tables whose rows an organization's role may add and read, never change: the trail.
const INSERT_ONLY: &[&str] = &["events"];

/// Functions of `pg_catalog` that leave a role or reach beside `search_path`.
const REVOKED_FUNCTIONS: &str = "p.pronamespace = 'pg_catalog'::regnamespace AND (\
     p.proname = 'set_config' OR p.proname ~ '^(query|cursor|table|schema|database)_to_xml' \
     OR p.proname ~ '^lo_' OR p.proname IN ('loread', 'lowrite'))";

const PLPGSQL: &str = "USAGE on language plpgsql";
const TEMPORARY: &str = "TEMPORARY on the database";
const SCHEMA_PUBLIC: &str = "the schema public";

/// Which of [`PLPGSQL`], [`TEMPORARY`] and [`SCHEMA_PUBLIC`] everybody has. Each may be missing altogether.
const OPEN: &str = "\
    SELECT 'USAGE on language plpgsql' AS name FROM pg_language \
    WHERE lanname = 'plpgsql' AND has_language_privilege('public', oid, 'USAGE') \
    UNION ALL SELECT 'TEMPORARY on the database' \
    WHERE has_database_privilege('public', current_database(), 'TEMPORARY') \
    UNION ALL SELECT 'the schema public' FROM pg_namespace \
    WHERE nspname = 'public' AND has_schema_privilege('public', oid, 'USAGE, CREATE')";

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = Integer)]
    number: i32,
}

/// Quotes an identifier that is not ours (a login, a database), as `quote_ident` does.
fn quoted(identifier: &str) -> String {
    format!("\"{}\"", identifier.replace('"', "\"\""))
}

fn names(conn: &mut PgConnection, sql: &str) -> QueryResult<Vec<String>> {
    Ok(diesel::sql_query(sql).load::<Name>(conn)?.into_iter().map(|row| row.name).collect())
}

/// The login of a connection.
pub(super) fn login(conn: &mut PgConnection) -> QueryResult<String> {
    Ok(diesel::sql_query("SELECT session_user::text AS name").get_result::<Name>(conn)?.name)
}

/// The server's major version, e.g. 15.
pub(super) fn server_major(conn: &mut PgConnection) -> QueryResult<i32> {
    let sql = "SELECT current_setting('server_version_num')::int / 10000 AS number";
    Ok(diesel::sql_query(sql).get_result::<Number>(conn)?.number)
}

/// Makes the schemas that every database of Outlay has. Idempotent.
pub(super) fn create_ground(conn: &mut PgConnection) -> QueryResult<()> {
    conn.batch_execute("CREATE SCHEMA IF NOT EXISTS shared")?;
    conn.batch_execute("CREATE SCHEMA IF NOT EXISTS extensions")?;
    conn.batch_execute("GRANT USAGE ON SCHEMA extensions TO PUBLIC")?;
    // In a savepoint, so that a refusal does not end the caller's transaction.
    let extension = conn
        .transaction(|conn| conn.batch_execute("CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA extensions"));
    if let Err(error) = extension {
        tracing::warn!(%error, "the extension pg_trgm is not to be had; the search will read every expense");
    }
    Ok(())
}

/// Lets the search find parts of words by an index, where `pg_trgm` is to be had: a migration can't ask. Without it the
/// search reads all expenses of the organization. Idempotent.
pub(super) fn index_words(conn: &mut PgConnection) -> QueryResult<()> {
    let operators = "SELECT opcname::text AS name FROM pg_opclass c JOIN pg_namespace n ON n.oid = c.opcnamespace \
        WHERE opcname = 'gin_trgm_ops' AND nspname = 'extensions'";
    if names(conn, operators)?.is_empty() {
        return Ok(());
    }
    conn.batch_execute(
        "CREATE INDEX IF NOT EXISTS expenses_by_words ON expenses USING gin (search_text gin_trgm_ops) \
         WHERE trashed_at IS NULL",
    )
}

/// Lets the serving login work with the registry, and takes from PUBLIC what could leave a role. Idempotent.
/// Where a managed server refuses a revoke, it goes on without; [`weaknesses`] tells.
pub(super) fn secure(conn: &mut PgConnection, serving: &str) -> QueryResult<()> {
    let owner = quoted(&login(conn)?);
    let database = quoted(&names(conn, "SELECT current_database()::text AS name")?.join(""));
    let serving_login = serving;
    let serving = quoted(serving);
    conn.batch_execute(&format!(
        "GRANT USAGE ON SCHEMA shared TO {serving}; \
         GRANT SELECT, INSERT, UPDATE, DELETE ON shared.organizations TO {serving}; \
         GRANT SELECT, INSERT, DELETE, UPDATE ON shared.ready_schemas TO {serving}; \
         GRANT SELECT, INSERT ON shared.discarded_schemas TO {serving}; \
         GRANT SELECT, UPDATE ON shared.generations TO {serving}; \
         GRANT SELECT, INSERT, UPDATE, DELETE ON shared.outbox TO {serving}; \
         GRANT SELECT, INSERT, DELETE, UPDATE ON shared.outbox_hints TO {serving}; \
         GRANT SELECT, INSERT, DELETE ON shared.addresses TO {serving}; \
         GRANT CONNECT ON DATABASE {database} TO {serving}"
    ))?;
    let open = names(conn, OPEN)?;
    let is_open = |what: &str| open.iter().any(|name| name == what);
    if is_open(SCHEMA_PUBLIC) {
        revoke(conn, SCHEMA_PUBLIC, "REVOKE ALL ON SCHEMA public FROM PUBLIC");
    }
    if is_open(TEMPORARY) {
        revoke(conn, TEMPORARY, &format!("REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC"));
    }
    if is_open(PLPGSQL) {
        let language = "USAGE ON LANGUAGE plpgsql";
        revoke(conn, PLPGSQL, &format!("GRANT {language} TO {owner}; REVOKE {language} FROM PUBLIC"));
    }
    let signature =
        "'pg_catalog.' || quote_ident(p.proname) || '(' || pg_get_function_identity_arguments(p.oid) || ')'";
    let open = names(
        conn,
        &format!(
            "SELECT {signature} AS name FROM pg_proc p \
             WHERE {REVOKED_FUNCTIONS} AND has_function_privilege('public', p.oid, 'EXECUTE')"
        ),
    )?;
    for function in open {
        let execute = format!("EXECUTE ON FUNCTION {function}");
        revoke(conn, &execute, &format!("GRANT {execute} TO {owner}; REVOKE {execute} FROM PUBLIC"));
    }
    let inherits = names(conn, "SELECT rolname::text AS name FROM pg_roles WHERE rolinherit")?;
    if server_major(conn)? < 16
        && login(conn)? != serving_login
        && inherits.iter().any(|role| role == serving_login)
    {
        // Before PostgreSQL 16 membership can be kept from inheriting only by the login itself.
        conn.batch_execute(&format!("ALTER ROLE {serving} NOINHERIT"))?;
    }
    Ok(())
}

/// Takes something from PUBLIC, in a savepoint: a refusal does not end the caller's transaction.
fn revoke(conn: &mut PgConnection, what: &str, sql: &str) {
    if let Err(error) = conn.transaction(|conn| conn.batch_execute(sql)) {
        tracing::warn!(what, %error, "a privilege of everybody could not be revoked");
    }
}

/// What this database still lets everybody do, in words for the operator; empty when all revokes took.
pub(super) fn weaknesses(conn: &mut PgConnection) -> QueryResult<Vec<String>> {
    let mut found = names(
        conn,
        &format!(
            "SELECT DISTINCT 'EXECUTE on ' || p.proname AS name FROM pg_proc p \
             WHERE {REVOKED_FUNCTIONS} AND has_function_privilege('public', p.oid, 'EXECUTE') ORDER BY 1"
        ),
    )?;
    found.extend(names(conn, OPEN)?);
    Ok(found)
}

/// The size of every tenant schema with its indexes, in bytes, by name.
pub(super) fn schema_sizes(conn: &mut PgConnection) -> QueryResult<Vec<(String, i64)>> {
    #[derive(QueryableByName)]
    struct Size {
        #[diesel(sql_type = Text)]
        name: String,
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        bytes: i64,
    }
    let rows: Vec<Size> = diesel::sql_query(
        "SELECT n.nspname::text AS name, sum(pg_total_relation_size(c.oid))::bigint AS bytes \
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
         WHERE n.nspname ~ '^org_[0-9a-f]{32}$' AND c.relkind IN ('r', 'p') GROUP BY 1",
    )
    .load(conn)?;
    Ok(rows.into_iter().map(|row| (row.name, row.bytes)).collect())
}

/// Makes the roles of several schemas in one transaction: the first SET ROLE after any CREATE ROLE costs every backend
/// tens of milliseconds, so roles come in batches.
pub(super) fn create_roles(
    conn: &mut PgConnection,
    schemas: &[SchemaName],
    serving: &str,
) -> QueryResult<()> {
    let options = if server_major(conn)? >= 16 { " WITH INHERIT FALSE, SET TRUE" } else { "" };
    let serving = quoted(serving);
    conn.transaction(|conn| {
        for schema in schemas {
            conn.batch_execute(&format!("CREATE ROLE {schema} NOLOGIN"))?;
            conn.batch_execute(&format!("GRANT {schema} TO {serving}{options}"))?;
        }
        Ok(())
    })
}

/// Drops those of the roles whose schemas were not made.
pub(super) fn drop_roles_without_schema(conn: &mut PgConnection, schemas: &[SchemaName]) -> QueryResult<()> {
    conn.transaction(|conn| {
        let existing = names(conn, "SELECT nspname::text AS name FROM pg_namespace WHERE nspname ~ '^org_'")?;
        for schema in schemas.iter().filter(|schema| !existing.iter().any(|name| name == schema.as_str())) {
            conn.batch_execute(&format!("DROP ROLE IF EXISTS {schema}"))?;
        }
        Ok(())
    })
}

/// Grants `grantee` what an organization may do with its own tables. The tables are named one by one: ON ALL TABLES
/// grows with the number of organizations (157 against 30 ms at 4,000).
pub(super) fn grant_tables(conn: &mut PgConnection, schema: &SchemaName, grantee: &str) -> QueryResult<()> {
    let tables: Vec<String> = diesel::sql_query(
        "SELECT relname::text AS name FROM pg_class \
         WHERE relnamespace = $1::regnamespace AND relkind IN ('r', 'p') ORDER BY 1",
    )
    .bind::<Text, _>(schema.as_str())
    .load::<Name>(conn)?
    .into_iter()
    .map(|row| row.name)
    .collect();
    conn.batch_execute(&format!("GRANT USAGE ON SCHEMA {schema} TO {grantee}"))?;
    let named = |wanted: &dyn Fn(&&String) -> bool| {
        tables
            .iter()
            .filter(wanted)
            .map(|table| format!("{schema}.{}", quoted(table)))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let is_book = |table: &str| table == "__diesel_schema_migrations";
    let changeable = named(&|table| !is_book(table) && !INSERT_ONLY.contains(&table.as_str()));
    let insert_only = named(&|table| INSERT_ONLY.contains(&table.as_str()));
    if !changeable.is_empty() {
        conn.batch_execute(&format!("GRANT SELECT, INSERT, UPDATE, DELETE ON {changeable} TO {grantee}"))?;
    }
    if !insert_only.is_empty() {
        conn.batch_execute(&format!("GRANT SELECT, INSERT ON {insert_only} TO {grantee}"))?;
    }
    Ok(())
}

/// Who gets the rights on a schema's tables: its own role, or the serving login where roles are switched off.
pub(super) fn grantee(schema: &SchemaName, serving: &str, tenant_roles: bool) -> String {
    if tenant_roles { schema.to_string() } else { quoted(serving) }
}
