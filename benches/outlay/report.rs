//! Figures, their limits, a table of them, and the same as JSON.

use crate::list::{Latencies, Statement};
use crate::machine::{self, Memory};
use crate::signup::{Burst, Paced};
use crate::throughput::{Compared, Rounds};
use crate::trial::{self, Measured};
use serde_json::{Value, json};
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A sign-up may take this much longer than one password hash.
const SIGN_UP_MS: f64 = 25.0;
/// Sign-ups with no and with all organizations may lie this far apart.
const APART_MS: f64 = 10.0;
/// The page may take this many times its statements.
const LIST_TIMES: f64 = 1.5;
/// All organizations have to reach this share of one organization's requests a second.
const SHARE: f64 = 0.8;

struct Figure {
    name: String,
    value: f64,
    unit: &'static str,
    limit: Option<(bool, String)>,
}

/// All figures of a run.
pub struct Report {
    organizations: usize,
    expenses: usize,
    load_before: String,
    figures: Vec<Figure>,
    statements: Vec<String>,
}

impl Report {
    pub fn new(organizations: usize, expenses: usize) -> Self {
        Self { organizations, expenses, load_before: machine::load(), figures: vec![], statements: vec![] }
    }

    /// Adds a figure, with whether it is within its limit.
    pub fn figure(&mut self, name: &str, value: f64, unit: &'static str, limit: Option<(bool, &str)>) {
        let limit = limit.map(|(met, words)| (met, words.to_owned()));
        self.figures.push(Figure { name: name.to_owned(), value, unit, limit });
    }

    pub fn sign_up(&mut self, when: &str, paced: &Paced) {
        let (hash, sign_up) = (median_ms(&paced.hashes), median_ms(&paced.sign_ups));
        self.figure(&format!("one password hash, {when}: p50"), hash, "ms", None);
        let limit = hash + SIGN_UP_MS;
        let words = format!("<= {limit:.1} ms (hash + {SIGN_UP_MS})");
        self.figure(&format!("sign-up, {when}: p50"), sign_up, "ms", Some((sign_up <= limit, &words)));
        self.figure(&format!("sign-up, {when}: p90"), quantile_ms(&paced.sign_ups, 0.9), "ms", None);
    }

    pub fn sign_ups_apart(&mut self, none: &Paced, all: &Paced) {
        let apart = median_ms(&all.sign_ups) - median_ms(&none.sign_ups);
        let words = format!("<= {APART_MS} ms");
        self.figure("sign-up p50, all less none", apart, "ms", Some((apart.abs() <= APART_MS, &words)));
    }

    pub fn burst(&mut self, burst: &Burst) {
        let total = burst.answered.len() + burst.refused;
        let per_second = burst.answered.len() as f64 / burst.took.as_secs_f64();
        self.figure(
            &format!("{total} sign-ups at once over 16 connections: made"),
            burst.answered.len() as f64,
            "",
            None,
        );
        self.figure("the same: refused with 503 (none ready)", burst.refused as f64, "", None);
        self.figure("the same: made a second", per_second, "/s", None);
        self.figure("the same: p50", median_ms(&burst.answered), "ms", None);
        self.figure("the same: slowest", quantile_ms(&burst.answered, 1.0), "ms", None);
    }

    pub fn trial(&mut self, measured: &Measured) {
        let what = format!("a dry run of 20 rules over {} expenses", trial::EXPENSES);
        let (median, slowest) = (median_ms(&measured.answers), quantile_ms(&measured.answers, 1.0));
        self.figure(&format!("{what}: p50"), median, "ms", Some((median <= 2000.0, "<= 2000 ms")));
        self.figure("the same: slowest", slowest, "ms", Some((slowest <= 2000.0, "<= 2000 ms")));
        self.figure("the same: the program's memory grew by", measured.grown as f64 / 1e6, "MB", None);
    }

    pub fn list(&mut self, latencies: &Latencies, statements: &[Statement]) {
        let (page, prepared) = (median_ms(&latencies.page), median_ms(&latencies.statements));
        let unprepared = median_ms(&latencies.unprepared);
        let times = page / prepared;
        self.figure("list page of 50, one connection: p50", page, "ms", None);
        self.figure("list page of 50, one connection: p99", quantile_ms(&latencies.page, 0.99), "ms", None);
        self.figure("its statements by plain libpq: p50", unprepared, "ms", None);
        self.figure(
            "its statements by plain libpq: p99",
            quantile_ms(&latencies.unprepared, 0.99),
            "ms",
            None,
        );
        self.figure("its statements by libpq, prepared, binary: p50", prepared, "ms", None);
        self.figure(
            "page / statements, prepared",
            times,
            "x",
            Some((times <= LIST_TIMES, &format!("<= {LIST_TIMES} x"))),
        );
        self.figure("page / statements, not prepared", page / unprepared, "x", None);
        self.figure(
            "list page as browsers ask (compressed): p50",
            median_ms(&latencies.compressed),
            "ms",
            None,
        );
        self.figure("list page: bytes", latencies.bytes as f64, "B", None);
        self.statements = statements.iter().map(|statement| statement.sql().to_owned()).collect();
    }

