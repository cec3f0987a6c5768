//! Links that prove an address: the one somebody signed up with, or the one they want instead. Looking at a link uses
//! nothing up; the button on its page does.

use super::account_views::{LinkOverPage, ProofPage};
use super::addresses;
use super::brand;
use super::handlers::SignInDesk;
use super::letters::{self, Addressee};
use super::members;
use super::roster;
use super::sessions::{self, Purpose};
use super::trail::{self, Act, Event, Subject};
use super::visit::{READ_ONLY, Visit};
use crate::domain::email::Email;
use crate::error::AppError;
use crate::mail::{Letter, PostOffice};
use crate::tenancy::TenantConn;
use crate::tenancy::resolve::Org;
use crate::web::brand::Brand;
use crate::web::chrome::Chrome;
use crate::web::forms::Form;
use crate::web::keyring::Keyring;
use crate::web::{flash, respond};
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
            let whom = Addressee::stored(&viewer.email, &viewer.name, &brand.name)?;
            let letter = first_letter(conn, viewer.id, whom, &origin, viewer.now)?;
            mail.put(conn, brand, &letter, viewer.now)
        })
        .await?;
    post_office.wake(visit.organization());
    flash::put(visit.session(), format!("Sent the mail to {} again.", viewer.email), None);
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
    let (brand, found) = org
        .run(move |conn| {
            let brand = brand::find_doorplate(conn)?.brand;
            Ok((brand, sessions::find_proof(conn, purpose, &secret, Utc::now())?))
        })
        .await?;
    let Some((_, email)) = found else { return over(chrome, &brand) };
    let (title, action, label) = match purpose {
        Purpose::Email => ("Your new address", "/settings/email", "Confirm"),
        _ => ("Verify your address", "/verify", "Verify"),
    };
    let (page, host) = chrome.organization_page(title, &brand);
    respond::ok(&ProofPage { page, host, title, email, action, label, token })
}

fn over(chrome: &Chrome, brand: &Brand) -> Result<HttpResponse, AppError> {
    let (page, host) = chrome.organization_page("This link has been used, or is too old", brand);
    let text = "A link that proves an address works once, for 7 days, and only the latest one does. Your profile says \
                which address is yours, and sends another link.";
    let view = LinkOverPage { page, host, text, href: "/settings/profile", label: "Open your profile" };
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
    let (brand, email) = org
        .run(move |conn| {
            let brand = open_organization(conn)?;
            Ok((brand, use_verification(conn, &form.token, Utc::now())?))
        })
        .await?;
    match email {
        Some(email) => {
            addresses::refresh(&org, &keyring, vec![email.clone()]).await;
            flash::put(&session, format!("{email} is verified."), None);
            Ok(respond::see_other("/"))
        }
        None => over(&chrome, &brand),
    }
}

fn open_organization(conn: &mut TenantConn<'_>) -> Result<Brand, AppError> {
    let door = brand::find_doorplate(conn)?;
    if door.suspended { Err(AppError::Forbidden(READ_ONLY)) } else { Ok(door.brand) }
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
    let mail = post_office.clone();
    let (brand, email) = org
        .run(move |conn| {
            let brand = open_organization(conn)?;
            let changed = use_change(conn, &form.token, &brand, &mail, Utc::now())?;
            Ok((brand, changed))
        })
        .await?;
    let Some((old, email)) = email else { return over(&chrome, &brand) };
    post_office.wake(org.organization());
    addresses::refresh(&org, &keyring, vec![old, email.clone()]).await;
    flash::put(&session, format!("{email} is your address now."), None);
    Ok(respond::see_other("/settings/profile"))
}

fn use_change(
    conn: &mut TenantConn<'_>,
    token: &str,
    brand: &Brand,
    mail: &PostOffice,
    now: DateTime<Utc>,
) -> Result<Option<(String, String)>, AppError> {
    let Some((member, new)) = sessions::consume_proof(conn, Purpose::Email, token, now)? else {
        return Ok(None);
    };
    let Some(found) = roster::find(conn, member)?.filter(roster::Colleague::is_active) else {
        return Ok(None);
    };
    let email = Email::parse(&new).map_err(|fault| AppError::internal(fault.sentence()))?;
    if roster::find_by_email(conn, &email)?.is_some() {
        return Err(AppError::Conflict(
            "Somebody else has taken this address meanwhile. Choose another in your profile.".to_owned(),
        ));
    }
    members::set_verified_email(conn, member, &new, now)?;
    // Links that went to the old address open nothing any more.
    sessions::end_tokens(conn, member)?;
    let subject = Subject::Member(member.uuid());
    let event =
        Event { actor: Some(member), act: Act::MemberEmailChanged, subject, before: None, after: None };
    trail::record(conn, event, now)?;
    let whom = Addressee::stored(&found.email, &found.name, &brand.name)?;
    mail.put(conn, brand, &letters::address_changed(whom, &new), now)?;
    Ok(Some((found.email, new)))
}
