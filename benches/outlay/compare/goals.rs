//! The goals of a run at as many organizations as Outlay and the peer were both measured at.

use super::record::{Goal, Run, System, Traffic};

/// What is wanted of a ratio.
enum Wanted {
    AtLeast(f64),
    AtMost(f64),
}

/// All goals; one whose figures are not there is neither met nor missed.
pub fn judge(run: &Run) -> Vec<Goal> {
    use System::{Outlay, Peer};
    use Wanted::{AtLeast, AtMost};
    let count = run.organizations.min(1_000);
    let list = |system| run.load(system, "list", count, Traffic::Uniform);
    let create = |system| run.load(system, "create", count, Traffic::Uniform);
    let per_second = |system| Some(list(system)?.per_second);
    let one = run.load(Outlay, "list", 1, Traffic::Uniform).map(|sample| sample.per_second);
    let sign_up = |system| Some(run.latency(system, "sign-up")?.p50_ms);
    let memory = |system| run.memory_of(system, count);
    let share = |part: Option<f64>, whole: Option<f64>| Some(part? / whole?);
    [
        ("list: requests/s against the peer", AtLeast(8.0), share(per_second(Outlay), per_second(Peer))),
        (
            "list: p99 against the peer's",
            AtMost(0.25),
            share(list(Outlay).and_then(|sample| sample.p99_ms), list(Peer).and_then(|sample| sample.p99_ms)),
        ),
        ("list: all organizations against one", AtLeast(0.9), share(per_second(Outlay), one)),
        ("sign-up: times faster than the peer", AtLeast(10.0), share(sign_up(Peer), sign_up(Outlay))),
        (
            "create: requests/s against the peer",
            AtLeast(4.0),
            share(
                create(Outlay).map(|sample| sample.per_second),
                create(Peer).map(|sample| sample.per_second),
            ),
        ),
        (
            "memory of the program against the peer's",
            AtMost(0.25),
            share(memory(Outlay).map(|it| it.program_mib), memory(Peer).map(|it| it.program_mib)),
        ),
        (
            "private memory of the backends against the peer's",
            AtMost(1.0),
            share(memory(Outlay).map(|it| it.backends_mib), memory(Peer).map(|it| it.backends_mib)),
        ),
    ]
    .into_iter()
    .map(|(what, wanted, got)| {
        let (words, met) = match wanted {
            AtLeast(least) => (format!("at least {least}"), got.map(|got| got >= least)),
            AtMost(most) => (format!("at most {most}"), got.map(|got| got <= most)),
        };
        Goal { what: what.to_owned(), wanted: words, got, met }
    })
    .collect()
}
