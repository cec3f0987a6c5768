//! Whom an expense waits for, in words.

use super::hands::{self, Hand, State, Turn};
use super::life::Known;
use super::queries::Expense;
use super::whole::Whole;
use crate::domain::id::{ExpenseId, MemberId};
use crate::error::AppError;
use crate::identity::viewer::Viewer;
use crate::identity::{company, members, roster};
use crate::policy::asked::{Asked, Because, Company, Target};
use crate::policy::role::Role;
use crate::policy::status::Status;
use crate::tenancy::TenantConn;
use crate::words::{Phrase, phrase};
use chrono::{DateTime, Utc};
use std::collections::HashMap;
use uuid::Uuid;

/// More than this are not named one by one.
const MOST_NAMED: usize = 3;

/// One step, in words.
#[derive(Debug, Clone)]
pub struct WaitLine {
    /// `done`, `now` or `later`.
    pub state: &'static str,
    /// Whom it waits for, or who said yes.
    pub text: String,
    /// Since when, or when.
    pub when: Option<String>,
    /// The same for machines.
    pub when_iso: String,
    /// Where the rule stands that says so.
    pub rule: Option<String>,
}

/// What the words need besides the expense.
#[derive(Debug, Default)]
pub struct Waits {
    hands: Vec<Hand>,
    company: Company,
    /// Of those whom steps wait for: who is no longer a member.
    left: Vec<MemberId>,
    since: Option<DateTime<Utc>>,
}

impl Waits {
    /// Of an expense that waits; nothing of any other.
    ///
    /// # Errors
    /// When the database is away.
    pub fn load(
        conn: &mut TenantConn<'_>,
        viewer: &Viewer,
        known: &mut Known,
        whole: &Whole,
        status: Status,
    ) -> Result<Self, AppError> {
        if status != Status::Submitted {
            return Ok(Self::default());
        }
        let hands = known.hands(conn, whole.expense.id)?.to_vec();
        let company = known.company(conn, viewer)?.clone();
        let left = left(conn, &company, hands.iter().map(|hand| hand.target))?;
        Ok(Self { hands, company, left, since: whole.marks.submitted_at })
    }

    /// Step by step, in the viewer's words.
    pub fn lines(&self, viewer: &Viewer, spender: MemberId, names: &HashMap<Uuid, String>) -> Vec<WaitLine> {
        let Some(since) = self.since else { return Vec::new() };
        About { company: &self.company, left: &self.left, names }.lines(&self.hands, since, viewer, spender)
    }
}

/// Of some expenses whom those that were submitted wait for, in a sentence each; nothing of those that wait for anybody
/// who decides, which their status says. One statement, and only once something was submitted; a few more for all of
/// them where they go to somebody in particular.
///
/// # Errors
/// When the database is away.
pub fn in_brief(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    expenses: &[Expense],
    names: Option<&HashMap<Uuid, String>>,
) -> Result<HashMap<ExpenseId, String>, AppError> {
    let submitted = Status::Submitted.stored();
    let waiting = |expense: &&Expense| expense.status == submitted && expense.trashed_at.is_none();
    let spenders: HashMap<ExpenseId, MemberId> =
        expenses.iter().filter(waiting).map(|expense| (expense.id, expense.member_id)).collect();
    if spenders.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<ExpenseId> = spenders.keys().copied().collect();
    let routed = hands::list_routed(conn, &ids)?;
    if routed.is_empty() {
        return Ok(HashMap::new());
    }
    let company = company::load(conn, viewer.today())?;
    let left = left(conn, &company, routed.values().map(|turn| turn.target))?;
    let read = if names.is_none() { members::list_names(conn)? } else { HashMap::new() };
    let about = About { company: &company, left: &left, names: names.unwrap_or(&read) };
    let say = |(id, turn): (ExpenseId, Turn)| Some((id, viewer.say(about.turn(&turn, *spenders.get(&id)?))));
    Ok(routed.into_iter().filter_map(say).collect())
}

/// Those of the people that steps wait for who can't be found among those who decide because they have left.
pub(super) fn left(
    conn: &mut TenantConn<'_>,
    company: &Company,
    targets: impl Iterator<Item = Target>,
) -> Result<Vec<MemberId>, AppError> {
    let gone = |target| match target {
        Target::Person(person) => Some(person).filter(|person| company.find(*person).is_none()),
        Target::Role(_) | Target::Anybody => None,
    };
    let gone: Vec<MemberId> = targets.filter_map(gone).collect();
    roster::list_left(conn, &gone)
}

fn phrase_since(date: String) -> Phrase {
    phrase!("waits-since", date = date)
}

fn phrase_on(date: String) -> Phrase {
    phrase!("waits-on", date = date)
}

fn dated(
    viewer: &Viewer,
    state: &'static str,
    text: String,
    how: fn(String) -> Phrase,
    at: Option<DateTime<Utc>>,
    rule: Option<String>,
) -> WaitLine {
    let day = |at| viewer.format().instant(at, viewer.organization.timezone.tz());
    WaitLine {
        state,
        text,
        when: at.map(|at| viewer.say(how(day(at)))),
        when_iso: at.map(|at| at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)).unwrap_or_default(),
        rule,
    }
}

