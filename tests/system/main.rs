//! The program from below and from outside: what PostgreSQL lets through, what the core does on its connections, what
//! happens when the database goes away, and the commands.

#[path = "../support/mod.rs"]
mod support;

mod behind;
mod binding;
mod commands;
mod dumps;
mod ground;
mod list_plans;
mod logs;
mod mail;
mod mail_chores;
mod mail_commands;
mod mail_killed;
mod mail_server;
mod multipart;
mod outage;
mod privileges;
mod program;
mod provisioner;
mod python;
mod shutdown;
mod sink;
mod storage;
mod storm;
mod uploads;
