//! Rules: what an organization demands of expenses. Imports `policy`, `domain`.

pub mod evaluate;
pub mod likeness;
pub mod rule;
