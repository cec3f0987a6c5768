//! The trail of the whole organization, for those who keep its books. Imports `expenses`, `categories`, `identity`,
//! `tenancy`, `web`, `error`, `policy`, `domain`.

mod filter;
mod handlers;
mod sentences;
pub mod views;

use crate::policy::role::Power;
use crate::web::chrome::NavPlace;
use crate::web::routes::{Access, On, Route, Verb};
use actix_web::web::to;

/// Where the trail stands in the person's menu.
pub const PLACE: NavPlace = NavPlace {
    label: "web-activity",
    href: "/activity",
    icon: None,
    seen_by: |role| role.may(Power::ReadTrail),
};

/// The address of the trail.
pub fn routes() -> Vec<Route> {
    vec![Route {
        verb: Verb::Get,
        path: "/activity",
        on: On::Organization,
        access: Access::Member,
        handler: || to(handlers::page),
    }]
}
