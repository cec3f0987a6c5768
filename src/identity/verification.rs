//! Links that prove an address: the one somebody signed up with, or the one they want instead. Looking at a link uses
//! nothing up; the button on its page does.

use super::account_views::{LinkOverPage, ProofPage};
use super::addresses;
use super::brand::{self, Doorplate};
use super::handlers::SignInDesk;
use super::letters::{self, Addressee};
use super::members;
use super::roster;
use super::sessions::{self, Purpose};
use super::trail::{self, Act, Event, Subject};
use super::visit::Visit;
use crate::domain::email::Email;
use crate::error::AppError;
use crate::mail::{Letter, PostOffice};
use crate::tenancy::TenantConn;
use crate::tenancy::resolve::Org;
use crate::web::chrome::Chrome;
use crate::web::forms::Form;
use crate::web::keyring::Keyring;
use crate::web::{flash, respond};
use crate::words::{Language, Languages, phrase};
use actix_session::Session;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The secret, in the address or in the form.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Proof {
    token: String,
}

/// Makes the link that proves a member's own address, and the letter with it.
///
/// # Errors
/// When the database is away.
pub fn first_letter(
    conn: &mut TenantConn<'_>,
    member: crate::domain::id::MemberId,
    whom: Addressee,
    origin: &str,
    now: DateTime<Utc>,
) -> Result<Letter, AppError> {
    let token = sessions::insert_only_token(conn, Purpose::Verify, member, Some(whom.to.as_str()), now)?;
    Ok(letters::verify(whom, format!("{origin}/verify?token={token}")))
}

/// `POST /verify/resend`.
pub async fn resend(
    request: HttpRequest,
    visit: Visit,
    desk: Data<SignInDesk>,
    post_office: Data<PostOffice>,
) -> Result<HttpResponse, AppError> {
    let (viewer, ()) = visit.run(|_, _| Ok(())).await?;
    if viewer.verified {
        return Ok(respond::see_other("/settings/profile"));
    }
    desk.count_mail(&request, visit.org(), &viewer.email)?;
    let (mail, origin) = (post_office.clone(), visit.origin());
    let (viewer, ()) = visit
        .run_form(&Proof::default(), move |conn, viewer| {
            let brand = &viewer.organization.brand;
            let whom = Addressee::stored(&viewer.email, &viewer.name, &brand.name, viewer.language)?;
            let letter = first_letter(conn, viewer.id, whom, &origin, viewer.now)?;
            mail.put(conn, brand, &letter, viewer.now)
        })
        .await?;
    post_office.wake(visit.organization());
    let said = viewer.say(phrase!("identity-said-sent-again", email = &viewer.email));
    flash::put(visit.session(), said, None);
    Ok(respond::see_other("/"))
}

/// `GET /verify?token=`.
pub async fn verify_page(
    org: Org,
    chrome: Data<Chrome>,
    query: Query<Proof>,
) -> Result<HttpResponse, AppError> {
    look(&org, &chrome, Purpose::Verify, query.into_inner().token).await
}

/// `GET /settings/email?token=`.
pub async fn email_page(
    org: Org,
    chrome: Data<Chrome>,
    query: Query<Proof>,
) -> Result<HttpResponse, AppError> {
    look(&org, &chrome, Purpose::Email, query.into_inner().token).await
}

async fn look(org: &Org, chrome: &Chrome, purpose: Purpose, token: String) -> Result<HttpResponse, AppError> {
    let secret = token.clone();
    let (door, found) = org
        .run(move |conn| {
            let door = brand::find_doorplate(conn)?;
            Ok((door, sessions::find_proof(conn, purpose, &secret, Utc::now())?))
        })
        .await?;
    let Some((_, email)) = found else { return over(chrome, &door) };
    let language = door.language(chrome.languages);
    let (title, action, label) = match purpose {
        Purpose::Email => ("identity-proof-email", "/settings/email", "identity-confirm"),
        _ => ("identity-proof-verify", "/verify", "identity-verify"),
    };
    let (page, host) = chrome.organization_page(language, language.word(title), &door.brand);
    respond::ok(&ProofPage { page, host, title, email, action, label, token })
}

fn over(chrome: &Chrome, door: &Doorplate) -> Result<HttpResponse, AppError> {
    let language = door.language(chrome.languages);
    let (page, host) = chrome.organization_page(language, language.word("identity-link-over"), &door.brand);
    let (text, href, label) = ("identity-link-over-proof", "/settings/profile", "identity-open-profile");
    let view = LinkOverPage { page, host, text, href, label };
    respond::page(StatusCode::GONE, &view)
}

