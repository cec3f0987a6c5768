//! `GET /dev/components`: every component in every state, made by the macros and styles that the pages use. In the demo
//! alone, as its mail is: on loopback addresses.

mod handlers;
mod samples;
mod views;

use crate::web::routes::{Access, On, Route, Verb};
use actix_web::web::to;

/// The one address, on every host of the demo.
pub fn routes() -> Vec<Route> {
    let route = |on| Route {
        verb: Verb::Get,
        path: "/dev/components",
        on,
        access: Access::Open,
        handler: || to(handlers::page),
    };
    vec![route(On::Organization), route(On::Base)]
}
