//! `/settings/absence`: one's own absences, those in which one stands in, and for who manages members everybody's.

use super::ADDRESS;
use super::act::{self, Changed, Outcome, find, require_arranger, require_decider};
use super::form::AbsenceForm;
use super::views::{AbsencesPage, ChangePage, Fields, Row};
use crate::domain::dates;
use crate::domain::id::{AbsenceId, MemberId};
use crate::error::AppError;
use crate::identity::absences::{self, Absence};
use crate::identity::members;
use crate::identity::roster::{self, Colleague};
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::notifications::Messenger;
use crate::policy::membership::may_arrange;
use crate::policy::role::{Power, Role};
use crate::tenancy::TenantConn;
use crate::web::forms::Form;
use crate::web::frame::{Choice, Faults};
use crate::web::{flash, respond};
use crate::words::{Phrase, phrase};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::NaiveDate;
use std::collections::HashMap;
use uuid::Uuid;

/// What the page is made of.
struct Shown {
    all: Vec<Absence>,
    people: People,
}

/// Who there is.
struct People {
    names: HashMap<Uuid, String>,
    roles: HashMap<MemberId, Role>,
    deciders: Vec<Colleague>,
}

impl People {
    fn load(conn: &mut TenantConn<'_>) -> Result<Self, AppError> {
        Ok(Self {
            names: members::list_names(conn)?,
            roles: roster::list_roles(conn)?,
            deciders: roster::list_allowed(conn, Power::Decide)?,
        })
    }

    fn name(&self, id: MemberId) -> &str {
        self.names.get(&id.uuid()).map_or("", String::as_str)
    }

    fn may_arrange(&self, viewer: &Viewer, member: MemberId) -> bool {
        let role = self.roles.get(&member);
        role.is_some_and(|role| may_arrange(viewer.role, member == viewer.id, *role))
    }
}

fn load(conn: &mut TenantConn<'_>, viewer: &Viewer) -> Result<Shown, AppError> {
    require_decider(viewer)?;
    let of = (!viewer.role.may(Power::ManageMembers)).then_some(viewer.id);
    Ok(Shown { all: absences::list(conn, of)?, people: People::load(conn)? })
}

/// `GET /settings/absence`.
pub async fn page(visit: Visit) -> Result<HttpResponse, AppError> {
    let (viewer, shown) = visit.run(load).await?;
    respond::ok(&view(&visit, &viewer, &shown, &AbsenceForm::default(), Faults::default()))
}

/// `POST /settings/absence`.
pub async fn enter(visit: Visit, Form(form): Form<AbsenceForm>) -> Result<HttpResponse, AppError> {
    let messenger = Messenger::of(&visit);
    let (typed, along) = (form.clone(), messenger.clone());
    let (viewer, (outcome, shown)) = visit
        .run_form(&form, move |conn, viewer| {
            Ok((act::enter(conn, viewer, &along, &typed)?, load(conn, viewer)?))
        })
        .await?;
    messenger.send();
    match outcome {
        Outcome::Done(said) => Ok(done(&visit, &viewer, said)),
        Outcome::Again(errors) => {
            let faults = errors.sentences(viewer.language).collect();
            let page = view(&visit, &viewer, &shown, &form, faults);
            Ok(respond::with_faults(respond::unprocessable(&page)?, &errors))
        }
    }
}

/// What the page of one is made of.
struct One {
    absence: Absence,
    whose: Colleague,
    people: People,
}

fn load_one(conn: &mut TenantConn<'_>, viewer: &Viewer, id: AbsenceId) -> Result<One, AppError> {
    let (absence, whose) = find(conn, viewer, id)?;
    require_arranger(viewer, &whose)?;
    Ok(One { absence, whose, people: People::load(conn)? })
}

/// `GET /settings/absence/{absence}`.
pub async fn one(visit: Visit, absence: Path<Uuid>) -> Result<HttpResponse, AppError> {
    let id = AbsenceId::from(absence.into_inner());
    let (viewer, one) = visit.run(move |conn, viewer| load_one(conn, viewer, id)).await?;
    if !one.absence.is_open(viewer.today()) {
        return Err(AppError::Conflict(phrase!("absences-over")));
    }
    let form = AbsenceForm::of(&one.absence);
    respond::ok(&view_one(&visit, &viewer, &one, &form, Faults::default()))
}

/// `POST /settings/absence/{absence}`.
pub async fn change(
    visit: Visit,
    absence: Path<Uuid>,
    Form(form): Form<AbsenceForm>,
) -> Result<HttpResponse, AppError> {
    let id = AbsenceId::from(absence.into_inner());
    let messenger = Messenger::of(&visit);
    let (typed, along) = (form.clone(), messenger.clone());
    let (viewer, (outcome, one)) = visit
        .run_form(&form, move |conn, viewer| {
            Ok((act::change(conn, viewer, &along, id, &typed)?, load_one(conn, viewer, id)?))
        })
        .await?;
    messenger.send();
    match outcome {
        Changed::As(Outcome::Done(said)) => Ok(done(&visit, &viewer, said)),
        Changed::Stale => {
            let form = AbsenceForm { version: one.absence.version.to_string(), ..form };
            let now = row(&viewer, &one.absence, &one.people);
            let said = phrase!("absences-stale-now", says = now.says, days = now.days);
            let faults = [("", viewer.say(said))].into_iter().collect();
            respond::page(StatusCode::CONFLICT, &view_one(&visit, &viewer, &one, &form, faults))
        }
        Changed::As(Outcome::Again(errors)) => {
            let faults = errors.sentences(viewer.language).collect();
            let page = view_one(&visit, &viewer, &one, &form, faults);
            Ok(respond::with_faults(respond::unprocessable(&page)?, &errors))
        }
    }
}

