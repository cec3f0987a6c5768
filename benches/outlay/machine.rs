//! What the processes use, as Linux tells it.

use crate::Outcome;
use crate::ground::{Ground, Program};
use std::fs;
use std::ops::Sub;
use std::time::Duration;

/// Processor time so far.
#[derive(Clone, Copy)]
pub struct Work {
    pub program: Duration,
    pub database: Duration,
}

impl Sub for Work {
    type Output = Self;

    fn sub(self, before: Self) -> Self {
        Self {
            program: self.program.saturating_sub(before.program),
            database: self.database.saturating_sub(before.database),
        }
    }
}

/// Memory that processes have to themselves, in bytes.
pub struct Memory {
    pub program: u64,
    pub backends: Vec<u64>,
}

/// The processor time of the program, and of all backends that serve requests.
pub fn work(ground: &Ground, program: &Program) -> Outcome<Work> {
    let database = backends(ground)?.into_iter().map(processor_time).collect::<Outcome<Vec<_>>>()?;
    Ok(Work { program: processor_time(program.pid)?, database: database.iter().sum() })
}

/// What the program and its backends hold resident; of backends what they don't share.
pub fn memory(ground: &Ground, program: &Program) -> Outcome<Memory> {
    let backends = backends(ground)?.into_iter().map(|pid| smaps(pid, "Private_")).collect::<Outcome<_>>()?;
    Ok(Memory { program: smaps(program.pid, "Rss:")?, backends })
}

/// The load average of the machine, as three numbers in a text.
pub fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ').take(3).collect::<Vec<_>>().join(" ")
}

/// The processor's name and how many there are.
pub fn name() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZeroUsize::get);
    format!("{cores} x {}", model.map_or("an unknown processor", |(_, name)| name))
}

fn backends(ground: &Ground) -> Outcome<Vec<u32>> {
    let pids = ground.owner()?.column("SELECT pid FROM pg_stat_activity WHERE usename = 'outlay_serve'")?;
    Ok(pids.iter().map(|pid| pid.parse()).collect::<Result<_, _>>()?)
}

fn processor_time(pid: u32) -> Outcome<Duration> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    let after_name = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
    let ticks: u64 =
        after_name.split(' ').skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    // USER_HZ is 100 on every Linux there is.
    Ok(Duration::from_millis(ticks * 10))
}

fn smaps(pid: u32, prefix: &str) -> Outcome<u64> {
    let rollup = fs::read_to_string(format!("/proc/{pid}/smaps_rollup"))?;
    let lines = rollup.lines().filter(|line| line.starts_with(prefix));
    Ok(lines.filter_map(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).sum::<u64>() * 1024)
}
