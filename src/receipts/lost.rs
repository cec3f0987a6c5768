//! Bytes that no row leads to: a process died between store and row, or a deletion went wrong. They are looked for a piece of
//! the organization's keys at a time, so that no round takes long.

use super::queries;
use super::store::Store;
use crate::domain::id::OrganizationId;
use crate::error::AppError;
use crate::tenancy::{Organization, Sweep, TenantConn};
use chrono::{TimeDelta, Utc};
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
    /// Looks at the next piece of an organization's keys and forgets those that nothing leads to; in a bucket it only
    /// counts them.
    ///
    /// # Errors
    /// When the store or the database is away.
    pub async fn go_on(
        &mut self,
        store: &Store,
        sweep: &Sweep,
        organization: &Arc<Organization>,
    ) -> Result<(), AppError> {
        let after = self.0.remove(&organization.id);
        let piece = store.list(organization.schema.as_str(), after.as_deref(), PIECE).await?;
        if piece.len() == PIECE
            && let Some((last, _)) = piece.last()
        {
            self.0.insert(organization.id, last.clone());
        }
        let old = Utc::now() - MISSED;
        let keys: Vec<String> =
            piece.into_iter().filter(|(_, written)| *written < old).map(|(key, _)| key).collect();
        if keys.is_empty() {
            return Ok(());
        }
        let asked = keys.clone();
        let known = sweep
            .run(organization, move |conn: &mut TenantConn<'_>| queries::list_known(conn, &asked))
            .await?;
        let lost: Vec<String> = keys.into_iter().filter(|key| !known.contains(key)).collect();
        if lost.is_empty() {
            return Ok(());
        }
        let count = lost.len();
        // A copy of the database that was pointed at the same bucket would take away what the other one's rows lead to.
        if store.is_shared() {
            tracing::warn!(slug = %organization.slug, count, "bytes without a receipt are left in the bucket");
            return Ok(());
        }
        tracing::warn!(slug = %organization.slug, count, "bytes without a receipt are forgotten");
        store.forget(lost).await;
        Ok(())
    }
}
