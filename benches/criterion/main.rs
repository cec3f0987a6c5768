//! What a request does without the database, part by part: `cargo bench --bench parts`. See `benches/README.md`.

mod host;
mod list;
mod money;
mod theme;

use criterion::{criterion_group, criterion_main};

criterion_group!(parts, list::render, money::parse, host::resolve, theme::derive_sheet);
criterion_main!(parts);
