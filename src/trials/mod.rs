//! What a change of the rules would have done with what was spent lately, before anybody makes it. Imports `expenses`,
//! `rules`, `categories`, `identity`, `tenancy`, `web`, `error`, `domain`.

mod asked;
mod handlers;
mod say;
pub mod views;

use crate::web::routes::{Access, On, Route, Verb};
use actix_web::web::to;

/// Where a form is tried.
pub const ADDRESS: &str = "/settings/rules/try";

/// The addresses of dry runs. They only read, so that an address can be opened again.
pub fn routes() -> Vec<Route> {
    let route = |path, handler| Route {
        verb: Verb::Get,
        path,
        on: On::Organization,
        access: Access::Member,
        handler,
    };
    vec![
        route(ADDRESS, || to(handlers::form)),
        route("/settings/rules/try/expenses", || to(handlers::expenses_of_form)),
        route("/settings/rules/{rule}/try", || to(handlers::step)),
        route("/settings/rules/{rule}/try/expenses", || to(handlers::expenses_of_step)),
    ]
}
