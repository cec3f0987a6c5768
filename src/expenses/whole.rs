//! One expense with all that its life has left on it: how pages and steps of a single one read and change it.

use super::life::Known;
use super::queries::{Expense, Scope};
use crate::domain::id::{CategoryId, ExpenseId, MemberId};
use crate::error::AppError;
use crate::identity::roster;
use crate::identity::viewer::Viewer;
use crate::policy::asked::Capacity;
use crate::policy::rights::Relation;
use crate::policy::role::Power;
use crate::policy::status::Status;
use crate::schema::tenant::expenses;
use crate::tenancy::TenantConn;
use chrono::{DateTime, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;

/// An expense and its marks.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = expenses, check_for_backend(Pg))]
pub struct Whole {
    /// What every list has of it.
    #[diesel(embed)]
    pub expense: Expense,
    /// Who wrote it down.
    pub entered_by: MemberId,
    /// What its life has left on it.
    #[diesel(embed)]
    pub marks: Marks,
}

/// What the steps of its life leave on an expense: the latest of each.
#[derive(Debug, Clone, Default, PartialEq, Eq, Queryable, Selectable, AsChangeset)]
#[diesel(table_name = expenses, check_for_backend(Pg), treat_none_as_null = true)]
pub struct Marks {
    /// When it was submitted, UTC.
    pub submitted_at: Option<DateTime<Utc>>,
    /// When it was decided, UTC.
    pub decided_at: Option<DateTime<Utc>>,
    /// Who decided.
    pub decided_by: Option<MemberId>,
    /// Why it was returned or rejected.
    pub decision_reason: Option<String>,
    /// When it was paid back, UTC.
    pub reimbursed_at: Option<DateTime<Utc>>,
    /// Whether others have ever had it before them.
    pub ever_submitted: bool,
}

impl Whole {
    /// How the viewer and this expense belong together.
    ///
    /// # Errors
    /// When the database is away.
    pub fn relation(&self, conn: &mut TenantConn<'_>, viewer: &Viewer) -> Result<Relation, AppError> {
        self.relation_among(conn, viewer, &mut Known::default())
    }

    /// [`Self::relation`] of one of several in the same unit.
    ///
    /// # Errors
    /// When the database is away.
    pub fn relation_among(
        &self,
        conn: &mut TenantConn<'_>,
        viewer: &Viewer,
        known: &mut Known,
    ) -> Result<Relation, AppError> {
        let status = self.expense.stands()?;
        if self.expense.member_id == viewer.id {
            // Only who could decide or pay otherwise is asked whether they are alone.
            if !viewer.role.may(Power::Pay) || !matches!(status, Status::Submitted | Status::Approved) {
                return Ok(Relation::Own);
            }
            let company = known.company(conn, viewer)?;
            let has = |power| company.has_another(viewer.id, power);
            return Ok(match (has(Power::Decide), has(Power::Pay)) {
                (false, _) => Relation::OwnNobodyElseDecides,
                (true, false) => Relation::OwnNobodyElsePays,
                (true, true) => Relation::Own,
            });
        }
        if status == Status::Submitted && viewer.role.may(Power::Decide) {
            let (target, said) = known.turn(conn, self.expense.id)?;
            let company = known.company(conn, viewer)?;
            return Ok(match company.capacity(viewer.id, target, self.expense.member_id, &said) {
                Capacity::Asked | Capacity::For(_) => Relation::Others,
                Capacity::Over | Capacity::Not => Relation::WaitsForOthers,
                Capacity::StandIn => Relation::StoodInFor,
                Capacity::SaidYes => Relation::SaidYesBefore,
            });
        }
        if !status.is_draft() {
            let theirs = status != Status::Submitted && self.marks.decided_by == Some(viewer.id);
            return Ok(if theirs { Relation::DecidedByThem } else { Relation::Others });
        }
        let left_behind =
            viewer.role.may(Power::RecordForAnother) && !roster::is_active(conn, self.expense.member_id)?;
        Ok(if left_behind { Relation::LeftBehindDraft } else { Relation::OthersDraft })
    }
}

/// One expense within a scope. Hot.
///
/// # Errors
/// When the database is away.
pub fn find(conn: &mut TenantConn<'_>, scope: Scope, id: ExpenseId) -> Result<Option<Whole>, AppError> {
    let one = expenses::table.filter(expenses::id.eq(id.uuid())).select(Whole::as_select());
    Ok(match scope {
        Scope::All => conn.find_hot(one)?,
        Scope::Decided(member) => {
            conn.find_hot(one.filter(expenses::member_id.eq(member.uuid()).or(expenses::status.ne("draft"))))?
        }
        Scope::Own(member) => conn.find_hot(one.filter(expenses::member_id.eq(member.uuid())))?,
    })
}

/// One expense, whoever asks, held until the end of the transaction: of two who decide at once the second reads what the
/// first has done.
///
/// # Errors
/// When the database is away.
pub fn lock(conn: &mut TenantConn<'_>, id: ExpenseId) -> Result<Option<Whole>, AppError> {
    Ok(conn.find(
        expenses::table.filter(expenses::id.eq(id.uuid())).select(Whole::as_select()).for_no_key_update(),
    )?)
}

/// Writes where an expense stands now. The row is held by [`lock`], so nobody can have been faster.
///
/// # Errors
/// When the database is away.
pub fn write(
    conn: &mut TenantConn<'_>,
    held: &Whole,
    to: Status,
    marks: &Marks,
    category: Option<CategoryId>,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let trashed_at = (to == Status::Trash).then_some(now);
    conn.execute(
        diesel::update(expenses::table)
            .filter(expenses::id.eq(held.expense.id.uuid()))
            .filter(expenses::version.eq(held.expense.version))
            .set((
                marks,
                expenses::status.eq(to.stored()),
                expenses::trashed_at.eq(trashed_at),
                expenses::category_id.eq(category.map(CategoryId::uuid)),
                expenses::version.eq(held.expense.version + 1),
                expenses::updated_at.eq(now),
            )),
    )?;
    Ok(())
}

/// Writes status, marks and version as `now` has them, over the row that is held.
///
/// # Errors
/// When the database is away.
pub fn overwrite(conn: &mut TenantConn<'_>, held: &Whole, now: &Whole, to: Status) -> Result<(), AppError> {
    conn.execute(diesel::update(expenses::table.filter(expenses::id.eq(held.expense.id.uuid()))).set((
        &now.marks,
        expenses::status.eq(to.stored()),
        expenses::version.eq(now.expense.version),
        expenses::updated_at.eq(now.expense.updated_at),
    )))?;
    Ok(())
}
