//! Inviting people, sending an invitation again, taking it back.

use super::act::{remember, require_manager};
use super::form::{InviteForm, Invitee, MOST_AT_ONCE, read_addresses};
use super::list::{self, Shown};
use super::queries::{self, End, Invitation, Sent};
use super::{MembersDesk, letters};
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::id::InvitationId;
use crate::error::AppError;
use crate::identity::trail::{Act, Subject};
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::identity::{organization, roster};
use crate::mail::PostOffice;
use crate::policy::membership::may_grant;
use crate::policy::role::Role;
use crate::tenancy::TenantConn;
use crate::web::forms::Form;
use crate::web::{flash, respond};
use crate::words::{Phrase, phrase};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::RETRY_AFTER;
use actix_web::web::{Data, Path};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// So many can be invited before an owner's address is verified: whoever signs up with a stranger's address shall not
/// write to the world in their name.
pub const MOST_UNVERIFIED: usize = 3;

/// What became of a form.
struct Judged {
    invited: Vec<String>,
    /// What was not invited, as typed, and why.
    left: Vec<(String, Fault)>,
    role_fault: Option<Fault>,
}

/// `POST /members/invitations`: each address is judged by itself; what could not be invited comes back.
pub async fn invite(
    visit: Visit,
    desk: Data<MembersDesk>,
    post_office: Data<PostOffice>,
    Form(form): Form<InviteForm>,
) -> Result<HttpResponse, AppError> {
    let (typed, mail, origin) = (form.clone(), post_office.clone(), visit.origin());
    let organization = visit.organization().id.uuid();
    let invited = visit
        .run_form(&form, move |conn, viewer| {
            require_manager(viewer)?;
            // Only now: a stranger's forms shall not use the organization's limit up.
            desk.invitations.count(&organization)?;
            let judged = judge(conn, viewer, &typed, &mail, &origin)?;
            Ok((judged, list::load(conn, viewer, &list::Query::default())?))
        })
        .await;
    let (viewer, (judged, shown)) = match invited {
        Err(error @ AppError::TooMany { .. }) => return too_many(&visit, form, &error).await,
        outcome => outcome?,
    };
    if !judged.invited.is_empty() {
        post_office.wake(visit.organization());
    }
    if judged.left.is_empty() && judged.role_fault.is_none() {
        flash::put(visit.session(), viewer.say(said(&judged.invited)), None);
        return Ok(respond::see_other("/members"));
    }
    again(&visit, &viewer, &shown, &form, judged)
}

/// "Invited mira@acme.test." or "Invited 3 people."
fn said(invited: &[String]) -> Phrase {
    match invited {
        [one] => phrase!("members-said-invited-one", email = one),
        many => phrase!("members-said-invited", count = many.len()),
    }
}

fn again(
    visit: &Visit,
    viewer: &Viewer,
    shown: &Shown,
    form: &InviteForm,
    judged: Judged,
) -> Result<HttpResponse, AppError> {
    let mut errors = FieldErrors::default();
    let mut messages = Vec::new();
    if let Some(fault) = judged.role_fault {
        messages.push(("role".to_owned(), fault.sentence_for("role", viewer.language)));
        errors.add("role", fault);
    }
    let about: Vec<String> =
        judged.left.iter().map(|(_, fault)| fault.sentence_for("emails", viewer.language)).collect();
    if !about.is_empty() {
        messages.push(("emails".to_owned(), about.join(" ")));
    }
    let kept: Vec<String> =
        judged.left.iter().map(|(typed, _)| typed.clone()).filter(|typed| !typed.is_empty()).collect();
    for (_, fault) in judged.left {
        errors.add("emails", fault);
    }
    let mut page = list::view(visit, viewer, shown, &list::Query::default());
    if !judged.invited.is_empty() {
        page.say(&viewer.say(said(&judged.invited)));
    }
    page.refill(&kept.join("\n"), &form.role, messages.into_iter().collect());
    Ok(respond::with_faults(respond::unprocessable(&page)?, &errors))
}

