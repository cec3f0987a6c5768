//! The floor: PostgreSQL alone. pgbench sends what the program sent for a page, in the same transaction and under the
//! same role, prepared, a script for each organization.
//!
//! As the program does it, organizations are spread over eight lanes of two connections (a pgbench each), so that each
//! backend keeps the plans of few of them.

use super::load::{CONNECTIONS, Visits};
use super::record::{Sample, System, Traffic};
use crate::Outcome;
use crate::ground::{self, Ground};
use crate::list::Statement;
use crate::report::quantile;
use crate::seed::Seeded;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// pgbench takes 128 scripts.
const SCRIPTS: usize = 128;
const LANES: usize = 8;

/// What pgbench runs for a page.
pub struct Floor {
    pgbench: PathBuf,
    dir: PathBuf,
    url: String,
    script: String,
    /// The first organization's, to be replaced.
    schema: String,
    parameters: Vec<String>,
}

impl Floor {
    /// The statements of `first`'s page as a script.
    pub fn new(ground: &Ground, name: &str, statements: &[Statement], first: &Seeded) -> Outcome<Self> {
        let (script, parameters) = script(statements)?;
        let dir = ground.dir().join(format!("floor-{name}"));
        fs::create_dir_all(&dir)?;
        Ok(Self {
            pgbench: pgbench(ground)?,
            dir,
            url: ground.serving_url().to_owned(),
            script,
            schema: first.schema.clone(),
            parameters,
        })
    }

    /// Runs it for `warm_up` and then for `length`, which alone counts.
    pub fn run(
        &self,
        seeded: &[Seeded],
        visits: Visits,
        warm_up: Duration,
        length: Duration,
    ) -> Outcome<Sample> {
        let lanes = self.lanes(seeded, visits)?;
        let clients = CONNECTIONS / lanes.len();
        remove_logs(&self.dir)?;
        let from = since_epoch()? + warm_up.as_secs_f64();
        let commands = lanes.iter().enumerate().map(|(lane, scripts)| {
            let mut pgbench = Command::new(&self.pgbench);
            pgbench
                .args(["-n", "-M", "prepared", "-j", "1", "-l"])
                .arg(format!("--log-prefix={}", self.dir.join(format!("log-{lane}")).display()))
                .arg(format!("--client={clients}"))
                .arg(format!("--time={}", (warm_up + length).as_secs().max(1)))
                .args(self.parameters.iter().flat_map(|define| ["-D", define]))
                .args(scripts.iter().flat_map(|script| ["-f", script]))
                .arg(&self.url)
                .current_dir(&self.dir);
            pgbench
        });
        ground::run_children(commands.collect())?;
        let until = from + length.as_secs_f64();
        let mut took = transactions(&self.dir, from, until)?;
        took.sort_by(f64::total_cmp);
        let at = |share| quantile(took.iter().copied(), share);
        Ok(Sample {
            key: visits.key(System::Floor),
            per_second: took.len() as f64 / length.as_secs_f64(),
            p50_ms: at(0.5),
            p95_ms: Some(at(0.95)),
            p99_ms: Some(at(0.99)),
            program_us: None,
            backends_us: None,
            client_us: None,
            others_cores: None,
            bytes: None,
        })
    }

    /// The script files with their weights, by lane.
    fn lanes(&self, seeded: &[Seeded], visits: Visits) -> Outcome<Vec<Vec<String>>> {
        let count = if visits.organizations < LANES { 1 } else { LANES };
        if visits.organizations > count * SCRIPTS {
            return Err("pgbench takes no more than 128 scripts a lane".into());
        }
        let mut lanes = vec![Vec::new(); count];
        for (number, seeded) in seeded.iter().take(visits.organizations).enumerate() {
            let path = self.dir.join(format!("{number}.sql"));
            if !path.exists() {
                fs::write(&path, self.script.replace(&self.schema, &seeded.schema))?;
            }
            let weight = match visits.traffic {
                Traffic::Uniform => 1,
                Traffic::Zipf => (10_000 / (number + 1)).max(1),
            };
            lanes[number % count].push(format!("{}@{weight}", path.display()));
        }
        Ok(lanes)
    }
}

/// Beside `postgres`, where the embedded server runs it from, or on PATH.
fn pgbench(ground: &Ground) -> Outcome<PathBuf> {
    let beside = PathBuf::from(
        ground.owner()?.column("SELECT setting FROM pg_config WHERE name = 'BINDIR'")?.remove(0),
    );
    let beside = beside.join("pgbench");
    Ok(if beside.exists() { beside } else { PathBuf::from("pgbench") })
}

/// A bind is one round trip, as it is in the program; parameters are pgbench's variables, but for new ids.
fn script(statements: &[Statement]) -> Outcome<(String, Vec<String>)> {
    let (mut script, mut defines) = (String::new(), Vec::new());
    for (number, statement) in statements.iter().enumerate() {
        match statement {
            Statement::Simple(sql) if sql.contains(';') => {
                script.push_str("\\startpipeline\n");
                sql.split(';').for_each(|part| script.push_str(&format!("{};\n", part.trim())));
                script.push_str("\\endpipeline\n");
            }
            Statement::Simple(sql) => script.push_str(&format!("{sql};\n")),
            Statement::Prepared(sql, parameters) => {
                script.push_str(&format!("{};\n", with_variables(sql, number, parameters)?));
                let named = parameters.iter().enumerate();
                defines.extend(
                    named.filter_map(|(at, value)| Some(format!("p{number}_{}={}", at + 1, value.as_ref()?))),
                );
            }
        }
    }
    Ok((script, defines))
}

/// `$1` as `:p0_1`.
fn with_variables(sql: &str, number: usize, parameters: &[Option<String>]) -> Outcome<String> {
    let mut text = String::new();
    let mut rest = sql;
    while let Some((before, after)) = rest.split_once('$') {
        text.push_str(before);
        let digits = after.find(|char: char| !char.is_ascii_digit()).unwrap_or(after.len());
        let at: usize = after[..digits].parse()?;
        let value = parameters.get(at - 1).ok_or("a parameter is not in the log")?;
        match value {
            None => text.push_str("NULL"),
            Some(value) if is_fresh_id(value) => text.push_str("gen_random_uuid()"),
            Some(_) => text.push_str(&format!(":p{number}_{at}")),
        }
        rest = &after[digits..];
    }
    Ok(text + rest)
}

/// Seeded ids are small numbers; every other one was made for this request.
fn is_fresh_id(value: &str) -> bool {
    uuid::Uuid::parse_str(value).is_ok_and(|id| id.as_u128() > u128::from(u32::MAX))
}

fn since_epoch() -> Outcome<f64> {
    Ok(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs_f64())
}

fn remove_logs(dir: &Path) -> Outcome<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if is_log(&path) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

fn is_log(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("log-"))
}

/// How long the transactions took that ended within the time, in ms.
/// A line: client, number, microseconds, script, second of its end, microsecond of it.
fn transactions(dir: &Path, from: f64, until: f64) -> Outcome<Vec<f64>> {
    let mut took = Vec::new();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if !is_log(&path) {
            continue;
        }
        for line in fs::read_to_string(path)?.lines() {
            let fields: Vec<f64> = line.split(' ').filter_map(|field| field.parse().ok()).collect();
            let [_, _, us, _, second, microsecond, ..] = fields[..] else { continue };
            if (from..until).contains(&(second + microsecond / 1e6)) {
                took.push(us / 1e3);
            }
        }
    }
    if took.is_empty() { Err("pgbench logged no transaction".into()) } else { Ok(took) }
}
