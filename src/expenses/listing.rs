//! The list's queries: one page, its sums, everything in it. All of them are narrowed by the same conditions, so that
//! what is listed, counted, exported and changed at once is always the same.
//!
//! Only the conditions that are asked for stand in a statement, which runs with a custom plan; the plain list and the
//! plain trash are hot.

use super::cursor::{Cursor, Direction, Key, Order, Side, Sort};
use super::filter::Filter;
use super::queries::{Expense, Scope};
use crate::categories::{Category, tree};
use crate::domain::id::{CategoryId, ExpenseId};
use crate::domain::numeric::MaybeExact;
use crate::error::AppError;
use crate::policy::status::{PaidWith, Status};
use crate::schema::tenant::expenses;
use crate::tenancy::TenantConn;
use chrono::NaiveDate;
use diesel::dsl::{AsSelect, GroupBy, IntoBoxed, Order as Ordered, Select, sql};
use diesel::expression::SqlLiteral;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Date, Nullable, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use uuid::Uuid;

/// What the column `search_text` does to merchant and note, done to the words that are looked for: round the words.
const FOLD: [&str; 2] = [
    "replace(replace(replace(translate(lower(regexp_replace(normalize(",
    ", NFKD), '[\\u0300-\\u036f]', '', 'g')), 'øłđıŁØĐ', 'oldilod'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe')",
];
/// What a row is sorted by, of `search_text` or of a merchant folded: round the text.
const FIRST_LINE: [&str; 2] = ["split_part(", ", E'\\n', 1) COLLATE \"C\""];

/// One condition on expenses.
type Condition = Box<dyn BoxableExpression<expenses::table, Pg, SqlType = Bool>>;
/// A statement that reads expenses.
pub type Rows = IntoBoxed<'static, Select<expenses::table, AsSelect<Expense, Pg>>, Pg>;
/// The statement that sums them.
pub type Sums = IntoBoxed<
    'static,
    Select<
        Ordered<GroupBy<expenses::table, SqlLiteral<Text>>, SqlLiteral<Text>>,
        (
            SqlLiteral<Date>,
            SqlLiteral<Text>,
            SqlLiteral<BigInt>,
            SqlLiteral<Nullable<Numeric>>,
            SqlLiteral<Nullable<Numeric>>,
            SqlLiteral<BigInt>,
        ),
    >,
    Pg,
>;

/// Whose expenses, and whether those in the trash: the part that every statement on many expenses has.
pub fn visible(scope: Scope, trash: bool) -> Vec<Condition> {
    let mut conditions: Vec<Condition> = Vec::new();
    conditions.extend(scope.filter());
    if trash {
        conditions.push(Box::new(expenses::trashed_at.is_not_null()));
    } else {
        conditions.push(Box::new(expenses::trashed_at.is_null()));
    }
    conditions
}

/// Everything that a row has to be.
fn conditions(scope: Scope, filter: &Filter) -> Vec<Condition> {
    let mut conditions = visible(scope, filter.is_trash());
    let mut put = |condition: Option<Condition>| conditions.extend(condition);
    put(filter.finds_nothing().then(|| -> Condition { Box::new(sql::<Bool>("false")) }));
    put(stands(&filter.statuses));
    put(filed(&filter.categories, filter.uncategorized));
    if !filter.members.is_empty() {
        let members: Vec<Uuid> = filter.members.iter().map(|member| member.uuid()).collect();
        put(Some(Box::new(expenses::member_id.eq_any(members))));
    }
    put(filter.from.map(|day| -> Condition { Box::new(expenses::spent_on.ge(day)) }));
    put(filter.to.map(|day| -> Condition { Box::new(expenses::spent_on.le(day)) }));
    put(filter.currency.map(|currency| -> Condition { Box::new(expenses::currency.eq(currency.code())) }));
    // By columns, of which PostgreSQL knows how many rows lie in a range. Without a rate none lies in one.
    let own = filter.currency.is_some();
    put(filter.min.map(|money| money.amount()).map(|least| -> Condition {
        if own {
            return Box::new(expenses::amount.ge(least));
        }
        Box::new(expenses::base_amount.assume_not_null().ge(least))
    }));
    put(filter.max.map(|money| money.amount()).map(|most| -> Condition {
        if own {
            return Box::new(expenses::amount.le(most));
        }
        Box::new(expenses::base_amount.assume_not_null().le(most))
    }));
    put(filter.text.as_ref().map(|text| contains(text)));
    conditions
}

