//! The provisioner: keeps a stock of ready schemas, frees what expired sign-ups claimed, drops discarded schemas.
//!
//! It alone holds the owner connection while the program serves; requests never do.

use super::Tenants;
use super::migrate;
use super::pool;
use super::privileges;
use super::registry;
use super::schema_name::SchemaName;
use super::settings::DatabaseSettings;
use super::unit::SharedConn;
use crate::error::{AppError, is_connection_lost};
use crate::schema::shared::{discarded_schemas, ready_schemas};
use chrono::Utc;
use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Schemas whose roles are made in one go.
const BATCH: usize = 8;
/// How often the stock is looked at when nobody wakes the provisioner.
const ROUND: Duration = Duration::from_secs(1);

/// The longest pause after rounds that failed: each pause is twice the one before, from [`ROUND`] on.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// How long the end of the program waits for the round that is under way.
const STOP_PATIENCE: Duration = Duration::from_secs(3);

/// Wakes the provisioner before its round is over.
#[derive(Default, Clone)]
pub(super) struct Wake(Arc<(Mutex<bool>, Condvar)>);

impl Wake {
    /// A ready schema was taken.
    pub(super) fn now(&self) {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.0.1.notify_one();
    }

    fn wait(&self, at_most: Duration) {
        let woken = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.0.1.wait_timeout_while(woken, at_most, |woken| !*woken);
        *waited.unwrap_or_else(PoisonError::into_inner).0 = false;
    }
}

/// The running provisioner; stops when dropped.
pub struct Provisioner {
    stop: Arc<AtomicBool>,
    wake: Wake,
    thread: Option<JoinHandle<()>>,
}

impl Provisioner {
    /// Starts the thread.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(tenants: &Tenants, settings: &DatabaseSettings) -> std::io::Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let round = Rounds {
            tenants: tenants.clone(),
            settings: settings.clone(),
            stop: Arc::clone(&stop),
            connection: None,
            refusing: HashSet::new(),
        };
        let thread = std::thread::Builder::new().name("provisioner".to_owned()).spawn(move || round.run())?;
        Ok(Self { stop, wake: tenants.wake(), thread: Some(thread) })
    }
}

impl Drop for Provisioner {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Release);
        self.wake.now();
        let deadline = Instant::now() + STOP_PATIENCE;
        let Some(thread) = self.thread.take() else { return };
        // A thread that waits for a frozen server is left behind: it must not keep the program from ending.
        while !thread.is_finished() && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

struct Rounds {
    tenants: Tenants,
    settings: DatabaseSettings,
    stop: Arc<AtomicBool>,
    connection: Option<(PgConnection, String)>,
    /// Discarded schemas that could not be dropped: each is logged once.
    refusing: HashSet<String>,
}

