//! Archiving and merging, and the ways back.

use super::form_pages::{merge_again, more};
use super::handlers::{Counts, hidden, list_for_change, number_of, remember, require_change};
use super::rules::{self, Refusal};
use super::views::{Act, ArchivePage};
use super::{Category, Usage, queries, tree};
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::id::CategoryId;
use crate::error::AppError;
use crate::identity::trail::Act as Deed;
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::tenancy::TenantConn;
use crate::web::forms::{self, Form};
use crate::web::frame::Undo;
use crate::web::{flash, respond};
use crate::words::{Phrase, phrase};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

/// What the buttons of this file send.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct ActForm {
    /// The version that was meant; empty: any.
    version: String,
    /// How many lie below, as the person was told; empty: nobody was asked.
    below: String,
    /// What to merge into.
    into: String,
}

/// `GET /categories/{category}/archive`: what would follow, before it does.
pub async fn ask_to_archive(
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
    let own = rules::meant(&all, id, None)?;
    let going = rules::archive(&all, own)?;
    if going.is_empty() {
        return Ok(respond::see_other("/categories"));
    }
    let (page, frame) =
        visit.page(&viewer, &viewer.say(phrase!("categories-archive-title", name = &own.name)));
    let number = going.iter().map(|id| number_of(&all, *id, &counts)).sum();
    let along: Vec<String> = names(&all, &going).into_iter().skip(1).collect();
    let found = along.len();
    respond::ok(&ArchivePage {
        page,
        frame,
        name: own.name.clone(),
        along: (found > 0).then(|| phrase!("categories-archive-along", found = found, names = listed(along))),
        stays: viewer.format().counted("categories-archive-text", number),
        verb: match found {
            0 => phrase!("categories-archive"),
            more => phrase!("categories-archive-all", found = more + 1),
        },
        act: Act {
            action: format!("/categories/{id}/archive"),
            fields: vec![hidden("version", own.version), hidden("below", found)],
        },
    })
}

/// `POST /categories/{category}/archive`: with those below it.
pub async fn archive(
    visit: Visit,
    category: Path<Uuid>,
    Form(form): Form<ActForm>,
) -> Result<HttpResponse, AppError> {
    let id = CategoryId::from(category.into_inner());
    let (version, below) = (forms::version(&form.version), form.below.trim().to_owned());
    let (viewer, going) = visit
        .run_form(&form, move |conn, viewer| {
            let all = list_for_change(conn, viewer)?;
            let going = rules::archive(&all, rules::meant(&all, id, None)?)?;
            if going.is_empty() {
                return Ok(names(&all, &[id]));
            }
            rules::meant(&all, id, version)?;
            if !below.is_empty() && below != (going.len() - 1).to_string() {
                return Err(Refusal::OthersBelow.into());
            }
            queries::set_archived(conn, &going, Some(viewer.now), viewer.now)?;
            remember_all(conn, viewer, &going, Deed::CategoryArchived)?;
            Ok(names(&all, &going))
        })
        .await?;
    let said = viewer.say(phrase!("categories-said-archived", names = listed(going)));
    flash::put(visit.session(), said, Some(undo(&viewer, id, "restore")));
    Ok(respond::see_other("/categories"))
}

/// `POST /categories/{category}/restore`: out of the archive, with what went along.
pub async fn restore(
    visit: Visit,
    category: Path<Uuid>,
    Form(form): Form<ActForm>,
) -> Result<HttpResponse, AppError> {
    let id = CategoryId::from(category.into_inner());
    let version = forms::version(&form.version);
    let (viewer, coming) = visit
        .run_form(&form, move |conn, viewer| {
            let all = list_for_change(conn, viewer)?;
            let coming = rules::restore(&all, rules::meant(&all, id, None)?)?;
            if coming.is_empty() {
                return Ok(names(&all, &[id]));
            }
            rules::meant(&all, id, version)?;
            queries::set_archived(conn, &coming, None, viewer.now)?;
            remember_all(conn, viewer, &coming, Deed::CategoryRestored)?;
            Ok(names(&all, &coming))
        })
        .await?;
    flash::put(
        visit.session(),
        viewer.say(phrase!("categories-said-restored", names = listed(coming))),
        None,
    );
    Ok(respond::see_other("/categories"))
}

/// Those that only went along say with which.
fn remember_all(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    ids: &[CategoryId],
    act: Deed,
) -> Result<(), AppError> {
    let first = ids.first().copied();
    for id in ids {
        let after = first.filter(|first| first != id).map(|first| json!({ "along_with": first }));
        remember(conn, viewer, *id, act, None, after)?;
    }
    Ok(())
}