/// The trash is [`visible`]'s matter; settled is approved, of the organization's own money.
fn stands(statuses: &[Status]) -> Option<Condition> {
    let approved = Status::Approved.stored();
    let (owed, settled) = (statuses.contains(&Status::Approved), statuses.contains(&Status::Settled));
    let is_whole = |status: &&Status| match status {
        Status::Trash => false,
        Status::Approved | Status::Settled => owed && settled,
        Status::Draft | Status::Submitted | Status::Reimbursed | Status::Rejected => true,
    };
    let whole: Vec<&'static str> = statuses.iter().filter(is_whole).map(|status| status.stored()).collect();
    let own = PaidWith::Own.as_str();
    let half: Option<Condition> = match (owed, settled) {
        (true, false) => Some(Box::new(expenses::status.eq(approved).and(expenses::paid_with.eq(own)))),
        (false, true) => Some(Box::new(expenses::status.eq(approved).and(expenses::paid_with.ne(own)))),
        (true, true) | (false, false) => None,
    };
    if whole.is_empty() {
        return half;
    }
    let whole = expenses::status.eq_any(whole);
    Some(match half {
        None => Box::new(whole),
        Some(half) => Box::new(whole.or(half)),
    })
}

fn filed(categories: &[CategoryId], none: bool) -> Option<Condition> {
    let ids: Vec<Uuid> = categories.iter().map(|category| category.uuid()).collect();
    let within = expenses::category_id.assume_not_null().eq_any(ids);
    match (categories.is_empty(), none) {
        (true, false) => None,
        (true, true) => Some(Box::new(expenses::category_id.is_null())),
        (false, false) => Some(Box::new(within)),
        (false, true) => Some(Box::new(expenses::category_id.is_null().or(within))),
    }
}

/// The words as they stand, wherever they stand: what means something to LIKE is escaped after folding, which makes
/// ASCII signs of their full-width forms.
fn contains(text: &str) -> Condition {
    Box::new(
        sql::<Bool>("search_text LIKE '%' || replace(replace(replace(")
            .sql(FOLD[0])
            .bind::<Text, _>(text.to_owned())
            .sql(FOLD[1])
            .sql(", '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'"),
    )
}

fn amount(filter: &Filter) -> &'static str {
    if filter.currency.is_some() { "amount" } else { "coalesce(base_amount, amount)" }
}

/// What the list is sorted by, as SQL.
fn key(filter: &Filter) -> String {
    match filter.order.sort {
        Sort::SpentOn => "spent_on".to_owned(),
        Sort::Amount => amount(filter).to_owned(),
        Sort::Merchant => FIRST_LINE.join("search_text"),
        Sort::Created => "created_at".to_owned(),
    }
}

/// A row comparison, so that an index on key and id serves as a range.
fn beside(filter: &Filter, side: Side, cursor: &Cursor) -> Condition {
    let downwards = (filter.order.direction == Direction::Descending) == (side == Side::After);
    let sign = if downwards { '<' } else { '>' };
    let row = sql::<Bool>(&format!("({}, expenses.id) {sign} (", key(filter)));
    let id = cursor.id;
    match &cursor.key {
        Key::SpentOn(date) => Box::new(row.bind::<Date, _>(*date).sql(", ").bind::<SqlUuid, _>(id).sql(")")),
        Key::Amount(amount) => {
            Box::new(row.bind::<Numeric, _>(*amount).sql(", ").bind::<SqlUuid, _>(id).sql(")"))
        }
        Key::Created(instant) => {
            Box::new(row.bind::<Timestamptz, _>(*instant).sql(", ").bind::<SqlUuid, _>(id).sql(")"))
        }
        Key::Merchant(merchant) => Box::new(
            row.sql(FIRST_LINE[0])
                .sql(FOLD[0])
                .bind::<Text, _>(merchant.clone())
                .sql(FOLD[1])
                .sql(FIRST_LINE[1])
                .sql(", ")
                .bind::<SqlUuid, _>(id)
                .sql(")"),
        ),
    }
}

