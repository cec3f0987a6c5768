//! The queries on categories.

use super::{Category, Seed};
use crate::domain::id::CategoryId;
use crate::error::AppError;
use crate::schema::tenant::categories;
use crate::tenancy::TenantConn;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

/// Adds categories in order; answers their ids by name.
///
/// # Errors
/// When a parent is not among those before it, or the database is away.
pub fn insert_all(
    conn: &mut TenantConn<'_>,
    seeds: &[Seed],
    now: DateTime<Utc>,
) -> Result<HashMap<&'static str, CategoryId>, AppError> {
    let mut ids: HashMap<&'static str, CategoryId> = HashMap::new();
    let mut rows = Vec::new();
    for (position, (name, color, icon, parent)) in (1..).zip(seeds) {
        let parent = parent
            .map(|parent| {
                ids.get(parent)
                    .ok_or_else(|| AppError::internal(format!("no category {parent} before {name}")))
            })
            .transpose()?;
        let id = CategoryId::new();
        rows.push((
            categories::id.eq(id.uuid()),
            categories::name.eq(*name),
            categories::color.eq(*color),
            categories::icon.eq(*icon),
            categories::parent_id.eq(parent.map(|parent| parent.uuid())),
            categories::position.eq(position),
            categories::version.eq(1),
            categories::created_at.eq(now),
            categories::updated_at.eq(now),
        ));
        ids.insert(name, id);
    }
    conn.execute(diesel::insert_into(categories::table).values(rows))?;
    Ok(ids)
}

/// All categories, archived ones too, in their order. Hot: every form runs it.
///
/// # Errors
/// When the database is away.
pub fn list(conn: &mut TenantConn<'_>) -> Result<Vec<Category>, AppError> {
    let rows: Vec<(Uuid, String, String, Option<DateTime<Utc>>)> =
        conn.load_hot(categories::table.order((categories::position, categories::id)).select((
            categories::id,
            categories::name,
            categories::color,
            categories::archived_at,
        )))?;
    let category = |(id, name, color, archived_at): (Uuid, String, String, Option<DateTime<Utc>>)| Category {
        id: CategoryId::from(id),
        name,
        color,
        active: archived_at.is_none(),
    };
    Ok(rows.into_iter().map(category).collect())
}

/// These categories and all that lie below them.
///
/// # Errors
/// When the database is away.
pub fn list_family(conn: &mut TenantConn<'_>, heads: &[CategoryId]) -> Result<Vec<CategoryId>, AppError> {
    let children: Vec<(Uuid, Option<Uuid>)> = conn.load(
        categories::table
            .filter(categories::parent_id.is_not_null())
            .order(categories::id)
            .select((categories::id, categories::parent_id)),
    )?;
    let mut family: Vec<CategoryId> = heads.to_vec();
    let mut next = 0;
    while let Some(head) = family.get(next).copied() {
        let below = children.iter().filter(|(_, parent)| *parent == Some(head.uuid()));
        let new = below.map(|(id, _)| CategoryId::from(*id)).filter(|id| !family.contains(id));
        family.extend(new.collect::<Vec<_>>());
        next += 1;
    }
    Ok(family)
}
