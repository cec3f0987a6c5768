//! Who uses the server, and who may start or stop it: two lock files in the data directory.
//!
//! `users.lock` is held shared by every process that uses the server; `start.lock` is held alone around starting,
//! joining and stopping. The kernel drops both when a process dies. Files opened by std are close-on-exec, so
//! PostgreSQL does not inherit a lock and keep it alive.

use std::fs::File;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::fcntl::{Flock, FlockArg};

use super::error::EmbeddedError;
use super::place::Place;

/// How often a lock that another process holds is tried again.
const RETRY: Duration = Duration::from_millis(20);

/// A held lock; dropping it gives it back.
#[derive(Debug)]
pub(super) struct Lease {
    _held: Flock<File>,
}

impl Lease {
    /// A share of the lock at `path`, or `None` when somebody holds it alone.
    pub(super) fn shared(place: &Place, path: &Path) -> Result<Option<Lease>, EmbeddedError> {
        Lease::attempt(place, path, FlockArg::LockSharedNonblock)
    }

    /// The lock at `path` alone, or `None` when anybody else holds it or a share of it.
    pub(super) fn alone(place: &Place, path: &Path) -> Result<Option<Lease>, EmbeddedError> {
        Lease::attempt(place, path, FlockArg::LockExclusiveNonblock)
    }

    /// The lock at `path` alone, waiting as long as `patience`.
    pub(super) fn alone_within(
        place: &Place,
        path: &Path,
        patience: Duration,
    ) -> Result<Lease, EmbeddedError> {
        let begun = Instant::now();
        loop {
            if let Some(lease) = Lease::alone(place, path)? {
                return Ok(lease);
            }
            if begun.elapsed() > patience {
                return Err(EmbeddedError::Busy { lock: path.to_owned(), seconds: patience.as_secs() });
            }
            thread::sleep(RETRY);
        }
    }

    fn attempt(place: &Place, path: &Path, how: FlockArg) -> Result<Option<Lease>, EmbeddedError> {
        let file = place.open(path)?;
        match Flock::lock(file, how) {
            Ok(held) => Ok(Some(Lease { _held: held })),
            Err((_, Errno::EWOULDBLOCK)) => Ok(None),
            Err((_, errno)) => Err(EmbeddedError::io("lock", path)(errno.into())),
        }
    }
}
