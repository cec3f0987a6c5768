//! The queries on notifications and on how members want letters.

use super::kind::Kind;
use super::news::{About, News};
use crate::domain::id::{ExpenseId, MemberId, NotificationId};
use crate::error::AppError;
use crate::schema::tenant::notifications;
use crate::tenancy::TenantConn;
use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Timestamptz};
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

/// So many rows go into one statement: far below PostgreSQL's limit on parameters.
const AT_ONCE: usize = 1000;

/// A piece of news as it is put in.
pub struct New<'a> {
    /// What it is, and for whom.
    pub news: &'a News,
    /// Who did it.
    pub by: Option<MemberId>,
    /// When a letter that gathers several is to tell of it.
    pub digest_at: Option<DateTime<Utc>>,
    /// Since when it is there.
    pub now: DateTime<Utc>,
}

/// Adds them.
///
/// # Errors
/// When the database is away.
pub fn insert(conn: &mut TenantConn<'_>, all: &[New<'_>]) -> Result<(), AppError> {
    for some in all.chunks(AT_ONCE) {
        let rows = some.iter().map(|new| {
            let expense = match &new.news.about {
                About::Expenses(expenses) => expenses.only().map(|item| item.id().uuid()),
                About::Rule(_) | About::Absence(_) => None,
            };
            Ok((
                notifications::id.eq(NotificationId::new().uuid()),
                notifications::member_id.eq(new.news.to.uuid()),
                notifications::kind.eq(new.news.kind.as_str()),
                notifications::actor_id.eq(new.by.map(MemberId::uuid)),
                notifications::expense_id.eq(expense),
                notifications::params.eq(serde_json::to_value(&new.news.about).map_err(AppError::internal)?),
                notifications::digest_at.eq(new.digest_at),
                notifications::created_at.eq(new.now),
            ))
        });
        let rows = rows.collect::<Result<Vec<_>, AppError>>()?;
        conn.execute(diesel::insert_into(notifications::table).values(rows))?;
    }
    Ok(())
}

/// Something a member was told.
#[derive(Debug, Clone)]
pub struct Notice {
    /// Its identity.
    pub id: NotificationId,
    /// What it is.
    pub kind: Kind,
    /// Who did it.
    pub by: Option<MemberId>,
    /// What it is about.
    pub about: About,
    /// Since when it is read, UTC.
    pub read_at: Option<DateTime<Utc>>,
    /// Since when it is there, UTC.
    pub at: DateTime<Utc>,
}

type Row = (Uuid, String, Option<Uuid>, Value, Option<DateTime<Utc>>, DateTime<Utc>);

/// None for what another version of the program wrote and this one can't say.
fn notice((id, kind, by, params, read_at, at): Row) -> Option<Notice> {
    let (Some(kind), Ok(about)) = (Kind::parse(&kind), serde_json::from_value(params)) else {
        tracing::warn!(%id, kind, "a notification that this version can't read");
        return None;
    };
    Some(Notice { id: NotificationId::from(id), kind, by: by.map(MemberId::from), about, read_at, at })
}

/// The columns of a row, as a type and as a value: they are written alike.
macro_rules! columns {
    ($($column:ident),+) => {
        type Columns = ($(notifications::$column,)+);
        const COLUMNS: Columns = ($(notifications::$column,)+);
    };
}

columns!(id, kind, actor_id, params, read_at, created_at);

/// Which side of a notification a page lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// Older ones.
    After(NotificationId),
    /// Newer ones.
    Before(NotificationId),
}

/// A page of somebody's list.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Newest first.
    pub notices: Vec<Notice>,
    /// The one before which newer ones lie.
    pub newer: Option<NotificationId>,
    /// The one after which older ones lie.
    pub older: Option<NotificationId>,
}

/// A page of a member's list, newest first; an empty one beside what is not theirs.
///
/// # Errors
/// When the database is away.
pub fn list(
    conn: &mut TenantConn<'_>,
    member: MemberId,
    beside: Option<Beside>,
    per: usize,
) -> Result<Page, AppError> {
    let mut query = notifications::table
        .filter(notifications::member_id.eq(member.uuid()))
        .select(COLUMNS)
        .limit(i64::try_from(per).unwrap_or(i64::MAX).saturating_add(1))
        .into_boxed::<Pg>();
    let newest_first = (notifications::created_at.desc(), notifications::id.desc());
    query = match beside {
        None => query.order(newest_first),
        Some(Beside::After(id) | Beside::Before(id)) => {
            let Some(at) = find_at(conn, member, id)? else { return Ok(Page::default()) };
            // A row comparison, so that the index serves as a range.
            let past = |comparison: &str| {
                let bound = sql::<Bool>(comparison).bind::<Timestamptz, _>(at).sql(", ");
                bound.bind::<diesel::sql_types::Uuid, _>(id.uuid()).sql(")")
            };
            if matches!(beside, Some(Beside::After(_))) {
                query.filter(past("(created_at, id) < (")).order(newest_first)
            } else {
                query
                    .filter(past("(created_at, id) > ("))
                    .order((notifications::created_at.asc(), notifications::id.asc()))
            }
        }
    };
    let mut rows: Vec<Row> = conn.load(query)?;
    let more = rows.len() > per;
    rows.truncate(per);
    let backwards = matches!(beside, Some(Beside::Before(_)));
    if backwards {
        rows.reverse();
    }
    let id = |row: Option<&Row>| row.map(|row| NotificationId::from(row.0));
    let (newer, older) = (id(rows.first()), id(rows.last()));
    let has_newer = if backwards { more } else { beside.is_some() };
    let has_older = if backwards { true } else { more };
    Ok(Page {
        notices: rows.into_iter().filter_map(notice).collect(),
        newer: newer.filter(|_| has_newer),
        older: older.filter(|_| has_older),
    })
}

