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
/// How long work on a lane may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// The longest that a statement may run.
    pub(super) statement: Duration,
    /// How long bound work may take in all: for a server that froze, and does not end its statements.
    overall: Duration,
}

impl Limits {
    /// For pages.
    pub(super) const PAGE: Self =
        Self { statement: Duration::from_secs(5), overall: Duration::from_secs(12) };
    /// For what reads very much, such as an export.
    pub(super) const LONG: Self =
        Self { statement: Duration::from_secs(60), overall: Duration::from_secs(75) };
}

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
    PgConnection::establish(&with_patience(url))
}

/// What libpq is told where the operator says nothing: a server that has gone without a word (a lost route, a machine
/// switched off) is noticed within seconds, not after the quarter of an hour that the system takes by itself.
const PATIENCE: [(&str, &str); 3] =
    [("connect_timeout", "3"), ("keepalives_idle", "10"), ("tcp_user_timeout", "10000")];

/// `url` with [`PATIENCE`], each unless it is named already. A connection over a unix socket needs none of it.
fn with_patience(url: &str) -> String {
    let is_url = url.starts_with("postgres://") || url.starts_with("postgresql://");
    if !(if is_url { url_is_tcp(url) } else { conninfo_is_tcp(url) }) {
        return url.to_owned();
    }
    let mut url = url.to_owned();
    for (name, value) in PATIENCE {
        if names(&url, name) {
            continue;
        }
        let before = match (is_url, url.contains('?')) {
            (false, _) => ' ',
            (true, false) => '?',
            (true, true) if url.ends_with(['?', '&']) => {
                url.push_str(&format!("{name}={value}"));
                continue;
            }
            (true, true) => '&',
        };
        url.push_str(&format!("{before}{name}={value}"));
    }
    url
}

/// Whether the connection string sets `name`: what stands before it ends a parameter.
fn names(url: &str, name: &str) -> bool {
    url.match_indices(name).any(|(at, _)| {
        let starts = at > 0 && url[..at].ends_with(['?', '&', ' ', '\t', '\n', '\'']) || at == 0;
        starts && url[at + name.len()..].trim_start().starts_with('=')
    })
}

/// `postgres://user:password@host:port/database?parameters`: TCP when a host that is no directory stands in the
/// authority or in the parameters.
fn url_is_tcp(url: &str) -> bool {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let authority = path.split('/').next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let named = query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .rfind(|(name, _)| matches!(*name, "host" | "hostaddr"));
    // The parameters win over the authority, as in libpq.
    let host = named.map_or(host, |(_, host)| host);
    is_network_host(host.split(':').next().unwrap_or_default()) || host.starts_with('[')
}

/// `host=... dbname=...`.
fn conninfo_is_tcp(conninfo: &str) -> bool {
    let spaced = conninfo.replace('=', " = ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    words.windows(3).any(|part| {
        matches!(part[0], "host" | "hostaddr")
            && part[1] == "="
            && is_network_host(part[2].trim_matches('\''))
    })
}

/// A host that begins with a slash (also written `%2F`) or `@` is a socket's directory.
fn is_network_host(host: &str) -> bool {
    !host.is_empty() && !host.starts_with(['/', '@']) && !host.to_ascii_lowercase().starts_with("%2f")
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
    limits: Limits,
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
    /// A thread has it and looks for a connection.
    const TAKEN: u8 = 1;
    const RUNNING: u8 = 2;
    const ABANDONED: u8 = 3;

    fn advance(&self, from: u8, to: u8) -> bool {
        self.state.compare_exchange(from, to, Ordering::AcqRel, Ordering::Acquire).is_ok()
    }

    /// The thread: it came out of the queue. False when the request has gone.
    fn take(&self) -> bool {
        self.advance(Self::WAITING, Self::TAKEN)
    }

    /// The thread: from here on the work runs. False when the request has gone.
    fn begin(&self) -> bool {
        // Before the state, so that whoever sees it run sees since when.
        let _ = self.began.set(Instant::now());
        self.advance(Self::TAKEN, Self::RUNNING)
    }

    /// The edge: nobody waits any more.
    fn abandon(&self) -> Abandoned {
        if self.advance(Self::WAITING, Self::ABANDONED) {
            Abandoned::InQueue
        } else if self.advance(Self::TAKEN, Self::ABANDONED) {
            Abandoned::OnThread
        } else {
            Abandoned::TooLate
        }
    }

    /// What is left of `overall` for work that runs.
    fn time_left(&self, overall: Duration) -> Duration {
        overall.saturating_sub(self.began.get().map_or(Duration::ZERO, Instant::elapsed))
    }
}

/// Where a job was when its request gave up.
#[derive(Debug, PartialEq, Eq)]
enum Abandoned {
    /// No thread had it: it will be thrown away.
    InQueue,
    /// A thread has it, and is not to be counted on until it comes back.
    OnThread,
    /// The work runs already.
    TooLate,
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

/// The waiting request, as the work on the thread sees it.
pub(super) struct Edge<'a, T>(&'a mut Option<oneshot::Sender<Result<T, AppError>>>);

