//! Outlay, the peer and the floor in one run: `bin/bench`. See `benches/README.md`.

mod column;
mod floor;
mod goals;
mod load;
mod page;
mod peer;
mod plot;
mod pools;
mod record;
mod rounds;

use crate::ground::{self, Ground};
use crate::report::{self, quantile};
use crate::seed;
use crate::{Outcome, machine, say, signup};
use peer::Peer;
use record::{Key, Latency, Memory, Run, Sample, System, Traffic};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

const USAGE: &str = include_str!("usage.txt");

/// What is measured and how long.
struct Options {
    organizations: usize,
    /// Over how many of them the list is asked for.
    visited: &'static [usize],
    large: Option<usize>,
    pools: bool,
    expenses: usize,
    rounds: usize,
    round: Duration,
    warm_up: Duration,
    sign_ups: usize,
    peer: Option<PathBuf>,
    peer_work: Option<PathBuf>,
    peer_seconds: u64,
    peer_sign_ups: usize,
    peer_migrates: Duration,
    peer_tunes: bool,
    keeps: bool,
    bound: Duration,
}

impl Options {
    fn full() -> Self {
        Self {
            organizations: 1_000,
            visited: &[1, 100, 1_000],
            large: None,
            pools: false,
            expenses: 200,
            rounds: 3,
            round: Duration::from_secs(6),
            warm_up: Duration::from_secs(10),
            sign_ups: 40,
            peer: None,
            peer_work: None,
            peer_seconds: 8,
            peer_sign_ups: 10,
            peer_migrates: Duration::from_secs(60),
            peer_tunes: true,
            keeps: true,
            bound: Duration::from_secs(60 * 60),
        }
    }

    fn quick() -> Self {
        Self {
            organizations: 100,
            visited: &[1, 100],
            rounds: 1,
            round: Duration::from_secs(2),
            warm_up: Duration::from_secs(3),
            sign_ups: 8,
            peer_seconds: 3,
            peer_sign_ups: 3,
            peer_migrates: Duration::from_secs(10),
            peer_tunes: false,
            keeps: false,
            bound: Duration::from_secs(15 * 60),
            ..Self::full()
        }
    }

    fn parse(arguments: &[String]) -> Option<Self> {
        let is_quick = arguments.iter().any(|argument| argument == "--quick");
        let mut options = if is_quick { Self::quick() } else { Self::full() };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--quick" | "--bench" => {}
                "--large" => {
                    options.large = Some(10_000);
                    options.bound = Duration::from_secs(3 * 60 * 60);
                }
                "--pools" => options.pools = true,
                "--peer" => options.peer = Some(arguments.next()?.into()),
                "--peer-work" => options.peer_work = Some(arguments.next()?.into()),
                "--keep" => options.keeps = true,
                "--no-keep" => options.keeps = false,
                _ => return None,
            }
        }
        Some(options)
    }
}

