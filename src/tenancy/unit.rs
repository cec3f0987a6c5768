//! The unit of work: one transaction on a connection bound to one organization.
//!
//! [`TenantConn`] is the only way to tenant tables, and [`Databases::run`] the only way to a `TenantConn`: nothing
//! else hands out a connection, so the compiler holds every feature to one organization at a time.

use super::hot::Tagged;
use super::lane::{Edge, Lane, Limits};
use super::organization::Organization;
use super::pool::{self, GET_GOING, Pooled};
use super::schema_name::SchemaName;
use super::settings::DatabaseSettings;
use crate::error::AppError;
use diesel::connection::SimpleConnection;
use diesel::pg::{Pg, PgConnection, PgRowByRowLoadingMode};
use diesel::query_builder::{AsQuery, AstPass, QueryFragment, QueryId};
use diesel::query_dsl::methods::{ExecuteDsl, LoadQuery};
use diesel::result::{Error as DieselError, OptionalExtension, QueryResult};
use diesel::{RunQueryDsl, Table};
use scheduled_thread_pool::ScheduledThreadPool;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A connection inside a transaction that sees one organization's tables and no others.
pub struct TenantConn<'unit> {
    pg: &'unit mut PgConnection,
    schema: &'unit SchemaName,
    plans: Plans,
    failed: bool,
    only_read: bool,
    statements: u32,
}

/// How PostgreSQL chooses between a custom and a generic plan at the moment.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Plans {
    Generic,
    Custom,
}

impl<'unit> TenantConn<'unit> {
    /// All rows of a query.
    pub fn load<'query, U, Q>(&mut self, query: Q) -> QueryResult<Vec<U>>
    where
        Q: LoadQuery<'query, PgConnection, U>,
    {
        // A query may be an UPDATE ... RETURNING.
        self.only_read = false;
        self.plan(Plans::Custom)?;
        let result = query.load(self.pg);
        self.note(result)
    }

    /// The first row of a query, if any.
    pub fn find<'query, U, Q>(&mut self, query: Q) -> QueryResult<Option<U>>
    where
        Q: LoadQuery<'query, PgConnection, U>,
    {
        self.only_read = false;
        self.plan(Plans::Custom)?;
        let result = query.get_result(self.pg).optional();
        self.note(result)
    }

    /// Gives every row of a query to `take`, one after the other as the server sends them: however many there are,
    /// only one is held at a time, and all are of one snapshot.
    pub fn each<'query, U, Q>(
        &mut self,
        query: Q,
        mut take: impl FnMut(U) -> Result<(), AppError>,
    ) -> Result<(), AppError>
    where
        Q: LoadQuery<'query, PgConnection, U, PgRowByRowLoadingMode>,
    {
        self.only_read = false;
        self.plan(Plans::Custom)?;
        let mut rows = match query.load_iter::<U, PgRowByRowLoadingMode>(self.pg) {
            Ok(rows) => rows,
            Err(error) => {
                self.failed = true;
                return Err(error.into());
            }
        };
        rows.try_for_each(|row| take(row?)).inspect_err(|_| self.failed = true)
    }

    /// Runs a statement; answers how many rows it touched.
    pub fn execute<Q>(&mut self, statement: Q) -> QueryResult<usize>
    where
        Q: ExecuteDsl<PgConnection> + RunQueryDsl<PgConnection>,
    {
        self.only_read = false;
        self.plan(Plans::Custom)?;
        let result = statement.execute(self.pg);
        self.note(result)
    }

    /// [`Self::load`] for a SELECT on the list of hot ones. It never changes anything, since the unit may be answered before its COMMIT.
    pub fn load_hot<'query, U, Q>(&mut self, query: Q) -> QueryResult<Vec<U>>
    where
        Q: AsQuery,
        Tagged<'unit, Q::Query>: LoadQuery<'query, PgConnection, U>,
    {
        self.plan(Plans::Generic)?;
        let result = Tagged { schema: self.schema, query: query.as_query() }.load(self.pg);
        self.note(result)
    }

    /// [`Self::find`] for a SELECT on the list of hot ones. It never changes anything, since the unit may be answered before its COMMIT.
    pub fn find_hot<'query, U, Q>(&mut self, query: Q) -> QueryResult<Option<U>>
    where
        Q: AsQuery,
        Tagged<'unit, Q::Query>: LoadQuery<'query, PgConnection, U>,
    {
        self.plan(Plans::Generic)?;
        let result = Tagged { schema: self.schema, query: query.as_query() }.get_result(self.pg).optional();
        self.note(result)
    }

    /// [`Self::execute`] for a statement on the list of hot ones.
    pub fn execute_hot<Q>(&mut self, statement: Q) -> QueryResult<usize>
    where
        Tagged<'unit, Q>: ExecuteDsl<PgConnection> + RunQueryDsl<PgConnection>,
    {
        self.only_read = false;
        self.plan(Plans::Generic)?;
        let result = Tagged { schema: self.schema, query: statement }.execute(self.pg);
        self.note(result)
    }

    /// Until the end of the transaction nobody else writes to this table or holds a row of it; who does already is waited
    /// for. Everybody may read it meanwhile.
    pub fn hold_table<T: Table + QueryFragment<Pg> + QueryId>(&mut self, table: T) -> QueryResult<()> {
        self.only_read = false;
        self.statements += 1;
        let result = Exclusively(table).execute(self.pg);
        self.note(result).map(|_| ())
    }

    /// Hot statements run with generic plans, the others with custom ones; the setting changes only when it has to.
    fn plan(&mut self, wanted: Plans) -> QueryResult<()> {
        self.statements += 1;
        if self.plans == wanted {
            return Ok(());
        }
        let result = self.pg.batch_execute(match wanted {
            Plans::Generic => "SET LOCAL plan_cache_mode = force_generic_plan",
            Plans::Custom => "SET LOCAL plan_cache_mode = force_custom_plan",
        });
        self.plans = wanted;
        self.note(result)
    }

    /// After a failed statement the transaction is aborted, whatever the work makes of the error.
    fn note<T>(&mut self, result: QueryResult<T>) -> QueryResult<T> {
        if matches!(result, Err(ref error) if !matches!(error, DieselError::NotFound)) {
            self.failed = true;
        }
        result
    }
}

