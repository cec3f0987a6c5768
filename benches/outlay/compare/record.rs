//! What a run found, as it is kept in JSON.

use crate::report::median;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// Whom a figure is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum System {
    Outlay,
    Peer,
    /// PostgreSQL alone with the same statements, or one password hash by itself.
    Floor,
}

/// How often an organization is visited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Traffic {
    Uniform,
    Zipf,
}

impl Traffic {
    pub fn name(self) -> &'static str {
        match self {
            Self::Uniform => "uniform",
            Self::Zipf => "zipf",
        }
    }
}

/// What a figure is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Key {
    pub work: String,
    pub organizations: usize,
    pub traffic: Traffic,
    pub system: System,
}

impl fmt::Display for Key {
    /// Without the system.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zipf = if self.traffic == Traffic::Zipf { ", Zipf" } else { "" };
        let noun = if self.organizations == 1 { "organization" } else { "organizations" };
        write!(f, "{}, {} {noun}{zipf}", self.work, thousands(self.organizations as f64))
    }
}

/// One round of load, or the medians of several.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Sample {
    #[serde(flatten)]
    pub key: Key,
    pub per_second: f64,
    pub p50_ms: f64,
    pub p95_ms: Option<f64>,
    pub p99_ms: Option<f64>,
    /// Processor time a request.
    pub program_us: Option<f64>,
    pub backends_us: Option<f64>,
    pub client_us: Option<f64>,
    /// Processors that somebody else kept busy meanwhile.
    pub others_cores: Option<f64>,
    pub bytes: Option<u64>,
}

/// Things done one after the other.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Latency {
    #[serde(flatten)]
    pub key: Key,
    pub p50_ms: f64,
    pub p95_ms: Option<f64>,
    pub count: usize,
    /// In words, where the figure needs them.
    pub note: Option<String>,
}

/// What the processes hold.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Memory {
    pub system: System,
    pub organizations: usize,
    /// Of what: "list".
    pub after: String,
    /// Proportional set size of the serving processes.
    pub program_mib: f64,
    pub processes: usize,
    pub backends: usize,
    /// Proportional set size of all backends without shared buffers.
    pub backends_mib: f64,
}

/// What was wanted.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Goal {
    pub what: String,
    /// At least, or at most.
    pub wanted: String,
    pub got: Option<f64>,
    pub met: Option<bool>,
}

/// A whole run.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Run {
    pub at: String,
    pub machine: String,
    pub postgresql: String,
    pub peer: Option<String>,
    pub load_before: String,
    pub load_after: String,
    pub took_s: f64,
    pub organizations: usize,
    pub expenses_each: usize,
    pub seconds_a_round: u64,
    pub loads: Vec<Sample>,
    /// Requests a second of each round, beside the medians.
    pub rounds: BTreeMap<String, Vec<f64>>,
    pub latencies: Vec<Latency>,
    pub memory: Vec<Memory>,
    pub goals: Vec<Goal>,
    /// How near to the floor: 1 is as fast.
    pub to_floor: BTreeMap<String, f64>,
    /// What got worse against the kept run.
    pub worse: Vec<String>,
    pub statements: BTreeMap<String, Vec<String>>,
}

impl Run {
    pub fn load(
        &self,
        system: System,
        work: &str,
        organizations: usize,
        traffic: Traffic,
    ) -> Option<&Sample> {
        let key = Key { work: work.to_owned(), organizations, traffic, system };
        self.loads.iter().find(|sample| sample.key == key)
    }

    pub fn latency(&self, system: System, work: &str) -> Option<&Latency> {
        self.latencies.iter().rfind(|latency| latency.key.system == system && latency.key.work == work)
    }

    pub fn memory_of(&self, system: System, organizations: usize) -> Option<&Memory> {
        self.memory.iter().find(|memory| (memory.system, memory.organizations) == (system, organizations))
    }

    /// How near each figure of Outlay comes to its floor.
    pub fn ratios(&self) -> BTreeMap<String, f64> {
        let of_floor = |key: &Key| Key { system: System::Floor, ..key.clone() };
        let loads =
            self.loads.iter().filter(|sample| sample.key.system == System::Outlay).filter_map(|sample| {
                let floor = self.loads.iter().find(|other| other.key == of_floor(&sample.key))?;
                Some((sample.key.to_string(), sample.per_second / floor.per_second))
            });
        let ours = self.latencies.iter().filter(|latency| latency.key.system == System::Outlay);
        let latencies = ours.filter_map(|latency| {
            let floor = self.latencies.iter().find(|other| other.key == of_floor(&latency.key))?;
            Some((latency.key.to_string(), floor.p50_ms / latency.p50_ms))
        });
        loads.chain(latencies).collect()
    }

    /// What lies more than 15 % further from the floor than in `before`.
    pub fn worse_than(&self, before: &Self) -> Vec<String> {
        const NOISE: f64 = 0.85;
        let compared =
            self.to_floor.iter().filter_map(|(what, now)| Some((what, *now, *before.to_floor.get(what)?)));
        compared
            .filter(|(_, now, then)| *now < then * NOISE)
            .map(|(what, now, then)| format!("{what}: {now:.2} of the floor, was {then:.2}"))
            .collect()
    }
}

/// The medians of all rounds of each kind, in the order in which they first came.
pub fn merge(samples: &[Sample]) -> (Vec<Sample>, BTreeMap<String, Vec<f64>>) {
    let mut merged: Vec<Sample> = Vec::new();
    let mut rounds = BTreeMap::new();
    for sample in samples {
        if merged.iter().any(|other| other.key == sample.key) {
            continue;
        }
        let same: Vec<&Sample> = samples.iter().filter(|other| other.key == sample.key).collect();
        let of = |field: fn(&Sample) -> Option<f64>| {
            let values: Vec<f64> = same.iter().filter_map(|sample| field(sample)).collect();
            (!values.is_empty()).then(|| median(values))
        };
        let each: Vec<f64> = same.iter().map(|sample| sample.per_second.round()).collect();
        rounds.insert(format!("{:?}: {}", sample.key.system, sample.key).to_lowercase(), each);
        merged.push(Sample {
            key: sample.key.clone(),
            per_second: of(|sample| Some(sample.per_second)).unwrap_or_default(),
            p50_ms: of(|sample| Some(sample.p50_ms)).unwrap_or_default(),
            p95_ms: of(|sample| sample.p95_ms),
            p99_ms: of(|sample| sample.p99_ms),
            program_us: of(|sample| sample.program_us),
            backends_us: of(|sample| sample.backends_us),
            client_us: of(|sample| sample.client_us),
            others_cores: of(|sample| sample.others_cores),
            bytes: sample.bytes,
        });
    }
    (merged, rounds)
}

/// `12,345`
pub fn thousands(number: f64) -> String {
    let digits = format!("{:.0}", number.abs());
    let mut text = String::from(if number < 0.0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
