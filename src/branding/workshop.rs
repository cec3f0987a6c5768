//! Where logos are decoded: one thread with a short queue, so that pictures never hold up pages.

use super::logo::Logo;
use crate::domain::fault::Fault;
use crate::error::AppError;
use crate::web::crew::Crew;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::oneshot;

/// Logos that may wait: each holds its file, one at a time is decoded.
const QUEUE: usize = 8;

/// The thread. Cheap to clone.
#[derive(Clone)]
pub struct Workshop(Arc<Crew>);

impl Workshop {
    /// Starts the thread.
    ///
    /// # Errors
    /// When the system gives none.
    pub fn start() -> std::io::Result<Self> {
        Ok(Self(Arc::new(Crew::start("logo", 1, QUEUE)?)))
    }

    /// [`Logo::decode`] on the workshop's thread.
    ///
    /// # Errors
    /// [`AppError::TooMany`] when the queue is full.
    pub async fn decode(&self, bytes: Vec<u8>) -> Result<Result<Logo, Fault>, AppError> {
        let (finished, result) = oneshot::channel();
        let job = Box::new(move || {
            // Whoever asked may have gone.
            let _ = finished.send(Logo::decode(&bytes));
        });
        let too_many = |_| AppError::TooMany { retry_after: Duration::from_secs(2) };
        self.0.submit(job).map_err(too_many)?;
        // A decoder that panics has met a file that nobody can show.
        Ok(result.await.unwrap_or(Err(Fault::LogoBroken)))
    }
}