/// `LOCK TABLE`, which diesel has no words for.
#[derive(QueryId)]
struct Exclusively<T>(T);

impl<T: QueryFragment<Pg>> QueryFragment<Pg> for Exclusively<T> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("LOCK TABLE ");
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(" IN EXCLUSIVE MODE");
        Ok(())
    }
}

impl<T> RunQueryDsl<PgConnection> for Exclusively<T> {}

/// A connection inside a transaction for the registry's tables, which are schema-qualified. It has no role of any
/// organization, so tenant tables are out of its reach.
pub(super) struct SharedConn<'unit> {
    pub(super) pg: &'unit mut PgConnection,
}

/// The lanes of the default placement.
pub(super) struct Databases {
    lanes: Vec<Lane>,
    spare: Option<Lane>,
    shared: Lane,
    long: Lane,
    settings: DatabaseSettings,
}

impl Databases {
    /// Starts the threads; connections open in the background.
    pub(super) fn new(settings: &DatabaseSettings) -> std::io::Result<Self> {
        let helpers = Arc::new(ScheduledThreadPool::new(2));
        let lane = |name: &str, connections, limits| {
            Lane::new(name, &settings.serving_url, connections, limits, &settings.pools, Arc::clone(&helpers))
        };
        let lanes = (0..settings.pools.lanes)
            .map(|number| lane(&number.to_string(), settings.pools.connections_per_lane, Limits::PAGE))
            .collect::<Result<Vec<_>, _>>()?;
        let spare = match settings.pools.spare_connections {
            0 => None,
            connections => Some(lane("spare", connections, Limits::PAGE)?),
        };
        let shared = lane("shared", 2, Limits::PAGE)?;
        let long = lane("long", 2, Limits::LONG)?;
        Ok(Self { lanes, spare, shared, long, settings: settings.clone() })
    }

    /// A lane of one connection beside the others. It closes when it is dropped.
    pub(super) fn lane_aside(&self) -> std::io::Result<Lane> {
        let helpers = Arc::new(ScheduledThreadPool::new(1));
        Lane::new("aside", &self.settings.serving_url, 1, Limits::PAGE, &self.settings.pools, helpers)
    }

    /// Runs `work` in one transaction that sees only this organization's tables. An error rolls everything back.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        organization: Arc<Organization>,
        work: impl FnOnce(&mut TenantConn<'_>) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        let lane = (hash(&organization.schema) % self.lanes.len() as u64) as usize;
        self.run_bound_on(&self.lanes[lane], self.spare.as_ref(), organization, work).await
    }

    /// [`Self::run`] for what takes long, so that no page waits behind it.
    pub(super) async fn run_long<T: Send + 'static>(
        &self,
        organization: Arc<Organization>,
        work: impl FnOnce(&mut TenantConn<'_>) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        self.run_on(&self.long, organization, work).await
    }

