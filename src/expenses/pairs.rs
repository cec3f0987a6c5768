//! Two expenses that look like one and are not, because somebody said so.

use crate::domain::id::{ExpenseId, MemberId};
use crate::error::AppError;
use crate::schema::tenant::kept_pairs;
use crate::tenancy::TenantConn;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

/// The expenses recorded before this one that it was kept beside, with who said so.
///
/// # Errors
/// When the database is away.
pub fn list(conn: &mut TenantConn<'_>, later: ExpenseId) -> Result<Vec<(ExpenseId, MemberId)>, AppError> {
    let rows: Vec<(Uuid, Uuid)> = conn.load(
        kept_pairs::table
            .filter(kept_pairs::later_id.eq(later.uuid()))
            .order(kept_pairs::earlier_id)
            .select((kept_pairs::earlier_id, kept_pairs::kept_by)),
    )?;
    Ok(rows.into_iter().map(|(earlier, by)| (ExpenseId::from(earlier), MemberId::from(by))).collect())
}

/// Keeps two apart; false where they were already.
///
/// # Errors
/// When the database is away.
pub fn insert(
    conn: &mut TenantConn<'_>,
    later: ExpenseId,
    earlier: ExpenseId,
    by: MemberId,
    now: DateTime<Utc>,
) -> Result<bool, AppError> {
    let inserted = conn.execute(
        diesel::insert_into(kept_pairs::table)
            .values((
                kept_pairs::later_id.eq(later.uuid()),
                kept_pairs::earlier_id.eq(earlier.uuid()),
                kept_pairs::kept_by.eq(by.uuid()),
                kept_pairs::kept_at.eq(now),
            ))
            .on_conflict_do_nothing(),
    )?;
    Ok(inserted == 1)
}
