//! The steps that an expense goes through once it is submitted: whom each waits for, and what became of it.

use crate::domain::id::{ExpenseId, MemberId, RuleId};
use crate::error::AppError;
use crate::policy::asked::Target;
use crate::policy::role::Role;
use crate::rules::route::By;
use crate::schema::tenant::{approval_steps, expenses};
use crate::tenancy::TenantConn;
use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Uuid as SqlUuid};
use std::collections::HashMap;
use uuid::Uuid;

/// The words of a step's state in the database.
const LATER: &str = "later";
const WAITING: &str = "waiting";
const APPROVED: &str = "approved";
const VOID: &str = "void";

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Others come first.
    Later,
    /// It is its turn.
    Waiting,
    /// Somebody said yes.
    Approved,
}

/// One step of those that count: nothing is void about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hand {
    /// Its identity.
    pub id: Uuid,
    /// Whom it waits for.
    pub target: Target,
    /// The rule that said so.
    pub by: Option<By>,
    /// Where it stands.
    pub state: State,
    /// Since when it is its turn, UTC.
    pub since: Option<DateTime<Utc>>,
    /// When somebody said yes, UTC.
    pub decided_at: Option<DateTime<Utc>>,
    /// Who did.
    pub decided_by: Option<MemberId>,
    /// For whom, if they stood in for somebody.
    pub decided_for: Option<MemberId>,
    /// Since when admins and owners are asked too, UTC.
    pub escalated_at: Option<DateTime<Utc>>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = approval_steps, check_for_backend(Pg))]
struct Row {
    id: Uuid,
    expense_id: Uuid,
    person_id: Option<Uuid>,
    role: Option<String>,
    rule_id: Option<Uuid>,
    rule_version: Option<i32>,
    state: String,
    waiting_since: Option<DateTime<Utc>>,
    decided_at: Option<DateTime<Utc>>,
    decided_by: Option<Uuid>,
    decided_for: Option<Uuid>,
    escalated_at: Option<DateTime<Utc>>,
}

impl TryFrom<Row> for Hand {
    type Error = AppError;

    fn try_from(row: Row) -> Result<Self, AppError> {
        let unreadable = || AppError::internal(format!("step {} can't be read", row.id));
        let target = target_of(row.person_id, row.role.as_deref()).ok_or_else(unreadable)?;
        let state = match row.state.as_str() {
            LATER => State::Later,
            WAITING => State::Waiting,
            APPROVED => State::Approved,
            _ => return Err(unreadable()),
        };
        let by = row.rule_id.zip(row.rule_version);
        Ok(Self {
            id: row.id,
            target,
            by: by.map(|(rule, version)| By { rule: RuleId::from(rule), version }),
            state,
            since: row.waiting_since,
            decided_at: row.decided_at,
            decided_by: row.decided_by.map(MemberId::from),
            decided_for: row.decided_for.map(MemberId::from),
            escalated_at: row.escalated_at,
        })
    }
}

/// The steps of several expenses, in order.
///
/// # Errors
/// When the database is away.
pub fn list(
    conn: &mut TenantConn<'_>,
    expenses: &[ExpenseId],
) -> Result<HashMap<ExpenseId, Vec<Hand>>, AppError> {
    let mut all: HashMap<ExpenseId, Vec<Hand>> = HashMap::new();
    if expenses.is_empty() {
        return Ok(all);
    }
    let ids: Vec<Uuid> = expenses.iter().map(|id| id.uuid()).collect();
    let rows: Vec<Row> = conn.load(
        approval_steps::table
            .filter(approval_steps::expense_id.eq_any(ids))
            .filter(approval_steps::state.ne(VOID))
            .order((approval_steps::expense_id, approval_steps::created_at, approval_steps::place))
            .select(Row::as_select()),
    )?;
    for row in rows {
        all.entry(ExpenseId::from(row.expense_id)).or_default().push(Hand::try_from(row)?);
    }
    Ok(all)
}

/// The step whose turn it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Whom it waits for.
    pub target: Target,
    /// Who said yes to the steps before.
    pub said: Vec<MemberId>,
    /// Whether admins and owners are asked too.
    pub escalated: bool,
}

/// The columns that [`Turn`] is made of.
type TurnRow = (Option<Uuid>, Option<String>, Vec<Uuid>, bool);

const SAID: &str = "array(SELECT earlier.decided_by FROM approval_steps AS earlier WHERE earlier.expense_id = \
                    approval_steps.expense_id AND earlier.state = 'approved' AND earlier.decided_by IS NOT NULL)";

macro_rules! turn {
    () => {
        (
            approval_steps::person_id,
            approval_steps::role,
            sql::<Array<SqlUuid>>(SAID),
            approval_steps::escalated_at.is_not_null(),
        )
    };
}

fn turn(expense: Uuid, (person, role, said, escalated): TurnRow) -> Result<Turn, AppError> {
    let unreadable = || AppError::internal(format!("the step of {expense} can't be read"));
    let target = target_of(person, role.as_deref()).ok_or_else(unreadable)?;
    Ok(Turn { target, said: said.into_iter().map(MemberId::from).collect(), escalated })
}

