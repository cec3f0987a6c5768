//! Tells whether the cluster's server lives, from its postmaster.pid and from what runs under that process id.

use std::ffi::OsStr;
use std::fs;
use std::io::{ErrorKind, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::Command;

use nix::errno::Errno;
use nix::sys::signal::kill;
use nix::unistd::Pid;

use super::error::EmbeddedError;
use super::place::Place;

/// The largest number a process id could be, and far beyond what any system gives out.
const NO_PROCESS: i32 = i32::MAX;
/// The lock beside the socket, which names a process id too.
const SOCKET_LOCK: &str = ".s.PGSQL.5432.lock";

/// What a server says about itself in `postmaster.pid` (the lines are those of PostgreSQL's pidfile.h).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Postmaster {
    pid: Pid,
    /// The directory of its socket.
    pub(super) socket_dir: PathBuf,
    /// The number in its socket's name.
    pub(super) port: u16,
    /// Does it take connections yet?
    pub(super) ready: bool,
}

impl Postmaster {
    /// The living server of the cluster. A file left by a dead one is `None`, also when its process id belongs to
    /// another program by now.
    pub(super) fn living(cluster: &Path) -> Result<Option<Postmaster>, EmbeddedError> {
        Ok(Postmaster::recorded(cluster)?.filter(|one| one.serves(cluster) || one.answers()))
    }

    /// Clears away what a dead server left and what would keep PostgreSQL from starting although nobody runs: lock
    /// files whose process id belongs to another program of the same user by now (or to a dead process that nobody has
    /// waited for), or that a crash cut off. The caller holds the start lock and has seen that no server lives.
    ///
    /// A whole postmaster.pid stays, with an id that no process has: it also names the dead server's shared memory, by
    /// which PostgreSQL sees whether processes of it are still at work.
    pub(super) fn clear_stale(place: &Place) -> Result<(), EmbeddedError> {
        remove(&place.socket_dir()?.join(SOCKET_LOCK))?;
        let path = place.cluster().join("postmaster.pid");
        let bytes = match fs::read(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            done => done.map_err(EmbeddedError::io("read", &path))?,
        };
        match Postmaster::parse(&bytes) {
            None => remove(&path),
            Some(stale) if exists(stale.pid) => disown(place, &path, &bytes),
            Some(_) => Ok(()),
        }
    }

    fn recorded(cluster: &Path) -> Result<Option<Postmaster>, EmbeddedError> {
        let path = cluster.join("postmaster.pid");
        match fs::read(&path) {
            Ok(bytes) => Ok(Postmaster::parse(&bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(EmbeddedError::io("read", &path)(error)),
        }
    }

    /// A file still being written has only its first lines; a pid of 0 or below would mean a group to `kill`.
    fn parse(bytes: &[u8]) -> Option<Postmaster> {
        let lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).collect();
        let line = |number: usize| lines.get(number - 1).copied().unwrap_or_default();
        let number = |bytes: &[u8]| std::str::from_utf8(bytes).ok()?.parse::<i32>().ok();
        Some(Postmaster {
            pid: Pid::from_raw(number(line(1)).filter(|pid| *pid > 0)?),
            port: number(line(4)).and_then(|port| u16::try_from(port).ok()).unwrap_or_default(),
            socket_dir: PathBuf::from(OsStr::from_bytes(line(5))),
            ready: line(8) == b"ready",
        })
    }

    fn socket_path(&self) -> Option<PathBuf> {
        let known = !self.socket_dir.as_os_str().is_empty();
        known.then(|| self.socket_dir.join(format!(".s.PGSQL.{}", self.port)))
    }

    /// Does somebody listen on its socket? Then it lives, whatever the process id says: it may be one of another
    /// container that shares the directory.
    fn answers(&self) -> bool {
        self.socket_path().is_some_and(|path| UnixStream::connect(path).is_ok())
    }

    /// Is the process a postmaster of this cluster? By its command line, which everybody may read (the links in /proc
    /// need a capability that root in a container lacks), or by its working directory.
    fn serves(&self, cluster: &Path) -> bool {
        if !exists(self.pid) {
            return false;
        }
        let words = command_line(self.pid);
        let is_server = words.first().is_some_and(|word| {
            let name = Path::new(OsStr::from_bytes(word)).file_name();
            name == Some(OsStr::new("postgres")) || name == Some(OsStr::new("postmaster"))
        });
        is_server
            && (words.iter().any(|word| word == cluster.as_os_str().as_bytes())
                || works_in(self.pid, cluster))
    }
}

/// Is there a process of that id? One that we may not signal counts.
fn exists(pid: Pid) -> bool {
    !matches!(kill(pid, None), Err(Errno::ESRCH))
}

/// The words a process was called with; none for a zombie.
fn command_line(pid: Pid) -> Vec<Vec<u8>> {
    if let Ok(bytes) = fs::read(format!("/proc/{pid}/cmdline")) {
        return bytes.split(|byte| *byte == 0).filter(|word| !word.is_empty()).map(<[u8]>::to_vec).collect();
    }
    // No /proc on macOS and the BSDs; words with spaces fall apart here.
    let listed = Command::new("ps").args(["-o", "args=", "-p", &pid.to_string()]).output();
    let bytes = listed.map(|output| output.stdout).unwrap_or_default();
    bytes.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).map(<[u8]>::to_vec).collect()
}

fn works_in(pid: Pid, dir: &Path) -> bool {
    let identity = |path: &Path| fs::metadata(path).ok().map(|meta| (meta.dev(), meta.ino()));
    let here = identity(Path::new(&format!("/proc/{pid}/cwd")));
    here.is_some() && here == identity(dir)
}

/// Replaces the process id in a postmaster.pid. Beside it and then renamed: PostgreSQL refuses to start over an empty one.
fn disown(place: &Place, path: &Path, bytes: &[u8]) -> Result<(), EmbeddedError> {
    let rest = bytes.iter().position(|byte| *byte == b'\n').map_or(&[][..], |end| &bytes[end..]);
    let fresh = path.with_extension("pid.new");
    remove(&fresh)?;
    let written = [NO_PROCESS.to_string().as_bytes(), rest].concat();
    place.open(&fresh)?.write_all(&written).map_err(EmbeddedError::io("write", &fresh))?;
    fs::rename(&fresh, path).map_err(EmbeddedError::io("rename to", path))
}

fn remove(path: &Path) -> Result<(), EmbeddedError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(EmbeddedError::io("remove", path)(error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FULL: &[u8] =
        b"4711\n/srv/data/postgres\n1789990000\n5432\n/srv/data/socket\n\n  5432001    196610\nready   \n";

    #[test]
    fn the_lines_of_the_file_are_read() {
        let one = Postmaster::parse(FULL).unwrap();
        assert_eq!((one.pid.as_raw(), one.port, one.ready), (4711, 5432, true));
        assert_eq!(one.socket_path().unwrap(), Path::new("/srv/data/socket/.s.PGSQL.5432"));
    }

    #[test]
    fn a_file_half_written_is_not_ready() {
        let one = Postmaster::parse(b"4711\n/srv/data/postgres\n").unwrap();
        assert!(!one.ready);
        assert_eq!(one.socket_path(), None);
    }

    #[test]
    fn nonsense_is_no_server() {
        assert_eq!(Postmaster::parse(b""), None);
        assert_eq!(Postmaster::parse(b"0\n"), None);
        assert_eq!(Postmaster::parse(b"-1\n"), None);
    }
}
