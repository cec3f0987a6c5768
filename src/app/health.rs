//! `/healthz` and `/readyz`, on any host: a load balancer asks by IP address.

use crate::tenancy::{Checkup, Tenants};
use crate::web::routes::{Access, On, Route, Verb};
use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, to};
use serde_json::json;

/// The addresses of health.
pub fn routes() -> Vec<Route> {
    let route = |path, handler| Route { verb: Verb::Get, path, on: On::Any, access: Access::Open, handler };
    vec![route("/healthz", || to(healthz)), route("/readyz", || to(readyz))]
}

/// Whether the process answers.
async fn healthz() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .json(json!({ "status": "ok", "parts": { "process": { "status": "ok" } } }))
}

/// Whether it can serve: the database and the registry answer. Organizations behind and privileges that could not be
/// revoked are reported, not fatal.
async fn readyz(tenants: Data<Tenants>) -> HttpResponse {
    match tenants.check_up().await {
        Ok(checkup) => {
            HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).json(report(&tenants, &checkup))
        }
        Err(error) => {
            tracing::warn!(cause = %error, "not ready");
            HttpResponse::ServiceUnavailable().insert_header((CACHE_CONTROL, "no-store")).json(json!({
                "status": "unavailable",
                "parts": { "process": { "status": "ok" }, "database": { "status": "unavailable" } },
            }))
        }
    }
}

fn report(tenants: &Tenants, checkup: &Checkup) -> serde_json::Value {
    let privileges = if checkup.weaknesses.is_empty() { "ok" } else { "weak" };
    let organizations = if checkup.behind == 0 { "ok" } else { "behind" };
    json!({
        "status": "ok",
        "parts": {
            "process": { "status": "ok" },
            "database": { "status": "ok" },
            "registry": { "status": "ok", "schema_version": tenants.version() },
            "organizations": { "status": organizations, "behind": checkup.behind },
            "ready_schemas": { "status": "ok", "count": checkup.ready_schemas },
            "privileges": { "status": privileges, "still_public": checkup.weaknesses },
        },
    })
}
