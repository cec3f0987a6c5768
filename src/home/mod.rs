//! The home page of an organization. Imports `expenses`, `categories`, `identity`, `tenancy`, `web`, `error`, `domain`.

mod handlers;
pub mod views;

use crate::web::chrome::{NavPlace, everybody};
use crate::web::routes::{Access, On, Route, Verb};
use actix_web::web::to;

/// Where the home page stands in the navigation.
pub const PLACE: NavPlace =
    NavPlace { label: "home-title", href: "/", icon: Some("home"), seen_by: everybody };

/// The address of the home page.
pub fn routes() -> Vec<Route> {
    vec![Route {
        verb: Verb::Get,
        path: "/",
        on: On::Organization,
        access: Access::Member,
        handler: || to(handlers::dashboard),
    }]
}
