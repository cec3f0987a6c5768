//! Ready-made sets of rules: what they say here, what they would have done, adding one, and taking that back.

use super::asked::{Asked, in_use};
use super::handlers::{expenses_page, list_changed, run};
use super::say;
use super::views::{SetView, SetsPage};
use crate::domain::fault::Fault;
use crate::domain::id::RuleId;
use crate::error::AppError;
use crate::identity::trail::Act;
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::notifications::Messenger;
use crate::rules::form::facts;
use crate::rules::form_pages::{self, Offered};
use crate::rules::queries::{self, Kept};
use crate::rules::rule::{Body, Rule};
use crate::rules::sets::Set;
use crate::rules::{self, say::Names, say::sentence};
use crate::tenancy::TenantConn;
use crate::web::forms::Form;
use crate::web::frame::{Hidden, Undo};
use crate::web::{flash, respond};
use crate::words::{Phrase, phrase};
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where the sets are.
pub const ADDRESS: &str = "/settings/rules/sets";

/// Which set, as an address or a form says it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SetForm {
    set: String,
}

/// What a set says here.
struct Here {
    set: Set,
    /// Its rules that are not there yet.
    new: Vec<Body>,
    /// Those that are.
    present: Vec<Body>,
    /// The ids of categories that are not there.
    missing: Vec<&'static str>,
}

fn here(set: Set, viewer: &Viewer, offered: &Offered, all: &[Kept]) -> Result<Here, AppError> {
    let bodies = set.bodies(viewer.organization.currency, &offered.categories);
    let (bodies, missing) = bodies.map_err(refused)?;
    let is_there = |body: &Body| all.iter().any(|kept| kept.rule.body == *body);
    let (present, new) = bodies.into_iter().partition(is_there);
    Ok(Here { set, new, present, missing })
}

/// What the domain refuses of a set is a mistake of ours.
fn refused(fault: Fault) -> AppError {
    AppError::internal(fault)
}

/// `GET /settings/rules/sets`; with `set`, what that one would have done.
pub async fn page(visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let asked: SetForm = serde_html_form::from_str(request.query_string()).unwrap_or_default();
    let tried = Set::parse(asked.set.trim());
    let (viewer, (found, offered, mut answer)) =
        visit.run_long(move |conn, viewer| load(conn, viewer, tried)).await?;
    let (page, frame) = visit.page(&viewer, viewer.language.word("sets-title"));
    let shown = |here: &Here| {
        let tried = if Some(here.set) == tried { answer.take() } else { None };
        SetView { tried, ..view(here, &viewer, &offered) }
    };
    let sets = found.iter().map(shown).collect();
    respond::ok(&SetsPage { page: page.with_htmx(&visit.chrome().assets), frame, sets })
}

type Loaded = (Vec<Here>, Offered, Option<rules::views::Tried>);

fn load(conn: &mut TenantConn<'_>, viewer: &Viewer, tried: Option<Set>) -> Result<Loaded, AppError> {
    rules::require_change(viewer)?;
    let (all, offered) = (queries::list(conn)?, form_pages::load(conn)?);
    let found: Vec<Here> =
        Set::ALL.into_iter().map(|set| here(set, viewer, &offered, &all)).collect::<Result<_, _>>()?;
    let Some(chosen) = found.iter().find(|here| Some(here.set) == tried) else {
        return Ok((found, offered, None));
    };
    let (trial, first) = run(conn, viewer, &offered.categories, &in_use(&all), &with(&all, &chosen.new))?;
    let changed = (format!("{ADDRESS}/expenses?set={}", chosen.set.as_str()), EXAMPLES);
    let answer = say::tried(conn, viewer, &offered.names, (&trial, first), changed)?;
    Ok((found, offered, Some(answer)))
}

/// The rules in use, and what is new.
fn with(all: &[Kept], new: &[Body]) -> Vec<Rule> {
    let added = new.iter().map(|body| Rule { id: RuleId::new(), version: 1, body: body.clone() });
    in_use(all).into_iter().chain(added).collect()
}

/// `GET /settings/rules/sets/expenses`: all that would go another way with a set.
pub async fn expenses(visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let asked: SetForm = serde_html_form::from_str(request.query_string()).unwrap_or_default();
    let page = Asked::read(request.query_string()).page();
    let Some(set) = Set::parse(asked.set.trim()) else { return Ok(respond::see_other(ADDRESS)) };
    let (viewer, changed) = visit
        .run_long(move |conn, viewer| {
            rules::require_change(viewer)?;
            let (all, offered) = (queries::list(conn)?, form_pages::load(conn)?);
            let new = here(set, viewer, &offered, &all)?.new;
            list_changed(conn, viewer, &offered, (&in_use(&all), &with(&all, &new)), page)
        })
        .await?;
    let code = set.as_str();
    let addresses = (format!("{ADDRESS}/expenses?set={code}"), format!("{ADDRESS}?set={code}#{code}"));
    let name = viewer.say(Phrase::new(format!("sets-name-{code}")));
    expenses_page(&visit, &viewer, (&name, changed), page, addresses)
}

