//! An organization's colours, from the two that were picked to the stylesheet of both schemes.

use criterion::Criterion;
use outlay::domain::theme::{Look, derive};
use std::hint::black_box;

/// What a new hash in an address costs once.
pub fn derive_sheet(criterion: &mut Criterion) {
    let look = Look::default();
    criterion.bench_function("theme, derived", |bench| bench.iter(|| derive(black_box(&look))));
    let theme = derive(&look);
    criterion.bench_function("theme, written", |bench| bench.iter(|| black_box(&theme).sheet()));
}
