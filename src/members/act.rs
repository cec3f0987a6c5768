//! What every change of members begins and ends with: who may, under the lock, and the trail.

use crate::domain::id::MemberId;
use crate::error::AppError;
use crate::identity::roster::{self, Locked};
use crate::identity::trail::{self, Act, Event, Subject};
use crate::identity::viewer::Viewer;
use crate::policy::membership::{self, Roster};
use crate::policy::role::Power;
use crate::tenancy::TenantConn;
use crate::words::phrase;
use serde_json::Value;

/// What this person sees of the members.
///
/// # Errors
/// [`AppError::NotFound`] where they see nothing of them.
pub(super) fn roster_of(viewer: &Viewer) -> Result<Roster, AppError> {
    match membership::roster(viewer.role) {
        Roster::Hidden => Err(AppError::NotFound),
        seen => Ok(seen),
    }
}

/// Somebody who may change members at all.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`] for everybody else.
pub(super) fn require_manager(viewer: &Viewer) -> Result<(), AppError> {
    roster_of(viewer)?;
    if viewer.role.may(Power::ManageMembers) {
        return Ok(());
    }
    Err(AppError::Forbidden(phrase!("members-forbidden")))
}

/// Locks what the change of a member depends on, and asks again who may: the actor's own role may have changed since
/// their page was shown.
///
/// # Errors
/// [`AppError::NotFound`] where the member is not there or not seen, [`AppError::Forbidden`] for whoever may not.
pub(super) fn lock_managed(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    member: MemberId,
) -> Result<Locked, AppError> {
    roster_of(viewer)?;
    let locked = roster::lock(conn, viewer.id, member)?.ok_or(AppError::NotFound)?;
    if !locked.actor.is_active() || !locked.actor.role.may(Power::ManageMembers) {
        return Err(AppError::Forbidden(phrase!("members-forbidden")));
    }
    if !membership::may_manage(locked.actor.role, locked.subject.role) {
        return Err(AppError::Forbidden(phrase!("members-only-owner-changes-owner")));
    }
    Ok(locked)
}

/// The version that a button was shown for, where it was sent along, is still the one that stands.
///
/// # Errors
/// [`AppError::Conflict`] where somebody changed the member meanwhile.
pub(super) fn require_version(locked: &Locked, typed: &str) -> Result<(), AppError> {
    if typed.trim().is_empty() || typed.trim() == locked.subject.version.to_string() {
        return Ok(());
    }
    Err(AppError::Conflict(phrase!("members-stale", name = &locked.subject.name)))
}

/// Writes the trail of what this person did.
///
/// # Errors
/// When the database is away.
pub(super) fn remember(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    act: Act,
    subject: Subject,
    before: Option<Value>,
    after: Option<Value>,
) -> Result<(), AppError> {
    trail::record(conn, Event { actor: Some(viewer.id), act, subject, before, after }, viewer.now)
}
