//! Absences: when somebody who decides is away, and who decides for them meanwhile. Whom that leaves waiting for what
//! is [`crate::policy::asked`]'s matter. Imports `notifications`, `identity`, `tenancy`, `web`, `error`, `policy`,
//! `domain`, `words`.

mod act;
mod form;
mod handlers;
mod views;

pub use act::end_all;

use crate::web::routes::{Access, On, Route, Verb};
use actix_web::web::to;

/// Where they stand.
pub const ADDRESS: &str = "/settings/absence";

/// The addresses of absences.
pub fn routes() -> Vec<Route> {
    let route =
        |verb, path, handler| Route { verb, path, on: On::Organization, access: Access::Member, handler };
    vec![
        route(Verb::Get, ADDRESS, || to(handlers::page)),
        route(Verb::Post, ADDRESS, || to(handlers::enter)),
        route(Verb::Get, "/settings/absence/{absence}", || to(handlers::one)),
        route(Verb::Post, "/settings/absence/{absence}", || to(handlers::change)),
        route(Verb::Post, "/settings/absence/{absence}/end", || to(handlers::end)),
    ]
}
