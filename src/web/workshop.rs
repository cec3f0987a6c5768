//! Where pictures are decoded: one thread with a short queue, so that they never hold up pages, and never two of them
//! fill the memory at once.

use super::crew::Crew;
use crate::error::AppError;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::oneshot;

/// Files that may wait: each is held in memory, one at a time is decoded.
const QUEUE: usize = 16;
/// How often a full queue is asked again.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(250);

/// The thread. Cheap to clone.
#[derive(Clone)]
pub struct Workshop(Arc<Crew>);

impl Workshop {
    /// Starts the thread.
    ///
    /// # Errors
    /// When the system gives none.
    pub fn start() -> std::io::Result<Self> {
        Ok(Self(Arc::new(Crew::start("picture", 1, QUEUE)?)))
    }

    /// Runs `work` on the workshop's thread. None where it panicked: a decoder that does has met a file that nobody can
    /// show.
    ///
    /// # Errors
    /// [`AppError::TooMany`] when the queue stays full.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Option<T>, AppError> {
        let (finished, result) = oneshot::channel();
        let work = Arc::new(std::sync::Mutex::new(Some((work, finished))));
        for attempt in 0..TRIES {
            if attempt > 0 {
                tokio::time::sleep(PAUSE).await;
            }
            let work = Arc::clone(&work);
            let job = Box::new(move || {
                let taken = work.lock().ok().and_then(|mut held| held.take());
                if let Some((work, finished)) = taken {
                    // Whoever asked may have gone.
                    let _ = finished.send(work());
                }
            });
            if self.0.submit(job).is_ok() {
                return Ok(result.await.ok());
            }
        }
        Err(AppError::TooMany { retry_after: Duration::from_secs(2) })
    }
}
