//! Several decisions at once: each for itself, so that one that was taken meanwhile stops no other.

use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::id::ExpenseId;
use crate::domain::text::Remark;
use crate::error::AppError;
use crate::expenses::courier::Courier;
use crate::expenses::life::{self, Deed, Refusal};
use crate::expenses::queries::{self, Expense, Scope};
use crate::identity::viewer::Viewer;
use crate::tenancy::TenantConn;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The fields as they came.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct BulkForm {
    /// `ID:VERSION`, several; an `ID` alone means the newest.
    pub ids: Vec<String>,
    /// `approve`, `return` or `reject`.
    pub action: String,
    /// Why; a return and a rejection need it.
    pub reason: String,
}

/// What is to be decided.
pub struct Wanted {
    deed: Deed,
    ids: Vec<(ExpenseId, Option<i32>)>,
}

/// What became of it.
pub struct Report {
    /// How many were decided.
    pub done: usize,
    /// Those that were not: which, what of it may be seen, and why.
    pub refused: Vec<(ExpenseId, Option<Expense>, String)>,
}

impl BulkForm {
    /// All faults at once.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn parse(&self) -> Result<Wanted, FieldErrors> {
        let mut errors = FieldErrors::default();
        let ids: Option<Vec<_>> = self.ids.iter().map(|id| parse_id(id)).collect();
        let ids = ids.filter(|ids| !ids.is_empty());
        if ids.is_none() {
            errors.add("ids", Fault::Missing);
        }
        let deed = match self.action.as_str() {
            "approve" => Some(Deed::Approve),
            "return" => errors.keep("reason", Remark::parse(&self.reason)).map(Deed::Return),
            "reject" => errors.keep("reason", Remark::parse(&self.reason)).map(Deed::Reject),
            _ => {
                errors.add("action", Fault::NotOffered);
                None
            }
        };
        match (ids, deed) {
            (Some(mut ids), Some(deed)) => {
                // Rows are held until the end: in the same order everywhere, nobody waits in a circle.
                ids.sort_unstable();
                ids.dedup();
                Ok(Wanted { deed, ids })
            }
            _ => Err(errors),
        }
    }

    /// Whether a row was ticked.
    pub fn has(&self, value: &str) -> bool {
        self.ids.iter().any(|id| id == value)
    }
}

fn parse_id(typed: &str) -> Option<(ExpenseId, Option<i32>)> {
    let (id, version) = typed.split_once(':').map_or((typed, None), |(id, version)| (id, Some(version)));
    let id: Uuid = id.trim().parse().ok()?;
    let version = version.map(|version| version.trim().parse()).transpose().ok()?;
    Some((ExpenseId::from(id), version))
}

/// Decides them one by one, and tells each of those who spent them once.
pub fn decide(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    courier: &Courier,
    wanted: &Wanted,
) -> Result<Report, AppError> {
    let (mut done, mut refused) = (Vec::new(), Vec::new());
    for (id, version) in &wanted.ids {
        match life::act(conn, viewer, *id, *version, &wanted.deed) {
            Ok(decided) => done.push(decided),
            Err(Refusal::Failed(error)) => return Err(error),
            Err(refusal) => {
                let seen = queries::find(conn, Scope::of(viewer), *id)?;
                refused.push((*id, seen, refusal.sentence()));
            }
        }
    }
    courier.tell(conn, viewer, &done)?;
    Ok(Report { done: done.len(), refused })
}
