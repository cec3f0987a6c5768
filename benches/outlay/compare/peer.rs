//! The peer, measured by its own command: `run PHASE...`, which leaves `results.json`.

use super::record::{Key, Latency, Memory, Sample, System, Traffic};
use crate::Outcome;
use crate::ground;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// A checkout of the peer and the directory it works in.
pub struct Peer {
    run: PathBuf,
    work: PathBuf,
    organizations: usize,
    expenses: usize,
    seconds: u64,
    sign_ups: usize,
    migrate_limit: Duration,
}

/// How much of it is measured.
pub struct Sizes {
    pub organizations: usize,
    pub expenses: usize,
    pub seconds: u64,
    pub sign_ups: usize,
    pub migrate_limit: Duration,
}

impl Peer {
    /// `work` is removed in the end if it is `temporary`.
    pub fn new(path: &Path, work: PathBuf, temporary: bool, sizes: &Sizes) -> Outcome<Self> {
        let run = path.join("run").canonicalize()?;
        fs::create_dir_all(&work)?;
        if temporary {
            ground::remove_at_the_end(&work);
        }
        Ok(Self {
            run,
            work: work.canonicalize()?,
            organizations: sizes.organizations,
            expenses: sizes.expenses,
            seconds: sizes.seconds,
            sign_ups: sizes.sign_ups,
            migrate_limit: sizes.migrate_limit,
        })
    }

    /// Builds and seeds it, unless its directory holds it already.
    pub fn set_up(&self, tunes: bool) -> Outcome<()> {
        if !self.is_seeded() {
            self.phases(&["setup", "seed"], self.organizations)?;
        }
        if tunes && self.result("best").is_none() {
            self.phases(&["tune"], self.organizations)?;
        }
        Ok(())
    }

    fn is_seeded(&self) -> bool {
        self.result(&format!("db_size_mib_{}", self.organizations)).is_some()
    }

    /// What it is made of.
    pub fn versions(&self) -> Option<String> {
        let versions = self.result("versions")?;
        let packages = versions["packages"].as_array()?.iter().filter_map(Value::as_str);
        let named = packages.filter(|name| {
            let name = name.to_ascii_lowercase();
            ["django==", "django-tenants==", "gunicorn=="].iter().any(|wanted| name.starts_with(wanted))
        });
        let mut words: Vec<String> = named.map(|name| name.replace("==", " ")).collect();
        words.push(versions["python"].as_str()?.to_owned());
        Some(words.join(", "))
    }

    /// The list page over one organization and over `organizations`, once they are warm.
    pub fn list(&self, organizations: usize) -> Outcome<(Vec<Sample>, Vec<Memory>)> {
        self.phases(&["web"], organizations)?;
        let one = self.sample("list", 1, "get_1_tenant")?;
        let all = self.sample("list", organizations, &format!("get_{organizations}_tenants"))?;
        let memory = [
            self.memory(1, "memory_after_1_tenant")?,
            self.memory(organizations, &format!("memory_after_{organizations}_tenants"))?,
        ];
        Ok((vec![one, all], memory.into()))
    }

    pub fn create(&self) -> Outcome<Sample> {
        self.phases(&["post"], self.organizations)?;
        self.sample("create", self.organizations, &format!("post_{}_tenants", self.organizations))
    }

    /// Sign-up, the quicker of its two ways, and sign-in.
    pub fn sign_up(&self) -> Outcome<Vec<Latency>> {
        self.phases(&["signup"], self.organizations)?;
        let ways = ["migrations", "clone_schema"].into_iter().filter_map(|way| {
            let result = self.result(&format!("signup_{way}"))?;
            let all_well = result["bad"].as_array().is_none_or(Vec::is_empty);
            all_well.then_some((way, result))
        });
        let ways: Vec<_> = ways.collect();
        let median = |result: &Value| result["median_ms"].as_f64().unwrap_or(f64::MAX);
        let quickest = ways.iter().min_by(|(_, one), (_, other)| median(one).total_cmp(&median(other)));
        let (way, result) = quickest.ok_or("no sign-up of the peer went well")?;
        let logins: Vec<f64> =
            ways.iter().filter_map(|(_, result)| result["login_median_ms"].as_f64()).collect();
        Ok(vec![
            Latency {
                key: self.key("sign-up", self.organizations),
                p50_ms: median(result),
                p95_ms: result["p95_ms"].as_f64(),
                count: result["n"].as_u64().and_then(|n| n.try_into().ok()).unwrap_or_default(),
                note: Some(format!("by {way}")),
            },
            Latency {
                key: self.key("sign-in", self.organizations),
                p50_ms: crate::report::median(logins),
                p95_ms: None,
                count: 5 * ways.len(),
                note: None,
            },
        ])
    }

