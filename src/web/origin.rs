//! The origin check: a state-changing request comes from this very origin, or it is refused.
//!
//! Sibling organizations are one *site*, so `SameSite` cookies and `Sec-Fetch-Site: same-site` protect nothing here:
//! only `same-origin` does (Fetch Metadata; OWASP, cross-site request forgery).

use crate::error::AppError;
use crate::web::public_url::PublicUrl;
use actix_web::dev::RequestHead;
use actix_web::http::Method;
use actix_web::http::header::{HeaderName, ORIGIN};

static SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Checks a request for `host` (lower case, without port).
///
/// # Errors
/// [`AppError::ForeignOrigin`] when a state-changing request comes from elsewhere or does not say where from.
pub fn check(head: &RequestHead, host: &str, public: &PublicUrl) -> Result<(), AppError> {
    if matches!(head.method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(());
    }
    let from_here = match text(head, &SEC_FETCH_SITE) {
        Some(site) => site == "same-origin",
        None => text(head, &ORIGIN).is_some_and(|origin| origin.eq_ignore_ascii_case(&public.origin(host))),
    };
    if from_here {
        return Ok(());
    }
    Err(AppError::ForeignOrigin)
}

/// `Sec-Fetch-Site`, where the browser sends it.
pub fn fetch_site(head: &RequestHead) -> Option<&str> {
    text(head, &SEC_FETCH_SITE)
}

fn text<'a>(head: &'a RequestHead, name: &HeaderName) -> Option<&'a str> {
    let mut values = head.headers().get_all(name);
    match (values.next(), values.next()) {
        (Some(value), None) => Some(value.to_str().unwrap_or("?")),
        (None, _) => None,
        // Two of them: nothing a browser sends, so nothing that matches.
        (Some(_), Some(_)) => Some("?"),
    }
}
