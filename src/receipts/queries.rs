//! The rows of receipts. Whether somebody may see one follows from its expense, which is not known here.

use super::paper::{Kind, Paper};
use crate::domain::id::{ExpenseId, MemberId, ReceiptId};
use crate::error::AppError;
use crate::schema::tenant::receipts;
use crate::tenancy::TenantConn;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::dsl::sql;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// How long a file waits for its form.
const WAITS: TimeDelta = TimeDelta::hours(24);
/// How long what was removed can be brought back.
const BROUGHT_BACK: TimeDelta = TimeDelta::days(30);

/// One receipt as it is stored.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = receipts, check_for_backend(Pg))]
pub struct Receipt {
    /// Its identity.
    pub id: ReceiptId,
    /// Its expense; none as long as the form is not saved.
    pub expense_id: Option<ExpenseId>,
    /// The name of the file.
    pub name: String,
    /// `jpeg`, `png`, `webp`, `pdf`.
    pub kind: String,
    /// How many bytes it has.
    pub bytes: i64,
    /// Width in pixels, of a picture.
    pub width: Option<i32>,
    /// Height in pixels, of a picture.
    pub height: Option<i32>,
    /// The hash of the file as it was sent.
    pub sha256: Vec<u8>,
    /// What it looks like, of a picture that can be known by that.
    pub look: Option<i64>,
    /// Where its bytes lie.
    pub key: String,
    /// Where those of its thumbnail lie.
    pub thumbnail_key: Option<String>,
    /// When its first page is to be drawn, of a document that waits for that.
    pub thumbnail_due_at: Option<DateTime<Utc>>,
    /// Who added it.
    pub created_by: MemberId,
    /// Since when it is removed, UTC.
    pub removed_at: Option<DateTime<Utc>>,
}

impl Receipt {
    /// Where the file is.
    pub fn href(&self) -> String {
        format!("/receipts/{}", self.id)
    }

    /// Where its thumbnail is; a document may have none.
    pub fn thumbnail_href(&self) -> Option<String> {
        self.thumbnail_key.as_ref().map(|_| format!("/receipts/{}/thumbnail", self.id))
    }
}

/// A receipt whose bytes lie in the store already.
#[derive(Debug, Clone)]
pub struct Fresh {
    /// Its identity to be.
    pub id: ReceiptId,
    /// The name of the file.
    pub name: String,
    /// What it is; its bytes may be gone.
    pub paper: Paper,
    /// How many they are.
    pub bytes: u64,
    /// Where they lie.
    pub key: String,
    /// Where those of the thumbnail lie.
    pub thumbnail_key: Option<String>,
}

/// Adds a receipt that waits for its form.
///
/// # Errors
/// When the database is away.
pub fn insert(
    conn: &mut TenantConn<'_>,
    fresh: &Fresh,
    by: MemberId,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let side = |side: Option<u32>| side.and_then(|side| i32::try_from(side).ok());
    conn.execute(diesel::insert_into(receipts::table).values((
        receipts::id.eq(fresh.id.uuid()),
        receipts::name.eq(&fresh.name),
        receipts::kind.eq(fresh.paper.kind.as_str()),
        receipts::bytes.eq(i64::try_from(fresh.bytes).unwrap_or(i64::MAX)),
        receipts::width.eq(side(fresh.paper.size.map(|size| size.0))),
        receipts::height.eq(side(fresh.paper.size.map(|size| size.1))),
        receipts::sha256.eq(&fresh.paper.sha256),
        receipts::look.eq(fresh.paper.look),
        receipts::thumbnail_due_at.eq((fresh.paper.kind == Kind::Pdf).then_some(now)),
        receipts::key.eq(&fresh.key),
        receipts::thumbnail_key.eq(&fresh.thumbnail_key),
        receipts::created_at.eq(now),
        receipts::created_by.eq(by.uuid()),
    )))?;
    Ok(())
}

/// How many bytes the organization's receipts have.
///
/// # Errors
/// When the database is away.
pub fn count_bytes(conn: &mut TenantConn<'_>) -> Result<u64, AppError> {
    let sum: Option<i64> =
        conn.find(receipts::table.select(sql::<BigInt>("coalesce(sum(bytes), 0)::bigint")))?;
    Ok(sum.and_then(|sum| u64::try_from(sum).ok()).unwrap_or_default())
}

/// One receipt, removed or not.
///
/// # Errors
/// When the database is away.
pub fn find(conn: &mut TenantConn<'_>, id: ReceiptId) -> Result<Option<Receipt>, AppError> {
    Ok(conn.find(receipts::table.filter(receipts::id.eq(id.uuid())).select(Receipt::as_select()))?)
}

/// The receipts of an expense, the oldest first.
///
/// # Errors
/// When the database is away.
pub fn list(conn: &mut TenantConn<'_>, expense: ExpenseId) -> Result<Vec<Receipt>, AppError> {
    Ok(conn.load(
        receipts::table
            .filter(receipts::expense_id.eq(expense.uuid()))
            .filter(receipts::removed_at.is_null())
            .order(receipts::id)
            .select(Receipt::as_select()),
    )?)
}

