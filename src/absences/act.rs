//! Entering, changing and ending an absence, with its events in the trail and those who hear of it. The members are held
//! before an absence is: of two who would stand in for each other on the same day, the second is refused.

use super::form::AbsenceForm;
use crate::domain::dates;
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::id::{AbsenceId, MemberId};
use crate::error::AppError;
use crate::identity::absences::{self, Absence, Plan};
use crate::identity::roster::{self, Colleague};
use crate::identity::trail::{self, Act, Event, Facts, Subject};
use crate::identity::viewer::Viewer;
use crate::notifications::{About, AbsenceChange, AbsenceNews, Kind, Messenger, News, Sender};
use crate::policy::membership::may_arrange;
use crate::policy::role::Power;
use crate::tenancy::TenantConn;
use crate::web::forms;
use crate::words::{Phrase, phrase};
use serde_json::json;

/// What a form became.
pub(super) enum Outcome {
    /// What was done, as a sentence.
    Done(Phrase),
    /// The form again.
    Again(FieldErrors),
}

/// What the form of one that is there became.
pub(super) enum Changed {
    /// As that of a new one.
    As(Outcome),
    /// Somebody changed it meanwhile.
    Stale,
}

impl From<Outcome> for Changed {
    fn from(outcome: Outcome) -> Self {
        Self::As(outcome)
    }
}

/// Who may have a stand-in, or be one.
///
/// # Errors
/// [`AppError::Forbidden`] for everybody else.
pub(super) fn require_decider(viewer: &Viewer) -> Result<(), AppError> {
    if viewer.role.may(Power::Decide) {
        return Ok(());
    }
    Err(AppError::Forbidden(phrase!("absences-forbidden")))
}

/// An absence that the viewer sees, and whose it is.
///
/// # Errors
/// [`AppError::NotFound`] where they don't see it.
pub(super) fn find(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    id: AbsenceId,
) -> Result<(Absence, Colleague), AppError> {
    let absence = absences::find(conn, id)?.ok_or(AppError::NotFound)?;
    let is_theirs = [absence.member_id, absence.delegate_id].contains(&viewer.id);
    if !is_theirs && !viewer.role.may(Power::ManageMembers) {
        return Err(AppError::NotFound);
    }
    let whose = roster::find(conn, absence.member_id)?.ok_or(AppError::NotFound)?;
    Ok((absence, whose))
}

/// Somebody who may say when this member is away.
///
/// # Errors
/// [`AppError::Forbidden`] for everybody else.
pub(super) fn require_arranger(viewer: &Viewer, whose: &Colleague) -> Result<(), AppError> {
    require_decider(viewer)?;
    if may_arrange(viewer.role, whose.id == viewer.id, whose.role) {
        return Ok(());
    }
    Err(AppError::Forbidden(phrase!("absences-not-theirs")))
}

/// [`require_arranger`] of a member as they are under the lock: they may have become an owner meanwhile.
fn still_arranged(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    member: MemberId,
) -> Result<Colleague, AppError> {
    let whose = roster::find(conn, member)?.ok_or(AppError::NotFound)?;
    require_arranger(viewer, &whose)?;
    Ok(whose)
}

/// A new one.
///
/// # Errors
/// When the viewer may not, or the database is away.
pub(super) fn enter(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    messenger: &Messenger,
    form: &AbsenceForm,
) -> Result<Outcome, AppError> {
    require_decider(viewer)?;
    let named = form.member();
    if named != Ok(None) && named != Ok(Some(viewer.id)) && !viewer.role.may(Power::ManageMembers) {
        return Err(AppError::Forbidden(phrase!("absences-not-theirs")));
    }
    let mut errors = FieldErrors::default();
    let Some(member) = errors.keep("member_id", named) else {
        let others = form.parse(viewer.id, viewer.today()).err().unwrap_or_default();
        return Ok(Outcome::Again(errors.and(&others)));
    };
    let member = member.unwrap_or(viewer.id);
    let plan = match form.parse(member, viewer.today()) {
        Ok(plan) => plan,
        Err(errors) => return Ok(Outcome::Again(errors)),
    };
    roster::hold(conn, &[member, plan.delegate])?;
    let whose = roster::find(conn, member)?
        .filter(|whose| whose.is_active() && may_arrange(viewer.role, whose.id == viewer.id, whose.role));
    let Some(whose) = whose else {
        errors.add("member_id", Fault::NotOffered);
        return Ok(Outcome::Again(errors));
    };
    let shared = absences::find_between(conn, member, (plan.first_day, plan.last_day), None)?;
    if let Some(same) = shared.filter(|shared| plan_of(shared) == plan) {
        // The second click of a double one.
        let stand_in = name_of(conn, same.delegate_id)?;
        return Ok(Outcome::Done(said(viewer, &whose, &stand_in, &plan)));
    }
    let stand_in = match check(conn, member, &plan, None)? {
        Ok(stand_in) => stand_in,
        Err(errors) => return Ok(Outcome::Again(errors)),
    };
    let id = absences::insert(conn, member, &plan, viewer.now)?;
    let mut after = facts(&plan);
    after.insert("absence_id".to_owned(), json!(id));
    remember(conn, viewer, Act::MemberAbsenceEntered, member, None, Some(after))?;
    let news = [
        to(plan.delegate, &whose.name, &plan, AbsenceChange::Asked),
        to(member, &stand_in.name, &plan, AbsenceChange::Entered),
    ];
    messenger.tell(conn, Sender::from(viewer), news.into())?;
    Ok(Outcome::Done(said(viewer, &whose, &stand_in.name, &plan)))
}

