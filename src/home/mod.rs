//! The home page of an organization.

pub mod views;
