//! The program over HTTP, as its users meet it.

#[path = "../support/mod.rs"]
mod support;

mod signup;