fn find_at(
    conn: &mut TenantConn<'_>,
    member: MemberId,
    id: NotificationId,
) -> Result<Option<DateTime<Utc>>, AppError> {
    Ok(conn.find(
        notifications::table
            .filter(notifications::id.eq(id.uuid()))
            .filter(notifications::member_id.eq(member.uuid()))
            .select(notifications::created_at),
    )?)
}

/// One of a member's own.
///
/// # Errors
/// When the database is away.
pub fn find(
    conn: &mut TenantConn<'_>,
    member: MemberId,
    id: NotificationId,
) -> Result<Option<Notice>, AppError> {
    let row: Option<Row> = conn.find(
        notifications::table
            .filter(notifications::id.eq(id.uuid()))
            .filter(notifications::member_id.eq(member.uuid()))
            .select(COLUMNS),
    )?;
    Ok(row.and_then(notice))
}

/// Marks one as read; when it was read first stays.
///
/// # Errors
/// When the database is away.
pub fn mark_read(
    conn: &mut TenantConn<'_>,
    member: MemberId,
    id: NotificationId,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let one = notifications::table
        .filter(notifications::id.eq(id.uuid()))
        .filter(notifications::member_id.eq(member.uuid()))
        .filter(notifications::read_at.is_null());
    conn.execute(diesel::update(one).set(notifications::read_at.eq(now)))?;
    Ok(())
}

/// Marks all as read that a member had when the newest they saw came; without one, all there are. How many.
///
/// # Errors
/// When the database is away.
pub fn mark_all_read(
    conn: &mut TenantConn<'_>,
    member: MemberId,
    newest: Option<NotificationId>,
    now: DateTime<Utc>,
) -> Result<usize, AppError> {
    let until = match newest {
        Some(id) => find_at(conn, member, id)?.unwrap_or(now),
        None => now,
    };
    let all = notifications::table
        .filter(notifications::member_id.eq(member.uuid()))
        .filter(notifications::read_at.is_null())
        .filter(notifications::created_at.le(until));
    Ok(conn.execute(diesel::update(all).set(notifications::read_at.eq(now)))?)
}

/// Marks as read what a member was told of these expenses.
///
/// # Errors
/// When the database is away.
pub fn mark_seen(
    conn: &mut TenantConn<'_>,
    member: MemberId,
    expenses: &[ExpenseId],
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let ids: Vec<Uuid> = expenses.iter().map(|id| id.uuid()).collect();
    let those = notifications::table
        .filter(notifications::member_id.eq(member.uuid()))
        .filter(notifications::read_at.is_null())
        .filter(notifications::expense_id.eq_any(ids));
    conn.execute(diesel::update(those).set(notifications::read_at.eq(now)))?;
    Ok(())
}

/// What is due to be told by the letter of the day, of at most `limit` members, each with all that is due: nobody else is
/// given it again. Of two who ask at once the second finds nothing.
///
/// # Errors
/// When the database is away.
pub fn take_due(
    conn: &mut TenantConn<'_>,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<BTreeMap<MemberId, Vec<Notice>>, AppError> {
    let due = notifications::digest_at.le(now);
    let members: Vec<Uuid> =
        conn.load(notifications::table.filter(due).select(notifications::member_id).distinct().limit(limit))?;
    if members.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<(Uuid, Row)> = conn.load(
        notifications::table
            .filter(due)
            .filter(notifications::member_id.eq_any(members))
            .order((notifications::created_at, notifications::id))
            .select((notifications::member_id, COLUMNS))
            .for_update(),
    )?;
    let ids: Vec<Uuid> = rows.iter().map(|(_, row)| row.0).collect();
    let taken = notifications::table.filter(notifications::id.eq_any(ids));
    conn.execute(diesel::update(taken).set(notifications::digest_at.eq(None::<DateTime<Utc>>)))?;
    let mut all: BTreeMap<MemberId, Vec<Notice>> = BTreeMap::new();
    for (member, row) in rows {
        all.entry(MemberId::from(member)).or_default().extend(notice(row));
    }
    Ok(all)
}

/// When the next letter of the day is due; none when nothing waits for one.
///
/// # Errors
/// When the database is away.
pub fn next_due(conn: &mut TenantConn<'_>) -> Result<Option<DateTime<Utc>>, AppError> {
    let waiting = notifications::table.filter(notifications::digest_at.is_not_null());
    let next: Option<Option<DateTime<Utc>>> =
        conn.find(waiting.select(diesel::dsl::min(notifications::digest_at)))?;
    Ok(next.flatten())
}

/// Forgets what was read before one instant and all that came before another, earlier one. How many.
///
/// # Errors
/// When the database is away.
pub fn forget(
    conn: &mut TenantConn<'_>,
    read_before: DateTime<Utc>,
    before: DateTime<Utc>,
) -> Result<usize, AppError> {
    // Nothing is read before it is there: the first condition finds the few that are old enough.
    let old = notifications::table.filter(notifications::created_at.lt(read_before)).filter(
        notifications::read_at.lt(read_before).assume_not_null().or(notifications::created_at.lt(before)),
    );
    Ok(conn.execute(diesel::delete(old))?)
}
