//! `/settings/notifications`: for each kind of news whether a letter comes at once, on the next morning or not at all.

use super::kind::{Delivery, Kind};
use super::views::{ChoicesPage, Wish};
use super::wishes;
use crate::error::AppError;
use crate::identity::visit::Visit;
use crate::web::forms::Form;
use crate::web::frame::Choice;
use crate::web::{flash, respond};
use crate::words::phrase;
use actix_web::HttpResponse;
use std::collections::HashMap;

/// Where one chooses.
pub(super) const ADDRESS: &str = "/settings/notifications";

/// `GET /settings/notifications`: what can happen to somebody in this role.
pub async fn page(visit: Visit) -> Result<HttpResponse, AppError> {
    let (viewer, wishes) = visit.run(|conn, viewer| wishes::find(conn, viewer.id)).await?;
    let (page, frame) = visit.page(&viewer, viewer.language.word("notifications-choices-title"));
    let wish = |kind: &Kind| Wish {
        name: kind.as_str(),
        label: viewer.say(kind.label()),
        choices: Delivery::ALL
            .map(|delivery| Choice {
                value: delivery.as_str().to_owned(),
                label: viewer.language.word(delivery.label()).to_owned(),
                chosen: wishes.of(*kind) == delivery,
            })
            .into(),
    };
    let kinds = Kind::ALL.iter().filter(|kind| kind.concerns(viewer.role));
    respond::ok(&ChoicesPage { page, frame, wishes: kinds.map(wish).collect() })
}

/// What is chosen, by the code of the kind. What the form leaves out stays as it is.
fn parse(form: &HashMap<String, String>) -> Result<Vec<(Kind, Delivery)>, AppError> {
    let chosen = form.iter().filter_map(|(kind, delivery)| Some((Kind::parse(kind)?, delivery)));
    let mut wanted = Vec::new();
    for (kind, delivery) in chosen {
        let unknown = || AppError::BadRequest(phrase!("notifications-choice-unknown"));
        wanted.push((kind, Delivery::parse(delivery.trim()).ok_or_else(unknown)?));
    }
    wanted.sort_by_key(|(kind, _)| *kind);
    Ok(wanted)
}

/// `POST /settings/notifications`.
pub async fn save(visit: Visit, Form(form): Form<HashMap<String, String>>) -> Result<HttpResponse, AppError> {
    let typed = form.clone();
    let (viewer, _) = visit
        .run_form(&form, move |conn, viewer| {
            let wanted = parse(&typed)?;
            wishes::find(conn, viewer.id)?.change(conn, &wanted, false, viewer.now)
        })
        .await?;
    flash::put(visit.session(), viewer.language.word("notifications-said-saved"), None);
    Ok(respond::see_other(ADDRESS))
}