/// The filter with all that counts as the categories it names: those below them, and those merged into any of these.
pub fn with_families(filter: &Filter, all: &[Category]) -> Filter {
    let families = filter.categories.iter().flat_map(|category| tree::family(all, *category));
    let mut categories: Vec<CategoryId> = families.collect();
    categories.sort_by_key(|category| category.uuid());
    categories.dedup();
    Filter { categories, ..filter.clone() }
}

/// The statement of everything in a list.
fn matching(scope: Scope, filter: &Filter) -> Rows {
    let mut query = expenses::table.select(Expense::as_select()).into_boxed::<Pg>();
    for condition in conditions(scope, filter) {
        query = query.filter(condition);
    }
    query
}

fn in_order(filter: &Filter, direction: Direction) -> String {
    let way = direction.as_str();
    format!("{} {way}, expenses.id {way}", key(filter))
}

/// How PostgreSQL comes by the rows of a page. It guesses that what a filter finds is spread evenly over the order, and
/// walks an index in that order until the page is full. Where the few that match lie at the far end (drafts, oldest
/// first), that reads nearly everything: 120 ms among 300,000 rows instead of 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// In the order's index, leaving out what doesn't match.
    Walk,
    /// All that match, then sorted.
    Gather,
}

impl Way {
    /// So many are sorted within some 10 ms.
    const FEW: i64 = 10_000;

    /// The way for a filter that finds `count`.
    pub fn of(filter: &Filter, count: i64) -> Self {
        if !filter.is_plain() && count <= Self::FEW { Self::Gather } else { Self::Walk }
    }
}

/// The statement of one page: a row more than `per`, which tells whether there is another page on that side.
pub fn page(scope: Scope, filter: &Filter, from: Option<&(Side, Cursor)>, per: i64, way: Way) -> Rows {
    let side = from.map_or(Side::After, |(side, _)| *side);
    let direction = filter.order.direction;
    let direction = if side == Side::After { direction } else { direction.reversed() };
    let order = in_order(filter, direction);
    let mut query = matching(scope, filter);
    if let Some((side, cursor)) = from {
        query = query.filter(beside(filter, *side, cursor));
    }
    let order = match way {
        Way::Walk => order,
        // True of no row, and nothing that an index is sorted by.
        Way::Gather => format!("expenses.version < 0, {order}"),
    };
    query.order(sql::<Text>(&order)).limit(per + 1)
}

/// The statement of the sums.
pub fn sums(scope: Scope, filter: &Filter) -> Sums {
    let mut query = expenses::table
        .group_by(sql::<Text>("1, 2"))
        .order(sql::<Text>("1 DESC, 2"))
        .select((
            sql::<Date>("date_trunc('month', spent_on::timestamp)::date"),
            sql::<Text>("currency"),
            sql::<BigInt>("count(*)"),
            sql::<Nullable<Numeric>>("sum(amount)"),
            sql::<Nullable<Numeric>>("sum(base_amount)"),
            sql::<BigInt>("count(*) FILTER (WHERE base_amount IS NULL)"),
        ))
        .into_boxed::<Pg>();
    for condition in conditions(scope, filter) {
        query = query.filter(condition);
    }
    query
}

