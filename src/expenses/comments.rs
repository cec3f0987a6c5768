//! What people say about an expense.

use crate::domain::id::{ExpenseId, MemberId};
use crate::domain::text::Remark;
use crate::error::AppError;
use crate::schema::tenant::comments;
use crate::tenancy::TenantConn;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use uuid::Uuid;

/// Adds a comment.
///
/// # Errors
/// When the database is away.
pub fn insert(
    conn: &mut TenantConn<'_>,
    expense: ExpenseId,
    member: MemberId,
    text: &Remark,
    now: DateTime<Utc>,
) -> Result<Uuid, AppError> {
    let id = Uuid::now_v7();
    conn.execute(diesel::insert_into(comments::table).values((
        comments::id.eq(id),
        comments::expense_id.eq(expense.uuid()),
        comments::member_id.eq(member.uuid()),
        comments::text.eq(text.as_str()),
        comments::created_at.eq(now),
    )))?;
    Ok(id)
}

/// Whether the latest that a member said about an expense is this, not longer than a moment ago.
///
/// # Errors
/// When the database is away.
pub fn was_just_said(
    conn: &mut TenantConn<'_>,
    expense: ExpenseId,
    member: MemberId,
    text: &Remark,
    now: DateTime<Utc>,
) -> Result<bool, AppError> {
    const MOMENT: TimeDelta = TimeDelta::minutes(1);
    let latest: Option<(DateTime<Utc>, String)> = conn.find(
        comments::table
            .filter(comments::expense_id.eq(expense.uuid()))
            .filter(comments::member_id.eq(member.uuid()))
            .order((comments::created_at.desc(), comments::id.desc()))
            .limit(1)
            .select((comments::created_at, comments::text)),
    )?;
    Ok(latest.is_some_and(|(at, said)| said == text.as_str() && now - at < MOMENT))
}

/// One comment: who, when, what.
pub type Comment = (Uuid, DateTime<Utc>, String);

/// The comments on an expense, oldest first, at most the latest 200. Hot: the page of an expense runs it.
///
/// # Errors
/// When the database is away.
pub fn list(conn: &mut TenantConn<'_>, expense: ExpenseId) -> Result<Vec<Comment>, AppError> {
    let mut latest: Vec<Comment> = conn.load_hot(
        comments::table
            .filter(comments::expense_id.eq(expense.uuid()))
            .order((comments::created_at.desc(), comments::id.desc()))
            .limit(200)
            .select((comments::member_id, comments::created_at, comments::text)),
    )?;
    latest.reverse();
    Ok(latest)
}
