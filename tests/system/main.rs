//! The program from below and from outside: what PostgreSQL lets through, what the core does on its connections, what
//! happens when the database goes away, and the commands.

#[path = "../support/mod.rs"]
mod support;

mod binding;
mod dumps;
mod ground;
mod privileges;
mod provisioner;
