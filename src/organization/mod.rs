//! The settings of an organization. Imports `identity`, `tenancy`, `web`, `error`, `policy`, `domain`.

pub mod form;
mod handlers;
pub mod views;

use crate::domain::currency::Currency;
use crate::error::AppError;
use crate::identity::viewer::Viewer;
use crate::policy::role::Power;
use crate::tenancy::TenantConn;
use crate::web::chrome::NavPlace;
use crate::web::routes::{Access, On, Route, Verb};
use actix_web::web::to;

/// Where the settings stand in the person's menu.
pub const PLACE: NavPlace = NavPlace {
    label: "web-organization",
    href: "/settings/organization",
    icon: None,
    seen_by: |role| role.may(Power::SeeSettings),
};

/// The addresses of the settings.
pub fn routes() -> Vec<Route> {
    let route = |verb, handler| Route {
        verb,
        path: "/settings/organization",
        on: On::Organization,
        access: Access::Member,
        handler,
    };
    vec![route(Verb::Get, || to(handlers::page)), route(Verb::Post, || to(handlers::save))]
}

/// What hangs on the base currency. Expenses stand above the settings, so the composition root says who answers.
#[derive(Clone, Copy)]
pub struct BaseCurrency {
    /// Whether it can't change any more.
    pub is_fixed: fn(&mut TenantConn<'_>) -> Result<bool, AppError>,
    /// Converts what is not fixed yet into the new one.
    pub rerate: fn(&mut TenantConn<'_>, &Viewer, Currency) -> Result<(), AppError>,
}
