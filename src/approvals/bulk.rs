//! Several decisions at once: each for itself, so that one that was taken meanwhile stops no other.

use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::id::ExpenseId;
use crate::domain::text::Remark;
use crate::error::AppError;
use crate::expenses::bulk::{self, Picked};
use crate::expenses::courier::Courier;
use crate::expenses::life::{self, Deed, Known, Refusal};
use crate::expenses::queries::{self, Expense, Scope};
use crate::expenses::queue;
use crate::identity::viewer::Viewer;
use crate::tenancy::TenantConn;
use serde::{Deserialize, Serialize};

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
    /// What is to be fixed, of a return; its reason otherwise.
    pub comment: String,
    /// Which queue it was sent from: [`queue::ALL`], or one's own.
    pub show: String,
}

/// What is to be decided.
pub struct Wanted {
    deed: Deed,
    picked: Picked,
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
        let picked = bulk::picked(self.ids.iter().map(String::as_str), &mut errors);
        let words = |errors: &mut FieldErrors| errors.keep("reason", Remark::parse(self.words()));
        let deed = match self.action.as_str() {
            "approve" => Some(Deed::Approve),
            "return" => words(&mut errors).map(Deed::Return),
            "reject" => words(&mut errors).map(Deed::Reject),
            _ => {
                errors.add("action", Fault::NotOffered);
                None
            }
        };
        deed.filter(|_| errors.is_empty()).map(|deed| Wanted { deed, picked }).ok_or(errors)
    }

    /// Whether it was sent from the queue of all that wait.
    pub fn shows_all(&self) -> bool {
        self.show == queue::ALL
    }

    /// What was typed beside the buttons. The page has one field for both; a return may bring its words as elsewhere.
    pub fn words(&self) -> &str {
        if self.action == "return" && !self.comment.trim().is_empty() { &self.comment } else { &self.reason }
    }

    /// Whether a row was ticked.
    pub fn has(&self, value: &str) -> bool {
        self.ids.iter().any(|id| id == value)
    }
}

/// Decides them one by one, and tells each of those who spent them once.
pub fn decide(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    courier: &Courier,
    wanted: &Wanted,
) -> Result<Report, AppError> {
    let (mut done, mut refused) = (Vec::new(), Vec::new());
    let mut known = Known::default();
    for (id, version) in &wanted.picked {
        match life::act_among(conn, viewer, &mut known, *id, *version, &wanted.deed) {
            Ok(decided) => done.push(decided),
            Err(Refusal::Failed(error)) => return Err(error),
            Err(refusal) => {
                let seen = queries::find(conn, Scope::of(viewer), *id)?;
                refused.push((*id, seen, viewer.say(refusal.phrase())));
            }
        }
    }
    courier.tell(conn, viewer, &done)?;
    Ok(Report { done: done.len(), refused })
}
