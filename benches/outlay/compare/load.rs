//! Load on the program by wrk: sixteen connections, one page or one form, over some of the organizations.

use super::record::{Key, Sample, System, Traffic};
use crate::Outcome;
use crate::ground::{self, Ground, Program};
use crate::machine::{self, Busy};
use crate::seed::Seeded;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// As many as the peer's runner uses.
pub const CONNECTIONS: usize = 16;
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/outlay/compare/load.lua");

/// What is asked of the program.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Work {
    List,
    Home,
    Create,
}

impl Work {
    /// How the tables call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Home => "home",
            Self::Create => "create",
        }
    }

    pub fn path(self) -> &'static str {
        match self {
            Self::Home => "/",
            Self::List | Self::Create => "/expenses",
        }
    }

    /// The form that is posted, but for its token.
    pub fn form(self) -> Option<String> {
        let today = chrono::Utc::now().date_naive();
        (self == Self::Create).then(|| {
            format!(
                "spent_on={today}&merchant=Station+Cafe&amount=12.50&currency=EUR\
                 &category_id=00000000-0000-0000-0000-000000000002&note=coffee+with+a+client&intent=save"
            )
        })
    }
}

/// Some organizations, visited in some order.
#[derive(Clone, Copy)]
pub struct Visits {
    pub work: Work,
    pub organizations: usize,
    pub traffic: Traffic,
}

impl Visits {
    pub fn key(self, system: System) -> Key {
        Key {
            system,
            work: self.work.name().to_owned(),
            organizations: self.organizations,
            traffic: self.traffic,
        }
    }
}

/// The organizations as wrk's script reads them.
pub fn write_sites(dir: &Path, seeded: &[Seeded]) -> Outcome<PathBuf> {
    let sites = seeded.iter().fold(String::from("return {\n"), |mut sites, seeded| {
        let _ = writeln!(sites, "{{\"{}.localhost\", \"{}\"}},", seeded.slug, seeded.cookie);
        sites
    });
    let path = dir.join("sites.lua");
    fs::write(&path, sites + "}\n")?;
    Ok(path)
}

#[derive(serde::Deserialize)]
struct Said {
    requests: u64,
    us: u64,
    p50_ms: f64,
    p95_ms: f64,
    p99_ms: f64,
    bytes: u64,
    bad: u64,
}

/// Loads the program for a while.
pub fn run(
    ground: &Ground,
    program: &Program,
    sites: &Path,
    visits: Visits,
    length: Duration,
) -> Outcome<Sample> {
    let mut wrk = Command::new("wrk");
    wrk.arg("-t1")
        .arg(format!("-c{CONNECTIONS}"))
        .arg(format!("-d{}s", length.as_secs().max(1)))
        .args(["--timeout", "20s", "-s", SCRIPT])
        .arg(format!("http://{}", program.address))
        .env("BENCH_SITES", sites)
        .env("BENCH_ORGANIZATIONS", visits.organizations.to_string())
        .env("BENCH_PORT", program.address.port().to_string())
        .env("BENCH_PATH", visits.work.path())
        .env("BENCH_TRAFFIC", visits.traffic.name())
        .env("BENCH_SALT", (rand::random::<u32>() >> 1).to_string());
    if let Some(form) = visits.work.form() {
        wrk.env("BENCH_FORM", form);
    }
    let before = (machine::work(ground, program)?, Busy::now()?, machine::children_time());
    let began = Instant::now();
    let output = ground::run_child(&mut wrk)?;
    let took = began.elapsed().as_secs_f64();
    let (work, busy) = (machine::work(ground, program)? - before.0, Busy::now()? - before.1);
    let client = machine::children_time().saturating_sub(before.2);
    let line = output.lines().find_map(|line| line.strip_prefix("RESULT "));
    let result: Said = serde_json::from_str(line.ok_or_else(|| format!("wrk says nothing:\n{output}"))?)?;
    if result.bad > 0 || result.requests == 0 {
        let what = visits.work.name();
        return Err(format!("{what}: {} of {} requests went wrong", result.bad, result.requests).into());
    }
    let count = result.requests as f64;
    let each = |time: Duration| time.as_secs_f64() * 1e6 / count;
    let ours = work.program + work.database + client;
    Ok(Sample {
        key: visits.key(System::Outlay),
        per_second: count / (result.us as f64 / 1e6),
        p50_ms: result.p50_ms,
        p95_ms: Some(result.p95_ms),
        p99_ms: Some(result.p99_ms),
        program_us: Some(each(work.program)),
        backends_us: Some(each(work.database)),
        client_us: Some(each(client)),
        others_cores: Some(busy.saturating_sub(ours).as_secs_f64() / took),
        bytes: Some(result.bytes / result.requests),
    })
}
