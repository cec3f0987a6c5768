//! Answers: a rendered page, or a redirect.

use crate::domain::fault::FieldErrors;
use crate::error::AppError;
use crate::words::{Language, Voice};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{LOCATION, RETRY_AFTER};

/// A page with a status. Its layout says in which language it speaks (`words::filters`).
///
/// # Errors
/// When the template fails to render.
pub fn page(status: StatusCode, view: &impl askama::Template) -> Result<HttpResponse, AppError> {
    Ok(HttpResponse::build(status).content_type("text/html; charset=utf-8").body(render(view)?))
}

/// A page as HTML.
///
/// # Errors
/// When the template fails to render.
pub fn render(view: &impl askama::Template) -> Result<String, AppError> {
    Ok(view.render_with_values(&Voice::default())?)
}

/// 200 with a page.
///
/// # Errors
/// When the template fails to render.
pub fn ok(view: &impl askama::Template) -> Result<HttpResponse, AppError> {
    page(StatusCode::OK, view)
}

/// 200 with a part of a page, which has no layout to say its language.
///
/// # Errors
/// When the template fails to render.
pub fn part(language: Language, view: &impl askama::Template) -> Result<HttpResponse, AppError> {
    let html = view.render_with_values(&Voice::in_language(language))?;
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(html))
}

/// 422 with the form again.
///
/// # Errors
/// When the template fails to render.
pub fn unprocessable(view: &impl askama::Template) -> Result<HttpResponse, AppError> {
    page(StatusCode::UNPROCESSABLE_ENTITY, view)
}

/// 429 with the form again.
///
/// # Errors
/// When the template fails to render.
pub fn too_many(view: &impl askama::Template, seconds: u64) -> Result<HttpResponse, AppError> {
    let mut response = page(StatusCode::TOO_MANY_REQUESTS, view)?;
    response.headers_mut().insert(RETRY_AFTER, seconds.into());
    Ok(response)
}

/// 303 See Other: after a POST, show what it led to.
pub fn see_other(location: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((LOCATION, location)).finish()
}

/// The faults of a form beside its page, for programs that ask for JSON.
pub fn with_faults(mut response: HttpResponse, faults: &FieldErrors) -> HttpResponse {
    response.extensions_mut().insert(faults.clone());
    response
}
