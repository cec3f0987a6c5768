//! Members: who is here, inviting and joining, roles, leaving. Imports `identity`, `mail`, `tenancy`, `web`, `error`,
//! `policy`, `schema`, `domain`.

mod act;
pub mod form;
mod invite;
mod join;
mod letters;
mod list;
mod manage;
mod one;
pub mod queries;
pub mod views;

use crate::domain::id::MemberId;
use crate::error::AppError;
use crate::policy::membership::{Roster, roster};
use crate::tenancy::TenantConn;
use crate::web::chrome::NavPlace;
use crate::web::routes::{Access, On, Route, Verb};
use crate::web::throttle::Limit;
use actix_web::web::to;
use std::net::IpAddr;
use std::time::Duration;
use uuid::Uuid;

/// Where members stand in the navigation.
pub const PLACE: NavPlace = NavPlace {
    label: "members-title",
    href: "/members",
    icon: Some("members"),
    seen_by: |role| roster(role) != Roster::Hidden,
};

/// What of somebody's expenses is not finished.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unfinished {
    /// Not submitted yet.
    pub drafts: i64,
    /// Waiting for a decision.
    pub submitted: i64,
    /// Approved and not paid back.
    pub to_pay: i64,
}

/// Counts what of a member's expenses is not finished: the features above know expenses, this one does not.
pub type CountUnfinished = fn(&mut TenantConn<'_>, MemberId) -> Result<Unfinished, AppError>;

/// What the pages of members need besides the organization.
pub struct MembersDesk {
    count_unfinished: CountUnfinished,
    invitations: Limit<Uuid>,
    answers: Limit<IpAddr>,
}

impl MembersDesk {
    /// With limits `on`, an organization sends 20 forms of invitations at once and one every 30 seconds after that; a
    /// client address accepts or fails to 20 times at once, and every 10 seconds after that.
    pub fn new(count_unfinished: CountUnfinished, on: bool) -> Self {
        Self {
            count_unfinished,
            invitations: Limit::new(on, 20, Duration::from_secs(30)),
            answers: Limit::new(on, 20, Duration::from_secs(10)),
        }
    }
}

/// The addresses of members and invitations.
pub fn routes() -> Vec<Route> {
    let route =
        |verb, path, handler| Route { verb, path, on: On::Organization, access: Access::Member, handler };
    let open =
        |verb, path, handler| Route { verb, path, on: On::Organization, access: Access::Secret, handler };
    vec![
        route(Verb::Get, "/members", || to(list::page)),
        route(Verb::Post, "/members/invitations", || to(invite::invite)),
        route(Verb::Post, "/members/invitations/{invitation}/resend", || to(invite::resend)),
        route(Verb::Post, "/members/invitations/{invitation}/revoke", || to(invite::revoke)),
        route(Verb::Post, "/members/ownership", || to(manage::give_ownership)),
        route(Verb::Get, "/members/{member}", || to(one::page)),
        route(Verb::Post, "/members/{member}/role", || to(manage::change_role)),
        route(Verb::Post, "/members/{member}/approver", || to(manage::change_approver)),
        route(Verb::Get, "/members/{member}/deactivate", || to(one::before_deactivation)),
        route(Verb::Post, "/members/{member}/deactivate", || to(manage::deactivate)),
        route(Verb::Post, "/members/{member}/reactivate", || to(manage::reactivate)),
        route(Verb::Post, "/members/{member}/end-sessions", || to(manage::end_sessions)),
        open(Verb::Get, "/invitations/{token}", || to(join::page)),
        open(Verb::Post, "/invitations/{token}", || to(join::accept)),
    ]
}
