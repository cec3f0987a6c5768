//! What waits for a decision: the queue, and deciding several at once. Imports `expenses`, `rules`, `categories`, `identity`,
//! `tenancy`, `web`, `error`, `policy`, `domain`.

mod bulk;
mod handlers;
pub mod views;

use crate::error::AppError;
use crate::expenses::whole;
use crate::identity::badge::Badge;
use crate::identity::viewer::Viewer;
use crate::policy::role::Power;
use crate::tenancy::TenantConn;
use crate::web::chrome::NavPlace;
use crate::web::routes::{Access, On, Route, Verb};
use actix_web::web::to;

/// Where the queue stands in the navigation.
pub const PLACE: NavPlace = NavPlace {
    label: "approvals-title",
    href: "/approvals",
    icon: Some("check"),
    seen_by: |role| role.may(Power::Decide),
};

/// How many wait for the viewer; no place of theirs for who decides nothing.
pub const BADGE: Badge = Badge { href: "/approvals", count };

/// More than this are not counted on every page.
const MOST_COUNTED: i64 = 200;

/// The addresses of the queue.
pub fn routes() -> Vec<Route> {
    let route = |verb, handler| Route {
        verb,
        path: "/approvals",
        on: On::Organization,
        access: Access::Member,
        handler,
    };
    vec![route(Verb::Get, || to(handlers::page)), route(Verb::Post, || to(handlers::decide))]
}

fn count(conn: &mut TenantConn<'_>, viewer: &Viewer) -> Result<Option<usize>, AppError> {
    if !viewer.role.may(Power::Decide) {
        return Ok(None);
    }
    let whose = whole::list_waiting_members(conn, MOST_COUNTED)?;
    let own = whose.iter().filter(|member| **member == viewer.id.uuid()).count();
    // Whether they would decide their own is asked only where there are such.
    let with_own = own > 0 && whole::decides_own(conn, viewer)?;
    Ok(Some(if with_own { whose.len() } else { whose.len() - own }))
}
