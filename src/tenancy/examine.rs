//! What the operator asks of a database, without changing it.

use super::migrate::{self, SharedState};
use super::pool;
use super::privileges;
use super::settings::DatabaseSettings;
use crate::error::AppError;

/// What was found.
#[derive(Debug, Clone)]
pub struct Examination {
    /// The server's major version, e.g. 15.
    pub server_major: i32,
    /// How far the registry is.
    pub registry: SharedState,
    /// Whether requests run with another login than the tables' owner.
    pub separated: bool,
}

/// Looks at a database with both logins.
///
/// # Errors
/// When one of them cannot connect.
pub fn examine(settings: &DatabaseSettings) -> Result<Examination, AppError> {
    let mut owner = pool::connect(&settings.owner_url).map_err(AppError::unavailable)?;
    let mut serving = pool::connect(&settings.serving_url).map_err(AppError::unavailable)?;
    Ok(Examination {
        server_major: privileges::server_major(&mut owner)?,
        registry: migrate::shared_state(&mut owner)?,
        separated: privileges::login(&mut owner)? != privileges::login(&mut serving)?,
    })
}
