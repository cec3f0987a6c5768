//! Members, sign-in, sessions, and who may do what. Imports `tenancy`, `web`, `error`, `schema`, `domain`.

pub mod act;
mod device;
pub mod handlers;
pub mod kept;
pub mod members;
pub mod passwords;
pub mod roster;
pub mod sessions;
pub mod trail;
pub mod viewer;
pub mod views;
pub mod visit;

use crate::web::routes::{Access, On, Route, Verb};
use actix_web::web::to;

/// The addresses of sign-in.
pub fn routes() -> Vec<Route> {
    let on = On::Organization;
    vec![
        Route {
            verb: Verb::Get,
            path: "/login",
            on,
            access: Access::Open,
            handler: || to(handlers::login_page),
        },
        Route {
            verb: Verb::Post,
            path: "/login",
            on,
            access: Access::Secret,
            handler: || to(handlers::login),
        },
        Route {
            verb: Verb::Post,
            path: "/logout",
            on,
            access: Access::Open,
            handler: || to(handlers::logout),
        },
        Route {
            verb: Verb::Post,
            path: "/sessions/end-all",
            on,
            access: Access::Member,
            handler: || to(handlers::end_all),
        },
        Route {
            verb: Verb::Get,
            path: "/welcome",
            on,
            access: Access::Secret,
            handler: || to(handlers::welcome_page),
        },
        Route {
            verb: Verb::Post,
            path: "/welcome",
            on,
            access: Access::Secret,
            handler: || to(handlers::welcome),
        },
    ]
}