impl<T> Edge<'_, T> {
    /// Answers at once, before the unit ends: for units that only read, whose COMMIT can lose nothing.
    pub(super) fn answer(&mut self, value: T) {
        if let Some(sender) = self.0.take() {
            // The edge may have given up; there is nothing to take back.
            let _ = sender.send(Ok(value));
        }
    }
}

impl Lane {
    /// A lane of `connections` connections and threads. Connections open in the background: the database may be away.
    pub(super) fn new(
        name: &str,
        url: &str,
        connections: u32,
        limits: Limits,
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
        Ok(Self { pool, crew, limits, stuck: Arc::default() })
    }

    /// How long work on it may take.
    pub(super) fn limits(&self) -> Limits {
        self.limits
    }

    /// Runs `work` on one of the lane's threads, under the deadline of [`GET_GOING`] until it calls [`Start::begin`].
    /// `work` answers `None` where it has answered the edge itself.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&LanePool, Start<'_>, Edge<'_, T>) -> Result<Option<T>, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        if self.stuck.load(Ordering::Acquire) >= self.crew.threads() {
            return Err(AppError::unavailable("every connection of the lane is stuck"));
        }
        let progress = Arc::new(Progress::default());
        let (finished, result) = oneshot::channel();
        let (span, seen, pool) = (tracing::Span::current(), Arc::clone(&progress), self.pool.clone());
        let job = Box::new(move || {
            if !seen.take() {
                return;
            }
            let start = Start { progress: &seen };
            let mut waiting = Some(finished);
            let work = AssertUnwindSafe(|| work(&pool, start, Edge(&mut waiting)));
            let outcome = span.in_scope(|| catch_unwind(work));
            let outcome = outcome.unwrap_or_else(|_| Err(AppError::internal("the work panicked")));
            match (waiting, outcome.transpose()) {
                (Some(edge), Some(outcome)) => {
                    // The edge may have given up; the work itself is done or rolled back either way.
                    let _ = edge.send(outcome);
                }
                (None, Some(Err(error))) => {
                    tracing::debug!(cause = %error, "a unit that only read ended badly")
                }
                (Some(_) | None, _) => {}
            }
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
        let late = || Err(AppError::unavailable("no bound connection within the deadline"));
        match progress.abandon() {
            Abandoned::InQueue => return late(),
            Abandoned::OnThread => {
                self.count_stuck_until(result);
                return late();
            }
            Abandoned::TooLate => {}
        }
        match tokio::time::timeout(progress.time_left(self.limits.overall), &mut result).await {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_never_reached_a_thread_is_told_from_what_did() {
        let waiting = Progress::default();
        assert_eq!(waiting.abandon(), Abandoned::InQueue);
        assert!(!waiting.take());
        let taken = Progress::default();
        assert!(taken.take());
        assert_eq!(taken.abandon(), Abandoned::OnThread);
        assert!(!taken.begin());
        let running = Progress::default();
        assert!(running.take() && running.begin());
        assert_eq!(running.abandon(), Abandoned::TooLate);
    }

    /// One thread is busy; what waited behind it in vain closes nothing.
    #[actix_web::test]
    async fn requests_that_waited_in_the_queue_do_not_close_the_lane() {
        let lane = Lane::new(
            "test",
            "postgres:///none?host=/nowhere",
            1,
            Limits::PAGE,
            &PoolSettings::default(),
            Arc::new(ScheduledThreadPool::new(1)),
        )
        .unwrap();
        let busy = lane.run(|_, start, _| {
            assert!(start.begin());
            std::thread::sleep(GET_GOING + Duration::from_millis(400));
            Ok(Some(()))
        });
        let behind = async || lane.run(|_, _, _| Ok(Some(()))).await;
        let (first, second, third) = futures_util::future::join3(busy, behind(), behind()).await;
        assert!(first.is_ok());
        assert!(second.is_err() && third.is_err());
        assert_eq!(lane.stuck.load(Ordering::Acquire), 0);
        lane.run(|_, _, _| Ok(Some(()))).await.expect("the lane is open");
    }

    #[test]
    fn a_server_on_the_network_is_given_up_on_in_time() {
        let all = "connect_timeout=3&keepalives_idle=10&tcp_user_timeout=10000";
        for (url, with) in [
            ("postgres://u:p@db.example/outlay", format!("?{all}")),
            ("postgresql://db.example:5433/outlay?sslmode=require", format!("&{all}")),
            ("postgres://[::1]:5432/outlay", format!("?{all}")),
            ("postgres:///outlay?host=10.0.0.1", format!("&{all}")),
            ("postgres://db/outlay?connect_timeout=1&tcp_user_timeout=5", "&keepalives_idle=10".to_owned()),
            ("host=db dbname=outlay", format!(" {}", all.replace('&', " "))),
            (
                "hostaddr = 10.0.0.1 connect_timeout = 9",
                " keepalives_idle=10 tcp_user_timeout=10000".to_owned(),
            ),
        ] {
            assert_eq!(with_patience(url), format!("{url}{with}"));
        }
        for url in [
            "postgres:///outlay",
            "postgres:///outlay?host=/run/postgresql&user=outlay",
            "postgres://%2Frun%2Fpostgresql/outlay",
            "postgres://u@/outlay?host=%2Frun",
            "host=/run/postgresql dbname=outlay",
            "dbname=outlay",
        ] {
            assert_eq!(with_patience(url), url);
        }
    }
}
