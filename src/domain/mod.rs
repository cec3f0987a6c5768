//! Pure values without input or output: money, currencies, dates, addresses, faults. Imports nothing of the crate.
