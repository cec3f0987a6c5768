//! When members are away and who decides for them meanwhile: the queries. [`super::company`] reads the same for the day.

use crate::domain::id::{AbsenceId, MemberId};
use crate::error::AppError;
use crate::schema::tenant::absences;
use crate::tenancy::TenantConn;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use std::collections::HashMap;

/// The most that one page shows.
const MOST_SHOWN: i64 = 200;

/// Some days of a member, on which somebody stands in for them.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = absences, check_for_backend(Pg))]
pub struct Absence {
    /// Its identity.
    pub id: AbsenceId,
    /// Who is away.
    pub member_id: MemberId,
    /// Who decides for them.
    pub delegate_id: MemberId,
    /// The first day of it, in the organization's time zone.
    pub first_day: NaiveDate,
    /// The last one.
    pub last_day: NaiveDate,
    /// What whoever stands in should know.
    pub note: String,
    /// When it was ended before its last day, UTC.
    pub ended_at: Option<DateTime<Utc>>,
    /// Counts up with every change.
    pub version: i32,
}

impl Absence {
    /// Whether it still is, or will be.
    pub fn is_open(&self, today: NaiveDate) -> bool {
        self.ended_at.is_none() && self.last_day >= today
    }

    /// Whether somebody stands in on that day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.ended_at.is_none() && self.first_day <= day && day <= self.last_day
    }
}

/// An absence to be, or what it is changed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Who decides.
    pub delegate: MemberId,
    /// The first day.
    pub first_day: NaiveDate,
    /// The last one.
    pub last_day: NaiveDate,
    /// What whoever stands in should know.
    pub note: String,
}

/// Everybody's, or those that a member has or stands in for; the latest first.
///
/// # Errors
/// When the database is away.
pub fn list(conn: &mut TenantConn<'_>, of: Option<MemberId>) -> Result<Vec<Absence>, AppError> {
    let mut query = absences::table.select(Absence::as_select()).into_boxed::<Pg>();
    if let Some(member) = of {
        query = query.filter(absences::member_id.eq(member).or(absences::delegate_id.eq(member)));
    }
    Ok(conn.load(query.order((absences::last_day.desc(), absences::id.desc())).limit(MOST_SHOWN))?)
}

/// Those of a member, and those in which they stand in, that are not over yet; held until the end of the transaction.
///
/// # Errors
/// When the database is away.
pub fn list_open(
    conn: &mut TenantConn<'_>,
    of: MemberId,
    today: NaiveDate,
) -> Result<Vec<Absence>, AppError> {
    Ok(conn.load(
        absences::table
            .filter(absences::member_id.eq(of).or(absences::delegate_id.eq(of)))
            .filter(absences::ended_at.is_null())
            .filter(absences::last_day.ge(today))
            .order(absences::id)
            .select(Absence::as_select())
            .for_no_key_update(),
    )?)
}

/// Who is away on a day, and until when.
///
/// # Errors
/// When the database is away.
pub fn list_away(
    conn: &mut TenantConn<'_>,
    day: NaiveDate,
) -> Result<HashMap<MemberId, NaiveDate>, AppError> {
    let rows: Vec<(MemberId, NaiveDate)> = conn.load(
        absences::table
            .filter(absences::ended_at.is_null())
            .filter(absences::first_day.le(day))
            .filter(absences::last_day.ge(day))
            .select((absences::member_id, absences::last_day)),
    )?;
    Ok(rows.into_iter().collect())
}

/// The one of a member that holds on a day.
///
/// # Errors
/// When the database is away.
pub fn find_on(
    conn: &mut TenantConn<'_>,
    member: MemberId,
    day: NaiveDate,
) -> Result<Option<Absence>, AppError> {
    find_between(conn, member, (day, day), None)
}

/// One of a member's that shares days with these, besides `except`: the first of them.
///
/// # Errors
/// When the database is away.
pub fn find_between(
    conn: &mut TenantConn<'_>,
    member: MemberId,
    (first, last): (NaiveDate, NaiveDate),
    except: Option<AbsenceId>,
) -> Result<Option<Absence>, AppError> {
    let mut query = absences::table
        .filter(absences::member_id.eq(member))
        .filter(absences::ended_at.is_null())
        .filter(absences::first_day.le(last))
        .filter(absences::last_day.ge(first))
        .order(absences::first_day)
        .limit(1)
        .select(Absence::as_select())
        .into_boxed::<Pg>();
    if let Some(except) = except {
        query = query.filter(absences::id.ne(except));
    }
    Ok(conn.find(query)?)
}

/// One of them.
///
/// # Errors
/// When the database is away.
pub fn find(conn: &mut TenantConn<'_>, id: AbsenceId) -> Result<Option<Absence>, AppError> {
    Ok(conn.find(absences::table.find(id).select(Absence::as_select()))?)
}

/// One of them, held until the end of the transaction.
///
/// # Errors
/// When the database is away.
pub fn find_for_change(conn: &mut TenantConn<'_>, id: AbsenceId) -> Result<Option<Absence>, AppError> {
    Ok(conn.find(absences::table.find(id).select(Absence::as_select()).for_no_key_update())?)
}

/// Adds one.
///
/// # Errors
/// When the database is away.
pub fn insert(
    conn: &mut TenantConn<'_>,
    member: MemberId,
    plan: &Plan,
    now: DateTime<Utc>,
) -> Result<AbsenceId, AppError> {
    let id = AbsenceId::new();
    conn.execute(diesel::insert_into(absences::table).values((
        absences::id.eq(id),
        absences::member_id.eq(member),
        absences::delegate_id.eq(plan.delegate),
        absences::first_day.eq(plan.first_day),
        absences::last_day.eq(plan.last_day),
        absences::note.eq(&plan.note),
        absences::created_at.eq(now),
    )))?;
    Ok(id)
}

/// Writes one anew.
///
/// # Errors
/// When the database is away.
pub fn update(conn: &mut TenantConn<'_>, id: AbsenceId, plan: &Plan) -> Result<(), AppError> {
    conn.execute(diesel::update(absences::table.find(id)).set((
        absences::delegate_id.eq(plan.delegate),
        absences::first_day.eq(plan.first_day),
        absences::last_day.eq(plan.last_day),
        absences::note.eq(&plan.note),
        absences::version.eq(absences::version + 1),
    )))?;
    Ok(())
}

/// Ends one: nobody stands in from now on.
///
/// # Errors
/// When the database is away.
pub fn end(conn: &mut TenantConn<'_>, id: AbsenceId, now: DateTime<Utc>) -> Result<(), AppError> {
    conn.execute(
        diesel::update(absences::table.find(id))
            .set((absences::ended_at.eq(now), absences::version.eq(absences::version + 1))),
    )?;
    Ok(())
}
