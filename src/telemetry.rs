//! Logs: one line an event, with request id, organization and member; JSON when nobody is watching.

use actix_web::HttpMessage;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use std::io::IsTerminal;
use std::time::Instant;
use tracing::Instrument;
use tracing_subscriber::EnvFilter;
use uuid::Uuid;

/// The number a person can quote; in the request's extensions and on every line of its log.
#[derive(Debug, Clone, Copy)]
pub struct RequestId(pub Uuid);

/// Starts logging to standard error.
///
/// # Errors
/// When the filter (`OUTLAY_LOG`) cannot be read.
pub fn start(filter: Option<&str>) -> Result<(), String> {
    let filter = EnvFilter::try_new(filter.unwrap_or("info"))
        .map_err(|error| format!("OUTLAY_LOG: {error}; it is like info or outlay=debug"))?;
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second start (in tests) keeps the first.
    let _ = if std::io::stderr().is_terminal() {
        builder.compact().with_target(false).try_init()
    } else {
        builder.json().flatten_event(true).with_current_span(true).with_span_list(false).try_init()
    };
    Ok(())
}

/// Middleware: the span of a request, and one line when it is done. The line names the route's pattern, never the
/// address: tokens stand in those.
pub async fn trace(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let id = RequestId(Uuid::now_v7());
    request.extensions_mut().insert(id);
    let span = tracing::info_span!(
        "request",
        request_id = %id.0,
        method = %request.method(),
        organization = tracing::field::Empty,
        member = tracing::field::Empty,
        // How many the unit of work sent: a page that sends one for each of its rows stands out.
        statements = tracing::field::Empty,
    );
    let began = Instant::now();
    async move {
        let response = next.call(request).await?;
        let status = response.status().as_u16();
        let route = response.request().match_pattern().unwrap_or_default();
        let milliseconds = began.elapsed().as_millis();
        tracing::info!(route, status, milliseconds, "answered");
        Ok(response)
    }
    .instrument(span)
    .await
}
