//! The list, adding, editing, and the order.

use super::form::{CategoryForm, free_color};
use super::form_pages::{form_page, more, stale};
use super::rules::{self, Refusal};
use super::tree::{self, Direction};
use super::views::{Act, ListPage, Merged, Moves, Row};
use super::{Category, Usage, icon, queries};
use crate::domain::fault::FieldErrors;
use crate::domain::id::CategoryId;
use crate::error::AppError;
use crate::identity::trail::{self, Act as Deed, Event, Subject};
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::policy::role::Power;
use crate::tenancy::TenantConn;
use crate::web::forms::{self, Form};
use crate::web::frame::Hidden;
use crate::web::{flash, respond};
use crate::words::phrase;
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::HashMap;
use uuid::Uuid;

/// How many expenses lie in each category, as the viewer sees them.
pub(super) type Counts = HashMap<CategoryId, i64>;

/// `GET /categories`.
pub async fn page(visit: Visit, usage: Data<Usage>) -> Result<HttpResponse, AppError> {
    let usage = **usage;
    let (viewer, (all, counts)) = visit
        .run(move |conn, viewer| {
            Ok((queries::list(conn)?, (usage.0)(conn, viewer)?.into_iter().collect::<Counts>()))
        })
        .await?;
    let (page, frame) = visit.page(&viewer, viewer.language.word("categories-title"));
    let changes = viewer.role.may(Power::ChangeSettings);
    let format = viewer.format();
    let shown = tree::shown(&all);
    let row = |category: &Category, below| row(&viewer, &all, category, below, changes, &counts);
    let archived =
        all.iter().filter(|category| category.archived_at.is_some() && category.merged_into.is_none());
    let number = format.counted("categories-count", i64::try_from(shown.len()).unwrap_or(i64::MAX));
    let about = if changes {
        phrase!("categories-list-text", categories = number)
    } else {
        phrase!("categories-list-text-read", categories = number)
    };
    respond::ok(&ListPage {
        page,
        frame,
        about: viewer.say(about),
        add: changes.then(|| "/categories/new".to_owned()),
        archived: archived.map(|category| row(category, false)).collect(),
        rows: shown.into_iter().map(|(category, below)| row(category, below)).collect(),
    })
}

fn row(
    viewer: &Viewer,
    all: &[Category],
    category: &Category,
    below: bool,
    changes: bool,
    counts: &Counts,
) -> Row {
    let (id, here) = (category.id, format!("/categories/{}", category.id));
    let number: i64 = tree::family(all, id).iter().filter_map(|id| counts.get(id)).sum();
    let merged = all.iter().filter(|other| {
        other.merged_into.is_some() && tree::resolve(all, other.id).is_some_and(|shown| shown.id == id)
    });
    let act = |category: &Category, verb: &str| {
        changes.then(|| Act {
            action: format!("/categories/{}/{verb}", category.id),
            fields: vec![hidden("version", category.version)],
        })
    };
    Row {
        id: id.to_string(),
        name: category.name.clone(),
        color: category.color.clone(),
        icon: category.icon.clone(),
        account_code: category.account_code.clone(),
        below,
        count: viewer.say(viewer.format().expenses(number)),
        expenses: (number > 0).then(|| format!("/expenses?category={id}")),
        edit: changes.then(|| format!("{here}/edit")),
        moves: (changes && category.active).then(|| Moves {
            action: format!("{here}/move"),
            up: tree::neighbour(all, category, Direction::Up).is_some(),
            down: tree::neighbour(all, category, Direction::Down).is_some(),
        }),
        restore: category.archived_at.and_then(|_| act(category, "restore")),
        merged: merged
            .map(|other| Merged { name: other.name.clone(), undo: act(other, "unmerge") })
            .collect(),
    }
}

/// How many expenses count as this category itself, without those below it.
pub(super) fn number_of(all: &[Category], id: CategoryId, counts: &Counts) -> i64 {
    tree::with_merged(all, id).iter().filter_map(|id| counts.get(id)).sum()
}

