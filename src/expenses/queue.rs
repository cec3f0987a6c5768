//! What waits for a decision, and for whose. The statements ask what [`crate::policy::asked`] answers: it is asked once
//! for everybody whose expenses are like any other's, and once for each of the few with whom it is otherwise.

use super::hands::{self, Turn};
use super::whole::Whole;
use crate::domain::id::{ExpenseId, MemberId};
use crate::error::AppError;
use crate::identity::company;
use crate::identity::viewer::Viewer;
use crate::policy::asked::{Capacity, Company, Target};
use crate::policy::role::Role;
use crate::schema::tenant::{approval_steps, expenses};
use crate::tenancy::TenantConn;
use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Text, Uuid as SqlUuid};
use uuid::Uuid;

/// The queue of all that wait, in addresses.
pub const ALL: &str = "all";

/// Where it is.
pub const ADDRESS_OF_ALL: &str = "/approvals?show=all";

/// What the statement says of one viewer.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Terms {
    /// Those with whom it is otherwise than with everybody else.
    special: Vec<Uuid>,
    /// Of everybody else: the people, the roles and the rest that the viewer is asked for.
    people: Vec<Uuid>,
    roles: Vec<String>,
    anybody: bool,
    /// Whether the viewer takes over where nobody asked can decide.
    takes_over: bool,
    /// All who decide.
    deciders: Vec<Uuid>,
    /// Of the special ones: `SPENDER:TARGET`.
    pairs: Vec<String>,
    /// Of the special ones: those with whom the viewer takes over.
    heirs: Vec<Uuid>,
    /// Whether the viewer is asked too once something has waited long.
    shapes: bool,
    /// Those whose expenses the viewer never decides.
    never: Vec<Uuid>,
    /// Of the expenses that wait at a step after the first, those that wait for the viewer: who said yes before isn't
    /// asked again, so that each is a matter of its own.
    later: Vec<Uuid>,
}

/// Nobody: stands for whoever has left, and for a spender like any other.
fn nobody() -> MemberId {
    MemberId::from(Uuid::nil())
}

/// Whether the viewer is asked about a step after the first.
fn is_later(company: &Company, viewer: MemberId, spender: MemberId, turn: &Turn) -> bool {
    match company.capacity(viewer, turn.target, spender, &turn.said) {
        Capacity::Asked | Capacity::For(_) => true,
        Capacity::Over => turn.escalated,
        Capacity::Not | Capacity::StandIn | Capacity::SaidYes => false,
    }
}

fn read_terms(conn: &mut TenantConn<'_>, company: &Company, viewer: MemberId) -> Result<Terms, AppError> {
    let mut terms = terms(company, viewer);
    let later = hands::list_later(conn)?.into_iter();
    terms.later = later
        .filter(|(_, spender, turn)| is_later(company, viewer, *spender, turn))
        .map(|(id, _, _)| id.uuid())
        .collect();
    Ok(terms)
}

/// Of all first steps.
fn terms(company: &Company, viewer: MemberId) -> Terms {
    let asks = |target, spender| match company.capacity(viewer, target, spender, &[]) {
        Capacity::Asked | Capacity::For(_) => true,
        Capacity::Over | Capacity::Not | Capacity::StandIn | Capacity::SaidYes => false,
    };
    let deciders = company.deciders();
    let only = |wanted: &dyn Fn(Role) -> bool| {
        let mut found = deciders.iter().filter(|decider| wanted(decider.role));
        found.next().filter(|_| found.next().is_none()).map(|decider| decider.id)
    };
    let roles = [Role::Owner, Role::Admin, Role::Approver];
    let shapes = |role| matches!(role, Role::Owner | Role::Admin);
    let mut special: Vec<MemberId> = vec![viewer];
    special.extend(deciders.iter().filter(|one| one.stand_in.is_some()).map(|one| one.id));
    special.extend(roles.into_iter().filter_map(|role| only(&|other| other == role)));
    special.extend(only(&shapes));
    special.sort();
    special.dedup();
    let mut pairs = Vec::new();
    for spender in &special {
        let people = deciders.iter().map(|one| Target::Person(one.id)).filter(|one| asks(*one, *spender));
        let roles = roles.into_iter().map(Target::Role).filter(|role| asks(*role, *spender));
        let anybody = Some(Target::Anybody).filter(|target| asks(*target, *spender));
        pairs.extend(people.chain(roles).chain(anybody).map(|target| pair(*spender, target)));
    }
    let someone = nobody();
    let takes_over = |spender: MemberId| asks(Target::Person(nobody()), spender);
    let may = |spender: MemberId| {
        !matches!(company.capacity(viewer, Target::Anybody, spender, &[]), Capacity::Not | Capacity::StandIn)
    };
    let is_shaper = company.find(viewer).is_some_and(|one| shapes(one.role));
    Terms {
        people: ids(deciders.iter().map(|one| one.id).filter(|one| asks(Target::Person(*one), someone))),
        roles: roles
            .into_iter()
            .filter(|role| asks(Target::Role(*role), someone))
            .map(|role| role.as_str().to_owned())
            .collect(),
        anybody: asks(Target::Anybody, someone),
        takes_over: takes_over(someone),
        deciders: ids(deciders.iter().map(|one| one.id)),
        heirs: ids(special.iter().copied().filter(|spender| takes_over(*spender))),
        shapes: is_shaper,
        never: ids(special.iter().copied().filter(|spender| !may(*spender))),
        special: ids(special),
        pairs,
        later: Vec::new(),
    }
}

