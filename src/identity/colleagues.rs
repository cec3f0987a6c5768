//! Who else is there to decide and to pay: what the policy asks before somebody decides their own.

use crate::domain::id::MemberId;
use crate::error::AppError;
use crate::policy::role::{Power, Role};
use crate::schema::tenant::members;
use crate::tenancy::TenantConn;
use diesel::prelude::*;

/// What the other active members may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Others {
    /// At least one of them may decide about expenses.
    pub decide: bool,
    /// At least one of them may pay.
    pub pay: bool,
}

/// What the active members besides `member` may do. Hot: a page of a person's own expense runs it.
///
/// # Errors
/// When the database is away.
pub fn find_others(conn: &mut TenantConn<'_>, member: MemberId) -> Result<Others, AppError> {
    let roles: Vec<String> = conn.load_hot(
        members::table
            .filter(members::id.ne(member.uuid()))
            .filter(members::deactivated_at.is_null())
            .select(members::role)
            .distinct(),
    )?;
    let may = |power| roles.iter().filter_map(|role| Role::parse(role)).any(|role| role.may(power));
    Ok(Others { decide: may(Power::Decide), pay: may(Power::Pay) })
}

/// Whether somebody is an active member. Hot: an admin's page of a draft runs it.
///
/// # Errors
/// When the database is away.
pub fn is_active(conn: &mut TenantConn<'_>, member: MemberId) -> Result<bool, AppError> {
    let active: Option<bool> = conn.find_hot(
        members::table.filter(members::id.eq(member.uuid())).select(members::deactivated_at.is_null()),
    )?;
    Ok(active.unwrap_or(false))
}

/// Active members who record expenses, by name.
///
/// # Errors
/// When the database is away.
pub fn list_recording(conn: &mut TenantConn<'_>) -> Result<Vec<(MemberId, String)>, AppError> {
    let rows: Vec<(MemberId, String, String)> = conn.load(
        members::table
            .filter(members::deactivated_at.is_null())
            .order((members::name, members::id))
            .select((members::id, members::name, members::role)),
    )?;
    let records = |role: &str| Role::parse(role).is_some_and(|role| role.may(Power::Record));
    Ok(rows.into_iter().filter(|row| records(&row.2)).map(|(id, name, _)| (id, name)).collect())
}
