//! Who runs PostgreSQL, and how its programs are called.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use nix::unistd::{Gid, Uid, User};

use super::error::EmbeddedError;

/// The unprivileged user for PostgreSQL's processes when outlay runs as root, which PostgreSQL refuses to do.
#[derive(Debug, Clone)]
pub(super) struct Account {
    /// The user id.
    pub(super) uid: Uid,
    /// The group id; root's supplementary groups are dropped.
    pub(super) gid: Gid,
    /// For messages.
    pub(super) name: String,
}

impl Account {
    /// The account for the cluster in `dir`, which may not exist yet: its owner, else `postgres`, else `nobody`.
    /// `None` without root: PostgreSQL then runs as the same user as outlay, who must own the cluster.
    pub(super) fn choose(dir: &Path) -> Result<Option<Account>, EmbeddedError> {
        let us = Uid::effective();
        let owner = fs::symlink_metadata(dir).ok().map(|meta| (meta.uid(), meta.gid()));
        match owner {
            Some((owner, _)) if !us.is_root() && owner != us.as_raw() => {
                Err(EmbeddedError::NotOurs { dir: dir.to_owned(), owner, us: us.as_raw() })
            }
            _ if !us.is_root() => Ok(None),
            // An empty directory that root made by hand says nothing.
            Some((uid, gid)) if uid != 0 => Ok(Some(Account::of(Uid::from_raw(uid), Gid::from_raw(gid)))),
            _ => Ok(Some(Account::unprivileged())),
        }
    }

    fn of(uid: Uid, gid: Gid) -> Account {
        let name = User::from_uid(uid).ok().flatten().map_or_else(|| uid.to_string(), |user| user.name);
        Account { uid, gid, name }
    }

    fn unprivileged() -> Account {
        let named = |name: &str| User::from_name(name).ok().flatten();
        match named("postgres").or_else(|| named("nobody")) {
            Some(user) => Account { uid: user.uid, gid: user.gid, name: user.name },
            // 65534 is the overflow id of the kernel, "nobody" by another way.
            None => Account { uid: Uid::from_raw(65534), gid: Gid::from_raw(65534), name: "nobody".into() },
        }
    }

    /// May this account enter the directory? Mode bits only: an access list that allows more is not seen.
    pub(super) fn can_enter(&self, meta: &fs::Metadata) -> bool {
        let bit = if meta.uid() == self.uid.as_raw() {
            0o100
        } else if meta.gid() == self.gid.as_raw() {
            0o010
        } else {
            0o001
        };
        meta.mode() & bit != 0
    }
}

/// A call of one of PostgreSQL's programs as `account`, in the directory `cwd`, which the account must be able to enter.
///
/// The environment starts empty: `PGPORT` and its like would change the server, and outlay's own secrets are nothing
/// for a process of another user.
pub(super) fn command(program: &Path, account: Option<&Account>, cwd: &Path) -> Command {
    let mut command = Command::new(program);
    command.env_clear().env("LC_ALL", "C").env("TZ", "UTC").current_dir(cwd).stdin(Stdio::null());
    for name in ["PATH", "LD_LIBRARY_PATH"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    if let Some(account) = account {
        // With a uid set by root, std also clears the supplementary groups.
        command.uid(account.uid.as_raw()).gid(account.gid.as_raw());
    }
    command
}

/// Runs a command to its end; an error carries what it said.
pub(super) fn run(command: &mut Command) -> Result<String, EmbeddedError> {
    let program = Path::new(command.get_program()).to_owned();
    let output = command.output().map_err(EmbeddedError::io("run", &program))?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(said);
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    Err(EmbeddedError::Program {
        program: program.file_name().unwrap_or(OsStr::new("program")).to_string_lossy().into_owned(),
        output: format!("{}\n{}", said.trim(), complaint.trim()).trim().to_owned(),
    })
}
