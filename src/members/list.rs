//! `GET /members`: who is here, who is invited, who has left.

use super::act::roster_of;
use super::invite::MOST_UNVERIFIED;
use super::queries::{self, Invitation};
use super::views::{InvitationRow, InviteBox, MembersPage, PersonRow, Seen};
use crate::domain::dates;
use crate::domain::id::MemberId;
use crate::error::AppError;
use crate::identity::members;
use crate::identity::roster::{self, Colleague, Filter, MOST_SHOWN};
use crate::identity::sessions;
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::policy::membership::{self, Roster};
use crate::policy::role::{Power, Role};
use crate::tenancy::TenantConn;
use crate::web::chrome::initials;
use crate::web::frame::{Choice, Faults};
use crate::web::respond;
use crate::words::{Language, phrase};
use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

/// The longest text that is looked for, in characters.
const LONGEST: usize = 200;

/// The filters as they stand in the address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Query {
    q: String,
    status: String,
}

/// What the list shows.
pub(super) struct Shown {
    seen: Roster,
    people: Vec<Colleague>,
    invitations: Vec<Invitation>,
    names: HashMap<Uuid, String>,
    last_seen: HashMap<Uuid, DateTime<Utc>>,
    limited: bool,
}

/// `GET /members`.
pub(super) async fn page(visit: Visit, query: web::Query<Query>) -> Result<HttpResponse, AppError> {
    let asked = query.clone();
    let (viewer, shown) = visit.run(move |conn, viewer| load(conn, viewer, &asked)).await?;
    respond::ok(&view(&visit, &viewer, &shown, &query))
}

/// Reads what the list shows to this person.
pub(super) fn load(conn: &mut TenantConn<'_>, viewer: &Viewer, query: &Query) -> Result<Shown, AppError> {
    let seen = roster_of(viewer)?;
    let words = Some(words_of(&query.q)).filter(|words| !words.is_empty());
    let active = match query.status.as_str() {
        "active" => Some(true),
        "deactivated" => Some(false),
        _ => None,
    };
    let by_email = seen == Roster::Everything;
    let filter = Filter { words: words.clone(), by_email, active };
    let people = if query.status == "invited" { Vec::new() } else { roster::list(conn, &filter)? };
    let with_invitations = by_email && matches!(query.status.as_str(), "" | "invited");
    let mut invitations = if with_invitations { queries::list_waiting(conn)? } else { Vec::new() };
    if let Some(words) = words.map(|words| words.to_lowercase()) {
        let fits = |text: &str| text.to_lowercase().contains(&words);
        invitations.retain(|invitation| fits(&invitation.email) || fits(&invitation.name));
    }
    Ok(Shown {
        seen,
        people,
        invitations,
        names: members::list_names(conn)?,
        last_seen: if by_email { sessions::list_last_seen(conn)? } else { HashMap::new() },
        limited: viewer.role.may(Power::ManageMembers) && !roster::has_verified_owner(conn)?,
    })
}

/// What is looked for: on one line, without what PostgreSQL keeps in no text, and no longer than any name or address.
fn words_of(typed: &str) -> String {
    let line = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().filter(|letter| !letter.is_control()).take(LONGEST).collect()
}

/// The page of it.
pub(super) fn view(visit: &Visit, viewer: &Viewer, shown: &Shown, query: &Query) -> MembersPage {
    let (page, frame) = visit.page(viewer, viewer.language.word("members-title"));
    let active = shown.people.iter().filter(|person| person.is_active()).count();
    let cut = shown.people.len() >= usize::try_from(MOST_SHOWN).unwrap_or(usize::MAX);
    MembersPage {
        page,
        frame,
        summary: summary(viewer.language, active, shown.people.len() - active, shown.invitations.len()),
        q: words_of(&query.q),
        statuses: statuses(viewer.language, &query.status),
        emails_shown: shown.seen == Roster::Everything,
        invitations: shown.invitations.iter().map(|one| invitation_row(viewer, one)).collect(),
        people: shown.people.iter().map(|person| person_row(viewer, shown, person)).collect(),
        cut: cut.then(|| viewer.say(phrase!("members-cut", most = MOST_SHOWN))),
        invite: viewer.role.may(Power::ManageMembers).then(|| invite_box(viewer, shown)),
    }
}

