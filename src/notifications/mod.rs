//! Notifications: what members are told, in their list and by letters, at once or once a day, as each chose. Imports
//! `identity`, `mail`, `tenancy`, `web`, `error`, `policy`, `schema`, `domain`, `words`.
//!
//! A feature that has news calls [`Messenger::tell`] in the transaction of what happened and [`Messenger::send`] after it.

mod choices;
mod daily;
mod handlers;
pub mod kind;
mod letters;
pub mod morning;
mod news;
pub mod queries;
pub mod say;
mod tell;
mod unsubscribe;
pub mod views;
mod wishes;

pub use daily::DailyLetters;
pub use kind::{Delivery, Kind};
pub use news::{About, AbsenceChange, AbsenceNews, Expenses, Item, News, RuleChange, RuleNews};
pub use tell::{Messenger, Sender, seen};

use crate::domain::id::{ExpenseId, MemberId};
use crate::error::AppError;
use crate::policy::role::Role;
use crate::tenancy::TenantConn;
use crate::web::routes::{Access, On, Route, Verb};
use actix_web::web::to;
use std::collections::HashSet;

/// Where the list is.
pub const ADDRESS: &str = "/notifications";

/// Where the links of letters lead that switch them off.
const UNSUBSCRIBE: &str = "/unsubscribe/{token}";

/// Which of some expenses somebody in a role may see now: those who know tell it.
#[derive(Clone, Copy)]
pub struct Sight(pub SeesFn);

/// See [`Sight`].
pub type SeesFn =
    fn(&mut TenantConn<'_>, MemberId, Role, &[ExpenseId]) -> Result<HashSet<ExpenseId>, AppError>;

/// The addresses of notifications.
pub fn routes() -> Vec<Route> {
    let route =
        |verb, path, handler| Route { verb, path, on: On::Organization, access: Access::Member, handler };
    vec![
        route(Verb::Get, ADDRESS, || to(handlers::page)),
        route(Verb::Post, "/notifications/read", || to(handlers::read_all)),
        route(Verb::Post, "/notifications/{notification}/read", || to(handlers::read)),
        route(Verb::Get, choices::ADDRESS, || to(choices::page)),
        route(Verb::Post, choices::ADDRESS, || to(choices::save)),
        Route { access: Access::OneClick, ..route(Verb::Get, UNSUBSCRIBE, || to(unsubscribe::page)) },
        Route { access: Access::OneClick, ..route(Verb::Post, UNSUBSCRIBE, || to(unsubscribe::switch_off)) },
        Route {
            access: Access::Secret,
            ..route(Verb::Post, "/subscribe/{token}", || to(unsubscribe::switch_on))
        },
    ]
}
