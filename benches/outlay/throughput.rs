//! Requests a second at sixteen connections, over all organizations and over one, in alternation.

use crate::Outcome;
use crate::client::Client;
use crate::ground::{Ground, Program};
use crate::list;
use crate::machine::{self, Work};
use crate::seed::Seeded;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const CONNECTIONS: usize = 16;
/// Each lane has two connections: so often every organization is visited before anything is measured.
const WARM_UP_VISITS: usize = 8;

/// All rounds of one kind.
#[derive(Default)]
pub struct Rounds {
    pub per_second: Vec<f64>,
    pub latencies: Vec<Duration>,
    /// Milliseconds of processor time a request: program, database.
    pub program_cpu: Vec<f64>,
    pub database_cpu: Vec<f64>,
}

pub struct Compared {
    pub one: Rounds,
    pub all: Rounds,
}

/// Alternating rounds, after every connection has seen every organization it serves.
pub fn compare(
    ground: &Ground,
    program: &Program,
    seeded: &[Seeded],
    rounds: usize,
    round: Duration,
) -> Outcome<Compared> {
    let all: Vec<Vec<u8>> = seeded.iter().map(|seeded| list::request(program, seeded, None)).collect();
    let one = &all[..1];
    run(program, &all, Until::Requests(all.len() * WARM_UP_VISITS))?;
    run(program, one, Until::Requests(500))?;
    let mut compared = Compared { one: Rounds::default(), all: Rounds::default() };
    for _ in 0..rounds {
        compared.one.add(ground, program, one, round)?;
        compared.all.add(ground, program, &all, round)?;
    }
    Ok(compared)
}

impl Rounds {
    fn add(
        &mut self,
        ground: &Ground,
        program: &Program,
        requests: &[Vec<u8>],
        round: Duration,
    ) -> Outcome<()> {
        let before = machine::work(ground, program)?;
        let began = Instant::now();
        let latencies = run(program, requests, Until::Time(began + round))?;
        let took = began.elapsed().as_secs_f64();
        let Work { program: program_cpu, database } = machine::work(ground, program)? - before;
        let count = latencies.len() as f64;
        self.per_second.push(count / took);
        self.program_cpu.push(program_cpu.as_secs_f64() * 1e3 / count);
        self.database_cpu.push(database.as_secs_f64() * 1e3 / count);
        self.latencies.extend(latencies);
        Ok(())
    }
}

#[derive(Clone, Copy)]
enum Until {
    Time(Instant),
    Requests(usize),
}

/// Sixteen clients that take the next request in turn, whoever is free first.
fn run(program: &Program, requests: &[Vec<u8>], until: Until) -> Outcome<Vec<Duration>> {
    let next = AtomicUsize::new(0);
    let latencies = std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..CONNECTIONS).map(|_| scope.spawn(|| client(program, requests, until, &next))).collect();
        let joined = threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|_| Err("a client panicked".into())));
        joined.collect::<Outcome<Vec<_>>>()
    })?;
    Ok(latencies.concat())
}

fn client(
    program: &Program,
    requests: &[Vec<u8>],
    until: Until,
    next: &AtomicUsize,
) -> Outcome<Vec<Duration>> {
    let mut client = Client::connect(program.address)?;
    let mut latencies = Vec::new();
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let began = Instant::now();
        let over = match until {
            Until::Time(end) => began >= end,
            Until::Requests(count) => number >= count,
        };
        if over {
            return Ok(latencies);
        }
        let status = client.send(&requests[number % requests.len()])?.status;
        if status != 200 {
            return Err(format!("a list page was answered with {status}").into());
        }
        latencies.push(began.elapsed());
    }
}
