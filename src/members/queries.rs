//! The queries on invitations.

use super::form::Invitee;
use crate::domain::id::{InvitationId, MemberId};
use crate::error::AppError;
use crate::policy::role::Role;
use crate::schema::tenant::invitations;
use crate::tenancy::TenantConn;
use crate::web::keyring::{random_secret, secret_hash};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use uuid::Uuid;

/// How long an invitation can be accepted.
pub const LASTS: TimeDelta = TimeDelta::days(7);

/// One invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its identity.
    pub id: InvitationId,
    /// Whom it went to.
    pub email: String,
    /// What they are called; may be empty.
    pub name: String,
    /// What they shall be.
    pub role: Role,
    /// Who vouches for it.
    pub invited_by: MemberId,
    /// Until when it can be accepted, UTC.
    pub expires_at: DateTime<Utc>,
    /// Where it stands, apart from time.
    pub end: End,
}

/// How an invitation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Not at all so far.
    None,
    /// Somebody joined by it.
    Accepted,
    /// Somebody took it back.
    Revoked,
}

/// Where an invitation stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It can be accepted.
    Open,
    /// It is too old.
    Expired,
    /// Somebody joined by it.
    Accepted,
    /// Somebody took it back.
    Revoked,
}

impl Invitation {
    /// Where it stands.
    pub fn standing(&self, now: DateTime<Utc>) -> Standing {
        match self.end {
            End::Accepted => Standing::Accepted,
            End::Revoked => Standing::Revoked,
            End::None if self.expires_at <= now => Standing::Expired,
            End::None => Standing::Open,
        }
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = invitations, check_for_backend(Pg))]
struct Row {
    id: Uuid,
    email: String,
    name: String,
    role: String,
    invited_by: Uuid,
    expires_at: DateTime<Utc>,
    accepted_at: Option<DateTime<Utc>>,
    revoked_at: Option<DateTime<Utc>>,
}

impl TryFrom<Row> for Invitation {
    type Error = AppError;

    fn try_from(row: Row) -> Result<Self, AppError> {
        let role = Role::parse(&row.role)
            .ok_or_else(|| AppError::internal(format!("role {:?} in the database", row.role)))?;
        let end = match (row.accepted_at, row.revoked_at) {
            (Some(_), _) => End::Accepted,
            (None, Some(_)) => End::Revoked,
            (None, None) => End::None,
        };
        Ok(Self {
            id: InvitationId::from(row.id),
            email: row.email,
            name: row.name,
            role,
            invited_by: MemberId::from(row.invited_by),
            expires_at: row.expires_at,
            end,
        })
    }
}

fn invitation(row: Option<Row>) -> Result<Option<Invitation>, AppError> {
    row.map(Invitation::try_from).transpose()
}

/// The invitations that nobody accepted or took back, expired ones too, the latest first.
///
/// # Errors
/// When the database is away.
pub fn list_waiting(conn: &mut TenantConn<'_>) -> Result<Vec<Invitation>, AppError> {
    let rows: Vec<Row> = conn.load(
        invitations::table
            .filter(invitations::accepted_at.is_null())
            .filter(invitations::revoked_at.is_null())
            .order((invitations::updated_at.desc(), invitations::id))
            .limit(500)
            .select(Row::as_select()),
    )?;
    rows.into_iter().map(Invitation::try_from).collect()
}

/// How many invitations there ever were.
///
/// # Errors
/// When the database is away.
pub fn count_ever(conn: &mut TenantConn<'_>) -> Result<i64, AppError> {
    Ok(conn.find(invitations::table.count())?.unwrap_or(0))
}

/// One invitation that nobody else changes until the end of this transaction.
///
/// # Errors
/// When the database is away.
pub fn lock(conn: &mut TenantConn<'_>, id: InvitationId) -> Result<Option<Invitation>, AppError> {
    let one = invitations::table.filter(invitations::id.eq(id.uuid()));
    invitation(conn.find(one.select(Row::as_select()).for_update())?)
}

/// The open invitation of an address.
///
/// # Errors
/// When the database is away.
pub fn find_waiting(conn: &mut TenantConn<'_>, email: &str) -> Result<Option<Invitation>, AppError> {
    let one = invitations::table
        .filter(invitations::email.eq(email))
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::revoked_at.is_null());
    invitation(conn.find(one.select(Row::as_select()))?)
}

