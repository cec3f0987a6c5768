//! Who reaches what in the database, seen with plain connections of the serving login.

use crate::ground::{connect, number, own_database, owner, refused, run, texts, until};
use crate::support::{Organization, TestApp, server};
use diesel::PgConnection;
use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::sql_query;
use outlay::tenancy::settings::DatabaseSettings;

fn tables(schema: &str) -> Vec<String> {
    let sql = format!(
        "SELECT relname::text AS t FROM pg_class WHERE relnamespace = '{schema}'::regnamespace AND relkind = 'r'"
    );
    texts(&mut owner(), &sql)
}

/// A connection of the serving login inside a transaction that is bound as the program binds.
fn bound_to(organization: &Organization) -> PgConnection {
    let (schema, mut conn) = (organization.schema(), connect(&server::database().serving_url));
    // Through diesel, so that it makes savepoints of what follows.
    AnsiTransactionManager::begin_transaction(&mut conn).unwrap();
    run(
        &mut conn,
        &format!("SET LOCAL ROLE {schema}; SET LOCAL search_path TO {schema}, extensions, pg_temp"),
    );
    conn
}

#[actix_web::test]
async fn the_serving_login_by_itself_reads_no_tenant_table() {
    let app = TestApp::start().await;
    let schema = app.organization("acme").await.schema();
    let mut serving = connect(&server::database().serving_url);
    let found = tables(&schema);
    assert!(found.len() >= 8, "{found:?}");
    for table in found {
        for sql in [format!("SELECT FROM {schema}.{table}"), format!("DELETE FROM {schema}.{table}")] {
            let said = refused(&mut serving, &sql);
            assert!(said.contains(&format!("permission denied for schema {schema}")), "{sql}: {said}");
        }
    }
    // With the path alone, should a bind ever forget the role.
    run(&mut serving, &format!("SET search_path TO {schema}"));
    assert!(refused(&mut serving, "SELECT FROM expenses").contains("does not exist"));
    for table in ["organizations", "ready_schemas"] {
        number(&mut serving, &format!("SELECT count(*) AS n FROM shared.{table}"));
    }
}

#[actix_web::test]
async fn bound_to_one_organization_nothing_of_another_is_in_reach() {
    let app = TestApp::start().await;
    let (acme, globex) = (app.organization("acme").await, app.organization("globex").await);
    let mut conn = bound_to(&acme);
    assert_eq!(number(&mut conn, "SELECT count(*) AS n FROM members"), 1);
    let neighbour = globex.schema();
    for table in tables(&neighbour) {
        for sql in [
            format!("SELECT FROM {neighbour}.{table}"),
            format!("INSERT INTO {neighbour}.{table} DEFAULT VALUES"),
            format!("DELETE FROM {neighbour}.{table}"),
        ] {
            let said = refused(&mut conn, &sql);
            assert!(said.contains("permission denied for schema"), "{sql}: {said}");
        }
    }
    for table in tables("shared") {
        let said = refused(&mut conn, &format!("SELECT FROM shared.{table}"));
        assert!(said.contains("permission denied for schema shared"), "{said}");
    }
    // The registry is not on the path either: a missing table is an error, no fall-back.
    assert!(refused(&mut conn, "SELECT FROM organizations").contains("does not exist"));
}

