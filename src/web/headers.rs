//! Security headers on every answer (OWASP secure headers).

use crate::web::public_url::PublicUrl;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{CACHE_CONTROL, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;

const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
     connect-src 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

const FIXED: [(HeaderName, HeaderValue); 6] = [
    (HeaderName::from_static("x-content-type-options"), HeaderValue::from_static("nosniff")),
    (HeaderName::from_static("x-frame-options"), HeaderValue::from_static("DENY")),
    // Never `no-referrer`: it makes browsers send `Origin: null` with form posts.
    (HeaderName::from_static("referrer-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
    ),
];

static CONTENT_SECURITY_POLICY: HeaderName = HeaderName::from_static("content-security-policy");

/// The policy of the sign-up page: Chromium applies `form-action` to the redirect after the post as well, and that
/// one leads to the new organization.
pub fn sign_up_policy(public: &PublicUrl) -> (HeaderName, String) {
    (CONTENT_SECURITY_POLICY.clone(), format!("{CSP} {}", public.any_organization()))
}

/// Middleware: adds what the answer does not set itself. Pages are `private, no-cache`, not `no-store`: Back must
/// bring a half-filled form back; signing out clears the cache instead.
pub async fn secure(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let https = request.app_data::<Data<PublicUrl>>().is_some_and(|public| public.is_https());
    let mut response = next.call(request).await?;
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(name, value);
    }
    if !headers.contains_key(&CONTENT_SECURITY_POLICY) {
        headers.insert(CONTENT_SECURITY_POLICY.clone(), HeaderValue::from_static(CSP));
    }
    if !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    }
    if https {
        let year = HeaderValue::from_static("max-age=31536000");
        headers.insert(HeaderName::from_static("strict-transport-security"), year);
    }
    Ok(response)
}
