//! The queries on expenses. Every list and total goes through [`Scope`].

use super::form::Draft;
use super::listing;
use crate::domain::id::{CategoryId, ExpenseId, MemberId};
use crate::domain::numeric::{Exact, MaybeExact};
use crate::error::AppError;
use crate::identity::viewer::Viewer;
use crate::policy::role::{Power, Role};
use crate::policy::status::{PaidWith, Status};
use crate::schema::tenant::expenses;
use crate::tenancy::TenantConn;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::sql;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Integer, Numeric};
use rust_decimal::Decimal;
use std::collections::HashMap;
use uuid::Uuid;

/// Whose expenses somebody may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everybody's.
    All,
    /// One's own, and what others submitted, whatever became of it.
    Decided(MemberId),
    /// One's own.
    Own(MemberId),
}

impl Scope {
    /// The scope of a viewer: the same for every list, total, search and export.
    pub fn of(viewer: &Viewer) -> Self {
        Self::of_member(viewer.id, viewer.role)
    }

    /// [`Self::of`] for somebody who isn't looking just now.
    pub fn of_member(id: MemberId, role: Role) -> Self {
        if role.may(Power::SeeEverything) {
            return Self::All;
        }
        if role.may(Power::Decide) { Self::Decided(id) } else { Self::Own(id) }
    }
}

type Boxed<'a> = Box<dyn BoxableExpression<expenses::table, Pg, SqlType = Bool> + 'a>;

impl Scope {
    /// The scope as a condition of a query; none where everything may be seen.
    pub fn filter(self) -> Option<Boxed<'static>> {
        match self {
            Self::All => None,
            Self::Decided(member) => {
                Some(Box::new(expenses::member_id.eq(member.uuid()).or(expenses::status.ne("draft"))))
            }
            Self::Own(member) => Some(Box::new(expenses::member_id.eq(member.uuid()))),
        }
    }
}

impl Scope {
    /// [`Self::filter`] on an expense that is read already.
    pub fn sees(self, expense: &Expense) -> bool {
        match self {
            Self::All => true,
            Self::Decided(member) => expense.member_id == member || expense.status != "draft",
            Self::Own(member) => expense.member_id == member,
        }
    }
}

/// One expense as it is stored.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = expenses, check_for_backend(Pg))]
pub struct Expense {
    /// Its identity.
    pub id: ExpenseId,
    /// Whose it is.
    pub member_id: MemberId,
    /// Its category; none until it is chosen.
    pub category_id: Option<CategoryId>,
    /// The date spent.
    pub spent_on: NaiveDate,
    /// Where the money went.
    pub merchant: String,
    /// What for.
    pub note: String,
    /// How much, in `currency`.
    #[diesel(deserialize_as = Exact)]
    pub amount: Decimal,
    /// ISO 4217.
    pub currency: String,
    /// Base currency per unit.
    #[diesel(deserialize_as = MaybeExact)]
    pub rate: Option<Decimal>,
    /// How much in the base currency.
    #[diesel(deserialize_as = MaybeExact)]
    pub base_amount: Option<Decimal>,
    /// `draft`, `submitted`, `approved`, `reimbursed`, `rejected`; [`Expense::stands`] knows more.
    pub status: String,
    /// Whose money it was.
    pub paid_with: String,
    /// Since when it is in the trash, UTC.
    pub trashed_at: Option<DateTime<Utc>>,
    /// How many receipts it has.
    pub receipt_count: i32,
    /// Counts up with every change.
    pub version: i32,
    /// When it was recorded, UTC.
    pub created_at: DateTime<Utc>,
    /// When it was changed last, UTC.
    pub updated_at: DateTime<Utc>,
}

impl Expense {
    /// Whose money it was.
    ///
    /// # Errors
    /// When the database holds a word that no version wrote.
    pub fn paid_with(&self) -> Result<PaidWith, AppError> {
        let unreadable = || AppError::internal(format!("paid with {:?} in the database", self.paid_with));
        PaidWith::parse(&self.paid_with).ok_or_else(unreadable)
    }

    /// Where it stands.
    ///
    /// # Errors
    /// When the database holds a word that no version wrote.
    pub fn stands(&self) -> Result<Status, AppError> {
        let status = Status::of(&self.status, self.trashed_at.is_some(), self.paid_with()?);
        status.ok_or_else(|| AppError::internal(format!("status {:?} in the database", self.status)))
    }
}

