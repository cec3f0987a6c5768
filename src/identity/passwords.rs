//! Password hashes: argon2id with the parameters of OWASP (19 MiB, 2 passes, 1 lane), on threads of their own with a
//! fair share for each organization, so that one that is attacked does not keep the others from signing in.

use crate::domain::password::Password;
use crate::error::AppError;
use crate::web::crew::Crew;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;
use tokio::sync::oneshot;

/// Hashes that may wait in all.
const QUEUE: usize = 128;
/// Hashes that one organization (or, at sign-up, one client address) may have waiting.
const SHARE: usize = 16;

/// The pool of hashing threads. Cheap to clone.
#[derive(Clone)]
pub struct Passwords {
    crew: Arc<Crew>,
    waiting: Arc<Mutex<HashMap<String, usize>>>,
}

impl Passwords {
    /// Starts as many threads as there are cores: a hash keeps one busy.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start() -> std::io::Result<Self> {
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZeroUsize::get);
        Ok(Self { crew: Arc::new(Crew::start("argon2", cores, QUEUE)?), waiting: Arc::default() })
    }

    /// The PHC string of a password. `share` names whose fair share it counts against.
    ///
    /// # Errors
    /// [`AppError::TooMany`] when the share or the queue is full.
    pub async fn hash(&self, share: &str, password: Password) -> Result<String, AppError> {
        self.work(share, move || hash(&password)).await?
    }

    /// Whether `typed` is the password of `stored`. Takes as long where there is no stored hash, so that time does not
    /// tell which addresses are members.
    ///
    /// # Errors
    /// [`AppError::TooMany`] when the share or the queue is full.
    pub async fn verify(
        &self,
        share: &str,
        typed: Password,
        stored: Option<String>,
    ) -> Result<bool, AppError> {
        self.work(share, move || {
            let right = verify(typed.expose(), stored.as_deref().unwrap_or(stand_in()));
            right && stored.is_some()
        })
        .await
    }

    async fn work<T: Send + 'static>(
        &self,
        share: &str,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let place = self.take_place(share)?;
        let (finished, result) = oneshot::channel();
        let job = Box::new(move || {
            let _place = place;
            // Whoever asked may have gone; the hash is then of no use to anybody.
            let _ = finished.send(work());
        });
        self.crew.submit(job).map_err(|_| too_many())?;
        result.await.map_err(AppError::internal)
    }

    fn take_place(&self, share: &str) -> Result<Waiting, AppError> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let count = waiting.entry(share.to_owned()).or_default();
        if *count >= SHARE {
            return Err(too_many());
        }
        *count += 1;
        Ok(Waiting { share: share.to_owned(), waiting: Arc::clone(&self.waiting) })
    }
}

fn too_many() -> AppError {
    AppError::TooMany { retry_after: Duration::from_secs(2) }
}

/// A taken place in a share; given back when dropped.
struct Waiting {
    share: String,
    waiting: Arc<Mutex<HashMap<String, usize>>>,
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = waiting.get_mut(&self.share) {
            *count -= 1;
            if *count == 0 {
                waiting.remove(&self.share);
            }
        }
    }
}

fn hash(password: &Password) -> Result<String, AppError> {
    let hash = Argon2::default().hash_password(password.expose().as_bytes()).map_err(AppError::internal)?;
    Ok(hash.to_string())
}

fn verify(typed: &str, stored: &str) -> bool {
    PasswordHash::new(stored)
        .is_ok_and(|stored| Argon2::default().verify_password(typed.as_bytes(), &stored).is_ok())
}

/// A hash of nothing in particular, to spend the same time on.
fn stand_in() -> &'static str {
    static STAND_IN: OnceLock<String> = OnceLock::new();
    STAND_IN.get_or_init(|| {
        Argon2::default()
            .hash_password(&rand::random::<[u8; 16]>())
            .map(|hash| hash.to_string())
            .unwrap_or_default()
    })
}