/// The cursor of a row in a list.
pub fn cursor(expense: &Expense, filter: &Filter) -> Cursor {
    let Order { sort, direction } = filter.order;
    let key = match sort {
        Sort::SpentOn => Key::SpentOn(expense.spent_on),
        Sort::Amount if filter.currency.is_some() => Key::Amount(expense.amount),
        Sort::Amount => Key::Amount(expense.base_amount.unwrap_or(expense.amount)),
        Sort::Merchant => Key::Merchant(expense.merchant.clone()),
        Sort::Created => Key::Created(expense.created_at),
    };
    Cursor { direction, key, id: expense.id.uuid() }
}

/// One page of a list in its order, with one row more than `per` where there are more on that side. Hot where the list
/// is plain.
///
/// # Errors
/// When the database is away.
pub fn list(
    conn: &mut TenantConn<'_>,
    scope: Scope,
    filter: &Filter,
    from: Option<&(Side, Cursor)>,
    per: i64,
    way: Way,
) -> Result<Vec<Expense>, AppError> {
    let query = page(scope, filter, from, per, way);
    let mut rows: Vec<Expense> = if filter.is_plain() { conn.load_hot(query)? } else { conn.load(query)? };
    if matches!(from, Some((Side::Before, _))) {
        rows.reverse();
    }
    Ok(rows)
}

/// How many and how much in one month and currency.
#[derive(Debug, Clone, Queryable)]
pub struct Sum {
    /// The first day of the month spent.
    pub month: NaiveDate,
    /// ISO 4217.
    pub currency: String,
    /// How many expenses.
    pub count: i64,
    /// Their sum, in `currency`.
    #[diesel(deserialize_as = MaybeExact)]
    pub amount: Option<Decimal>,
    /// The sum of those whose rate is known, in the base currency.
    #[diesel(deserialize_as = MaybeExact)]
    pub base_amount: Option<Decimal>,
    /// How many have no rate.
    pub without_rate: i64,
}

/// Sums by month and currency, newest month first: one query serves the totals and the headings. Hot where the list is
/// plain.
///
/// # Errors
/// When the database is away.
pub fn sum_by_month(conn: &mut TenantConn<'_>, scope: Scope, filter: &Filter) -> Result<Vec<Sum>, AppError> {
    let query = sums(scope, filter);
    Ok(if filter.is_plain() { conn.load_hot(query)? } else { conn.load(query)? })
}

/// An expense with what only files tell of it: who entered it.
pub type Exported = (Expense, Uuid);

/// Gives everything in a list to `take`, in its order, as one snapshot has it.
///
/// # Errors
/// When the database is away, and what `take` returns.
pub fn each(
    conn: &mut TenantConn<'_>,
    scope: Scope,
    filter: &Filter,
    take: impl FnMut(Exported) -> Result<(), AppError>,
) -> Result<(), AppError> {
    let mut query = expenses::table.select((Expense::as_select(), expenses::entered_by)).into_boxed::<Pg>();
    for condition in conditions(scope, filter) {
        query = query.filter(condition);
    }
    conn.each(query.order(sql::<Text>(&in_order(filter, filter.order.direction))), take)
}

/// Ids and versions of everything in a list, by id, as long as there are no more than `most`; how many there are
/// otherwise.
///
/// # Errors
/// When the database is away.
pub fn list_ids(
    conn: &mut TenantConn<'_>,
    scope: Scope,
    filter: &Filter,
    most: i64,
) -> Result<Result<Vec<(ExpenseId, i32)>, i64>, AppError> {
    let mut query = expenses::table.select((expenses::id, expenses::version)).into_boxed::<Pg>();
    let mut counted = expenses::table.count().into_boxed::<Pg>();
    for (condition, same) in conditions(scope, filter).into_iter().zip(conditions(scope, filter)) {
        query = query.filter(condition);
        counted = counted.filter(same);
    }
    let rows: Vec<(Uuid, i32)> = conn.load(query.order(expenses::id).limit(most + 1))?;
    if i64::try_from(rows.len()).is_ok_and(|found| found <= most) {
        return Ok(Ok(rows.into_iter().map(|(id, version)| (ExpenseId::from(id), version)).collect()));
    }
    Ok(Err(conn.find(counted)?.unwrap_or(most + 1)))
}
