//! Members, sign-in, sessions, and who may do what. Imports `mail`, `tenancy`, `web`, `error`, `schema`, `domain`.

pub mod absences;
pub mod account_views;
pub mod act;
pub mod addresses;
pub mod badge;
pub mod brand;
pub mod company;
mod device;
pub mod handlers;
mod handover;
pub mod kept;
pub mod letters;
pub mod members;
pub mod organization;
pub mod passwords;
mod profile;
pub mod reach;
mod recovery;
pub mod roster;
mod security;
pub mod sessions;
mod shortcuts;
pub mod trail;
pub mod verification;
pub mod viewer;
pub mod views;
pub mod visit;

use crate::web::chrome::{NavPlace, everybody};
use crate::web::routes::{Access, On, Route, Verb};
use actix_web::web::to;

/// Where one's own settings stand in the navigation.
pub const PLACE: NavPlace =
    NavPlace { label: "web-settings", href: "/settings", icon: Some("settings"), seen_by: everybody };

/// The addresses of sign-in and of one's own account.
pub fn routes() -> Vec<Route> {
    let route = |verb, path, access, handler| Route { verb, path, on: On::Organization, access, handler };
    use Access::{Member, Open, Secret};
    use Verb::{Get, Post};
    vec![
        route(Get, "/login", Open, || to(handlers::login_page)),
        route(Post, "/login", Secret, || to(handlers::login)),
        route(Post, "/logout", Open, || to(handlers::logout)),
        route(Post, "/sessions/end-all", Member, || to(handlers::end_all)),
        route(Get, "/welcome", Secret, || to(handover::welcome_page)),
        route(Post, "/welcome", Secret, || to(handover::welcome)),
        route(Get, "/password/forgot", Open, || to(recovery::forgot_page)),
        route(Post, "/password/forgot", Open, || to(recovery::forgot)),
        route(Get, "/password/reset", Secret, || to(recovery::reset_page)),
        route(Post, "/password/reset", Secret, || to(recovery::reset)),
        route(Get, "/verify", Secret, || to(verification::verify_page)),
        route(Post, "/verify", Secret, || to(verification::verify)),
        route(Post, "/verify/resend", Member, || to(verification::resend)),
        route(Get, "/settings", Member, || to(profile::settings)),
        route(Get, "/settings/profile", Member, || to(profile::page)),
        route(Post, "/settings/profile", Member, || to(profile::save)),
        route(Get, "/settings/email", Secret, || to(verification::email_page)),
        route(Post, "/settings/email", Secret, || to(verification::change_email)),
        route(Get, "/settings/security", Member, || to(security::page)),
        route(Post, "/settings/security", Member, || to(security::end)),
        route(Get, "/shortcuts", Member, || to(shortcuts::page)),
    ]
}
