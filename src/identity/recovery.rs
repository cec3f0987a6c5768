//! A forgotten password: a link by mail, a new password, signed in. The answers never tell who is a member.

use super::account_views::{ForgotPage, LinkOverPage, ResetPage};
use super::addresses;
use super::brand::{self, Doorplate};
use super::handlers::{SignInDesk, arrival};
use super::letters::{self, Addressee};
use super::members;
use super::roster;
use super::sessions::{self, Arrival, Purpose};
use super::trail::{self, Act, Event, Subject};
use super::visit::Claim;
use crate::domain::email::Email;
use crate::domain::fault::FieldErrors;
use crate::domain::id::MemberId;
use crate::domain::password::Password;
use crate::error::AppError;
use crate::mail::PostOffice;
use crate::tenancy::TenantConn;
use crate::tenancy::resolve::Org;
use crate::web::chrome::Chrome;
use crate::web::forms::Form;
use crate::web::frame::{Faults, Host, Page};
use crate::web::keyring::Keyring;
use crate::web::respond;
use crate::words::{Languages, phrase};
use actix_session::Session;
use actix_web::http::StatusCode;
use actix_web::http::header::RETRY_AFTER;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use chrono::Utc;
use serde::Deserialize;

/// `?sent=` after the form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SentQuery {
    sent: Option<String>,
}

/// `GET /password/forgot`.
pub async fn forgot_page(
    org: Org,
    chrome: Data<Chrome>,
    query: Query<SentQuery>,
) -> Result<HttpResponse, AppError> {
    let door = org.run(brand::find_doorplate).await?;
    respond::ok(&forgot_view(&chrome, &door, "", query.sent.is_some()))
}

fn forgot_view(chrome: &Chrome, door: &Doorplate, email: &str, sent: bool) -> ForgotPage {
    let (page, host) = organization_page(chrome, door, "identity-forgotten-password");
    ForgotPage { page, host, email: email.to_owned(), sent, later: None, faults: Faults::default() }
}

/// An address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ForgotForm {
    email: String,
}

/// `POST /password/forgot`.
pub async fn forgot(
    request: HttpRequest,
    org: Org,
    chrome: Data<Chrome>,
    desk: Data<SignInDesk>,
    post_office: Data<PostOffice>,
    Form(form): Form<ForgotForm>,
) -> Result<HttpResponse, AppError> {
    let door = org.run(brand::find_doorplate).await?;
    let languages = chrome.languages;
    let email = match Email::parse(&form.email) {
        Ok(email) => email,
        Err(fault) => {
            let mut errors = FieldErrors::default();
            errors.add("email", fault);
            let mut page = forgot_view(&chrome, &door, &form.email, false);
            page.faults = errors.sentences(door.language(languages)).collect();
            return Ok(respond::with_faults(respond::unprocessable(&page)?, &errors));
        }
    };
    if let Err(error @ AppError::TooMany { .. }) = desk.count_mail(&request, &org, email.as_str()) {
        return too_many(&chrome, &door, &form.email, &error);
    }
    if !door.demo || desk.takes_demo() {
        let origin = chrome.public.organization_origin(org.organization().slug.as_str());
        // Beside the answer: how long it takes tells whether there is such a member.
        actix_web::rt::spawn(async move {
            let mail = post_office.clone();
            match org.run(move |conn| write_reset(conn, &email, &origin, &mail, languages)).await {
                Ok(()) => post_office.wake(org.organization()),
                Err(error) => tracing::error!(%error, "a link for a new password was not written"),
            }
        });
    }
    Ok(respond::see_other("/password/forgot?sent=1"))
}

/// A page of the organization by the id of its title.
fn organization_page(chrome: &Chrome, door: &Doorplate, title: &'static str) -> (Page, Host) {
    let language = door.language(chrome.languages);
    chrome.organization_page(language, language.word(title), &door.brand)
}

fn too_many(
    chrome: &Chrome,
    door: &Doorplate,
    email: &str,
    error: &AppError,
) -> Result<HttpResponse, AppError> {
    let seconds = error.retry_after_seconds().unwrap_or(60);
    let mut page = forgot_view(chrome, door, email, false);
    let later = phrase!("identity-too-many-requests", seconds = seconds);
    page.later = Some(door.language(chrome.languages).say(&later).into_owned());
    let mut response = respond::page(StatusCode::TOO_MANY_REQUESTS, &page)?;
    response.headers_mut().insert(RETRY_AFTER, seconds.into());
    Ok(response)
}

/// The letter, for an active member who may come in.
fn write_reset(
    conn: &mut TenantConn<'_>,
    email: &Email,
    origin: &str,
    mail: &PostOffice,
    languages: Languages,
) -> Result<(), AppError> {
    let now = Utc::now();
    let found = members::find_sign_in(conn, email)?;
    let Some(found) = found.filter(|found| !found.suspended || found.role.may_enter_suspended()) else {
        return Ok(());
    };
    let door = brand::find_doorplate(conn)?;
    let own = members::find_own(conn, found.member)?;
    let token = sessions::insert_only_token(conn, Purpose::Reset, found.member, None, now)?;
    let language = door.language_of(own.locale.as_deref(), languages);
    let whom = Addressee::stored(&own.email, &own.name, &door.brand.name, language)?;
    let letter = letters::reset(whom, format!("{origin}/password/reset?token={token}"));
    mail.put(conn, &door.brand, &letter, now)
}

