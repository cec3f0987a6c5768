//! What can go wrong with the embedded server, each with what to do about it.

use std::io;
use std::path::{Path, PathBuf};

/// Why the embedded server could not be started, joined or stopped. The messages are meant for the person at the
/// terminal: they name the place and the next step.
#[derive(Debug, thiserror::Error)]
pub enum EmbeddedError {
    /// No usable installation of PostgreSQL on this machine.
    #[error(
        "no PostgreSQL {minimum} or newer was found (looked in {looked}).\n\
         Install it: `apt-get install postgresql` (Debian, Ubuntu), `dnf install postgresql-server` (Fedora, RHEL), \
         `brew install postgresql@17` (macOS); or set OUTLAY_POSTGRES_BIN to the directory with its initdb, pg_ctl and \
         postgres; or set DATABASE_URL to a server that already runs."
    )]
    NoBinaries {
        /// The oldest major version that is good enough.
        minimum: u32,
        /// The places that were searched.
        looked: String,
    },
    /// The directory that was named by hand is not usable.
    #[error("OUTLAY_POSTGRES_BIN is {}, but {reason}", dir.display())]
    BadBinaries {
        /// The directory as it was set.
        dir: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The data was written by another major version than those installed.
    #[error(
        "the data in {dir} was written by PostgreSQL {data} (PG_VERSION), but installed is {installed}.\n\
         Either install PostgreSQL {data} beside it (`apt-get install postgresql-{data}`) and start again; or move the \
         data to the newer version, which needs both installed:\n  \
         1. stop every outlay process\n  \
         2. NEW/bin/initdb -D {dir}.new -U outlay --auth-local=trust --auth-host=reject --encoding=UTF8 --locale=C.UTF-8\n  \
         3. NEW/bin/pg_upgrade -U outlay -b OLD/bin -B NEW/bin -d {dir} -D {dir}.new\n  \
         4. mv {dir} {dir}.old && mv {dir}.new {dir}\n\
         (as the user that owns {dir}; keep {dir}.old until all is well).",
        dir = dir.display()
    )]
    OtherMajor {
        /// The cluster's directory.
        dir: PathBuf,
        /// The major version in its `PG_VERSION`.
        data: u32,
        /// The versions found, with their places.
        installed: String,
    },
    /// Started as root, and the unprivileged user cannot get to the data directory.
    #[error(
        "PostgreSQL does not run as root and runs as `{user}` instead, but that user cannot enter {blocking}, which is \
         on the way to {data_dir}. Set OUTLAY_DATA_DIR to a place it can reach (such as /var/lib/outlay), or allow it \
         through (`chmod o+x {blocking}`), or start outlay as another user than root.",
        blocking = blocking.display(), data_dir = data_dir.display()
    )]
    Unreachable {
        /// The data directory asked for.
        data_dir: PathBuf,
        /// The directory on its path that refuses.
        blocking: PathBuf,
        /// The user who runs PostgreSQL.
        user: String,
    },
    /// The cluster belongs to somebody else.
    #[error(
        "{} belongs to user id {owner}, so it cannot be served by user id {us}. Start outlay as its owner or as root, \
         or set OUTLAY_DATA_DIR to a directory of your own.", dir.display()
    )]
    NotOurs {
        /// The cluster's directory.
        dir: PathBuf,
        /// Who owns it.
        owner: u32,
        /// Who asked.
        us: u32,
    },
    /// Neither empty nor a cluster.
    #[error(
        "{} is neither empty nor the data of a PostgreSQL server (it has no PG_VERSION). Move it away, or set \
         OUTLAY_DATA_DIR to another directory.", dir.display()
    )]
    NotACluster {
        /// The directory in the way.
        dir: PathBuf,
    },
    /// The place for the socket is not safe or not usable.
    #[error("the socket directory {} cannot be used: {reason}. Remove it and start again.", dir.display())]
    SocketDirectory {
        /// The directory.
        dir: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// One of PostgreSQL's programs ended with an error.
    #[error("{program} failed: {output}")]
    Program {
        /// The program's name.
        program: String,
        /// What it said.
        output: String,
    },
    /// The server did not come up.
    #[error("PostgreSQL did not start; the end of {log} says:\n{tail}", log = log.display())]
    StartFailed {
        /// The server's log.
        log: PathBuf,
        /// The lines of this attempt.
        tail: String,
    },
    /// Another process keeps the lock.
    #[error(
        "another outlay process has held {} for more than {seconds} s: it is starting or stopping PostgreSQL. Wait for \
         it or end it, then try again.", lock.display()
    )]
    Busy {
        /// The lock's file.
        lock: PathBuf,
        /// How long this process waited.
        seconds: u64,
    },
    /// The server runs but a connection fails.
    #[error("PostgreSQL runs but refuses a connection on {}: {source}", socket.display())]
    Connect {
        /// The socket's directory.
        socket: PathBuf,
        /// libpq's words.
        source: diesel::ConnectionError,
    },
    /// The roles or the database could not be made.
    #[error("cannot prepare the roles and the database: {0}")]
    Prepare(#[from] diesel::result::Error),
    /// A file or a directory could not be read, written or made.
    #[error("cannot {doing} {}: {source}", path.display())]
    Io {
        /// The verb, such as "create".
        doing: &'static str,
        /// The path.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
}

impl EmbeddedError {
    /// For `map_err`: ties what was being done, and to what, to the system's error.
    pub(super) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> EmbeddedError {
        let path = path.to_owned();
        move |source| EmbeddedError::Io { doing, path, source }
    }

    /// Is it that processes of a dead server still hold its shared memory? They leave by themselves, so trying again
    /// is right.
    pub(super) fn is_orphans(&self) -> bool {
        // Words of PostgreSQL's sysv_shmem.c; the server is always started with lc_messages = C.
        matches!(self, EmbeddedError::StartFailed { tail, .. } if tail.contains("pre-existing shared memory block"))
    }
}
