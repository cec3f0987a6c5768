//! Sign-up: fills a new organization through the other features.

pub mod views;