/// What one injected SELECT (diesel sends one statement at a time) could try. Each was seen to work on a database where
/// PUBLIC has what PostgreSQL gives it by default.
#[actix_web::test]
async fn a_bound_select_does_not_get_out() {
    let app = TestApp::start().await;
    let (acme, globex) = (app.organization("acme").await, app.organization("globex").await);
    let (own, other) = (acme.schema(), globex.schema());
    let mut conn = bound_to(&acme);
    let attempts = [
        format!("SELECT set_config('role', '{other}', true)"),
        "SELECT set_config('role', 'none', true)".to_owned(),
        format!("SELECT pg_catalog.set_config('search_path', '{other}', false)"),
        format!("SELECT query_to_xml('SELECT * FROM {other}.members', true, false, '')"),
        "SELECT query_to_xml('RESET ROLE', true, false, '')".to_owned(),
        format!("SELECT table_to_xml('{own}.members'::regclass, true, false, '')"),
        format!("SELECT schema_to_xml('{other}', true, false, '')"),
        "SELECT database_to_xml(true, false, '')".to_owned(),
        "SELECT FROM ts_stat('RESET ROLE')".to_owned(),
        "SELECT ts_rewrite('a'::tsquery, 'RESET ROLE')".to_owned(),
        "SELECT lo_import('/etc/passwd')".to_owned(),
        "SELECT lo_create(0)".to_owned(),
        "SELECT lo_from_bytea(0, 'x')".to_owned(),
        "SELECT lo_export(1, '/tmp/x')".to_owned(),
        "SELECT pg_read_file('/etc/passwd')".to_owned(),
        "SELECT pg_ls_dir('.')".to_owned(),
        "SELECT rolpassword FROM pg_authid".to_owned(),
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity".to_owned(),
        "SELECT pg_reload_conf()".to_owned(),
    ];
    for sql in attempts {
        refused(&mut conn, &sql);
    }
    // What others run cannot be read in the activity.
    let seen = "SELECT count(*) AS n FROM pg_stat_activity \
                WHERE datname = current_database() AND query NOT LIKE '<insufficient%'";
    assert_eq!(number(&mut conn, seen), 0);
}

/// Whole statements, as a mistake in the program could send them.
#[actix_web::test]
async fn an_organizations_role_changes_rows_and_nothing_else() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    let schema = acme.schema();
    let mut conn = bound_to(&acme);
    run(&mut conn, "SAVEPOINT s; UPDATE members SET version = version; ROLLBACK TO s");
    for sql in [
        "DO $$ BEGIN EXECUTE 'RESET ROLE'; END $$".to_owned(),
        "CREATE TEMPORARY TABLE expenses (n integer)".to_owned(),
        "CREATE TABLE more (n integer)".to_owned(),
        format!("CREATE TABLE {schema}.more (n integer)"),
        "CREATE TABLE public.more (n integer)".to_owned(),
        "CREATE VIEW more AS SELECT 1".to_owned(),
        "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'".to_owned(),
        "CREATE SCHEMA more".to_owned(),
        "CREATE EXTENSION dblink".to_owned(),
        "ALTER TABLE members ADD COLUMN more integer".to_owned(),
        "DROP TABLE members".to_owned(),
        "TRUNCATE members".to_owned(),
        "UPDATE events SET act = 'nothing'".to_owned(),
        "UPDATE events SET before = NULL, after = NULL, actor_id = NULL".to_owned(),
        "INSERT INTO events SELECT * FROM events ON CONFLICT (id) DO UPDATE SET act = 'nothing'".to_owned(),
        "SELECT FROM events FOR UPDATE".to_owned(),
        "DELETE FROM events".to_owned(),
        "TRUNCATE events".to_owned(),
        "SELECT FROM __diesel_schema_migrations".to_owned(),
        "COPY members TO '/tmp/members'".to_owned(),
        "COPY members TO PROGRAM 'cat'".to_owned(),
        "SET SESSION AUTHORIZATION outlay".to_owned(),
        format!("ALTER ROLE {schema} LOGIN"),
    ] {
        let said = refused(&mut conn, &sql);
        assert!(
            ["permission denied", "must be owner", "superuser", "no schema has been selected"]
                .iter()
                .any(|words| said.contains(words)),
            "{sql}: {said}"
        );
    }
    assert_eq!(number(&mut conn, "SELECT count(*) AS n FROM events WHERE act = 'organization.created'"), 1);
    // Without the right to pass a right on, PostgreSQL warns and grants nothing.
    run(&mut conn, "GRANT SELECT ON members TO PUBLIC");
    let open = "SELECT count(*) AS n WHERE has_table_privilege('public', 'members', 'SELECT')";
    assert_eq!(number(&mut conn, open), 0);
}

/// What the roles do **not** protect against: somebody who can send a statement of their own, not only extend one,
/// leaves the role with it. Nothing in the program sends text that is not literal, and a prepared statement, which is
/// how diesel sends every query, holds exactly one. The catalogs, too, are open to everybody: names of schemas and
/// sizes of tables.
#[actix_web::test]
async fn a_second_statement_leaves_the_role_and_is_not_taken() {
    let app = TestApp::start().await;
    let (acme, globex) = (app.organization("acme").await, app.organization("globex").await);
    let mut conn = bound_to(&acme);
    run(&mut conn, &format!("RESET ROLE; SET LOCAL ROLE {}", globex.schema()));
    let stacked = format!("SELECT 1; SET LOCAL ROLE {}", globex.schema());
    let outcome = acme.org.run(move |tenant| Ok(tenant.execute(sql_query(stacked))?)).await;
    let said = outcome.expect_err("two statements in one are refused").to_string();
    assert!(said.contains("multiple commands"), "{said}");
    assert_eq!(acme.owner.get("/expenses").await.status, 200);
}