/// Other days, another person or another note.
///
/// # Errors
/// When the viewer may not, it is over, or the database is away.
pub(super) fn change(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    messenger: &Messenger,
    id: AbsenceId,
    form: &AbsenceForm,
) -> Result<Changed, AppError> {
    let (known, whose) = find(conn, viewer, id)?;
    require_arranger(viewer, &whose)?;
    let member = known.member_id;
    let parsed = form.parse(member, viewer.today());
    let delegate = parsed.as_ref().map_or(known.delegate_id, |plan| plan.delegate);
    roster::hold(conn, &[member, delegate])?;
    let whose = still_arranged(conn, viewer, member)?;
    let before = absences::find_for_change(conn, id)?.ok_or(AppError::NotFound)?;
    if !before.is_open(viewer.today()) {
        return Err(AppError::Conflict(phrase!("absences-over")));
    }
    let plan = match parsed {
        Ok(plan) => plan,
        Err(errors) => return Ok(Outcome::Again(errors).into()),
    };
    let was = plan_of(&before);
    if was == plan {
        let stand_in = name_of(conn, plan.delegate)?;
        return Ok(Outcome::Done(said(viewer, &whose, &stand_in, &plan)).into());
    }
    if forms::version(&form.version).is_some_and(|version| version != before.version) {
        return Ok(Changed::Stale);
    }
    let stand_in = match check(conn, member, &plan, Some(id))? {
        Ok(stand_in) => stand_in,
        Err(errors) => return Ok(Outcome::Again(errors).into()),
    };
    absences::update(conn, id, &plan)?;
    let (earlier, mut later) = trail::differences(&facts(&was), &facts(&plan));
    later.insert("absence_id".to_owned(), json!(id));
    remember(conn, viewer, Act::MemberAbsenceChanged, member, Some(earlier), Some(later))?;
    messenger.tell(conn, Sender::from(viewer), news_of(&whose, &stand_in, &was, &plan))?;
    Ok(Outcome::Done(said(viewer, &whose, &stand_in.name, &plan)).into())
}

/// Nobody stands in any more. One that was ended stays so.
///
/// # Errors
/// When the viewer may not, it went by, or the database is away.
pub(super) fn end(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    messenger: &Messenger,
    id: AbsenceId,
) -> Result<Phrase, AppError> {
    let (known, whose) = find(conn, viewer, id)?;
    require_arranger(viewer, &whose)?;
    roster::hold(conn, &[known.member_id])?;
    let whose = still_arranged(conn, viewer, known.member_id)?;
    let absence = absences::find_for_change(conn, id)?.ok_or(AppError::NotFound)?;
    if absence.ended_at.is_none() {
        if !absence.is_open(viewer.today()) {
            return Err(AppError::Conflict(phrase!("absences-over")));
        }
        close(conn, viewer, messenger, &absence)?;
    }
    Ok(if whose.id == viewer.id {
        phrase!("absences-said-ended")
    } else {
        phrase!("absences-said-ended-of", name = whose.name)
    })
}

/// Ends those of a member and those in which they stand in: they left, or can't decide any more. The caller holds the
/// member.
///
/// # Errors
/// When the database is away.
pub fn end_all(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    messenger: &Messenger,
    member: MemberId,
) -> Result<(), AppError> {
    for absence in absences::list_open(conn, member, viewer.today())? {
        close(conn, viewer, messenger, &absence)?;
    }
    Ok(())
}

fn close(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    messenger: &Messenger,
    absence: &Absence,
) -> Result<(), AppError> {
    absences::end(conn, absence.id, viewer.now)?;
    let plan = plan_of(absence);
    let mut before = facts(&plan);
    before.remove("note");
    let after = Facts::from_iter([("absence_id".to_owned(), json!(absence.id))]);
    remember(conn, viewer, Act::MemberAbsenceEnded, absence.member_id, Some(before), Some(after))?;
    let (absent, stand_in) = (name_of(conn, absence.member_id)?, name_of(conn, absence.delegate_id)?);
    let news = [
        to(absence.delegate_id, &absent, &plan, AbsenceChange::Ended),
        to(absence.member_id, &stand_in, &plan, AbsenceChange::Dropped),
    ];
    messenger.tell(conn, Sender::from(viewer), news.into())
}