/// `POST /verify`.
pub async fn verify(
    org: Org,
    session: Session,
    chrome: Data<Chrome>,
    keyring: Data<Keyring>,
    Form(form): Form<Proof>,
) -> Result<HttpResponse, AppError> {
    let (door, email) = org
        .run(move |conn| {
            let door = open_organization(conn)?;
            Ok((door, use_verification(conn, &form.token, Utc::now())?))
        })
        .await?;
    match email {
        Some(email) => {
            addresses::refresh(&org, &keyring, vec![email.clone()]).await;
            let said = phrase!("identity-said-verified", email = email);
            flash::put(&session, door.language(chrome.languages).say(&said), None);
            Ok(respond::see_other("/"))
        }
        None => over(&chrome, &door),
    }
}

fn open_organization(conn: &mut TenantConn<'_>) -> Result<Doorplate, AppError> {
    let door = brand::find_doorplate(conn)?;
    if door.suspended { Err(AppError::ReadOnly) } else { Ok(door) }
}

fn use_verification(
    conn: &mut TenantConn<'_>,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<String>, AppError> {
    let Some((member, email)) = sessions::consume_proof(conn, Purpose::Verify, token, now)? else {
        return Ok(None);
    };
    // Another address since: the link proves one that is nobody's any more.
    let found = roster::find(conn, member)?.filter(|found| found.is_active() && found.email == email);
    if found.is_none() {
        return Ok(None);
    }
    members::set_verified_email(conn, member, &email, now)?;
    let subject = Subject::Member(member.uuid());
    let event =
        Event { actor: Some(member), act: Act::MemberEmailVerified, subject, before: None, after: None };
    trail::record(conn, event, now)?;
    Ok(Some(email))
}

/// `POST /settings/email`: the address changes, and the old one is told.
pub async fn change_email(
    org: Org,
    session: Session,
    chrome: Data<Chrome>,
    post_office: Data<PostOffice>,
    keyring: Data<Keyring>,
    Form(form): Form<Proof>,
) -> Result<HttpResponse, AppError> {
    let (mail, languages) = (post_office.clone(), chrome.languages);
    let (door, changed) = org
        .run(move |conn| {
            let door = open_organization(conn)?;
            let changed = use_change(conn, &form.token, &door, &mail, languages)?;
            Ok((door, changed))
        })
        .await?;
    let Some(Changed { old, email, language }) = changed else { return over(&chrome, &door) };
    post_office.wake(org.organization());
    addresses::refresh(&org, &keyring, vec![old, email.clone()]).await;
    flash::put(&session, language.say(&phrase!("identity-said-address-changed", email = email)), None);
    Ok(respond::see_other("/settings/profile"))
}

/// An address that counts from now on, and whose language.
struct Changed {
    old: String,
    email: String,
    language: Language,
}

fn use_change(
    conn: &mut TenantConn<'_>,
    token: &str,
    door: &Doorplate,
    mail: &PostOffice,
    languages: Languages,
) -> Result<Option<Changed>, AppError> {
    let now = Utc::now();
    let Some((member, new)) = sessions::consume_proof(conn, Purpose::Email, token, now)? else {
        return Ok(None);
    };
    let Some(found) = roster::find(conn, member)?.filter(roster::Colleague::is_active) else {
        return Ok(None);
    };
    let email = Email::parse(&new).map_err(AppError::internal)?;
    if roster::find_by_email(conn, &email)?.is_some() {
        return Err(AppError::Conflict(phrase!("identity-address-taken")));
    }
    members::set_verified_email(conn, member, &new, now)?;
    // Links that went to the old address open nothing any more.
    sessions::end_tokens(conn, member)?;
    let subject = Subject::Member(member.uuid());
    let event =
        Event { actor: Some(member), act: Act::MemberEmailChanged, subject, before: None, after: None };
    trail::record(conn, event, now)?;
    let own = members::find_own(conn, member)?;
    let language = door.language_of(own.locale.as_deref(), languages);
    let whom = Addressee::stored(&found.email, &found.name, &door.brand.name, language)?;
    mail.put(conn, &door.brand, &letters::address_changed(whom, &new), now)?;
    Ok(Some(Changed { old: found.email, email: new, language }))
}
