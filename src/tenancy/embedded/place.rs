//! Where the embedded server lives: the data directory and the files in it, and the directory of its socket.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::ErrorKind;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt, lchown};
use std::path::{Path, PathBuf};

use nix::fcntl::OFlag;
use nix::unistd::Uid;
use sha2::{Digest, Sha256};

use super::account::Account;
use super::error::EmbeddedError;

/// Where the data goes when root's unprivileged user cannot reach the default place.
const RELOCATED: &str = "/var/lib/outlay";
/// The longest path of a socket directory, in bytes: `sun_path` takes 107 on Linux and 103 on macOS and the BSDs, and
/// PostgreSQL appends `/.s.PGSQL.5432`.
const LONGEST_SOCKET_DIR: usize = 103 - "/.s.PGSQL.5432".len();

/// A data directory that exists and that the server's user can enter.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// Absolute, links resolved.
    pub(super) data_dir: PathBuf,
    /// Who runs PostgreSQL; `None`: the user of this process.
    pub(super) account: Option<Account>,
}

impl Place {
    /// Settles on the wanted directory, or, for root and a default that cannot be reached, on one below
    /// `/var/lib/outlay`; makes it.
    pub(super) fn settle(wanted: &Path, is_default: bool) -> Result<Place, EmbeddedError> {
        let wanted = resolve(wanted)?;
        let account = Account::choose(&wanted.join("postgres"))?;
        let Some((user, blocking)) = blocked(account.as_ref(), &wanted) else {
            return Place::make(wanted, account);
        };
        if !is_default {
            return Err(EmbeddedError::Unreachable { data_dir: wanted, blocking, user });
        }
        let instead = Path::new(RELOCATED).join(short_hash(&wanted));
        tracing::info!(
            wanted = %wanted.display(), blocking = %blocking.display(), instead = %instead.display(),
            "the data goes to {}: PostgreSQL runs as `{user}`, who cannot enter {}; set OUTLAY_DATA_DIR to choose a place",
            instead.display(), blocking.display(),
        );
        let account = Account::choose(&instead.join("postgres"))?;
        if let Some((user, blocking)) = blocked(account.as_ref(), &instead) {
            return Err(EmbeddedError::Unreachable { data_dir: instead, blocking, user });
        }
        Place::make(instead, account)
    }

    /// The cluster: what PostgreSQL calls its data directory.
    pub(super) fn cluster(&self) -> PathBuf {
        self.data_dir.join("postgres")
    }

    /// A cluster in the making.
    pub(super) fn unfinished_cluster(&self) -> PathBuf {
        self.data_dir.join("postgres.new")
    }

    /// The server's log.
    pub(super) fn log(&self) -> PathBuf {
        self.data_dir.join("postgres.log")
    }

    /// Held shared by everyone who uses the server.
    pub(super) fn users_lock(&self) -> PathBuf {
        self.data_dir.join("users.lock")
    }

    /// Held alone around starting and stopping.
    pub(super) fn start_lock(&self) -> PathBuf {
        self.data_dir.join("start.lock")
    }

    /// A directory that nobody but the server's user and root can enter, made when missing. Everything rests on this:
    /// who can reach the socket is let in without a password.
    pub(super) fn socket_dir(&self) -> Result<PathBuf, EmbeddedError> {
        let dir = self.socket_place();
        match DirBuilder::new().mode(0o700).create(&dir) {
            Ok(()) => self.hand_over(&dir)?,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(EmbeddedError::io("create", &dir)(error)),
        }
        self.check_private(&dir)?;
        Ok(dir)
    }

