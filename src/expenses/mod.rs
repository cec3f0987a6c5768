//! Expenses: recording, listing, editing, trash. Imports `categories`, `identity`, `tenancy`, `web`, `error`,
//! `schema`, `domain`.

mod bulk;
pub mod cursor;
mod export;
pub mod filter;
mod filter_form;
pub mod form;
mod handlers;
mod history;
pub mod life;
mod list;
pub mod list_views;
pub mod listing;
mod present;
pub mod queries;
pub mod views;
pub mod whole;

pub use present::{Context as PresentContext, base_total, row as present_row, unrated};

use crate::web::chrome::NavPlace;
use crate::web::routes::{Access, On, Route, Verb};
use actix_web::web::to;

/// Where expenses stand in the navigation.
pub const PLACE: NavPlace = NavPlace { label: "Expenses", href: "/expenses", icon: "expenses" };

/// The addresses of expenses.
pub fn routes() -> Vec<Route> {
    let route =
        |verb, path, handler| Route { verb, path, on: On::Organization, access: Access::Member, handler };
    vec![
        route(Verb::Get, "/expenses", || to(list::page)),
        route(Verb::Post, "/expenses", || to(handlers::create)),
        route(Verb::Get, "/expenses/new", || to(handlers::new_form)),
        route(Verb::Post, "/expenses/bulk", || to(bulk::change)),
        route(Verb::Get, "/expenses/export.csv", || to(export::csv)),
        route(Verb::Get, "/expenses/{expense}", || to(handlers::show)),
        route(Verb::Post, "/expenses/{expense}", || to(handlers::update)),
        route(Verb::Get, "/expenses/{expense}/edit", || to(handlers::edit_form)),
        route(Verb::Post, "/expenses/{expense}/delete", || to(handlers::trash)),
        route(Verb::Post, "/expenses/{expense}/restore", || to(handlers::restore)),
    ]
}
