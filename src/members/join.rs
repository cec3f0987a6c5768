//! `/invitations/TOKEN`: whoever holds the link joins, once. Looking at it uses nothing up, since mail scanners look.

use super::MembersDesk;
use super::form::JoinForm;
use super::queries::{self, Invitation, Standing};
use super::views::{JoinOverPage, JoinPage};
use crate::domain::email::Email;
use crate::domain::fault::FieldErrors;
use crate::domain::id::MemberId;
use crate::domain::text::PersonName;
use crate::error::AppError;
use crate::identity::addresses;
use crate::identity::brand::{self, Doorplate};
use crate::identity::handlers::{SignInDesk, arrival};
use crate::identity::members::{self, NewMember};
use crate::identity::roster::{self, Colleague, Joining};
use crate::identity::sessions::{self, Arrival};
use crate::identity::trail::{self, Act, Event, Subject};
use crate::identity::visit::Claim;
use crate::policy::membership::may_grant;
use crate::tenancy::TenantConn;
use crate::tenancy::resolve::Org;
use crate::web::chrome::Chrome;
use crate::web::client::client_address;
use crate::web::forms::Form;
use crate::web::frame::Faults;
use crate::web::keyring::Keyring;
use crate::web::respond;
use crate::words::{Phrase, phrase};
use actix_session::Session;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use serde_json::json;

/// Why a link leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Refusal {
    /// No invitation has this link: mistyped, or sent again since.
    Unknown,
    Expired,
    Accepted,
    Revoked,
    /// Who invited may not any more.
    NoLongerVouched,
    /// Somebody of this address is an active member.
    Member,
}

impl Refusal {
    fn status(self) -> StatusCode {
        match self {
            Self::Unknown => StatusCode::NOT_FOUND,
            Self::Expired | Self::Accepted | Self::Revoked => StatusCode::GONE,
            Self::NoLongerVouched | Self::Member => StatusCode::CONFLICT,
        }
    }

    /// Title and text.
    fn words(self, organization: &str) -> (&'static str, Phrase) {
        let (title, text) = match self {
            Self::Unknown => ("members-join-unknown", "members-join-unknown-text"),
            Self::Expired => ("members-join-expired", "members-join-expired-text"),
            Self::Accepted => ("members-join-accepted", "members-join-accepted-text"),
            Self::Revoked => ("members-join-revoked", "members-join-revoked-text"),
            Self::NoLongerVouched => ("members-join-invalid", "members-join-invalid-text"),
            Self::Member => ("members-join-member", "members-join-member-text"),
        };
        (title, Phrase::new(text).with("organization", organization))
    }
}

/// What is behind a link that can be accepted.
struct Open {
    invitation: Invitation,
    inviter: String,
    name: String,
}

/// `GET /invitations/{token}`.
pub async fn page(org: Org, chrome: Data<Chrome>, token: Path<String>) -> Result<HttpResponse, AppError> {
    let secret = token.clone();
    let (door, found) = org.run(move |conn| look(conn, &secret)).await?;
    match found {
        Ok(open) => respond::ok(&join_page(&chrome, &door, &token, &open, &open.name, Faults::default())),
        Err(refusal) => refuse(&chrome, &door, refusal),
    }
}

/// The organization, and the invitation where it can be accepted.
fn look(conn: &mut TenantConn<'_>, token: &str) -> Result<(Doorplate, Result<Open, Refusal>), AppError> {
    let door = brand::find_doorplate(conn)?;
    if door.suspended {
        return Err(AppError::Suspended);
    }
    let Some(invitation) = queries::find_by_token(conn, token)? else {
        return Ok((door, Err(Refusal::Unknown)));
    };
    let inviter = roster::find(conn, invitation.invited_by)?;
    let found = judge(conn, invitation, inviter, Utc::now())?;
    Ok((door, found))
}

/// Whether the invitation can be accepted now: it stands, and whoever vouches for it still may.
fn judge(
    conn: &mut TenantConn<'_>,
    invitation: Invitation,
    inviter: Option<Colleague>,
    now: DateTime<Utc>,
) -> Result<Result<Open, Refusal>, AppError> {
    match invitation.standing(now) {
        Standing::Open => {}
        Standing::Expired => return Ok(Err(Refusal::Expired)),
        Standing::Accepted => return Ok(Err(Refusal::Accepted)),
        Standing::Revoked => return Ok(Err(Refusal::Revoked)),
    }
    let inviter = inviter.filter(|inviter| inviter.is_active() && may_grant(inviter.role, invitation.role));
    let Some(inviter) = inviter else { return Ok(Err(Refusal::NoLongerVouched)) };
    let email = Email::parse(&invitation.email).map_err(AppError::internal)?;
    let present = roster::find_by_email(conn, &email)?;
    let name = match present {
        Some(member) if member.is_active() => return Ok(Err(Refusal::Member)),
        Some(member) if !may_grant(inviter.role, member.role) => return Ok(Err(Refusal::NoLongerVouched)),
        Some(member) => member.name,
        None => invitation.name.clone(),
    };
    Ok(Ok(Open { invitation, inviter: inviter.name, name }))
}