/// Whom some expenses wait for now, where that is somebody in particular. Hot: the list runs it once something submitted
/// stands on its page.
///
/// # Errors
/// When the database is away.
pub fn list_routed(
    conn: &mut TenantConn<'_>,
    expenses: &[ExpenseId],
) -> Result<HashMap<ExpenseId, Turn>, AppError> {
    let ids: Vec<Uuid> = expenses.iter().map(|id| id.uuid()).collect();
    let rows: Vec<(Uuid, TurnRow)> = conn.load_hot(
        approval_steps::table
            .filter(approval_steps::expense_id.eq_any(ids))
            // A literal, so that a generic plan can use the partial index.
            .filter(sql::<Bool>("approval_steps.state = 'waiting'"))
            .filter(approval_steps::person_id.is_not_null().or(approval_steps::role.is_not_null()))
            .select((approval_steps::expense_id, turn!())),
    )?;
    rows.into_iter().map(|(expense, row)| Ok((ExpenseId::from(expense), turn(expense, row)?))).collect()
}

/// Of each expense that waits at a step after the first: who spent it, and the step. Hot: every page of who decides asks.
///
/// # Errors
/// When the database is away.
pub fn list_later(conn: &mut TenantConn<'_>) -> Result<Vec<(ExpenseId, MemberId, Turn)>, AppError> {
    let rows: Vec<(Uuid, Uuid, TurnRow)> = conn.load_hot(
        approval_steps::table
            .inner_join(expenses::table.on(expenses::id.eq(approval_steps::expense_id)))
            .filter(sql::<Bool>("approval_steps.state = 'waiting' AND approval_steps.place > 1"))
            .filter(sql::<Bool>("expenses.status = 'submitted'"))
            .select((approval_steps::expense_id, expenses::member_id, turn!())),
    )?;
    let read = |(expense, spender, row): (Uuid, Uuid, TurnRow)| {
        Ok((ExpenseId::from(expense), MemberId::from(spender), turn(expense, row)?))
    };
    rows.into_iter().map(read).collect()
}

/// Whom the columns of a step name; nobody where the role is no word of this version.
fn target_of(person: Option<Uuid>, role: Option<&str>) -> Option<Target> {
    match (person, role) {
        (Some(person), _) => Some(Target::Person(MemberId::from(person))),
        (None, Some(role)) => Role::parse(role).map(Target::Role),
        (None, None) => Some(Target::Anybody),
    }
}

/// The steps of one expense, in order; none of one that was submitted before there were steps.
///
/// # Errors
/// When the database is away.
pub fn of(conn: &mut TenantConn<'_>, expense: ExpenseId) -> Result<Vec<Hand>, AppError> {
    Ok(list(conn, &[expense])?.remove(&expense).unwrap_or_default())
}

/// The step whose turn it is.
pub fn current(hands: &[Hand]) -> Option<&Hand> {
    hands.iter().find(|hand| hand.state == State::Waiting)
}

/// Whom the expense waits for; anybody where nothing says whom.
pub fn target(hands: &[Hand]) -> Target {
    current(hands).map_or(Target::Anybody, |hand| hand.target)
}

/// Who said yes to the steps before.
pub fn said(hands: &[Hand]) -> Vec<MemberId> {
    hands.iter().filter(|hand| hand.state == State::Approved).filter_map(|hand| hand.decided_by).collect()
}

/// Writes down through whose hands the expense goes from now on. What is left of earlier times is void.
///
/// # Errors
/// When the database is away.
pub fn begin(
    conn: &mut TenantConn<'_>,
    expense: ExpenseId,
    by: Option<By>,
    steps: &[Target],
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    void(conn, expense)?;
    let rows: Vec<_> = (1_i16..)
        .zip(steps)
        .map(|(place, target)| {
            let (person, role) = match target {
                Target::Person(person) => (Some(person.uuid()), None),
                Target::Role(role) => (None, Some(role.as_str())),
                Target::Anybody => (None, None),
            };
            (
                approval_steps::id.eq(Uuid::now_v7()),
                approval_steps::expense_id.eq(expense.uuid()),
                approval_steps::place.eq(place),
                approval_steps::person_id.eq(person),
                approval_steps::role.eq(role),
                approval_steps::rule_id.eq(by.map(|by| by.rule.uuid())),
                approval_steps::rule_version.eq(by.map(|by| by.version)),
                approval_steps::state.eq(if place == 1 { WAITING } else { LATER }),
                approval_steps::waiting_since.eq((place == 1).then_some(now)),
                approval_steps::created_at.eq(now),
            )
        })
        .collect();
    conn.execute(diesel::insert_into(approval_steps::table).values(rows))?;
    Ok(())
}

/// Nothing of what was decided or asked counts any more; it stays to be read.
///
/// # Errors
/// When the database is away.
pub fn void(conn: &mut TenantConn<'_>, expense: ExpenseId) -> Result<(), AppError> {
    let open = approval_steps::table
        .filter(approval_steps::expense_id.eq(expense.uuid()))
        .filter(approval_steps::state.ne(VOID));
    conn.execute(diesel::update(open).set(approval_steps::state.eq(VOID)))?;
    Ok(())
}