/// So many of what would go another way stand below a set.
const EXAMPLES: usize = 5;

fn view(here: &Here, viewer: &Viewer, offered: &Offered) -> SetView {
    let format = viewer.format();
    let names = Names { categories: &offered.categories, members: &offered.names, format: &format };
    let says = |body: &Body| viewer.say(sentence(body, &names));
    let code = here.set.as_str();
    let missing = here
        .missing
        .iter()
        .map(|name| viewer.say(phrase!("sets-missing", category = viewer.language.word(name))));
    let new = i64::try_from(here.new.len()).unwrap_or(i64::MAX);
    SetView {
        code,
        name: viewer.say(Phrase::new(format!("sets-name-{code}"))),
        about: viewer.say(Phrase::new(format!("sets-about-{code}"))),
        new: here.new.iter().map(says).collect(),
        present: here.present.iter().map(says).collect(),
        missing: missing.collect(),
        verb: (new > 0).then(|| viewer.say(format.counted("sets-add", new))),
        tried: None,
    }
}

/// `POST /settings/rules/sets`: adds what is new of a set at the end, with the way back beside the sentence.
pub async fn add(visit: Visit, Form(form): Form<SetForm>) -> Result<HttpResponse, AppError> {
    let (set, messenger) = (Set::parse(form.set.trim()), Messenger::of(&visit));
    let along = messenger.clone();
    let (viewer, added) = visit
        .run_form(&form, move |conn, viewer| {
            rules::require_change(viewer)?;
            let set = set.ok_or_else(|| AppError::BadRequest(phrase!("sets-unknown")))?;
            insert(conn, viewer, &along, set)
        })
        .await?;
    messenger.send();
    let undo = Undo {
        action: format!("{ADDRESS}/undo"),
        label: viewer.language.word("common-undo").to_owned(),
        fields: vec![Hidden { name: "ids".into(), value: ids(&added) }],
    };
    let count = i64::try_from(added.len()).unwrap_or(i64::MAX);
    let said = viewer.say(viewer.format().counted("sets-said-added", count));
    flash::put(visit.session(), &said, (count > 0).then_some(undo));
    Ok(respond::see_other(rules::ADDRESS))
}

fn ids(rules: &[RuleId]) -> String {
    rules.iter().map(RuleId::to_string).collect::<Vec<_>>().join(",")
}

fn insert(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    messenger: &Messenger,
    set: Set,
) -> Result<Vec<RuleId>, AppError> {
    let all = rules::list_for_change(conn, viewer)?;
    let offered = form_pages::load(conn)?;
    let new = here(set, viewer, &offered, &all)?.new;
    if all.len() + new.len() > rules::MOST {
        return Err(AppError::Conflict(phrase!("rules-most", most = rules::MOST)));
    }
    let last = all.iter().map(|kept| kept.position).max().unwrap_or(0);
    let add = |(position, body): (i32, &Body)| {
        let id = queries::insert(conn, body, position, viewer.id, viewer.now)?;
        rules::remember(conn, viewer, id, Act::RuleCreated, None, Some(facts(body).into()))?;
        rules::tell(conn, viewer, messenger, id, None, Some(body))?;
        Ok(id)
    };
    (last.saturating_add(1)..).zip(&new).map(add).collect()
}

/// Which rules were added.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct UndoForm {
    ids: String,
}

/// `POST /settings/rules/sets/undo`: deletes what a set added, as far as nobody changed it since.
pub async fn undo(visit: Visit, Form(form): Form<UndoForm>) -> Result<HttpResponse, AppError> {
    let wanted: Vec<Uuid> = form.ids.split(',').filter_map(|id| id.trim().parse().ok()).collect();
    let messenger = Messenger::of(&visit);
    let along = messenger.clone();
    let (viewer, gone) = visit
        .run_form(&form, move |conn, viewer| {
            let all = rules::list_for_change(conn, viewer)?;
            let added = all.iter().filter(|kept| wanted.contains(&kept.rule.id.uuid()));
            let untouched: Vec<&Kept> = added.filter(|kept| kept.rule.version == 1).collect();
            for kept in &untouched {
                let id = kept.rule.id;
                queries::set_deleted(conn, id, Some(viewer.now), viewer.now)?;
                let before = facts(&kept.rule.body);
                rules::remember(conn, viewer, id, Act::RuleDeleted, Some(before.into()), None)?;
                let held = Some(&kept.rule.body).filter(|_| kept.active);
                rules::tell(conn, viewer, &along, id, held, None)?;
            }
            Ok(untouched.len())
        })
        .await?;
    messenger.send();
    let count = i64::try_from(gone).unwrap_or(i64::MAX);
    flash::put(visit.session(), viewer.say(viewer.format().counted("sets-said-undone", count)), None);
    Ok(respond::see_other(rules::ADDRESS))
}
