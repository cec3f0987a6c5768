//! What kind of answer a client wants: a page, or JSON.

use actix_web::HttpRequest;
use actix_web::http::header::ACCEPT;

/// Whether the client asks for JSON rather than a page: scripts say so in `Accept`; browsers always name HTML.
pub fn wants_json(request: &HttpRequest) -> bool {
    let accept = request.headers().get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accept.contains("json") && !accept.contains("text/html")
}
