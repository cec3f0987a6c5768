//! What everybody spent in a month, in pots: one for each member, category and way to pay. However many expenses there
//! are, a limit for everybody together adds up few numbers.

use crate::domain::dates::Month;
use crate::domain::id::{CategoryId, ExpenseId, MemberId};
use crate::domain::numeric::MaybeExact;
use crate::error::AppError;
use crate::identity::roster;
use crate::policy::status::{PaidWith, Status};
use crate::rules::evaluate::Pot;
use crate::schema::tenant::expenses;
use crate::tenancy::TenantConn;
use chrono::NaiveDate;
use diesel::dsl::sql;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Numeric};
use rust_decimal::Decimal;
use uuid::Uuid;

/// The states in which an expense counts towards limits: it was submitted, and not rejected.
pub fn counting() -> impl Iterator<Item = Status> {
    Status::ALL.into_iter().filter(|status| counts(*status))
}

/// Whether an expense in this state counts towards limits.
pub fn counts(status: Status) -> bool {
    !matches!(status, Status::Draft | Status::Trash | Status::Rejected)
}

#[derive(Queryable)]
struct Row {
    member: Uuid,
    category: Option<Uuid>,
    paid_with: String,
    #[diesel(deserialize_as = MaybeExact)]
    base: Option<Decimal>,
}

/// What counts of the month that a day lies in, without one expense.
///
/// # Errors
/// When the database is away.
pub fn list(
    conn: &mut TenantConn<'_>,
    on: NaiveDate,
    without: Option<ExpenseId>,
) -> Result<Vec<Pot>, AppError> {
    let month = Month::of(on);
    let mut query = expenses::table
        .filter(expenses::spent_on.between(month.first_day(), month.last_day()))
        .filter(expenses::trashed_at.is_null())
        .filter(expenses::status.eq_any(counting().map(Status::stored).collect::<Vec<_>>()))
        .group_by((expenses::member_id, expenses::category_id, expenses::paid_with))
        .select((
            expenses::member_id,
            expenses::category_id,
            expenses::paid_with,
            sql::<Nullable<Numeric>>("sum(base_amount)"),
        ))
        .into_boxed::<Pg>();
    if let Some(without) = without {
        query = query.filter(expenses::id.ne(without.uuid()));
    }
    let rows: Vec<Row> = conn.load(query)?;
    let roles = roster::list_roles(conn)?;
    let pot = |row: Row| {
        let member = MemberId::from(row.member);
        let paid_with = PaidWith::parse(&row.paid_with)
            .ok_or_else(|| AppError::internal(format!("paid with {:?} in the database", row.paid_with)))?;
        let role = roles.get(&member).copied();
        Ok(Pot {
            member,
            role: role.ok_or_else(|| AppError::internal("an expense of nobody"))?,
            category: row.category.map(CategoryId::from),
            paid_with,
            base: row.base.unwrap_or_default(),
        })
    };
    rows.into_iter().map(pot).collect()
}