/// What a sentence about a step needs.
pub(super) struct About<'a> {
    pub(super) company: &'a Company,
    pub(super) left: &'a [MemberId],
    pub(super) names: &'a HashMap<Uuid, String>,
}

impl About<'_> {
    /// Step by step what an expense that was submitted waits for.
    pub(super) fn lines(
        &self,
        hands: &[Hand],
        since: DateTime<Utc>,
        viewer: &Viewer,
        spender: MemberId,
    ) -> Vec<WaitLine> {
        if hands.is_empty() {
            let text = viewer.say(self.waiting(Target::Anybody, spender, &[]));
            return vec![dated(viewer, "now", text, phrase_since, Some(since), None)];
        }
        let said = hands::said(hands);
        hands.iter().map(|hand| self.line(hand, &said, viewer, spender)).collect()
    }

    fn line(&self, hand: &Hand, said: &[MemberId], viewer: &Viewer, spender: MemberId) -> WaitLine {
        let rule = hand.by.map(|by| format!("/settings/rules#r-{}", by.rule));
        match hand.state {
            State::Waiting => {
                let (target, escalated) = (hand.target, hand.escalated_at.is_some());
                let turn = Turn { target, said: said.to_vec(), escalated };
                dated(viewer, "now", viewer.say(self.turn(&turn, spender)), phrase_since, hand.since, rule)
            }
            State::Later => {
                let whom = self.routed(hand.target, &self.company.asked(hand.target, spender, said));
                let text = viewer.say(phrase!("waits-then", whom = whom));
                dated(viewer, "later", text, phrase_since, None, None)
            }
            State::Approved => {
                let who = hand.decided_by.map(|who| self.name(who)).unwrap_or_default();
                let text = viewer.say(match hand.decided_for {
                    Some(absent) => phrase!("waits-done-for", who = who, absent = self.name(absent)),
                    None => phrase!("waits-done", who = who),
                });
                dated(viewer, "done", text, phrase_on, hand.decided_at, None)
            }
        }
    }

    /// Whom a step waits for whose turn it is, and who is asked too by now: not those who were asked anyway.
    fn turn(&self, turn: &Turn, spender: MemberId) -> Phrase {
        let said = self.waiting(turn.target, spender, &turn.said);
        if turn.escalated && self.company.has_others(turn.target, spender, &turn.said) {
            return phrase!("waits-escalated", said = said);
        }
        said
    }

    /// "Waiting for Tomás Vidal", or why others take over.
    pub(super) fn waiting(&self, target: Target, spender: MemberId, said: &[MemberId]) -> Phrase {
        let asked = self.company.asked(target, spender, said);
        match (asked.because, target) {
            (Because::Routed, _) => phrase!("waits-for", whom = self.routed(target, &asked)),
            (Because::SaidYes, Target::Person(person)) => {
                phrase!("waits-said-yes", name = self.name(person), whom = self.others(&asked))
            }
            (Because::SaidYes, Target::Role(_) | Target::Anybody) => {
                phrase!("waits-all-said-yes", whom = self.others(&asked))
            }
            (Because::TakenOver, Target::Person(person)) if self.left.contains(&person) => {
                phrase!("waits-left", name = self.name(person))
            }
            (Because::TakenOver, Target::Person(person)) => phrase!("waits-unable", name = self.name(person)),
            (Because::TakenOver, Target::Role(_) | Target::Anybody) => phrase!("waits-nobody-of-them"),
            (Because::NobodyElse, _) if asked.people.is_empty() => phrase!("waits-nobody"),
            (Because::NobodyElse, _) => phrase!("waits-nobody-else", name = self.names(&asked)),
        }
    }

    /// Who takes over: by name where they are few.
    fn others(&self, asked: &Asked) -> Phrase {
        if asked.people.len() > MOST_NAMED {
            return phrase!("waits-others");
        }
        phrase!("waits-named", any = phrase!("waits-others"), names = self.names(asked))
    }

    fn names(&self, asked: &Asked) -> String {
        asked.people.iter().map(|(one, _)| self.name(*one)).collect::<Vec<_>>().join(", ")
    }

    fn routed(&self, target: Target, asked: &Asked) -> Phrase {
        let any = match target {
            Target::Person(person) => {
                // Of a chain the last: the others are away as well.
                let stand_in = asked.people.iter().rfind(|(_, absent)| *absent == Some(person));
                return match stand_in {
                    Some((one, _)) => {
                        phrase!("waits-stand-in", name = self.name(*one), absent = self.name(person))
                    }
                    None => Phrase::verbatim(self.name(person)),
                };
            }
            Target::Role(Role::Owner) => phrase!("waits-any-owner"),
            Target::Role(Role::Admin) => phrase!("waits-any-admin"),
            Target::Role(_) => phrase!("waits-any-approver"),
            Target::Anybody => phrase!("waits-anybody"),
        };
        let few = (1..=MOST_NAMED).contains(&asked.people.len());
        if asked.because != Because::Routed || !few {
            return any;
        }
        phrase!("waits-named", any = any, names = self.names(asked))
    }

    fn name(&self, id: MemberId) -> String {
        self.names.get(&id.uuid()).cloned().unwrap_or_default()
    }
}
