//! The logo's pictures, in a table of their own: no page reads it, only the address of the logo does.

use super::logo::Logo;
use crate::error::AppError;
use crate::schema::tenant::logos;
use crate::tenancy::TenantConn;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

/// Which of a logo's pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// As it is shown on pages.
    Shown,
    /// The square of a browser's tab.
    Icon,
    /// The square of a home screen.
    IconLarge,
}

/// A picture of the present logo with the logo's hash.
///
/// # Errors
/// When the database is away.
pub fn find(conn: &mut TenantConn<'_>, size: Size) -> Result<Option<(String, Vec<u8>)>, AppError> {
    let latest = logos::table.order(logos::created_at.desc());
    Ok(match size {
        Size::Shown => conn.find(latest.select((logos::hash, logos::picture)))?,
        Size::Icon => conn.find(latest.select((logos::hash, logos::icon)))?,
        Size::IconLarge => conn.find(latest.select((logos::hash, logos::icon_large)))?,
    })
}

/// Puts a logo in the place of the present one, or nothing.
///
/// # Errors
/// When the database is away.
pub fn replace(conn: &mut TenantConn<'_>, logo: Option<&Logo>, now: DateTime<Utc>) -> Result<(), AppError> {
    conn.execute(diesel::delete(logos::table))?;
    let Some(logo) = logo else { return Ok(()) };
    conn.execute(diesel::insert_into(logos::table).values((
        logos::id.eq(Uuid::now_v7()),
        logos::hash.eq(&logo.hash),
        logos::picture.eq(&logo.picture),
        logos::width.eq(i32::try_from(logo.width).unwrap_or(i32::MAX)),
        logos::height.eq(i32::try_from(logo.height).unwrap_or(i32::MAX)),
        logos::icon.eq(&logo.icon),
        logos::icon_large.eq(&logo.icon_large),
        logos::created_at.eq(now),
    )))?;
    Ok(())
}
