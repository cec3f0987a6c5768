//! What tests share: the running program on a real PostgreSQL, and clients that speak to it as browsers do.
//!
//! PostgreSQL starts once for a test binary (a whole run keeps one cluster in `OUTLAY_TEST_DATA_DIR`) and stops when
//! the binary ends. Every test makes organizations of its own, so all of them run at the same time.
#![allow(dead_code, unused_imports, reason = "each test binary uses a part of it")]

pub mod app;
pub mod client;
pub mod server;

pub use app::{Organization, TestApp};
pub use client::{Answer, Client};
