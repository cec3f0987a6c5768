//! The registry: which organizations there are. Queries on the schema `shared`, each a plain function on a
//! [`SharedConn`]; [`super::Tenants`] wraps them for the rest of the program.

use super::organization::{DEFAULT_PLACEMENT, Organization, State};
use super::schema_name::SchemaName;
use super::slug::Slug;
use super::unit::SharedConn;
use crate::domain::id::OrganizationId;
use crate::error::AppError;
use crate::schema::shared::{discarded_schemas, generations, organizations, ready_schemas};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use uuid::Uuid;

/// How long a sign-up may take from its claim to its last step.
const CLAIM_LASTS: TimeDelta = TimeDelta::minutes(10);

/// Ready schemas that sign-ups from the web leave to the command line.
pub(super) const FLOOR: i64 = 2;

/// What became of a claim.
#[derive(Debug)]
pub enum Claim {
    /// The slug and a ready schema are reserved.
    Claimed(Organization),
    /// Somebody else has the slug.
    Taken,
    /// No ready schema of this program's version or a newer one is left at this moment.
    NoneReady,
}

type Row = (Uuid, String, String, String, String, String);
const COLUMNS: (
    organizations::id,
    organizations::slug,
    organizations::schema,
    organizations::placement,
    organizations::state,
    organizations::schema_version,
) = (
    organizations::id,
    organizations::slug,
    organizations::schema,
    organizations::placement,
    organizations::state,
    organizations::schema_version,
);

fn organization((id, slug, schema, placement, state, schema_version): Row) -> Result<Organization, AppError> {
    Ok(Organization {
        id: OrganizationId::from(id),
        slug: Slug::existing(&slug)
            .map_err(|fault| AppError::internal(format!("slug {slug:?}: {fault:?}")))?,
        schema: SchemaName::parse(&schema)
            .map_err(|fault| AppError::internal(format!("schema {schema:?}: {fault:?}")))?,
        placement,
        state: State::of(&state),
        schema_version,
    })
}

/// The organization of a slug, in whatever state.
pub(super) fn find_by_slug(conn: &mut SharedConn<'_>, slug: &Slug) -> Result<Option<Organization>, AppError> {
    let row: Option<Row> = organizations::table
        .filter(organizations::slug.eq(slug.as_str()))
        .select(COLUMNS)
        .first(conn.pg)
        .optional()?;
    row.map(organization).transpose()
}

/// The organization of an identity, in whatever state.
pub(super) fn find_by_id(
    conn: &mut SharedConn<'_>,
    id: OrganizationId,
) -> Result<Option<Organization>, AppError> {
    let row: Option<Row> = organizations::table.find(id.uuid()).select(COLUMNS).first(conn.pg).optional()?;
    row.map(organization).transpose()
}

/// These organizations, in whatever state, by slug.
pub(super) fn list_by_ids(conn: &mut SharedConn<'_>, ids: &[Uuid]) -> Result<Vec<Organization>, AppError> {
    let rows: Vec<Row> = organizations::table
        .filter(organizations::id.eq_any(ids))
        .order(organizations::slug)
        .select(COLUMNS)
        .load(conn.pg)?;
    rows.into_iter().map(organization).collect()
}

/// Every organization that is not about to be made, by slug.
pub(super) fn list(conn: &mut SharedConn<'_>) -> Result<Vec<Organization>, AppError> {
    let rows: Vec<Row> = organizations::table
        .filter(organizations::state.ne(State::Provisioning.as_str()))
        .order(organizations::slug)
        .select(COLUMNS)
        .load(conn.pg)?;
    rows.into_iter().map(organization).collect()
}

/// The number that counts up whenever a cached entry may be wrong.
pub(super) fn generation(conn: &mut SharedConn<'_>) -> Result<i64, AppError> {
    Ok(generations::table
        .filter(generations::name.eq("registry"))
        .select(generations::value)
        .first(conn.pg)?)
}

