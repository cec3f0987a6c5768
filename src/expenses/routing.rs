//! What a step of an expense's life does to whom it waits for: submitting says through whose hands it goes, a decision
//! hands it on, taking it back ends all that.

use super::hands::{self, Hand, State};
use super::judging::Judgement;
use super::life::{Deed, Known};
use super::whole::{Marks, Whole};
use crate::domain::id::{ExpenseId, MemberId};
use crate::error::AppError;
use crate::identity::reach;
use crate::identity::trail::{self, Act, Event, Facts, Subject};
use crate::identity::viewer::Viewer;
use crate::policy::asked::{Capacity, Company, Target};
use crate::policy::status::Status;
use crate::rules;
use crate::rules::evaluate::Spent;
use crate::rules::route::{Asking, By, Route, route};
use crate::rules::rule::Effect;
use crate::tenancy::TenantConn;
use serde_json::json;

/// What becomes of the steps.
#[derive(Debug)]
pub(super) enum Onward {
    /// Nothing.
    Stays,
    /// It was submitted, and goes through these hands.
    Begins { by: Option<By>, steps: Vec<Target> },
    /// It was submitted, and a rule approved it.
    ApprovedBy(By),
    /// Somebody said yes to the step whose turn it is.
    Advances { hands: Vec<Hand>, by: MemberId, absent: Option<MemberId> },
    /// Nothing of it counts any more; for whom the decision was taken, if it was one.
    Ends { absent: Option<MemberId> },
    /// The last step waits again.
    Reopens,
}

/// Who decides about what is being submitted, by the rules it was judged by.
fn decides(
    conn: &mut TenantConn<'_>,
    member: MemberId,
    spent: &Spent,
    judgement: &Judgement,
) -> Result<Route, AppError> {
    let effects = || judgement.rules.iter().map(|rule| rule.body.effect());
    let around = judgement.around.as_ref().filter(|_| effects().any(Effect::decides));
    let Some(around) = around else { return Ok(Route::Steps { by: None, steps: vec![Target::Anybody] }) };
    let edited = if effects().any(|effect| effect == Effect::Approve) {
        rules::queries::list_edited_by(conn, member)?
    } else {
        Vec::new()
    };
    Ok(route(&Asking {
        rules: &judgement.rules,
        spent,
        around,
        found: &judgement.found,
        approver: reach::list_approvers(conn, &[member])?.get(&member).copied(),
        edited: &edited,
    }))
}

impl Onward {
    /// What the deed does to the steps.
    ///
    /// # Errors
    /// When the database is away.
    pub(super) fn of(
        conn: &mut TenantConn<'_>,
        viewer: &Viewer,
        known: &mut Known,
        held: &Whole,
        deed: &Deed,
        judged: Option<&(Spent, Judgement)>,
    ) -> Result<Self, AppError> {
        let spender = held.expense.member_id;
        match deed {
            Deed::Submit => {
                let Some((spent, judgement)) = judged else { return Ok(Self::Stays) };
                Ok(match decides(conn, spender, spent, judgement)? {
                    Route::Approved(by) => Self::ApprovedBy(by),
                    Route::Steps { by, steps } => Self::Begins { by, steps },
                })
            }
            Deed::Approve | Deed::Return(_) | Deed::Reject(_) => {
                let hands = known.hands(conn, held.expense.id)?.to_vec();
                let (target, said) = (hands::target(&hands), hands::said(&hands));
                let company = known.company(conn, viewer)?;
                let capacity = company.capacity(viewer.id, target, spender, &said);
                let absent = if let Capacity::For(absent) = capacity { Some(absent) } else { None };
                Ok(if *deed == Deed::Approve {
                    Self::Advances { hands, by: viewer.id, absent }
                } else {
                    Self::Ends { absent }
                })
            }
            Deed::Withdraw => Ok(Self::Ends { absent: None }),
            Deed::Reopen(_) if held.expense.stands()? != Status::Rejected => Ok(Self::Reopens),
            Deed::Reopen(_) | Deed::Reimburse | Deed::Trash | Deed::Restore | Deed::Recode(_) => {
                Ok(Self::Stays)
            }
        }
    }

    /// The step that waits next, after a yes to one before it.
    fn next(&self) -> Option<Target> {
        let Self::Advances { hands, .. } = self else { return None };
        let at = hands.iter().position(|hand| hand.state == State::Waiting)?;
        hands.get(at + 1).map(|hand| hand.target)
    }

