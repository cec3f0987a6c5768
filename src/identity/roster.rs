//! All members of an organization, and the changes that others make to them. Every change first locks the rows it
//! depends on, so that two at once can't leave an organization without an owner.

use super::sessions;
use crate::domain::email::Email;
use crate::domain::id::MemberId;
use crate::domain::text::PersonName;
use crate::error::AppError;
use crate::policy::role::{Power, Role};
use crate::schema::tenant::members;
use crate::tenancy::TenantConn;
use chrono::{DateTime, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

/// The most members that one page shows.
pub const MOST_SHOWN: i64 = 500;

/// A member as others see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// Who.
    pub id: MemberId,
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// What they are.
    pub role: Role,
    /// Who decides about their expenses, if that is settled.
    pub approver: Option<MemberId>,
    /// Since when they can't sign in any more, UTC.
    pub deactivated_at: Option<DateTime<Utc>>,
    /// Whether their address is known to be theirs.
    pub verified: bool,
    /// When they signed in last, UTC.
    pub signed_in_at: Option<DateTime<Utc>>,
    /// When they joined, UTC.
    pub since: DateTime<Utc>,
    /// Counts up with every change by others.
    pub version: i32,
}

impl Colleague {
    /// Whether they can sign in.
    pub fn is_active(&self) -> bool {
        self.deactivated_at.is_none()
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = members, check_for_backend(Pg))]
struct Row {
    id: Uuid,
    name: String,
    email: String,
    role: String,
    approver_id: Option<Uuid>,
    deactivated_at: Option<DateTime<Utc>>,
    verified_at: Option<DateTime<Utc>>,
    signed_in_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    version: i32,
}

impl TryFrom<Row> for Colleague {
    type Error = AppError;

    fn try_from(row: Row) -> Result<Self, AppError> {
        let role = Role::parse(&row.role)
            .ok_or_else(|| AppError::internal(format!("role {:?} in the database", row.role)))?;
        Ok(Self {
            id: MemberId::from(row.id),
            name: row.name,
            email: row.email,
            role,
            approver: row.approver_id.map(MemberId::from),
            deactivated_at: row.deactivated_at,
            verified: row.verified_at.is_some(),
            signed_in_at: row.signed_in_at,
            since: row.created_at,
            version: row.version,
        })
    }
}

fn colleague(row: Option<Row>) -> Result<Option<Colleague>, AppError> {
    row.map(Colleague::try_from).transpose()
}

/// Which members a list shows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// A part of the name, or of the address where addresses are seen; none for all.
    pub words: Option<String>,
    /// Whether addresses are searched.
    pub by_email: bool,
    /// Only active ones, or only deactivated ones.
    pub active: Option<bool>,
}

