//! Documents whose first page is still to be drawn.

use crate::domain::id::ReceiptId;
use crate::error::AppError;
use crate::schema::tenant::receipts;
use crate::tenancy::TenantConn;
use chrono::{DateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::select;

/// How often a document is tried.
const TRIES: i16 = 3;

/// A document whose first page is to be drawn.
#[derive(Debug, Clone, Queryable)]
pub struct Undrawn {
    /// The receipt.
    pub id: ReceiptId,
    /// Where its bytes lie.
    pub key: String,
}

/// Whether any is due.
///
/// # Errors
/// When the database is away.
pub fn is_any(conn: &mut TenantConn<'_>, now: DateTime<Utc>) -> Result<bool, AppError> {
    let due = receipts::table
        .filter(receipts::thumbnail_due_at.le(now).assume_not_null())
        .filter(receipts::thumbnail_tries.lt(TRIES));
    Ok(conn.find::<bool, _>(select(exists(due)))?.unwrap_or_default())
}

/// Takes some that are due; nobody else does before `until`.
///
/// # Errors
/// When the database is away.
pub fn take(
    conn: &mut TenantConn<'_>,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
    most: i64,
) -> Result<Vec<Undrawn>, AppError> {
    let ids: Vec<uuid::Uuid> = conn.load(
        receipts::table
            .filter(receipts::thumbnail_due_at.le(now).assume_not_null())
            .filter(receipts::thumbnail_tries.lt(TRIES))
            .order(receipts::thumbnail_due_at)
            .limit(most)
            .select(receipts::id)
            .for_update()
            .skip_locked(),
    )?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(conn.load(
        diesel::update(receipts::table.filter(receipts::id.eq_any(ids)))
            .set((
                receipts::thumbnail_due_at.eq(until),
                receipts::thumbnail_tries.eq(receipts::thumbnail_tries + 1),
            ))
            .returning((receipts::id, receipts::key)),
    )?)
}

/// Notes where the thumbnail lies, or that there will be none; whether the receipt is still there.
///
/// # Errors
/// When the database is away.
pub fn settle(conn: &mut TenantConn<'_>, id: ReceiptId, key: Option<&str>) -> Result<bool, AppError> {
    let settled = conn.execute(
        diesel::update(receipts::table.filter(receipts::id.eq(id.uuid())))
            .set((receipts::thumbnail_key.eq(key), receipts::thumbnail_due_at.eq(None::<DateTime<Utc>>))),
    )?;
    Ok(settled > 0)
}
