//! Members and the organization's own row: the queries.

use crate::domain::currency::Currency;
use crate::domain::email::Email;
use crate::domain::id::{MemberId, OrganizationId};
use crate::domain::locale::Locale;
use crate::domain::text::{OrganizationName, PersonName};
use crate::domain::timezone::Timezone;
use crate::error::AppError;
use crate::policy::role::Role;
use crate::schema::tenant::{members, organization};
use crate::tenancy::TenantConn;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

/// A member to be.
#[derive(Debug, Clone)]
pub struct NewMember {
    /// Their e-mail address, unique in the organization.
    pub email: Email,
    /// Their name.
    pub name: PersonName,
    /// What they are.
    pub role: Role,
    /// The PHC string of their password; none for somebody who can't sign in.
    pub password_hash: Option<String>,
    /// Since when they are a member, UTC.
    pub since: DateTime<Utc>,
    /// Since when they are no longer active, UTC.
    pub deactivated_at: Option<DateTime<Utc>>,
    /// Since when their address is known to be theirs, UTC.
    pub verified_at: Option<DateTime<Utc>>,
}

/// Adds a member.
///
/// # Errors
/// When the address is in use, or the database is away.
pub fn insert(conn: &mut TenantConn<'_>, member: &NewMember) -> Result<MemberId, AppError> {
    let id = MemberId::new();
    conn.execute(diesel::insert_into(members::table).values((
        members::id.eq(id.uuid()),
        members::email.eq(member.email.as_str()),
        members::name.eq(member.name.as_str()),
        members::role.eq(member.role.as_str()),
        members::password_hash.eq(&member.password_hash),
        members::deactivated_at.eq(member.deactivated_at),
        members::version.eq(1),
        members::created_at.eq(member.since),
        members::updated_at.eq(member.since),
        members::verified_at.eq(member.verified_at),
    )))?;
    Ok(id)
}

/// What somebody who signs in is checked against.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// Who.
    pub member: MemberId,
    /// What they are.
    pub role: Role,
    /// The PHC string of their password.
    pub password_hash: Option<String>,
    /// Whether the organization is suspended.
    pub suspended: bool,
}

/// The active member of an e-mail address.
///
/// # Errors
/// When the database is away.
pub fn find_sign_in(conn: &mut TenantConn<'_>, email: &Email) -> Result<Option<SignIn>, AppError> {
    let row: Option<(Uuid, String, Option<String>, String)> = conn.find(
        members::table
            .inner_join(organization::table.on(organization::id.is_not_null()))
            .filter(members::email.eq(email.as_str()))
            .filter(members::deactivated_at.is_null())
            .select((members::id, members::role, members::password_hash, organization::state)),
    )?;
    row.map(|(id, role, password_hash, state)| {
        let role =
            Role::parse(&role).ok_or_else(|| AppError::internal(format!("role {role:?} in the database")))?;
        Ok(SignIn { member: MemberId::from(id), role, password_hash, suspended: state == "suspended" })
    })
    .transpose()
}

/// What somebody who is signed in types their password against.
#[derive(Debug, Clone)]
pub struct OwnPassword {
    /// Their address.
    pub email: String,
    /// The PHC string of their password.
    pub hash: Option<String>,
}

/// The password of a member.
///
/// # Errors
/// When the database is away.
pub fn find_own_password(conn: &mut TenantConn<'_>, member: MemberId) -> Result<OwnPassword, AppError> {
    let row: Option<(String, Option<String>)> = conn.find(
        members::table.filter(members::id.eq(member.uuid())).select((members::email, members::password_hash)),
    )?;
    let (email, hash) = row.ok_or(AppError::NotFound)?;
    Ok(OwnPassword { email, hash })
}

/// What a member can change about themselves.
#[derive(Debug, Clone)]
pub struct Own {
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their own choice of locale, if they made one.
    pub locale: Option<String>,
}

/// What a member can change about themselves, as it is.
///
/// # Errors
/// When the database is away.
pub fn find_own(conn: &mut TenantConn<'_>, member: MemberId) -> Result<Own, AppError> {
    let row: Option<(String, String, Option<String>)> =
        conn.find(members::table.filter(members::id.eq(member.uuid())).select((
            members::name,
            members::email,
            members::locale,
        )))?;
    let (name, email, locale) = row.ok_or(AppError::NotFound)?;
    Ok(Own { name, email, locale })
}

/// Gives a member another name.
///
/// # Errors
/// When the database is away.
pub fn set_name(
    conn: &mut TenantConn<'_>,
    member: MemberId,
    name: &PersonName,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let one = members::table.filter(members::id.eq(member.uuid()));
    conn.execute(diesel::update(one).set((members::name.eq(name.as_str()), members::updated_at.eq(now))))?;
    Ok(())
}