/// The receipts of one expense, as a list shows them beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The address of the whole file.
    pub href: String,
    /// The address of the picture; a document may have none.
    pub thumbnail: Option<String>,
    /// The name of the file.
    pub name: String,
}

/// The receipts of some expenses, the oldest first, in one query. Which expenses the viewer may see is asked before.
///
/// # Errors
/// When the database is away.
pub fn previews(
    conn: &mut TenantConn<'_>,
    expenses: &[ExpenseId],
) -> Result<HashMap<ExpenseId, Vec<Preview>>, AppError> {
    let mut found: HashMap<ExpenseId, Vec<Preview>> = HashMap::new();
    if expenses.is_empty() {
        return Ok(found);
    }
    let ids: Vec<Uuid> = expenses.iter().map(|expense| expense.uuid()).collect();
    let rows: Vec<Receipt> = conn.load(
        receipts::table
            .filter(receipts::expense_id.eq_any(ids))
            .filter(receipts::removed_at.is_null())
            .order(receipts::id)
            .select(Receipt::as_select()),
    )?;
    for receipt in rows {
        let Some(expense) = receipt.expense_id else { continue };
        let preview =
            Preview { href: receipt.href(), thumbnail: receipt.thumbnail_href(), name: receipt.name };
        found.entry(expense).or_default().push(preview);
    }
    Ok(found)
}

/// Those of some receipts that wait for a form of this member.
///
/// # Errors
/// When the database is away.
pub fn list_waiting(conn: &mut TenantConn<'_>, by: MemberId, ids: &[Uuid]) -> Result<Vec<Receipt>, AppError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(conn.load(
        receipts::table
            .filter(receipts::id.eq_any(ids.to_vec()))
            .filter(receipts::created_by.eq(by.uuid()))
            .filter(receipts::expense_id.is_null())
            .filter(receipts::removed_at.is_null())
            .order(receipts::id)
            .select(Receipt::as_select()),
    )?)
}

/// Gives waiting receipts their expense, one of each file and no more than it may have; answers which it got.
///
/// # Errors
/// When the database is away.
pub fn attach(
    conn: &mut TenantConn<'_>,
    by: MemberId,
    ids: &[Uuid],
    (expense, most): (ExpenseId, usize),
) -> Result<Vec<Receipt>, AppError> {
    let waiting = list_waiting(conn, by, ids)?;
    if waiting.is_empty() {
        return Ok(waiting);
    }
    let mut known: Vec<Vec<u8>> = list(conn, expense)?.into_iter().map(|receipt| receipt.sha256).collect();
    let mut attached = Vec::new();
    for receipt in waiting {
        if known.len() < most && !known.contains(&receipt.sha256) {
            known.push(receipt.sha256.clone());
            attached.push(receipt);
        }
    }
    let ids: Vec<Uuid> = attached.iter().map(|receipt| receipt.id.uuid()).collect();
    conn.execute(
        diesel::update(receipts::table)
            .filter(receipts::id.eq_any(ids))
            .set(receipts::expense_id.eq(expense.uuid())),
    )?;
    Ok(attached)
}

/// Removes a receipt, or brings it back.
///
/// # Errors
/// When the database is away.
pub fn set_removed(
    conn: &mut TenantConn<'_>,
    id: ReceiptId,
    removed_at: Option<DateTime<Utc>>,
) -> Result<(), AppError> {
    conn.execute(
        diesel::update(receipts::table)
            .filter(receipts::id.eq(id.uuid()))
            .set(receipts::removed_at.eq(removed_at)),
    )?;
    Ok(())
}

/// Those of some keys that a receipt or its thumbnail lies under.
///
/// # Errors
/// When the database is away.
pub fn list_known(conn: &mut TenantConn<'_>, keys: &[String]) -> Result<HashSet<String>, AppError> {
    let rows: Vec<(String, Option<String>)> = conn.load(
        receipts::table
            .filter(receipts::key.eq_any(keys).or(receipts::thumbnail_key.assume_not_null().eq_any(keys)))
            .select((receipts::key, receipts::thumbnail_key)),
    )?;
    Ok(rows.into_iter().flat_map(|(key, thumbnail)| [Some(key), thumbnail]).flatten().collect())
}

/// Forgets the rows of what waited or was removed for too long; answers where their bytes lie.
///
/// # Errors
/// When the database is away.
pub fn purge(conn: &mut TenantConn<'_>, now: DateTime<Utc>) -> Result<Vec<String>, AppError> {
    let waited = receipts::expense_id.is_null().and(receipts::created_at.lt(now - WAITS));
    let removed = receipts::removed_at.is_not_null().and(receipts::removed_at.lt(now - BROUGHT_BACK));
    let mut keys = Vec::new();
    for rows in [
        conn.load::<(String, Option<String>), _>(
            diesel::delete(receipts::table.filter(waited))
                .returning((receipts::key, receipts::thumbnail_key)),
        )?,
        conn.load::<(String, Option<String>), _>(
            diesel::delete(receipts::table.filter(removed.assume_not_null()))
                .returning((receipts::key, receipts::thumbnail_key)),
        )?,
    ] {
        keys.extend(rows.into_iter().flat_map(|(key, thumbnail)| [Some(key), thumbnail]).flatten());
    }
    Ok(keys)
}
