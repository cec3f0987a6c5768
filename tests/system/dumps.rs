//! Migrations up, down and up again leave the same schema, whoever ran them.

use crate::ground::{connect, number, own_database, run, texts, until};
use diesel::PgConnection;
use outlay::tenancy::settings::DatabaseSettings;
use outlay::tenancy::{Provisioner, SchemaName, Tenants, migrate};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What `pg_dump` says of a schema with its rights, the schema's name taken out.
fn dump(database: &DatabaseSettings, schema: &str) -> String {
    let program = pg_dump(&mut connect(&database.owner_url));
    let output = Command::new(program)
        .args(["-s", "-n", schema])
        .arg(&database.owner_url)
        .output()
        .expect("pg_dump runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap().replace(schema, "THE_SCHEMA");
    // Newer programs put a random word round every dump.
    text.lines()
        .filter(|line| !line.starts_with("\\restrict") && !line.starts_with("\\unrestrict"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The one beside the server.
fn pg_dump(owner: &mut PgConnection) -> PathBuf {
    let dir = texts(owner, "SELECT setting AS t FROM pg_config WHERE name = 'BINDIR'").remove(0);
    PathBuf::from(dir).join("pg_dump")
}

/// Ready schemas as the provisioner makes them.
async fn provisioned(database: &DatabaseSettings) -> Vec<String> {
    let tenants = Tenants::new(database).unwrap();
    let provisioner = Provisioner::start(&tenants, database).unwrap();
    let mut owner = connect(&database.owner_url);
    let wanted = database.ready_schemas as i64;
    until("the stock is full", async || {
        number(&mut owner, "SELECT count(*) AS n FROM shared.ready_schemas") == wanted
    })
    .await;
    drop(provisioner);
    texts(&mut owner, "SELECT schema AS t FROM shared.ready_schemas ORDER BY schema")
}

#[actix_web::test]
async fn the_tenant_set_goes_up_down_and_up_again() {
    let database = own_database("up_down_up");
    let schemas = provisioned(&database).await;
    let (schema, other) = (schemas[0].as_str(), schemas[1].as_str());
    let made = dump(&database, schema);
    assert!(made.contains("CREATE TABLE THE_SCHEMA.expenses") && made.contains("GRANT"), "{made}");
    assert_eq!(made, dump(&database, other));
    migrate::revert_tenant_set(&database.owner_url, &SchemaName::parse(schema).unwrap()).unwrap();
    let bare = dump(&database, schema);
    assert_eq!(bare.matches("CREATE TABLE").count(), 1, "the book alone: {bare}");
    assert_eq!(bare.matches("CREATE INDEX").count(), 0);
    let mut owner = connect(&database.owner_url);
    run(
        &mut owner,
        &format!("UPDATE shared.ready_schemas SET schema_version = '0' WHERE schema = '{schema}'"),
    );
    let report = migrate::migrate(&database).unwrap();
    assert_eq!((report.migrated, report.failed.len()), (1, 0), "{report:?}");
    assert_eq!(dump(&database, schema), made);
}

#[actix_web::test]
async fn migrate_and_the_provisioner_make_the_same_schema() {
    let database = own_database("same_schema");
    let schemas = provisioned(&database).await;
    let by_migrate = SchemaName::generate();
    run(
        &mut connect(&database.owner_url),
        &format!(
            "CREATE ROLE {by_migrate} NOLOGIN; CREATE SCHEMA {by_migrate}; \
             INSERT INTO shared.ready_schemas VALUES ('{by_migrate}', 'default', '0', now())"
        ),
    );
    assert_eq!(migrate::migrate(&database).unwrap().migrated, 1);
    assert_eq!(dump(&database, by_migrate.as_str()), dump(&database, &schemas[0]));
}

#[actix_web::test]
async fn the_shared_set_goes_up_down_and_up_again() {
    let database = own_database("shared_up_down_up");
    let made = dump(&database, "shared");
    let mut owner = connect(&database.owner_url);
    run(&mut owner, "SET search_path TO shared");
    for dir in newest_first("migrations/shared") {
        run(&mut owner, &fs::read_to_string(dir.join("down.sql")).unwrap());
    }
    run(&mut owner, "DELETE FROM __diesel_schema_migrations");
    assert_eq!(dump(&database, "shared").matches("CREATE TABLE").count(), 1, "the book alone");
    let report = migrate::migrate(&database).unwrap();
    assert!(!report.shared.is_empty());
    assert_eq!(dump(&database, "shared"), made);
}

fn newest_first(set: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(set);
    let entries = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    let mut dirs: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    dirs.sort();
    dirs.reverse();
    dirs
}
