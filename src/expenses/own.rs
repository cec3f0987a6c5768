//! What a member has under way: how many expenses stand where, and how much that is.

use crate::domain::id::MemberId;
use crate::error::AppError;
use crate::members::Unfinished;
use crate::policy::status::Status;
use crate::schema::tenant::expenses;
use crate::tenancy::TenantConn;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Numeric};
use rust_decimal::Decimal;

/// A member's expenses of one stored status.
#[derive(Debug, Clone, Queryable)]
pub struct UnderWay {
    /// As it is stored.
    pub status: String,
    /// How many.
    pub count: i64,
    /// The sum of those whose rate is known, in the base currency.
    pub base_amount: Option<Decimal>,
    /// How many have no rate.
    pub without_rate: i64,
}

/// A member's expenses outside the trash that are not paid back yet, by status. What was the organization's money and is
/// approved is at its end too. Hot, as it stands on the home page.
///
/// # Errors
/// When the database is away.
pub fn list_under_way(conn: &mut TenantConn<'_>, member: MemberId) -> Result<Vec<UnderWay>, AppError> {
    Ok(conn.load_hot(
        expenses::table
            .filter(expenses::member_id.eq(member.uuid()))
            .filter(expenses::trashed_at.is_null())
            .filter(expenses::status.ne("reimbursed"))
            .filter(expenses::status.ne("approved").or(expenses::paid_with.eq("own")))
            .group_by(expenses::status)
            .order(expenses::status)
            .select((
                expenses::status,
                sql::<BigInt>("count(*)"),
                sql::<Nullable<Numeric>>("sum(base_amount)"),
                sql::<BigInt>("count(*) FILTER (WHERE base_amount IS NULL)"),
            )),
    )?)
}

/// What of a member's expenses is not finished: drafts, those that wait for a decision, those to be paid back.
///
/// # Errors
/// When the database is away.
pub fn count_unfinished(conn: &mut TenantConn<'_>, member: MemberId) -> Result<Unfinished, AppError> {
    let under_way = list_under_way(conn, member)?;
    let of = |wanted: Status| {
        under_way.iter().filter(|part| part.status == wanted.stored()).map(|part| part.count).sum()
    };
    Ok(Unfinished {
        drafts: of(Status::Draft),
        submitted: of(Status::Submitted),
        to_pay: of(Status::Approved),
    })
}
