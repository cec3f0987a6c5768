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

/// Memory of processes, in bytes.
pub struct Memory {
    pub program: u64,
    pub backends: Vec<u64>,
}

/// How long the processors of the machine were busy, whoever kept them so.
#[derive(Clone, Copy)]
pub struct Busy(Duration);

impl Busy {
    pub fn now() -> Outcome<Self> {
        let stat = fs::read_to_string("/proc/stat")?;
        let line = stat.lines().next().ok_or("/proc/stat is empty")?;
        let ticks: Vec<u64> =
            line.split_whitespace().skip(1).filter_map(|field| field.parse().ok()).collect();
        // The fourth and fifth are idle time; guests, from the ninth on, are in the first two already.
        let busy: u64 = ticks.iter().take(8).sum::<u64>() - ticks.iter().skip(3).take(2).sum::<u64>();
        Ok(Self(Duration::from_millis(busy * 10)))
    }
}

impl Sub for Busy {
    type Output = Duration;

    fn sub(self, before: Self) -> Duration {
        self.0.saturating_sub(before.0)
    }
}

/// The processor time of all child processes that have ended.
pub fn children_time() -> Duration {
    // SAFETY: `rusage` is plain numbers, for which zeros stand, and getrusage only writes to it.
    let usage = unsafe {
        let mut usage = std::mem::zeroed::<libc::rusage>();
        libc::getrusage(libc::RUSAGE_CHILDREN, &raw mut usage);
        usage
    };
    let time = |value: libc::timeval| {
        Duration::from_secs(value.tv_sec.unsigned_abs()) + Duration::from_micros(value.tv_usec.unsigned_abs())
    };
    time(usage.ru_utime) + time(usage.ru_stime)
}

/// The processor time of the program, and of all backends that serve requests.
pub fn work(ground: &Ground, program: &Program) -> Outcome<Work> {
    let database = backends(ground)?.into_iter().map(processor_time).collect::<Outcome<Vec<_>>>()?;
    Ok(Work { program: processor_time(program.pid)?, database: database.iter().sum() })
}

/// The most that the program ever held resident, in bytes.
pub fn peak(program: &Program) -> Outcome<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", program.pid))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()).ok_or("no peak in the status")?;
    Ok(kilobytes.parse::<u64>()? * 1024)
}

/// What the program and its backends hold resident; of backends what they don't share.
pub fn memory(ground: &Ground, program: &Program) -> Outcome<Memory> {
    let backends = backends(ground)?.into_iter().map(|pid| smaps(pid, "Private_")).collect::<Outcome<_>>()?;
    Ok(Memory { program: smaps(program.pid, "Rss:")?, backends })
}

/// Proportional set sizes, as the peer's runner counts: of backends without what lies in shared buffers.
pub fn proportional(ground: &Ground, program: &Program) -> Outcome<Memory> {
    let private = |pid| Ok(smaps(pid, "Pss:")?.saturating_sub(smaps(pid, "Pss_Shmem:")?));
    let backends = backends(ground)?.into_iter().map(private).collect::<Outcome<_>>()?;
    Ok(Memory { program: smaps(program.pid, "Pss:")?, backends })
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
