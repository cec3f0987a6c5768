//! `GET /members/{member}`: one of them, and what may be changed; what follows from deactivating.

use super::act::roster_of;
use super::list::{approver_choices, role_choices, seen};
use super::views::{DeactivatePage, MemberPage, Seen};
use super::{MembersDesk, Unfinished};
use crate::domain::dates;
use crate::domain::id::MemberId;
use crate::error::AppError;
use crate::identity::absences;
use crate::identity::members;
use crate::identity::roster::{self, Colleague};
use crate::identity::sessions;
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::policy::membership::{self, Roster};
use crate::policy::role::Power;
use crate::tenancy::TenantConn;
use crate::web::frame::{Choice, Faults};
use crate::web::respond;
use crate::words::{Language, phrase};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// What the page of a member shows.
pub(super) struct Shown {
    seen: Roster,
    /// Who it is.
    pub(super) person: Colleague,
    approver: Option<String>,
    last_seen: Option<DateTime<Utc>>,
    deciders: Vec<Colleague>,
    /// Who decides for them today, and until when.
    away: Option<(String, NaiveDate)>,
}

/// `GET /members/{member}`.
pub(super) async fn page(visit: Visit, member: Path<Uuid>) -> Result<HttpResponse, AppError> {
    let id = MemberId::from(member.into_inner());
    let (viewer, shown) = visit.run(move |conn, viewer| load(conn, viewer, id)).await?;
    respond::ok(&view(&visit, &viewer, &shown, Faults::default()))
}

/// Reads what this person sees of a member.
pub(super) fn load(conn: &mut TenantConn<'_>, viewer: &Viewer, id: MemberId) -> Result<Shown, AppError> {
    let seen = roster_of(viewer)?;
    let person = roster::find(conn, id)?.ok_or(AppError::NotFound)?;
    let names = members::list_names(conn)?;
    let deciders = if membership::may_manage(viewer.role, person.role) {
        roster::list_allowed(conn, Power::Decide)?
    } else {
        Vec::new()
    };
    let last_seen = match seen {
        Roster::Everything => sessions::find_last_seen(conn, id)?,
        Roster::Names | Roster::Hidden => None,
    };
    let approver = person.approver.and_then(|approver| names.get(&approver.uuid()).cloned());
    let away = absences::find_on(conn, id, viewer.today())?;
    let away = away.map(|away| {
        let stand_in = names.get(&away.delegate_id.uuid()).cloned().unwrap_or_default();
        (stand_in, away.last_day)
    });
    Ok(Shown { seen, person, approver, last_seen, deciders, away })
}

/// The page of it.
pub(super) fn view(visit: &Visit, viewer: &Viewer, shown: &Shown, faults: Faults) -> MemberPage {
    let person = &shown.person;
    let (mut page, frame) = visit.page(viewer, &person.name);
    page.title = person.name.clone();
    let day = |at: DateTime<Utc>| viewer.format().long_date(dates::today(viewer.organization.timezone, at));
    let is_self = person.id == viewer.id;
    let everything = shown.seen == Roster::Everything;
    let may_manage = membership::may_manage(viewer.role, person.role);
    MemberPage {
        page,
        frame,
        href: format!("/members/{}", person.id),
        id: person.id.to_string(),
        name: person.name.clone(),
        role: person.role.label(viewer.language).to_owned(),
        status_word: person.deactivated_at.map_or_else(
            || viewer.language.word("members-active").to_owned(),
            |at| viewer.say(phrase!("members-deactivated-since", day = day(at))),
        ),
        active: person.is_active(),
        is_self,
        email: everything.then(|| person.email.clone()),
        unverified: everything && !person.verified,
        seen: if everything { seen(viewer, person, shown.last_seen.as_ref()) } else { Seen::Untold },
        since: day(person.since),
        approver: shown.approver.clone(),
        away: shown.away.as_ref().map(|(stand_in, until)| {
            let until = viewer.format().long_date(*until);
            viewer.say(phrase!("absences-until", stand_in = stand_in, until = until))
        }),
        version: person.version.to_string(),
        roles: if may_manage && !is_self { roles(viewer, person) } else { Vec::new() },
        approvers: if may_manage && person.is_active() {
            approver_choices(viewer.language, &shown.deciders, person.id, person.approver)
        } else {
            Vec::new()
        },
        may_manage,
        may_give: viewer.role.may(Power::ManageOwnership) && !is_self && person.is_active(),
        faults,
    }
}

fn roles(viewer: &Viewer, person: &Colleague) -> Vec<Choice> {
    if person.is_active() { role_choices(viewer, person.role) } else { Vec::new() }
}

/// `GET /members/{member}/deactivate`: says what follows and asks.
pub(super) async fn before_deactivation(
    visit: Visit,
    member: Path<Uuid>,
    desk: Data<MembersDesk>,
) -> Result<HttpResponse, AppError> {
    let id = MemberId::from(member.into_inner());
    let count = desk.count_unfinished;
    let (viewer, (person, unfinished)) = visit
        .run(move |conn, viewer| {
            roster_of(viewer)?;
            let person = roster::find(conn, id)?.ok_or(AppError::NotFound)?;
            if !membership::may_manage(viewer.role, person.role) || person.id == viewer.id {
                return Err(AppError::Forbidden(phrase!("members-only-another-deactivates")));
            }
            Ok((person, count(conn, id)?))
        })
        .await?;
    if !person.is_active() {
        return Ok(respond::see_other(&format!("/members/{id}")));
    }
    let (page, frame) =
        visit.page(&viewer, &viewer.say(phrase!("members-deactivate-title", name = &person.name)));
    respond::ok(&DeactivatePage {
        page,
        frame,
        href: format!("/members/{id}"),
        name: person.name.clone(),
        unfinished: in_words(viewer.language, unfinished),
        version: person.version.to_string(),
    })
}

/// "3 drafts, 2 in approval, 1 to pay".
fn in_words(language: Language, unfinished: Unfinished) -> Option<String> {
    let Unfinished { drafts, submitted, to_pay } = unfinished;
    let parts: Vec<_> = [
        (drafts > 0).then(|| phrase!("members-drafts", count = drafts)),
        (submitted > 0).then(|| phrase!("members-in-approval", count = submitted)),
        (to_pay > 0).then(|| phrase!("members-to-pay", count = to_pay)),
    ]
    .iter()
    .flatten()
    .map(|part| language.say(part))
    .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_finished_is_said_in_few_words() {
        let words =
            |drafts, submitted, to_pay| in_words(Language::English, Unfinished { drafts, submitted, to_pay });
        assert_eq!(words(3, 2, 1).as_deref(), Some("3 drafts, 2 in approval, 1 to pay"));
        assert_eq!(words(1, 0, 0).as_deref(), Some("1 draft"));
        assert_eq!(words(0, 0, 0), None);
    }
}
