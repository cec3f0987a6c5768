//! Rules: what an organization demands of expenses. Imports `categories`, `identity`, `tenancy`, `web`, `error`, `policy`,
//! `schema`, `domain`; what judges ([`evaluate`], [`allowance`], [`glimpse`],
//! [`rule`], [`likeness`]) imports `policy` and `domain` alone.

pub mod allowance;
pub mod evaluate;
pub mod exceptions;
pub mod form;
pub mod form_pages;
pub mod glimpse;
mod handlers;
pub mod likeness;
pub mod queries;
pub mod rule;
pub mod say;
pub mod sets;
mod steps;
mod tell;
pub mod trial;
pub mod views;

pub use handlers::{MOST, among, find, list_for_change, remember, require_change};
pub use tell::tell;

use crate::web::chrome::{NavPlace, everybody};
use crate::web::routes::{Access, On, Route, Verb};
use actix_web::web::to;

/// Where the rules are.
pub const ADDRESS: &str = "/settings/rules";

/// Where the rules stand in the person's menu. Whom they bind may read them.
pub const PLACE: NavPlace = NavPlace { label: "rules-title", href: ADDRESS, icon: None, seen_by: everybody };

/// The addresses of rules.
pub fn routes() -> Vec<Route> {
    let route =
        |verb, path, handler| Route { verb, path, on: On::Organization, access: Access::Member, handler };
    vec![
        route(Verb::Get, ADDRESS, || to(handlers::page)),
        route(Verb::Post, ADDRESS, || to(handlers::create)),
        route(Verb::Get, "/settings/rules/new", || to(handlers::new_form)),
        route(Verb::Get, "/settings/rules/{rule}/edit", || to(handlers::edit_form)),
        route(Verb::Post, "/settings/rules/{rule}", || to(handlers::update)),
        route(Verb::Post, "/settings/rules/{rule}/move", || to(steps::shift)),
        route(Verb::Post, "/settings/rules/{rule}/switch", || to(steps::switch)),
        route(Verb::Post, "/settings/rules/{rule}/delete", || to(steps::delete)),
        route(Verb::Post, "/settings/rules/{rule}/restore", || to(steps::restore)),
    ]
}
