//! Starts and stops the server of one cluster. Callers hold the start lock.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::account::{command, run};
use super::binaries::Binaries;
use super::error::EmbeddedError;
use super::place::Place;
use super::postmaster::Postmaster;

/// The port is only a part of the socket's name.
const PORT: &str = "5432";
/// How long pg_ctl waits for a start before this module watches on by itself.
const START_PATIENCE_SECONDS: &str = "10";
/// How long a fast stop may take: it writes everything out.
const STOP_PATIENCE_SECONDS: &str = "120";
/// How often a server that is on its way up is looked at.
const READY_TICK: Duration = Duration::from_millis(20);
/// How often a long recovery is mentioned in the log.
const READY_NEWS: Duration = Duration::from_secs(10);
/// Beyond this many bytes the server's log moves to `postgres.log.1`.
const LOG_LIMIT: u64 = 16 << 20;
/// How many bytes of the log an error quotes.
const TAIL: u64 = 4096;

/// One cluster, the programs that fit it, and how its server is to run.
#[derive(Debug)]
pub(super) struct Server {
    /// Where it lives.
    pub(super) place: Place,
    /// The programs of its major version.
    pub(super) binaries: Binaries,
    /// More settings for the server's command line.
    pub(super) extra: Vec<(String, String)>,
    /// Set once this process has stopped using it, so that its supervisor does not bring it back.
    pub(super) left: AtomicBool,
}

impl Server {
    /// Joins the living server or starts one, and waits until it takes connections; gives up when `go_on` says no.
    pub(super) fn bring_up(&self, go_on: &dyn Fn() -> bool) -> Result<Postmaster, EmbeddedError> {
        // A living one may be about to go: then it is started again.
        if let Some(ready) = self.await_ready(go_on)? {
            return Ok(ready);
        }
        Postmaster::clear_stale(&self.place)?;
        self.trim_log()?;
        let said_before = fs::metadata(self.place.log()).map_or(0, |meta| meta.len());
        let launched = self.launch();
        match self.await_ready(go_on)? {
            Some(ready) => Ok(ready),
            None => launched.and_then(|()| Err(self.start_failed(said_before))),
        }
    }

    /// Does it live?
    pub(super) fn lives(&self) -> Result<bool, EmbeddedError> {
        Ok(Postmaster::living(&self.place.cluster())?.is_some())
    }

    /// Ends every connection, writes everything out and stops.
    pub(super) fn shut_down(&self) -> Result<(), EmbeddedError> {
        if !self.lives()? {
            return Ok(());
        }
        let mut stop = self.pg_ctl();
        stop.args(["stop", "-s", "-m", "fast", "-w", "-t", STOP_PATIENCE_SECONDS]);
        match run(&mut stop) {
            // It may have died on its own meanwhile.
            Err(error) if self.lives()? => Err(error),
            _ => Ok(()),
        }
    }

    /// Keeps the server's log from growing without end. The server appends through a descriptor of its own, so the file
    /// is copied and emptied, not renamed.
    pub(super) fn trim_log(&self) -> Result<(), EmbeddedError> {
        let log = self.place.log();
        if fs::metadata(&log).map_or(0, |meta| meta.len()) <= LOG_LIMIT {
            return Ok(());
        }
        fs::copy(&log, log.with_extension("log.1")).map_err(EmbeddedError::io("copy", &log))?;
        let file = self.place.open(&log)?;
        file.set_len(0).map_err(EmbeddedError::io("empty", &log))
    }

    /// Has this process stopped using it?
    pub(super) fn is_left(&self) -> bool {
        self.left.load(Ordering::SeqCst)
    }

