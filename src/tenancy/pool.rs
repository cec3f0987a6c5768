//! Connections and the threads that use them, in lanes.
//!
//! A lane is one r2d2 pool with as many threads as it has connections and a bounded queue before them. Organizations
//! are spread over lanes by a hash of their schema, so that each backend sees few `search_path`s and keeps its plans.
//! Blocking work runs on these threads alone, never on the async ones.

use super::settings::PoolSettings;
use crate::error::AppError;
use crate::web::crew::Crew;
use diesel::connection::{CacheSize, Connection as _, SimpleConnection};
use diesel::pg::PgConnection;
use scheduled_thread_pool::ScheduledThreadPool;
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

/// How long a request may wait for a bound connection before it gets its 503: "within 2 s", with room to render it.
pub(super) const GET_GOING: Duration = Duration::from_millis(1_800);
/// How long bound work may take. Statements end after [`STATEMENT_TIMEOUT`]; this is for a server that froze.
const OVERALL: Duration = Duration::from_secs(12);
/// The longest a statement of a page may run.
pub(super) const STATEMENT_TIMEOUT: Duration = Duration::from_secs(5);
/// Jobs that may wait before a lane's threads.
const QUEUE: usize = 256;
/// A backend keeps plans and catalog rows of every schema it met and gives nothing back, so it is replaced after this
/// many (some 60 MB at 250 schemas, measured).
const ORGANIZATIONS_PER_CONNECTION: usize = 400;

/// A pooled connection with what the pool has to know of it.
pub(super) struct Pooled {
    pub(super) pg: PgConnection,
    opened: Instant,
    broken: bool,
    served: HashSet<u64>,
}

impl Pooled {
    /// Never hand this connection out again.
    pub(super) fn condemn(&mut self) {
        self.broken = true;
    }

    /// Notes that it served the organization with this hash.
    pub(super) fn serve(&mut self, organization: u64) {
        self.served.insert(organization);
    }
}

/// Opens connections for r2d2. There is no ping on check-out (it cost a third of the throughput): a dead connection
/// shows at its bind, before anything ran.
pub(super) struct Manager {
    url: String,
    statement_cache: bool,
}

impl r2d2::ManageConnection for Manager {
    type Connection = Pooled;
    type Error = diesel::ConnectionError;

    fn connect(&self) -> Result<Pooled, Self::Error> {
        let mut pg = connect(&self.url)?;
        if !self.statement_cache {
            pg.set_prepared_statement_cache_size(CacheSize::Disabled);
        }
        Ok(Pooled { pg, opened: Instant::now(), broken: false, served: HashSet::new() })
    }

    fn is_valid(&self, _: &mut Pooled) -> Result<(), Self::Error> {
        Ok(())
    }

    fn has_broken(&self, connection: &mut Pooled) -> bool {
        connection.broken || connection.served.len() > ORGANIZATIONS_PER_CONNECTION
    }
}

/// Opens one connection; the only place in the program that does.
///
/// # Errors
/// When the server refuses or cannot be reached.
pub(super) fn connect(url: &str) -> Result<PgConnection, diesel::ConnectionError> {
    #[expect(clippy::disallowed_methods, reason = "the one place that opens connections")]
    PgConnection::establish(url)
}

/// r2d2 would log every failed attempt as an error of its own; the request that suffers is logged anyway.
#[derive(Debug)]
struct Quiet;

impl r2d2::HandleError<diesel::ConnectionError> for Quiet {
    fn handle_error(&self, error: diesel::ConnectionError) {
        tracing::debug!(%error, "could not open a database connection");
    }
}

pub(super) type LanePool = r2d2::Pool<Manager>;
pub(super) type CheckedOut = r2d2::PooledConnection<Manager>;

/// Connections, their threads, and the queue before them.
pub(super) struct Lane {
    pool: LanePool,
    crew: Crew,
    stuck: Arc<AtomicUsize>,
}

/// What a job is doing, as the async edge may see and change it.
#[derive(Default)]
struct Progress {
    state: AtomicU8,
    began: OnceLock<Instant>,
}

impl Progress {
    const WAITING: u8 = 0;
    const RUNNING: u8 = 1;
    const ABANDONED: u8 = 2;

    /// The thread: from here on the work runs. False when the request has gone.
    fn begin(&self) -> bool {
        // Before the state, so that whoever sees it run sees since when.
        let _ = self.began.set(Instant::now());
        self.state.compare_exchange(Self::WAITING, Self::RUNNING, Ordering::AcqRel, Ordering::Acquire).is_ok()
    }

    /// The edge: nobody waits any more. False when the work runs already.
    fn abandon(&self) -> bool {
        self.state
            .compare_exchange(Self::WAITING, Self::ABANDONED, Ordering::AcqRel, Ordering::Acquire)
            .is_ok()
    }

    fn is_abandoned(&self) -> bool {
        self.state.load(Ordering::Acquire) == Self::ABANDONED
    }

    /// What is left of [`OVERALL`] for work that runs.
    fn time_left(&self) -> Duration {
        OVERALL.saturating_sub(self.began.get().map_or(Duration::ZERO, Instant::elapsed))
    }
}

/// What a lane's thread hands to the work: how to tell that it has begun.
pub(super) struct Start<'a> {
    progress: &'a Progress,
}

impl Start<'_> {
    /// To be called once the connection is bound and before any statement of the work.
    /// False: the request has been answered already, do nothing.
    pub(super) fn begin(&self) -> bool {
        self.progress.begin()
    }
}

