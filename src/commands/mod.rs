//! The subcommands. Each works beside a running `serve` (it joins its embedded server) and alone (it starts one, and
//! stops it after).

pub mod doctor;
pub mod ground;
pub mod mail;
pub mod migrate;
pub mod org;
pub mod serve;
mod signals;
pub mod work;

use crate::error::{AppError, Cause};
use crate::words::Language;

/// Why a command failed: one line for standard error, and an exit status.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// Exit 2: the settings or arguments are wrong.
    #[error("{0}")]
    Usage(String),
    /// Exit 1: everything else.
    #[error("{0}")]
    Failed(Cause),
}

impl CommandError {
    /// 2 for wrong usage, 1 otherwise.
    pub fn exit_status(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Failed(_) => 1,
        }
    }

    /// A failure from a cause of any type.
    pub fn failed(cause: impl Into<Cause>) -> Self {
        Self::Failed(cause.into())
    }
}

impl From<AppError> for CommandError {
    fn from(error: AppError) -> Self {
        match error {
            // It is written for people; operators are spoken to in English.
            AppError::Conflict(phrase) => Self::failed(Language::English.say(&phrase)),
            other => Self::failed(other),
        }
    }
}

/// Prints one JSON document.
fn print_json(value: &impl serde::Serialize) -> Result<(), CommandError> {
    println!("{}", serde_json::to_string_pretty(value).map_err(CommandError::failed)?);
    Ok(())
}
