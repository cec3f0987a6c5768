//! The program over HTTP, as its users meet it.

#[path = "../support/mod.rs"]
mod support;

mod account;
mod activity;
mod activity_plans;
mod approvals;
mod categories;
mod category_merging;
mod errors;
mod expense_edits;
mod expense_fields;
mod expense_list;
mod expense_repeats;
mod expense_scope;
mod expenses;
mod find;
mod handover;
mod hosts;
mod invitations;
mod isolation;
mod letters;
mod life;
mod life_walk;
mod list_bulk;
mod list_export;
mod list_filters;
mod list_model;
mod list_sorts;
mod member_changes;
mod members;
mod organization_settings;
mod origins;
mod pages;
mod recording;
mod recovery;
mod resuming;
mod sessions;
mod sign_in;
mod signup;
mod signup_fields;
mod signup_slugs;
mod steps;
mod suspension;
mod throttling;
mod verification;
