//! `POST /find`: mails somebody the list of their organizations. The answer never tells whether there are any.

use super::desk::SignupDesk;
use super::views::FindPage;
use crate::domain::email::Email;
use crate::domain::fault::FieldErrors;
use crate::error::AppError;
use crate::identity::brand;
use crate::identity::{addresses, roster};
use crate::mail::{Button, Letter, PostOffice};
use crate::tenancy::organization::State;
use crate::tenancy::resolve::Org;
use crate::tenancy::{Organization, Tenants};
use crate::web::chrome::Chrome;
use crate::web::client::client_address;
use crate::web::forms::Form;
use crate::web::frame::Faults;
use crate::web::keyring::Keyring;
use crate::web::reader::Reader;
use crate::web::respond;
use crate::words::{Language, phrase};
use actix_web::http::StatusCode;
use actix_web::http::header::RETRY_AFTER;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use chrono::Utc;
use serde::Deserialize;
use std::sync::Arc;

/// The page with its form, or what is said after it.
pub(super) fn view(chrome: &Chrome, language: Language, email: &str, sent: bool) -> FindPage {
    let (page, host) = chrome.public_page(language, language.word("onboarding-find"));
    FindPage { page, host, email: email.to_owned(), sent, later: None, faults: Faults::default() }
}

/// An address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct FindForm {
    email: String,
}

/// `POST /find`.
pub async fn send(
    request: HttpRequest,
    chrome: Data<Chrome>,
    desk: Data<SignupDesk>,
    tenants: Data<Tenants>,
    keyring: Data<Keyring>,
    post_office: Data<PostOffice>,
    Form(form): Form<FindForm>,
) -> Result<HttpResponse, AppError> {
    let Reader(reader) = Reader::of(&request);
    let email = match Email::parse(&form.email) {
        Ok(email) => email,
        Err(fault) => {
            let mut page = view(&chrome, reader, &form.email, false);
            page.faults = [("email", fault.sentence_for("email", reader))].into_iter().collect();
            let mut errors = FieldErrors::default();
            errors.add("email", fault);
            return Ok(respond::with_faults(respond::unprocessable(&page)?, &errors));
        }
    };
    let counted = desk.finders.count(&client_address(&request));
    if let Err(error) = counted.and_then(|()| desk.found.count(&email.as_str().to_owned())) {
        return too_many(&chrome, reader, &form.email, &error);
    }
    // Beside the answer: how long it takes tells how many there are.
    actix_web::rt::spawn(async move {
        if let Err(error) = write(&tenants, &chrome, &keyring, &post_office, reader, email).await {
            tracing::error!(%error, "the list of somebody's organizations was not written");
        }
    });
    Ok(respond::see_other("/find?sent=1"))
}

async fn write(
    tenants: &Tenants,
    chrome: &Chrome,
    keyring: &Keyring,
    post_office: &PostOffice,
    language: Language,
    email: Email,
) -> Result<(), AppError> {
    let found = tenants.list_by_address(addresses::hashes(keyring, email.as_str())).await?;
    let mut lines = Vec::new();
    for organization in found {
        lines.extend(line(tenants, chrome, organization, &email).await);
    }
    if lines.is_empty() {
        return Ok(());
    }
    post_office.put_shared(&letter(email, language, &lines), Utc::now()).await
}

/// The name and the address of an organization, if it says itself that this is a member. The index is only derived.
async fn line(
    tenants: &Tenants,
    chrome: &Chrome,
    organization: Organization,
    email: &Email,
) -> Option<(String, String)> {
    if !matches!(organization.state, State::Active | State::Suspended) {
        return None;
    }
    let url = format!("{}/login", chrome.public.organization_origin(organization.slug.as_str()));
    let org = Org::new(Arc::new(organization), tenants.clone());
    let email = email.clone();
    let asked = org
        .run(move |conn| {
            let name = brand::find_doorplate(conn)?.brand.name;
            let found = roster::find_by_email(conn, &email)?;
            Ok(found.filter(|member| member.is_active() && member.verified).map(|_| name))
        })
        .await;
    match asked {
        Ok(name) => name.map(|name| (name, url)),
        Err(error) => {
            tracing::warn!(%error, "an organization could not be asked for a member");
            None
        }
    }
}

fn letter(to: Email, language: Language, lines: &[(String, String)]) -> Letter {
    let one = if let [(name, url)] = lines {
        Some(Button {
            label: language.say(&phrase!("onboarding-letter-open", name = name)).into_owned(),
            url: url.clone(),
        })
    } else {
        None
    };
    let mut paragraphs = vec![language.word("onboarding-letter-text").to_owned()];
    paragraphs.extend(lines.iter().map(|(name, url)| format!("{name}: {url}")));
    Letter {
        to,
        to_name: String::new(),
        language,
        subject: language.word("onboarding-letter-subject").to_owned(),
        paragraphs,
        button: one,
        small: vec![language.word("onboarding-letter-small").to_owned()],
        unsubscribe: None,
    }
}

fn too_many(
    chrome: &Chrome,
    language: Language,
    email: &str,
    error: &AppError,
) -> Result<HttpResponse, AppError> {
    let seconds = error.retry_after_seconds().unwrap_or(60);
    let mut page = view(chrome, language, email, false);
    let later = phrase!("identity-too-many-requests", seconds = seconds);
    page.later = Some(language.say(&later).into_owned());
    let mut response = respond::page(StatusCode::TOO_MANY_REQUESTS, &page)?;
    response.headers_mut().insert(RETRY_AFTER, seconds.into());
    Ok(response)
}