fn ids(all: impl IntoIterator<Item = MemberId>) -> Vec<Uuid> {
    all.into_iter().map(MemberId::uuid).collect()
}

/// As the statement puts it together, too.
fn pair(spender: MemberId, target: Target) -> String {
    match target {
        Target::Person(person) => format!("{spender}:{person}"),
        Target::Role(role) => format!("{spender}:{}", role.as_str()),
        Target::Anybody => format!("{spender}:"),
    }
}

/// The condition on an expense with the step whose turn it is, in one text for everybody: it is planned once.
macro_rules! waits {
    ($terms:expr) => {{
        let terms = $terms;
        sql::<Bool>("(expenses.id = ANY(")
            .bind::<Array<SqlUuid>, _>(terms.later)
            .sql(") OR (coalesce(approval_steps.place, 1) = 1 AND ((expenses.member_id <> ALL(")
            .bind::<Array<SqlUuid>, _>(terms.special)
            .sql(") AND (approval_steps.person_id = ANY(")
            .bind::<Array<SqlUuid>, _>(terms.people)
            .sql(") OR approval_steps.role = ANY(")
            .bind::<Array<Text>, _>(terms.roles)
            .sql(") OR (")
            .bind::<Bool, _>(terms.anybody)
            .sql(" AND approval_steps.person_id IS NULL AND approval_steps.role IS NULL) OR (")
            .bind::<Bool, _>(terms.takes_over)
            .sql(" AND (approval_steps.person_id <> ALL(")
            .bind::<Array<SqlUuid>, _>(terms.deciders.clone())
            .sql(") OR approval_steps.person_id = expenses.member_id)))) OR ")
            .sql("expenses.member_id || ':' || coalesce(approval_steps.person_id::text, approval_steps.role, '') = ANY(")
            .bind::<Array<Text>, _>(terms.pairs)
            .sql(") OR (expenses.member_id = ANY(")
            .bind::<Array<SqlUuid>, _>(terms.heirs)
            .sql(") AND approval_steps.person_id <> ALL(")
            .bind::<Array<SqlUuid>, _>(terms.deciders)
            .sql(")) OR (expenses.member_id <> ALL(")
            .bind::<Array<SqlUuid>, _>(terms.never)
            .sql(") AND ")
            .bind::<Bool, _>(terms.shapes)
            .sql(" AND approval_steps.escalated_at IS NOT NULL))))")
    }};
}

/// Submitted expenses with the step whose turn it is.
macro_rules! with_step {
    () => {
        expenses::table
            .left_join(
                approval_steps::table.on(approval_steps::expense_id
                    .eq(expenses::id)
                    .and(sql::<Bool>("approval_steps.state = 'waiting'"))),
            )
            // A literal, so that a generic plan can use the partial index.
            .filter(sql::<Bool>("expenses.status = 'submitted'"))
    };
}

/// What waits for the viewer: oldest first, at most `most`.
///
/// # Errors
/// When the database is away.
pub fn list(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    company: &Company,
    most: i64,
) -> Result<Vec<Whole>, AppError> {
    let terms = read_terms(conn, company, viewer.id)?;
    Ok(conn.load(
        with_step!()
            .filter(waits!(terms))
            .order((expenses::submitted_at, expenses::id))
            .limit(most)
            .select(Whole::as_select()),
    )?)
}

/// What others submitted, whomever it waits for, and what waits for the viewer: oldest first, at most `most`. For who
/// decides: they see all that was submitted.
///
/// # Errors
/// When the database is away.
pub fn list_all(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    company: &Company,
    most: i64,
) -> Result<Vec<Whole>, AppError> {
    let terms = read_terms(conn, company, viewer.id)?;
    Ok(conn.load(
        with_step!()
            .filter(expenses::member_id.ne(viewer.id.uuid()).or(waits!(terms)))
            .order((expenses::submitted_at, expenses::id))
            .limit(most)
            .select(Whole::as_select()),
    )?)
}

/// How many wait, counted up to `most`. Hot: every page of who decides shows it.
///
/// # Errors
/// When the database is away.
pub fn count(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    company: &Company,
    most: i64,
) -> Result<usize, AppError> {
    let terms = read_terms(conn, company, viewer.id)?;
    let rows: Vec<Uuid> =
        conn.load_hot(with_step!().filter(waits!(terms)).limit(most).select(expenses::id))?;
    Ok(rows.len())
}

/// What waits next for the viewer: the oldest of those submitted no earlier than `from`, else the oldest of all.
///
/// # Errors
/// When the database is away.
pub fn find_next(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    from: Option<DateTime<Utc>>,
) -> Result<Option<ExpenseId>, AppError> {
    let company = company::load(conn, viewer.today())?;
    let terms = read_terms(conn, &company, viewer.id)?;
    for from in [from, None] {
        let mut query = with_step!()
            .filter(waits!(terms.clone()))
            .order((expenses::submitted_at, expenses::id))
            .limit(1)
            .select(expenses::id)
            .into_boxed::<Pg>();
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

#[cfg(test)]
mod tests;
