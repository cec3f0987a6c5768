//! Plots of a run as SVG: groups of horizontal bars, readable in a light and a dark page.

use super::record::{Run, Sample, System, Traffic, thousands};
use std::fmt::Write;

const WIDTH: usize = 760;
const LABELS: usize = 250;
const BAR: usize = 16;
const GAP: usize = 14;
const HEAD: usize = 62;

/// A bar: whose, how long, and what stands behind it.
struct Bar {
    class: &'static str,
    value: f64,
    words: String,
}

/// Bars of one label.
struct Group {
    label: String,
    bars: Vec<Bar>,
}

/// The files beside the page: in the order of `page::PLOTS`.
pub fn draw(run: &Run) -> [String; 3] {
    [requests(run), latency(run), memory(run)]
}

const SYSTEMS: [(System, &str, &str); 3] =
    [(System::Outlay, "outlay", "Outlay"), (System::Peer, "peer", "peer"), (System::Floor, "floor", "floor")];

fn requests(run: &Run) -> String {
    let bar = |class, sample: &Sample| Bar {
        class,
        value: sample.per_second,
        words: format!("{}/s", thousands(sample.per_second)),
    };
    let legend: Vec<(&str, &str)> = SYSTEMS.map(|(_, class, name)| (class, name)).into();
    svg("Requests a second, 16 connections", &legend, &by_page(run, |class, sample| vec![bar(class, sample)]))
}

fn latency(run: &Run) -> String {
    let bars = |class: &'static str, sample: &Sample| {
        let class = match class {
            "outlay" => ["outlay", "outlay tail"],
            "peer" => ["peer", "peer tail"],
            _ => ["floor", "floor tail"],
        };
        let p99 = sample.p99_ms.unwrap_or(sample.p50_ms);
        vec![
            Bar { class: class[0], value: sample.p50_ms, words: format!("{:.1} ms", sample.p50_ms) },
            Bar { class: class[1], value: p99, words: format!("{p99:.1} ms") },
        ]
    };
    let legend = [
        ("outlay", "Outlay p50"),
        ("outlay tail", "p99"),
        ("peer", "peer p50"),
        ("peer tail", "p99"),
        ("floor", "floor p50"),
        ("floor tail", "p99"),
    ];
    svg("Latency at 16 connections", &legend, &by_page(run, bars))
}

fn memory(run: &Run) -> String {
    let groups: Vec<Group> = [("program", true), ("PostgreSQL's backends", false)]
        .into_iter()
        .flat_map(|(label, program)| {
            let mut counts: Vec<usize> = run.memory.iter().map(|memory| memory.organizations).collect();
            counts.sort_unstable();
            counts.dedup();
            counts.into_iter().map(move |count| {
                let bars = SYSTEMS.iter().filter_map(|(system, class, _)| {
                    let memory = run.memory_of(*system, count)?;
                    let value = if program { memory.program_mib } else { memory.backends_mib };
                    Some(Bar { class, value, words: format!("{value:.0} MiB") })
                });
                Group { label: format!("{label}, {}", thousands(count as f64)), bars: bars.collect() }
            })
        })
        .collect();
    let legend: Vec<(&str, &str)> = SYSTEMS[..2].iter().map(|(_, class, name)| (*class, *name)).collect();
    svg("Memory after the list over so many organizations", &legend, &groups)
}

fn by_page(run: &Run, bars: impl Fn(&'static str, &Sample) -> Vec<Bar>) -> Vec<Group> {
    let mut kinds: Vec<(usize, usize, Traffic)> = Vec::new();
    let pages = ["list", "home", "create"];
    for sample in &run.loads {
        let page = pages.iter().position(|page| *page == sample.key.work).unwrap_or_default();
        kinds.push((page, sample.key.organizations, sample.key.traffic));
    }
    kinds.sort_unstable();
    kinds.dedup();
    let group = |(page, organizations, traffic): (usize, usize, Traffic)| {
        let of = |system| run.load(system, pages[page], organizations, traffic);
        let found: Vec<(&'static str, &Sample)> =
            SYSTEMS.iter().filter_map(|(system, class, _)| Some((*class, of(*system)?))).collect();
        let label = found.first().map(|(_, sample)| sample.key.to_string()).unwrap_or_default();
        Group { label, bars: found.into_iter().flat_map(|(class, sample)| bars(class, sample)).collect() }
    };
    kinds.into_iter().map(group).collect()
}

fn svg(title: &str, legend: &[(&str, &str)], groups: &[Group]) -> String {
    let most = groups.iter().flat_map(|group| &group.bars).map(|bar| bar.value).fold(1e-9, f64::max);
    let room = (WIDTH - LABELS - 90) as f64;
    let bars: usize = groups.iter().map(|group| group.bars.len()).sum();
    let height = HEAD + bars * BAR + groups.len() * GAP + 8;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" \
         role=\"img\"><title>{title}</title><style>{STYLE}</style>\n\
         <rect class=\"paper\" width=\"{WIDTH}\" height=\"{height}\" rx=\"6\"/>\n\
         <text x=\"12\" y=\"24\" class=\"title\">{title}</text>\n"
    );
    let mut x = 12;
    for (class, name) in legend {
        let _ = writeln!(
            svg,
            "<rect class=\"{class}\" x=\"{x}\" y=\"36\" width=\"11\" height=\"11\" rx=\"2\"/>\
             <text x=\"{}\" y=\"46\">{name}</text>",
            x + 16
        );
        x += 34 + name.len() * 8;
    }
    let mut y = HEAD;
    for group in groups {
        let middle = y + group.bars.len() * BAR / 2 + 4;
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{middle}\" text-anchor=\"end\">{}</text>",
            LABELS - 8,
            group.label
        );
        for Bar { class, value, words } in &group.bars {
            let length = (value / most * room).max(1.0);
            let _ = writeln!(
                svg,
                "<rect class=\"{class}\" x=\"{LABELS}\" y=\"{y}\" width=\"{length:.1}\" height=\"{}\" rx=\"2\"/>\
                 <text x=\"{:.1}\" y=\"{}\">{words}</text>",
                BAR - 3,
                LABELS as f64 + length + 6.0,
                y + BAR - 5
            );
            y += BAR;
        }
        y += GAP;
    }
    svg + "</svg>\n"
}

const STYLE: &str = "text{font:12px system-ui,sans-serif;fill:#24292f}.title{font-size:14px;font-weight:600}\
.paper{fill:#fff}.outlay{fill:#0f766e}.peer{fill:#b45309}.floor{fill:#94a3b8}.tail{opacity:.5}\
@media (prefers-color-scheme:dark){text{fill:#e6edf3}.paper{fill:#161b22}.outlay{fill:#2dd4bf}.peer{fill:#f59e0b}\
.floor{fill:#64748b}}";
