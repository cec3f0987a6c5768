//! The way from sign-up, on the base domain, into the organization that was just made.

use super::brand;
use super::handlers::arrival;
use super::sessions::{self, Purpose};
use super::viewer;
use super::views::{WelcomeOverPage, WelcomePage};
use super::visit::Claim;
use crate::error::AppError;
use crate::tenancy::resolve::Org;
use crate::web::chrome::Chrome;
use crate::web::forms::Form;
use crate::web::keyring::secret_hash;
use crate::web::origin::fetch_site;
use crate::web::respond;
use actix_session::Session;
use actix_web::http::{Method, StatusCode};
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use chrono::Utc;
use serde::Deserialize;

/// The handover's token, in the address or in the form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Handover {
    token: String,
}

/// `GET /welcome?token=`: signs the owner in straight from sign-up; asks first when the way here is not clear.
pub async fn welcome_page(
    request: HttpRequest,
    org: Org,
    session: Session,
    chrome: Data<Chrome>,
    query: Query<Handover>,
) -> Result<HttpResponse, AppError> {
    let claim = Claim::read(&session, org.organization().id.uuid());
    let (token, languages) = (query.token.clone(), chrome.languages);
    let (door, holder, present) = org
        .run(move |conn| {
            let now = Utc::now();
            let door = brand::find_doorplate(conn)?;
            let holder = sessions::find_token(conn, Purpose::Handover, &token, now)?;
            let present = match claim {
                Some(claim) => viewer::find_by_session(conn, &secret_hash(&claim.secret), now, languages)?,
                None => None,
            };
            Ok((door, holder, present))
        })
        .await?;
    let language = door.language(languages);
    let Some((member, name, email)) = holder else {
        // Back, or the link opened twice: whoever is signed in already just goes on.
        if present.is_some() {
            return Ok(respond::see_other("/"));
        }
        let title = language.word("identity-link-used");
        let (page, host) = chrome.organization_page(language, title, &door.brand);
        return respond::page(StatusCode::GONE, &WelcomeOverPage { page, host });
    };
    if present.is_none() && comes_from_sign_up(&request, &chrome) {
        return use_handover(&request, &org, &session, query.into_inner().token).await;
    }
    let (page, host) = chrome.organization_page(language, language.word("identity-continue"), &door.brand);
    let instead_of = present.filter(|present| present.id != member).map(|present| present.name);
    respond::ok(&WelcomePage { page, host, name, email, token: query.into_inner().token, instead_of })
}

/// `POST /welcome`: the person pressed "Continue as ...".
pub async fn welcome(
    request: HttpRequest,
    org: Org,
    session: Session,
    Form(form): Form<Handover>,
) -> Result<HttpResponse, AppError> {
    use_handover(&request, &org, &session, form.token).await
}

async fn use_handover(
    request: &HttpRequest,
    org: &Org,
    session: &Session,
    token: String,
) -> Result<HttpResponse, AppError> {
    let organization = org.organization().id.uuid();
    let arrival = arrival(request, session, organization);
    let begun = org
        .run(move |conn| {
            let now = Utc::now();
            let Some(member) = sessions::consume_token(conn, Purpose::Handover, &token, now)? else {
                return Ok(None);
            };
            Ok(Some((member, sessions::begin(conn, member, &arrival, now)?)))
        })
        .await?;
    let Some((member, secret)) = begun else { return Ok(respond::see_other("/login")) };
    Claim::write(session, organization, &secret, member)?;
    Ok(respond::see_other("/"))
}

/// Whether this GET is the redirect after sign-up rather than a link somebody sent: a browser says `same-site` then,
/// scripts say nothing. Below `localhost` every name is a site of its own, so there `cross-site` has to do. A prefetch
/// or HEAD is no visit at all.
fn comes_from_sign_up(request: &HttpRequest, chrome: &Chrome) -> bool {
    let prefetch =
        ["sec-purpose", "purpose", "x-moz"].iter().any(|name| request.headers().contains_key(*name));
    if prefetch || request.method() == Method::HEAD {
        return false;
    }
    match fetch_site(request.head()) {
        None | Some("same-origin" | "same-site") => true,
        Some("cross-site") => chrome.public.is_localhost(),
        Some(_) => false,
    }
}
