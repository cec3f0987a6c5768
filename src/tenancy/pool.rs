//! Connections: how they are opened, bound to an organization, and how their transaction ends.

use super::settings::PoolSettings;
use crate::error::AppError;
use diesel::connection::{CacheSize, Connection as _, SimpleConnection};
use diesel::pg::PgConnection;
use scheduled_thread_pool::ScheduledThreadPool;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long a request may wait for a bound connection before it gets its 503: "within 2 s", with room to render it.
pub(super) const GET_GOING: Duration = Duration::from_millis(1_800);
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

/// A pool of `connections` connections, which open in the background: the database may be away.
pub(super) fn open(
    url: &str,
    connections: u32,
    settings: &PoolSettings,
    helpers: Arc<ScheduledThreadPool>,
) -> LanePool {
    r2d2::Pool::builder()
        .max_size(connections)
        .test_on_check_out(false)
        .connection_timeout(GET_GOING)
        .max_lifetime(Some(settings.connection_lifetime))
        .error_handler(Box::new(Quiet))
        .thread_pool(helpers)
        .build_unchecked(Manager { url: url.to_owned(), statement_cache: settings.statement_cache })
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
