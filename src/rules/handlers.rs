//! The list of rules, adding and editing.

use super::ADDRESS;
use super::form::{RuleForm, facts};
use super::form_pages::{Offered, Typed, form_page, load};
use super::queries::{self, Kept};
use super::rule::{Body, When, Who, contradict};
use super::say::{self, Names};
use super::tell;
use super::views::{Acts, ListPage, Row};
use crate::categories;
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::id::RuleId;
use crate::error::AppError;
use crate::identity::members;
use crate::identity::trail::{self, Act, Event, Subject};
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::notifications::Messenger;
use crate::policy::role::Power;
use crate::tenancy::TenantConn;
use crate::web::forms::{self, Form};
use crate::web::{flash, respond};
use crate::words::phrase;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde_json::Value;
use uuid::Uuid;

/// So many rules there can be.
pub const MOST: usize = 50;

/// Refuses everybody but those who keep the rules.
///
/// # Errors
/// [`AppError::Forbidden`].
pub fn require_change(viewer: &Viewer) -> Result<(), AppError> {
    if viewer.role.may(Power::ChangeSettings) {
        return Ok(());
    }
    Err(AppError::Forbidden(phrase!("rules-forbidden")))
}

/// All rules, held for a change by somebody who may.
///
/// # Errors
/// [`AppError::Forbidden`], or when the database is away.
pub fn list_for_change(conn: &mut TenantConn<'_>, viewer: &Viewer) -> Result<Vec<Kept>, AppError> {
    require_change(viewer)?;
    queries::list_for_change(conn)
}

/// The rule with this id.
///
/// # Errors
/// [`AppError::NotFound`].
pub fn find(all: &[Kept], id: RuleId) -> Result<&Kept, AppError> {
    all.iter().find(|kept| kept.rule.id == id).ok_or(AppError::NotFound)
}

/// Writes into the trail what somebody did with a rule.
///
/// # Errors
/// When the database is away.
pub fn remember(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    rule: RuleId,
    act: Act,
    before: Option<Value>,
    after: Option<Value>,
) -> Result<(), AppError> {
    let subject = Subject::Rule(rule.uuid());
    trail::record(conn, Event { actor: Some(viewer.id), act, subject, before, after }, viewer.now)
}

/// `GET /settings/rules`: all of them for who sees the settings, for others those that bind them.
pub async fn page(visit: Visit) -> Result<HttpResponse, AppError> {
    let (viewer, (all, categories, members)) = visit
        .run(|conn, _| {
            Ok((queries::list(conn)?, categories::queries::list(conn)?, members::list_names(conn)?))
        })
        .await?;
    let (page, frame) = visit.page(&viewer, viewer.language.word("rules-title"));
    let changes = viewer.role.may(Power::ChangeSettings);
    let format = viewer.format();
    let names = Names { categories: &categories, members: &members, format: &format };
    let last = all.len().saturating_sub(1);
    let shown = all.iter().enumerate().filter(|(_, kept)| is_shown(&viewer, kept));
    let rows = shown.map(|(at, kept)| {
        let acts = changes.then(|| Acts {
            here: format!("{ADDRESS}/{}", kept.rule.id),
            version: kept.rule.version.to_string(),
            up: at > 0,
            down: at < last,
        });
        let base = viewer.organization.currency;
        let idle =
            matches!(kept.rule.body.when(), When::Over { limit, .. } if limit.money().currency() != base);
        let says = viewer.say(say::sentence(&kept.rule.body, &names));
        Row { id: kept.rule.id.to_string(), says, active: kept.active, idle, acts }
    });
    let about = match (changes, viewer.role.may(Power::SeeSettings)) {
        (true, _) => "rules-text",
        (false, true) => "rules-text-read",
        (false, false) => "rules-text-bind",
    };
    let page = if changes { page.with_script(&visit.chrome().assets, "js/rules.js") } else { page };
    respond::ok(&ListPage {
        decide: changes && all.iter().any(|kept| kept.rule.body.effect().decides()),
        page,
        frame,
        about: viewer.language.word(about),
        add: changes.then(|| format!("{ADDRESS}/new")),
        rows: rows.collect(),
    })
}

