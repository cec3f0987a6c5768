//! Two expenses that look like one and are not, because somebody said so.

use crate::domain::id::{ExpenseId, MemberId};
use crate::error::AppError;
use crate::schema::tenant::{expenses, kept_pairs};
use crate::tenancy::TenantConn;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use std::collections::BTreeSet;
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

/// The pairs of which one of these is the later: the later, the earlier, who said so.
///
/// # Errors
/// When the database is away.
pub fn list_of(
    conn: &mut TenantConn<'_>,
    later: &[Uuid],
) -> Result<Vec<(ExpenseId, ExpenseId, MemberId)>, AppError> {
    let rows: Vec<(Uuid, Uuid, Uuid)> = conn.load(
        kept_pairs::table
            .filter(kept_pairs::later_id.eq_any(later.to_vec()))
            .order((kept_pairs::later_id, kept_pairs::earlier_id))
            .select((kept_pairs::later_id, kept_pairs::earlier_id, kept_pairs::kept_by)),
    )?;
    Ok(rows.into_iter().map(|(later, earlier, by)| (later.into(), earlier.into(), by.into())).collect())
}

/// Pairs of which the later was spent between two days, both included: the later, the earlier.
///
/// # Errors
/// When the database is away.
pub fn list_between(
    conn: &mut TenantConn<'_>,
    first_day: NaiveDate,
    last_day: NaiveDate,
) -> Result<BTreeSet<(ExpenseId, ExpenseId)>, AppError> {
    let lately = expenses::table.filter(expenses::spent_on.between(first_day, last_day)).select(expenses::id);
    let rows: Vec<(Uuid, Uuid)> = conn.load(
        kept_pairs::table
            .filter(kept_pairs::later_id.eq_any(lately))
            .select((kept_pairs::later_id, kept_pairs::earlier_id)),
    )?;
    Ok(rows.into_iter().map(|(later, earlier)| (later.into(), earlier.into())).collect())
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