/// `POST /settings/absence/{absence}/end`.
pub async fn end(visit: Visit, absence: Path<Uuid>) -> Result<HttpResponse, AppError> {
    let id = AbsenceId::from(absence.into_inner());
    let messenger = Messenger::of(&visit);
    let along = messenger.clone();
    let (viewer, said) = visit.run(move |conn, viewer| act::end(conn, viewer, &along, id)).await?;
    messenger.send();
    Ok(done(&visit, &viewer, said))
}

fn done(visit: &Visit, viewer: &Viewer, said: Phrase) -> HttpResponse {
    flash::put(visit.session(), viewer.say(said), None);
    respond::see_other(ADDRESS)
}

fn view(visit: &Visit, viewer: &Viewer, shown: &Shown, form: &AbsenceForm, faults: Faults) -> AbsencesPage {
    let (page, frame) = visit.page(viewer, viewer.language.word("absences-title"));
    let (open, over): (Vec<&Absence>, Vec<&Absence>) =
        shown.all.iter().partition(|absence| absence.is_open(viewer.today()));
    let rows =
        |all: Vec<&Absence>| all.into_iter().map(|absence| row(viewer, absence, &shown.people)).collect();
    // What comes first stands first; of what was, the latest.
    let soonest = |mut all: Vec<_>| {
        all.reverse();
        all
    };
    let arranged = |one: &&Colleague| may_arrange(viewer.role, one.id == viewer.id, one.role);
    let away = form.member_id.trim();
    let chosen = if away.is_empty() { viewer.id.to_string() } else { away.to_owned() };
    let mut members: Vec<Choice> = Vec::new();
    if viewer.role.may(Power::ManageMembers) {
        members.extend(shown.people.deciders.iter().filter(arranged).map(|one| choice(one, &chosen)));
    }
    AbsencesPage {
        page,
        frame,
        open: rows(soonest(open)),
        over: rows(over),
        alone: shown.people.deciders.len() < 2,
        form: fields(viewer, &shown.people, form, members),
        faults,
    }
}

fn view_one(visit: &Visit, viewer: &Viewer, one: &One, form: &AbsenceForm, faults: Faults) -> ChangePage {
    let title = if one.whose.id == viewer.id {
        phrase!("absences-change-own")
    } else {
        phrase!("absences-change-of", name = &one.whose.name)
    };
    let title = viewer.say(title);
    let (page, frame) = visit.page(viewer, &title);
    let mut form = fields(viewer, &one.people, form, Vec::new());
    form.stand_ins.retain(|choice| choice.value != one.whose.id.to_string());
    ChangePage { page, frame, href: format!("{ADDRESS}/{}", one.absence.id), title, form, faults }
}

fn fields(viewer: &Viewer, people: &People, form: &AbsenceForm, members: Vec<Choice>) -> Fields {
    let chosen = form.delegate_id.trim();
    let nobody = Choice {
        value: String::new(),
        label: viewer.language.word("absences-choose").to_owned(),
        chosen: chosen.is_empty(),
    };
    // Who manages others may stand in for them.
    let offered = |one: &&Colleague| !members.is_empty() || one.id != viewer.id || !form.version.is_empty();
    let others = people.deciders.iter().filter(offered).map(|one| choice(one, chosen));
    Fields {
        stand_ins: std::iter::once(nobody).chain(others).collect(),
        members,
        first_day: form.first_day.clone(),
        last_day: form.last_day.clone(),
        note: form.note.clone(),
        version: form.version.clone(),
    }
}

fn choice(one: &Colleague, chosen: &str) -> Choice {
    let value = one.id.to_string();
    Choice { chosen: value == chosen, value, label: one.name.clone() }
}

fn row(viewer: &Viewer, absence: &Absence, people: &People) -> Row {
    let (today, format) = (viewer.today(), viewer.format());
    let (name, stand_in) = (people.name(absence.member_id), people.name(absence.delegate_id));
    let says = if absence.member_id == viewer.id {
        phrase!("absences-for-you", stand_in = stand_in)
    } else if absence.delegate_id == viewer.id {
        phrase!("absences-by-you", name = name)
    } else {
        phrase!("absences-for", stand_in = stand_in, name = name)
    };
    let state = match absence.ended_at {
        Some(at) => {
            let day = format.long_date(dates::today(viewer.organization.timezone, at));
            viewer.say(phrase!("absences-ended", day = day))
        }
        None if absence.holds_on(today) => viewer.language.word("absences-now").to_owned(),
        None => String::new(),
    };
    let may_change = absence.is_open(today) && people.may_arrange(viewer, absence.member_id);
    Row {
        id: absence.id.to_string(),
        says: viewer.say(says),
        note: absence.note.clone(),
        days: viewer.say(days(viewer, absence.first_day, absence.last_day)),
        state,
        href: may_change.then(|| format!("{ADDRESS}/{}", absence.id)),
    }
}

/// "3 December 2026 to 10 December 2026", or the one day.
pub(super) fn days(viewer: &Viewer, first: NaiveDate, last: NaiveDate) -> Phrase {
    let format = viewer.format();
    if first == last {
        return Phrase::verbatim(format.long_date(first));
    }
    phrase!("absences-days", from = format.long_date(first), to = format.long_date(last))
}
