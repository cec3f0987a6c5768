//! Finds an installed PostgreSQL.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::error::EmbeddedError;

/// The oldest major version Outlay's SQL runs on.
const MINIMUM: u32 = 14;
/// What the embedded server calls.
const PROGRAMS: [&str; 3] = ["postgres", "initdb", "pg_ctl"];
/// Where packages put versions side by side: the directory, and what comes before and after the version.
const VERSIONED: [(&str, &str, &str); 4] = [
    ("/usr/lib/postgresql", "", "bin"),
    ("/usr", "pgsql-", "bin"),
    ("/opt/homebrew/opt", "postgresql@", "bin"),
    ("/usr/local/opt", "postgresql@", "bin"),
];
/// Where a single version is put.
const SINGLE: [&str; 3] = ["/usr/local/pgsql/bin", "/opt/homebrew/bin", "/usr/local/bin"];

/// One installation of PostgreSQL.
#[derive(Debug, Clone)]
pub(super) struct Binaries {
    dir: PathBuf,
    /// The major version.
    pub(super) major: u32,
}

impl Binaries {
    /// The installation for the cluster in `cluster`: of its own major version when it exists, else the one set by hand,
    /// the first on PATH, or the newest in the usual places.
    pub(super) fn find(by_hand: Option<&Path>, cluster: &Path) -> Result<Binaries, EmbeddedError> {
        let found = match by_hand {
            Some(dir) => vec![Binaries::named(dir)?],
            None => Binaries::installed(),
        };
        let Some(first) = found.first() else {
            return Err(EmbeddedError::NoBinaries { minimum: MINIMUM, looked: places() });
        };
        match major_of(cluster)? {
            None => Ok(first.clone()),
            Some(data) => found.iter().find(|one| one.major == data).cloned().ok_or_else(|| {
                let list: Vec<_> =
                    found.iter().map(|one| format!("{} ({})", one.major, one.dir.display())).collect();
                EmbeddedError::OtherMajor { dir: cluster.to_owned(), data, installed: list.join(", ") }
            }),
        }
    }

    /// The path of one of the programs.
    pub(super) fn program(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    fn named(dir: &Path) -> Result<Binaries, EmbeddedError> {
        let bad = |reason: String| EmbeddedError::BadBinaries { dir: dir.to_owned(), reason };
        if let Some(missing) = PROGRAMS.iter().find(|name| !dir.join(name).is_file()) {
            return Err(bad(format!("there is no {missing} in it")));
        }
        let dir = std::path::absolute(dir).map_err(EmbeddedError::io("resolve", dir))?;
        match version(&dir) {
            Some(major) if major >= MINIMUM => Ok(Binaries { dir, major }),
            Some(major) => Err(bad(format!("that is PostgreSQL {major}, and {MINIMUM} or newer is needed"))),
            None => Err(bad("its `postgres --version` says nothing that can be read".into())),
        }
    }

    fn installed() -> Vec<Binaries> {
        let mut seen = BTreeSet::new();
        let candidates = on_path()
            .into_iter()
            .chain(versioned())
            .chain(SINGLE.iter().filter_map(|dir| real(dir.as_ref())));
        candidates
            .filter(|dir| seen.insert(dir.clone()))
            .filter_map(|dir| version(&dir).map(|major| Binaries { dir, major }))
            .filter(|one| one.major >= MINIMUM)
            .collect()
    }
}

/// The major version that wrote the cluster; `None` when there is no cluster yet.
pub(super) fn major_of(cluster: &Path) -> Result<Option<u32>, EmbeddedError> {
    let path = cluster.join("PG_VERSION");
    match fs::read_to_string(&path) {
        Ok(text) => Ok(Some(leading_number(&text).unwrap_or_default())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(EmbeddedError::io("read", &path)(error)),
    }
}

/// Directories on PATH, links followed: a package may link single programs into /usr/local/bin.
fn on_path() -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).filter_map(|dir| real(&dir)).collect()
}

/// Directories with a version in their name, the newest first.
fn versioned() -> Vec<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = Vec::new();
    for (root, prefix, suffix) in VERSIONED {
        for entry in fs::read_dir(root).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let number = name.to_str().and_then(|name| name.strip_prefix(prefix)).and_then(leading_number);
            let dir = number.zip(real(&entry.path().join(suffix)));
            found.extend(dir);
        }
    }
    found.sort_by(|a, b| b.cmp(a));
    found.into_iter().map(|(_, dir)| dir).collect()
}

/// The directory that really holds the programs seen in `dir`, when it has them all.
fn real(dir: &Path) -> Option<PathBuf> {
    let postgres = PROGRAMS.iter().find_map(|name| fs::canonicalize(dir.join(name)).ok())?;
    let home = postgres.parent()?;
    PROGRAMS.iter().all(|name| home.join(name).is_file()).then(|| home.to_owned())
}

/// Asks the server program itself: `postgres (PostgreSQL) 15.18 (Debian ...)`, `... 18beta1`.
fn version(dir: &Path) -> Option<u32> {
    let output = Command::new(dir.join("postgres")).arg("--version").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.split_whitespace().find_map(leading_number)
}

fn leading_number(text: &str) -> Option<u32> {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

fn places() -> String {
    let versioned = VERSIONED.iter().map(|(root, prefix, suffix)| format!("{root}/{prefix}*/{suffix}"));
    let single = SINGLE.iter().map(|dir| (*dir).to_owned());
    let all: Vec<_> = std::iter::once("PATH".to_owned()).chain(versioned).chain(single).collect();
    all.join(", ")
}

#[cfg(test)]
mod tests {
    use super::leading_number;

    #[test]
    fn a_version_is_its_leading_number() {
        assert_eq!(leading_number("15.18"), Some(15));
        assert_eq!(leading_number("18beta1"), Some(18));
        assert_eq!(leading_number("9.6\n"), Some(9));
        assert_eq!(leading_number("(PostgreSQL)"), None);
    }
}
