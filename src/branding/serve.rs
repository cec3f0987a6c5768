//! What pages wear: the custom properties, the logo, the icon, the manifest. Under its content's hash each may be kept
//! for ever; without one, or with another, for a minute.

use super::queries::{self, Size};
use crate::domain::theme::{Scheme, derive};
use crate::error::AppError;
use crate::identity::brand;
use crate::identity::visit::Visit;
use crate::tenancy::resolve::Org;
use crate::web::brand::{Brand, ICON, content_hash, initial_icon};
use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, ETAG, IF_NONE_MATCH};
use actix_web::web::Query;
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;
use serde_json::{Value, json};

const FOR_EVER: &str = "max-age=31536000, immutable";
const FOR_A_MINUTE: &str = "max-age=60";

/// `?v=` and `?size=`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    v: String,
    size: String,
}

/// Some content under its hash.
struct Content {
    hash: String,
    kind: &'static str,
    bytes: Vec<u8>,
    /// Whether whatever lies between may keep it, too.
    public: bool,
}

impl Content {
    fn of(kind: &'static str, text: String) -> Self {
        Self { hash: content_hash(text.as_bytes()), kind, bytes: text.into_bytes(), public: true }
    }

    fn answer(self, request: &HttpRequest, asked: &Asked) -> HttpResponse {
        let whose = if self.public { "public" } else { "private" };
        let how_long = if asked.v == self.hash { FOR_EVER } else { FOR_A_MINUTE };
        // Weak, because the answer may be compressed on its way.
        let tag = format!("W/\"{}\"", self.hash);
        let known = request.headers().get(IF_NONE_MATCH).and_then(|value| value.to_str().ok());
        let is_known = known.is_some_and(|known| known.split(',').any(|known| known.trim() == tag));
        let mut answer = if is_known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
        answer
            .insert_header((CACHE_CONTROL, format!("{whose}, {how_long}")))
            .insert_header((ETAG, tag))
            // Opened as a page of its own it can do nothing.
            .insert_header((CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"));
        if is_known { answer.finish() } else { answer.content_type(self.kind).body(self.bytes) }
    }
}

/// `GET /theme.css?v=HASH`: custom properties and nothing else.
pub async fn theme(request: HttpRequest, org: Org, asked: Query<Asked>) -> Result<HttpResponse, AppError> {
    let door = org.run(brand::find_doorplate).await?;
    let sheet = derive(&door.brand.look).sheet();
    Ok(Content::of("text/css; charset=utf-8", sheet).answer(&request, &asked))
}

/// `GET /logo?v=HASH`: for members alone until an owner's address is known to be theirs.
pub async fn logo(request: HttpRequest, visit: Visit, asked: Query<Asked>) -> Result<HttpResponse, AppError> {
    let (door, found) =
        visit.org().run(|conn| Ok((brand::find_doorplate(conn)?, queries::find(conn, Size::Shown)?))).await?;
    let public = door.brand.logo.is_some_and(|logo| logo.outside);
    if !public {
        visit.run(|_, _| Ok(())).await.map_err(|error| match error {
            AppError::SignIn => AppError::NotFound,
            other => other,
        })?;
    }
    let (hash, bytes) = found.ok_or(AppError::NotFound)?;
    Ok(Content { hash, kind: "image/png", bytes, public }.answer(&request, &asked))
}

/// `GET /icon?v=HASH`, `GET /favicon.ico`: the logo as a square, else the initial in the brand's colour.
pub async fn icon(request: HttpRequest, org: Org, asked: Query<Asked>) -> Result<HttpResponse, AppError> {
    let size = if asked.size == "512" { Size::IconLarge } else { Size::Icon };
    let (brand, found) = org
        .run(move |conn| {
            let brand = brand::find_doorplate(conn)?.brand;
            let found = if brand.logo_outside().is_some() { queries::find(conn, size)? } else { None };
            Ok((brand, found))
        })
        .await?;
    let content = match found {
        Some((hash, bytes)) => Content { hash, kind: "image/png", bytes, public: true },
        None => Content::of("image/svg+xml", initial_icon(&derive(&brand.look), &brand.initial())),
    };
    Ok(content.answer(&request, &asked))
}

/// `GET /manifest.webmanifest`.
pub async fn manifest(request: HttpRequest, org: Org, asked: Query<Asked>) -> Result<HttpResponse, AppError> {
    let brand = org.run(brand::find_doorplate).await?.brand;
    let text = manifest_of(&brand).to_string();
    Ok(Content::of("application/manifest+json", text).answer(&request, &asked))
}

/// What a home screen needs to know (W3C, Web Application Manifest).
fn manifest_of(brand: &Brand) -> Value {
    let theme = derive(&brand.look);
    let tones = if brand.look.scheme == Scheme::Dark { theme.dark } else { theme.light };
    let icons = match brand.logo.as_ref().filter(|logo| logo.outside) {
        Some(logo) => json!([
            { "src": format!("{ICON}?v={}", logo.hash), "sizes": "192x192", "type": "image/png" },
            { "src": format!("{ICON}?v={}&size=512", logo.hash), "sizes": "512x512", "type": "image/png" },
        ]),
        None => {
            let hash = content_hash(initial_icon(&theme, &brand.initial()).as_bytes());
            json!([{ "src": format!("{ICON}?v={hash}"), "sizes": "any", "type": "image/svg+xml" }])
        }
    };
    json!({
        "id": "/",
        "name": brand.name,
        "short_name": brand.name.chars().take(24).collect::<String>(),
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "theme_color": tones.brand_fill.to_string(),
        "background_color": tones.paper.to_string(),
        "icons": icons,
    })
}