/// One expense within a scope, in the trash or not. Hot.
///
/// # Errors
/// When the database is away.
pub fn find(conn: &mut TenantConn<'_>, scope: Scope, id: ExpenseId) -> Result<Option<Expense>, AppError> {
    let one = expenses::table.filter(expenses::id.eq(id.uuid())).select(Expense::as_select());
    Ok(match scope {
        Scope::All => conn.find_hot(one)?,
        Scope::Decided(member) => {
            conn.find_hot(one.filter(expenses::member_id.eq(member.uuid()).or(expenses::status.ne("draft"))))?
        }
        Scope::Own(member) => conn.find_hot(one.filter(expenses::member_id.eq(member.uuid())))?,
    })
}

/// What a member spent between two days, both included, whatever became of it, without the trash.
///
/// # Errors
/// When the database is away.
pub fn list_between(
    conn: &mut TenantConn<'_>,
    member: MemberId,
    first_day: NaiveDate,
    last_day: NaiveDate,
) -> Result<Vec<Expense>, AppError> {
    Ok(conn.load(
        expenses::table
            .filter(expenses::member_id.eq(member.uuid()))
            .filter(expenses::trashed_at.is_null())
            .filter(expenses::spent_on.between(first_day, last_day))
            .order((expenses::spent_on, expenses::id))
            .select(Expense::as_select()),
    )?)
}

/// Some expenses within a scope.
///
/// # Errors
/// When the database is away.
pub fn list_some(conn: &mut TenantConn<'_>, scope: Scope, ids: &[Uuid]) -> Result<Vec<Expense>, AppError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let all: Vec<Expense> =
        conn.load(expenses::table.filter(expenses::id.eq_any(ids.to_vec())).select(Expense::as_select()))?;
    Ok(all.into_iter().filter(|expense| scope.sees(expense)).collect())
}

diesel::alias!(expenses as asked: Asked);

/// What was recorded before some expenses by the same member, within so many days, with the same amount in the same
/// currency: the expense, and what may be the same.
///
/// # Errors
/// When the database is away.
pub fn list_same(
    conn: &mut TenantConn<'_>,
    ids: &[Uuid],
    days: i32,
) -> Result<Vec<(ExpenseId, Expense)>, AppError> {
    let same = sql::<Bool>(
        "expenses.member_id = asked.member_id AND expenses.amount = asked.amount \
         AND expenses.currency = asked.currency AND expenses.id < asked.id AND expenses.trashed_at IS NULL \
         AND expenses.spent_on >= asked.spent_on - ",
    )
    .bind::<Integer, _>(days)
    .sql(" AND expenses.spent_on <= asked.spent_on + ")
    .bind::<Integer, _>(days);
    let rows: Vec<(Uuid, Expense)> = conn.load(
        asked
            .inner_join(expenses::table.on(same))
            .filter(asked.field(expenses::id).eq_any(ids.to_vec()))
            .order(expenses::id)
            .select((asked.field(expenses::id), Expense::as_select())),
    )?;
    Ok(rows.into_iter().map(|(id, same)| (ExpenseId::from(id), same)).collect())
}

/// How much was spent between two days by category, in the base currency, the largest first. Hot: everybody begins at
/// the home page.
///
/// # Errors
/// When the database is away.
pub fn sum_by_category(
    conn: &mut TenantConn<'_>,
    scope: Scope,
    first_day: NaiveDate,
    last_day: NaiveDate,
) -> Result<Vec<(Option<CategoryId>, Decimal)>, AppError> {
    let mut query = expenses::table
        .filter(expenses::spent_on.between(first_day, last_day))
        .filter(expenses::base_amount.is_not_null())
        .group_by(expenses::category_id)
        .order((sql::<Numeric>("sum(base_amount)").desc(), expenses::category_id))
        .select((expenses::category_id, sql::<Numeric>("sum(base_amount)")))
        .into_boxed::<Pg>();
    for condition in listing::visible(scope, false) {
        query = query.filter(condition);
    }
    Ok(conn.load_hot(query)?)
}