/// Somebody said yes to the step whose turn it is; the next one waits from now on.
///
/// # Errors
/// When the database is away.
pub fn advance(
    conn: &mut TenantConn<'_>,
    hands: &[Hand],
    by: MemberId,
    absent: Option<MemberId>,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let Some(at) = hands.iter().position(|hand| hand.state == State::Waiting) else { return Ok(()) };
    if let Some(hand) = hands.get(at) {
        conn.execute(diesel::update(approval_steps::table.find(hand.id)).set((
            approval_steps::state.eq(APPROVED),
            approval_steps::decided_at.eq(now),
            approval_steps::decided_by.eq(by.uuid()),
            approval_steps::decided_for.eq(absent.map(MemberId::uuid)),
        )))?;
    }
    if let Some(next) = hands.get(at + 1) {
        wait(conn, next, now)?;
    }
    Ok(())
}

fn wait(conn: &mut TenantConn<'_>, hand: &Hand, now: DateTime<Utc>) -> Result<(), AppError> {
    conn.execute(diesel::update(approval_steps::table.find(hand.id)).set((
        approval_steps::state.eq(WAITING),
        approval_steps::waiting_since.eq(now),
        approval_steps::decided_at.eq(None::<DateTime<Utc>>),
        approval_steps::decided_by.eq(None::<Uuid>),
        approval_steps::decided_for.eq(None::<Uuid>),
        approval_steps::reminded_at.eq(None::<DateTime<Utc>>),
        approval_steps::escalated_at.eq(None::<DateTime<Utc>>),
    )))?;
    Ok(())
}

/// A decision was taken back: the last step waits again, or anybody's where a rule had decided.
///
/// # Errors
/// When the database is away.
pub fn reopen(conn: &mut TenantConn<'_>, expense: ExpenseId, now: DateTime<Utc>) -> Result<(), AppError> {
    match of(conn, expense)?.last() {
        Some(last) => wait(conn, last, now),
        None => begin(conn, expense, None, &[Target::Anybody], now),
    }
}

/// What falls due once for a step that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nudge {
    /// Whoever is asked is reminded.
    Reminder,
    /// Admins and owners are asked too.
    Escalation,
}

/// A step that waits for long.
#[derive(Debug, Clone, Copy)]
pub struct Overdue {
    /// Of what.
    pub expense: ExpenseId,
    /// Whom it waits for.
    pub target: Target,
    /// Since when, UTC.
    pub since: DateTime<Utc>,
}

/// The steps that have waited since before an instant and of which nothing like this was told yet, at most `limit`. From
/// now on it is: of two who ask at once each is given others.
///
/// # Errors
/// When the database is away.
pub fn take_overdue(
    conn: &mut TenantConn<'_>,
    nudge: Nudge,
    before: DateTime<Utc>,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<Overdue>, AppError> {
    let due = approval_steps::table
        .filter(approval_steps::state.eq(WAITING))
        .filter(approval_steps::waiting_since.lt(before))
        .order(approval_steps::waiting_since)
        .limit(limit)
        .select(Row::as_select())
        .for_no_key_update()
        .skip_locked();
    let rows: Vec<Row> = match nudge {
        Nudge::Reminder => conn.load(due.filter(approval_steps::reminded_at.is_null()))?,
        Nudge::Escalation => conn.load(due.filter(approval_steps::escalated_at.is_null()))?,
    };
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let taken = rows.iter().map(|row| row.id).collect::<Vec<_>>();
    let taken = diesel::update(approval_steps::table.filter(approval_steps::id.eq_any(taken)));
    match nudge {
        Nudge::Reminder => conn.execute(taken.set(approval_steps::reminded_at.eq(now)))?,
        Nudge::Escalation => conn.execute(taken.set(approval_steps::escalated_at.eq(now)))?,
    };
    let overdue = rows.into_iter().map(|row| {
        let (expense, since) = (ExpenseId::from(row.expense_id), row.waiting_since.unwrap_or(now));
        Ok(Overdue { expense, since, target: Hand::try_from(row)?.target })
    });
    overdue.collect()
}

/// Since when the step waits that waits longest, of those of which nothing like this was told yet.
///
/// # Errors
/// When the database is away.
pub fn find_longest(conn: &mut TenantConn<'_>, nudge: Nudge) -> Result<Option<DateTime<Utc>>, AppError> {
    let mut waiting = approval_steps::table.filter(approval_steps::state.eq(WAITING)).into_boxed::<Pg>();
    waiting = match nudge {
        Nudge::Reminder => waiting.filter(approval_steps::reminded_at.is_null()),
        Nudge::Escalation => waiting.filter(approval_steps::escalated_at.is_null()),
    };
    let since: Option<Option<DateTime<Utc>>> =
        conn.find(waiting.select(diesel::dsl::min(approval_steps::waiting_since)))?;
    Ok(since.flatten())
}
