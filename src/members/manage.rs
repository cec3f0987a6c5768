//! Changing a member: role, approver, deactivating, ending sessions, giving ownership away.

use super::act::{lock_managed, remember, require_version, roster_of};
use super::one::{self, Shown};
use crate::absences;
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::id::MemberId;
use crate::error::AppError;
use crate::identity::addresses;
use crate::identity::handlers::{SignInDesk, arrival};
use crate::identity::members::{self, OwnPassword};
use crate::identity::roster::{self, Locked};
use crate::identity::sessions::{self, Arrival};
use crate::identity::trail::{Act, Subject};
use crate::identity::viewer::Viewer;
use crate::identity::visit::{Claim, Visit};
use crate::notifications::Messenger;
use crate::policy::membership::may_grant;
use crate::policy::role::{Power, Role};
use crate::tenancy::TenantConn;
use crate::web::forms::Form;
use crate::web::keyring::Keyring;
use crate::web::{flash, respond};
use crate::words::{Phrase, phrase};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// What a form became: a name for the sentence about it, or the form again.
enum Outcome {
    Done(Phrase),
    Again(Box<Shown>, FieldErrors),
}

/// A role to be given.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct RoleForm {
    role: String,
    version: String,
}

/// `POST /members/{member}/role`.
pub async fn change_role(
    visit: Visit,
    member: Path<Uuid>,
    Form(form): Form<RoleForm>,
) -> Result<HttpResponse, AppError> {
    let id = MemberId::from(member.into_inner());
    let typed = form.clone();
    let messenger = Messenger::of(&visit);
    let along = messenger.clone();
    let outcome =
        visit.run_form(&form, move |conn, viewer| give_role(conn, viewer, &along, id, &typed)).await?;
    messenger.send();
    answer(&visit, id, outcome)
}

fn give_role(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    messenger: &Messenger,
    id: MemberId,
    form: &RoleForm,
) -> Result<Outcome, AppError> {
    let locked = lock_managed(conn, viewer, id)?;
    if locked.actor.id == locked.subject.id {
        return Err(AppError::Forbidden(phrase!("members-no-own-role")));
    }
    let role = match Role::parse(form.role.trim()) {
        Some(role) => role,
        None => {
            let fault = if form.role.trim().is_empty() { Fault::Missing } else { Fault::NotOffered };
            return again(conn, viewer, id, "role", fault);
        }
    };
    if !may_grant(locked.actor.role, role) {
        return Err(AppError::Forbidden(phrase!("members-only-owner-makes-owner")));
    }
    require_active(&locked)?;
    require_version(&locked, &form.version)?;
    let name = &locked.subject.name;
    if locked.subject.role != role {
        require_owner_stays(&locked)?;
        set_role(conn, viewer, &locked, role)?;
        if !role.may(Power::Decide) {
            absences::end_all(conn, viewer, messenger, id)?;
        }
    }
    Ok(Outcome::Done(phrase!("members-said-role", name = name, role = role.as_str())))
}

fn set_role(conn: &mut TenantConn<'_>, viewer: &Viewer, locked: &Locked, role: Role) -> Result<(), AppError> {
    let id = locked.subject.id;
    roster::set_role(conn, id, role, viewer.now)?;
    if !role.may(Power::Decide) {
        roster::forget_approver(conn, id, viewer.now)?;
    }
    let (before, after) = (json!({ "role": locked.subject.role }), json!({ "role": role }));
    remember(conn, viewer, Act::MemberRoleChanged, Subject::Member(id.uuid()), Some(before), Some(after))
}

/// Under the lock, so that of two owners who demote each other at once one stays.
fn require_owner_stays(locked: &Locked) -> Result<(), AppError> {
    if locked.subject.role != Role::Owner || locked.other_owners > 0 {
        return Ok(());
    }
    Err(AppError::Conflict(phrase!("members-an-owner-stays")))
}

fn require_active(locked: &Locked) -> Result<(), AppError> {
    if locked.subject.is_active() {
        return Ok(());
    }
    Err(AppError::Conflict(phrase!("members-deactivated-already", name = &locked.subject.name)))
}

/// Who shall decide about somebody's expenses.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct ApproverForm {
    approver_id: String,
    version: String,
}

/// `POST /members/{member}/approver`: empty for anybody who may decide.
pub async fn change_approver(
    visit: Visit,
    member: Path<Uuid>,
    Form(form): Form<ApproverForm>,
) -> Result<HttpResponse, AppError> {
    let id = MemberId::from(member.into_inner());
    let typed = form.clone();
    let outcome = visit.run_form(&form, move |conn, viewer| name_approver(conn, viewer, id, &typed)).await?;
    answer(&visit, id, outcome)
}