/// How many ready schemas a program of `version` can use: those that have it or a newer one.
pub(super) fn count_ready(conn: &mut SharedConn<'_>, version: &str) -> Result<i64, AppError> {
    Ok(ready_schemas::table.filter(ready_schemas::schema_version.ge(version)).count().get_result(conn.pg)?)
}

/// Whether a newer program than one of `version` has migrated this database.
pub(super) fn is_newer(conn: &mut SharedConn<'_>, version: &str) -> Result<bool, AppError> {
    let ready = ready_schemas::table.filter(ready_schemas::schema_version.gt(version));
    let organizations = organizations::table.filter(organizations::schema_version.gt(version));
    Ok(diesel::select(diesel::dsl::exists(ready).or(diesel::dsl::exists(organizations)))
        .get_result(conn.pg)?)
}

/// How many organizations are older than `version`, and how many ready schemas a program of it can use.
pub(super) fn count_behind_and_ready(
    conn: &mut SharedConn<'_>,
    version: &str,
) -> Result<(i64, i64), AppError> {
    let behind =
        organizations::table.filter(organizations::schema_version.lt(version)).count().get_result(conn.pg)?;
    Ok((behind, count_ready(conn, version)?))
}

/// Step 1 of sign-up: reserves `slug` and a ready schema of `version` or newer for [`CLAIM_LASTS`]. `claimed_by` names the
/// person (a keyed hash): a second try of the same person replaces the first, so a crash in between blocks nobody.
pub(super) fn claim(
    conn: &mut SharedConn<'_>,
    slug: &Slug,
    version: &str,
    claimed_by: &[u8],
    floor: i64,
    now: DateTime<Utc>,
) -> Result<Claim, AppError> {
    free_own_claim(conn, slug, claimed_by, now)?;
    if organizations::table
        .filter(organizations::slug.eq(slug.as_str()))
        .count()
        .get_result::<i64>(conn.pg)?
        > 0
    {
        return Ok(Claim::Taken);
    }
    let Some((schema, version)) = take_ready(conn, version, floor)? else {
        return Ok(Claim::NoneReady);
    };
    let row = (
        organizations::id.eq(OrganizationId::new().uuid()),
        organizations::slug.eq(slug.as_str()),
        organizations::schema.eq(&schema),
        organizations::placement.eq(DEFAULT_PLACEMENT),
        organizations::state.eq(State::Provisioning.as_str()),
        organizations::schema_version.eq(&version),
        organizations::claimed_by.eq(claimed_by),
        organizations::claim_expires_at.eq(now + CLAIM_LASTS),
        organizations::created_at.eq(now),
        organizations::updated_at.eq(now),
    );
    let inserted: Option<Row> = diesel::insert_into(organizations::table)
        .values(row)
        .on_conflict_do_nothing()
        .returning(COLUMNS)
        .get_result(conn.pg)
        .optional()?;
    match inserted {
        Some(row) => Ok(Claim::Claimed(organization(row)?)),
        None => {
            // Another sign-up was faster by a moment: the schema goes back, unused as it was.
            put_back(conn, &schema, &version, now)?;
            Ok(Claim::Taken)
        }
    }
}

/// A ready schema with its version: a newer one than the program's after "migrate first, then deploy".
fn take_ready(
    conn: &mut SharedConn<'_>,
    version: &str,
    floor: i64,
) -> Result<Option<(String, String)>, AppError> {
    let usable = || {
        ready_schemas::placement
            .eq(DEFAULT_PLACEMENT)
            .and(ready_schemas::schema_version.ge(version.to_owned()))
    };
    let ready: i64 = ready_schemas::table.filter(usable()).count().get_result(conn.pg)?;
    if ready <= floor {
        return Ok(None);
    }
    let taken: Option<(String, String)> = ready_schemas::table
        .filter(usable())
        .order(ready_schemas::created_at)
        .select((ready_schemas::schema, ready_schemas::schema_version))
        .for_update()
        .skip_locked()
        .first(conn.pg)
        .optional()?;
    if let Some((schema, _)) = &taken {
        diesel::delete(ready_schemas::table.find(schema)).execute(conn.pg)?;
    }
    Ok(taken)
}