/// What the form alone doesn't tell, under the lock: the days are free, and whoever stands in may and is there. Since
/// nobody stands in who is away themselves, nobody ever stands in for whoever stands in for them.
fn check(
    conn: &mut TenantConn<'_>,
    member: MemberId,
    plan: &Plan,
    except: Option<AbsenceId>,
) -> Result<Result<Colleague, FieldErrors>, AppError> {
    let (days, mut errors) = ((plan.first_day, plan.last_day), FieldErrors::default());
    if let Some(other) = absences::find_between(conn, member, days, except)? {
        let (from, to) = (dates::iso(other.first_day), dates::iso(other.last_day));
        errors.add("first_day", Fault::AbsenceOverlaps { from, to });
    }
    let stand_in = roster::find(conn, plan.delegate)?;
    let stand_in = stand_in.filter(|one| one.is_active() && one.role.may(Power::Decide));
    if stand_in.is_none() {
        errors.add("delegate_id", Fault::ApproverUnfit);
    } else if let Some(theirs) = absences::find_between(conn, plan.delegate, days, None)? {
        let (from, to) = (dates::iso(theirs.first_day), dates::iso(theirs.last_day));
        errors.add("delegate_id", Fault::DelegateAway { from, to });
    }
    Ok(stand_in.filter(|_| errors.is_empty()).ok_or(errors))
}

fn plan_of(absence: &Absence) -> Plan {
    Plan {
        delegate: absence.delegate_id,
        first_day: absence.first_day,
        last_day: absence.last_day,
        note: absence.note.clone(),
    }
}

/// The fields that the trail keeps.
fn facts(plan: &Plan) -> Facts {
    let facts = [
        ("delegate_id", json!(plan.delegate)),
        ("first_day", json!(plan.first_day)),
        ("last_day", json!(plan.last_day)),
        ("note", json!(plan.note)),
    ];
    facts.into_iter().filter(|(_, value)| value != "").map(|(name, value)| (name.to_owned(), value)).collect()
}

fn remember(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    act: Act,
    member: MemberId,
    before: Option<Facts>,
    after: Option<Facts>,
) -> Result<(), AppError> {
    let event = Event {
        actor: Some(viewer.id),
        act,
        subject: Subject::Member(member.uuid()),
        before: before.map(Into::into),
        after: after.map(Into::into),
    };
    trail::record(conn, event, viewer.now)
}

fn name_of(conn: &mut TenantConn<'_>, id: MemberId) -> Result<String, AppError> {
    Ok(roster::find(conn, id)?.map(|one| one.name).unwrap_or_default())
}

/// Who hears of a change: whoever stands in of what is new to them, whoever is away of the days and the person alone.
fn news_of(whose: &Colleague, stand_in: &Colleague, was: &Plan, plan: &Plan) -> Vec<News> {
    let entered = || to(whose.id, &stand_in.name, plan, AbsenceChange::Entered);
    let theirs = |change| to(plan.delegate, &whose.name, plan, change);
    if was.delegate != plan.delegate {
        let no_more = to(was.delegate, &whose.name, was, AbsenceChange::Ended);
        return vec![entered(), no_more, theirs(AbsenceChange::Asked)];
    }
    if (was.first_day, was.last_day) != (plan.first_day, plan.last_day) {
        return vec![entered(), theirs(AbsenceChange::Changed)];
    }
    vec![theirs(AbsenceChange::Noted)]
}

fn to(to: MemberId, name: &str, plan: &Plan, change: AbsenceChange) -> News {
    let (name, first_day, last_day) = (name.to_owned(), plan.first_day, plan.last_day);
    let is_told = matches!(change, AbsenceChange::Asked | AbsenceChange::Changed | AbsenceChange::Noted);
    let note = Some(plan.note.clone()).filter(|note| is_told && !note.is_empty());
    let about = About::Absence(AbsenceNews { change, name, first_day, last_day, note });
    News { to, kind: Kind::Absence, about }
}

fn said(viewer: &Viewer, whose: &Colleague, stand_in: &str, plan: &Plan) -> Phrase {
    let days = super::handlers::days(viewer, plan.first_day, plan.last_day);
    if whose.id == viewer.id {
        phrase!("absences-said-entered", stand_in = stand_in, days = days)
    } else {
        phrase!("absences-said-entered-of", stand_in = stand_in, name = &whose.name, days = days)
    }
}
