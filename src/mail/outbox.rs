//! Queries on an organization's outbox, in the terms of [`crate::tenancy::outbox`].

use crate::error::AppError;
use crate::schema::tenant::outbox;
use crate::tenancy::TenantConn;
use crate::tenancy::outbox::{Entry, Leased, MAIL, Settlement, Unsent};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

/// Puts an entry in.
pub(super) fn insert(conn: &mut TenantConn<'_>, entry: &Entry) -> Result<(), AppError> {
    conn.execute(diesel::insert_into(outbox::table).values((
        outbox::id.eq(entry.id),
        outbox::kind.eq(MAIL),
        outbox::message_id.eq(&entry.message_id),
        outbox::body.eq(&entry.body),
        outbox::attempts.eq(0),
        outbox::next_attempt_at.eq(entry.at),
        outbox::created_at.eq(entry.at),
    )))?;
    Ok(())
}

/// Takes at most `limit` entries that are due and nobody holds, and holds them `until` then.
pub(super) fn take(
    conn: &mut TenantConn<'_>,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<Leased>, AppError> {
    let due: Vec<Uuid> = conn.load(
        outbox::table
            .filter(outbox::sent_at.is_null().and(outbox::dead_at.is_null()))
            .filter(outbox::next_attempt_at.le(now))
            .filter(outbox::leased_until.is_null().or(outbox::leased_until.le(now)))
            .order((outbox::next_attempt_at, outbox::id))
            .limit(limit)
            .select(outbox::id)
            .for_update()
            .skip_locked(),
    )?;
    if due.is_empty() {
        return Ok(Vec::new());
    }
    Ok(conn.load(
        diesel::update(outbox::table.filter(outbox::id.eq_any(due)))
            .set((outbox::leased_until.eq(until), outbox::attempts.eq(outbox::attempts + 1)))
            .returning((outbox::id, outbox::message_id, outbox::body, outbox::attempts, outbox::created_at)),
    )?)
}

/// Writes down what became of the try number `attempts` of an entry. What was sent stays sent, and whoever's lease ran
/// out says nothing about the next holder's try.
pub(super) fn settle(
    conn: &mut TenantConn<'_>,
    id: Uuid,
    attempts: i32,
    settlement: &Settlement,
) -> Result<(), AppError> {
    let open = outbox::table
        .filter(outbox::id.eq(id).and(outbox::sent_at.is_null()))
        .filter(outbox::attempts.eq(attempts));
    conn.execute(diesel::update(open).set((
        settlement.sent_at().map(|_| outbox::body.eq("")),
        settlement.next_attempt_at().map(|at| outbox::next_attempt_at.eq(at)),
        outbox::sent_at.eq(settlement.sent_at()),
        outbox::dead_at.eq(settlement.dead_at()),
        outbox::last_error.eq(settlement.code()),
        outbox::leased_until.eq(None::<DateTime<Utc>>),
    )))?;
    Ok(())
}

/// When the next entry can be taken; none when none waits.
pub(super) fn next_due(conn: &mut TenantConn<'_>) -> Result<Option<DateTime<Utc>>, AppError> {
    let waiting = outbox::sent_at.is_null().and(outbox::dead_at.is_null());
    let free: Option<Option<DateTime<Utc>>> = conn.find(
        outbox::table
            .filter(waiting.and(outbox::leased_until.is_null()))
            .select(diesel::dsl::min(outbox::next_attempt_at)),
    )?;
    let held: Option<Option<DateTime<Utc>>> =
        conn.find(outbox::table.filter(waiting).select(diesel::dsl::min(outbox::leased_until)))?;
    Ok(free.into_iter().chain(held).flatten().min())
}

/// Forgets what was sent before `then`.
pub(super) fn forget_sent(conn: &mut TenantConn<'_>, then: DateTime<Utc>) -> Result<usize, AppError> {
    Ok(conn.execute(diesel::delete(outbox::table.filter(outbox::sent_at.lt(then))))?)
}

/// Everything that was not sent, oldest first: what waits, and what was given up.
pub(super) fn list_unsent(conn: &mut TenantConn<'_>) -> Result<Vec<Unsent>, AppError> {
    Ok(conn.load(
        outbox::table.filter(outbox::sent_at.is_null()).order((outbox::created_at, outbox::id)).select((
            outbox::id,
            outbox::message_id,
            outbox::body,
            outbox::attempts,
            outbox::last_error,
            outbox::dead_at,
        )),
    )?)
}

/// Has those tried again that were given up; how many.
pub(super) fn revive(conn: &mut TenantConn<'_>, now: DateTime<Utc>) -> Result<usize, AppError> {
    Ok(conn.execute(diesel::update(outbox::table.filter(outbox::dead_at.is_not_null())).set((
        outbox::dead_at.eq(None::<DateTime<Utc>>),
        outbox::attempts.eq(0),
        outbox::next_attempt_at.eq(now),
    )))?)
}
