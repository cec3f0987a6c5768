//! Makes a new cluster: all or nothing.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use nix::fcntl::OFlag;

use super::account::{command, run};
use super::binaries::{Binaries, major_of};
use super::error::EmbeddedError;
use super::place::Place;

/// What a new cluster's postgresql.conf gets; an operator may change it there.
const SETTINGS: &str = "
# Outlay: what its embedded server wants. The socket's directory, its mode and the absence of TCP are also given on the
# command line at each start, so that changing them here changes nothing.
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 100
max_locks_per_transaction = 256     # each organization has a schema: a dump or a big drop locks many tables at once
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
";

/// Makes the cluster unless it is there. Beside its place first and then renamed, so that a crash half-way leaves
/// nothing but rubbish that the next start clears away. The caller holds the start lock.
pub(super) fn ensure(place: &Place, binaries: &Binaries, durable: bool) -> Result<(), EmbeddedError> {
    let cluster = place.cluster();
    if major_of(&cluster)?.is_some() {
        return Ok(());
    }
    refuse_foreign(&cluster)?;
    let unfinished = place.unfinished_cluster();
    clear(&unfinished)?;
    DirBuilder::new().mode(0o700).create(&unfinished).map_err(EmbeddedError::io("create", &unfinished))?;
    place.hand_over(&unfinished)?;
    initdb(place, binaries, &unfinished, durable)?;
    configure(&unfinished)?;
    // An empty directory gives way to a rename.
    fs::rename(&unfinished, &cluster).map_err(EmbeddedError::io("rename to", &cluster))?;
    sync(&place.data_dir)?;
    tracing::info!(dir = %cluster.display(), major = binaries.major, "made a new PostgreSQL cluster");
    Ok(())
}

/// Trust for the socket, whose directory is private; nothing at all for TCP, should somebody ever start this cluster
/// by hand with a port.
fn initdb(place: &Place, binaries: &Binaries, dir: &Path, durable: bool) -> Result<(), EmbeddedError> {
    let mut initdb = command(&binaries.program("initdb"), place.account.as_ref(), dir);
    initdb.arg("-D").arg(dir).args(["-U", "outlay", "--auth-local=trust", "--auth-host=reject"]);
    initdb.args(["--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"]);
    if !durable {
        initdb.arg("--no-sync");
    }
    run(&mut initdb).map(drop)
}

fn configure(dir: &Path) -> Result<(), EmbeddedError> {
    let path = dir.join("postgresql.conf");
    let mut options = OpenOptions::new();
    options.append(true).custom_flags(OFlag::O_NOFOLLOW.bits());
    let mut file = options.open(&path).map_err(EmbeddedError::io("open", &path))?;
    file.write_all(SETTINGS.as_bytes())
        .and_then(|()| file.sync_all())
        .map_err(EmbeddedError::io("write", &path))
}

fn refuse_foreign(cluster: &Path) -> Result<(), EmbeddedError> {
    match fs::read_dir(cluster).map(|mut entries| entries.next().is_none()) {
        Ok(true) => Ok(()),
        Ok(false) => Err(EmbeddedError::NotACluster { dir: cluster.to_owned() }),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(EmbeddedError::io("read", cluster)(error)),
    }
}

fn clear(dir: &Path) -> Result<(), EmbeddedError> {
    match fs::remove_dir_all(dir) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(EmbeddedError::io("remove", dir)(error)),
        _ => Ok(()),
    }
}

/// Makes a rename in the directory last.
fn sync(dir: &Path) -> Result<(), EmbeddedError> {
    File::open(dir).and_then(|file| file.sync_all()).map_err(EmbeddedError::io("sync", dir))
}
