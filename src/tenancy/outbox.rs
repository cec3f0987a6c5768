//! The registry's part of mail: the outbox for letters that belong to no organization, and the hints which
//! organizations have some waiting. Each organization's own outbox is the business of `crate::mail`, in the same terms.

use super::Tenants;
use super::unit::SharedConn;
use crate::domain::id::OrganizationId;
use crate::error::AppError;
use crate::schema::shared::{outbox, outbox_hints};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

/// The one kind of entry there is so far.
pub const MAIL: &str = "mail";

/// An entry as it is put in.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its identity.
    pub id: Uuid,
    /// The Message-ID (RFC 5322, 3.6.4) that every try carries.
    pub message_id: String,
    /// The sealed letter.
    pub body: String,
    /// Since when it waits.
    pub at: DateTime<Utc>,
}

/// An entry that somebody holds in order to send it.
#[derive(Debug, Clone, Queryable)]
pub struct Leased {
    /// Its identity.
    pub id: Uuid,
    /// The Message-ID that every try carries.
    pub message_id: String,
    /// The sealed letter.
    pub body: String,
    /// Which try this is.
    pub attempts: i32,
    /// Since when it waits.
    pub created_at: DateTime<Utc>,
}

/// An entry that was not sent (yet).
#[derive(Debug, Clone, Queryable)]
pub struct Unsent {
    /// Its identity.
    pub id: Uuid,
    /// The Message-ID that every try carries.
    pub message_id: String,
    /// The sealed letter.
    pub body: String,
    /// How often it was tried.
    pub attempts: i32,
    /// What went wrong last.
    pub last_error: Option<String>,
    /// Since when it is given up.
    pub dead_at: Option<DateTime<Utc>>,
}

/// What became of a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settlement {
    /// A mail server has taken it.
    Sent {
        /// When.
        at: DateTime<Utc>,
    },
    /// It is tried again.
    Later {
        /// What went wrong.
        code: String,
        /// When to try again.
        at: DateTime<Utc>,
    },
    /// It is never tried again.
    Dead {
        /// What went wrong.
        code: String,
        /// Since when.
        at: DateTime<Utc>,
    },
}

impl Settlement {
    /// When it was sent, if it was.
    pub fn sent_at(&self) -> Option<DateTime<Utc>> {
        if let Self::Sent { at } = self { Some(*at) } else { None }
    }

    /// When it was given up, if it was.
    pub fn dead_at(&self) -> Option<DateTime<Utc>> {
        if let Self::Dead { at, .. } = self { Some(*at) } else { None }
    }

    /// When to try again, if at all.
    pub fn next_attempt_at(&self) -> Option<DateTime<Utc>> {
        if let Self::Later { at, .. } = self { Some(*at) } else { None }
    }

    /// What went wrong, if anything did.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Sent { .. } => None,
            Self::Later { code, .. } | Self::Dead { code, .. } => Some(code),
        }
    }
}

impl Tenants {
    /// Stores mail that belongs to no organization.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn put_shared_mail(&self, entry: Entry) -> Result<(), AppError> {
        self.databases().run_shared(move |conn| insert(conn, &entry)).await
    }

    /// Takes at most `limit` of its entries that are due and nobody holds, and holds them `until` then.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn take_shared_mail(
        &self,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
        limit: i64,
    ) -> Result<Vec<Leased>, AppError> {
        self.databases().run_shared(move |conn| take(conn, now, until, limit)).await
    }

    /// Writes down what became of the try number `attempts` of one.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn settle_shared_mail(
        &self,
        id: Uuid,
        attempts: i32,
        settlement: Settlement,
    ) -> Result<(), AppError> {
        self.databases().run_shared(move |conn| settle(conn, id, attempts, &settlement)).await
    }

    /// When the next one can be taken; none when none waits.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn next_shared_mail(&self) -> Result<Option<DateTime<Utc>>, AppError> {
        self.databases().run_shared(next_due).await
    }

    /// Forgets those sent before `then`.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn forget_sent_mail(&self, then: DateTime<Utc>) -> Result<usize, AppError> {
        self.databases().run_shared(move |conn| forget_sent(conn, then)).await
    }

    /// Those that were not sent, oldest first.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn list_unsent_shared_mail(&self) -> Result<Vec<Unsent>, AppError> {
        self.databases().run_shared(list_unsent).await
    }

    /// Has those tried again that were given up; how many.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn revive_shared_mail(&self, now: DateTime<Utc>) -> Result<usize, AppError> {
        self.databases().run_shared(move |conn| revive(conn, now)).await
    }

    /// Leaves the hint that organizations have mail waiting.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn leave_mail_hints(
        &self,
        organizations: Vec<OrganizationId>,
        now: DateTime<Utc>,
    ) -> Result<(), AppError> {
        self.databases().run_shared(move |conn| leave_hints(conn, &organizations, now)).await
    }

    /// Takes at most `limit` hints away, oldest first: whoever has them looks into those organizations next.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn take_mail_hints(&self, limit: i64) -> Result<Vec<OrganizationId>, AppError> {
        self.databases().run_shared(move |conn| take_hints(conn, limit)).await
    }
}