/// The invitation of a link, without using it up.
///
/// # Errors
/// When the database is away.
pub fn find_by_token(conn: &mut TenantConn<'_>, token: &str) -> Result<Option<Invitation>, AppError> {
    let one = invitations::table.filter(invitations::token_hash.eq(secret_hash(token)));
    invitation(conn.find(one.select(Row::as_select()))?)
}

/// The invitation of a link, for whoever is about to use it up: of two, one waits for the other.
///
/// # Errors
/// When the database is away.
pub fn lock_by_token(conn: &mut TenantConn<'_>, token: &str) -> Result<Option<Invitation>, AppError> {
    let one = invitations::table.filter(invitations::token_hash.eq(secret_hash(token)));
    invitation(conn.find(one.select(Row::as_select()).for_update())?)
}

/// A link that can be sent.
#[derive(Debug)]
pub struct Sent {
    /// The invitation.
    pub id: InvitationId,
    /// The secret of its link.
    pub token: String,
}

/// Makes an invitation; none where somebody else invites the same address at this moment.
///
/// # Errors
/// When the database is away.
pub fn insert(
    conn: &mut TenantConn<'_>,
    invitee: &Invitee,
    role: Role,
    by: MemberId,
    now: DateTime<Utc>,
) -> Result<Option<Sent>, AppError> {
    let (id, token) = (InvitationId::new(), random_secret());
    let row = (
        invitations::id.eq(id.uuid()),
        invitations::email.eq(invitee.email.as_str()),
        invitations::name.eq(invitee.name.as_ref().map_or("", |name| name.as_str())),
        invitations::role.eq(role.as_str()),
        invitations::token_hash.eq(secret_hash(&token)),
        invitations::invited_by.eq(by.uuid()),
        invitations::expires_at.eq(now + LASTS),
        invitations::version.eq(1),
        invitations::created_at.eq(now),
        invitations::updated_at.eq(now),
    );
    let inserted =
        conn.execute(diesel::insert_into(invitations::table).values(row).on_conflict_do_nothing())?;
    Ok((inserted > 0).then_some(Sent { id, token }))
}

/// Gives an invitation a new link and seven new days; the link before it opens nothing any more. Whoever sends it again
/// vouches for it from now on.
///
/// # Errors
/// When the database is away.
pub fn renew(
    conn: &mut TenantConn<'_>,
    id: InvitationId,
    role: Role,
    by: MemberId,
    now: DateTime<Utc>,
) -> Result<Sent, AppError> {
    let token = random_secret();
    conn.execute(diesel::update(invitations::table.filter(invitations::id.eq(id.uuid()))).set((
        invitations::role.eq(role.as_str()),
        invitations::token_hash.eq(secret_hash(&token)),
        invitations::invited_by.eq(by.uuid()),
        invitations::expires_at.eq(now + LASTS),
        invitations::version.eq(invitations::version + 1),
        invitations::updated_at.eq(now),
    )))?;
    Ok(Sent { id, token })
}

/// Takes an invitation back.
///
/// # Errors
/// When the database is away.
pub fn revoke(conn: &mut TenantConn<'_>, id: InvitationId, now: DateTime<Utc>) -> Result<(), AppError> {
    conn.execute(diesel::update(invitations::table.filter(invitations::id.eq(id.uuid()))).set((
        invitations::revoked_at.eq(now),
        invitations::version.eq(invitations::version + 1),
        invitations::updated_at.eq(now),
    )))?;
    Ok(())
}

/// Writes down who joined by an invitation.
///
/// # Errors
/// When the database is away.
pub fn accept(
    conn: &mut TenantConn<'_>,
    id: InvitationId,
    member: MemberId,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    conn.execute(diesel::update(invitations::table.filter(invitations::id.eq(id.uuid()))).set((
        invitations::accepted_at.eq(now),
        invitations::member_id.eq(member.uuid()),
        invitations::version.eq(invitations::version + 1),
        invitations::updated_at.eq(now),
    )))?;
    Ok(())
}
