//! The expenses of the last months as a [`Book`]: what a dry run of rules judges.

use super::judging::{lineage, nearby};
use super::queries::{Expense, Scope};
use super::{pairs, pots};
use crate::categories::Category;
use crate::domain::dates;
use crate::domain::id::{CategoryId, ExpenseId, MemberId};
use crate::domain::numeric::{Exact, MaybeExact};
use crate::error::AppError;
use crate::identity::viewer::Viewer;
use crate::identity::{organization, roster};
use crate::policy::role::Role;
use crate::policy::status::{PaidWith, Status};
use crate::rules::evaluate::{Spent, Weekend};
use crate::rules::trial::{Book, Line, Setting};
use crate::schema::tenant::expenses;
use crate::tenancy::TenantConn;
use chrono::{DateTime, Days, NaiveDate, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;
use std::collections::HashMap;
use uuid::Uuid;

/// So many days are judged, today the last.
pub const DAYS: u64 = 90;
/// So many expenses are read at most, the latest: some 70 MB.
const MOST: i64 = 250_000;

#[derive(Queryable, Selectable)]
#[diesel(table_name = expenses, check_for_backend(diesel::pg::Pg))]
struct Row {
    id: ExpenseId,
    member_id: MemberId,
    category_id: Option<CategoryId>,
    spent_on: NaiveDate,
    merchant: String,
    #[diesel(select_expression = expenses::note.ne(""))]
    noted: bool,
    receipt_count: i32,
    #[diesel(deserialize_as = Exact)]
    amount: Decimal,
    currency: String,
    #[diesel(deserialize_as = MaybeExact)]
    base_amount: Option<Decimal>,
    status: String,
    paid_with: String,
    submitted_at: Option<DateTime<Utc>>,
}

impl Row {
    fn line(self, roles: &HashMap<MemberId, Role>, viewer: &Viewer) -> Result<Line, AppError> {
        let paid_with = PaidWith::parse(&self.paid_with);
        let stands = paid_with.and_then(|paid_with| Status::of(&self.status, false, paid_with));
        let (Some(paid_with), Some(stands), Some(role)) = (paid_with, stands, roles.get(&self.member_id))
        else {
            return Err(AppError::internal(format!("expense {} can't be judged", self.id)));
        };
        let day = |at| dates::today(viewer.organization.timezone, at);
        let submitted = self.submitted_at.map_or(self.spent_on, day);
        Ok(Line {
            member: self.member_id,
            role: *role,
            submitted: pots::counts(stands).then_some(submitted),
            spent: Spent {
                id: Some(self.id),
                category: self.category_id,
                on: self.spent_on,
                merchant: self.merchant,
                noted: self.noted,
                receipted: self.receipt_count > 0,
                amount: self.amount,
                currency: self.currency,
                base: self.base_amount,
                paid_with,
            },
        })
    }
}

/// What was spent in the last [`DAYS`] days, with what lies around it; and the first day that is judged.
///
/// # Errors
/// When the database is away, or holds a word that no version wrote.
pub fn load(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    categories: &[Category],
) -> Result<(Book, NaiveDate), AppError> {
    let last = viewer.today();
    let first = last.checked_sub_days(Days::new(DAYS - 1)).unwrap_or(last);
    let roles = roster::list_roles(conn)?;
    let mut lines = Vec::new();
    let ((from, _), (_, until)) = (nearby(first), nearby(last));
    let query = expenses::table
        .filter(expenses::trashed_at.is_null())
        .filter(expenses::spent_on.between(from, until))
        .order((expenses::spent_on.desc(), expenses::id.desc()))
        .limit(MOST)
        .select(Row::as_select());
    conn.each(query, |row: Row| {
        let at = row.submitted_at;
        lines.push((at, row.line(&roles, viewer)?));
        Ok(())
    })?;
    let whole = i64::try_from(lines.len()).is_ok_and(|count| count < MOST);
    let first = if whole { first } else { first.max(after_the_earliest(&lines)) };
    lines.sort_by_key(|(at, line)| (*at, line.spent.id));
    let setting = Setting {
        days: (first, last),
        weekend: Weekend::of_week(organization::find(conn)?.week_start),
        base: viewer.organization.currency,
        lineage: lineage(categories),
        apart: pairs::list_between(conn, first, last)?,
    };
    Ok((Book::new(setting, lines.into_iter().map(|(_, line)| line).collect()), first))
}

/// The first day of which nothing was left out.
fn after_the_earliest(lines: &[(Option<DateTime<Utc>>, Line)]) -> NaiveDate {
    let earliest = lines.last().map(|(_, line)| line.spent.on).unwrap_or_default();
    earliest.succ_opt().unwrap_or(earliest)
}

/// Some expenses within a viewer's scope, in the order of these ids.
///
/// # Errors
/// When the database is away.
pub fn list_some(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    ids: &[ExpenseId],
) -> Result<Vec<Expense>, AppError> {
    let wanted: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let mut query = expenses::table
        .filter(expenses::id.eq_any(wanted))
        .select(Expense::as_select())
        .into_boxed::<diesel::pg::Pg>();
    if let Some(scope) = Scope::of(viewer).filter() {
        query = query.filter(scope);
    }
    let mut found: Vec<Expense> = conn.load(query)?;
    found.sort_by_key(|expense| ids.iter().position(|id| *id == expense.id));
    Ok(found)
}
