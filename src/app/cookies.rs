//! The session cookie: encrypted, for one host alone, and readable after the key was rotated.

use crate::web::keyring::Keyring;
use crate::web::public_url::PublicUrl;
use actix_session::SessionMiddleware;
use actix_session::config::{CookieContentSecurity, PersistentSession};
use actix_session::storage::CookieSessionStore;
use actix_web::body::MessageBody;
use actix_web::cookie::{Cookie, CookieJar, Key, SameSite, time};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{COOKIE, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;

/// With TLS the prefix makes browsers refuse the cookie from any other host, siblings too (RFC 6265bis, 4.1.3.2).
fn name(https: bool) -> &'static str {
    if https { "__Host-outlay_session" } else { "outlay_session" }
}

/// The middleware that reads and writes it. Days match the longest life of a session's row.
pub fn sessions(keyring: &Keyring, https: bool) -> SessionMiddleware<CookieSessionStore> {
    SessionMiddleware::builder(CookieSessionStore::default(), newest_key(keyring))
        .cookie_name(name(https).to_owned())
        .cookie_secure(https)
        .cookie_http_only(true)
        .cookie_same_site(SameSite::Lax)
        .cookie_path("/".to_owned())
        .cookie_content_security(CookieContentSecurity::Private)
        .session_lifecycle(PersistentSession::default().session_ttl(time::Duration::days(90)))
        .build()
}

fn newest_key(keyring: &Keyring) -> Key {
    keyring.cookie_keys().swap_remove(0)
}

/// Middleware, before the session's own: a cookie under an older key is put under the newest one, so that rotating
/// the key signs nobody out. The browser gets the new cookie with the session's next change.
pub async fn rekey(
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let https = request.app_data::<Data<PublicUrl>>().is_some_and(|public| public.is_https());
    let keyring = request.app_data::<Data<Keyring>>().cloned();
    let header = request.headers().get(COOKIE).and_then(|value| value.to_str().ok()).map(str::to_owned);
    if let (Some(keyring), Some(header)) = (keyring, header)
        && let Some(renewed) = under_newest(&keyring.cookie_keys(), name(https), &header)
        && let Ok(renewed) = HeaderValue::from_str(&renewed)
    {
        request.headers_mut().insert(COOKIE, renewed);
    }
    next.call(request).await
}

/// The `Cookie` header with the session under the newest key; none where nothing has to change.
fn under_newest(keys: &[Key], name: &str, header: &str) -> Option<String> {
    let [newest, older @ ..] = keys else { return None };
    let (mut jar, mut others) = (CookieJar::new(), Vec::new());
    for cookie in header.split(';').filter_map(|pair| Cookie::parse(pair.trim()).ok()) {
        if cookie.name() == name {
            jar.add_original(cookie.into_owned())
        } else {
            others.push(cookie.into_owned())
        }
    }
    if older.is_empty() || jar.private(newest).get(name).is_some() {
        return None;
    }
    let plain = older.iter().find_map(|key| jar.private(key).get(name))?;
    jar.private_mut(newest).add(Cookie::new(name.to_owned(), plain.value().to_owned()));
    others.extend(jar.get(name).cloned());
    Some(
        others
            .iter()
            .map(|cookie| format!("{}={}", cookie.name(), cookie.value()))
            .collect::<Vec<_>>()
            .join("; "),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_under_an_older_key_moves_to_the_newest() {
        let (old, new) = (Key::generate(), Key::generate());
        let mut jar = CookieJar::new();
        jar.private_mut(&old).add(Cookie::new("s", "state"));
        let header = format!("a=1; s={}", jar.get("s").unwrap().value());
        let keys = [new.clone(), old.clone()];
        let renewed = under_newest(&keys, "s", &header).unwrap();
        assert!(renewed.starts_with("a=1; s="));
        assert_eq!(under_newest(&keys, "s", &renewed), None, "it stands under the newest key now");
        assert_eq!(under_newest(std::slice::from_ref(&old), "s", &header), None);
        assert_eq!(under_newest(&[new, Key::generate()], "s", &header), None, "no key opens it");
    }
}
