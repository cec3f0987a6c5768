//! Whom mail reaches, and in whose way of writing numbers and dates.

use crate::domain::email::Email;
use crate::domain::id::MemberId;
use crate::domain::locale::Locale;
use crate::error::AppError;
use crate::policy::role::Role;
use crate::schema::tenant::{members, organization};
use crate::tenancy::TenantConn;
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

/// Somebody who can be written to.
#[derive(Debug, Clone)]
pub struct Reached {
    /// Who.
    pub id: MemberId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: Email,
    /// What they are.
    pub role: Role,
    /// How they read numbers and dates: their own choice, else the organization's.
    pub locale: Locale,
}

/// Those of the members who are active.
///
/// # Errors
/// When the database is away.
pub fn list(conn: &mut TenantConn<'_>, wanted: &[MemberId]) -> Result<Vec<Reached>, AppError> {
    let ids: Vec<Uuid> = wanted.iter().map(|id| id.uuid()).collect();
    let rows: Vec<(MemberId, String, Email, String, Option<String>, String)> = conn.load(
        members::table
            .inner_join(organization::table.on(organization::id.is_not_null()))
            .filter(members::id.eq_any(ids))
            .filter(members::deactivated_at.is_null())
            .order(members::id)
            .select((
                members::id,
                members::name,
                members::email,
                members::role,
                members::locale,
                organization::locale,
            )),
    )?;
    let reached = rows.into_iter().map(|(id, name, email, role, own, organization)| {
        let role =
            Role::parse(&role).ok_or_else(|| AppError::internal(format!("role {role:?} in the database")))?;
        let locale = Locale::parse(own.as_deref().unwrap_or(&organization)).unwrap_or_default();
        Ok(Reached { id, name, email, role, locale })
    });
    reached.collect()
}

/// All active members.
///
/// # Errors
/// When the database is away.
pub fn list_all(conn: &mut TenantConn<'_>) -> Result<Vec<Reached>, AppError> {
    let ids: Vec<MemberId> =
        conn.load(members::table.filter(members::deactivated_at.is_null()).select(members::id))?;
    list(conn, &ids)
}

/// Who decides about the expenses of each of the members; those of whom that is not settled are left out.
///
/// # Errors
/// When the database is away.
pub fn list_approvers(
    conn: &mut TenantConn<'_>,
    of: &[MemberId],
) -> Result<HashMap<MemberId, MemberId>, AppError> {
    let ids: Vec<Uuid> = of.iter().map(|id| id.uuid()).collect();
    let rows: Vec<(MemberId, Uuid)> = conn.load(
        members::table
            .filter(members::id.eq_any(ids))
            .filter(members::approver_id.is_not_null())
            .select((members::id, members::approver_id.assume_not_null())),
    )?;
    Ok(rows.into_iter().map(|(member, approver)| (member, MemberId::from(approver))).collect())
}
