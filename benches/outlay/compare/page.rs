//! A run in words: the table on the terminal, and `docs/performance.md`.

use super::record::{Goal, Run, Sample, System, thousands};
use std::fmt::Write;

/// The plots beside the page, by file name, with what they say to who can't see them.
pub const PLOTS: [(&str, &str); 3] = [
    ("performance-requests.svg", "Requests a second by page and number of organizations"),
    ("performance-latency.svg", "Latencies by page and number of organizations"),
    ("performance-memory.svg", "Memory of the serving processes and of PostgreSQL's backends"),
];

/// For the terminal: what a reader of the page sees, without pictures.
pub fn terminal(run: &Run) -> String {
    let mut text = format!("\n{}\n\n", ground(run));
    for section in [goals(run), loads(run), latencies(run), memory(run), floor(run)] {
        text.push_str(&aligned(&section).replace("**", ""));
        text.push('\n');
    }
    for worse in &run.worse {
        let _ = writeln!(text, "WORSE  {worse}");
    }
    text
}

/// `docs/performance.md`.
pub fn markdown(run: &Run) -> String {
    let mut page = format!(
        "# Performance\n\nWritten by `bin/bench` from [performance.json](performance.json); \
         [how it is measured](../benches/README.md).\n\n{}\n\n",
        ground(run)
    );
    let peer = run.peer.as_deref().map_or_else(
        || "The peer was not measured in this run.".to_owned(),
        |versions| {
            format!(
                "**The peer** is a small expense tracker with a schema for each organization too, made with {versions}: \
                 the same list of 50 rows, with two workers and the settings its own runner found quickest."
            )
        },
    );
    let _ = write!(
        page,
        "**Outlay** is the release build with every feature on. {peer} **The floor** is PostgreSQL alone: pgbench sends \
         the very statements that the program sends for the page, in the same transaction under the same role, prepared; \
         for what hashes a password it is one hash by itself, for a migration its SQL by libpq. All are measured in turn, \
         never at the same time, by the same client (wrk, 16 connections). Read the ratios: differences under 15 % are \
         noise.\n\n"
    );
    let _ = write!(page, "## Goals\n\n{}\n", goals(run));
    for ((file, words), (title, table)) in PLOTS.into_iter().zip([
        ("Under load", loads(run)),
        ("One after the other", latencies(run)),
        ("Memory", memory(run)),
    ]) {
        let _ = write!(page, "## {title}\n\n![{words}]({file})\n\n{table}\n");
    }
    let _ = write!(
        page,
        "Memory is the proportional set size, that of backends without shared buffers, after the list over all \
         organizations.\n\n## Against the floor\n\n{}\n",
        floor(run)
    );
    if !run.worse.is_empty() {
        let _ = write!(page, "Worse than in the run before by more than 15 %:\n\n");
        run.worse.iter().for_each(|worse| page.push_str(&format!("- {worse}\n")));
        page.push('\n');
    }
    page
}

fn ground(run: &Run) -> String {
    let date = run.at.split('T').next().unwrap_or_default();
    format!(
        "{}; {}; {} organizations of {} expenses; rounds of {} s; {:.0} min on {date}. Load average {} before and {} after.",
        run.machine,
        run.postgresql,
        thousands(run.organizations as f64),
        run.expenses_each,
        run.seconds_a_round,
        run.took_s / 60.0,
        run.load_before,
        run.load_after
    )
}

fn goals(run: &Run) -> String {
    let mut table = Table::new(&["goal", "wanted", "got", ""]);
    for Goal { what, wanted, got, met } in &run.goals {
        let got = got.map_or_else(|| "not measured".to_owned(), |got| format!("{got:.2}"));
        let met = match met {
            Some(true) => "met",
            Some(false) => "**missed**",
            None => "",
        };
        table.row(&[what, wanted, &got, met]);
    }
    table.0
}

fn loads(run: &Run) -> String {
    let mut table = Table::new(&[
        "page",
        "who",
        "requests/s",
        "p50 ms",
        "p95 ms",
        "p99 ms",
        "CPU µs a request: program",
        "backends",
    ]);
    let mut samples: Vec<&Sample> = run.loads.iter().collect();
    samples.sort_by_key(|sample| order(&sample.key.work, sample.key.organizations, sample));
    for sample in samples {
        table.row(&[
            &sample.key.to_string(),
            who(sample.key.system),
            &thousands(sample.per_second),
            &format!("{:.1}", sample.p50_ms),
            &number(sample.p95_ms, 1),
            &number(sample.p99_ms, 1),
            &number(sample.program_us, 0),
            &number(sample.backends_us, 0),
        ]);
    }
    table.0
}

fn order<'a>(work: &str, organizations: usize, sample: &'a Sample) -> impl Ord + use<'a> {
    let work = ["list", "home", "create"].iter().position(|name| *name == work);
    (work, organizations, sample.key.traffic, sample.key.system)
}

fn latencies(run: &Run) -> String {
    let mut table = Table::new(&["what", "who", "p50 ms", "p95 ms", "how many", ""]);
    for latency in &run.latencies {
        table.row(&[
            &latency.key.to_string(),
            who(latency.key.system),
            &format!("{:.1}", latency.p50_ms),
            &number(latency.p95_ms, 1),
            &latency.count.to_string(),
            latency.note.as_deref().unwrap_or_default(),
        ]);
    }
    table.0
}

fn memory(run: &Run) -> String {
    let mut table =
        Table::new(&["organizations", "who", "program MiB", "processes", "backends MiB", "backends"]);
    for memory in &run.memory {
        table.row(&[
            &thousands(memory.organizations as f64),
            who(memory.system),
            &format!("{:.0}", memory.program_mib),
            &memory.processes.to_string(),
            &format!("{:.0}", memory.backends_mib),
            &memory.backends.to_string(),
        ]);
    }
    table.0
}

fn floor(run: &Run) -> String {
    let mut table = Table::new(&["what", "share of the floor"]);
    for (what, share) in &run.to_floor {
        table.row(&[what, &format!("{share:.2}")]);
    }
    table.0
}

fn who(system: System) -> &'static str {
    match system {
        System::Outlay => "Outlay",
        System::Peer => "peer",
        System::Floor => "floor",
    }
}

fn number(value: Option<f64>, decimals: usize) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.decimals$}"))
}

/// A table in Markdown.
struct Table(String);

impl Table {
    fn new(heads: &[&str]) -> Self {
        Self(format!("| {} |\n|{}\n", heads.join(" | "), "---|".repeat(heads.len())))
    }

    fn row(&mut self, cells: &[&str]) {
        let _ = writeln!(self.0, "| {} |", cells.join(" | "));
    }
}

/// A Markdown table as a terminal likes it.
pub fn aligned(table: &str) -> String {
    let rows: Vec<Vec<&str>> = table
        .lines()
        .filter(|line| !line.starts_with("|-"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<&str>| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| {
            let pad = " ".repeat(width - cell.chars().count());
            let is_number = cell.starts_with(|char: char| char.is_ascii_digit());
            if is_number { format!("{pad}{cell}") } else { format!("{cell}{pad}") }
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}
