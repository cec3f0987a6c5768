//! What is done with a rule by one button: moving, switching, deleting, and taking that back.

use super::handlers::{find, list_for_change, remember, require_sense};
use super::queries::{self, Kept};
use super::tell::tell;
use super::{ADDRESS, form};
use crate::domain::id::RuleId;
use crate::error::AppError;
use crate::identity::trail::Act;
use crate::identity::visit::Visit;
use crate::notifications::Messenger;
use crate::web::forms::{self, Form};
use crate::web::frame::{Hidden, Undo};
use crate::web::{flash, respond};
use crate::words::phrase;
use actix_web::HttpResponse;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// What a step may need, as typed.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct StepForm {
    /// The version that the button was shown for.
    version: String,
    /// `up` or `down`.
    direction: String,
    /// The place it shall have instead, counted from 1.
    to: String,
    /// The ids of all in the order of the page, with commas.
    was: String,
    /// `1`: into use; otherwise out of it.
    on: String,
}

/// Where one of the list is.
fn place(id: RuleId) -> String {
    format!("{ADDRESS}#r-{id}")
}

/// Refuses a button of a page that is old.
fn fresh(own: &Kept, form: &StepForm) -> Result<(), AppError> {
    if forms::version(&form.version).is_some_and(|version| version != own.rule.version) {
        return Err(AppError::Conflict(phrase!("rules-stale")));
    }
    Ok(())
}

/// `POST /settings/rules/{rule}/move`: one place up or down, at the end of the list it stays; or to a place, where the
/// order is still the one that the page showed.
pub async fn shift(
    visit: Visit,
    rule: Path<Uuid>,
    Form(form): Form<StepForm>,
) -> Result<HttpResponse, AppError> {
    let id = RuleId::from(rule.into_inner());
    let typed = form.clone();
    visit
        .run_form(&form, move |conn, viewer| {
            let mut all = list_for_change(conn, viewer)?;
            find(&all, id)?;
            let at = all.iter().position(|kept| kept.rule.id == id).unwrap_or_default();
            let to = typed.aim(&all, at)?.filter(|to| *to < all.len() && *to != at);
            let Some(to) = to else { return Ok(()) };
            let positions: Vec<i32> = all.iter().map(|kept| kept.position).collect();
            let own = all.remove(at);
            all.insert(to, own);
            let moved = all.iter().zip(positions).filter(|(kept, position)| kept.position != *position);
            for (kept, position) in moved {
                queries::set_position(conn, kept.rule.id, position, viewer.now)?;
            }
            let (before, after) = (json!({ "place": at + 1 }), json!({ "place": to + 1 }));
            remember(conn, viewer, id, Act::RuleMoved, Some(before), Some(after))
        })
        .await?;
    Ok(respond::see_other(&place(id)))
}

impl StepForm {
    /// Which place is meant, counted from 0; none beyond the ends.
    fn aim(&self, all: &[Kept], at: usize) -> Result<Option<usize>, AppError> {
        let unknown = || AppError::BadRequest(phrase!("rules-direction"));
        match self.direction.trim() {
            "up" => return Ok(at.checked_sub(1)),
            "down" => return Ok(at.checked_add(1)),
            _ => {}
        }
        let place: usize = self.to.trim().parse().map_err(|_| unknown())?;
        let order = all.iter().map(|kept| kept.rule.id.to_string()).collect::<Vec<_>>().join(",");
        if order != self.was.trim() {
            return Err(AppError::Conflict(phrase!("rules-stale-order")));
        }
        let aim = place.checked_sub(1).filter(|aim| *aim < all.len());
        aim.map(Some).ok_or_else(unknown)
    }
}

/// `POST /settings/rules/{rule}/switch`: into use, or out of it.
pub async fn switch(
    visit: Visit,
    rule: Path<Uuid>,
    Form(form): Form<StepForm>,
) -> Result<HttpResponse, AppError> {
    let id = RuleId::from(rule.into_inner());
    let (typed, on, messenger) = (form.clone(), form.on.trim() == "1", Messenger::of(&visit));
    let along = messenger.clone();
    let (viewer, ()) = visit
        .run_form(&form, move |conn, viewer| {
            let all = list_for_change(conn, viewer)?;
            let own = find(&all, id)?;
            if own.active == on {
                return Ok(());
            }
            fresh(own, &typed)?;
            if on {
                require_sense(&all, own)?;
            }
            queries::set_active(conn, id, on, viewer.now)?;
            let act = if on { Act::RuleSwitchedOn } else { Act::RuleSwitchedOff };
            remember(conn, viewer, id, act, None, None)?;
            let body = Some(&own.rule.body);
            tell(conn, viewer, &along, id, body.filter(|_| !on), body.filter(|_| on))
        })
        .await?;
    messenger.send();
    let said = viewer.language.word(if on { "rules-said-on" } else { "rules-said-off" });
    flash::put(visit.session(), said, None);
    Ok(respond::see_other(&place(id)))
}

/// `POST /settings/rules/{rule}/delete`: with the way back beside the sentence.
pub async fn delete(
    visit: Visit,
    rule: Path<Uuid>,
    Form(form): Form<StepForm>,
) -> Result<HttpResponse, AppError> {
    let id = RuleId::from(rule.into_inner());
    let (typed, messenger) = (form.clone(), Messenger::of(&visit));
    let along = messenger.clone();
    let (viewer, ()) = visit
        .run_form(&form, move |conn, viewer| {
            let all = list_for_change(conn, viewer)?;
            if queries::find_deleted(conn, id)?.is_some() {
                return Ok(());
            }
            let own = find(&all, id)?;
            fresh(own, &typed)?;
            queries::set_deleted(conn, id, Some(viewer.now), viewer.now)?;
            let before = form::facts(&own.rule.body);
            remember(conn, viewer, id, Act::RuleDeleted, Some(before.into()), None)?;
            tell(conn, viewer, &along, id, Some(&own.rule.body).filter(|_| own.active), None)
        })
        .await?;
    messenger.send();
    let undo = Undo {
        action: format!("{ADDRESS}/{id}/restore"),
        label: viewer.language.word("common-undo").to_owned(),
        fields: Vec::<Hidden>::new(),
    };
    flash::put(visit.session(), viewer.language.word("rules-said-deleted"), Some(undo));
    Ok(respond::see_other(ADDRESS))
}

/// `POST /settings/rules/{rule}/restore`: takes a deletion back.
pub async fn restore(
    visit: Visit,
    rule: Path<Uuid>,
    Form(form): Form<StepForm>,
) -> Result<HttpResponse, AppError> {
    let id = RuleId::from(rule.into_inner());
    let messenger = Messenger::of(&visit);
    let along = messenger.clone();
    let (viewer, ()) = visit
        .run_form(&form, move |conn, viewer| {
            let all = list_for_change(conn, viewer)?;
            let Some(deleted) = queries::find_deleted(conn, id)? else { return find(&all, id).map(|_| ()) };
            if deleted.active {
                require_sense(&all, &deleted)?;
            }
            queries::set_deleted(conn, id, None, viewer.now)?;
            let after = form::facts(&deleted.rule.body);
            remember(conn, viewer, id, Act::RuleRestored, None, Some(after.into()))?;
            tell(conn, viewer, &along, id, None, Some(&deleted.rule.body).filter(|_| deleted.active))
        })
        .await?;
    messenger.send();
    flash::put(visit.session(), viewer.language.word("rules-said-restored"), None);
    Ok(respond::see_other(&place(id)))
}
