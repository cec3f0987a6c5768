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

pub use super::act::Act;

/// What kind of thing an event is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SubjectKind {
    /// The organization itself.
    Organization,
    /// A member.
    Member,
    /// An invitation.
    Invitation,
    /// A category.
    Category,
    /// An expense.
    Expense,
}

impl SubjectKind {
    /// All of them, the commonest first.
    pub const ALL: [Self; 5] =
        [Self::Expense, Self::Category, Self::Member, Self::Invitation, Self::Organization];

    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Member => "member",
            Self::Invitation => "invitation",
            Self::Category => "category",
            Self::Expense => "expense",
        }
    }

    /// Reads the word of the database.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Which thing an event is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The organization itself.
    Organization(Uuid),
    /// A member.
    Member(Uuid),
    /// An invitation.
    Invitation(Uuid),
    /// A category.
    Category(Uuid),
    /// An expense.
    Expense(Uuid),
}

impl Subject {
    fn parts(self) -> (SubjectKind, Uuid) {
        match self {
            Self::Organization(id) => (SubjectKind::Organization, id),
            Self::Member(id) => (SubjectKind::Member, id),
            Self::Invitation(id) => (SubjectKind::Invitation, id),
            Self::Category(id) => (SubjectKind::Category, id),
            Self::Expense(id) => (SubjectKind::Expense, id),
        }
    }
}

/// One thing that happened. `before` and `after` hold ids and codes, never names, and money as exact text with its
/// currency.
#[derive(Debug, Clone)]
pub struct Event {
    /// Who did it; none where the program did.
    pub actor: Option<MemberId>,
    /// What was done.
    pub act: Act,
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
        events::act.eq(event.act.as_str()),
        events::subject_kind.eq(kind.as_str()),
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
