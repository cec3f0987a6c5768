//! Taking over what happened elsewhere: the demo's year.

use super::life::{self, Deed};
use super::whole;
use crate::domain::id::{ExpenseId, MemberId};
use crate::error::AppError;
use crate::policy::life::transition;
use crate::tenancy::TenantConn;
use chrono::{DateTime, Utc};
use serde_json::Map;

/// A deed with who did it and when.
#[derive(Debug, Clone)]
pub struct Past {
    pub(super) deed: Deed,
    pub(super) by: MemberId,
    pub(super) at: DateTime<Utc>,
}

impl Past {
    /// What somebody did at a time.
    pub fn step(deed: Deed, by: MemberId, at: DateTime<Utc>) -> Self {
        Self { deed, by, at }
    }
}

/// Takes over what happened elsewhere: each step leaves what it would have left here, without asking who may. The rows
/// are written once, so that a year is quick.
///
/// # Errors
/// When a step does not follow from the one before, or the database is away.
pub fn replay(conn: &mut TenantConn<'_>, id: ExpenseId, past: &[Past]) -> Result<(), AppError> {
    let found = whole::lock(conn, id)?.ok_or_else(|| AppError::internal("no expense to replay"))?;
    let mut now = found.clone();
    for past in past {
        let from = now.expense.stands()?;
        let to = transition(from, past.deed.step()).map_err(AppError::internal)?;
        life::remember(conn, &now, to, past, Map::new())?;
        now.marks = life::marks(&now, past.by, past.at, &past.deed);
        now.expense.status = to.stored().to_owned();
        now.expense.version += 1;
        now.expense.updated_at = past.at;
    }
    let to = now.expense.stands()?;
    whole::overwrite(conn, &found, &now, to)
}
