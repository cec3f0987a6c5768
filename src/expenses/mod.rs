//! Expenses: recording, listing, editing, trash.

pub mod views;
