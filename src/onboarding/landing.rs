//! What Outlay is, and the way to an organization by its slug.

use super::desk::{SignupDesk, SignupPolicy};
use super::find;
use super::views::{LandingPage, Picture};
use crate::error::AppError;
use crate::tenancy::{Slug, Tenants};
use crate::web::chrome::Chrome;
use crate::web::reader::Reader;
use crate::web::{headers, respond};
use crate::words::{Language, phrase};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use serde::Deserialize;

/// `GET /` on the base domain.
pub async fn landing(
    chrome: Data<Chrome>,
    desk: Data<SignupDesk>,
    Reader(reader): Reader,
) -> Result<HttpResponse, AppError> {
    landing_answer(StatusCode::OK, &chrome, reader, &desk.policy, "", None)
}

/// The page with its form "Open your organization", whose answer leads to another host.
fn landing_answer(
    status: StatusCode,
    chrome: &Chrome,
    language: Language,
    policy: &SignupPolicy,
    slug: &str,
    find_error: Option<String>,
) -> Result<HttpResponse, AppError> {
    let mut response = respond::page(status, &landing_view(chrome, language, policy, slug, find_error))?;
    allow_redirect(&mut response, chrome)?;
    Ok(response)
}

fn landing_view(
    chrome: &Chrome,
    language: Language,
    policy: &SignupPolicy,
    slug: &str,
    find_error: Option<String>,
) -> LandingPage {
    let (page, host) = chrome.public_page(language, language.word("onboarding-title"));
    LandingPage {
        page,
        host,
        open: *policy != SignupPolicy::Closed,
        slug: slug.to_owned(),
        find_error,
        suffix: suffix(chrome),
        picture: picture(chrome),
    }
}

/// The pictures of the product, if they have been made (by the browser tests).
pub(super) fn picture(chrome: &Chrome) -> Option<Picture> {
    let url = |name: &str| {
        let path = format!("img/product-{name}.webp");
        chrome.assets.paths().any(|known| known == path).then(|| chrome.assets.url(&path))
    };
    Some(Picture {
        light: url("light")?,
        dark: url("dark")?,
        phone_light: url("phone-light")?,
        phone_dark: url("phone-dark")?,
    })
}

pub(super) fn suffix(chrome: &Chrome) -> String {
    format!(".{}", chrome.public.base_authority())
}

/// `?slug=` of "Open your organization".
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct FindQuery {
    slug: Option<String>,
    sent: Option<String>,
}

/// `GET /find`: a form for those who forgot; with `?slug=` it leads to an organization's own address.
pub async fn find(
    chrome: Data<Chrome>,
    desk: Data<SignupDesk>,
    tenants: Data<Tenants>,
    query: Query<FindQuery>,
    Reader(reader): Reader,
) -> Result<HttpResponse, AppError> {
    let Some(typed) = query.slug.as_deref().map(str::trim) else {
        return respond::ok(&find::view(&chrome, reader, "", query.sent.is_some()));
    };
    let slug = match Slug::parse(typed) {
        Ok(slug) => slug,
        Err(fault) => {
            let (status, said) = (StatusCode::UNPROCESSABLE_ENTITY, fault.sentence(reader));
            return landing_answer(status, &chrome, reader, &desk.policy, typed, Some(said));
        }
    };
    if tenants.resolve(&slug).await?.is_none() {
        let none = phrase!("onboarding-none-there", address = format!("{slug}{}", suffix(&chrome)));
        let (status, said) = (StatusCode::NOT_FOUND, reader.say(&none).into_owned());
        return landing_answer(status, &chrome, reader, &desk.policy, typed, Some(said));
    }
    let origin = chrome.public.organization_origin(slug.as_str());
    let mut response = respond::see_other(&format!("{origin}/login"));
    allow_redirect(&mut response, &chrome)?;
    Ok(response)
}

/// Chromium applies `form-action` to the redirect that answers the form as well.
pub(super) fn allow_redirect(response: &mut HttpResponse, chrome: &Chrome) -> Result<(), AppError> {
    let (name, policy) = headers::sign_up_policy(&chrome.public);
    response.headers_mut().insert(name, policy.parse().map_err(AppError::internal)?);
    Ok(())
}