#[actix_web::test]
async fn a_schema_stays_small_and_its_grants_name_tables() {
    let app = TestApp::start().await;
    let schema = app.organization("acme").await.schema();
    let mut owner = owner();
    let mut count = |kinds: &str| {
        let of_schema = format!("relnamespace = '{schema}'::regnamespace");
        number(&mut owner, &format!("SELECT count(*) AS n FROM pg_class WHERE {of_schema} AND {kinds}"))
    };
    assert!(count("relkind IN ('r', 'p')") <= 32, "catalogs grow by each, times organizations");
    assert!(count("true") <= 90);
    assert_eq!(
        count(
            "relkind = 'r' AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = pg_class.oid AND indisprimary)"
        ),
        0
    );
    assert_eq!(count("relkind NOT IN ('r', 'i')"), 0, "tables and indexes, nothing else");
    assert_eq!(number(&mut owner, "SELECT count(*) AS n FROM pg_default_acl"), 0);
    // A table made past the migrations is nobody's until it is named.
    run(&mut owner, &format!("CREATE TABLE {schema}.later (n integer)"));
    let may =
        format!("SELECT count(*) AS n WHERE has_table_privilege('{schema}', '{schema}.later', 'SELECT')");
    assert_eq!(number(&mut owner, &may), 0);
    let mighty = format!(
        "SELECT count(*) AS n FROM pg_roles WHERE rolname IN ('{schema}', 'outlay_serve') \
         AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication \
              OR (rolname = '{schema}' AND rolcanlogin))"
    );
    assert_eq!(number(&mut owner, &mighty), 0);
}

#[actix_web::test]
async fn readiness_tells_of_a_revoke_that_is_missing() {
    let database = own_database("readiness");
    let app = TestApp::start_on(&database, |_| {});
    let mut owner = connect(&database.owner_url);
    let privileges = async || app.base().get("/readyz").await.json()["parts"]["privileges"].clone();
    assert_eq!(privileges().await["status"], "ok");
    for (what, word) in [
        ("EXECUTE ON FUNCTION set_config(text, text, boolean)", "set_config"),
        ("EXECUTE ON FUNCTION query_to_xml(text, boolean, boolean, text)", "query_to_xml"),
        ("EXECUTE ON FUNCTION lo_import(text)", "lo_import"),
        ("USAGE ON LANGUAGE plpgsql", "plpgsql"),
    ] {
        run(&mut owner, &format!("GRANT {what} TO PUBLIC"));
        let answer = app.base().get("/readyz").await;
        assert_eq!(answer.status, 200, "reported, not fatal");
        let told = privileges().await;
        assert_eq!(told["status"], "weak");
        assert!(told["still_public"].to_string().contains(word), "{told}");
        run(&mut owner, &format!("REVOKE {what} FROM PUBLIC"));
        assert_eq!(privileges().await["status"], "ok");
    }
}

/// The switch for Citus and large poolers: the path alone keeps organizations apart.
#[actix_web::test]
async fn without_roles_organizations_work_and_stay_apart() {
    let database = DatabaseSettings { tenant_roles: false, ..own_database("without_roles") };
    let app = TestApp::start_on(&database, |raw| raw.rate_limit = Some("off".into()));
    let mut owner = connect(&database.owner_url);
    until("there is a stock", async || {
        number(&mut owner, "SELECT count(*) AS n FROM shared.ready_schemas") >= 4
    })
    .await;
    let (acme, globex) = (app.organization("acme").await, app.organization("globex").await);
    let beans = acme.spend("12.50", "Coffee beans").await;
    globex.spend("3.00", "Tea").await;
    assert!(!globex.owner.get("/expenses").await.text.contains("Coffee beans"));
    assert_eq!(globex.owner.get(&beans).await.status, 404);
    let roles = format!("SELECT count(*) AS n FROM pg_roles WHERE rolname = '{}'", acme.schema());
    assert_eq!(number(&mut owner, &roles), 0);
}
