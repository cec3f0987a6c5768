//! The queries on rules and judgements.

use super::evaluate::Violation;
use super::rule::{Body, Rule};
use crate::domain::id::{ExpenseId, MemberId, RuleId};
use crate::error::AppError;
use crate::schema::tenant::{judgements, rules};
use crate::tenancy::TenantConn;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::{Value, json};
use std::collections::HashMap;
use uuid::Uuid;

/// How rules are stored now.
const FORMAT: i16 = 1;

/// A rule with its place among the others.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The rule.
    pub rule: Rule,
    /// Whether it is in use.
    pub active: bool,
    /// Its place in the order.
    pub position: i32,
}

type Row = (Uuid, i32, bool, i32, Value);

fn kept((id, position, active, version, body): Row) -> Result<Kept, AppError> {
    let body: Body = serde_json::from_value(body)
        .map_err(|error| AppError::internal(format!("rule {id} can't be read: {error}")))?;
    Ok(Kept { rule: Rule { id: RuleId::from(id), version, body }, active, position })
}

/// All rules in order, without deleted ones.
///
/// # Errors
/// When the database is away.
pub fn list(conn: &mut TenantConn<'_>) -> Result<Vec<Kept>, AppError> {
    let rows: Vec<Row> = conn.load(
        rules::table.filter(rules::deleted_at.is_null()).order((rules::position, rules::id)).select((
            rules::id,
            rules::position,
            rules::active,
            rules::version,
            rules::body,
        )),
    )?;
    rows.into_iter().map(kept).collect()
}

/// The rules in use, in order.
///
/// # Errors
/// When the database is away.
pub fn list_active(conn: &mut TenantConn<'_>) -> Result<Vec<Rule>, AppError> {
    let all = list(conn)?;
    Ok(all.into_iter().filter(|kept| kept.active).map(|kept| kept.rule).collect())
}

/// All rules, held until the end of the transaction: whoever else wants to change one waits.
///
/// # Errors
/// When the database is away.
pub fn list_for_change(conn: &mut TenantConn<'_>) -> Result<Vec<Kept>, AppError> {
    let _: Vec<Uuid> = conn.load(rules::table.order(rules::id).select(rules::id).for_no_key_update())?;
    list(conn)
}

/// A deleted rule.
///
/// # Errors
/// When the database is away.
pub fn find_deleted(conn: &mut TenantConn<'_>, id: RuleId) -> Result<Option<Kept>, AppError> {
    let one = rules::table.filter(rules::id.eq(id.uuid())).filter(rules::deleted_at.is_not_null());
    let row: Option<Row> =
        conn.find(one.select((rules::id, rules::position, rules::active, rules::version, rules::body)))?;
    row.map(kept).transpose()
}

fn stored(body: &Body) -> Result<Value, AppError> {
    serde_json::to_value(body).map_err(AppError::internal)
}

/// Adds a rule in use.
///
/// # Errors
/// When the database is away.
pub fn insert(
    conn: &mut TenantConn<'_>,
    body: &Body,
    position: i32,
    by: MemberId,
    now: DateTime<Utc>,
) -> Result<RuleId, AppError> {
    let id = RuleId::new();
    conn.execute(diesel::insert_into(rules::table).values((
        rules::id.eq(id.uuid()),
        rules::position.eq(position),
        rules::active.eq(true),
        rules::format.eq(FORMAT),
        rules::body.eq(stored(body)?),
        rules::version.eq(1),
        rules::created_at.eq(now),
        rules::updated_at.eq(now),
        rules::edited_by.eq(by.uuid()),
    )))?;
    Ok(id)
}

/// Writes anew what a rule says.
///
/// # Errors
/// When the database is away.
pub fn update(
    conn: &mut TenantConn<'_>,
    id: RuleId,
    body: &Body,
    by: MemberId,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    conn.execute(diesel::update(rules::table.filter(rules::id.eq(id.uuid()))).set((
        rules::format.eq(FORMAT),
        rules::body.eq(stored(body)?),
        rules::version.eq(rules::version + 1),
        rules::updated_at.eq(now),
        rules::edited_by.eq(by.uuid()),
    )))?;
    Ok(())
}