    pub fn throughput(&mut self, compared: &Compared) {
        self.rounds("one organization", &compared.one);
        self.rounds("all organizations", &compared.all);
        let share =
            median(compared.all.per_second.iter().copied()) / median(compared.one.per_second.iter().copied());
        let words = format!(">= {:.0} %", SHARE * 100.0);
        self.figure("all / one, of the medians", share * 100.0, "%", Some((share >= SHARE, &words)));
        let pairs: Vec<f64> = compared
            .all
            .per_second
            .iter()
            .zip(&compared.one.per_second)
            .map(|(all, one)| all / one * 100.0)
            .collect();
        self.figure(
            "all / one, lowest pair of rounds",
            pairs.iter().copied().fold(f64::MAX, f64::min),
            "%",
            None,
        );
        self.figure(
            "all / one, highest pair of rounds",
            pairs.iter().copied().fold(0.0, f64::max),
            "%",
            None,
        );
    }

    fn rounds(&mut self, who: &str, rounds: &Rounds) {
        self.figure(&format!("16 connections, {who}"), median(rounds.per_second.iter().copied()), "/s", None);
        self.figure(&format!("16 connections, {who}: p50"), median_ms(&rounds.latencies), "ms", None);
        self.figure(&format!("16 connections, {who}: p99"), quantile_ms(&rounds.latencies, 0.99), "ms", None);
        let cpu = median(rounds.program_cpu.iter().copied());
        self.figure(&format!("processor, program, {who}"), cpu * 1e3, "us/request", None);
        let cpu = median(rounds.database_cpu.iter().copied());
        self.figure(&format!("processor, backends, {who}"), cpu * 1e3, "us/request", None);
    }

    pub fn memory(&mut self, memory: &Memory) {
        const MIB: f64 = 1024.0 * 1024.0;
        self.figure("resident memory, program", memory.program as f64 / MIB, "MiB", None);
        let backends = memory.backends.iter().sum::<u64>() as f64 / MIB;
        self.figure(&format!("private memory, {} backends", memory.backends.len()), backends, "MiB", None);
    }

    /// Writes `target/bench.json`.
    pub fn save(&self) -> std::io::Result<()> {
        let figures: Vec<Value> = self
            .figures
            .iter()
            .map(|figure| {
                let (met, limit) = figure.limit.clone().map_or((None, None), |(met, words)| (Some(met), Some(words)));
                json!({ "name": figure.name, "value": figure.value, "unit": figure.unit, "limit": limit, "met": met })
            })
            .collect();
        let document = json!({
            "machine": machine::name(),
            "load_before": self.load_before,
            "load_after": machine::load(),
            "at": chrono::Utc::now().to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            "organizations": self.organizations,
            "expenses_each": self.expenses,
            "figures": figures,
            "statements_of_the_list_page": self.statements,
        });
        std::fs::write(target_directory().join("bench.json"), format!("{document:#}\n"))
    }
}

/// Where what is built goes.
pub fn target_directory() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    Path::new(env!("CARGO_MANIFEST_DIR")).join(target)
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n{}; load before {}, after {}", machine::name(), self.load_before, machine::load())?;
        writeln!(f, "{} organizations of {} expenses\n", self.organizations, self.expenses)?;
        for figure in &self.figures {
            let decimals = if figure.value.abs() >= 100.0 || figure.unit.is_empty() { 0 } else { 2 };
            write!(f, "{:<58} {:>9.decimals$} {:<10}", figure.name, figure.value, figure.unit)?;
            match &figure.limit {
                Some((true, words)) => writeln!(f, " ok      {words}")?,
                Some((false, words)) => writeln!(f, " MISSED  {words}")?,
                None => writeln!(f)?,
            }
        }
        writeln!(f, "\nThe list page's round trips:")?;
        self.statements.iter().try_for_each(|sql| writeln!(f, "  {sql}"))
    }
}

/// The median, or zero of nothing.
pub fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    quantile(values, 0.5)
}

/// The value that `share` of all lie below.
pub fn quantile(values: impl IntoIterator<Item = f64>, share: f64) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    let last = values.len().saturating_sub(1);
    values.get((last as f64 * share).round() as usize).copied().unwrap_or_default()
}

fn quantile_ms(times: &[Duration], share: f64) -> f64 {
    quantile(times.iter().map(|time| time.as_secs_f64() * 1e3), share)
}

fn median_ms(times: &[Duration]) -> f64 {
    quantile_ms(times, 0.5)
}