    /// Opens a file of the data directory for appending, made with mode 0600 when missing and then given to the
    /// server's user: so outlay may be started as root today and as that user tomorrow. A link in its place is refused.
    pub(super) fn open(&self, path: &Path) -> Result<File, EmbeddedError> {
        let mut options = OpenOptions::new();
        options.append(true).read(true).mode(0o600).custom_flags(OFlag::O_NOFOLLOW.bits());
        match options.clone().create_new(true).open(path) {
            Ok(file) => self.hand_over(path).map(|()| file),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                options.open(path).map_err(EmbeddedError::io("open", path))
            }
            Err(error) => Err(EmbeddedError::io("create", path)(error)),
        }
    }

    /// Gives a fresh file or directory to the server's user.
    pub(super) fn hand_over(&self, path: &Path) -> Result<(), EmbeddedError> {
        let Some(account) = &self.account else { return Ok(()) };
        lchown(path, Some(account.uid.as_raw()), Some(account.gid.as_raw()))
            .map_err(EmbeddedError::io("change the owner of", path))
    }

    fn make(wanted: PathBuf, account: Option<Account>) -> Result<Place, EmbeddedError> {
        // Root's files in it are private by their own modes; the server's user must get through to its own.
        let mode = if account.is_some() { 0o711 } else { 0o700 };
        if let Some(parent) = wanted.parent() {
            fs::create_dir_all(parent).map_err(EmbeddedError::io("create", parent))?;
        }
        match DirBuilder::new().mode(mode).create(&wanted) {
            // Once more, as the umask may have taken bits away.
            Ok(()) => fs::set_permissions(&wanted, Permissions::from_mode(mode))
                .map_err(EmbeddedError::io("set the mode of", &wanted))?,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(EmbeddedError::io("create", &wanted)(error)),
        }
        let data_dir = fs::canonicalize(&wanted).map_err(EmbeddedError::io("resolve", &wanted))?;
        Ok(Place { data_dir, account })
    }

    /// Inside the data directory, unless that path is too long for a socket or needs quoting in PostgreSQL's list of
    /// directories: then a short one, the same for every process that comes with this data directory.
    fn socket_place(&self) -> PathBuf {
        let inside = self.data_dir.join("socket");
        if fits(&inside) {
            return inside;
        }
        let name = format!("outlay-{}", short_hash(&self.data_dir));
        let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(|dir| PathBuf::from(dir).join(&name));
        runtime
            .filter(|dir| self.account.is_none() && fits(dir) && dir.parent().is_some_and(Path::is_dir))
            .unwrap_or_else(|| Path::new("/tmp").join(&name))
    }

    /// In /tmp anybody may have made a directory or a link of that name before us.
    fn check_private(&self, dir: &Path) -> Result<(), EmbeddedError> {
        let meta = fs::symlink_metadata(dir).map_err(EmbeddedError::io("look at", dir))?;
        let owner = self.account.as_ref().map_or(Uid::effective(), |account| account.uid);
        let reason = if !meta.is_dir() {
            "it is not a directory".to_owned()
        } else if meta.uid() != owner.as_raw() {
            format!("it belongs to user id {}, not to {owner}", meta.uid())
        } else if meta.mode() & 0o077 != 0 {
            format!("others may enter it (mode {:o})", meta.mode() & 0o7777)
        } else {
            return Ok(());
        };
        Err(EmbeddedError::SocketDirectory { dir: dir.to_owned(), reason })
    }
}

/// Absolute, with the links in that part of the path that exists already resolved.
fn resolve(path: &Path) -> Result<PathBuf, EmbeddedError> {
    let absolute = std::path::absolute(path).map_err(EmbeddedError::io("resolve", path))?;
    let existing =
        absolute.ancestors().find_map(|ancestor| Some((ancestor, fs::canonicalize(ancestor).ok()?)));
    Ok(match existing {
        Some((ancestor, real)) => {
            absolute.strip_prefix(ancestor).map_or(real.clone(), |rest| real.join(rest))
        }
        None => absolute,
    })
}

/// The first directory on the way to `path` that the account cannot enter, with the account's name.
fn blocked(account: Option<&Account>, path: &Path) -> Option<(String, PathBuf)> {
    let account = account?;
    let mut way: Vec<&Path> = path.ancestors().collect();
    way.reverse();
    let blocking = way
        .into_iter()
        .find(|dir| fs::metadata(dir).is_ok_and(|meta| !meta.is_dir() || !account.can_enter(&meta)))?;
    Some((account.name.clone(), blocking.to_owned()))
}

fn fits(dir: &Path) -> bool {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/._-+".contains(byte);
    let bytes = dir.as_os_str().as_bytes();
    bytes.len() <= LONGEST_SOCKET_DIR && bytes.iter().all(plain)
}

/// Twelve hex digits that stay the same for a path over versions and machines.
fn short_hash(path: &Path) -> String {
    let digest = Sha256::digest(path.as_os_str().as_bytes());
    digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_socket_directory_is_short_and_plain() {
        assert!(fits(Path::new("/srv/outlay/data/socket")));
        assert!(fits(Path::new(&format!("/{}", "a".repeat(LONGEST_SOCKET_DIR - 1)))));
        assert!(!fits(Path::new(&format!("/{}", "a".repeat(LONGEST_SOCKET_DIR)))));
        assert!(!fits(Path::new("/srv/with, comma")));
        assert!(!fits(Path::new("/srv/quote'")));
    }

    #[test]
    fn a_hash_is_short_and_stays() {
        assert_eq!(short_hash(Path::new("/srv/outlay/data")).len(), 12);
        assert_eq!(short_hash(Path::new("/a")), short_hash(Path::new("/a")));
        assert_ne!(short_hash(Path::new("/a")), short_hash(Path::new("/b")));
    }
}