fn is_shown(viewer: &Viewer, kept: &Kept) -> bool {
    let binds = match kept.rule.body.scope().who {
        Who::Everybody => true,
        Who::Role(role) => role == viewer.role,
        Who::Member(member) => member == viewer.id,
    };
    viewer.role.may(Power::SeeSettings) || (kept.active && binds)
}

/// `GET /settings/rules/new`.
pub async fn new_form(visit: Visit) -> Result<HttpResponse, AppError> {
    let (viewer, offered) = visit
        .run(|conn, viewer| {
            require_change(viewer)?;
            load(conn)
        })
        .await?;
    let form = RuleForm {
        when: "over".to_owned(),
        span: "expense".to_owned(),
        effect: "warn".to_owned(),
        ..RuleForm::default()
    };
    let typed = Typed { form: &form, errors: None, met: None, tried: None };
    respond::ok(&form_page(&visit, &viewer, &offered, None, typed))
}

/// What became of a form.
enum Outcome {
    Saved,
    Again(Offered, Option<Kept>, FieldErrors),
    Stale { present: Kept, offered: Offered, by: String },
}

/// `POST /settings/rules`: adds one at the end.
pub async fn create(visit: Visit, Form(form): Form<RuleForm>) -> Result<HttpResponse, AppError> {
    let (typed, messenger) = (form.clone(), Messenger::of(&visit));
    let along = messenger.clone();
    let (viewer, outcome) =
        visit.run_form(&form, move |conn, viewer| add(conn, viewer, &along, &typed)).await?;
    messenger.send();
    if let Outcome::Again(offered, _, errors) = outcome {
        let typed = Typed { form: &form, errors: Some(&errors), met: None, tried: None };
        let view = form_page(&visit, &viewer, &offered, None, typed);
        return Ok(respond::with_faults(respond::unprocessable(&view)?, &errors));
    }
    flash::put(visit.session(), viewer.language.word("rules-said-added"), None);
    Ok(respond::see_other(ADDRESS))
}

fn add(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    messenger: &Messenger,
    form: &RuleForm,
) -> Result<Outcome, AppError> {
    let all = list_for_change(conn, viewer)?;
    let offered = load(conn)?;
    let parsed = form.parse(&offered.context(viewer, None)).and_then(|body| among(&all, None, body));
    let body = match parsed {
        Ok(body) => body,
        Err(errors) => return Ok(Outcome::Again(offered, None, errors)),
    };
    if all.len() >= MOST {
        return Err(AppError::Conflict(phrase!("rules-most", most = MOST)));
    }
    let position = all.iter().map(|kept| kept.position).max().unwrap_or(0).saturating_add(1);
    let id = queries::insert(conn, &body, position, viewer.id, viewer.now)?;
    remember(conn, viewer, id, Act::RuleCreated, None, Some(facts(&body).into()))?;
    tell::tell(conn, viewer, messenger, id, None, Some(&body))?;
    Ok(Outcome::Saved)
}

/// The rule, if it says something new and leaves a way to submit something.
///
/// # Errors
/// What speaks against it.
pub fn among(all: &[Kept], own: Option<RuleId>, body: Body) -> Result<Body, FieldErrors> {
    let others = || all.iter().filter(|kept| Some(kept.rule.id) != own);
    let mut errors = FieldErrors::default();
    if others().any(|kept| kept.rule.body == body) {
        errors.add("when", Fault::RuleTwice);
    }
    let in_use = others().filter(|kept| kept.active).map(|kept| &kept.rule.body);
    if contradict(&in_use.chain([&body]).collect::<Vec<_>>()) {
        errors.add("when", Fault::RulesContradict);
    }
    if errors.is_empty() { Ok(body) } else { Err(errors) }
}

