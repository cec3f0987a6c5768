//! The trail: who did what to which thing, written in the transaction that does it. An organization's role may add
//! and read events, never change them.

use super::members;
use super::viewer::Viewer;
use crate::domain::id::MemberId;
use crate::error::AppError;
use crate::schema::tenant::events;
use crate::tenancy::TenantConn;
use chrono::{DateTime, Utc};
use diesel::dsl::{AsSelect, SqlTypeOf, sql};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Timestamptz};
use serde_json::{Map, Value};
use std::collections::HashMap;
use uuid::Uuid;

pub use super::act::Act;

/// What kind of thing an event is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SubjectKind {
    /// The organization itself.
    Organization,
    /// A member.
    Member,
    /// An invitation.
    Invitation,
    /// A category.
    Category,
    /// An expense.
    Expense,
    /// A rule.
    Rule,
}

impl SubjectKind {
    /// All of them, the commonest first.
    pub const ALL: [Self; 6] =
        [Self::Expense, Self::Category, Self::Rule, Self::Member, Self::Invitation, Self::Organization];

    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Member => "member",
            Self::Invitation => "invitation",
            Self::Category => "category",
            Self::Expense => "expense",
            Self::Rule => "rule",
        }
    }

    /// Reads the word of the database.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Which thing an event is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The organization itself.
    Organization(Uuid),
    /// A member.
    Member(Uuid),
    /// An invitation.
    Invitation(Uuid),
    /// A category.
    Category(Uuid),
    /// An expense.
    Expense(Uuid),
    /// A rule.
    Rule(Uuid),
}

impl Subject {
    fn parts(self) -> (SubjectKind, Uuid) {
        match self {
            Self::Organization(id) => (SubjectKind::Organization, id),
            Self::Member(id) => (SubjectKind::Member, id),
            Self::Invitation(id) => (SubjectKind::Invitation, id),
            Self::Category(id) => (SubjectKind::Category, id),
            Self::Expense(id) => (SubjectKind::Expense, id),
            Self::Rule(id) => (SubjectKind::Rule, id),
        }
    }
}

/// One thing that happened. `before` and `after` hold ids and codes, never names, and money as exact text with its
/// currency.
#[derive(Debug, Clone)]
pub struct Event {
    /// Who did it; none where the program did.
    pub actor: Option<MemberId>,
    /// What was done.
    pub act: Act,
    /// To what.
    pub subject: Subject,
    /// The fields that changed, as they were.
    pub before: Option<Value>,
    /// The fields that changed, as they are.
    pub after: Option<Value>,
}

/// More events than this of one thing are not listed beside others.
const LATELY: i64 = 30;

/// The fields of a thing, by name.
pub type Facts = Map<String, Value>;

/// What differs between two states of a thing: before, and after.
pub fn differences(before: &Facts, after: &Facts) -> (Facts, Facts) {
    let changed = |this: &Facts, other: &Facts| {
        let differs = this.iter().filter(|(name, value)| other.get(*name) != Some(value));
        differs.map(|(name, value)| (name.clone(), value.clone())).collect()
    };
    (changed(before, after), changed(after, before))
}

macro_rules! row {
    ($event:expr, $now:expr) => {{
        let event = $event;
        let (kind, subject) = event.subject.parts();
        (
            events::id.eq(Uuid::now_v7()),
            events::at.eq($now),
            events::actor_id.eq(event.actor.map(MemberId::uuid)),
            events::act.eq(event.act.as_str()),
            events::subject_kind.eq(kind.as_str()),
            events::subject_id.eq(subject),
            events::before.eq(event.before),
            events::after.eq(event.after),
        )
    }};
}

/// Adds an event.
///
/// # Errors
/// When the database is away.
pub fn record(conn: &mut TenantConn<'_>, event: Event, now: DateTime<Utc>) -> Result<(), AppError> {
    conn.execute_hot(diesel::insert_into(events::table).values(row!(event, now)))?;
    Ok(())
}

/// [`record`] of several at once.
///
/// # Errors
/// When the database is away.
pub fn record_all(conn: &mut TenantConn<'_>, all: Vec<Event>, now: DateTime<Utc>) -> Result<(), AppError> {
    if all.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = all.into_iter().map(|event| row!(event, now)).collect();
    conn.execute(diesel::insert_into(events::table).values(rows))?;
    Ok(())
}

/// Whether anything of this kind was ever done.
///
/// # Errors
/// When the database is away.
pub fn was_ever(conn: &mut TenantConn<'_>, act: Act) -> Result<bool, AppError> {
    let found: Option<Uuid> =
        conn.find(events::table.filter(events::act.eq(act.as_str())).limit(1).select(events::id))?;
    Ok(found.is_some())
}

/// "Mira Okafor, 21 Nov 2026, 12:05": who saved the version of a thing that stands. A comment makes no version, nor does a receipt.
///
/// # Errors
/// When the database is away.
pub fn last_editor(conn: &mut TenantConn<'_>, viewer: &Viewer, subject: Uuid) -> Result<String, AppError> {
    let somebody = || viewer.language.word("history-somebody").to_owned();
    let events = list_of_subject(conn, subject)?;
    let edit = events.iter().find(|(_, _, act, ..)| !Act::parse(act).is_some_and(Act::is_beside));
    let Some((at, actor, ..)) = edit else { return Ok(somebody()) };
    let names = members::list_names(conn)?;
    let who = actor.and_then(|actor| names.get(&actor).cloned()).unwrap_or_else(somebody);
    let when = viewer.format().instant(*at, viewer.organization.timezone.tz());
    Ok(format!("{who}, {when}"))
}

