//! Forms as browsers and scripts post them: urlencoded, or multipart without files, into one type.

use crate::error::AppError;
use crate::words::phrase;
use actix_multipart::Multipart;
use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::TryStreamExt;
use futures_util::future::{FutureExt, LocalBoxFuture};
use serde::de::DeserializeOwned;

/// The largest form without files, in bytes.
pub const FORM_LIMIT: usize = 64 * 1024;

/// A form's fields as a type whose members are all optional or defaulted text: what is wrong with a value is for the
/// domain to say, beside its field.
pub struct Form<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Form<T> {
    type Error = AppError;
    type Future = LocalBoxFuture<'static, Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        async move {
            let pairs = read(&request, payload).await?;
            Ok(Self(typed(&pairs)?))
        }
        .boxed_local()
    }
}

/// The pairs as the form's type.
pub(super) fn typed<T: DeserializeOwned>(pairs: &[(String, String)]) -> Result<T, AppError> {
    let encoded = serde_html_form::to_string(pairs).map_err(AppError::internal)?;
    serde_html_form::from_str(&encoded).map_err(|_| AppError::BadRequest(phrase!("request-fields")))
}

fn media_type(request: &HttpRequest) -> String {
    let content_type =
        request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

pub(super) fn is_multipart(request: &HttpRequest) -> bool {
    media_type(request) == "multipart/form-data"
}

pub(super) async fn read(request: &HttpRequest, payload: Payload) -> Result<Vec<(String, String)>, AppError> {
    match media_type(request).as_str() {
        "application/x-www-form-urlencoded" => read_urlencoded(payload).await,
        "multipart/form-data" => read_multipart(Multipart::new(request.headers(), payload)).await,
        // A form without fields has no body and, from some clients, no type.
        "" => Ok(Vec::new()),
        _ => Err(AppError::UnsupportedMediaType),
    }
}

async fn read_urlencoded(mut payload: Payload) -> Result<Vec<(String, String)>, AppError> {
    let mut body = web::BytesMut::new();
    while let Some(chunk) = payload.try_next().await.map_err(|_| broken())? {
        if body.len() + chunk.len() > FORM_LIMIT {
            return Err(AppError::TooLarge { limit: FORM_LIMIT });
        }
        body.extend_from_slice(&chunk);
    }
    serde_html_form::from_bytes(&body).map_err(|_| AppError::BadRequest(phrase!("request-fields")))
}

async fn read_multipart(mut parts: Multipart) -> Result<Vec<(String, String)>, AppError> {
    let (mut pairs, mut total) = (Vec::new(), 0);
    while let Some(mut part) = parts.try_next().await.map_err(|_| broken())? {
        let name = part.name().unwrap_or_default().to_owned();
        let is_file =
            part.content_disposition().is_some_and(|disposition| disposition.get_filename().is_some());
        let mut bytes = Vec::new();
        while let Some(chunk) = part.try_next().await.map_err(|_| broken())? {
            total += chunk.len();
            if total > FORM_LIMIT {
                return Err(AppError::TooLarge { limit: FORM_LIMIT });
            }
            bytes.extend_from_slice(&chunk);
        }
        if !is_file {
            pairs.push((name, text(bytes)?));
        }
    }
    Ok(pairs)
}

/// A field's bytes as text.
pub(super) fn text(bytes: Vec<u8>) -> Result<String, AppError> {
    String::from_utf8(bytes).map_err(|_| AppError::BadRequest(phrase!("request-utf8")))
}

pub(super) fn broken() -> AppError {
    AppError::BadRequest(phrase!("request-cut-off"))
}

/// A form's fields in order, for showing or keeping them.
///
/// # Errors
/// When the type is no flat list of texts, which a test of the form would show.
pub fn pairs(form: &impl serde::Serialize) -> Result<Vec<(String, String)>, AppError> {
    let encoded = serde_html_form::to_string(form).map_err(AppError::internal)?;
    serde_html_form::from_str(&encoded).map_err(AppError::internal)
}

/// A version as it came; none where it was left out. What is no number is a version that nothing ever had: it must
/// not pass for leave to overwrite whatever is there.
pub fn version(typed: &str) -> Option<i32> {
    let typed = typed.trim();
    (!typed.is_empty()).then(|| typed.parse().unwrap_or(0))
}
