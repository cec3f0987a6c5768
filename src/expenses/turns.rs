//! Submissions of one member's expenses take turns: what a day or a month comes to is counted by one at a time, so that
//! two at the same instant can't both pass a limit.

use crate::domain::id::{ExpenseId, MemberId};
use crate::error::AppError;
use crate::identity::roster;
use crate::schema::tenant::expenses;
use crate::tenancy::TenantConn;
use diesel::prelude::*;
use uuid::Uuid;

/// Waits for the turn of whoever spent these, and holds it until the transaction ends. Before any of the expenses is
/// held, and for all of them at once: so nobody waits for each other in a circle.
///
/// # Errors
/// When the database is away.
pub fn take(conn: &mut TenantConn<'_>, submitted: &[ExpenseId]) -> Result<(), AppError> {
    let ids: Vec<Uuid> = submitted.iter().map(|id| id.uuid()).collect();
    let spenders: Vec<Uuid> =
        conn.load(expenses::table.filter(expenses::id.eq_any(ids)).select(expenses::member_id).distinct())?;
    roster::hold(conn, &spenders.into_iter().map(MemberId::from).collect::<Vec<_>>())
}