/// One event as it is read back.
pub type Recorded = (DateTime<Utc>, Option<Uuid>, String, Option<Value>, Option<Value>);

/// What happened to one thing, latest first, at most 200 events: time, actor, act, before, after.
///
/// # Errors
/// When the database is away.
pub fn list_of_subject(conn: &mut TenantConn<'_>, subject: Uuid) -> Result<Vec<Recorded>, AppError> {
    Ok(conn.load_hot(
        events::table
            .filter(events::subject_id.eq(subject))
            .order((events::at.desc(), events::id.desc()))
            .limit(200)
            .select((events::at, events::actor_id, events::act, events::before, events::after)),
    )?)
}

/// What happened to each of several things lately, latest first, at most 30 events of each.
///
/// # Errors
/// When the database is away.
pub fn list_lately(
    conn: &mut TenantConn<'_>,
    subjects: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Recorded>>, AppError> {
    type Row = (Uuid, DateTime<Utc>, Option<Uuid>, String, Option<Value>, Option<Value>);
    let rows: Vec<Row> = conn.load(
        events::table
            .filter(events::subject_id.eq_any(subjects.to_vec()))
            .filter(
                sql::<Bool>(
                    "(SELECT count(*) FROM (SELECT FROM events AS later WHERE later.subject_id = events.subject_id \
                     AND (later.at, later.id) > (events.at, events.id) LIMIT ",
                )
                .bind::<BigInt, _>(LATELY)
                .sql(") AS newer) < ")
                .bind::<BigInt, _>(LATELY),
            )
            .order((events::at.desc(), events::id.desc()))
            .select((
                events::subject_id,
                events::at,
                events::actor_id,
                events::act,
                events::before,
                events::after,
            )),
    )?;
    let mut all: HashMap<Uuid, Vec<Recorded>> = HashMap::new();
    for (subject, at, actor, act, before, after) in rows {
        all.entry(subject).or_default().push((at, actor, act, before, after));
    }
    Ok(all)
}

/// Which events of the whole organization are asked for; nothing given means all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filter {
    /// Who did it.
    pub actor: Option<MemberId>,
    /// To what kind of thing.
    pub kind: Option<SubjectKind>,
    /// What was done.
    pub act: Option<Act>,
    /// From this instant on.
    pub from: Option<DateTime<Utc>>,
    /// Up to, but not at, this instant.
    pub until: Option<DateTime<Utc>>,
}

/// The place of an event in the trail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// When.
    pub at: DateTime<Utc>,
    /// Which of that instant.
    pub id: Uuid,
}

/// Which side of an event a page lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// Older events.
    After(Mark),
    /// Newer events.
    Before(Mark),
}

/// One event of the whole trail.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = events, check_for_backend(Pg))]
pub struct Entry {
    /// Its identity.
    pub id: Uuid,
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// Who did it; none where the program did.
    pub actor_id: Option<Uuid>,
    /// The code of what was done: another version of the program may know more of them.
    pub act: String,
    /// The word of the kind of thing.
    pub subject_kind: String,
    /// Which thing.
    pub subject_id: Uuid,
    /// The fields that changed, as they were.
    pub before: Option<Value>,
    /// The fields that changed, as they are.
    pub after: Option<Value>,
}

/// The statement of [`list`]: only what is asked for stands in it, so that each filter finds its index.
pub fn query(
    filter: &Filter,
    beside: Option<Beside>,
    limit: i64,
) -> events::BoxedQuery<'static, Pg, SqlTypeOf<AsSelect<Entry, Pg>>> {
    let mut query = events::table.select(Entry::as_select()).into_boxed::<Pg>();
    if let Some(actor) = filter.actor {
        query = query.filter(events::actor_id.eq(actor.uuid()));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(events::subject_kind.eq(kind.as_str()));
    }
    if let Some(act) = filter.act {
        query = query.filter(events::act.eq(act.as_str()));
    }
    if let Some(from) = filter.from {
        query = query.filter(events::at.ge(from));
    }
    if let Some(until) = filter.until {
        query = query.filter(events::at.lt(until));
    }
    let (newest_first, newest_last) =
        ((events::at.desc(), events::id.desc()), (events::at.asc(), events::id.asc()));
    // A row comparison, so that an index that ends in (at, id) serves as a range.
    let past = |comparison: &str, mark: Mark| {
        sql::<Bool>(comparison)
            .bind::<Timestamptz, _>(mark.at)
            .sql(", ")
            .bind::<diesel::sql_types::Uuid, _>(mark.id)
            .sql(")")
    };
    match beside {
        None => query.order(newest_first),
        Some(Beside::After(mark)) => {
            query.filter(past("(events.at, events.id) < (", mark)).order(newest_first)
        }
        Some(Beside::Before(mark)) => {
            query.filter(past("(events.at, events.id) > (", mark)).order(newest_last)
        }
    }
    .limit(limit)
}

/// A page of the whole trail, newest first, with one event more than `per` where there are more on that side.
///
/// # Errors
/// When the database is away.
pub fn list(
    conn: &mut TenantConn<'_>,
    filter: &Filter,
    beside: Option<Beside>,
    per: i64,
) -> Result<Vec<Entry>, AppError> {
    let mut entries: Vec<Entry> = conn.load(query(filter, beside, per + 1))?;
    if matches!(beside, Some(Beside::Before(_))) {
        entries.reverse();
    }
    Ok(entries)
}
