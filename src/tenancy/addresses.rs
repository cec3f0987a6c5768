//! Which organizations an address belongs to: the one derived datum about members outside their organization's tables,
//! kept as keyed hashes.

use super::organization::Organization;
use super::registry;
use super::unit::SharedConn;
use crate::domain::id::OrganizationId;
use crate::error::AppError;
use crate::schema::shared::addresses;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

/// The most organizations of one address that are told of.
const MOST: i64 = 50;

/// Says of one address whether it belongs to an organization. `hashes` are those under every key, the newest first.
pub(super) fn set(
    conn: &mut SharedConn<'_>,
    organization: OrganizationId,
    hashes: &[Vec<u8>],
    belongs: bool,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let Some(newest) = hashes.first().filter(|_| belongs) else {
        let gone = addresses::table
            .filter(addresses::organization_id.eq(organization.uuid()))
            .filter(addresses::hash.eq_any(hashes));
        diesel::delete(gone).execute(conn.pg)?;
        return Ok(());
    };
    add(conn, organization, std::slice::from_ref(newest), now)
}

/// Says all addresses of an organization anew.
pub(super) fn replace(
    conn: &mut SharedConn<'_>,
    organization: OrganizationId,
    hashes: &[Vec<u8>],
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let old = addresses::table.filter(addresses::organization_id.eq(organization.uuid()));
    diesel::delete(old).execute(conn.pg)?;
    hashes.chunks(1000).try_for_each(|part| add(conn, organization, part, now))
}

fn add(
    conn: &mut SharedConn<'_>,
    organization: OrganizationId,
    hashes: &[Vec<u8>],
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let rows: Vec<_> = hashes
        .iter()
        .map(|hash| {
            (
                addresses::hash.eq(hash),
                addresses::organization_id.eq(organization.uuid()),
                addresses::created_at.eq(now),
            )
        })
        .collect();
    diesel::insert_into(addresses::table).values(rows).on_conflict_do_nothing().execute(conn.pg)?;
    Ok(())
}

/// The organizations of an address, in whatever state, by slug; of very many those that it has belonged to longest.
pub(super) fn list(conn: &mut SharedConn<'_>, hashes: &[Vec<u8>]) -> Result<Vec<Organization>, AppError> {
    let ids: Vec<Uuid> = addresses::table
        .filter(addresses::hash.eq_any(hashes))
        .group_by(addresses::organization_id)
        .select(addresses::organization_id)
        .order((diesel::dsl::min(addresses::created_at), addresses::organization_id))
        .limit(MOST)
        .load(conn.pg)?;
    registry::list_by_ids(conn, &ids)
}
