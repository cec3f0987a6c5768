//! `outlay migrate`.

use super::ground::on_ground;
use super::{CommandError, print_json};
use crate::settings::Settings;
use crate::tenancy::migrate;

/// Brings the registry and every schema to this program's version. Fails when any schema was left behind.
///
/// # Errors
/// When the shared part fails, or schemas were left behind.
pub fn run(settings: &Settings, json: bool) -> Result<(), CommandError> {
    let report = on_ground(settings, |ground| Ok(migrate::migrate(&ground.database)?))?;
    if json {
        print_json(&report)?;
    } else {
        for name in &report.shared {
            println!("shared: {name}");
        }
        println!(
            "version {}: {} migrated, {} had it already, {} failed",
            report.version,
            report.migrated,
            report.current,
            report.failed.len()
        );
        for failure in &report.failed {
            let who = failure.slug.as_deref().unwrap_or("a ready schema");
            println!("failed: {} ({who}): {}", failure.schema, failure.error);
        }
    }
    if !report.still_public.is_empty() {
        eprintln!(
            "outlay: warning: everybody in this database still has {}; a superuser can revoke it",
            report.still_public.join(", ")
        );
    }
    if report.failed.is_empty() {
        return Ok(());
    }
    let left = report.failed.len();
    Err(CommandError::failed(format!("{left} schemas were left behind; mend the cause and run it again")))
}