fn name_approver(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    id: MemberId,
    form: &ApproverForm,
) -> Result<Outcome, AppError> {
    let locked = lock_managed(conn, viewer, id)?;
    require_active(&locked)?;
    require_version(&locked, &form.version)?;
    let name = &locked.subject.name;
    let chosen = match form.approver_id.trim() {
        "" => None,
        typed => {
            let deciders = roster::list_allowed(conn, Power::Decide)?;
            let found = deciders.into_iter().find(|one| one.id != id && one.id.to_string() == typed);
            match found {
                Some(found) => Some(found),
                None => return again(conn, viewer, id, "approver_id", Fault::ApproverUnfit),
            }
        }
    };
    let approver = chosen.as_ref().map(|chosen| chosen.id);
    if approver != locked.subject.approver {
        roster::set_approver(conn, id, approver, viewer.now)?;
        let (before, after) =
            (json!({ "approver_id": locked.subject.approver }), json!({ "approver_id": approver }));
        let subject = Subject::Member(id.uuid());
        remember(conn, viewer, Act::MemberApproverChanged, subject, Some(before), Some(after))?;
    }
    Ok(Outcome::Done(match chosen {
        Some(chosen) => phrase!("members-said-approver", approver = chosen.name, name = name),
        None => phrase!("members-said-no-approver", name = name),
    }))
}

/// The version a button was shown for.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct VersionForm {
    version: String,
}

/// `POST /members/{member}/deactivate`: submitted and approved expenses go on, since the money is owed.
pub async fn deactivate(
    visit: Visit,
    member: Path<Uuid>,
    keyring: Data<Keyring>,
    Form(form): Form<VersionForm>,
) -> Result<HttpResponse, AppError> {
    let id = MemberId::from(member.into_inner());
    let (typed, messenger) = (form.clone(), Messenger::of(&visit));
    let along = messenger.clone();
    let outcome = visit
        .run_form(&form, move |conn, viewer| {
            let locked = lock_managed(conn, viewer, id)?;
            if locked.actor.id == locked.subject.id {
                return Err(AppError::Forbidden(phrase!("members-not-oneself")));
            }
            let done = Outcome::Done(phrase!("members-said-deactivated", name = &locked.subject.name));
            if !locked.subject.is_active() {
                return Ok(done);
            }
            require_version(&locked, &typed.version)?;
            require_owner_stays(&locked)?;
            roster::deactivate(conn, id, viewer.now)?;
            remember(conn, viewer, Act::MemberDeactivated, Subject::Member(id.uuid()), None, None)?;
            absences::end_all(conn, viewer, &along, id)?;
            Ok(done)
        })
        .await?;
    messenger.send();
    addresses::refresh_member(visit.org(), &keyring, id).await;
    answer(&visit, id, outcome)
}

/// `POST /members/{member}/reactivate`: the same member, role and password.
pub async fn reactivate(
    visit: Visit,
    member: Path<Uuid>,
    keyring: Data<Keyring>,
    Form(form): Form<VersionForm>,
) -> Result<HttpResponse, AppError> {
    let id = MemberId::from(member.into_inner());
    let typed = form.clone();
    let outcome = visit
        .run_form(&form, move |conn, viewer| {
            let locked = lock_managed(conn, viewer, id)?;
            let done = Outcome::Done(phrase!("members-said-reactivated", name = &locked.subject.name));
            if locked.subject.is_active() {
                return Ok(done);
            }
            require_version(&locked, &typed.version)?;
            roster::reactivate(conn, id, viewer.now)?;
            remember(conn, viewer, Act::MemberReactivated, Subject::Member(id.uuid()), None, None)?;
            Ok(done)
        })
        .await?;
    addresses::refresh_member(visit.org(), &keyring, id).await;
    answer(&visit, id, outcome)
}

/// `POST /members/{member}/end-sessions`: signs somebody out everywhere.
pub async fn end_sessions(visit: Visit, member: Path<Uuid>) -> Result<HttpResponse, AppError> {
    let id = MemberId::from(member.into_inner());
    let outcome = visit
        .run_form(&VersionForm::default(), move |conn, viewer| {
            let locked = lock_managed(conn, viewer, id)?;
            let ended = sessions::end_all(conn, id)?;
            let after = json!({ "sessions": ended });
            let subject = Subject::Member(id.uuid());
            remember(conn, viewer, Act::MemberSessionsEnded, subject, None, Some(after))?;
            Ok(Outcome::Done(phrase!("members-said-signed-out", name = locked.subject.name)))
        })
        .await?;
    answer(&visit, id, outcome)
}

/// Whom ownership is given to, and the giver's own password.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct OwnershipForm {
    member_id: String,
    #[serde(skip_serializing)]
    password: String,
}

