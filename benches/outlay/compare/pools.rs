//! What lanes and their connections cost and bring: `bin/bench --pools`.

use super::load::{self, Visits, Work};
use super::record::{Traffic, thousands};
use super::{Options, page};
use crate::ground::{Ground, Program};
use crate::{Outcome, machine, say, seed};
use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

/// Lanes, connections of each, and spare ones.
const SHAPES: [(u32, u32, u32); 6] = [(16, 1, 4), (16, 1, 0), (8, 2, 0), (8, 1, 4), (4, 1, 4), (4, 2, 0)];

/// A table of some shapes of the pools.
pub fn measure(options: &Options, ground: &Ground) -> Outcome<String> {
    say("setting the database up, making organizations");
    ground.migrate()?;
    seed::make_schemas(ground, options.organizations)?;
    let seeded = seed::fill(ground, 1, options.organizations, options.expenses)?;
    let sites = load::write_sites(ground.dir(), &seeded)?;
    let all = seeded.len();
    let mut table = String::from(
        "| lanes x connections + spare | list/s | p99 ms | one organization/s | create/s | p99 ms | program MiB | backends MiB | backends |\n\
         |---|---|---|---|---|---|---|---|---|\n",
    );
    for (lanes, connections, spare) in SHAPES {
        say(&format!("{lanes} x {connections} + {spare}"));
        let program = ground.serve(&[
            ("OUTLAY_POOLS", &lanes.to_string()),
            ("OUTLAY_POOL_CONNECTIONS", &connections.to_string()),
            ("OUTLAY_SPARE_CONNECTIONS", &spare.to_string()),
        ])?;
        let run = |work, organizations, length| one(ground, &program, &sites, (work, organizations), length);
        run(Work::List, all, options.warm_up)?;
        let list = run(Work::List, all, options.round)?;
        let single = run(Work::List, 1, options.round)?;
        let memory = machine::proportional(ground, &program)?;
        run(Work::Create, all, options.warm_up / 2)?;
        let create = run(Work::Create, all, options.round)?;
        let mib = |bytes: u64| bytes / 1024 / 1024;
        writeln!(
            table,
            "| {lanes} x {connections} + {spare} | {} | {:.1} | {} | {} | {:.1} | {} | {} | {} |",
            thousands(list.per_second),
            list.p99_ms.unwrap_or_default(),
            thousands(single.per_second),
            thousands(create.per_second),
            create.p99_ms.unwrap_or_default(),
            mib(memory.program),
            mib(memory.backends.iter().sum()),
            memory.backends.len(),
        )?;
    }
    Ok(page::aligned(&table))
}

fn one(
    ground: &Ground,
    program: &Program,
    sites: &Path,
    (work, organizations): (Work, usize),
    length: Duration,
) -> Outcome<super::record::Sample> {
    let visits = Visits { work, organizations, traffic: Traffic::Uniform };
    load::run(ground, program, sites, visits, length)
}