/// How many expenses of a viewer's scope lie in each category, as they were recorded, outside the trash.
///
/// # Errors
/// When the database is away.
pub fn count_by_category(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
) -> Result<Vec<(CategoryId, i64)>, AppError> {
    let mut query = expenses::table
        .filter(expenses::category_id.is_not_null())
        .group_by(expenses::category_id)
        .select((expenses::category_id.assume_not_null(), sql::<BigInt>("count(*)")))
        .into_boxed::<Pg>();
    for condition in listing::visible(Scope::of(viewer), false) {
        query = query.filter(condition);
    }
    Ok(conn.load(query)?)
}

/// The merchants of some expenses within a scope, by id: what a sentence calls them.
///
/// # Errors
/// When the database is away.
pub fn find_merchants(
    conn: &mut TenantConn<'_>,
    scope: Scope,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, String>, AppError> {
    let mut query = expenses::table
        .filter(expenses::id.eq_any(ids.to_vec()))
        .select((expenses::id, expenses::merchant))
        .into_boxed::<Pg>();
    if let Some(scope) = scope.filter() {
        query = query.filter(scope);
    }
    let rows: Vec<(Uuid, String)> = conn.load(query)?;
    Ok(rows.into_iter().collect())
}

/// Adds a draft of `member`, written down by `entered_by`. Hot. `None` when this member's form token has been used already.
///
/// # Errors
/// When the database is away.
pub fn insert(
    conn: &mut TenantConn<'_>,
    member: MemberId,
    entered_by: MemberId,
    draft: &Draft,
    token: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<Option<ExpenseId>, AppError> {
    let id = ExpenseId::new();
    let inserted = conn.execute_hot(
        diesel::insert_into(expenses::table)
            .values((
                (
                    expenses::id.eq(id.uuid()),
                    expenses::member_id.eq(member.uuid()),
                    expenses::entered_by.eq(entered_by.uuid()),
                    expenses::status.eq("draft"),
                    expenses::form_token.eq(token),
                    expenses::form_hash.eq(token.map(|_| draft.hash())),
                    expenses::version.eq(1),
                    expenses::created_at.eq(now),
                    expenses::updated_at.eq(now),
                ),
                columns_of(draft),
            ))
            .on_conflict_do_nothing(),
    )?;
    Ok((inserted == 1).then_some(id))
}

/// An expense with the hash of the form it was made from.
pub type Made = (ExpenseId, Option<Vec<u8>>);

/// The expense that a form token made.
///
/// # Errors
/// When the database is away.
pub fn find_by_token(
    conn: &mut TenantConn<'_>,
    member: MemberId,
    token: Uuid,
) -> Result<Option<Made>, AppError> {
    let row: Option<(Uuid, Option<Vec<u8>>)> = conn.find(
        expenses::table
            .filter(expenses::member_id.eq(member.uuid()))
            .filter(expenses::form_token.eq(token))
            .select((expenses::id, expenses::form_hash)),
    )?;
    Ok(row.map(|(id, hash)| (ExpenseId::from(id), hash)))
}

/// Writes a draft anew if it still has `version`; false when somebody was faster.
///
/// # Errors
/// When the database is away.
pub fn update(
    conn: &mut TenantConn<'_>,
    id: ExpenseId,
    version: i32,
    draft: &Draft,
    now: DateTime<Utc>,
) -> Result<bool, AppError> {
    let rows = conn.execute(
        diesel::update(expenses::table)
            .filter(expenses::id.eq(id.uuid()))
            .filter(expenses::version.eq(version))
            .filter(expenses::status.eq("draft"))
            .filter(expenses::trashed_at.is_null())
            .set((columns_of(draft), expenses::version.eq(version + 1), expenses::updated_at.eq(now))),
    )?;
    Ok(rows == 1)
}

/// Puts a draft into a category if it still has `version`; false when somebody was faster.
///
/// # Errors
/// When the database is away.
pub fn set_category(
    conn: &mut TenantConn<'_>,
    id: ExpenseId,
    version: i32,
    category: CategoryId,
    now: DateTime<Utc>,
) -> Result<bool, AppError> {
    let rows = conn.execute(
        diesel::update(expenses::table)
            .filter(expenses::id.eq(id.uuid()))
            .filter(expenses::version.eq(version))
            .filter(expenses::status.eq(Status::Draft.stored()))
            .filter(expenses::trashed_at.is_null())
            .set((
                expenses::category_id.eq(category.uuid()),
                expenses::version.eq(version + 1),
                expenses::updated_at.eq(now),
            )),
    )?;
    Ok(rows == 1)
}

/// Writes down how many receipts an expense has. That makes no version: whoever edits its fields loses nothing.
///
/// # Errors
/// When the database is away.
pub fn set_receipt_count(conn: &mut TenantConn<'_>, id: ExpenseId, count: usize) -> Result<(), AppError> {
    let count = i32::try_from(count).unwrap_or(i32::MAX);
    conn.execute(
        diesel::update(expenses::table)
            .filter(expenses::id.eq(id.uuid()))
            .set(expenses::receipt_count.eq(count)),
    )?;
    Ok(())
}

/// A currency and a category, as a member used them last.
pub type LastUsed = (String, Option<CategoryId>);

/// What a member's next form begins with: the currency and category used last.
///
/// # Errors
/// When the database is away.
pub fn find_last_used(conn: &mut TenantConn<'_>, member: MemberId) -> Result<Option<LastUsed>, AppError> {
    Ok(conn.find(
        expenses::table
            .filter(expenses::member_id.eq(member.uuid()))
            // What began with its receipt was not chosen yet.
            .filter(expenses::amount.ne(Decimal::ZERO))
            .order(expenses::id.desc())
            .limit(1)
            .select((expenses::currency, expenses::category_id)),
    )?)
}

/// A member's own merchants, the latest first, for suggestions.
///
/// # Errors
/// When the database is away.
pub fn list_merchants(conn: &mut TenantConn<'_>, member: MemberId) -> Result<Vec<String>, AppError> {
    const RECENT: i64 = 300;
    const SUGGESTED: usize = 40;
    let recent: Vec<String> = conn.load(
        expenses::table
            .filter(expenses::member_id.eq(member.uuid()))
            .filter(expenses::trashed_at.is_null())
            .filter(expenses::amount.ne(Decimal::ZERO))
            .order((expenses::spent_on.desc(), expenses::id.desc()))
            .limit(RECENT)
            .select(expenses::merchant),
    )?;
    let mut merchants: Vec<String> = Vec::new();
    for merchant in recent {
        if merchants.len() < SUGGESTED && !merchants.contains(&merchant) {
            merchants.push(merchant);
        }
    }
    Ok(merchants)
}

/// How many expenses there are outside the trash.
///
/// # Errors
/// When the database is away.
pub fn count_all(conn: &mut TenantConn<'_>) -> Result<i64, AppError> {
    Ok(conn.find(expenses::table.filter(expenses::trashed_at.is_null()).count())?.unwrap_or(0))
}

type DraftColumns<'a> = (
    diesel::dsl::Eq<expenses::category_id, Option<Uuid>>,
    diesel::dsl::Eq<expenses::spent_on, NaiveDate>,
    diesel::dsl::Eq<expenses::merchant, &'a str>,
    diesel::dsl::Eq<expenses::note, &'a str>,
    diesel::dsl::Eq<expenses::amount, Decimal>,
    diesel::dsl::Eq<expenses::currency, &'static str>,
    diesel::dsl::Eq<expenses::rate, Option<Decimal>>,
    diesel::dsl::Eq<expenses::rate_on, Option<NaiveDate>>,
    diesel::dsl::Eq<expenses::rate_source, Option<&'static str>>,
    diesel::dsl::Eq<expenses::base_amount, Option<Decimal>>,
    diesel::dsl::Eq<expenses::paid_with, &'static str>,
);

fn columns_of(draft: &Draft) -> DraftColumns<'_> {
    let foreign = draft.base.filter(|(_, base)| base.currency() != draft.money.currency());
    (
        expenses::category_id.eq(draft.category.map(CategoryId::uuid)),
        expenses::spent_on.eq(draft.spent_on.date()),
        expenses::merchant.eq(draft.merchant.as_str()),
        expenses::note.eq(draft.note.as_str()),
        expenses::amount.eq(draft.money.amount()),
        expenses::currency.eq(draft.money.currency().code()),
        expenses::rate.eq(draft.base.map(|(rate, _)| rate.value())),
        expenses::rate_on.eq(foreign.map(|_| draft.spent_on.date())),
        expenses::rate_source.eq(foreign.map(|_| "typed")),
        expenses::base_amount.eq(draft.base.map(|(_, base)| base.amount())),
        expenses::paid_with.eq(draft.paid_with.as_str()),
    )
}
