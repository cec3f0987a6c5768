//! Sessions and single-use tokens: rows in the tenant schema, found by the hash of a secret that only the browser has.

use super::viewer::{ABSOLUTE, IDLE};
use crate::domain::id::MemberId;
use crate::error::AppError;
use crate::schema::tenant::{members, sessions, tokens};
use crate::tenancy::TenantConn;
use crate::web::keyring::{random_secret, secret_hash};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use uuid::Uuid;

/// How long a handover from sign-up lasts.
const HANDOVER_LASTS: TimeDelta = TimeDelta::seconds(60);

/// Begins a session; answers the secret for the cookie. Ends the one it replaces, and sweeps what is dead of
/// everybody's: sessions that are too old or not in use, and tokens.
///
/// # Errors
/// When the database is away.
pub fn begin(
    conn: &mut TenantConn<'_>,
    member: MemberId,
    replaces: Option<&str>,
    now: DateTime<Utc>,
) -> Result<String, AppError> {
    // Before anything else is held: two that sweep at once wait for each other, not in a circle.
    let dead = sessions::expires_at.le(now).or(sessions::last_seen_at.le(now - IDLE));
    conn.execute(diesel::delete(sessions::table.filter(dead)))?;
    conn.execute(diesel::delete(tokens::table.filter(tokens::expires_at.le(now))))?;
    if let Some(secret) = replaces {
        end(conn, secret)?;
    }
    let secret = random_secret();
    conn.execute(diesel::insert_into(sessions::table).values((
        sessions::id_hash.eq(secret_hash(&secret)),
        sessions::member_id.eq(member.uuid()),
        sessions::created_at.eq(now),
        sessions::last_seen_at.eq(now),
        sessions::expires_at.eq(now + ABSOLUTE),
    )))?;
    Ok(secret)
}

/// Ends one session.
///
/// # Errors
/// When the database is away.
pub fn end(conn: &mut TenantConn<'_>, secret: &str) -> Result<(), AppError> {
    conn.execute(diesel::delete(sessions::table.filter(sessions::id_hash.eq(secret_hash(secret)))))?;
    Ok(())
}

/// Ends every session of a member; answers how many.
///
/// # Errors
/// When the database is away.
pub fn end_all(conn: &mut TenantConn<'_>, member: MemberId) -> Result<usize, AppError> {
    Ok(conn.execute(diesel::delete(sessions::table.filter(sessions::member_id.eq(member.uuid()))))?)
}

/// What a single-use token is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// From sign-up on the base domain to the new organization's host.
    Handover,
}

impl Purpose {
    fn as_str(self) -> &'static str {
        match self {
            Self::Handover => "handover",
        }
    }

    fn lasts(self) -> TimeDelta {
        match self {
            Self::Handover => HANDOVER_LASTS,
        }
    }
}

/// Makes a token; answers the secret for the link.
///
/// # Errors
/// When the database is away.
pub fn insert_token(
    conn: &mut TenantConn<'_>,
    purpose: Purpose,
    member: MemberId,
    now: DateTime<Utc>,
) -> Result<String, AppError> {
    let secret = random_secret();
    conn.execute(diesel::insert_into(tokens::table).values((
        tokens::hash.eq(secret_hash(&secret)),
        tokens::purpose.eq(purpose.as_str()),
        tokens::member_id.eq(member.uuid()),
        tokens::created_at.eq(now),
        tokens::expires_at.eq(now + purpose.lasts()),
    )))?;
    Ok(secret)
}

/// Whose token it is, without using it up: id, name and e-mail address.
///
/// # Errors
/// When the database is away.
pub fn find_token(
    conn: &mut TenantConn<'_>,
    purpose: Purpose,
    secret: &str,
    now: DateTime<Utc>,
) -> Result<Option<(MemberId, String, String)>, AppError> {
    let row: Option<(Uuid, String, String)> = conn.find(
        tokens::table
            .inner_join(members::table)
            .filter(tokens::hash.eq(secret_hash(secret)))
            .filter(tokens::purpose.eq(purpose.as_str()))
            .filter(tokens::expires_at.gt(now))
            .filter(members::deactivated_at.is_null())
            .select((members::id, members::name, members::email)),
    )?;
    Ok(row.map(|(id, name, email)| (MemberId::from(id), name, email)))
}

/// Uses a token up, in the transaction that does what it is for; of two that try, one gets it.
///
/// # Errors
/// When the database is away.
pub fn consume_token(
    conn: &mut TenantConn<'_>,
    purpose: Purpose,
    secret: &str,
    now: DateTime<Utc>,
) -> Result<Option<MemberId>, AppError> {
    let live = tokens::table
        .filter(tokens::hash.eq(secret_hash(secret)))
        .filter(tokens::purpose.eq(purpose.as_str()))
        .filter(tokens::expires_at.gt(now));
    let member: Option<Uuid> = conn.find(diesel::delete(live).returning(tokens::member_id))?;
    Ok(member.map(MemberId::from))
}
