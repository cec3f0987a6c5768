//! Brings PostgreSQL back when it dies while outlay runs.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::error::EmbeddedError;
use super::lease::Lease;
use super::server::Server;

/// How often the server is looked at.
const TICK: Duration = Duration::from_millis(200);
/// The first pause after a failed attempt, and the longest one; each is twice the one before.
const PAUSE: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(5));
/// The longest pause while processes of the dead server are on their way out.
const ORPHAN_PAUSE: Duration = Duration::from_millis(400);
/// A server that dies again sooner than this after it was brought back is brought back with pauses.
const STABLE: Duration = Duration::from_secs(30);
/// How often attempts that go on failing are logged.
const NEWS: Duration = Duration::from_secs(60);
/// How often the log's size is looked at.
const LOG_TICK: Duration = Duration::from_secs(60);

/// A thread that watches the server; it ends when this is dropped. Keep it as long as the server is needed.
#[derive(Debug)]
#[must_use = "the watch ends when this is dropped"]
pub struct Supervisor {
    halt: Arc<Halt>,
    thread: Option<JoinHandle<()>>,
}

impl Supervisor {
    pub(super) fn start(server: Arc<Server>) -> Supervisor {
        let halt = Arc::new(Halt::default());
        let watch = Watch { server, halt: Arc::clone(&halt), pause: PAUSE.0, revived: None };
        let spawned = thread::Builder::new().name("postgres-supervisor".into()).spawn(move || watch.run());
        if let Err(error) = &spawned {
            tracing::error!(%error, "PostgreSQL is not supervised: the thread could not be started");
        }
        Supervisor { halt, thread: spawned.ok() }
    }
}

impl Drop for Supervisor {
    fn drop(&mut self) {
        self.halt.ask();
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the supervisor of PostgreSQL panicked");
        }
    }
}

/// The request to stop, which also wakes a sleeping watch.
#[derive(Debug, Default)]
struct Halt {
    asked: Mutex<bool>,
    bell: Condvar,
}

impl Halt {
    fn ask(&self) {
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.bell.notify_all();
    }

    fn is_asked(&self) -> bool {
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sleeps, and says whether to stop.
    fn wait(&self, time: Duration) -> bool {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.bell.wait_timeout_while(asked, time, |asked| !*asked);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

struct Watch {
    server: Arc<Server>,
    halt: Arc<Halt>,
    pause: Duration,
    revived: Option<Instant>,
}

impl Watch {
    fn run(mut self) {
        let mut trimmed = Instant::now();
        while !self.halt.wait(TICK) && !self.server.is_left() {
            // A file that cannot be read for a moment is no reason to start a second server.
            if self.server.lives().unwrap_or(true) {
                if trimmed.elapsed() > LOG_TICK {
                    trimmed = Instant::now();
                    self.trim_log();
                }
                continue;
            }
            self.revive();
        }
    }

    fn revive(&mut self) {
        let died = Instant::now();
        tracing::warn!("PostgreSQL has died; bringing it back");
        if self.revived.is_none_or(|before| before.elapsed() > STABLE) {
            self.pause = PAUSE.0;
        } else if self.pause_longer(PAUSE.1) {
            return;
        }
        let mut news: Option<Instant> = None;
        while !self.halt.is_asked() && !self.server.is_left() {
            let limit = match self.attempt() {
                Ok(true) => {
                    self.revived = Some(Instant::now());
                    tracing::info!(milliseconds = died.elapsed().as_millis(), "PostgreSQL is back");
                    return;
                }
                // Another outlay process is at it.
                Ok(false) => ORPHAN_PAUSE,
                Err(error) => {
                    if news.is_none_or(|before| before.elapsed() > NEWS) {
                        news = Some(Instant::now());
                        report(&error);
                    }
                    if error.is_orphans() { ORPHAN_PAUSE } else { PAUSE.1 }
                }
            };
            if self.pause_longer(limit) {
                return;
            }
        }
    }

    /// `false` when another process holds the start lock.
    fn attempt(&self) -> Result<bool, EmbeddedError> {
        let place = &self.server.place;
        let Some(_alone) = Lease::alone(place, &place.start_lock())? else {
            return Ok(false);
        };
        // Only with the lock in hand: whoever stops the server says so before giving it back.
        if self.server.is_left() {
            return Ok(false);
        }
        self.server.bring_up(&|| !self.halt.is_asked()).map(|_| true)
    }

    fn pause_longer(&mut self, limit: Duration) -> bool {
        let pause = self.pause.min(limit);
        self.pause = (self.pause * 2).min(PAUSE.1);
        self.halt.wait(pause)
    }

    fn trim_log(&self) {
        if let Err(error) = self.server.trim_log() {
            tracing::warn!(%error, "the log of PostgreSQL could not be shortened");
        }
    }
}

fn report(error: &EmbeddedError) {
    if error.is_orphans() {
        tracing::info!("waiting for the processes of the dead PostgreSQL to end");
    } else {
        tracing::error!(%error, "PostgreSQL could not be brought back; trying again");
    }
}