    /// Who has said yes then.
    fn said(&self) -> Vec<MemberId> {
        let Self::Advances { hands, by, .. } = self else { return Vec::new() };
        hands::said(hands).into_iter().chain([*by]).collect()
    }

    /// Where the expense stands then, if the table of states says `to`.
    pub(super) fn leads(&self, held: &Whole, to: Status) -> Result<Status, AppError> {
        Ok(match self {
            Self::ApprovedBy(_) => {
                Status::of(Status::Approved.stored(), false, held.expense.paid_with()?).unwrap_or(to)
            }
            Self::Advances { .. } if self.next().is_some() => Status::Submitted,
            _ => to,
        })
    }

    /// What the deed leaves on the expense, if it would leave `marks` as the only step.
    pub(super) fn marks(&self, held: &Whole, marks: Marks) -> Marks {
        match self {
            Self::ApprovedBy(_) => Marks { decided_at: marks.submitted_at, ..marks },
            Self::Advances { .. } if self.next().is_some() => held.marks.clone(),
            _ => marks,
        }
    }

    /// What the trail keeps of it: which step of how many, and for whom.
    pub(super) fn facts(&self) -> Facts {
        let mut facts = Facts::new();
        if let Self::Advances { hands, .. } = self
            && hands.len() > 1
            && let Some(at) = hands.iter().position(|hand| hand.state == State::Waiting)
        {
            facts.insert("step".to_owned(), json!(at + 1));
            facts.insert("of".to_owned(), json!(hands.len()));
        }
        if let Self::Advances { hands, by, .. } = self
            && hands::said(hands).contains(by)
        {
            facts.insert("again".to_owned(), json!(true));
        }
        if let Self::Advances { absent: Some(absent), .. } | Self::Ends { absent: Some(absent) } = self {
            facts.insert("for".to_owned(), json!(absent));
        }
        facts
    }

    /// Writes it down. What a rule decided stands in the trail as the rule's.
    ///
    /// # Errors
    /// When the database is away.
    pub(super) fn keep(
        &self,
        conn: &mut TenantConn<'_>,
        viewer: &Viewer,
        id: ExpenseId,
        to: Status,
    ) -> Result<(), AppError> {
        match self {
            Self::Stays => Ok(()),
            Self::Begins { by, steps } => hands::begin(conn, id, *by, steps, viewer.now),
            Self::ApprovedBy(by) => {
                hands::void(conn, id)?;
                let event = Event {
                    actor: None,
                    act: Act::ExpenseApproved,
                    subject: Subject::Expense(id.uuid()),
                    before: Some(json!({ "status": Status::Submitted.code() })),
                    after: Some(json!({ "status": to.code(), "rule": by.rule, "rule_version": by.version })),
                };
                trail::record(conn, event, viewer.now)
            }
            Self::Advances { hands, by, absent } => hands::advance(conn, hands, *by, *absent, viewer.now),
            Self::Ends { .. } => hands::void(conn, id),
            Self::Reopens => hands::reopen(conn, id, viewer.now),
        }
    }

    /// Whom it waits for by name from now on: who shall hear of it.
    ///
    /// # Errors
    /// When the database is away.
    pub(super) fn asked(
        &self,
        conn: &mut TenantConn<'_>,
        viewer: &Viewer,
        known: &mut Known,
        spender: MemberId,
    ) -> Result<Vec<MemberId>, AppError> {
        let target = match self {
            Self::Begins { steps, .. } => steps.first().copied(),
            _ => self.next(),
        };
        match target {
            None => Ok(Vec::new()),
            Some(target) => {
                let approver = match target {
                    Target::Anybody => reach::list_approvers(conn, &[spender])?.remove(&spender),
                    Target::Person(_) | Target::Role(_) => None,
                };
                Ok(told(known.company(conn, viewer)?, target, spender, &self.said(), approver))
            }
        }
    }
}

/// Whoever is asked by name, and in place of the absent who stands in for them. Of those who decide about everybody's,
/// only the approver of whoever spent it.
pub(super) fn told(
    company: &Company,
    target: Target,
    spender: MemberId,
    said: &[MemberId],
    approver: Option<MemberId>,
) -> Vec<MemberId> {
    let approver = approver.filter(|one| *one != spender && company.find(*one).is_some());
    let target = match target {
        Target::Anybody => approver.map(Target::Person),
        named => Some(named),
    };
    target.map(|target| company.present(&company.asked(target, spender, said))).unwrap_or_default()
}
