//! The limits of the product, measured: `cargo bench`, or `cargo bench -- --quick`. See `benches/README.md`.

mod client;
mod compare;
mod ground;
mod list;
mod machine;
mod plain;
mod report;
mod seed;
mod signup;
mod throughput;
mod trial;

use ground::Ground;
use report::Report;
use std::process::ExitCode;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// What goes wrong ends the run: a figure of half a measurement is worse than none.
type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// How much is measured.
struct Plan {
    parts: Parts,
    organizations: usize,
    expenses: usize,
    sign_ups: usize,
    burst: usize,
    list_rounds: usize,
    rounds: usize,
    round: Duration,
    /// The whole run ends after this, whatever it is doing.
    bound: Duration,
}

/// What is measured.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parts {
    All,
    SignUp,
    List,
    Throughput,
    DryRun,
}

impl Parts {
    fn with(self, part: Self) -> bool {
        self == Self::All || self == part
    }
}

impl Plan {
    const FULL: Self = Self {
        parts: Parts::All,
        organizations: 1_000,
        expenses: 200,
        sign_ups: 40,
        burst: 48,
        list_rounds: 3_000,
        rounds: 7,
        round: Duration::from_secs(6),
        bound: Duration::from_secs(20 * 60),
    };
    const QUICK: Self = Self {
        organizations: 100,
        sign_ups: 10,
        burst: 24,
        list_rounds: 500,
        rounds: 3,
        round: Duration::from_secs(2),
        bound: Duration::from_secs(5 * 60),
        ..Self::FULL
    };
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [first, rest @ ..] = &arguments[..]
        && first == "compare"
    {
        return compare::main(rest);
    }
    let Some(plan) = plan(arguments.into_iter()) else {
        eprintln!("cargo bench [-- [--quick] [--sign-up | --list | --throughput | --dry-run]]");
        return ExitCode::from(2);
    };
    let ground = match Ground::open(plan.bound) {
        Ok(ground) => ground,
        Err(error) => {
            eprintln!("bench: {error}");
            return ExitCode::FAILURE;
        }
    };
    let outcome = run(&plan, &ground);
    ground::close();
    match outcome {
        Ok(report) => {
            print!("{report}");
            if let Err(error) = report.save() {
                eprintln!("bench: {error}");
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn plan(arguments: impl Iterator<Item = String>) -> Option<Plan> {
    let (mut plan, mut parts) = (Plan::FULL, Parts::All);
    for argument in arguments {
        match argument.as_str() {
            // Cargo's own.
            "--bench" => {}
            "--quick" => plan = Plan::QUICK,
            "--sign-up" => parts = Parts::SignUp,
            "--list" => parts = Parts::List,
            "--throughput" => parts = Parts::Throughput,
            "--dry-run" => parts = Parts::DryRun,
            _ => return None,
        }
    }
    Some(Plan { parts, ..plan })
}

fn run(plan: &Plan, ground: &Ground) -> Outcome<Report> {
    let mut report = Report::new(plan.organizations, plan.expenses);
    say("setting the database up");
    ground.migrate()?;

    let signs_up = plan.parts.with(Parts::SignUp);
    let none = signs_up.then(|| first_sign_ups(plan, ground, &mut report)).transpose()?;

    say("making schemas");
    let made = seed::make_schemas(ground, plan.organizations)?;
    report.figure("one ready schema", made.as_secs_f64() * 1e3, "ms", None);
    say("filling them");
    let seeded = seed::fill(ground, 1, plan.organizations, plan.expenses)?;
    let migrations = (0..3).map(|_| ground.migrate()).collect::<Outcome<Vec<_>>>()?;
    let nothing = report::median(migrations.iter().map(Duration::as_secs_f64));
    report.figure("migrate, nothing to do", nothing * 1e3, "ms", Some((nothing < 1.0, "< 1000 ms")));

    if let Some(none) = none {
        say("sign-ups with all organizations");
        let program = ground.serve(&[])?;
        let all = signup::paced(ground, &program, "all", plan.sign_ups)?;
        report.sign_up("all present", &all);
        report.sign_ups_apart(&none, &all);
    }
    let statements = list::capture(ground, &seeded)?;
    let program = ground.serve(&[])?;
    if plan.parts.with(Parts::List) {
        say("the list page");
        let latencies = list::compare(ground, &program, &seeded, &statements, plan.list_rounds)?;
        report.list(&latencies, &statements);
    }
    if plan.parts.with(Parts::Throughput) {
        say("sixteen connections");
        report.throughput(&throughput::compare(ground, &program, &seeded, plan.rounds, plan.round)?);
    }
    report.memory(&machine::memory(ground, &program)?);
    if plan.parts.with(Parts::DryRun)
        && let Some(last) = seeded.last()
    {
        say("a dry run");
        report.trial(&trial::measure(ground, &program, last)?);
    }
    Ok(report)
}

fn first_sign_ups(plan: &Plan, ground: &Ground, report: &mut Report) -> Outcome<signup::Paced> {
    say("sign-ups with no organizations");
    let program = ground.serve(&[])?;
    let none = signup::paced(ground, &program, "none", plan.sign_ups)?;
    report.sign_up("none present", &none);
    report.burst(&signup::burst(&program, plan.burst)?);
    Ok(none)
}

/// Progress, with the time since the start.
fn say(what: &str) {
    static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let seconds = BEGAN.elapsed().as_secs();
    eprintln!("bench {:02}:{:02}  {what}", seconds / 60, seconds % 60);
}
