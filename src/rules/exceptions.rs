//! Reasons that people wrote why an expense shall be let through although rules stop it, as long as it is not decided.

use super::evaluate::Violation;
use crate::domain::id::{ExpenseId, MemberId, RuleId};
use crate::domain::text::Remark;
use crate::error::AppError;
use crate::schema::tenant::exceptions;
use crate::tenancy::TenantConn;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::{Value, json};

/// What somebody wrote, and about which rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// Why.
    pub reason: String,
    /// The rules that it was written for: it lets through what they stop, nothing else.
    pub rules: Vec<RuleId>,
}

impl Exception {
    /// What it was written for of what was found, with the reason.
    pub fn apply(&self, found: Vec<Violation>) -> Vec<Violation> {
        let excepted = |violation: Violation| {
            if self.rules.contains(&violation.rule) {
                violation.excepted_for(&self.reason)
            } else {
                violation
            }
        };
        found.into_iter().map(excepted).collect()
    }
}

/// The rules that a reason would let an expense past, of what was found.
pub fn rules_of(found: &[Violation]) -> Vec<RuleId> {
    found.iter().filter(|violation| violation.may_be_excepted()).map(|violation| violation.rule).collect()
}

/// What was written about an expense.
///
/// # Errors
/// When the database is away.
pub fn find(conn: &mut TenantConn<'_>, expense: ExpenseId) -> Result<Option<Exception>, AppError> {
    let row: Option<(String, Value)> = conn.find(
        exceptions::table
            .filter(exceptions::expense_id.eq(expense.uuid()))
            .select((exceptions::reason, exceptions::rules)),
    )?;
    let read = |(reason, rules)| {
        let rules = serde_json::from_value(rules).map_err(|error| {
            AppError::internal(format!("the exception of {expense} can't be read: {error}"))
        })?;
        Ok(Exception { reason, rules })
    };
    row.map(read).transpose()
}

/// Keeps a reason; an earlier one is forgotten.
///
/// # Errors
/// When the database is away.
pub fn keep(
    conn: &mut TenantConn<'_>,
    expense: ExpenseId,
    reason: &Remark,
    rules: &[RuleId],
    by: MemberId,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let values = (
        exceptions::reason.eq(reason.as_str().to_owned()),
        exceptions::rules.eq(json!(rules)),
        exceptions::asked_by.eq(by.uuid()),
        exceptions::asked_at.eq(now),
    );
    conn.execute(
        diesel::insert_into(exceptions::table)
            .values((exceptions::expense_id.eq(expense.uuid()), values.clone()))
            .on_conflict(exceptions::expense_id)
            .do_update()
            .set(values),
    )?;
    Ok(())
}

/// Forgets a reason.
///
/// # Errors
/// When the database is away.
pub fn drop(conn: &mut TenantConn<'_>, expense: ExpenseId) -> Result<(), AppError> {
    conn.execute(diesel::delete(exceptions::table.filter(exceptions::expense_id.eq(expense.uuid()))))?;
    Ok(())
}
