//! Mail: letters are put into an outbox in the transaction of what they tell of, and sent after it was committed.
//! Imports `tenancy`, `web`, `error`, `domain`.

pub mod backoff;
mod chore;
mod handlers;
pub mod letter;
mod message;
mod outbox;
mod post_office;
mod postman;
mod queue;
pub mod settings;
mod showcase;
mod transport;
pub mod unsent;
mod views;
mod worker;

pub use chore::{Chore, Chores};
pub use letter::{Button, Dress, Letter, Posted};
pub use post_office::{Outbox, PostOffice, Wakes};
pub use postman::{Delivered, LEASE, Postman};
pub use showcase::Showcase;
pub use transport::{Failure, Smtp, Transport};
pub use worker::Worker;

use crate::web::routes::{Access, On, Route, Verb};
use actix_web::web::to;

/// The addresses of the demo's mail.
pub fn routes() -> Vec<Route> {
    let route = |on, handler| Route { verb: Verb::Get, path: "/dev/mail", on, access: Access::Open, handler };
    vec![route(On::Organization, || to(handlers::of_organization)), route(On::Base, || to(handlers::of_base))]
}