fn summary(language: Language, active: usize, deactivated: usize, invited: usize) -> String {
    let mut parts = vec![phrase!("members-people", count = active)];
    parts.extend((invited > 0).then(|| phrase!("members-people-invited", count = invited)));
    parts.extend((deactivated > 0).then(|| phrase!("members-people-deactivated", count = deactivated)));
    parts.iter().map(|part| language.say(part)).collect::<Vec<_>>().join(", ")
}

fn statuses(language: Language, chosen: &str) -> Vec<Choice> {
    let choice = |(value, label): (&str, &'static str)| Choice {
        value: value.to_owned(),
        label: language.word(label).to_owned(),
        chosen: value == chosen,
    };
    [
        ("", "members-everybody"),
        ("active", "members-active"),
        ("invited", "members-invited"),
        ("deactivated", "members-deactivated"),
    ]
    .map(choice)
    .into()
}

fn invite_box(viewer: &Viewer, shown: &Shown) -> InviteBox {
    InviteBox {
        emails: String::new(),
        roles: role_choices(viewer, Role::Member),
        faults: Faults::default(),
        open: false,
        limit: shown.limited.then(|| viewer.say(phrase!("members-limited", most = MOST_UNVERIFIED))),
    }
}

/// The roles that this person may give.
pub(super) fn role_choices(viewer: &Viewer, chosen: Role) -> Vec<Choice> {
    let choice = |role: Role| Choice {
        value: role.as_str().to_owned(),
        label: role.label(viewer.language).to_owned(),
        chosen: role == chosen,
    };
    membership::grantable(viewer.role).map(choice).collect()
}

fn person_row(viewer: &Viewer, shown: &Shown, person: &Colleague) -> PersonRow {
    let everything = shown.seen == Roster::Everything;
    let approver = person.approver.and_then(|id| shown.names.get(&id.uuid()).cloned());
    let (status, status_word) = if person.is_active() {
        ("active", "members-active")
    } else {
        ("deactivated", "members-deactivated")
    };
    PersonRow {
        id: person.id.to_string(),
        href: format!("/members/{}", person.id),
        name: person.name.clone(),
        initials: initials(&person.name, 2),
        is_self: person.id == viewer.id,
        email: everything.then(|| person.email.clone()),
        role: person.role.label(viewer.language).to_owned(),
        approver,
        seen: if everything {
            seen(viewer, person, shown.last_seen.get(&person.id.uuid()))
        } else {
            Seen::Untold
        },
        status,
        status_word: viewer.language.word(status_word),
    }
}

/// The later of the last sign-in and the last use of a session that is still there.
pub(super) fn seen(viewer: &Viewer, person: &Colleague, session: Option<&DateTime<Utc>>) -> Seen {
    let Some(at) = person.signed_in_at.max(session.copied()) else { return Seen::Never };
    Seen::On(viewer.format().day_month_year(dates::today(viewer.organization.timezone, at)))
}

fn invitation_row(viewer: &Viewer, invitation: &Invitation) -> InvitationRow {
    let expired = invitation.expires_at <= viewer.now;
    let day = dates::today(viewer.organization.timezone, invitation.expires_at);
    let until = if expired {
        phrase!("members-expired")
    } else {
        phrase!("members-until", day = viewer.format().day_month(day))
    };
    InvitationRow {
        id: invitation.id.to_string(),
        email: invitation.email.clone(),
        name: invitation.name.clone(),
        role: invitation.role.label(viewer.language).to_owned(),
        until: viewer.say(until),
        expired,
        action: membership::may_grant(viewer.role, invitation.role)
            .then(|| format!("/members/invitations/{}", invitation.id)),
    }
}

/// The names of those who decide about expenses, for choosing one of them.
pub(super) fn approver_choices(
    language: Language,
    deciders: &[Colleague],
    member: MemberId,
    chosen: Option<MemberId>,
) -> Vec<Choice> {
    let nobody = Choice {
        value: String::new(),
        label: language.word("members-anybody").to_owned(),
        chosen: chosen.is_none(),
    };
    let others = deciders.iter().filter(|decider| decider.id != member).map(|decider| Choice {
        value: decider.id.to_string(),
        label: decider.name.clone(),
        chosen: Some(decider.id) == chosen,
    });
    std::iter::once(nobody).chain(others).collect()
}