/// `POST /members/ownership`: the giver becomes an admin.
pub async fn give_ownership(
    request: HttpRequest,
    visit: Visit,
    desk: Data<SignInDesk>,
    Form(form): Form<OwnershipForm>,
) -> Result<HttpResponse, AppError> {
    let chosen = form.member_id.trim().parse::<Uuid>().ok().map(MemberId::from);
    let (viewer, (own, shown)) =
        visit.run_form(&form, move |conn, viewer| before_giving(conn, viewer, chosen)).await?;
    let again = |field, fault| form_again(&visit, &viewer, &shown, field, fault);
    let Some(id) = chosen else {
        let is_missing = form.member_id.trim().is_empty();
        return again("member_id", if is_missing { Fault::Missing } else { Fault::NotOffered });
    };
    if form.password.is_empty() {
        return again("password", Fault::Missing);
    }
    match desk.confirm(visit.org(), own, &form.password).await {
        Ok(true) => {}
        Ok(false) => return again("password", Fault::PasswordWrong),
        Err(error @ AppError::TooMany { .. }) => return later(&visit, &viewer, &shown, &error),
        Err(error) => return Err(error),
    }
    let arrival = arrival(&request, visit.session(), visit.organization().id.uuid());
    let (viewer, (name, secret)) =
        visit.run_form(&form, move |conn, viewer| give(conn, viewer, id, &arrival)).await?;
    Claim::write(visit.session(), visit.organization().id.uuid(), &secret, viewer.id)?;
    flash::put(visit.session(), viewer.say(phrase!("members-said-ownership", name = name)), None);
    Ok(respond::see_other(&format!("/members/{id}")))
}

/// The page of whom it is given to; the giver's own where nobody was chosen.
fn before_giving(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    chosen: Option<MemberId>,
) -> Result<(OwnPassword, Shown), AppError> {
    roster_of(viewer)?;
    let shown = one::load(conn, viewer, chosen.unwrap_or(viewer.id))?;
    if !viewer.role.may(Power::ManageOwnership) {
        return Err(AppError::Forbidden(phrase!("members-only-owner-gives")));
    }
    Ok((members::find_own_password(conn, viewer.id)?, shown))
}

fn give(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    id: MemberId,
    arrival: &Arrival,
) -> Result<(String, String), AppError> {
    let locked = lock_managed(conn, viewer, id)?;
    if !locked.actor.role.may(Power::ManageOwnership) {
        return Err(AppError::Forbidden(phrase!("members-only-owner-gives")));
    }
    if locked.actor.id == locked.subject.id {
        return Err(AppError::Conflict(phrase!("members-owner-already")));
    }
    require_active(&locked)?;
    if locked.subject.role != Role::Owner {
        roster::set_role(conn, id, Role::Owner, viewer.now)?;
        let (before, after) = (json!({ "role": locked.subject.role }), json!({ "role": Role::Owner }));
        let subject = Subject::Member(id.uuid());
        remember(conn, viewer, Act::MemberOwnershipGiven, subject, Some(before), Some(after))?;
    }
    roster::set_role(conn, viewer.id, Role::Admin, viewer.now)?;
    let (before, after) = (json!({ "role": Role::Owner }), json!({ "role": Role::Admin }));
    let subject = Subject::Member(viewer.id.uuid());
    remember(conn, viewer, Act::MemberRoleChanged, subject, Some(before), Some(after))?;
    // The giver goes on in this browser, in a session of the new role.
    Ok((locked.subject.name, sessions::begin(conn, viewer.id, arrival, viewer.now)?))
}

fn again(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    id: MemberId,
    field: &str,
    fault: Fault,
) -> Result<Outcome, AppError> {
    let mut errors = FieldErrors::default();
    errors.add(field, fault);
    Ok(Outcome::Again(Box::new(one::load(conn, viewer, id)?), errors))
}

fn answer(visit: &Visit, id: MemberId, outcome: (Viewer, Outcome)) -> Result<HttpResponse, AppError> {
    match outcome {
        (viewer, Outcome::Done(said)) => {
            flash::put(visit.session(), viewer.say(said), None);
            Ok(respond::see_other(&format!("/members/{id}")))
        }
        (viewer, Outcome::Again(shown, errors)) => page_again(visit, &viewer, &shown, &errors),
    }
}

fn form_again(
    visit: &Visit,
    viewer: &Viewer,
    shown: &Shown,
    field: &str,
    fault: Fault,
) -> Result<HttpResponse, AppError> {
    let mut errors = FieldErrors::default();
    errors.add(field, fault);
    page_again(visit, viewer, shown, &errors)
}

/// Over the limit of tries with the password.
fn later(visit: &Visit, viewer: &Viewer, shown: &Shown, error: &AppError) -> Result<HttpResponse, AppError> {
    let seconds = error.retry_after_seconds().unwrap_or(60);
    let said = viewer.say(phrase!("identity-too-many-send-later", seconds = seconds));
    let page = one::view(visit, viewer, shown, [("password", said)].into_iter().collect());
    respond::too_many(&page, seconds)
}

fn page_again(
    visit: &Visit,
    viewer: &Viewer,
    shown: &Shown,
    errors: &FieldErrors,
) -> Result<HttpResponse, AppError> {
    let page = one::view(visit, viewer, shown, errors.sentences(viewer.language).collect());
    Ok(respond::with_faults(respond::unprocessable(&page)?, errors))
}