fn put_back(
    conn: &mut SharedConn<'_>,
    schema: &str,
    version: &str,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    diesel::insert_into(ready_schemas::table)
        .values((
            ready_schemas::schema.eq(schema),
            ready_schemas::placement.eq(DEFAULT_PLACEMENT),
            ready_schemas::schema_version.eq(version),
            ready_schemas::created_at.eq(now),
        ))
        .execute(conn.pg)?;
    Ok(())
}

fn free_own_claim(
    conn: &mut SharedConn<'_>,
    slug: &Slug,
    claimed_by: &[u8],
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let own = organizations::table.filter(
        organizations::slug
            .eq(slug.as_str())
            .and(organizations::state.eq(State::Provisioning.as_str()))
            .and(organizations::claimed_by.eq(claimed_by)),
    );
    let schema: Option<String> =
        diesel::delete(own).returning(organizations::schema).get_result(conn.pg).optional()?;
    schema.map_or(Ok(()), |schema| discard(conn, &schema, now))
}

/// Frees what expired sign-ups had claimed; answers how many.
pub(super) fn free_expired_claims(conn: &mut SharedConn<'_>, now: DateTime<Utc>) -> Result<usize, AppError> {
    let expired = organizations::table.filter(
        organizations::state.eq(State::Provisioning.as_str()).and(organizations::claim_expires_at.lt(now)),
    );
    let schemas: Vec<String> =
        diesel::delete(expired).returning(organizations::schema).get_results(conn.pg)?;
    for schema in &schemas {
        discard(conn, schema, now)?;
    }
    Ok(schemas.len())
}

fn discard(conn: &mut SharedConn<'_>, schema: &str, now: DateTime<Utc>) -> Result<(), AppError> {
    diesel::insert_into(discarded_schemas::table)
        .values((
            discarded_schemas::schema.eq(schema),
            discarded_schemas::placement.eq(DEFAULT_PLACEMENT),
            discarded_schemas::discarded_at.eq(now),
        ))
        .execute(conn.pg)?;
    Ok(())
}

/// Step 3 of sign-up. False when the claim expired or a second try of the same person replaced it.
pub(super) fn activate(
    conn: &mut SharedConn<'_>,
    id: OrganizationId,
    now: DateTime<Utc>,
) -> Result<bool, AppError> {
    let claimed = organizations::table
        .filter(organizations::id.eq(id.uuid()).and(organizations::state.eq(State::Provisioning.as_str())));
    let rows = diesel::update(claimed)
        .set((
            organizations::state.eq(State::Active.as_str()),
            organizations::claimed_by.eq(None::<Vec<u8>>),
            organizations::claim_expires_at.eq(None::<DateTime<Utc>>),
            organizations::updated_at.eq(now),
        ))
        .execute(conn.pg)?;
    Ok(rows == 1)
}

/// Sets the registry's copy of a state and tells every node's cache.
pub(super) fn set_state(
    conn: &mut SharedConn<'_>,
    id: OrganizationId,
    state: State,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    diesel::update(organizations::table.find(id.uuid()))
        .set((organizations::state.eq(state.as_str()), organizations::updated_at.eq(now)))
        .execute(conn.pg)?;
    touch(conn)
}

/// Tells every node's cache that an entry may be wrong.
pub(super) fn touch(conn: &mut SharedConn<'_>) -> Result<(), AppError> {
    diesel::update(generations::table.find("registry"))
        .set(generations::value.eq(generations::value + 1))
        .execute(conn.pg)?;
    diesel::sql_query("NOTIFY outlay_registry").execute(conn.pg)?;
    Ok(())
}
