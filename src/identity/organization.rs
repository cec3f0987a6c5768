//! The organization's own settings: the queries.

use crate::domain::currency::Currency;
use crate::domain::locale::Locale;
use crate::domain::text::OrganizationName;
use crate::domain::timezone::Timezone;
use crate::error::AppError;
use crate::schema::tenant::organization;
use crate::tenancy::TenantConn;
use chrono::{DateTime, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use uuid::Uuid;

/// The settings as they are stored.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = organization, check_for_backend(Pg))]
pub struct Settings {
    /// The organization's identity.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// ISO 4217.
    pub currency: String,
    /// IANA.
    pub timezone: String,
    /// BCP 47.
    pub locale: String,
    /// The first day of a week, 1 (Monday) to 7.
    pub week_start: i16,
    /// The first day of a month, 1 to 28.
    pub month_start: i16,
    /// The first month of a fiscal year, 1 to 12.
    pub fiscal_year_start: i16,
    /// After how many days whoever is asked is reminded; 0: never.
    pub remind_days: i16,
    /// After how many days admins and owners are asked too; 0: never.
    pub escalate_days: i16,
    /// Counts up with every change.
    pub version: i32,
}

/// Settings to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSettings {
    /// The name.
    pub name: OrganizationName,
    /// The base currency.
    pub currency: Currency,
    /// Where its days begin.
    pub timezone: Timezone,
    /// How it writes dates and numbers.
    pub locale: Locale,
    /// The first day of a week, 1 (Monday) to 7.
    pub week_start: i16,
    /// The first day of a month, 1 to 28.
    pub month_start: i16,
    /// The first month of a fiscal year, 1 to 12.
    pub fiscal_year_start: i16,
    /// After how many days whoever is asked is reminded; 0: never.
    pub remind_days: i16,
    /// After how many days admins and owners are asked too; 0: never.
    pub escalate_days: i16,
}

/// The settings.
///
/// # Errors
/// When the database is away.
pub fn find(conn: &mut TenantConn<'_>) -> Result<Settings, AppError> {
    there(conn.find(organization::table.select(Settings::as_select()))?)
}

/// The settings, held until the end of the transaction.
///
/// # Errors
/// When the database is away.
pub fn find_for_change(conn: &mut TenantConn<'_>) -> Result<Settings, AppError> {
    there(conn.find(organization::table.select(Settings::as_select()).for_no_key_update())?)
}

/// Whether this is still the base currency. Hot: every expense that is recorded asks.
///
/// # Errors
/// When the database is away.
pub fn counts_in(conn: &mut TenantConn<'_>, currency: Currency) -> Result<bool, AppError> {
    let same = organization::table.filter(organization::currency.eq(currency.code()));
    let id: Option<Uuid> = conn.find_hot(same.select(organization::id))?;
    Ok(id.is_some())
}

fn there(settings: Option<Settings>) -> Result<Settings, AppError> {
    settings.ok_or_else(|| AppError::internal("the organization has no row of its own"))
}

/// Writes the settings anew.
///
/// # Errors
/// When the database is away.
pub fn update(conn: &mut TenantConn<'_>, new: &NewSettings, now: DateTime<Utc>) -> Result<(), AppError> {
    conn.execute(diesel::update(organization::table).set((
        (
            organization::name.eq(new.name.as_str()),
            organization::currency.eq(new.currency.code()),
            organization::timezone.eq(new.timezone.name()),
            organization::locale.eq(new.locale.as_str()),
            organization::week_start.eq(new.week_start),
            organization::month_start.eq(new.month_start),
            organization::fiscal_year_start.eq(new.fiscal_year_start),
            organization::remind_days.eq(new.remind_days),
            organization::escalate_days.eq(new.escalate_days),
        ),
        organization::version.eq(organization::version + 1),
        organization::updated_at.eq(now),
    )))?;
    Ok(())
}