/// Runs the comparison and leaves its files.
pub fn main(arguments: &[String]) -> ExitCode {
    let Some(options) = Options::parse(arguments) else {
        eprint!("{USAGE}");
        return ExitCode::from(2);
    };
    let outcome = Ground::open(options.bound).and_then(|ground| {
        let outcome =
            if options.pools { pools::measure(&options, &ground) } else { whole(&options, &ground) };
        ground::close();
        outcome
    });
    match outcome {
        Ok(table) => {
            print!("{table}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What is found on the way.
#[derive(Default)]
struct Found {
    samples: Vec<Sample>,
    latencies: Vec<Latency>,
    memory: Vec<Memory>,
}

impl Found {
    /// Only the first of a kind: later ones have more behind them.
    fn remember(&mut self, memory: Memory) {
        let is_new =
            |other: &Memory| (other.system, other.organizations) != (memory.system, memory.organizations);
        if self.memory.iter().all(is_new) {
            self.memory.push(memory);
        }
    }
}

/// Compares, writes the files, and answers the tables.
fn whole(options: &Options, ground: &Ground) -> Outcome<String> {
    let run = save(compare(options, ground)?, options.keeps)?;
    Ok(page::terminal(&run))
}

fn compare(options: &Options, ground: &Ground) -> Outcome<Run> {
    let (began, load_before) = (Instant::now(), machine::load());
    let peer = set_up_peer(options, ground)?;
    say("Outlay: setting the database up, making schemas");
    ground.migrate()?;
    let made = seed::make_schemas(ground, options.organizations)?;
    say("Outlay: filling them");
    let mut seeded = seed::fill(ground, 1, options.organizations, options.expenses)?;
    let mut found = Found::default();
    found.latencies.push(Latency {
        key: key("ready schema", options.organizations, System::Outlay),
        p50_ms: made.as_secs_f64() * 1e3,
        p95_ms: None,
        count: options.organizations,
        note: Some("each, of all; ahead of sign-ups".to_owned()),
    });
    let statements = rounds::measure(options, ground, peer.as_ref(), &seeded, &mut found)?;
    measure_sign_ups(options, ground, peer.as_ref(), &mut found.latencies)?;
    say("one added column");
    if let Some(peer) = &peer {
        found.latencies.push(peer.migrate()?);
    }
    found.latencies.extend(column::measure(ground, options.organizations)?);
    if let Some(large) = options.large {
        say(&format!("Outlay: {large} organizations"));
        seed::make_schemas(ground, large - seeded.len())?;
        seeded.extend(seed::fill(ground, seeded.len() + 1, large - seeded.len(), options.expenses)?);
        rounds::large(options, ground, &seeded, &mut found)?;
    }
    let (loads, rounds) = record::merge(&found.samples);
    let mut run = Run {
        at: chrono::Utc::now().to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        machine: machine::name(),
        postgresql: postgresql(ground)?,
        peer: peer.as_ref().and_then(Peer::versions),
        load_before,
        load_after: machine::load(),
        took_s: began.elapsed().as_secs_f64(),
        organizations: options.organizations,
        expenses_each: options.expenses,
        seconds_a_round: options.round.as_secs(),
        loads,
        rounds,
        latencies: found.latencies,
        memory: found.memory,
        goals: Vec::new(),
        to_floor: std::collections::BTreeMap::new(),
        worse: Vec::new(),
        statements,
    };
    run.goals = goals::judge(&run);
    run.to_floor = run.ratios();
    Ok(run)
}

fn set_up_peer(options: &Options, ground: &Ground) -> Outcome<Option<Peer>> {
    let Some(path) = &options.peer else {
        say("no --peer PATH: the peer is left out");
        return Ok(None);
    };
    if !path.join("run").exists() {
        say(&format!("there is no peer at {}: it is left out", path.display()));
        return Ok(None);
    }
    let sizes = peer::Sizes {
        organizations: options.organizations,
        expenses: options.expenses,
        seconds: options.peer_seconds,
        sign_ups: options.peer_sign_ups,
        migrate_limit: options.peer_migrates,
    };
    let work = options.peer_work.clone().unwrap_or_else(|| ground.dir().with_extension("peer"));
    let peer = Peer::new(path, work, options.peer_work.is_none(), &sizes)?;
    say("peer: building, seeding and tuning it");
    peer.set_up(options.peer_tunes)?;
    Ok(Some(peer))
}

fn measure_sign_ups(
    options: &Options,
    ground: &Ground,
    peer: Option<&Peer>,
    latencies: &mut Vec<Latency>,
) -> Outcome<()> {
    if let Some(peer) = peer {
        say("sign-up and sign-in: the peer");
        latencies.extend(peer.sign_up()?);
    }
    say("sign-up and sign-in: Outlay");
    let program = ground.serve(&[])?;
    let paced = signup::paced(ground, &program, "paced", options.sign_ups)?;
    let (sign_ins, hashes) = signup::sign_ins(&program, "paced-0", options.sign_ups)?;
    let burst = signup::burst(&program, options.sign_ups)?;
    let mut add = |work: &str, system, times: &[Duration], note: Option<String>| {
        let at = |share| quantile(times.iter().map(|time| time.as_secs_f64() * 1e3), share);
        let key = key(work, options.organizations, system);
        latencies.push(Latency { key, p50_ms: at(0.5), p95_ms: Some(at(0.95)), count: times.len(), note });
    };
    let hash = Some("one password hash".to_owned());
    add("sign-up", System::Outlay, &paced.sign_ups, None);
    add("sign-up", System::Floor, &paced.hashes, hash.clone());
    add("sign-in", System::Outlay, &sign_ins, None);
    add("sign-in", System::Floor, &hashes, hash);
    let refused = format!("16 connections at once; {} refused, none was ready", burst.refused);
    add("burst of sign-ups", System::Outlay, &burst.answered, Some(refused));
    Ok(())
}

fn key(work: &str, organizations: usize, system: System) -> Key {
    Key { work: work.to_owned(), organizations, traffic: Traffic::Uniform, system }
}

fn postgresql(ground: &Ground) -> Outcome<String> {
    let version = ground.owner()?.column("SHOW server_version")?.remove(0);
    let number = version.split(' ').next().unwrap_or_default();
    Ok(format!("PostgreSQL {number} with its durable defaults"))
}

/// Compares with the kept run, then writes this one.
fn save(mut run: Run, keeps: bool) -> Outcome<Run> {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    if let Some(kept) = kept(&docs.join("performance.json")) {
        run.worse = run.worse_than(&kept);
        run.worse.iter().for_each(|worse| say(&format!("worse than the kept run: {worse}")));
    }
    let target = report::target_directory().join("performance");
    fs::create_dir_all(&target)?;
    let docs = keeps.then_some(docs);
    for directory in [Some(target), docs].into_iter().flatten() {
        fs::write(directory.join("performance.json"), serde_json::to_string_pretty(&run)? + "\n")?;
        fs::write(directory.join("performance.md"), page::markdown(&run))?;
        for ((file, _), svg) in page::PLOTS.into_iter().zip(plot::draw(&run)) {
            fs::write(directory.join(file), svg)?;
        }
        say(&format!("wrote {}", directory.join("performance.md").display()));
    }
    Ok(run)
}

fn kept(path: &Path) -> Option<Run> {
    let text = fs::read(path).ok()?;
    let run = serde_json::from_slice(&text);
    run.inspect_err(|error| say(&format!("the kept run can't be compared with: {error}"))).ok()
}