/// The members by name, active ones first, at most [`MOST_SHOWN`].
///
/// # Errors
/// When the database is away.
pub fn list(conn: &mut TenantConn<'_>, filter: &Filter) -> Result<Vec<Colleague>, AppError> {
    let mut query = members::table.select(Row::as_select()).into_boxed();
    if let Some(words) = &filter.words {
        let pattern = format!("%{}%", words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
        query = if filter.by_email {
            query.filter(members::name.ilike(pattern.clone()).or(members::email.ilike(pattern)))
        } else {
            query.filter(members::name.ilike(pattern))
        };
    }
    match filter.active {
        Some(true) => query = query.filter(members::deactivated_at.is_null()),
        Some(false) => query = query.filter(members::deactivated_at.is_not_null()),
        None => {}
    }
    let rows: Vec<Row> = conn.load(
        query.order((members::deactivated_at.is_not_null(), members::name, members::id)).limit(MOST_SHOWN),
    )?;
    rows.into_iter().map(Colleague::try_from).collect()
}

/// The addresses of all active members that are known to be theirs.
///
/// # Errors
/// When the database is away.
pub fn list_verified_emails(conn: &mut TenantConn<'_>) -> Result<Vec<String>, AppError> {
    Ok(conn.load(
        members::table
            .filter(members::deactivated_at.is_null())
            .filter(members::verified_at.is_not_null())
            .select(members::email),
    )?)
}

/// Everybody active whose role allows this, by name.
///
/// # Errors
/// When the database is away.
pub fn list_allowed(conn: &mut TenantConn<'_>, power: Power) -> Result<Vec<Colleague>, AppError> {
    let roles = Role::ALL.into_iter().filter(|role| role.may(power)).map(Role::as_str);
    let rows: Vec<Row> = conn.load(
        members::table
            .filter(members::deactivated_at.is_null())
            .filter(members::role.eq_any(roles.collect::<Vec<_>>()))
            .order((members::name, members::id))
            .select(Row::as_select()),
    )?;
    rows.into_iter().map(Colleague::try_from).collect()
}

/// Id and name of everybody active who records expenses, by name.
///
/// # Errors
/// When the database is away.
pub fn list_recording(conn: &mut TenantConn<'_>) -> Result<Vec<(MemberId, String)>, AppError> {
    let all = list_allowed(conn, Power::Record)?;
    Ok(all.into_iter().map(|member| (member.id, member.name)).collect())
}

/// What everybody is, those who left too.
///
/// # Errors
/// When the database is away.
pub fn list_roles(conn: &mut TenantConn<'_>) -> Result<HashMap<MemberId, Role>, AppError> {
    let rows: Vec<(Uuid, String)> = conn.load(members::table.select((members::id, members::role)))?;
    let read = |(id, word): (Uuid, String)| {
        let role = Role::parse(&word);
        let role = role.ok_or_else(|| AppError::internal(format!("role {word:?} in the database")))?;
        Ok((MemberId::from(id), role))
    };
    rows.into_iter().map(read).collect()
}

/// Whether somebody is an active member. Hot: an admin's page of a draft runs it.
///
/// # Errors
/// When the database is away.
pub fn is_active(conn: &mut TenantConn<'_>, member: MemberId) -> Result<bool, AppError> {
    let active: Option<bool> = conn.find_hot(
        members::table.filter(members::id.eq(member.uuid())).select(members::deactivated_at.is_null()),
    )?;
    Ok(active.unwrap_or(false))
}

/// Those of some who are no active members.
///
/// # Errors
/// When the database is away.
pub fn list_left(conn: &mut TenantConn<'_>, some: &[MemberId]) -> Result<Vec<MemberId>, AppError> {
    if some.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = some.iter().map(|id| id.uuid()).collect();
    let left: Vec<Uuid> = conn.load(
        members::table
            .filter(members::id.eq_any(ids))
            .filter(members::deactivated_at.is_not_null())
            .select(members::id),
    )?;
    Ok(left.into_iter().map(MemberId::from).collect())
}

/// One member, active or not.
///
/// # Errors
/// When the database is away.
pub fn find(conn: &mut TenantConn<'_>, id: MemberId) -> Result<Option<Colleague>, AppError> {
    colleague(conn.find(members::table.filter(members::id.eq(id.uuid())).select(Row::as_select()))?)
}

/// The member of an address, active or not.
///
/// # Errors
/// When the database is away.
pub fn find_by_email(conn: &mut TenantConn<'_>, email: &Email) -> Result<Option<Colleague>, AppError> {
    let one = members::table.filter(members::email.eq(email.as_str()));
    colleague(conn.find(one.select(Row::as_select()))?)
}

/// One member whose role nobody changes until the end of this transaction.
///
/// # Errors
/// When the database is away.
pub fn find_unchanging(conn: &mut TenantConn<'_>, id: MemberId) -> Result<Option<Colleague>, AppError> {
    let one = members::table.filter(members::id.eq(id.uuid()));
    colleague(conn.find(one.select(Row::as_select()).for_share())?)
}

/// Holds members until the end of this transaction, in the order of their ids: whoever else wants to hold one waits.
///
/// # Errors
/// When the database is away.
pub fn hold(conn: &mut TenantConn<'_>, held: &[MemberId]) -> Result<(), AppError> {
    let ids: Vec<Uuid> = held.iter().map(|id| id.uuid()).collect();
    let some = members::table.filter(members::id.eq_any(ids)).order(members::id);
    let _: Vec<Uuid> = conn.load(some.select(members::id).for_no_key_update())?;
    Ok(())
}

/// Whether an active owner's address is known to be theirs.
///
/// # Errors
/// When the database is away.
pub fn has_verified_owner(conn: &mut TenantConn<'_>) -> Result<bool, AppError> {
    let owners: Option<i64> = conn.find(
        members::table
            .filter(members::role.eq(Role::Owner.as_str()))
            .filter(members::deactivated_at.is_null())
            .filter(members::verified_at.is_not_null())
            .count(),
    )?;
    Ok(owners.unwrap_or(0) > 0)
}

/// What a change of one member depends on, as it is under the lock.
#[derive(Debug)]
pub struct Locked {
    /// Who makes the change.
    pub actor: Colleague,
    /// Whom it is made to.
    pub subject: Colleague,
    /// How many active owners there are besides the subject.
    pub other_owners: usize,
}

/// Locks every owner, whoever makes the change and whom it is made to, in one order; none where one is not there.
///
/// # Errors
/// When the database is away.
pub fn lock(
    conn: &mut TenantConn<'_>,
    actor: MemberId,
    subject: MemberId,
) -> Result<Option<Locked>, AppError> {
    let both = [actor.uuid(), subject.uuid()];
    let rows: Vec<Row> = conn.load(
        members::table
            .filter(members::role.eq(Role::Owner.as_str()).or(members::id.eq_any(both)))
            .order(members::id)
            .select(Row::as_select())
            .for_no_key_update(),
    )?;
    let all = rows.into_iter().map(Colleague::try_from).collect::<Result<Vec<_>, _>>()?;
    let of = |id: MemberId| all.iter().find(|member| member.id == id).cloned();
    let (Some(actor), Some(subject)) = (of(actor), of(subject)) else { return Ok(None) };
    let is_other_owner =
        |member: &&Colleague| member.role == Role::Owner && member.is_active() && member.id != subject.id;
    let other_owners = all.iter().filter(is_other_owner).count();
    Ok(Some(Locked { actor, subject, other_owners }))
}

/// Gives a member another role, and ends their sessions: each is of the role it began with.
///
/// # Errors
/// When the database is away.
pub fn set_role(
    conn: &mut TenantConn<'_>,
    member: MemberId,
    role: Role,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    conn.execute(diesel::update(members::table.filter(members::id.eq(member.uuid()))).set((
        members::role.eq(role.as_str()),
        members::version.eq(members::version + 1),
        members::updated_at.eq(now),
    )))?;
    sessions::end_all(conn, member)?;
    Ok(())
}

/// Says who decides about a member's expenses.
///
/// # Errors
/// When the database is away.
pub fn set_approver(
    conn: &mut TenantConn<'_>,
    member: MemberId,
    approver: Option<MemberId>,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    conn.execute(diesel::update(members::table.filter(members::id.eq(member.uuid()))).set((
        members::approver_id.eq(approver.map(MemberId::uuid)),
        members::version.eq(members::version + 1),
        members::updated_at.eq(now),
    )))?;
    Ok(())
}

/// Whose approver somebody was has none any more.
///
/// # Errors
/// When the database is away.
pub fn forget_approver(
    conn: &mut TenantConn<'_>,
    approver: MemberId,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    conn.execute(diesel::update(members::table.filter(members::approver_id.eq(approver.uuid()))).set((
        members::approver_id.eq(None::<Uuid>),
        members::version.eq(members::version + 1),
        members::updated_at.eq(now),
    )))?;
    Ok(())
}

/// Keeps a member from signing in; their sessions and links end. Whose approver they were has none now.
///
/// # Errors
/// When the database is away.
pub fn deactivate(conn: &mut TenantConn<'_>, member: MemberId, now: DateTime<Utc>) -> Result<(), AppError> {
    conn.execute(diesel::update(members::table.filter(members::id.eq(member.uuid()))).set((
        members::deactivated_at.eq(now),
        members::version.eq(members::version + 1),
        members::updated_at.eq(now),
    )))?;
    forget_approver(conn, member, now)?;
    sessions::end_tokens(conn, member)?;
    sessions::end_all(conn, member)?;
    Ok(())
}

/// Lets a member sign in again.
///
/// # Errors
/// When the database is away.
pub fn reactivate(conn: &mut TenantConn<'_>, member: MemberId, now: DateTime<Utc>) -> Result<(), AppError> {
    conn.execute(diesel::update(members::table.filter(members::id.eq(member.uuid()))).set((
        members::deactivated_at.eq(None::<DateTime<Utc>>),
        members::version.eq(members::version + 1),
        members::updated_at.eq(now),
    )))?;
    Ok(())
}

/// What somebody says of themselves when they accept an invitation.
#[derive(Debug, Clone)]
pub struct Joining {
    /// Their name.
    pub name: PersonName,
    /// What they were invited as.
    pub role: Role,
    /// The PHC string of their password.
    pub password_hash: String,
}

/// Makes a deactivated member who was invited again active, with the name, role and password of now: the same member,
/// so everything that was theirs still is. Whether they were still deactivated: of an active one nothing changes.
///
/// # Errors
/// When the database is away.
pub fn revive(
    conn: &mut TenantConn<'_>,
    member: MemberId,
    joining: &Joining,
    now: DateTime<Utc>,
) -> Result<bool, AppError> {
    let gone =
        members::table.filter(members::id.eq(member.uuid())).filter(members::deactivated_at.is_not_null());
    let revived = conn.execute(diesel::update(gone).set((
        members::name.eq(joining.name.as_str()),
        members::role.eq(joining.role.as_str()),
        members::password_hash.eq(&joining.password_hash),
        members::deactivated_at.eq(None::<DateTime<Utc>>),
        members::verified_at.eq(now),
        members::version.eq(members::version + 1),
        members::updated_at.eq(now),
    )))?;
    Ok(revived > 0)
}
