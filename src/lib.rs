//! Outlay: a multi-tenant expense tracker.
//!
//! The map, from the top down. Imports point down only:
//! `commands` -> `demo`, `app` -> `settings`, `telemetry`, `onboarding`, `gallery` -> `home`, `activity` -> `approvals`,
//! `trials` -> `expenses` -> `rules` -> `members`, `categories`, `organization`, `branding`, `receipts` ->
//! `absences` -> `notifications` -> `identity` -> `mail` -> `tenancy` -> `web` -> `error` -> `policy` -> `schema`, `domain` -> `words`.
//! `tests/architecture.rs` holds every `use crate::` line against this list.

pub mod absences;
pub mod activity;
pub mod app;
pub mod approvals;
pub mod branding;
pub mod categories;
pub mod commands;
pub mod demo;
pub mod domain;
pub mod error;
pub mod expenses;
pub mod gallery;
pub mod home;
pub mod identity;
pub mod mail;
pub mod members;
pub mod notifications;
pub mod onboarding;
pub mod organization;
pub mod policy;
pub mod receipts;
pub mod rules;
pub mod schema;
pub mod settings;
pub mod telemetry;
pub mod tenancy;
pub mod trials;
pub mod web;
pub mod words;
