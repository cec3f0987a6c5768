//! What a change of the rules would have done with what was spent lately, before anybody makes it; ready-made sets of
//! rules to begin with. Imports `expenses`,
//! `rules`, `categories`, `identity`, `tenancy`, `web`, `error`, `domain`.

mod asked;
mod handlers;
mod say;
pub mod sets;
pub mod views;

use crate::web::routes::{Access, On, Route, Verb};
use actix_web::web::to;

/// Where a form is tried.
pub const ADDRESS: &str = "/settings/rules/try";

/// The addresses of dry runs, which only read, so that an address can be opened again; and of ready-made sets.
pub fn routes() -> Vec<Route> {
    let route = |path, handler| Route {
        verb: Verb::Get,
        path,
        on: On::Organization,
        access: Access::Member,
        handler,
    };
    let posted = |path, handler| Route { verb: Verb::Post, ..route(path, handler) };
    vec![
        route(sets::ADDRESS, || to(sets::page)),
        posted(sets::ADDRESS, || to(sets::add)),
        route("/settings/rules/sets/expenses", || to(sets::expenses)),
        posted("/settings/rules/sets/undo", || to(sets::undo)),
        route(ADDRESS, || to(handlers::form)),
        route("/settings/rules/try/expenses", || to(handlers::expenses_of_form)),
        route("/settings/rules/{rule}/try", || to(handlers::step)),
        route("/settings/rules/{rule}/try/expenses", || to(handlers::expenses_of_step)),
    ]
}