/// Says how a member reads numbers and dates; none as the organization does.
///
/// # Errors
/// When the database is away.
pub fn set_locale(
    conn: &mut TenantConn<'_>,
    member: MemberId,
    locale: Option<&Locale>,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let one = members::table.filter(members::id.eq(member.uuid()));
    let locale = locale.map(Locale::as_str);
    conn.execute(diesel::update(one).set((members::locale.eq(locale), members::updated_at.eq(now))))?;
    Ok(())
}

/// Gives a member another password.
///
/// # Errors
/// When the database is away.
pub fn set_password(
    conn: &mut TenantConn<'_>,
    member: MemberId,
    hash: &str,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let one = members::table.filter(members::id.eq(member.uuid()));
    conn.execute(diesel::update(one).set((members::password_hash.eq(hash), members::updated_at.eq(now))))?;
    Ok(())
}

/// Gives a member the address that is known to be theirs, or says so of the one they have.
///
/// # Errors
/// When the address is in use, or the database is away.
pub fn set_verified_email(
    conn: &mut TenantConn<'_>,
    member: MemberId,
    email: &str,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let one = members::table.filter(members::id.eq(member.uuid()));
    conn.execute(diesel::update(one).set((
        members::email.eq(email),
        members::verified_at.eq(now),
        members::updated_at.eq(now),
    )))?;
    Ok(())
}

/// The owner of this address who joined after `since`, with the PHC string of their password.
///
/// # Errors
/// When the database is away.
pub fn find_recent_owner(
    conn: &mut TenantConn<'_>,
    email: &Email,
    since: DateTime<Utc>,
) -> Result<Option<(MemberId, String)>, AppError> {
    let row: Option<(Uuid, Option<String>)> = conn.find(
        members::table
            .filter(members::email.eq(email.as_str()))
            .filter(members::role.eq(Role::Owner.as_str()))
            .filter(members::created_at.gt(since))
            .filter(members::deactivated_at.is_null())
            .select((members::id, members::password_hash)),
    )?;
    Ok(row.and_then(|(id, hash)| Some((MemberId::from(id), hash?))))
}

/// The names of all members, active or not, by id.
///
/// # Errors
/// When the database is away.
pub fn list_names(conn: &mut TenantConn<'_>) -> Result<HashMap<Uuid, String>, AppError> {
    let rows: Vec<(Uuid, String)> = conn.load_hot(members::table.select((members::id, members::name)))?;
    Ok(rows.into_iter().collect())
}

/// How many active members there are.
///
/// # Errors
/// When the database is away.
pub fn count_active(conn: &mut TenantConn<'_>) -> Result<i64, AppError> {
    let count = conn.find(members::table.filter(members::deactivated_at.is_null()).count())?;
    Ok(count.unwrap_or(0))
}

/// An organization to be.
#[derive(Debug, Clone)]
pub struct NewOrganization {
    /// Its name.
    pub name: OrganizationName,
    /// Its base currency.
    pub currency: Currency,
    /// Where its days begin.
    pub timezone: Timezone,
    /// How it writes numbers and dates.
    pub locale: Locale,
    /// Whether it is a demo.
    pub demo: bool,
}

/// Writes the organization's own row.
///
/// # Errors
/// When the database is away.
pub fn insert_organization(
    conn: &mut TenantConn<'_>,
    id: OrganizationId,
    new: &NewOrganization,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let week_start = i16::try_from(new.locale.week_start().number_from_monday()).unwrap_or(1);
    conn.execute(diesel::insert_into(organization::table).values((
        (
            organization::id.eq(id.uuid()),
            organization::name.eq(new.name.as_str()),
            organization::state.eq("active"),
            organization::currency.eq(new.currency.code()),
            organization::timezone.eq(new.timezone.name()),
            organization::locale.eq(new.locale.as_str()),
        ),
        (
            organization::week_start.eq(week_start),
            organization::month_start.eq(1),
            organization::fiscal_year_start.eq(1),
            organization::demo.eq(new.demo),
            organization::version.eq(1),
            organization::created_at.eq(now),
            organization::updated_at.eq(now),
        ),
    )))?;
    Ok(())
}

/// Suspends the organization or takes it up again: the truth that every page reads.
///
/// # Errors
/// When the database is away.
pub fn set_suspended(conn: &mut TenantConn<'_>, suspended: bool, now: DateTime<Utc>) -> Result<(), AppError> {
    let state = if suspended { "suspended" } else { "active" };
    conn.execute(diesel::update(organization::table).set((
        organization::state.eq(state),
        organization::version.eq(organization::version + 1),
        organization::updated_at.eq(now),
    )))?;
    Ok(())
}