/// The secret, in the address or in the form, and the new password.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ResetForm {
    token: String,
    password: String,
}

/// `GET /password/reset?token=`: uses nothing up.
pub async fn reset_page(
    org: Org,
    chrome: Data<Chrome>,
    query: Query<ResetForm>,
) -> Result<HttpResponse, AppError> {
    let token = query.into_inner().token;
    let (door, email) = look(&org, &token).await?;
    match email {
        Some(email) => respond::ok(&reset_view(&chrome, &door, email, token, Faults::default())),
        None => over(&chrome, &door),
    }
}

async fn look(org: &Org, token: &str) -> Result<(Doorplate, Option<String>), AppError> {
    let token = token.to_owned();
    org.run(move |conn| {
        let door = brand::find_doorplate(conn)?;
        let holder = sessions::find_token(conn, Purpose::Reset, &token, Utc::now())?;
        Ok((door, holder.map(|(_, _, email)| email)))
    })
    .await
}

fn reset_view(chrome: &Chrome, door: &Doorplate, email: String, token: String, faults: Faults) -> ResetPage {
    let (page, host) = organization_page(chrome, door, "identity-new-password");
    ResetPage { page, host, email, token, faults }
}

fn over(chrome: &Chrome, door: &Doorplate) -> Result<HttpResponse, AppError> {
    let (page, host) = organization_page(chrome, door, "identity-link-over");
    let (text, href, label) = ("identity-link-over-reset", "/password/forgot", "identity-ask-again");
    let view = LinkOverPage { page, host, text, href, label };
    respond::page(StatusCode::GONE, &view)
}

/// `POST /password/reset`: uses the link up, ends all sessions and signs in.
pub async fn reset(
    request: HttpRequest,
    org: Org,
    session: Session,
    chrome: Data<Chrome>,
    (desk, keyring): (Data<SignInDesk>, Data<Keyring>),
    post_office: Data<PostOffice>,
    Form(form): Form<ResetForm>,
) -> Result<HttpResponse, AppError> {
    let (door, email) = look(&org, &form.token).await?;
    let Some(email) = email else { return over(&chrome, &door) };
    let password = match Password::parse(&form.password) {
        Ok(password) => password,
        Err(fault) => {
            let mut errors = FieldErrors::default();
            errors.add("password", fault);
            let faults = errors.sentences(door.language(chrome.languages)).collect();
            let page = reset_view(&chrome, &door, email, form.token, faults);
            return Ok(respond::with_faults(respond::unprocessable(&page)?, &errors));
        }
    };
    let id = org.organization().id.uuid();
    let hash = desk.passwords().hash(&id.to_string(), password).await?;
    let (arrival, mail, languages) = (arrival(&request, &session, id), post_office.clone(), chrome.languages);
    let begun = org.run(move |conn| use_reset(conn, &form.token, &hash, &arrival, &mail, languages)).await?;
    let Some((member, secret)) = begun else { return over(&chrome, &door) };
    post_office.wake(org.organization());
    addresses::refresh_member(&org, &keyring, member).await;
    Claim::write(&session, id, &secret, member)?;
    Ok(respond::see_other("/"))
}

fn use_reset(
    conn: &mut TenantConn<'_>,
    token: &str,
    hash: &str,
    arrival: &Arrival,
    mail: &PostOffice,
    languages: Languages,
) -> Result<Option<(MemberId, String)>, AppError> {
    let (now, door) = (Utc::now(), brand::find_doorplate(conn)?);
    let Some(member) = sessions::consume_token(conn, Purpose::Reset, token, now)? else { return Ok(None) };
    let found = roster::find(conn, member)?.filter(roster::Colleague::is_active);
    let Some(found) = found.filter(|found| !door.suspended || found.role.may_enter_suspended()) else {
        return Ok(None);
    };
    members::set_password(conn, member, hash, now)?;
    // The link came by mail.
    members::set_verified_email(conn, member, &found.email, now)?;
    sessions::end_tokens(conn, member)?;
    sessions::end_all(conn, member)?;
    let subject = Subject::Member(member.uuid());
    let event =
        Event { actor: Some(member), act: Act::MemberPasswordReset, subject, before: None, after: None };
    trail::record(conn, event, now)?;
    let own = members::find_own(conn, member)?;
    let language = door.language_of(own.locale.as_deref(), languages);
    let whom = Addressee::stored(&found.email, &found.name, &door.brand.name, language)?;
    mail.put(conn, &door.brand, &letters::password_changed(whom), now)?;
    // All have ended, the one of this browser too.
    let arrival = Arrival { replaces: None, ..arrival.clone() };
    Ok(Some((member, sessions::begin(conn, member, &arrival, now)?)))
}