/// Nothing typed is lost over the limit.
async fn too_many(visit: &Visit, form: InviteForm, error: &AppError) -> Result<HttpResponse, AppError> {
    let (viewer, shown) = visit
        .run_form(&form, |conn, viewer| {
            require_manager(viewer)?;
            list::load(conn, viewer, &list::Query::default())
        })
        .await?;
    let seconds = error.retry_after_seconds().unwrap_or(30);
    let mut page = list::view(visit, &viewer, &shown, &list::Query::default());
    let said = viewer.say(phrase!("members-many-invitations", seconds = seconds));
    page.refill(&form.typed(), &form.role, [("emails", said)].into_iter().collect());
    let mut response = respond::page(StatusCode::TOO_MANY_REQUESTS, &page)?;
    response.headers_mut().insert(RETRY_AFTER, seconds.into());
    Ok(response)
}

fn judge(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    form: &InviteForm,
    mail: &PostOffice,
    origin: &str,
) -> Result<Judged, AppError> {
    let mut judged = Judged { invited: Vec::new(), left: Vec::new(), role_fault: None };
    let read = read_addresses(&form.typed());
    let role = match form.role() {
        Ok(role) => role,
        Err(fault) => {
            judged.role_fault = Some(fault);
            judged.left = vec![(form.typed(), Fault::InvitedNobody)];
            return Ok(judged);
        }
    };
    if !may_grant(viewer.role, role) {
        return Err(AppError::Forbidden(phrase!("members-only-owner-invites-owner")));
    }
    if read.is_empty() {
        judged.left.push((String::new(), Fault::Missing));
    }
    if read.len() > MOST_AT_ONCE {
        judged.left.push((form.typed(), Fault::TooManyAddresses { most: MOST_AT_ONCE }));
        return Ok(judged);
    }
    let mut room = room(conn)?;
    for entry in read {
        match entry {
            Err(unreadable) => judged.left.push((unreadable.typed, *unreadable.fault)),
            Ok(invitee) => match invite_one(conn, viewer, &invitee, role, &mut room)? {
                Ok(sent) => {
                    send(conn, viewer, &invitee, role, &sent, mail, origin)?;
                    judged.invited.push(invitee.email.to_string());
                }
                Err(fault) => judged.left.push((invitee.email.to_string(), fault)),
            },
        }
    }
    Ok(judged)
}

/// How many more may be invited; none where there is no limit.
fn room(conn: &mut TenantConn<'_>) -> Result<Option<usize>, AppError> {
    if roster::has_verified_owner(conn)? {
        return Ok(None);
    }
    // Of several forms at once each counts what the one before it sent.
    organization::find_for_change(conn)?;
    let ever = usize::try_from(queries::count_ever(conn)?).unwrap_or(usize::MAX);
    Ok(Some(MOST_UNVERIFIED.saturating_sub(ever)))
}

fn invite_one(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    invitee: &Invitee,
    role: Role,
    room: &mut Option<usize>,
) -> Result<Result<Sent, Fault>, AppError> {
    let email = invitee.email.to_string();
    if let Some(member) = roster::find_by_email(conn, &invitee.email)? {
        if member.is_active() {
            return Ok(Err(Fault::MemberAlready { email }));
        }
        if !may_grant(viewer.role, member.role) {
            return Ok(Err(Fault::OwnerWasHere { email }));
        }
    }
    if let Some(waiting) = queries::find_waiting(conn, &email)? {
        if waiting.expires_at > viewer.now || !may_grant(viewer.role, waiting.role) {
            return Ok(Err(Fault::InvitedAlready { email }));
        }
        let sent = queries::renew(conn, waiting.id, role, viewer.id, viewer.now)?;
        return Ok(Ok(sent));
    }
    match room {
        Some(0) => return Ok(Err(Fault::InvitationsLimited { email, most: MOST_UNVERIFIED })),
        Some(left) => *left -= 1,
        None => {}
    }
    let sent = queries::insert(conn, invitee, role, viewer.id, viewer.now)?;
    Ok(sent.ok_or(Fault::InvitedAlready { email }))
}

