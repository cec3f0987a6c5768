//! Queries on an organization's outbox, in the terms of [`crate::tenancy::outbox`].

use super::letter::Posted;
use crate::error::AppError;
use crate::schema::tenant::outbox;
use crate::tenancy::TenantConn;
use crate::tenancy::outbox::{Entry, Leased, MAIL, Settlement};
use crate::web::keyring::Keyring;
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
            .returning((
                outbox::id,
                outbox::message_id,
                outbox::body,
                outbox::attempts - 1,
                outbox::created_at,
            )),
    )?)
}

/// Writes down what became of an entry. What was sent stays sent, whatever a slower holder says.
pub(super) fn settle(
    conn: &mut TenantConn<'_>,
    id: Uuid,
    settlement: &Settlement,
) -> Result<(), AppError> {
    let open = outbox::table.filter(outbox::id.eq(id).and(outbox::sent_at.is_null()));
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

/// A letter that was not sent (yet).
#[derive(Debug, Clone)]
pub struct Unsent {
    /// Its entry.
    pub id: Uuid,
    /// The Message-ID that every try carries.
    pub message_id: String,
    /// What it says; none where no key of the ring opens it.
    pub posted: Option<Posted>,
    /// How often it was tried.
    pub attempts: i32,
    /// What went wrong last.
    pub last_error: Option<String>,
    /// Since when it is given up.
    pub dead_at: Option<DateTime<Utc>>,
}

type Row = (Uuid, String, String, i32, Option<String>, Option<DateTime<Utc>>);

/// Everything that was not sent, oldest first: what waits, and what was given up.
///
/// # Errors
/// When the database is away.
pub fn list_unsent(conn: &mut TenantConn<'_>, keyring: &Keyring) -> Result<Vec<Unsent>, AppError> {
    let rows: Vec<Row> = conn.load(
        outbox::table.filter(outbox::sent_at.is_null()).order((outbox::created_at, outbox::id)).select((
            outbox::id,
            outbox::message_id,
            outbox::body,
            outbox::attempts,
            outbox::last_error,
            outbox::dead_at,
        )),
    )?;
    let unsent = rows.into_iter().map(|(id, message_id, body, attempts, last_error, dead_at)| Unsent {
        id,
        message_id,
        posted: Posted::open(keyring, id, &body),
        attempts,
        last_error,
        dead_at,
    });
    Ok(unsent.collect())
}