impl Rounds {
    fn run(mut self) {
        let wake = self.tenants.wake();
        let mut pause = ROUND;
        while !self.stop.load(Ordering::Acquire) {
            match self.round() {
                Ok(more) => {
                    pause = ROUND;
                    if !more {
                        wake.wait(ROUND);
                    }
                }
                Err(error) => {
                    tracing::warn!(%error, ?pause, "the provisioner could not work this round");
                    self.connection = None;
                    self.rest(&wake, pause);
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
            }
        }
    }

    /// Waits, whoever wakes it, unless it is to stop: a sign-up that finds no stock wakes it many times a second.
    fn rest(&self, wake: &Wake, pause: Duration) {
        let until = Instant::now() + pause;
        while !self.stop.load(Ordering::Acquire) {
            match until.checked_duration_since(Instant::now()) {
                Some(left) if !left.is_zero() => wake.wait(left),
                _ => return,
            }
        }
    }

    /// One round; true when there is more to do at once.
    fn round(&mut self) -> Result<bool, AppError> {
        let (tenants, settings, stop) = (&self.tenants, &self.settings, &self.stop);
        let (conn, serving) = match &mut self.connection {
            Some(connected) => connected,
            none => none.insert(connect(settings)?),
        };
        if conn.notifications_iter().filter_map(Result::ok).count() > 0 {
            tenants.forget_all();
        }
        let freed =
            conn.transaction(|pg| registry::free_expired_claims(&mut SharedConn { pg }, Utc::now()))?;
        if freed > 0 {
            tracing::info!(freed, "claims of unfinished sign-ups expired");
        }
        let dropped = drop_one_discarded(conn, &mut self.refusing)?;
        let ready = registry::count_ready(&mut SharedConn { pg: conn }, tenants.version())?;
        let missing = settings.ready_schemas.saturating_sub(usize::try_from(ready).unwrap_or(0));
        if missing == 0
            || stop.load(Ordering::Acquire)
            || registry::is_newer(&mut SharedConn { pg: conn }, tenants.version())?
        {
            return Ok(dropped);
        }
        make_ready(conn, missing.min(BATCH), tenants.version(), serving, settings.tenant_roles)?;
        Ok(true)
    }
}

fn connect(settings: &DatabaseSettings) -> Result<(PgConnection, String), AppError> {
    let serving = migrate::serving_login(settings)?;
    let mut conn = pool::connect(&settings.owner_url).map_err(AppError::unavailable)?;
    conn.batch_execute("LISTEN outlay_registry")?;
    Ok((conn, serving))
}

/// Makes `count` ready schemas of this program's version: their roles in one transaction, then one transaction each.
///
/// # Errors
/// When the server refuses; what was made until then stays usable, and roles that got no schema go.
pub(super) fn make_ready(
    conn: &mut PgConnection,
    count: usize,
    version: &str,
    serving: &str,
    tenant_roles: bool,
) -> Result<(), AppError> {
    let schemas: Vec<SchemaName> = (0..count).map(|_| SchemaName::generate()).collect();
    if tenant_roles {
        privileges::create_roles(conn, &schemas, serving)?;
    }
    let made = make_schemas(conn, &schemas, version, serving, tenant_roles);
    if made.is_err()
        && tenant_roles
        && let Err(error) = privileges::drop_roles_without_schema(conn, &schemas)
    {
        tracing::warn!(%error, "roles without a schema were left behind");
    }
    Ok(made?)
}

fn make_schemas(
    conn: &mut PgConnection,
    schemas: &[SchemaName],
    version: &str,
    serving: &str,
    tenant_roles: bool,
) -> QueryResult<()> {
    for schema in schemas {
        conn.transaction(|conn| {
            conn.batch_execute(&format!("CREATE SCHEMA {schema}"))?;
            migrate::run_tenant_set(conn, schema, serving, tenant_roles)?;
            diesel::insert_into(ready_schemas::table)
                .values((
                    ready_schemas::schema.eq(schema.as_str()),
                    ready_schemas::placement.eq(super::organization::DEFAULT_PLACEMENT),
                    ready_schemas::schema_version.eq(version),
                    ready_schemas::created_at.eq(Utc::now()),
                ))
                .execute(conn)
        })?;
    }
    Ok(())
}

/// Drops one discarded schema with its role: one a transaction, since dropping many at once runs out of lock space. One
/// that refuses (its role was granted something elsewhere) is left for the next round and keeps nothing else waiting.
fn drop_one_discarded(conn: &mut PgConnection, refusing: &mut HashSet<String>) -> Result<bool, AppError> {
    let names: Vec<String> = discarded_schemas::table
        .order(discarded_schemas::discarded_at)
        .select(discarded_schemas::schema)
        .load(conn)?;
    for name in names {
        match drop_discarded(conn, &name) {
            Ok(()) => {
                refusing.remove(&name);
                return Ok(true);
            }
            Err(error) if is_connection_lost(&error) => return Err(error.into()),
            Err(error) => {
                if refusing.insert(name.clone()) {
                    tracing::warn!(schema = name, %error, "a discarded schema could not be dropped; trying on");
                }
            }
        }
    }
    Ok(false)
}

fn drop_discarded(conn: &mut PgConnection, name: &str) -> QueryResult<()> {
    conn.transaction(|conn| {
        if let Ok(schema) = SchemaName::parse(name) {
            conn.batch_execute("SET LOCAL lock_timeout = '1s'")?;
            conn.batch_execute(&format!("DROP SCHEMA IF EXISTS {schema} CASCADE"))?;
            conn.batch_execute(&format!("DROP ROLE IF EXISTS {schema}"))?;
        }
        diesel::delete(discarded_schemas::table.find(name)).execute(conn).map(drop)
    })
}
