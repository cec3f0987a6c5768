//! One expense with all that its life has left on it: how pages and steps of a single one read and change it.

use super::life::Known;
use super::queries::{Expense, Scope};
use crate::domain::id::{CategoryId, ExpenseId, MemberId};
use crate::error::AppError;
use crate::identity::viewer::Viewer;
use crate::identity::{colleagues, roster};
use crate::policy::rights::Relation;
use crate::policy::role::Power;
use crate::policy::status::Status;
use crate::schema::tenant::expenses;
use crate::tenancy::TenantConn;
use chrono::{DateTime, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use uuid::Uuid;

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
            let others = known.others(conn, viewer)?;
            return Ok(match (others.decide, others.pay) {
                (false, _) => Relation::OwnNobodyElseDecides,
                (true, false) => Relation::OwnNobodyElsePays,
                (true, true) => Relation::Own,
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

/// Whether the viewer's own expenses wait for the viewer too: where nobody else could decide.
///
/// # Errors
/// When the database is away.
pub fn decides_own(conn: &mut TenantConn<'_>, viewer: &Viewer) -> Result<bool, AppError> {
    Ok(viewer.role.may(Power::Pay) && !colleagues::find_others(conn, viewer.id)?.decide)
}

/// What waits for a decision that the viewer may take: oldest first, at most `most`.
///
/// # Errors
/// When the database is away.
pub fn list_waiting(conn: &mut TenantConn<'_>, viewer: &Viewer, most: i64) -> Result<Vec<Whole>, AppError> {
    let mut query = expenses::table
        .filter(waiting())
        .order((expenses::submitted_at, expenses::id))
        .limit(most)
        .select(Whole::as_select())
        .into_boxed::<Pg>();
    if !decides_own(conn, viewer)? {
        query = query.filter(expenses::member_id.ne(viewer.id.uuid()));
    }
    Ok(conn.load(query)?)
}

/// What waits next for a decision that the viewer may take: the oldest of those submitted no earlier than `from`, else
/// the oldest of all.
///
/// # Errors
/// When the database is away.
pub fn find_next_waiting(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    from: Option<DateTime<Utc>>,
) -> Result<Option<ExpenseId>, AppError> {
    let with_own = decides_own(conn, viewer)?;
    for from in [from, None] {
        let mut query = expenses::table
            .filter(waiting())
            .order((expenses::submitted_at, expenses::id))
            .limit(1)
            .select(expenses::id)
            .into_boxed::<Pg>();
        if !with_own {
            query = query.filter(expenses::member_id.ne(viewer.id.uuid()));
        }
        if let Some(from) = from {
            query = query.filter(expenses::submitted_at.ge(from));
        }
        let next: Option<ExpenseId> = conn.find(query)?;
        if next.is_some() {
            return Ok(next);
        }
    }
    Ok(None)
}

/// Whose expenses wait for a decision, one row each, at most `most`. Hot: every page of who decides shows how many.
///
/// # Errors
/// When the database is away.
pub fn list_waiting_members(conn: &mut TenantConn<'_>, most: i64) -> Result<Vec<Uuid>, AppError> {
    Ok(conn.load_hot(expenses::table.filter(waiting()).limit(most).select(expenses::member_id))?)
}

/// A literal, so that a generic plan can use the partial index.
fn waiting() -> diesel::expression::SqlLiteral<diesel::sql_types::Bool> {
    diesel::dsl::sql("status = 'submitted'")
}
