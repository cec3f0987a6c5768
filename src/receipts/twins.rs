//! The same file again, and the same photo again. Whether somebody may know of the other expense is asked of its caller.

use super::look;
use super::queries::Receipt;
use crate::domain::id::ExpenseId;
use crate::error::AppError;
use crate::schema::tenant::receipts;
use crate::tenancy::TenantConn;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool};
use uuid::Uuid;

/// The most receipts of others that are looked at: of what is everywhere nobody needs a list.
const MOST: i64 = 200;

/// How two receipts resemble each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resemblance {
    /// They are the same file.
    File,
    /// They look like the same photo.
    Photo,
}

/// A receipt of another expense.
#[derive(Debug, Clone, Queryable)]
pub struct Twin {
    sha256: Vec<u8>,
    look: Option<i64>,
    width: Option<i32>,
    height: Option<i32>,
    /// Whose it is.
    pub expense: Uuid,
}

impl Twin {
    /// How it resembles a receipt, if it does.
    pub fn resembles(&self, receipt: &Receipt) -> Option<Resemblance> {
        if self.sha256 == receipt.sha256 {
            return Some(Resemblance::File);
        }
        let (one, other) = (self.look?, receipt.look?);
        let sides = |width: Option<i32>, height: Option<i32>| Some((i64::from(width?), i64::from(height?)));
        let (mine, theirs) = (sides(receipt.width, receipt.height)?, sides(self.width, self.height)?);
        let is_same = look::are_alike(one, other) && look::have_one_shape(mine, theirs);
        is_same.then_some(Resemblance::Photo)
    }
}

/// Receipts of other expenses than this one that may resemble some; [`Twin::resembles`] says which do.
///
/// # Errors
/// When the database is away.
pub fn list(
    conn: &mut TenantConn<'_>,
    expense: Option<ExpenseId>,
    shown: &[Receipt],
) -> Result<Vec<Twin>, AppError> {
    let mut found = Vec::new();
    if shown.is_empty() {
        return Ok(found);
    }
    let hashes: Vec<Vec<u8>> = shown.iter().map(|receipt| receipt.sha256.clone()).collect();
    let own = expense.map_or(Uuid::nil(), |expense| expense.uuid());
    let others = || {
        receipts::table
            .filter(receipts::expense_id.is_not_null())
            .filter(receipts::expense_id.ne(own))
            .filter(receipts::removed_at.is_null())
            .order(receipts::id)
            .limit(MOST)
            .select((
                receipts::sha256,
                receipts::look,
                receipts::width,
                receipts::height,
                receipts::expense_id.assume_not_null(),
            ))
    };
    found.extend(conn.load::<Twin, _>(others().filter(receipts::sha256.eq_any(hashes.clone())))?);
    let looks: Vec<[i64; 4]> = shown.iter().filter_map(|receipt| receipt.look).map(look::parts).collect();
    if looks.is_empty() {
        return Ok(found);
    }
    let part = |number: usize| looks.iter().map(|parts| parts[number]).collect::<Vec<i64>>();
    // One index for each part; see the migration.
    let alike = sql::<Bool>("(look & 65535 = ANY (")
        .bind::<Array<BigInt>, _>(part(0))
        .sql(") OR look >> 16 & 65535 = ANY (")
        .bind::<Array<BigInt>, _>(part(1))
        .sql(") OR look >> 32 & 65535 = ANY (")
        .bind::<Array<BigInt>, _>(part(2))
        .sql(") OR look >> 48 & 65535 = ANY (")
        .bind::<Array<BigInt>, _>(part(3))
        .sql("))");
    let photos = others().filter(receipts::look.is_not_null()).filter(receipts::sha256.ne_all(hashes));
    found.extend(conn.load::<Twin, _>(photos.filter(alike))?);
    Ok(found)
}
