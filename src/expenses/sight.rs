//! Which expenses somebody may see, for whoever tells people of expenses.

use super::queries::Scope;
use crate::domain::id::{ExpenseId, MemberId};
use crate::error::AppError;
use crate::policy::role::Role;
use crate::schema::tenant::expenses;
use crate::tenancy::TenantConn;
use diesel::prelude::*;
use std::collections::HashSet;
use uuid::Uuid;

/// Those of the expenses that are there for this person now: the scope of all lists.
///
/// # Errors
/// When the database is away.
pub fn list_visible(
    conn: &mut TenantConn<'_>,
    member: MemberId,
    role: Role,
    wanted: &[ExpenseId],
) -> Result<HashSet<ExpenseId>, AppError> {
    if wanted.is_empty() {
        return Ok(HashSet::new());
    }
    let ids: Vec<Uuid> = wanted.iter().map(|id| id.uuid()).collect();
    let mut query = expenses::table.filter(expenses::id.eq_any(ids)).select(expenses::id).into_boxed();
    if let Some(scope) = Scope::of_member(member, role).filter() {
        query = query.filter(scope);
    }
    let found: Vec<ExpenseId> = conn.load(query)?;
    Ok(found.into_iter().collect())
}
