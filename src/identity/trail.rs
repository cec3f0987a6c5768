//! The trail: who did what to which thing, written in the transaction that does it. An organization's role may add
//! and read events, never change them.

use crate::domain::id::MemberId;
use crate::error::AppError;
use crate::schema::tenant::events;
use crate::tenancy::TenantConn;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::Value;
use uuid::Uuid;

/// What kind of thing an event is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The organization itself.
    Organization(Uuid),
    /// A member.
    Member(Uuid),
    /// An expense.
    Expense(Uuid),
}

impl Subject {
    fn parts(self) -> (&'static str, Uuid) {
        match self {
            Self::Organization(id) => ("organization", id),
            Self::Member(id) => ("member", id),
            Self::Expense(id) => ("expense", id),
        }
    }
}

/// One thing that happened. Acts are codes (`expense.created`), never sentences.
#[derive(Debug, Clone)]
pub struct Event {
    /// Who did it; none where the program did.
    pub actor: Option<MemberId>,
    /// What was done.
    pub act: &'static str,
    /// To what.
    pub subject: Subject,
    /// The fields that changed, as they were.
    pub before: Option<Value>,
    /// The fields that changed, as they are.
    pub after: Option<Value>,
}

/// Adds an event.
///
/// # Errors
/// When the database is away.
pub fn record(conn: &mut TenantConn<'_>, event: Event, now: DateTime<Utc>) -> Result<(), AppError> {
    let (kind, subject) = event.subject.parts();
    conn.execute_hot(diesel::insert_into(events::table).values((
        events::id.eq(Uuid::now_v7()),
        events::at.eq(now),
        events::actor_id.eq(event.actor.map(MemberId::uuid)),
        events::act.eq(event.act),
        events::subject_kind.eq(kind),
        events::subject_id.eq(subject),
        events::before.eq(event.before),
        events::after.eq(event.after),
    )))?;
    Ok(())
}

/// One event as it is read back.
pub type Recorded = (DateTime<Utc>, Option<Uuid>, String, Option<Value>, Option<Value>);

/// What happened to one thing, latest first, at most 200 events: time, actor, act, before, after.
///
/// # Errors
/// When the database is away.
pub fn list_of_subject(conn: &mut TenantConn<'_>, subject: Uuid) -> Result<Vec<Recorded>, AppError> {
    Ok(conn.load_hot(
        events::table
            .filter(events::subject_id.eq(subject))
            .order((events::at.desc(), events::id.desc()))
            .limit(200)
            .select((events::at, events::actor_id, events::act, events::before, events::after)),
    )?)
}