    /// [`Self::run`] on a lane of the caller's.
    pub(super) async fn run_on<T: Send + 'static>(
        &self,
        lane: &Lane,
        organization: Arc<Organization>,
        work: impl FnOnce(&mut TenantConn<'_>) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        self.run_bound_on(lane, None, organization, work).await
    }

    async fn run_bound_on<T: Send + 'static>(
        &self,
        lane: &Lane,
        spare: Option<&Lane>,
        organization: Arc<Organization>,
        work: impl FnOnce(&mut TenantConn<'_>) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        let hash = hash(&organization.schema);
        let timeout = lane.limits().statement;
        let bind = bind(&organization.schema, self.settings.tenant_roles, timeout);
        lane.run(spare, move |pool, start, edge| {
            let mut connection = pool::check_out_bound(pool, &bind)?;
            connection.serve(hash);
            if !start.begin() {
                return abandon(&mut connection);
            }
            run_bound(&mut connection, &organization.schema, timeout, work, edge)
        })
        .await
    }

    /// Runs `work` on the registry in one transaction.
    pub(super) async fn run_shared<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut SharedConn<'_>) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        self.shared
            .run(None, move |pool, start, _| {
                let mut connection = pool::check_out_bound(pool, BIND_SHARED)?;
                if !start.begin() {
                    return abandon(&mut connection);
                }
                let unit = Guarded(&mut connection);
                let outcome = work(&mut SharedConn { pg: &mut unit.0.pg });
                unit.finish(outcome, false).map(Some)
            })
            .await
    }
}

const BIND_SHARED: &str = "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL search_path TO pg_catalog, pg_temp; SET LOCAL statement_timeout = 5000";

/// One round trip: the transaction, then the role (first, and never changed after), then the path. `pg_temp` stands
/// last so that a temporary table can't shadow an organization's. Named is the isolation level because a database may have
/// another as its default, and some questions are asked again after a lock was waited for.
fn bind(schema: &SchemaName, with_role: bool, timeout: Duration) -> String {
    let role = if with_role { format!("SET LOCAL ROLE {schema}; ") } else { String::new() };
    let timeout = timeout.as_millis();
    format!(
        "BEGIN ISOLATION LEVEL READ COMMITTED; {role}SET LOCAL search_path TO {schema}, extensions, pg_temp; \
         SET LOCAL statement_timeout = {timeout}; SET LOCAL plan_cache_mode = force_generic_plan"
    )
}

/// Runs the work and ends its unit. One that only ran hot SELECTs answers the edge before its COMMIT, which can lose
/// nothing then: the page is rendered while PostgreSQL ends the transaction.
fn run_bound<T>(
    connection: &mut Pooled,
    schema: &SchemaName,
    timeout: Duration,
    work: impl FnOnce(&mut TenantConn<'_>) -> Result<T, AppError>,
    mut edge: Edge<'_, T>,
) -> Result<Option<T>, AppError> {
    let unit = Guarded(connection);
    let began = Instant::now();
    let mut tenant = TenantConn {
        pg: &mut unit.0.pg,
        schema,
        plans: Plans::Generic,
        failed: false,
        only_read: true,
        statements: 0,
    };
    let outcome = work(&mut tenant);
    let (failed, only_read) = (tenant.failed, tenant.only_read);
    tracing::Span::current().record("statements", tenant.statements);
    let outcome = outcome.map_err(|error| match error {
        // diesel does not tell SQLSTATE 57014 (statement_timeout) from other failures; the clock does.
        AppError::Internal(cause) if failed && began.elapsed() >= timeout => AppError::Unavailable(cause),
        other => other,
    });
    match outcome {
        Ok(value) if only_read && !failed => {
            edge.answer(value);
            unit.finish(Ok(None), false)
        }
        outcome => unit.finish(outcome, failed).map(Some),
    }
}

/// Closes the connection when the work panics, so that nobody inherits its open transaction.
struct Guarded<'unit>(&'unit mut Pooled);

impl Guarded<'_> {
    fn finish<T>(self, outcome: Result<T, AppError>, failed: bool) -> Result<T, AppError> {
        pool::finish(self.0, outcome, failed)
    }
}

impl Drop for Guarded<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.condemn();
        }
    }
}

/// The request was answered with a 503 while the bind waited.
fn abandon<T>(connection: &mut Pooled) -> Result<T, AppError> {
    if connection.pg.batch_execute("ROLLBACK").is_err() {
        connection.condemn();
    }
    Err(AppError::unavailable(format!("bound after more than {GET_GOING:?}")))
}

fn hash(schema: &SchemaName) -> u64 {
    let mut hasher = DefaultHasher::new();
    schema.as_str().hash(&mut hasher);
    hasher.finish()
}
