//! Everybody who decides, as things stand today: whom [`crate::policy::asked`] is asked about.

use crate::domain::id::MemberId;
use crate::error::AppError;
use crate::policy::asked::{Company, Decider};
use crate::policy::role::{Power, Role};
use crate::schema::tenant::{absences, members};
use crate::tenancy::TenantConn;
use chrono::NaiveDate;
use diesel::prelude::*;
use uuid::Uuid;

/// Who decides on a day, and who stands in for whom then. Hot: every page of who decides runs it.
///
/// # Errors
/// When the database is away.
pub fn load(conn: &mut TenantConn<'_>, today: NaiveDate) -> Result<Company, AppError> {
    let away = absences::member_id
        .eq(members::id)
        .and(absences::ended_at.is_null())
        .and(absences::first_day.le(today))
        .and(absences::last_day.ge(today));
    let roles: Vec<&str> =
        Role::ALL.into_iter().filter(|role| role.may(Power::Decide)).map(Role::as_str).collect();
    let rows: Vec<(Uuid, String, Option<Uuid>)> = conn.load_hot(
        members::table
            .left_join(absences::table.on(away))
            .filter(members::deactivated_at.is_null())
            .filter(members::role.eq_any(roles))
            .order((members::name, members::id))
            .select((members::id, members::role, absences::delegate_id.nullable())),
    )?;
    let read = |(id, role, stand_in): (Uuid, String, Option<Uuid>)| {
        let role =
            Role::parse(&role).ok_or_else(|| AppError::internal(format!("role {role:?} in the database")))?;
        Ok(Decider { id: MemberId::from(id), role, stand_in: stand_in.map(MemberId::from) })
    };
    Ok(Company::new(rows.into_iter().map(read).collect::<Result<Vec<_>, AppError>>()?))
}
