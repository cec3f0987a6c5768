//! The program in a real browser: Chromium, driven through chromedriver.
//!
//! `OUTLAY_BROWSER_TESTS=off` leaves these out. After every test the browser's log must be empty (no error, no
//! violation of the content security policy) and no request may have gone to another host.

#[path = "../support/mod.rs"]
mod support;

mod brands;
mod browser;
mod driver;
mod entry;
mod everyone;
mod inspector;
mod joining;
mod journal;
mod keyboard;
mod lcp;
mod looks;
mod queue;
mod receipts;
mod screenshots;
mod shortcuts;
mod signup;
mod typing;
