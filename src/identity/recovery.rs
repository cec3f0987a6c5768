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
use crate::web::brand::Brand;
use crate::web::chrome::Chrome;
use crate::web::forms::Form;
use crate::web::frame::Faults;
use crate::web::keyring::Keyring;
use crate::web::respond;
use actix_session::Session;
use actix_web::http::StatusCode;
use actix_web::http::header::RETRY_AFTER;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use serde::Deserialize;

const RESET_OVER: &str =
    "A link for a new password works once, for an hour, and only the latest one does. Ask for another.";

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
    respond::ok(&forgot_view(&chrome, &door.brand, "", query.sent.is_some()))
}

fn forgot_view(chrome: &Chrome, brand: &Brand, email: &str, sent: bool) -> ForgotPage {
    let (page, host) = chrome.organization_page("Forgotten password", brand);
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
    let Doorplate { brand, demo, .. } = org.run(brand::find_doorplate).await?;
    let email = match Email::parse(&form.email) {
        Ok(email) => email,
        Err(fault) => {
            let mut errors = FieldErrors::default();
            errors.add("email", fault);
            let mut page = forgot_view(&chrome, &brand, &form.email, false);
            page.faults =
                errors.iter().map(|(field, fault)| (field.to_owned(), fault.sentence_for(field))).collect();
            return Ok(respond::with_faults(respond::unprocessable(&page)?, &errors));
        }
    };
    if let Err(error @ AppError::TooMany { .. }) = desk.count_mail(&request, &org, email.as_str()) {
        return too_many(&chrome, &brand, &form.email, &error);
    }
    if !demo || desk.takes_demo() {
        let origin = chrome.public.organization_origin(org.organization().slug.as_str());
        // Beside the answer: how long it takes tells whether there is such a member.
        actix_web::rt::spawn(async move {
            let mail = post_office.clone();
            match org.run(move |conn| write_reset(conn, &email, &origin, &mail, Utc::now())).await {
                Ok(()) => post_office.wake(org.organization()),
                Err(error) => tracing::error!(%error, "a link for a new password was not written"),
            }
        });
    }
    Ok(respond::see_other("/password/forgot?sent=1"))
}

fn too_many(chrome: &Chrome, brand: &Brand, email: &str, error: &AppError) -> Result<HttpResponse, AppError> {
    let seconds = error.retry_after_seconds().unwrap_or(60);
    let mut page = forgot_view(chrome, brand, email, false);
    page.later = Some(format!("Too many requests. Try again in {seconds} seconds."));
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
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let found = members::find_sign_in(conn, email)?;
    let Some(found) = found.filter(|found| !found.suspended || found.role.may_enter_suspended()) else {
        return Ok(());
    };
    let brand = brand::find_doorplate(conn)?.brand;
    let own = members::find_own(conn, found.member)?;
    let token = sessions::insert_only_token(conn, Purpose::Reset, found.member, None, now)?;
    let whom = Addressee::stored(&own.email, &own.name, &brand.name)?;
    let letter = letters::reset(whom, format!("{origin}/password/reset?token={token}"));
    mail.put(conn, &brand, &letter, now)
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
    let (brand, email) = look(&org, &token).await?;
    match email {
        Some(email) => respond::ok(&reset_view(&chrome, &brand, email, token, Faults::default())),
        None => over(&chrome, &brand),
    }
}

async fn look(org: &Org, token: &str) -> Result<(Brand, Option<String>), AppError> {
    let token = token.to_owned();
    org.run(move |conn| {
        let brand = brand::find_doorplate(conn)?.brand;
        let holder = sessions::find_token(conn, Purpose::Reset, &token, Utc::now())?;
        Ok((brand, holder.map(|(_, _, email)| email)))
    })
    .await
}

fn reset_view(chrome: &Chrome, brand: &Brand, email: String, token: String, faults: Faults) -> ResetPage {
    let (page, host) = chrome.organization_page("New password", brand);
    ResetPage { page, host, email, token, faults }
}

fn over(chrome: &Chrome, brand: &Brand) -> Result<HttpResponse, AppError> {
    let (page, host) = chrome.organization_page("This link has been used, or is too old", brand);
    let view =
        LinkOverPage { page, host, text: RESET_OVER, href: "/password/forgot", label: "Ask for a new link" };
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
    let (brand, email) = look(&org, &form.token).await?;
    let Some(email) = email else { return over(&chrome, &brand) };
    let password = match Password::parse(&form.password) {
        Ok(password) => password,
        Err(fault) => {
            let mut errors = FieldErrors::default();
            errors.add("password", fault.clone());
            let faults = [("password", fault.sentence_for("password"))].into_iter().collect();
            let page = reset_view(&chrome, &brand, email, form.token, faults);
            return Ok(respond::with_faults(respond::unprocessable(&page)?, &errors));
        }
    };
    let id = org.organization().id.uuid();
    let hash = desk.passwords().hash(&id.to_string(), password).await?;
    let (arrival, mail) = (arrival(&request, &session, id), post_office.clone());
    let begun = org.run(move |conn| use_reset(conn, &form.token, &hash, &arrival, &mail, Utc::now())).await?;
    let Some((member, secret)) = begun else { return over(&chrome, &brand) };
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
    now: DateTime<Utc>,
) -> Result<Option<(MemberId, String)>, AppError> {
    let Doorplate { brand, suspended, .. } = brand::find_doorplate(conn)?;
    let Some(member) = sessions::consume_token(conn, Purpose::Reset, token, now)? else { return Ok(None) };
    let found = roster::find(conn, member)?.filter(roster::Colleague::is_active);
    let Some(found) = found.filter(|found| !suspended || found.role.may_enter_suspended()) else {
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
    let whom = Addressee::stored(&found.email, &found.name, &brand.name)?;
    mail.put(conn, &brand, &letters::password_changed(whom), now)?;
    // All have ended, the one of this browser too.
    let arrival = Arrival { replaces: None, ..arrival.clone() };
    Ok(Some((member, sessions::begin(conn, member, &arrival, now)?)))
}
