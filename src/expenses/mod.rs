//! Expenses: recording, listing, editing, trash. Imports `rules`, `categories`, `identity`, `tenancy`, `web`, `error`,
//! `schema`, `domain`.

mod base;
pub mod book;
pub mod bulk;
mod check;
pub mod check_views;
mod checking;
mod comments;
pub mod courier;
pub mod cursor;
pub mod dossier;
mod export;
pub mod filter;
mod filter_form;
pub mod form;
mod form_pages;
mod glimpse;
mod handlers;
pub mod hands;
mod history;
mod inbox;
pub mod judging;
pub mod life;
mod list;
pub mod list_views;
pub mod listing;
pub mod nudges;
pub mod own;
pub mod pairs;
pub mod past;
pub mod pots;
mod present;
pub mod queries;
pub mod queue;
pub mod receipts;
mod routing;
mod show;
pub mod show_views;
mod sight;
mod steps;
mod turns;
pub mod views;
pub mod waits;
pub mod whole;

pub use base::BASE_CURRENCY;
pub use sight::list_visible;

pub use present::{
    Context as PresentContext, base_of, category as category_tag, money_of, row as present_row,
};

use crate::web::chrome::{NavPlace, everybody};
use crate::web::routes::{Access, On, Route, Verb};
use actix_web::middleware::Compress;
use actix_web::web::to;

/// Where expenses stand in the navigation.
pub const PLACE: NavPlace =
    NavPlace { label: "expenses-title", href: "/expenses", icon: Some("expenses"), seen_by: everybody };

/// The addresses of expenses.
pub fn routes() -> Vec<Route> {
    let route =
        |verb, path, handler| Route { verb, path, on: On::Organization, access: Access::Member, handler };
    vec![
        route(Verb::Get, "/expenses", || to(list::page)),
        route(Verb::Post, "/expenses", || to(handlers::create)),
        route(Verb::Get, "/expenses/new", || to(handlers::new_form)),
        route(Verb::Post, "/expenses/check", || to(check::new)),
        route(Verb::Post, "/expenses/bulk", || to(bulk::change)),
        route(Verb::Get, "/expenses/export.csv", || to(export::csv).wrap(Compress::default())),
        route(Verb::Get, "/expenses/{expense}", || to(show::page)),
        route(Verb::Post, "/expenses/{expense}", || to(handlers::update)),
        route(Verb::Get, "/expenses/{expense}/edit", || to(handlers::edit_form)),
        route(Verb::Post, "/expenses/{expense}/check", || to(check::edited)),
        route(Verb::Post, "/expenses/{expense}/keep", || to(check::keep)),
        route(Verb::Post, "/expenses/{expense}/submit", || to(steps::submit)),
        route(Verb::Post, "/expenses/{expense}/withdraw", || to(steps::withdraw)),
        route(Verb::Post, "/expenses/{expense}/approve", || to(steps::approve)),
        route(Verb::Post, "/expenses/{expense}/return", || to(steps::give_back)),
        route(Verb::Post, "/expenses/{expense}/reject", || to(steps::reject)),
        route(Verb::Post, "/expenses/{expense}/reopen", || to(steps::reopen)),
        route(Verb::Post, "/expenses/{expense}/reimburse", || to(steps::reimburse)),
        route(Verb::Post, "/expenses/{expense}/delete", || to(steps::trash)),
        route(Verb::Post, "/expenses/{expense}/restore", || to(steps::restore)),
        route(Verb::Post, "/expenses/{expense}/recode", || to(steps::recode)),
        route(Verb::Post, "/expenses/{expense}/comments", || to(steps::comment)),
        route(Verb::Post, "/expenses/{expense}/receipts", || to(receipts::add)),
        route(Verb::Get, "/receipts", || to(inbox::page)),
        route(Verb::Post, "/receipts", || to(inbox::begin)),
        route(Verb::Post, "/receipts/waiting", || to(receipts::keep)),
        route(Verb::Get, "/receipts/{receipt}", || to(receipts::whole)),
        route(Verb::Get, "/receipts/{receipt}/thumbnail", || to(receipts::thumbnail)),
        route(Verb::Post, "/receipts/{receipt}/delete", || to(receipts::delete)),
        route(Verb::Post, "/receipts/{receipt}/restore", || to(receipts::restore)),
    ]
}
