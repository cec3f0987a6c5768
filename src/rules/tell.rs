//! Tells those whom a rule binds what became of it, in the words that it had then. The order of the rules binds nobody to
//! anything else, so moving one is no news.

use super::rule::{Body, Who};
use super::say::{self, Names};
use crate::categories;
use crate::domain::format::Format;
use crate::domain::id::RuleId;
use crate::error::AppError;
use crate::identity::reach::{self, Reached};
use crate::identity::viewer::Viewer;
use crate::notifications::{About, Kind, Messenger, News, RuleChange, RuleNews, Sender};
use crate::policy::role::Power;
use crate::tenancy::TenantConn;

/// A rule that was in force `before` says `after` now; none where it is not in force.
///
/// # Errors
/// When the database is away; then nothing may be committed.
pub fn tell(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    messenger: &Messenger,
    rule: RuleId,
    before: Option<&Body>,
    after: Option<&Body>,
) -> Result<(), AppError> {
    if before == after {
        return Ok(());
    }
    let (categories, members) =
        (categories::queries::list(conn)?, crate::identity::members::list_names(conn)?);
    let news = reach::list_all(conn)?.into_iter().filter_map(|to| {
        let (change, body) = change(&to, before, after)?;
        let format = Format::of(&to.locale);
        let names = Names { categories: &categories, members: &members, format: &format };
        let about = About::Rule(RuleNews { rule, change, says: say::sentence(body, &names) });
        Some(News { to: to.id, kind: Kind::Rule, about })
    });
    messenger.tell(conn, Sender::from(viewer), news.collect())
}

/// What the change is to one person, and the words that tell it.
fn change<'a>(
    to: &Reached,
    before: Option<&'a Body>,
    after: Option<&'a Body>,
) -> Option<(RuleChange, &'a Body)> {
    match (before.filter(|body| binds(to, body)), after.filter(|body| binds(to, body))) {
        (None, None) => None,
        (None, Some(body)) => Some((RuleChange::Added, body)),
        (Some(_), Some(body)) => Some((RuleChange::Changed, body)),
        (Some(body), None) => Some((RuleChange::Removed, body)),
    }
}

fn binds(to: &Reached, body: &Body) -> bool {
    to.role.may(Power::Record)
        && match body.scope().who {
            Who::Everybody => true,
            Who::Role(role) => role == to.role,
            Who::Member(member) => member == to.id,
        }
}
