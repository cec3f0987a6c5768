//! What people say about an expense.

use super::show_views::CommentEntry;
use crate::domain::id::{ExpenseId, MemberId};
use crate::domain::text::Remark;
use crate::error::AppError;
use crate::identity::viewer::Viewer;
use crate::schema::tenant::comments;
use crate::tenancy::TenantConn;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool};
use std::collections::HashMap;
use uuid::Uuid;

/// More comments than this on one expense are not listed beside others.
const LATELY: i64 = 30;

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

/// The latest of each of several expenses, oldest first, at most 30 of each.
///
/// # Errors
/// When the database is away.
pub fn list_lately(
    conn: &mut TenantConn<'_>,
    expenses: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Comment>>, AppError> {
    let rows: Vec<(Uuid, Uuid, DateTime<Utc>, String)> = conn.load(
        comments::table
            .filter(comments::expense_id.eq_any(expenses.to_vec()))
            .filter(
                sql::<Bool>(
                    "(SELECT count(*) FROM (SELECT FROM comments AS later WHERE later.expense_id = comments.expense_id \
                     AND (later.created_at, later.id) > (comments.created_at, comments.id) LIMIT ",
                )
                .bind::<BigInt, _>(LATELY)
                .sql(") AS newer) < ")
                .bind::<BigInt, _>(LATELY),
            )
            .order((comments::created_at, comments::id))
            .select((comments::expense_id, comments::member_id, comments::created_at, comments::text)),
    )?;
    let mut all: HashMap<Uuid, Vec<Comment>> = HashMap::new();
    for (expense, member, at, text) in rows {
        all.entry(expense).or_default().push((member, at, text));
    }
    Ok(all)
}

/// Comments as pages show them.
pub fn entries(comments: &[Comment], names: &HashMap<Uuid, String>, viewer: &Viewer) -> Vec<CommentEntry> {
    let said = |(member, at, text): &Comment| CommentEntry {
        who: names.get(member).cloned().unwrap_or_default(),
        when: viewer.format().instant(*at, viewer.organization.timezone.tz()),
        when_iso: at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        text: text.clone(),
    };
    comments.iter().map(said).collect()
}
