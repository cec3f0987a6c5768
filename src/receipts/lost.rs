//! Bytes that no row leads to: a process died between store and row, or a deletion went wrong. They are looked for a piece of
//! the organization's keys at a time, so that no round takes long.

use super::queries;
use super::store::Store;
use crate::domain::id::OrganizationId;
use crate::error::AppError;
use crate::tenancy::{Organization, Sweep, TenantConn};
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::HashMap;
use std::sync::Arc;

/// How old bytes are before their row is missed: a form has long been answered by then.
const MISSED: TimeDelta = TimeDelta::hours(24);
/// So many keys of an organization are looked at in a round.
const PIECE: usize = 1_000;

/// How far the rounds have come, organization by organization.
#[derive(Debug, Default)]
pub struct Rounds(HashMap<OrganizationId, String>);

impl Rounds {
    /// Looks at the next piece of an organization's keys and forgets those that nothing leads to. Only in a directory: a
    /// bucket may be shared with a copy of the database, which would take away what the other one's rows lead to.
    ///
    /// # Errors
    /// When the store or the database is away.
    pub async fn go_on(
        &mut self,
        store: &Store,
        sweep: &Sweep,
        organization: &Arc<Organization>,
    ) -> Result<(), AppError> {
        if store.is_shared() {
            return Ok(());
        }
        let schema = organization.schema.as_str();
        let after = self.0.get(&organization.id).map(String::as_str);
        let piece = store.list(schema, after, PIECE).await?;
        let next = piece.last().filter(|_| piece.len() == PIECE).map(|(last, _)| last.clone());
        let old = Utc::now() - MISSED;
        let is_missed =
            |(key, written): &(String, DateTime<Utc>)| *written < old && Store::is_key(schema, key);
        let keys: Vec<String> = piece.into_iter().filter(is_missed).map(|(key, _)| key).collect();
        let asked = keys.clone();
        let known = sweep
            .run(organization, move |conn: &mut TenantConn<'_>| queries::list_known(conn, &asked))
            .await?;
        let lost: Vec<String> = keys.into_iter().filter(|key| !known.contains(key)).collect();
        forget(store, organization, lost, known.len()).await;
        match next {
            Some(last) => self.0.insert(organization.id, last),
            None => self.0.remove(&organization.id),
        };
        Ok(())
    }
}

/// Forgets what is lost, unless more is lost than known: then it is the rows that are missing, half-way through a restore or
/// in an older copy of the database.
async fn forget(store: &Store, organization: &Organization, lost: Vec<String>, known: usize) {
    if lost.is_empty() {
        return;
    }
    let (slug, count) = (&organization.slug, lost.len());
    if count > known {
        tracing::error!(%slug, count, known, "more bytes than rows: nothing is forgotten");
        return;
    }
    tracing::warn!(%slug, count, keys = lost.join(" "), "bytes without a receipt are forgotten");
    store.forget(lost).await;
}