    /// `None` when there is no living server, or when it goes before it is ready.
    fn await_ready(&self, go_on: &dyn Fn() -> bool) -> Result<Option<Postmaster>, EmbeddedError> {
        let mut news = Instant::now();
        while let Some(living) = Postmaster::living(&self.place.cluster())? {
            if living.ready {
                return Ok(Some(living));
            }
            if !go_on() {
                return Ok(None);
            }
            if news.elapsed() > READY_NEWS {
                news = Instant::now();
                tracing::info!(log = %self.place.log().display(), "still waiting for PostgreSQL to finish its recovery");
            }
            thread::sleep(READY_TICK);
        }
        Ok(None)
    }

    /// Through pg_ctl: it gives the server a session of its own, so that Ctrl-C in outlay's terminal does not reach it,
    /// and it leaves no child of ours behind. Its exit status says little (a recovery longer than its patience is an
    /// error to it): what counts is whether the server lives afterwards.
    fn launch(&self) -> Result<(), EmbeddedError> {
        let path = self.place.log();
        let log = self.place.open(&path)?;
        let copy = log.try_clone().map_err(EmbeddedError::io("open", &path))?;
        let mut start = self.pg_ctl();
        start.args(["start", "-s", "-w", "-t", START_PATIENCE_SECONDS, "-o"]).arg(self.words()?);
        // The server inherits these two, and nothing else.
        start.stdout(log).stderr(copy);
        let program = self.binaries.program("pg_ctl");
        start.status().map(drop).map_err(EmbeddedError::io("run", &program))
    }

    fn pg_ctl(&self) -> Command {
        let cluster = self.place.cluster();
        let mut pg_ctl = command(&self.binaries.program("pg_ctl"), self.place.account.as_ref(), &cluster);
        // Not as an argument: pg_ctl puts that one into a shell's double quotes.
        pg_ctl.env("PGDATA", &cluster);
        pg_ctl
    }

    /// The server's arguments, for the shell that pg_ctl starts it with. What the safety rests on is here, and not in
    /// postgresql.conf alone; the directory is named so that the process can be told from other servers.
    fn words(&self) -> Result<OsString, EmbeddedError> {
        let mut words = OsString::from("-D ");
        words.push(quoted(self.place.cluster().as_os_str()));
        let mut set = |name: &str, value: &OsStr| {
            let mut setting = OsString::from(name);
            setting.push("=");
            setting.push(value);
            words.push(" -c ");
            words.push(quoted(&setting));
        };
        set("listen_addresses", OsStr::new(""));
        set("port", OsStr::new(PORT));
        set("unix_socket_directories", self.place.socket_dir()?.as_os_str());
        set("unix_socket_permissions", OsStr::new("0700"));
        set("logging_collector", OsStr::new("off"));
        set("log_destination", OsStr::new("stderr"));
        // `EmbeddedError::is_orphans` reads a message.
        set("lc_messages", OsStr::new("C"));
        self.extra.iter().for_each(|(name, value)| set(name, OsStr::new(value)));
        Ok(words)
    }

    fn start_failed(&self, said_before: u64) -> EmbeddedError {
        let log = self.place.log();
        let tail = read_tail(&log, said_before).unwrap_or_default();
        EmbeddedError::StartFailed { log, tail: tail.trim().to_owned() }
    }
}

/// What was written to the log after the first `before` bytes, at most the last 4 KiB of it.
fn read_tail(log: &Path, before: u64) -> std::io::Result<String> {
    let mut file = File::open(log)?;
    let from = before.max(file.metadata()?.len().saturating_sub(TAIL));
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// One word for a POSIX shell.
fn quoted(word: &OsStr) -> OsString {
    let mut bytes = vec![b'\''];
    for &byte in word.as_bytes() {
        match byte {
            b'\'' => bytes.extend_from_slice(br"'\''"),
            _ => bytes.push(byte),
        }
    }
    bytes.push(b'\'');
    OsString::from_vec(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_survives_the_shell() {
        let word = OsStr::new(r#"it's "$HOME" `x` \"#);
        let mut echo = OsString::from("printf %s ");
        echo.push(quoted(word));
        let output = Command::new("sh").arg("-c").arg(echo).output().unwrap();
        assert_eq!(output.stdout, word.as_bytes());
    }
}
