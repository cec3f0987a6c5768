//! Sessions and single-use tokens: rows in the tenant schema, found by the hash of a secret that only the browser has.

use super::viewer::{ABSOLUTE, IDLE};
use crate::domain::id::MemberId;
use crate::error::AppError;
use crate::schema::tenant::{members, sessions, tokens};
use crate::tenancy::TenantConn;
use crate::web::keyring::{random_secret, secret_hash};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

/// How long a handover from sign-up lasts.
const HANDOVER_LASTS: TimeDelta = TimeDelta::seconds(60);

/// How long a link in a mail lasts that changes a password.
const RESET_LASTS: TimeDelta = TimeDelta::hours(1);
/// How long a link in a mail lasts that proves an address.
const PROOF_LASTS: TimeDelta = TimeDelta::days(7);

/// A browser in which a session begins.
#[derive(Debug, Clone, Default)]
pub struct Arrival {
    /// The secret of the session that the new one takes the place of.
    pub replaces: Option<String>,
    /// "Firefox on Linux".
    pub device: String,
}

/// Begins a session; answers the secret for the cookie. Ends the one it replaces, and sweeps what is dead of
/// everybody's: sessions that are too old or not in use, and tokens.
///
/// # Errors
/// When the database is away.
pub fn begin(
    conn: &mut TenantConn<'_>,
    member: MemberId,
    arrival: &Arrival,
    now: DateTime<Utc>,
) -> Result<String, AppError> {
    // The member first, as everything does that ends their sessions: nobody waits in a circle.
    let signed_in = members::table.filter(members::id.eq(member.uuid()));
    conn.execute(diesel::update(signed_in).set(members::signed_in_at.eq(now)))?;
    let dead = sessions::expires_at.le(now).or(sessions::last_seen_at.le(now - IDLE));
    conn.execute(diesel::delete(sessions::table.filter(dead)))?;
    conn.execute(diesel::delete(tokens::table.filter(tokens::expires_at.le(now))))?;
    if let Some(secret) = &arrival.replaces {
        end(conn, secret)?;
    }
    let secret = random_secret();
    conn.execute(diesel::insert_into(sessions::table).values((
        sessions::id_hash.eq(secret_hash(&secret)),
        sessions::member_id.eq(member.uuid()),
        sessions::created_at.eq(now),
        sessions::last_seen_at.eq(now),
        sessions::expires_at.eq(now + ABSOLUTE),
        sessions::device.eq(&arrival.device),
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

/// One of somebody's sessions.
#[derive(Debug, Clone)]
pub struct LiveSession {
    /// What it is found by.
    pub hash: Vec<u8>,
    /// "Firefox on Linux"; empty where the browser did not say.
    pub device: String,
    /// When it began, UTC.
    pub since: DateTime<Utc>,
    /// When it was used last, to five minutes, UTC.
    pub last_seen: DateTime<Utc>,
}

type LiveRow = (Vec<u8>, String, DateTime<Utc>, DateTime<Utc>);

/// The live sessions of a member, the latest used first.
///
/// # Errors
/// When the database is away.
pub fn list_live(
    conn: &mut TenantConn<'_>,
    member: MemberId,
    now: DateTime<Utc>,
) -> Result<Vec<LiveSession>, AppError> {
    let rows: Vec<LiveRow> = conn.load(
        sessions::table
            .filter(sessions::member_id.eq(member.uuid()))
            .filter(sessions::expires_at.gt(now))
            .filter(sessions::last_seen_at.gt(now - IDLE))
            .order((sessions::last_seen_at.desc(), sessions::id_hash))
            .select((sessions::id_hash, sessions::device, sessions::created_at, sessions::last_seen_at)),
    )?;
    let live = rows.into_iter().map(|(hash, device, since, last_seen)| LiveSession {
        hash,
        device,
        since,
        last_seen,
    });
    Ok(live.collect())
}

/// Ends one session of a member by its hash; whether there was one.
///
/// # Errors
/// When the database is away.
pub fn end_by_hash(conn: &mut TenantConn<'_>, member: MemberId, hash: &[u8]) -> Result<bool, AppError> {
    let one =
        sessions::table.filter(sessions::member_id.eq(member.uuid())).filter(sessions::id_hash.eq(hash));
    Ok(conn.execute(diesel::delete(one))? > 0)
}

/// Ends every session of a member but one; answers how many.
///
/// # Errors
/// When the database is away.
pub fn end_others(conn: &mut TenantConn<'_>, member: MemberId, kept: &[u8]) -> Result<usize, AppError> {
    let others =
        sessions::table.filter(sessions::member_id.eq(member.uuid())).filter(sessions::id_hash.ne(kept));
    Ok(conn.execute(diesel::delete(others))?)
}

/// When each member's live sessions were used last.
///
/// # Errors
/// When the database is away.
pub fn list_last_seen(conn: &mut TenantConn<'_>) -> Result<HashMap<Uuid, DateTime<Utc>>, AppError> {
    let rows: Vec<(Uuid, Option<DateTime<Utc>>)> = conn.load(
        sessions::table
            .group_by(sessions::member_id)
            .select((sessions::member_id, diesel::dsl::max(sessions::last_seen_at))),
    )?;
    Ok(rows.into_iter().filter_map(|(member, seen)| Some((member, seen?))).collect())
}

/// When a member's live sessions were used last.
///
/// # Errors
/// When the database is away.
pub fn find_last_seen(
    conn: &mut TenantConn<'_>,
    member: MemberId,
) -> Result<Option<DateTime<Utc>>, AppError> {
    let theirs = sessions::table.filter(sessions::member_id.eq(member.uuid()));
    let seen: Option<Option<DateTime<Utc>>> =
        conn.find(theirs.select(diesel::dsl::max(sessions::last_seen_at)))?;
    Ok(seen.flatten())
}

/// What a single-use token is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// From sign-up on the base domain to the new organization's host.
    Handover,
    /// A new password by a link in a mail.
    Reset,
    /// The address that a member has is theirs.
    Verify,
    /// The address that a member wants is theirs.
    Email,
}

impl Purpose {
    fn as_str(self) -> &'static str {
        match self {
            Self::Handover => "handover",
            Self::Reset => "reset",
            Self::Verify => "verify",
            Self::Email => "email",
        }
    }

    fn lasts(self) -> TimeDelta {
        match self {
            Self::Handover => HANDOVER_LASTS,
            Self::Reset => RESET_LASTS,
            Self::Verify | Self::Email => PROOF_LASTS,
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
    insert_token_for(conn, purpose, member, None, now)
}

/// Makes the only live token of its purpose for a member: those before it open nothing any more. `email` is the
/// address that its link proves.
///
/// # Errors
/// When the database is away.
pub fn insert_only_token(
    conn: &mut TenantConn<'_>,
    purpose: Purpose,
    member: MemberId,
    email: Option<&str>,
    now: DateTime<Utc>,
) -> Result<String, AppError> {
    end_tokens_of(conn, purpose, member)?;
    insert_token_for(conn, purpose, member, email, now)
}

fn insert_token_for(
    conn: &mut TenantConn<'_>,
    purpose: Purpose,
    member: MemberId,
    email: Option<&str>,
    now: DateTime<Utc>,
) -> Result<String, AppError> {
    let secret = random_secret();
    conn.execute(diesel::insert_into(tokens::table).values((
        tokens::hash.eq(secret_hash(&secret)),
        tokens::purpose.eq(purpose.as_str()),
        tokens::member_id.eq(member.uuid()),
        tokens::created_at.eq(now),
        tokens::expires_at.eq(now + purpose.lasts()),
        tokens::email.eq(email),
    )))?;
    Ok(secret)
}

/// Ends the tokens of one purpose that a member has.
///
/// # Errors
/// When the database is away.
pub fn end_tokens_of(conn: &mut TenantConn<'_>, purpose: Purpose, member: MemberId) -> Result<(), AppError> {
    let theirs = tokens::table
        .filter(tokens::member_id.eq(member.uuid()))
        .filter(tokens::purpose.eq(purpose.as_str()));
    conn.execute(diesel::delete(theirs))?;
    Ok(())
}

/// Ends every token that a member has.
///
/// # Errors
/// When the database is away.
pub fn end_tokens(conn: &mut TenantConn<'_>, member: MemberId) -> Result<(), AppError> {
    conn.execute(diesel::delete(tokens::table.filter(tokens::member_id.eq(member.uuid()))))?;
    Ok(())
}

/// Whose token it is and the address that its link proves, used up in the transaction that relies on it.
///
/// # Errors
/// When the database is away.
pub fn consume_proof(
    conn: &mut TenantConn<'_>,
    purpose: Purpose,
    secret: &str,
    now: DateTime<Utc>,
) -> Result<Option<(MemberId, String)>, AppError> {
    let live = tokens::table
        .filter(tokens::hash.eq(secret_hash(secret)))
        .filter(tokens::purpose.eq(purpose.as_str()))
        .filter(tokens::expires_at.gt(now));
    let row: Option<(Uuid, Option<String>)> =
        conn.find(diesel::delete(live).returning((tokens::member_id, tokens::email)))?;
    Ok(row.and_then(|(id, email)| Some((MemberId::from(id), email?))))
}

/// Whose token it is, and the address that its link proves, without using it up.
///
/// # Errors
/// When the database is away.
pub fn find_proof(
    conn: &mut TenantConn<'_>,
    purpose: Purpose,
    secret: &str,
    now: DateTime<Utc>,
) -> Result<Option<(MemberId, String)>, AppError> {
    let row: Option<(Uuid, Option<String>)> = conn.find(
        tokens::table
            .inner_join(members::table)
            .filter(tokens::hash.eq(secret_hash(secret)))
            .filter(tokens::purpose.eq(purpose.as_str()))
            .filter(tokens::expires_at.gt(now))
            .filter(members::deactivated_at.is_null())
            .select((members::id, tokens::email)),
    )?;
    Ok(row.and_then(|(id, email)| Some((MemberId::from(id), email?))))
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
