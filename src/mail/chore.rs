//! What falls due by the clock in an organization, besides what waits in its outbox: features bring it along, the worker
//! sees to it where it looks into the outbox anyway.

use crate::error::AppError;
use crate::tenancy::{Organization, TenantConn};
use chrono::{DateTime, TimeDelta, Utc};
use std::sync::Arc;

/// How long one that failed is left alone.
pub(super) const REST: TimeDelta = TimeDelta::minutes(5);

/// Something that falls due. Each of its parts runs in a unit of work of its own, and may run in several processes at once:
/// what is done twice has to come to the same.
pub trait Chore: Send + Sync {
    /// Does what is due, such as putting letters into the outbox. When the next is due; none when nothing waits.
    ///
    /// # Errors
    /// When the database is away.
    fn work(
        &self,
        conn: &mut TenantConn<'_>,
        organization: &Organization,
        now: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, AppError>;

    /// When the next is due, after forgetting what is old: asked of every organization, now and then.
    ///
    /// # Errors
    /// When the database is away.
    fn look(&self, conn: &mut TenantConn<'_>, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, AppError>;
}

/// All of them. Cheap to clone.
pub type Chores = Arc<[Arc<dyn Chore>]>;