/// A form's value that is not shown.
pub(super) fn hidden(name: &str, value: impl ToString) -> Hidden {
    Hidden { name: name.to_owned(), value: value.to_string() }
}

/// All categories, held for a change by somebody who may.
pub(super) fn list_for_change(conn: &mut TenantConn<'_>, viewer: &Viewer) -> Result<Vec<Category>, AppError> {
    require_change(viewer)?;
    queries::list_for_change(conn)
}

/// Refuses everybody but those who keep the categories.
pub(super) fn require_change(viewer: &Viewer) -> Result<(), AppError> {
    if viewer.role.may(Power::ChangeSettings) {
        return Ok(());
    }
    Err(AppError::Forbidden(phrase!("categories-forbidden")))
}

/// Writes into the trail what somebody did with a category.
pub(super) fn remember(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    category: CategoryId,
    act: Deed,
    before: Option<Value>,
    after: Option<Value>,
) -> Result<(), AppError> {
    let subject = Subject::Category(category.uuid());
    trail::record(conn, Event { actor: Some(viewer.id), act, subject, before, after }, viewer.now)
}

/// `GET /categories/new`.
pub async fn new_form(visit: Visit) -> Result<HttpResponse, AppError> {
    let (viewer, all) = visit
        .run(|conn, viewer| {
            require_change(viewer)?;
            queries::list(conn)
        })
        .await?;
    let form = CategoryForm {
        color: free_color(&all).to_owned(),
        icon: icon::PLAIN.to_owned(),
        ..CategoryForm::default()
    };
    respond::ok(&form_page(&visit, &viewer, &all, form, None, None, None))
}

/// What became of a form.
enum Outcome {
    Saved(String),
    Again(Vec<Category>, FieldErrors),
    Stale { present: Box<Category>, all: Vec<Category>, by: String },
}

/// `POST /categories`: adds one at the end of its siblings.
pub async fn create(visit: Visit, Form(form): Form<CategoryForm>) -> Result<HttpResponse, AppError> {
    let typed = form.clone();
    let (viewer, outcome) = visit
        .run_form(&form, move |conn, viewer| {
            let all = list_for_change(conn, viewer)?;
            let draft = match typed.parse(&all, None) {
                Ok(draft) => draft,
                Err(errors) => return Ok(Outcome::Again(all, errors)),
            };
            let id = queries::insert(conn, &draft, last_position(&all), viewer.now)?;
            remember(conn, viewer, id, Deed::CategoryCreated, None, Some(draft.facts().into()))?;
            Ok(Outcome::Saved(draft.name.as_str().to_owned()))
        })
        .await?;
    match outcome {
        Outcome::Saved(name) => {
            flash::put(visit.session(), viewer.say(phrase!("categories-said-added", name = name)), None);
            Ok(respond::see_other("/categories"))
        }
        Outcome::Again(all, errors) => {
            let view = form_page(&visit, &viewer, &all, form, None, Some(&errors), None);
            Ok(respond::with_faults(respond::unprocessable(&view)?, &errors))
        }
        Outcome::Stale { .. } => Err(AppError::internal("a new category cannot be stale")),
    }
}

fn last_position(all: &[Category]) -> i32 {
    all.iter().map(|category| category.position).max().unwrap_or(0).saturating_add(1)
}

/// `GET /categories/{category}/edit`.
pub async fn edit_form(
    visit: Visit,
    category: Path<Uuid>,
    usage: Data<Usage>,
) -> Result<HttpResponse, AppError> {
    let (id, usage) = (CategoryId::from(category.into_inner()), **usage);
    let (viewer, (all, counts)) = visit
        .run(move |conn, viewer| {
            require_change(viewer)?;
            Ok((queries::list(conn)?, (usage.0)(conn, viewer)?.into_iter().collect::<Counts>()))
        })
        .await?;
    let own = rules::editable(&all, id)?;
    let count = viewer.say(viewer.format().expenses(number_of(&all, id, &counts)));
    respond::ok(&form_page(
        &visit,
        &viewer,
        &all,
        CategoryForm::of(own),
        Some(own),
        None,
        more(&all, own, count, ""),
    ))
}