impl Lane {
    /// A lane of `connections` connections and threads. Connections open in the background: the database may be away.
    pub(super) fn new(
        name: &str,
        url: &str,
        connections: u32,
        settings: &PoolSettings,
        helpers: Arc<ScheduledThreadPool>,
    ) -> std::io::Result<Self> {
        let pool = r2d2::Pool::builder()
            .max_size(connections)
            .test_on_check_out(false)
            .connection_timeout(GET_GOING)
            .max_lifetime(Some(settings.connection_lifetime))
            .error_handler(Box::new(Quiet))
            .thread_pool(helpers)
            .build_unchecked(Manager { url: url.to_owned(), statement_cache: settings.statement_cache });
        let crew = Crew::start(&format!("db-{name}"), connections as usize, QUEUE)?;
        Ok(Self { pool, crew, stuck: Arc::default() })
    }

    /// Runs `work` on one of the lane's threads, under the deadline of [`GET_GOING`] until it calls [`Start::begin`].
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&LanePool, Start<'_>) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        if self.stuck.load(Ordering::Acquire) >= self.crew.threads() {
            return Err(AppError::unavailable("every connection of the lane is stuck"));
        }
        let progress = Arc::new(Progress::default());
        let (finished, result) = oneshot::channel();
        let (span, seen, pool) = (tracing::Span::current(), Arc::clone(&progress), self.pool.clone());
        let job = Box::new(move || {
            if seen.is_abandoned() {
                return;
            }
            let start = Start { progress: &seen };
            let outcome = span.in_scope(|| catch_unwind(AssertUnwindSafe(|| work(&pool, start))));
            // The edge may have given up; the work itself is done or rolled back either way.
            let _ = finished.send(outcome.unwrap_or_else(|_| Err(AppError::internal("the work panicked"))));
        });
        self.crew.submit(job).map_err(AppError::unavailable)?;
        self.await_result(&progress, result).await
    }

    /// The result alone wakes the edge: whether the bind was in time is asked only when [`GET_GOING`] is over.
    async fn await_result<T: Send + 'static>(
        &self,
        progress: &Progress,
        mut result: oneshot::Receiver<Result<T, AppError>>,
    ) -> Result<T, AppError> {
        let gone = |_| AppError::unavailable("the lane's thread has gone");
        if let Ok(outcome) = tokio::time::timeout(GET_GOING, &mut result).await {
            return outcome.map_err(gone)?;
        }
        if progress.abandon() {
            self.count_stuck_until(result);
            return Err(AppError::unavailable("no bound connection within the deadline"));
        }
        match tokio::time::timeout(progress.time_left(), &mut result).await {
            Ok(outcome) => outcome.map_err(gone)?,
            Err(_) => {
                self.count_stuck_until(result);
                Err(AppError::OutcomeUnknown("the work did not end within the deadline".into()))
            }
        }
    }

    /// A thread that outlives its request counts as stuck until it comes back.
    fn count_stuck_until<T: Send + 'static>(&self, result: oneshot::Receiver<Result<T, AppError>>) {
        let stuck = Arc::clone(&self.stuck);
        stuck.fetch_add(1, Ordering::AcqRel);
        actix_web::rt::spawn(async move {
            let _ = result.await;
            stuck.fetch_sub(1, Ordering::AcqRel);
        });
    }
}

/// Checks a connection out and runs `bind` on it.
///
/// Only a bind is tried again: nothing ran yet, so a write is as safe as a read. It is tried on further connections
/// until one that was opened after the first failure fails too, or [`GET_GOING`] is over: after a restart of the
/// server every idle connection is dead, and each shows it here.
pub(super) fn check_out_bound(pool: &LanePool, bind: &str) -> Result<CheckedOut, AppError> {
    let deadline = Instant::now() + GET_GOING;
    let mut first_failure: Option<Instant> = None;
    loop {
        let patience = deadline.saturating_duration_since(Instant::now());
        let mut connection = pool.get_timeout(patience).map_err(AppError::unavailable)?;
        let Err(error) = connection.pg.batch_execute(bind) else {
            return Ok(connection);
        };
        // The batch may have failed after its BEGIN: a connection that cannot be rolled back is closed, because the
        // pool would hand it to a neighbour inside the aborted transaction.
        if connection.pg.batch_execute("ROLLBACK").is_ok() {
            return Err(error.into());
        }
        connection.condemn();
        let failed_at = *first_failure.get_or_insert_with(Instant::now);
        if connection.opened > failed_at || Instant::now() >= deadline {
            return Err(AppError::unavailable(error));
        }
        tracing::info!(%error, "a pooled connection was dead at its bind; trying another");
    }
}

/// Ends the unit: COMMIT when the work was done, ROLLBACK otherwise.
///
/// # Errors
/// [`AppError::OutcomeUnknown`] when COMMIT itself failed on a broken connection.
pub(super) fn finish<T>(
    connection: &mut Pooled,
    outcome: Result<T, AppError>,
    statement_failed: bool,
) -> Result<T, AppError> {
    let outcome = match outcome {
        // PostgreSQL answers COMMIT in an aborted transaction with ROLLBACK and no error: never call that saved.
        Ok(_) if statement_failed => Err(AppError::internal("a failed statement was ignored by the work")),
        other => other,
    };
    match outcome {
        Ok(value) => match connection.pg.batch_execute("COMMIT") {
            Ok(()) => Ok(value),
            Err(error) => {
                connection.condemn();
                Err(AppError::OutcomeUnknown(error.into()))
            }
        },
        Err(error) => {
            if let Err(lost) = connection.pg.batch_execute("ROLLBACK") {
                connection.condemn();
                return Err(match error {
                    AppError::Internal(cause) => {
                        tracing::warn!(%cause, "lost the connection after this failure");
                        AppError::unavailable(lost)
                    }
                    other => other,
                });
            }
            Err(error)
        }
    }
}