fn send(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    invitee: &Invitee,
    role: Role,
    sent: &Sent,
    mail: &PostOffice,
    origin: &str,
) -> Result<(), AppError> {
    let name = invitee.name.as_ref().map_or("", |name| name.as_str());
    let url = format!("{origin}/invitations/{}", sent.token);
    let letter = letters::invitation(invitee.email.clone(), name, viewer, role, url);
    mail.put(conn, &viewer.organization.brand, &letter, viewer.now)?;
    let subject = Subject::Invitation(sent.id.uuid());
    remember(conn, viewer, Act::MemberInvited, subject, None, Some(json!({ "role": role })))
}

/// A form without fields of its own.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct NoFields {}

/// `POST /members/invitations/{invitation}/resend`: a new link, seven new days.
pub async fn resend(
    visit: Visit,
    invitation: Path<Uuid>,
    desk: Data<MembersDesk>,
    post_office: Data<PostOffice>,
) -> Result<HttpResponse, AppError> {
    let organization = visit.organization().id.uuid();
    let id = InvitationId::from(invitation.into_inner());
    let (mail, origin) = (post_office.clone(), visit.origin());
    let (viewer, email) = visit
        .run_form(&NoFields {}, move |conn, viewer| {
            let invitation = lock_waiting(conn, viewer, id)?;
            desk.invitations.count(&organization)?;
            let sent = queries::renew(conn, id, invitation.role, viewer.id, viewer.now)?;
            let url = format!("{origin}/invitations/{}", sent.token);
            let to = crate::domain::email::Email::parse(&invitation.email).map_err(AppError::internal)?;
            let letter = letters::invitation(to, &invitation.name, viewer, invitation.role, url);
            mail.put(conn, &viewer.organization.brand, &letter, viewer.now)?;
            remember(conn, viewer, Act::InvitationResent, Subject::Invitation(id.uuid()), None, None)?;
            Ok(invitation.email)
        })
        .await?;
    post_office.wake(visit.organization());
    flash::put(visit.session(), viewer.say(phrase!("members-said-sent-again", email = email)), None);
    Ok(respond::see_other("/members"))
}

/// `POST /members/invitations/{invitation}/revoke`: its link opens nothing any more.
pub async fn revoke(visit: Visit, invitation: Path<Uuid>) -> Result<HttpResponse, AppError> {
    let id = InvitationId::from(invitation.into_inner());
    let (viewer, email) = visit
        .run_form(&NoFields {}, move |conn, viewer| {
            require_manager(viewer)?;
            let invitation = queries::lock(conn, id)?.ok_or(AppError::NotFound)?;
            if invitation.end == End::Revoked {
                // A double click.
                return Ok(invitation.email);
            }
            let invitation = require_waiting(viewer, invitation)?;
            queries::revoke(conn, id, viewer.now)?;
            remember(conn, viewer, Act::InvitationRevoked, Subject::Invitation(id.uuid()), None, None)?;
            Ok(invitation.email)
        })
        .await?;
    flash::put(visit.session(), viewer.say(phrase!("members-said-revoked", email = email)), None);
    Ok(respond::see_other("/members"))
}

fn lock_waiting(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    id: InvitationId,
) -> Result<Invitation, AppError> {
    require_manager(viewer)?;
    let invitation = queries::lock(conn, id)?.ok_or(AppError::NotFound)?;
    require_waiting(viewer, invitation)
}

fn require_waiting(viewer: &Viewer, invitation: Invitation) -> Result<Invitation, AppError> {
    if !may_grant(viewer.role, invitation.role) {
        return Err(AppError::Forbidden(phrase!("members-only-owner-changes-invitation")));
    }
    match invitation.end {
        End::None => Ok(invitation),
        End::Accepted => Err(AppError::Conflict(phrase!("members-joined-already", email = invitation.email))),
        End::Revoked => Err(AppError::Conflict(phrase!("members-revoked-already", email = invitation.email))),
    }
}
