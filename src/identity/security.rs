//! `/settings/security`: one's own sessions, and ending them.

use super::account_views::{SecurityPage, SessionRow};
use super::device::in_words;
use super::handlers::signed_out;
use super::sessions;
use super::trail::{self, Act, Event, Subject};
use super::viewer::Viewer;
use super::visit::Visit;
use crate::error::AppError;
use crate::tenancy::TenantConn;
use crate::web::forms::Form;
use crate::web::{flash, respond};
use crate::words::phrase;
use actix_web::HttpResponse;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// `GET /settings/security`.
pub async fn page(visit: Visit) -> Result<HttpResponse, AppError> {
    let (viewer, live) = visit.run(|conn, viewer| sessions::list_live(conn, viewer.id, viewer.now)).await?;
    let this = visit.session_hash();
    let (page, frame) = visit.page(&viewer, viewer.language.word("identity-your-sessions"));
    let format = viewer.format();
    let instant = |at: DateTime<Utc>| format.instant(at, viewer.organization.timezone.tz());
    let row = |session: sessions::LiveSession| SessionRow {
        is_this: Some(&session.hash) == this.as_ref(),
        key: URL_SAFE_NO_PAD.encode(&session.hash),
        device: in_words(&session.device, viewer.language),
        since: instant(session.since),
        last_seen: instant(session.last_seen),
    };
    respond::ok(&SecurityPage { page, frame, sessions: live.into_iter().map(row).collect() })
}

/// Which session to end; none for all but this one.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct EndForm {
    session: String,
}

/// `POST /settings/security`: ends one session, or all but the one of this browser.
pub async fn end(visit: Visit, Form(form): Form<EndForm>) -> Result<HttpResponse, AppError> {
    let (this, typed) = (visit.session_hash().unwrap_or_default(), form.session.trim().to_owned());
    let kept = this.clone();
    let (viewer, (ended, own)) =
        visit.run_form(&form, move |conn, viewer| end_some(conn, viewer, &typed, &kept)).await?;
    if own {
        return Ok(signed_out(visit.session()));
    }
    let said = match ended {
        0 => phrase!("identity-said-ended-none"),
        _ => phrase!("identity-said-ended", count = ended),
    };
    flash::put(visit.session(), viewer.say(said), None);
    Ok(respond::see_other("/settings/security"))
}

/// How many ended, and whether this browser's own was the one.
fn end_some(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    typed: &str,
    this: &[u8],
) -> Result<(usize, bool), AppError> {
    let (ended, own) = if typed.is_empty() {
        (sessions::end_others(conn, viewer.id, this)?, false)
    } else {
        let hash = URL_SAFE_NO_PAD.decode(typed).map_err(|_| AppError::NotFound)?;
        // Ended already is as good: a double click.
        (usize::from(sessions::end_by_hash(conn, viewer.id, &hash)?), hash == this)
    };
    if ended > 0 {
        let subject = Subject::Member(viewer.id.uuid());
        let after = Some(json!({ "sessions": ended }));
        let event =
            Event { actor: Some(viewer.id), act: Act::MemberSessionsEnded, subject, before: None, after };
        trail::record(conn, event, viewer.now)?;
    }
    Ok((ended, own))
}
