//! How an organization looks: what its owners and admins pick, and the addresses that every page wears it by. Imports
//! `identity`, `tenancy`, `web`, `error`, `policy`, `domain`.

pub mod change;
pub mod form;
mod handlers;
pub mod logo;
mod preview;
pub mod queries;
mod serve;
pub mod views;

use crate::policy::role::Power;
use crate::web::brand::{ICON, LOGO, MANIFEST, THEME};
use crate::web::chrome::NavPlace;
use crate::web::routes::{Access, On, Route, Verb};
use actix_web::web::to;

/// Where the settings of the look are.
pub const ADDRESS: &str = "/settings/branding";
/// Shows a look without saving it.
pub const PREVIEW: &str = "/settings/branding/preview";
/// The custom properties of a look that is being chosen.
pub const SAMPLE: &str = "/settings/branding/sample.css";

/// Where the settings stand in the person's menu.
pub const PLACE: NavPlace = NavPlace {
    label: "web-branding",
    href: ADDRESS,
    icon: None,
    seen_by: |role| role.may(Power::SeeSettings),
};

/// The addresses of the look. Whoever sees the sign-in page sees what it wears.
pub fn routes() -> Vec<Route> {
    let member =
        |verb, path, handler| Route { verb, path, on: On::Organization, access: Access::Member, handler };
    let open =
        |path, handler| Route { verb: Verb::Get, path, on: On::Organization, access: Access::Open, handler };
    vec![
        member(Verb::Get, ADDRESS, || to(handlers::page)),
        member(Verb::Post, ADDRESS, || to(handlers::save)),
        member(Verb::Post, PREVIEW, || to(preview::show)),
        open(SAMPLE, || to(preview::sample)),
        open(THEME, || to(serve::theme)),
        open(LOGO, || to(serve::logo)),
        open(ICON, || to(serve::icon)),
        open("/favicon.ico", || to(serve::icon)),
        open(MANIFEST, || to(serve::manifest)),
    ]
}