/// What became of merging.
enum Outcome {
    Done { name: String, into: String },
    Again { all: Vec<Category>, errors: FieldErrors, number: i64 },
}

/// `POST /categories/{category}/merge`: it counts as another from now on. No expense is touched.
pub async fn merge(
    visit: Visit,
    category: Path<Uuid>,
    usage: Data<Usage>,
    Form(form): Form<ActForm>,
) -> Result<HttpResponse, AppError> {
    let (id, usage) = (CategoryId::from(category.into_inner()), **usage);
    let version = forms::version(&form.version);
    let into: Result<Uuid, Fault> = match form.into.trim() {
        "" => Err(Fault::Missing),
        typed => typed.parse().map_err(|_| Fault::NotOffered),
    };
    let (viewer, outcome) = visit
        .run_form(&form, move |conn, viewer| {
            let all = list_for_change(conn, viewer)?;
            let own = rules::meant(&all, id, None)?;
            let into = into.and_then(|into| known_target(&all, CategoryId::from(into), id));
            let mut errors = FieldErrors::default();
            let Some(into) = errors.keep("into", into) else {
                let counts = (usage.0)(conn, viewer)?.into_iter().collect::<Counts>();
                let number = number_of(&all, id, &counts);
                return Ok(Outcome::Again { all, errors, number });
            };
            if rules::merge(&all, own, into)? {
                rules::meant(&all, id, version)?;
                queries::set_merged(conn, id, Some(into), viewer.now)?;
                let after: Value = json!({ "merged_into": into });
                remember(conn, viewer, id, Deed::CategoryMerged, None, Some(after))?;
            }
            Ok(Outcome::Done { name: own.name.clone(), into: names(&all, &[into]).concat() })
        })
        .await?;
    match outcome {
        Outcome::Done { name, into } => {
            let said = viewer.say(phrase!("categories-said-merged", name = name, into = into));
            flash::put(visit.session(), said, Some(undo(&viewer, id, "unmerge")));
            Ok(respond::see_other("/categories"))
        }
        Outcome::Again { all, errors, number } => {
            let own = rules::meant(&all, id, None)?;
            let more = more(&all, own, viewer.say(viewer.format().expenses(number)), form.into.trim());
            merge_again(&visit, &viewer, &all, own, &errors, more)
        }
    }
}

/// Whether such a category is there at all; whether it may be the target is a question of its state.
fn known_target(all: &[Category], into: CategoryId, own: CategoryId) -> Result<CategoryId, Fault> {
    if into == own || tree::find(all, into).is_none() { Err(Fault::NotOffered) } else { Ok(into) }
}

/// `POST /categories/{category}/unmerge`: it counts as itself again.
pub async fn unmerge(
    visit: Visit,
    category: Path<Uuid>,
    Form(form): Form<ActForm>,
) -> Result<HttpResponse, AppError> {
    let id = CategoryId::from(category.into_inner());
    let version = forms::version(&form.version);
    let (viewer, name) = visit
        .run_form(&form, move |conn, viewer| {
            let all = list_for_change(conn, viewer)?;
            let own = rules::meant(&all, id, None)?;
            if rules::unmerge(&all, own)? {
                rules::meant(&all, id, version)?;
                queries::set_merged(conn, id, None, viewer.now)?;
                let before = json!({ "merged_into": own.merged_into });
                remember(conn, viewer, id, Deed::CategoryUnmerged, Some(before), None)?;
            }
            Ok(own.name.clone())
        })
        .await?;
    flash::put(visit.session(), viewer.say(phrase!("categories-said-unmerged", name = name)), None);
    Ok(respond::see_other("/categories"))
}

/// Names after each other.
fn listed(names: Vec<String>) -> Phrase {
    Phrase::listed(names.into_iter().map(Phrase::verbatim)).unwrap_or_else(|| Phrase::verbatim(""))
}

fn undo(viewer: &Viewer, id: CategoryId, verb: &str) -> Undo {
    let label = viewer.language.word("common-undo").to_owned();
    Undo { action: format!("/categories/{id}/{verb}"), label, fields: Vec::new() }
}

fn names(all: &[Category], ids: &[CategoryId]) -> Vec<String> {
    ids.iter().filter_map(|id| tree::find(all, *id)).map(|category| category.name.clone()).collect()
}
