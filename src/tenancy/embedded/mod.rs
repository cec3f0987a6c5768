//! The embedded PostgreSQL server: an installed PostgreSQL, run by outlay on a directory of its own, so that trying it
//! out and small installations need no database to be set up. Imports nothing else of the crate.
//!
//! - It listens on a Unix socket alone, in a directory of mode 0700. That is why its logins have no passwords
//!   (`trust`): whoever can reach the socket could read the data files as well.
//! - It outlives a killed outlay and is joined by the next one; it is shared by all outlay processes of one data
//!   directory, and stopped by the last that leaves in good order ([`Embedded::stop`]).
//! - It never runs as root. Started by root it runs as the owner of its data, else as `postgres` or `nobody`.
//!
//! In the data directory: `postgres/` (the cluster), `postgres.log` (and `.1`, 16 MiB each), `socket/`, `start.lock`,
//! `users.lock`.

mod account;
mod binaries;
mod cluster;
mod database;
mod error;
mod lease;
mod place;
mod postmaster;
mod server;
mod supervise;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

pub use error::EmbeddedError;
pub use supervise::Supervisor;

use binaries::Binaries;
use lease::Lease;
use place::Place;
use postmaster::Postmaster;
use server::Server;

/// How long to wait for another outlay process that is starting or stopping the server.
const LOCK_PATIENCE: Duration = Duration::from_secs(60);
/// How long a start waits for the processes of a dead server to go.
const ORPHAN_PATIENCE: Duration = Duration::from_secs(60);
/// The pause between attempts while it waits for them.
const ORPHAN_PAUSE: Duration = Duration::from_millis(100);

/// What the embedded server is started with.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Where the data lives; made when missing. Relative paths start at the working directory.
    pub data_dir: PathBuf,
    /// Nobody asked for this directory by name, so another may be taken when it will not do.
    pub data_dir_is_default: bool,
    /// The directory of PostgreSQL's programs (setting `OUTLAY_POSTGRES_BIN`); unset, they are looked for.
    pub binaries: Option<PathBuf>,
    /// More settings for the server, name and value as in postgresql.conf, such as `fsync` = `off` in tests. A server
    /// that runs already keeps its own.
    pub extra: Vec<(String, String)>,
}

/// A share in the running server. Dropping it without [`Embedded::stop`] leaves the server running.
#[derive(Debug)]
pub struct Embedded {
    server: Arc<Server>,
    postmaster: Postmaster,
    lease: Lease,
}

impl Embedded {
    /// Joins the data directory's living server, or starts one, after making the cluster when there is none. Blocks:
    /// a first start takes a second or two, others some tenths; a recovery after a crash takes what it takes.
    ///
    /// # Errors
    /// Each names what to do: no programs or the wrong version, a directory that cannot be used, a server that does not
    /// come up (with the end of its log).
    pub fn start(options: &Options) -> Result<Embedded, EmbeddedError> {
        let place = Place::settle(&options.data_dir, options.data_dir_is_default)?;
        let _alone = Lease::alone_within(&place, &place.start_lock(), LOCK_PATIENCE)?;
        let binaries = Binaries::find(options.binaries.as_deref(), &place.cluster())?;
        let durable = !options.extra.iter().any(|(name, value)| name == "fsync" && value == "off");
        cluster::ensure(&place, &binaries, durable)?;
        // Nobody ever waits with a lock on the users' file: it is there for the asking under the start lock.
        let lease = Lease::shared(&place, &place.users_lock())?
            .ok_or_else(|| EmbeddedError::Busy { lock: place.users_lock(), seconds: 0 })?;
        let server = Server { place, binaries, extra: options.extra.clone(), left: AtomicBool::new(false) };
        let postmaster = patiently(|| server.bring_up(&|| true))?;
        match database::prepare(&postmaster) {
            Ok(()) => Ok(Embedded { server: Arc::new(server), postmaster, lease }),
            Err(error) => {
                leave(&server, lease)?;
                Err(error)
            }
        }
    }

    /// For migrations and provisioning: the cluster's owner, a superuser, on the database `outlay`. A URL that libpq
    /// understands.
    pub fn owner_url(&self) -> String {
        database::url(&self.postmaster, database::OWNER, database::DATABASE)
    }

    /// For requests: the login `outlay_serve` (no superuser, inherits nothing, creates nothing) on the same database.
    pub fn serving_url(&self) -> String {
        database::url(&self.postmaster, database::SERVING, database::DATABASE)
    }

    /// Where the data really is: another place than asked for when that was only a default that could not be used.
    pub fn data_dir(&self) -> &Path {
        &self.server.place.data_dir
    }

    /// Starts a thread that brings PostgreSQL back within about a second when it dies. One per process is enough.
    pub fn supervise(&self) -> Supervisor {
        Supervisor::start(Arc::clone(&self.server))
    }

    /// Gives the share back, and stops the server when nobody else has one: fast (open connections are ended) and
    /// clean (no recovery at the next start).
    ///
    /// # Errors
    /// When another process holds the start lock for a minute, or when the server does not stop in two.
    pub fn stop(self) -> Result<(), EmbeddedError> {
        self.server.left.store(true, Ordering::SeqCst);
        let place = &self.server.place;
        let _alone = Lease::alone_within(place, &place.start_lock(), LOCK_PATIENCE)?;
        leave(&self.server, self.lease)
    }
}

/// Gives a share back; the last one turns off the light. The caller holds the start lock, so nobody joins meanwhile.
fn leave(server: &Server, share: Lease) -> Result<(), EmbeddedError> {
    drop(share);
    match Lease::alone(&server.place, &server.place.users_lock())? {
        Some(_last) => server.shut_down(),
        None => {
            tracing::debug!("PostgreSQL is left running: another outlay process uses it");
            Ok(())
        }
    }
}

/// Tries again while processes of a dead server hold its shared memory: they end by themselves when their query does.
fn patiently<T>(attempt: impl Fn() -> Result<T, EmbeddedError>) -> Result<T, EmbeddedError> {
    let begun = Instant::now();
    let mut told = false;
    loop {
        match attempt() {
            Err(error) if error.is_orphans() && begun.elapsed() < ORPHAN_PATIENCE => {
                if !std::mem::replace(&mut told, true) {
                    tracing::info!("waiting for the processes of a dead PostgreSQL to end");
                }
                thread::sleep(ORPHAN_PAUSE);
            }
            done => return done,
        }
    }
}