fn insert(conn: &mut SharedConn<'_>, entry: &Entry) -> Result<(), AppError> {
    diesel::insert_into(outbox::table)
        .values((
            outbox::id.eq(entry.id),
            outbox::kind.eq(MAIL),
            outbox::message_id.eq(&entry.message_id),
            outbox::body.eq(&entry.body),
            outbox::attempts.eq(0),
            outbox::next_attempt_at.eq(entry.at),
            outbox::created_at.eq(entry.at),
        ))
        .execute(conn.pg)?;
    Ok(())
}

fn take(
    conn: &mut SharedConn<'_>,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<Leased>, AppError> {
    let due: Vec<Uuid> = outbox::table
        .filter(outbox::sent_at.is_null().and(outbox::dead_at.is_null()))
        .filter(outbox::next_attempt_at.le(now))
        .filter(outbox::leased_until.is_null().or(outbox::leased_until.le(now)))
        .order((outbox::next_attempt_at, outbox::id))
        .limit(limit)
        .select(outbox::id)
        .for_update()
        .skip_locked()
        .load(conn.pg)?;
    if due.is_empty() {
        return Ok(Vec::new());
    }
    Ok(diesel::update(outbox::table.filter(outbox::id.eq_any(due)))
        .set((outbox::leased_until.eq(until), outbox::attempts.eq(outbox::attempts + 1)))
        .returning((outbox::id, outbox::message_id, outbox::body, outbox::attempts, outbox::created_at))
        .get_results(conn.pg)?)
}

/// What was sent stays sent, and whoever's lease ran out says nothing about the next holder's try.
fn settle(
    conn: &mut SharedConn<'_>,
    id: Uuid,
    attempts: i32,
    settlement: &Settlement,
) -> Result<(), AppError> {
    let open = outbox::table
        .filter(outbox::id.eq(id).and(outbox::sent_at.is_null()))
        .filter(outbox::attempts.eq(attempts));
    diesel::update(open)
        .set((
            settlement.sent_at().map(|_| outbox::body.eq("")),
            settlement.next_attempt_at().map(|at| outbox::next_attempt_at.eq(at)),
            outbox::sent_at.eq(settlement.sent_at()),
            outbox::dead_at.eq(settlement.dead_at()),
            outbox::last_error.eq(settlement.code()),
            outbox::leased_until.eq(None::<DateTime<Utc>>),
        ))
        .execute(conn.pg)?;
    Ok(())
}

fn next_due(conn: &mut SharedConn<'_>) -> Result<Option<DateTime<Utc>>, AppError> {
    let waiting = outbox::sent_at.is_null().and(outbox::dead_at.is_null());
    let free: Option<DateTime<Utc>> = outbox::table
        .filter(waiting.and(outbox::leased_until.is_null()))
        .select(diesel::dsl::min(outbox::next_attempt_at))
        .get_result(conn.pg)?;
    let held: Option<DateTime<Utc>> =
        outbox::table.filter(waiting).select(diesel::dsl::min(outbox::leased_until)).get_result(conn.pg)?;
    Ok(free.into_iter().chain(held).min())
}

fn forget_sent(conn: &mut SharedConn<'_>, then: DateTime<Utc>) -> Result<usize, AppError> {
    Ok(diesel::delete(outbox::table.filter(outbox::sent_at.lt(then))).execute(conn.pg)?)
}

fn leave_hints(
    conn: &mut SharedConn<'_>,
    organizations: &[OrganizationId],
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let rows: Vec<_> = organizations
        .iter()
        .map(|id| (outbox_hints::organization_id.eq(id.uuid()), outbox_hints::created_at.eq(now)))
        .collect();
    diesel::insert_into(outbox_hints::table).values(rows).on_conflict_do_nothing().execute(conn.pg)?;
    Ok(())
}

fn take_hints(conn: &mut SharedConn<'_>, limit: i64) -> Result<Vec<OrganizationId>, AppError> {
    let hints: Vec<Uuid> = outbox_hints::table
        .order(outbox_hints::created_at)
        .limit(limit)
        .select(outbox_hints::organization_id)
        .for_update()
        .skip_locked()
        .load(conn.pg)?;
    if !hints.is_empty() {
        let taken = outbox_hints::table.filter(outbox_hints::organization_id.eq_any(&hints));
        diesel::delete(taken).execute(conn.pg)?;
    }
    Ok(hints.into_iter().map(OrganizationId::from).collect())
}

fn list_unsent(conn: &mut SharedConn<'_>) -> Result<Vec<Unsent>, AppError> {
    Ok(outbox::table
        .filter(outbox::sent_at.is_null())
        .order((outbox::created_at, outbox::id))
        .select((
            outbox::id,
            outbox::message_id,
            outbox::body,
            outbox::attempts,
            outbox::last_error,
            outbox::dead_at,
        ))
        .load(conn.pg)?)
}

fn revive(conn: &mut SharedConn<'_>, now: DateTime<Utc>) -> Result<usize, AppError> {
    Ok(diesel::update(outbox::table.filter(outbox::dead_at.is_not_null()))
        .set((
            outbox::dead_at.eq(None::<DateTime<Utc>>),
            outbox::attempts.eq(0),
            outbox::next_attempt_at.eq(now),
        ))
        .execute(conn.pg)?)
}