/// Says who took a rule into use, in the words it has.
///
/// # Errors
/// When the database is away.
pub fn set_editor(conn: &mut TenantConn<'_>, id: RuleId, by: MemberId) -> Result<(), AppError> {
    conn.execute(
        diesel::update(rules::table.filter(rules::id.eq(id.uuid()))).set(rules::edited_by.eq(by.uuid())),
    )?;
    Ok(())
}

/// The rules that somebody edited last.
///
/// # Errors
/// When the database is away.
pub fn list_edited_by(conn: &mut TenantConn<'_>, by: MemberId) -> Result<Vec<RuleId>, AppError> {
    let rows: Vec<Uuid> = conn.load(rules::table.filter(rules::edited_by.eq(by.uuid())).select(rules::id))?;
    Ok(rows.into_iter().map(RuleId::from).collect())
}

/// Puts a rule elsewhere in the order. Its version stays: an order is not what an edit would lose.
///
/// # Errors
/// When the database is away.
pub fn set_position(
    conn: &mut TenantConn<'_>,
    id: RuleId,
    position: i32,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    conn.execute(
        diesel::update(rules::table.filter(rules::id.eq(id.uuid())))
            .set((rules::position.eq(position), rules::updated_at.eq(now))),
    )?;
    Ok(())
}

/// Takes a rule into use, or out of it.
///
/// # Errors
/// When the database is away.
pub fn set_active(
    conn: &mut TenantConn<'_>,
    id: RuleId,
    active: bool,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    conn.execute(diesel::update(rules::table.filter(rules::id.eq(id.uuid()))).set((
        rules::active.eq(active),
        rules::version.eq(rules::version + 1),
        rules::updated_at.eq(now),
    )))?;
    Ok(())
}

/// Deletes a rule, or takes that back.
///
/// # Errors
/// When the database is away.
pub fn set_deleted(
    conn: &mut TenantConn<'_>,
    id: RuleId,
    deleted_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    conn.execute(diesel::update(rules::table.filter(rules::id.eq(id.uuid()))).set((
        rules::deleted_at.eq(deleted_at),
        rules::version.eq(rules::version + 1),
        rules::updated_at.eq(now),
    )))?;
    Ok(())
}

/// Keeps by which rules an expense was judged, and what they found; an earlier judgement is forgotten.
///
/// # Errors
/// When the database is away.
pub fn keep_judgement(
    conn: &mut TenantConn<'_>,
    expense: ExpenseId,
    judged_by: &[Rule],
    found: &[Violation],
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let versions: Vec<Value> =
        judged_by.iter().map(|rule| json!({ "rule": rule.id, "version": rule.version })).collect();
    let values = (
        judgements::rules.eq(json!(versions)),
        judgements::violations.eq(serde_json::to_value(found).map_err(AppError::internal)?),
        judgements::judged_at.eq(now),
    );
    conn.execute(
        diesel::insert_into(judgements::table)
            .values((judgements::expense_id.eq(expense.uuid()), values.clone()))
            .on_conflict(judgements::expense_id)
            .do_update()
            .set(values),
    )?;
    Ok(())
}

/// What was found when these expenses were submitted; those of which nothing was found are left out.
///
/// # Errors
/// When the database is away.
pub fn find_judgements(
    conn: &mut TenantConn<'_>,
    expenses: &[ExpenseId],
) -> Result<HashMap<ExpenseId, Vec<Violation>>, AppError> {
    let ids: Vec<Uuid> = expenses.iter().map(|id| id.uuid()).collect();
    let rows: Vec<(Uuid, Value)> = conn.load(
        judgements::table
            .filter(judgements::expense_id.eq_any(ids))
            .select((judgements::expense_id, judgements::violations)),
    )?;
    let read = |(id, found): (Uuid, Value)| {
        let found: Vec<Violation> = serde_json::from_value(found)
            .map_err(|error| AppError::internal(format!("the judgement of {id} can't be read: {error}")))?;
        Ok((ExpenseId::from(id), found))
    };
    let all = rows.into_iter().map(read).collect::<Result<HashMap<_, _>, AppError>>()?;
    Ok(all.into_iter().filter(|(_, found)| !found.is_empty()).collect())
}