/// `POST /categories/{category}`: saves an edit if nobody saved another meanwhile.
pub async fn update(
    visit: Visit,
    category: Path<Uuid>,
    Form(form): Form<CategoryForm>,
) -> Result<HttpResponse, AppError> {
    let id = CategoryId::from(category.into_inner());
    let typed = form.clone();
    let (viewer, outcome) = visit.run_form(&form, move |conn, viewer| save(conn, viewer, id, &typed)).await?;
    match outcome {
        Outcome::Saved(name) => {
            flash::put(visit.session(), viewer.say(phrase!("categories-said-saved", name = name)), None);
            Ok(respond::see_other("/categories"))
        }
        Outcome::Again(all, errors) => {
            let own = tree::find(&all, id);
            let view = form_page(&visit, &viewer, &all, form, own, Some(&errors), None);
            Ok(respond::with_faults(respond::unprocessable(&view)?, &errors))
        }
        Outcome::Stale { present, all, by } => stale(&visit, &viewer, form, &present, &all, by),
    }
}

fn save(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    id: CategoryId,
    form: &CategoryForm,
) -> Result<Outcome, AppError> {
    let all = list_for_change(conn, viewer)?;
    let present = rules::editable(&all, id)?;
    let draft = match form.parse(&all, Some(present)) {
        Ok(draft) => draft,
        Err(errors) => return Ok(Outcome::Again(all, errors)),
    };
    let name = draft.name.as_str().to_owned();
    let (before, after) = trail::differences(&present.facts(), &draft.facts());
    if after.is_empty() {
        return Ok(Outcome::Saved(name));
    }
    if forms::version(&form.version).is_some_and(|version| version != present.version) {
        let (present, by) = (Box::new(present.clone()), trail::last_editor(conn, viewer, id.uuid())?);
        return Ok(Outcome::Stale { present, all, by });
    }
    let position = if draft.parent == present.parent { present.position } else { last_position(&all) };
    queries::update(conn, id, &draft, position, viewer.now)?;
    remember(conn, viewer, id, Deed::CategoryChanged, Some(before.into()), Some(after.into()))?;
    Ok(Outcome::Saved(name))
}

/// The form that moves a category.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct MoveForm {
    direction: String,
}

/// `POST /categories/{category}/move`: one place up or down among its siblings; at the end of the row it stays.
pub async fn shift(
    visit: Visit,
    category: Path<Uuid>,
    Form(form): Form<MoveForm>,
) -> Result<HttpResponse, AppError> {
    let id = CategoryId::from(category.into_inner());
    let direction = Direction::parse(form.direction.trim());
    visit
        .run_form(&form, move |conn, viewer| {
            let all = list_for_change(conn, viewer)?;
            let own = tree::find(&all, id).ok_or(Refusal::NotThere)?;
            let direction = direction.ok_or_else(|| AppError::BadRequest(phrase!("categories-direction")))?;
            let Some(other) = tree::neighbour(&all, own, direction) else { return Ok(()) };
            queries::set_position(conn, own.id, other.position, viewer.now)?;
            queries::set_position(conn, other.id, own.position, viewer.now)?;
            let (before, after) = (place(&all, own), place(&all, other));
            remember(conn, viewer, id, Deed::CategoryMoved, Some(before), Some(after))
        })
        .await?;
    Ok(respond::see_other(&format!("/categories#c-{id}")))
}

/// Which of its siblings it is, counted from one.
fn place(all: &[Category], category: &Category) -> Value {
    let at = tree::siblings(all, category).iter().position(|other| other.id == category.id);
    json!({ "place": at.map(|at| at + 1) })
}
