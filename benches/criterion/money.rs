//! Amounts as people type them.

use criterion::Criterion;
use outlay::domain::currency::Currency;
use outlay::domain::locale::Locale;
use outlay::domain::money::Amount;
use std::hint::black_box;

/// A plain one, one with both separators, one with a sign and spaces, and one that is refused.
pub fn parse(criterion: &mut Criterion) {
    let euro = Currency::parse("EUR").expect("a currency");
    for (locale, typed) in [("en", "12.50"), ("de", "1.234,50"), ("fr", "€ 1 234,50"), ("en", "twelve")] {
        let locale = Locale::parse(locale).expect("a locale");
        criterion.bench_function(&format!("money parsing: {typed}"), |bencher| {
            bencher.iter(|| Amount::parse(black_box(typed), euro, &locale));
        });
    }
}
