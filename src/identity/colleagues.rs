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
