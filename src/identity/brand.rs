//! The organization's brand: the columns of its own row, and the door sign for whoever isn't signed in.

use crate::domain::theme::{Color, Corners, Look, Scheme};
use crate::error::AppError;
use crate::schema::tenant::organization;
use crate::tenancy::TenantConn;
use crate::web::brand::{Brand, Logo};
use crate::words::{Language, Languages};
use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use uuid::Uuid;

/// The columns that every page reads.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = organization, check_for_backend(Pg))]
pub(super) struct Columns {
    name: String,
    display_name: String,
    brand_color: String,
    accent_color: String,
    scheme: String,
    corners: String,
    logo_hash: Option<String>,
}

impl Columns {
    pub(super) fn brand(self, outside: bool) -> Brand {
        Brand {
            look: look(&self.brand_color, &self.accent_color, &self.scheme, &self.corners),
            name: if self.display_name.is_empty() { self.name } else { self.display_name },
            logo: self.logo_hash.map(|hash| Logo { hash, outside }),
        }
    }
}

/// What is stored was written by the same types; what another version of the program wrote falls back to the default.
fn look(brand: &str, accent: &str, scheme: &str, corners: &str) -> Look {
    let default = Look::default();
    Look {
        brand: Color::parse(brand).unwrap_or(default.brand),
        accent: Color::parse(accent).unwrap_or(default.accent),
        scheme: Scheme::parse(scheme).unwrap_or(default.scheme),
        corners: Corners::parse(corners).unwrap_or(default.corners),
    }
}

/// Whether strangers see the logo: an owner's address is known to be theirs. Members are looked at only where there is
/// a logo.
pub(super) fn logo_outside() -> SqlLiteral<Bool> {
    sql("(logo_hash IS NOT NULL AND EXISTS (SELECT 1 FROM members AS owners \
         WHERE owners.role = 'owner' AND owners.verified_at IS NOT NULL AND owners.deactivated_at IS NULL))")
}

/// What an organization shows at its door.
#[derive(Debug, Clone)]
pub struct Doorplate {
    /// Its name and look.
    pub brand: Brand,
    /// Whether it is suspended.
    pub suspended: bool,
    /// Whether it is a demo.
    pub demo: bool,
    /// Its locale, as it is stored.
    pub locale: String,
}

impl Doorplate {
    /// The language of whoever stands before it.
    pub fn language(&self, languages: Languages) -> Language {
        languages.of([self.locale.as_str()])
    }

    /// The language of one of its members, whose own choice of locale comes first.
    pub fn language_of(&self, own: Option<&str>, languages: Languages) -> Language {
        languages.of(own.into_iter().chain([self.locale.as_str()]))
    }
}

/// The organization as pages outside a session show it. Hot: every one of them asks.
///
/// # Errors
/// When the database is away.
pub fn find_doorplate(conn: &mut TenantConn<'_>) -> Result<Doorplate, AppError> {
    let row: Option<(Columns, bool, String, bool, String)> = conn.find_hot(organization::table.select((
        Columns::as_select(),
        logo_outside(),
        organization::state,
        organization::demo,
        organization::locale,
    )))?;
    let (columns, outside, state, demo, locale) = row.ok_or_else(no_row)?;
    Ok(Doorplate { brand: columns.brand(outside), suspended: state == "suspended", demo, locale })
}

/// The look as its form holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branding {
    /// The organization's identity.
    pub id: Uuid,
    /// Its own name, which is shown where it has no other.
    pub name: String,
    /// What it is called on its pages; empty for its own name.
    pub display_name: String,
    /// What it picked.
    pub look: Look,
    /// The hash of its logo.
    pub logo: Option<String>,
    /// Counts up with every change.
    pub version: i32,
}

/// The look, to be shown.
///
/// # Errors
/// When the database is away.
pub fn find(conn: &mut TenantConn<'_>) -> Result<Branding, AppError> {
    let row = conn.find(organization::table.select((
        organization::id,
        organization::look_version,
        Columns::as_select(),
    )))?;
    branding(row)
}

/// The look, held until the end of the transaction.
///
/// # Errors
/// When the database is away.
pub fn find_for_change(conn: &mut TenantConn<'_>) -> Result<Branding, AppError> {
    let row = conn.find(
        organization::table
            .select((organization::id, organization::look_version, Columns::as_select()))
            .for_no_key_update(),
    )?;
    branding(row)
}

fn branding(row: Option<(Uuid, i32, Columns)>) -> Result<Branding, AppError> {
    let (id, version, columns) = row.ok_or_else(no_row)?;
    Ok(Branding {
        id,
        version,
        look: look(&columns.brand_color, &columns.accent_color, &columns.scheme, &columns.corners),
        name: columns.name,
        display_name: columns.display_name,
        logo: columns.logo_hash,
    })
}

/// Writes the look anew.
///
/// # Errors
/// When the database is away.
pub fn update(
    conn: &mut TenantConn<'_>,
    display_name: &str,
    look: &Look,
    logo: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    conn.execute(diesel::update(organization::table).set((
        organization::display_name.eq(display_name),
        organization::brand_color.eq(look.brand.to_string()),
        organization::accent_color.eq(look.accent.to_string()),
        organization::scheme.eq(look.scheme.as_str()),
        organization::corners.eq(look.corners.as_str()),
        organization::logo_hash.eq(logo),
        organization::look_version.eq(organization::look_version + 1),
        organization::updated_at.eq(now),
    )))?;
    Ok(())
}

fn no_row() -> AppError {
    AppError::internal("the organization has no row of its own")
}
