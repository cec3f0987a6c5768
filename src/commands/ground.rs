//! The ground a command stands on: the database it was given, or the embedded one.

use super::CommandError;
use crate::settings::Settings;
use crate::tenancy::embedded::{Embedded, Options, Supervisor};
use crate::tenancy::settings::DatabaseSettings;
use std::path::{Path, PathBuf};

/// A database that answers, with the directory for what else has to be kept.
pub struct Ground {
    /// How to reach it.
    pub database: DatabaseSettings,
    data_dir: PathBuf,
    embedded: Option<Embedded>,
    supervisor: Option<Supervisor>,
}

impl Ground {
    /// Takes the database that is set, or starts (or joins) the embedded one.
    ///
    /// # Errors
    /// When no PostgreSQL is installed or it does not start; the message says what to do.
    pub fn open(settings: &Settings) -> Result<Self, CommandError> {
        let database = |serving_url: String, owner_url: String| DatabaseSettings {
            serving_url,
            owner_url,
            tenant_roles: settings.tenant_roles,
            pools: settings.pools.clone(),
            ready_schemas: settings.ready_schemas,
        };
        if let Some(urls) = &settings.database {
            let owner = urls.owner.clone().unwrap_or_else(|| urls.serving.clone());
            return Ok(Self {
                database: database(urls.serving.clone(), owner),
                data_dir: settings.data_dir.clone(),
                embedded: None,
                supervisor: None,
            });
        }
        let embedded = Embedded::start(&Options {
            data_dir: settings.data_dir.clone(),
            data_dir_is_default: settings.data_dir_is_default,
            binaries: settings.postgres_bin.clone(),
            extra: Vec::new(),
        })
        .map_err(CommandError::failed)?;
        Ok(Self {
            database: database(embedded.serving_url(), embedded.owner_url()),
            data_dir: embedded.data_dir().to_path_buf(),
            embedded: Some(embedded),
            supervisor: None,
        })
    }

    /// Whether the database is the embedded one.
    pub fn is_embedded(&self) -> bool {
        self.embedded.is_some()
    }

    /// Where the secret key lies.
    pub fn data_dir(&self) -> &Path {
        &self.data_dir
    }

    /// From now on the embedded server is started again when it dies.
    pub fn supervise(&mut self) {
        self.supervisor = self.embedded.as_ref().map(Embedded::supervise);
    }

    /// Stops the embedded server, unless another process still uses it.
    ///
    /// # Errors
    /// When it does not stop.
    pub fn close(mut self) -> Result<(), CommandError> {
        drop(self.supervisor.take());
        self.embedded.take().map_or(Ok(()), |embedded| embedded.stop().map_err(CommandError::failed))
    }
}

/// Runs a command on its ground, and leaves the ground as it was found whatever the command says.
///
/// # Errors
/// What the command says first, else what closing says.
pub fn on_ground<T>(
    settings: &Settings,
    command: impl FnOnce(&mut Ground) -> Result<T, CommandError>,
) -> Result<T, CommandError> {
    let mut ground = Ground::open(settings)?;
    let outcome = command(&mut ground);
    let closed = ground.close();
    let value = outcome?;
    closed?;
    Ok(value)
}
