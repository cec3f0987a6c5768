//! One added column over all organizations: by `outlay migrate`, and its SQL alone.
//!
//! The program's migrations are built into it, so the newest is taken back and run again: one that adds a column and
//! does nothing else, where there is such a one.

use super::key;
use super::record::{Latency, System};
use crate::Outcome;
use crate::ground::Ground;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// As many connections as `outlay migrate` uses.
const JOBS: usize = 3;

struct Migration {
    name: String,
    version: String,
    up: String,
    down: String,
}

/// The program's time a schema, and the floor's.
pub fn measure(ground: &Ground, organizations: usize) -> Outcome<[Latency; 2]> {
    let migration = choose()?;
    let schemas = ground.owner()?.column(
        "SELECT schema FROM shared.organizations UNION SELECT schema FROM shared.ready_schemas ORDER BY 1",
    )?;
    let down = format!(
        "{}; DELETE FROM __diesel_schema_migrations WHERE version = '{}'",
        migration.down.trim_end().trim_end_matches(';'),
        migration.version
    );
    in_each(ground, &schemas, &down)?;
    let floor = in_each(ground, &schemas, migration.up.trim_end().trim_end_matches(';'))?;
    in_each(ground, &schemas, &down)?;
    for table in ["organizations", "ready_schemas"] {
        ground.owner()?.run(&format!("UPDATE shared.{table} SET schema_version = '0'"))?;
    }
    let program = ground.migrate()?;
    let latency = |system, took: Duration| Latency {
        key: key("migrate", organizations, system),
        p50_ms: took.as_secs_f64() * 1e3 / schemas.len() as f64,
        p95_ms: None,
        count: schemas.len(),
        note: Some(format!("a schema; {} in {:.1} s", migration.name, took.as_secs_f64())),
    };
    Ok([latency(System::Outlay, program), latency(System::Floor, floor)])
}

fn choose() -> Outcome<Migration> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/tenant");
    let entries = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
    let mut folders: Vec<PathBuf> = entries.collect::<Result<_, _>>()?;
    folders.retain(|path| path.join("up.sql").exists());
    folders.sort();
    let mut migrations: Vec<Migration> = folders.iter().map(|path| read(path)).collect::<Outcome<_>>()?;
    let simple = migrations.iter().rposition(|migration| adds_one_column(&migration.up));
    let newest = migrations.len().checked_sub(1).ok_or("there are no migrations")?;
    Ok(migrations.swap_remove(simple.unwrap_or(newest)))
}

fn read(folder: &Path) -> Outcome<Migration> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    // As diesel does: what stands before the underscore, without its dashes.
    let version = name.split('_').next().unwrap_or_default().replace('-', "");
    let file = |file: &str| fs::read_to_string(folder.join(file));
    Ok(Migration { version, up: file("up.sql")?, down: file("down.sql")?, name })
}

fn adds_one_column(sql: &str) -> bool {
    let lines: Vec<&str> = sql.lines().filter(|line| !line.starts_with("--")).collect();
    let sql = lines.join(" ");
    let statements: Vec<&str> = sql.split(';').map(str::trim).filter(|part| !part.is_empty()).collect();
    matches!(statements[..], [one] if one.starts_with("ALTER TABLE") && one.contains("ADD COLUMN"))
}

/// Runs SQL in each schema, a transaction each; how long all took.
fn in_each(ground: &Ground, schemas: &[String], sql: &str) -> Outcome<Duration> {
    let began = Instant::now();
    std::thread::scope(|scope| {
        let jobs = (0..JOBS).map(|job| {
            scope.spawn(move || {
                let mut owner = ground.owner()?;
                for schema in schemas.iter().skip(job).step_by(JOBS) {
                    owner.run(&format!(
                        "BEGIN; SET LOCAL search_path TO {schema}, extensions; {sql}; COMMIT"
                    ))?;
                }
                Outcome::Ok(())
            })
        });
        let jobs: Vec<_> = jobs.collect();
        jobs.into_iter()
            .try_for_each(|job| job.join().unwrap_or_else(|_| Err("a connection panicked".into())))
    })?;
    Ok(began.elapsed())
}
