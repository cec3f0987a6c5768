//! The unit of work on a lane of one connection, so that every organization meets what the one before it left.

use crate::ground::{number, owner, run, until};
use crate::support::{Organization, TestApp, server};
use diesel::dsl::sql;
use diesel::sql_types::{BigInt, Text};
use diesel::{PgConnection, QueryableByName, sql_query};
use outlay::domain::id::OrganizationId;
use outlay::error::AppError;
use outlay::tenancy::organization::{DEFAULT_PLACEMENT, State};
use outlay::tenancy::settings::{DatabaseSettings, PoolSettings};
use outlay::tenancy::{SchemaName, Slug, TenantConn, Tenants};
use outlay::words::Phrase;
use std::collections::BTreeSet;
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

/// The program with one connection for all organizations.
fn narrow() -> TestApp {
    let pools =
        PoolSettings { lanes: 1, connections_per_lane: 1, spare_connections: 0, ..PoolSettings::default() };
    let database = DatabaseSettings { pools, ready_schemas: 8, ..server::database().clone() };
    TestApp::start_on(&database, |raw| raw.rate_limit = Some("off".into()))
}

async fn pair(app: &TestApp) -> (Organization, Organization) {
    (app.organization("acme").await, app.organization("globex").await)
}

fn value<T>(conn: &mut TenantConn<'_>, query: &str) -> Result<T, AppError>
where
    T: diesel::deserialize::FromSql<Text, diesel::pg::Pg> + 'static,
    T: diesel::Queryable<Text, diesel::pg::Pg>,
{
    Ok(conn.load(diesel::select(sql::<Text>(query)))?.remove(0))
}

fn backend_of(conn: &mut TenantConn<'_>) -> Result<String, AppError> {
    value(conn, "pg_backend_pid()::text")
}

async fn backend(organization: &Organization) -> String {
    organization.run(backend_of).await
}

#[actix_web::test]
async fn a_second_organization_inserts_on_a_connection_that_served_the_first() {
    let app = narrow();
    let (acme, globex) = pair(&app).await;
    for round in 1..=3 {
        acme.spend("12.50", "Coffee beans").await;
        globex.spend("3.00", "Tea").await;
        for (organization, own, foreign) in [(&acme, "Coffee beans", "Tea"), (&globex, "Tea", "Coffee beans")]
        {
            let list = organization.owner.get("/expenses").await;
            assert_eq!(list.testid("total-count"), Some(round.to_string()));
            let rows = list.all("[data-testid='expense-row']").join(" ");
            assert!(rows.contains(own) && !rows.contains(foreign), "{rows}");
        }
    }
    assert_eq!(backend(&acme).await, backend(&globex).await);
}

#[actix_web::test]
async fn a_failing_bind_leaves_its_neighbours_well() {
    let app = narrow();
    let (acme, globex) = pair(&app).await;
    globex.spend("3.00", "Tea").await;
    let before = backend(&globex).await;
    let role = acme.schema();
    run(&mut owner(), &format!("DROP OWNED BY {role}; DROP ROLE {role}"));
    for _ in 0..25 {
        let broken = acme.owner.get("/expenses").await;
        assert!(broken.status >= 500, "{}", broken.status);
        let list = globex.owner.get("/expenses").await;
        assert_eq!((list.status, list.testid("total-count").as_deref()), (200, Some("1")));
    }
    globex.spend("4.00", "More tea").await;
    assert_eq!(backend(&globex).await, before, "a bind that could be rolled back costs no connection");
    let (refused, served) = tokio::join!(
        futures_util::future::join_all((0..12).map(|_| acme.owner.get("/"))),
        futures_util::future::join_all((0..12).map(|_| globex.owner.get("/")))
    );
    assert!(refused.iter().all(|answer| answer.status >= 500));
    assert!(served.iter().all(|answer| answer.status == 200));
}

#[actix_web::test]
async fn an_error_rolls_everything_back() {
    let app = narrow();
    let (acme, _) = pair(&app).await;
    let outcome: Result<(), AppError> = acme
        .org
        .run(|conn| {
            assert_eq!(conn.execute(sql_query("UPDATE members SET name = 'Nobody'"))?, 1);
            Err(AppError::Conflict(Phrase::verbatim("as planned")))
        })
        .await;
    assert!(matches!(outcome, Err(AppError::Conflict(_))));
    assert_eq!(acme.run(|conn| value::<String>(conn, "(SELECT name FROM members)")).await, "Olivia Owner");
}

#[actix_web::test]
async fn work_that_panics_is_rolled_back_and_its_connection_closed() {
    let app = narrow();
    let (acme, globex) = pair(&app).await;
    let before = backend(&acme).await;
    let outcome: Result<(), AppError> = acme
        .org
        .run(|conn| {
            conn.execute(sql_query("UPDATE members SET name = 'Nobody'"))?;
            panic!("as planned");
        })
        .await;
    assert!(matches!(outcome, Err(AppError::Internal(_))), "{outcome:?}");
    assert_eq!(acme.run(|conn| value::<String>(conn, "(SELECT name FROM members)")).await, "Olivia Owner");
    assert_ne!(backend(&globex).await, before);
    assert_eq!(globex.owner.get("/expenses").await.status, 200);
}

/// PostgreSQL answers COMMIT in an aborted transaction with ROLLBACK and no error: that must not pass for saved.
#[actix_web::test]
async fn a_swallowed_failure_is_never_called_saved() {
    let app = narrow();
    let (acme, globex) = pair(&app).await;
    let outcome = acme
        .org
        .run(|conn| {
            conn.execute(sql_query("UPDATE members SET name = 'Nobody'"))?;
            let _ = conn.execute(sql_query("SELECT 1 / 0"));
            Ok(())
        })
        .await;
    assert!(matches!(outcome, Err(AppError::Internal(_))), "{outcome:?}");
    assert_eq!(acme.run(|conn| value::<String>(conn, "(SELECT name FROM members)")).await, "Olivia Owner");
    assert_eq!(backend(&acme).await, backend(&globex).await);
}

#[actix_web::test]
async fn the_bind_is_gone_with_its_transaction() {
    let app = narrow();
    let (acme, globex) = pair(&app).await;
    let state = "concat_ws(' | ', current_user, current_setting('search_path'), \
                 current_setting('statement_timeout'), current_setting('plan_cache_mode'))";
    let (schema, inside) = (acme.schema(), acme.run(move |conn| value::<String>(conn, state)).await);
    assert_eq!(inside, format!("{schema} | {schema}, extensions, pg_temp | 5s | force_custom_plan"));
    // Looking at the bare connection takes ending the transaction from within, as no page does.
    let bare = acme
        .run(move |conn| {
            conn.execute(sql_query("COMMIT"))?;
            value::<String>(conn, state)
        })
        .await;
    assert_eq!(bare, "outlay_serve | \"$user\", public | 0 | auto");
    let (schema, inside) = (globex.schema(), globex.run(move |conn| value::<String>(conn, state)).await);
    assert_eq!(inside, format!("{schema} | {schema}, extensions, pg_temp | 5s | force_custom_plan"));
}

#[actix_web::test]
async fn a_statement_that_takes_too_long_is_a_503() {
    let app = narrow();
    let (acme, globex) = pair(&app).await;
    let mut blocker = owner();
    run(&mut blocker, &format!("BEGIN; LOCK TABLE {}.expenses IN ACCESS EXCLUSIVE MODE", acme.schema()));
    let answer = acme.owner.get("/expenses").await;
    assert_eq!(answer.status, 503, "{}", answer.text);
    assert!(!answer.header("retry-after").is_empty());
    run(&mut blocker, "ROLLBACK");
    assert_eq!(acme.owner.get("/expenses").await.status, 200);
    assert_eq!(globex.owner.get("/expenses").await.status, 200);
}

/// A lane whose connection is busy answers in time, and what it answered with a 503 is not done later.
#[actix_web::test]
async fn a_busy_lane_refuses_in_time_and_for_good() {
    let app = narrow();
    let (acme, globex) = pair(&app).await;
    let meals = globex.category("Meals").await;
    let busy = acme.org.clone();
    let (begun, has_begun) = tokio::sync::oneshot::channel();
    let work = actix_web::rt::spawn(async move {
        busy.run(|conn| {
            let _ = begun.send(());
            Ok(conn.execute(sql_query("SELECT pg_sleep(4)"))?)
        })
        .await
    });
    has_begun.await.unwrap();
    let asked = Instant::now();
    let form = [
        ("spent_on", "2026-11-20"),
        ("merchant", "Tea House"),
        ("amount", "3.00"),
        ("currency", "EUR"),
        ("category_id", meals.as_str()),
    ];
    let answer = globex.owner.post("/expenses", &form).await;
    assert_eq!(answer.status, 503);
    assert!(asked.elapsed() < Duration::from_millis(3_500), "within 2 s: {:?}", asked.elapsed());
    assert_eq!(answer.field("merchant").as_deref(), Some("Tea House"), "{}", answer.text);
    work.await.unwrap().unwrap();
    let list = globex.owner.get("/expenses").await;
    assert_eq!((list.status, list.testid("total-count").as_deref()), (200, Some("0")));
}

#[derive(QueryableByName, Debug, Clone, Copy, PartialEq, Eq)]
struct Plans {
    #[diesel(sql_type = BigInt)]
    statements: i64,
    #[diesel(sql_type = BigInt)]
    custom: i64,
    #[diesel(sql_type = BigInt)]
    generic: i64,
}

/// The statements that the connection keeps for an organization, and how they were planned.
async fn hot(organization: &Organization) -> Plans {
    let query = format!(
        "SELECT count(*) AS statements, coalesce(sum(custom_plans), 0)::bigint AS custom, \
                coalesce(sum(generic_plans), 0)::bigint AS generic \
           FROM pg_prepared_statements WHERE statement LIKE '/* {} */ %'",
        organization.schema()
    );
    organization.run(move |conn| Ok(conn.load::<Plans, _>(sql_query(query))?.remove(0))).await
}

#[actix_web::test]
async fn hot_statements_are_kept_by_organization_with_generic_plans() {
    let app = narrow();
    let (acme, globex) = pair(&app).await;
    let visit = async |organization: &Organization| {
        organization.spend("1.00", "Tea").await;
        assert_eq!(organization.owner.get("/expenses").await.status, 200);
    };
    for organization in [&acme, &globex, &acme, &globex] {
        visit(organization).await;
    }
    let before = (hot(&acme).await, hot(&globex).await);
    assert!(before.0.statements >= 3, "session, list, insert: {before:?}");
    assert_eq!(before.0.custom, 0, "{before:?}");
    visit(&acme).await;
    visit(&globex).await;
    let after = (hot(&acme).await, hot(&globex).await);
    assert_eq!(after.0.statements, before.0.statements, "nothing is prepared twice");
    assert_eq!(after.1.statements, before.1.statements);
    assert!(after.0.generic > before.0.generic && after.1.generic > before.1.generic);
}

/// The only connection of the lane is held up by a neighbour: the spare one is bound like any other.
#[actix_web::test]
async fn what_is_held_up_is_done_on_a_spare_connection() {
    let pools =
        PoolSettings { lanes: 1, connections_per_lane: 1, spare_connections: 1, ..PoolSettings::default() };
    let database = DatabaseSettings { pools, ready_schemas: 8, ..server::database().clone() };
    let app = TestApp::start_on(&database, |raw| raw.rate_limit = Some("off".into()));
    let (acme, globex) = pair(&app).await;
    let usual = backend(&globex).await;
    assert_eq!(backend(&acme).await, usual);
    let (release, released) = mpsc::channel::<()>();
    let slow = acme.run(move |_| Ok(released.recv_timeout(Duration::from_secs(10)).is_ok()));
    let meanwhile = async {
        let seen = globex
            .run(|conn| Ok((backend_of(conn)?, value::<String>(conn, "current_schema()::text")?)))
            .await;
        let list = globex.owner.get("/expenses").await;
        release.send(()).expect("it still waits");
        (seen, list.status)
    };
    let (waited_for_others, ((pid, schema), status)) = futures_util::future::join(slow, meanwhile).await;
    assert!(waited_for_others);
    assert_ne!(pid, usual);
    assert_eq!((schema, status), (globex.schema(), 200));
}

/// A backend gives no memory back, so it is replaced when it has met many schemas. Without roles a bind needs no
/// schema, so the organizations can be made up.
#[actix_web::test]
async fn a_connection_is_replaced_after_many_organizations() {
    let pools =
        PoolSettings { lanes: 1, connections_per_lane: 1, spare_connections: 0, ..PoolSettings::default() };
    let database = DatabaseSettings { pools, tenant_roles: false, ..server::database().clone() };
    let tenants = Tenants::new(&database).unwrap();
    let mut backends = Vec::new();
    for number in 0..450 {
        let organization = Arc::new(outlay::tenancy::Organization {
            id: OrganizationId::new(),
            slug: Slug::parse(&format!("many-{number}")).unwrap(),
            schema: SchemaName::generate(),
            placement: DEFAULT_PLACEMENT.to_owned(),
            state: State::Active,
            schema_version: tenants.version().to_owned(),
        });
        for _ in 0..2 {
            backends.push(tenants.run(&organization, backend_of).await.unwrap());
        }
    }
    let first = backends.iter().filter(|backend| **backend == backends[0]).count();
    assert_eq!(backends.iter().collect::<BTreeSet<_>>().len(), 2, "replaced once");
    assert!((700..=802).contains(&first), "{first}");
}

/// Every idle connection is dead after a restart of the server; each shows it at its bind, before anything ran.
#[actix_web::test]
async fn connections_that_died_while_idle_are_replaced_unseen() {
    let app = narrow();
    let (acme, globex) = pair(&app).await;
    let mut owner: PgConnection = owner();
    for round in 0..5 {
        let pid = backend(&acme).await;
        run(&mut owner, &format!("SELECT pg_terminate_backend({pid})"));
        until("it is gone", async || {
            number(&mut owner, &format!("SELECT count(*) AS n FROM pg_stat_activity WHERE pid = {pid}")) == 0
        })
        .await;
        let merchant = format!("Tea {round}");
        globex.spend("1.00", &merchant).await;
    }
    assert_eq!(globex.owner.get("/expenses").await.testid("total-count").as_deref(), Some("5"));
}