fn join_page(
    chrome: &Chrome,
    door: &Doorplate,
    token: &str,
    open: &Open,
    name: &str,
    faults: Faults,
) -> JoinPage {
    let language = door.language(chrome.languages);
    let title = language.say(&phrase!("members-join-title", organization = &door.brand.name));
    let (page, host) = chrome.organization_page(language, &title, &door.brand);
    JoinPage {
        page,
        host,
        text: phrase!("members-join-text", inviter = &open.inviter, role = open.invitation.role.as_str(),),
        organization: door.brand.name.clone(),
        email: open.invitation.email.clone(),
        action: format!("/invitations/{token}"),
        name: name.to_owned(),
        faults,
    }
}

fn refuse(chrome: &Chrome, door: &Doorplate, refusal: Refusal) -> Result<HttpResponse, AppError> {
    let (title, text) = refusal.words(&door.brand.name);
    let language = door.language(chrome.languages);
    let (page, host) = chrome.organization_page(language, language.word(title), &door.brand);
    respond::page(refusal.status(), &JoinOverPage { page, host, title, text })
}

/// `POST /invitations/{token}`: joins and signs in. Of two who hold the same link, one gets in.
pub async fn accept(
    request: HttpRequest,
    org: Org,
    session: Session,
    chrome: Data<Chrome>,
    (desk, sign_in, keyring): (Data<MembersDesk>, Data<SignInDesk>, Data<Keyring>),
    token: Path<String>,
    Form(form): Form<JoinForm>,
) -> Result<HttpResponse, AppError> {
    desk.answers.count(&client_address(&request))?;
    let secret = token.clone();
    // Looked at first: nothing is hashed for a link that leads nowhere.
    let (door, found) = org.run(move |conn| look(conn, &secret)).await?;
    let open = match found {
        Ok(open) => open,
        Err(refusal) => return refuse(&chrome, &door, refusal),
    };
    let (name, password) = match form.parse() {
        Ok(parsed) => parsed,
        Err(errors) => return form_again(&chrome, &door, &token, &open, &form, &errors),
    };
    let id = org.organization().id.uuid();
    let password_hash = sign_in.passwords().hash(&id.to_string(), password).await?;
    let arrival = arrival(&request, &session, id);
    let secret = token.into_inner();
    let joined = org.run(move |conn| join(conn, &secret, name, password_hash, &arrival, Utc::now())).await?;
    match joined {
        Ok((member, secret)) => {
            addresses::refresh_member(&org, &keyring, member).await;
            Claim::write(&session, id, &secret, member)?;
            Ok(respond::see_other("/"))
        }
        Err(refusal) => refuse(&chrome, &door, refusal),
    }
}

fn form_again(
    chrome: &Chrome,
    door: &Doorplate,
    token: &str,
    open: &Open,
    form: &JoinForm,
    errors: &FieldErrors,
) -> Result<HttpResponse, AppError> {
    let faults = errors.sentences(door.language(chrome.languages));
    // The name that was typed, though it was wiped out.
    let page = join_page(chrome, door, token, open, &form.name, faults.collect());
    Ok(respond::with_faults(respond::unprocessable(&page)?, errors))
}

fn join(
    conn: &mut TenantConn<'_>,
    token: &str,
    name: PersonName,
    password_hash: String,
    arrival: &Arrival,
    now: DateTime<Utc>,
) -> Result<Result<(MemberId, String), Refusal>, AppError> {
    if brand::find_doorplate(conn)?.suspended {
        return Err(AppError::ReadOnly);
    }
    let Some(invitation) = queries::lock_by_token(conn, token)? else { return Ok(Err(Refusal::Unknown)) };
    let inviter = roster::find_unchanging(conn, invitation.invited_by)?;
    let open = match judge(conn, invitation, inviter, now)? {
        Ok(open) => open,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let invitation = open.invitation;
    let email = Email::parse(&invitation.email).map_err(AppError::internal)?;
    let joining = Joining { name, role: invitation.role, password_hash };
    let (member, revived) = match roster::find_by_email(conn, &email)? {
        Some(member) => {
            if !roster::revive(conn, member.id, &joining, now)? {
                return Ok(Err(Refusal::Member));
            }
            (member.id, true)
        }
        None => (members::insert(conn, &new_member(email, joining, now))?, false),
    };
    queries::accept(conn, invitation.id, member, now)?;
    let after = json!({ "role": invitation.role, "invitation_id": invitation.id, "revived": revived });
    let event = Event {
        actor: Some(member),
        act: Act::MemberJoined,
        subject: Subject::Member(member.uuid()),
        before: None,
        after: Some(after),
    };
    trail::record(conn, event, now)?;
    Ok(Ok((member, sessions::begin(conn, member, arrival, now)?)))
}

/// Their address is theirs: the link came by mail.
fn new_member(email: Email, joining: Joining, now: DateTime<Utc>) -> NewMember {
    NewMember {
        email,
        name: joining.name,
        role: joining.role,
        password_hash: Some(joining.password_hash),
        since: now,
        deactivated_at: None,
        verified_at: Some(now),
    }
}
