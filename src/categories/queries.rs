//! The queries on categories.

use super::form::Draft;
use super::{Category, Seed, tree};
use crate::domain::id::CategoryId;
use crate::domain::text::AccountCode;
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

type Row = (
    (Uuid, String, String, String, Option<Uuid>, Option<String>),
    (i32, Option<DateTime<Utc>>, Option<Uuid>, i32),
);

/// All categories, archived and merged ones too, each followed by those below it. Hot: every form runs it.
///
/// # Errors
/// When the database is away.
pub fn list(conn: &mut TenantConn<'_>) -> Result<Vec<Category>, AppError> {
    let rows: Vec<Row> = conn.load_hot(categories::table.select((
        (
            categories::id,
            categories::name,
            categories::color,
            categories::icon,
            categories::parent_id,
            categories::account_code,
        ),
        (categories::position, categories::archived_at, categories::merged_into, categories::version),
    )))?;
    Ok(tree::in_order(rows.into_iter().map(category).collect()))
}

fn category(((id, name, color, icon, parent, account_code), state): Row) -> Category {
    let (position, archived_at, merged_into, version) = state;
    Category {
        id: CategoryId::from(id),
        name,
        color,
        active: archived_at.is_none() && merged_into.is_none(),
        icon,
        parent: parent.map(CategoryId::from),
        account_code,
        position,
        archived_at,
        merged_into: merged_into.map(CategoryId::from),
        version,
    }
}

/// All categories, held until the end of the transaction: whoever else wants to change one waits. Rules such as "the
/// last one stays" and "no two have a name" look at the whole list, so a lock on one row would not do.
///
/// # Errors
/// When the database is away.
pub fn list_for_change(conn: &mut TenantConn<'_>) -> Result<Vec<Category>, AppError> {
    // Not FOR UPDATE: saving an expense in a category need not wait for this.
    let _: Vec<Uuid> =
        conn.load(categories::table.order(categories::id).select(categories::id).for_no_key_update())?;
    // Read anew: while this unit waited, another one changed what the lock's own reading began with.
    list(conn)
}

/// Adds a category at the end.
///
/// # Errors
/// When the database is away.
pub fn insert(
    conn: &mut TenantConn<'_>,
    draft: &Draft,
    position: i32,
    now: DateTime<Utc>,
) -> Result<CategoryId, AppError> {
    let id = CategoryId::new();
    conn.execute(diesel::insert_into(categories::table).values((
        categories::id.eq(id.uuid()),
        columns_of(draft),
        categories::position.eq(position),
        categories::version.eq(1),
        categories::created_at.eq(now),
        categories::updated_at.eq(now),
    )))?;
    Ok(id)
}

/// Writes a category anew; a position where it changes its parent.
///
/// # Errors
/// When the database is away.
pub fn update(
    conn: &mut TenantConn<'_>,
    id: CategoryId,
    draft: &Draft,
    position: i32,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    conn.execute(diesel::update(categories::table.filter(categories::id.eq(id.uuid()))).set((
        columns_of(draft),
        categories::position.eq(position),
        categories::version.eq(categories::version + 1),
        categories::updated_at.eq(now),
    )))?;
    Ok(())
}

/// Puts a category elsewhere among its siblings. Its version stays: an order is not what an edit would lose.
///
/// # Errors
/// When the database is away.
pub fn set_position(
    conn: &mut TenantConn<'_>,
    id: CategoryId,
    position: i32,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    conn.execute(
        diesel::update(categories::table.filter(categories::id.eq(id.uuid())))
            .set((categories::position.eq(position), categories::updated_at.eq(now))),
    )?;
    Ok(())
}

/// Archives categories, or takes them out again.
///
/// # Errors
/// When the database is away.
pub fn set_archived(
    conn: &mut TenantConn<'_>,
    ids: &[CategoryId],
    archived_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    conn.execute(diesel::update(categories::table.filter(categories::id.eq_any(ids))).set((
        categories::archived_at.eq(archived_at),
        categories::version.eq(categories::version + 1),
        categories::updated_at.eq(now),
    )))?;
    Ok(())
}

/// Lets a category count as another, or as itself again.
///
/// # Errors
/// When the database is away.
pub fn set_merged(
    conn: &mut TenantConn<'_>,
    id: CategoryId,
    into: Option<CategoryId>,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    conn.execute(diesel::update(categories::table.filter(categories::id.eq(id.uuid()))).set((
        categories::merged_into.eq(into.map(CategoryId::uuid)),
        categories::version.eq(categories::version + 1),
        categories::updated_at.eq(now),
    )))?;
    Ok(())
}

type DraftColumns<'a> = (
    diesel::dsl::Eq<categories::name, &'a str>,
    diesel::dsl::Eq<categories::color, &'static str>,
    diesel::dsl::Eq<categories::icon, &'static str>,
    diesel::dsl::Eq<categories::parent_id, Option<Uuid>>,
    diesel::dsl::Eq<categories::account_code, Option<&'a str>>,
);

fn columns_of(draft: &Draft) -> DraftColumns<'_> {
    (
        categories::name.eq(draft.name.as_str()),
        categories::color.eq(draft.color),
        categories::icon.eq(draft.icon),
        categories::parent_id.eq(draft.parent.map(CategoryId::uuid)),
        categories::account_code.eq(draft.account_code.as_ref().map(AccountCode::as_str)),
    )
}