    /// One added column: how long a schema takes, with two processes. Schemas that have it already, from an earlier run
    /// in the same directory, would take no time: that run's figure stands.
    pub fn migrate(&self) -> Outcome<Latency> {
        if self.result("migrate_multiprocessing").is_none() {
            self.phases(&["migrate"], self.organizations)?;
        }
        let result = self.result("migrate_multiprocessing").ok_or("the peer did not migrate")?;
        let done = result["schemas_done"].as_u64().unwrap_or_default();
        Ok(Latency {
            key: self.key("migrate", self.organizations),
            p50_ms: result["ms_per_tenant"].as_f64().ok_or("the peer did not migrate")?,
            p95_ms: None,
            count: done.try_into()?,
            note: Some(format!("a schema; {done} in {} s", result["seconds"])),
        })
    }

    fn key(&self, work: &str, organizations: usize) -> Key {
        Key { work: work.to_owned(), organizations, traffic: Traffic::Uniform, system: System::Peer }
    }

    fn phases(&self, phases: &[&str], organizations: usize) -> Outcome<()> {
        let mut run = Command::new(&self.run);
        run.args(phases)
            .env("PEER_WORK", &self.work)
            .env("MEASURE_LOCK", self.work.join("lock"))
            .env("TENANTS", organizations.to_string())
            .env("EXPENSES", self.expenses.to_string())
            .env("SECONDS", self.seconds.to_string())
            .env("SIGNUPS", self.sign_ups.to_string())
            .env("MIGRATE_LIMIT_S", self.migrate_limit.as_secs().to_string());
        ground::run_child(&mut run).map(|_| ())
    }

    fn result(&self, name: &str) -> Option<Value> {
        let results: Value = serde_json::from_slice(&fs::read(self.work.join("results.json")).ok()?).ok()?;
        results.get(name).cloned()
    }

    fn sample(&self, work: &str, organizations: usize, name: &str) -> Outcome<Sample> {
        let result = self.result(name).ok_or_else(|| format!("the peer left no {name}"))?;
        let number =
            |value: &Value| value.as_f64().ok_or_else(|| format!("{name} of the peer is incomplete"));
        let per_second = number(&result["rps"])?;
        if result["bad"].as_u64() != Some(0) {
            return Err(format!("{name} of the peer went wrong: {result}").into());
        }
        let cores = &result["cores"];
        let each = |cores: f64| cores * 1e6 / per_second;
        let workers: f64 = cores["gunicorn"].as_array().into_iter().flatten().filter_map(Value::as_f64).sum();
        Ok(Sample {
            key: self.key(work, organizations),
            per_second,
            p50_ms: number(&result["p50_ms"])?,
            p95_ms: None,
            p99_ms: result["p99_ms"].as_f64(),
            program_us: Some(each(workers)),
            backends_us: cores["postgres"].as_f64().map(each),
            client_us: cores["wrk"].as_f64().map(each),
            others_cores: cores["not_ours"].as_f64(),
            bytes: result["bytes_per_response"].as_u64(),
        })
    }

    fn memory(&self, organizations: usize, name: &str) -> Outcome<Memory> {
        let result = self.result(name).ok_or_else(|| format!("the peer left no {name}"))?;
        let number = |what: &str| result[what].as_f64().ok_or_else(|| format!("{name} has no {what}"));
        Ok(Memory {
            system: System::Peer,
            organizations,
            after: "list".to_owned(),
            program_mib: number("gunicorn_pss_mib")?,
            processes: number("gunicorn_processes")? as usize,
            backends: number("backends")? as usize,
            backends_mib: number("backends_pss_without_shared_buffers_mib")?,
        })
    }
}
