//! Sign-up and the public pages: above all features, because it fills a new organization with them. Imports
//! `categories`, `identity`, `tenancy`, `web`, `error`, `domain`.

pub mod create;
mod desk;
mod find;
mod form;
mod handlers;
mod landing;
pub mod views;

pub use desk::{SignupDesk, SignupPolicy};

use crate::web::routes::{Access, On, Route, Verb};
use actix_web::web::to;

/// The addresses of the base domain.
pub fn routes() -> Vec<Route> {
    let route = |verb, path, handler| Route { verb, path, on: On::Base, access: Access::Open, handler };
    vec![
        route(Verb::Get, "/", || to(landing::landing)),
        route(Verb::Get, "/find", || to(landing::find)),
        route(Verb::Post, "/find", || to(find::send)),
        route(Verb::Get, "/signup", || to(handlers::signup_page)),
        route(Verb::Post, "/signup", || to(handlers::signup)),
        route(Verb::Get, "/signup/slug", || to(handlers::slug_hint)),
    ]
}