/// Refuses to take a rule into use that says nothing new or leaves no way to submit anything, as a form with it would be.
pub(super) fn require_sense(all: &[Kept], own: &Kept) -> Result<(), AppError> {
    let errors = match among(all, Some(own.rule.id), own.rule.body.clone()) {
        Ok(_) => return Ok(()),
        Err(errors) => errors,
    };
    let said = errors.get("when").map(Fault::phrase);
    Err(said.map_or_else(|| AppError::internal("a rule that is refused for nothing"), AppError::Conflict))
}

/// `GET /settings/rules/{rule}/edit`.
pub async fn edit_form(visit: Visit, rule: Path<Uuid>) -> Result<HttpResponse, AppError> {
    let id = RuleId::from(rule.into_inner());
    let (viewer, (own, offered)) = visit
        .run(move |conn, viewer| {
            let all = queries::list(conn)?;
            let own = find(&all, id)?.clone();
            require_change(viewer)?;
            Ok((own, load(conn)?))
        })
        .await?;
    let form = RuleForm {
        version: own.rule.version.to_string(),
        ..RuleForm::of(&own.rule.body, &offered.categories, &viewer.format())
    };
    let typed = Typed { form: &form, errors: None, met: None, tried: None };
    respond::ok(&form_page(&visit, &viewer, &offered, Some(&own), typed))
}

/// `POST /settings/rules/{rule}`: saves an edit if nobody saved another meanwhile.
pub async fn update(
    visit: Visit,
    rule: Path<Uuid>,
    Form(form): Form<RuleForm>,
) -> Result<HttpResponse, AppError> {
    let id = RuleId::from(rule.into_inner());
    let (typed, messenger) = (form.clone(), Messenger::of(&visit));
    let along = messenger.clone();
    let (viewer, outcome) =
        visit.run_form(&form, move |conn, viewer| save(conn, viewer, &along, id, &typed)).await?;
    messenger.send();
    match outcome {
        Outcome::Saved => {
            flash::put(visit.session(), viewer.language.word("rules-said-saved"), None);
            Ok(respond::see_other(ADDRESS))
        }
        Outcome::Again(offered, own, errors) => {
            let typed = Typed { form: &form, errors: Some(&errors), met: None, tried: None };
            let view = form_page(&visit, &viewer, &offered, own.as_ref(), typed);
            Ok(respond::with_faults(respond::unprocessable(&view)?, &errors))
        }
        Outcome::Stale { present, offered, by } => {
            let format = viewer.format();
            let names = Names { categories: &offered.categories, members: &offered.names, format: &format };
            let says = say::sentence(&present.rule.body, &names);
            let met = Some(viewer.say(phrase!("rules-met", other = by, says = says)));
            let form = RuleForm { version: present.rule.version.to_string(), ..form };
            let typed = Typed { form: &form, errors: None, met, tried: None };
            let view = form_page(&visit, &viewer, &offered, Some(&present), typed);
            respond::page(StatusCode::CONFLICT, &view)
        }
    }
}

fn save(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    messenger: &Messenger,
    id: RuleId,
    form: &RuleForm,
) -> Result<Outcome, AppError> {
    let all = list_for_change(conn, viewer)?;
    let (present, offered) = (find(&all, id)?.clone(), load(conn)?);
    let context = offered.context(viewer, Some(&present.rule.body));
    let body = match form.parse(&context).and_then(|body| among(&all, Some(id), body)) {
        Ok(body) => body,
        Err(errors) => return Ok(Outcome::Again(offered, Some(present), errors)),
    };
    let (before, after) = trail::differences(&facts(&present.rule.body), &facts(&body));
    if after.is_empty() {
        return Ok(Outcome::Saved);
    }
    if forms::version(&form.version).is_some_and(|version| version != present.rule.version) {
        let by = trail::last_editor(conn, viewer, id.uuid())?;
        return Ok(Outcome::Stale { present, offered, by });
    }
    queries::update(conn, id, &body, viewer.id, viewer.now)?;
    remember(conn, viewer, id, Act::RuleChanged, Some(before.into()), Some(after.into()))?;
    if present.active {
        tell::tell(conn, viewer, messenger, id, Some(&present.rule.body), Some(&body))?;
    }
    Ok(Outcome::Saved)
}
