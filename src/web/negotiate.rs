//! What the client wants: a page, or JSON.

use super::error_views::Problem;
use actix_web::HttpRequest;
use actix_web::http::header::ACCEPT;

/// Whether JSON is asked for and a page is not.
pub fn wants_json(request: &HttpRequest) -> bool {
    let accept = request.headers().get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accept.contains("json") && !accept.contains("text/html")
}

/// What a page tells of a problem, among the answer's extensions: programs get problem details of it instead.
#[derive(Debug, Clone)]
pub struct Told {
    /// The stable code.
    pub code: &'static str,
    /// What it is about.
    pub problem: Problem,
}
