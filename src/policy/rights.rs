//! Who may do what with one expense.

use super::life::{Step, transition};
use super::role::{Power, Role};
use super::status::Status;

/// How somebody and an expense belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// They spent it; others decide and pay.
    Own,
    /// They spent it, and no other active person may pay.
    OwnNobodyElsePays,
    /// They spent it, and no other active person may decide or pay: a company of one.
    OwnNobodyElseDecides,
    /// Another's draft, in the trash or not; who entered it gains nothing by that.
    OthersDraft,
    /// A draft of a member who is no longer active.
    LeftBehindDraft,
    /// Another's, submitted or decided.
    Others,
    /// Another's, decided by them.
    DecidedByThem,
    /// Another's, submitted, and waiting for somebody else.
    WaitsForOthers,
    /// Submitted by somebody who is away and for whom they decide meanwhile.
    StoodInFor,
    /// Another's, submitted, and past a step to which they said yes.
    SaidYesBefore,
}

impl Relation {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Own,
        Self::OwnNobodyElsePays,
        Self::OwnNobodyElseDecides,
        Self::OthersDraft,
        Self::LeftBehindDraft,
        Self::Others,
        Self::DecidedByThem,
        Self::WaitsForOthers,
        Self::StoodInFor,
        Self::SaidYesBefore,
    ];

    /// Whether they spent it.
    pub fn is_own(self) -> bool {
        matches!(self, Self::Own | Self::OwnNobodyElsePays | Self::OwnNobodyElseDecides)
    }

    /// Whether an expense can stand so and belong to somebody so at once.
    pub fn fits(self, status: Status) -> bool {
        match self {
            Self::Own | Self::OwnNobodyElsePays | Self::OwnNobodyElseDecides => true,
            Self::OthersDraft | Self::LeftBehindDraft => status.is_draft(),
            Self::Others => !status.is_draft(),
            Self::DecidedByThem => !status.is_draft() && status != Status::Submitted,
            Self::WaitsForOthers | Self::StoodInFor | Self::SaidYesBefore => status == Status::Submitted,
        }
    }
}

/// What there is to do with an expense, as far as it matters who does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// See it with its receipts, comments and history.
    See,
    /// Change amount, date, merchant, currency, note.
    Change,
    /// Submit, trash, restore.
    SubmitOrTrash,
    /// Withdraw what is submitted, fix what was rejected.
    TakeInHandAgain,
    /// Approve, return, reject.
    Decide,
    /// Take a decision back before it is paid.
    TakeBack,
    /// Pay it back.
    Reimburse,
    /// Another category.
    Recode,
    /// Say something about it.
    Comment,
}

impl Action {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 9] = [
        Self::See,
        Self::Change,
        Self::SubmitOrTrash,
        Self::TakeInHandAgain,
        Self::Decide,
        Self::TakeBack,
        Self::Reimburse,
        Self::Recode,
        Self::Comment,
    ];

    /// What a step is, done to an expense that stands so.
    pub fn of(step: Step, status: Status) -> Self {
        match step {
            Step::Edit => Self::Change,
            Step::Submit | Step::Trash | Step::Restore => Self::SubmitOrTrash,
            Step::Withdraw => Self::TakeInHandAgain,
            Step::Reopen => match status {
                Status::Approved | Status::Settled | Status::Reimbursed => Self::TakeBack,
                Status::Draft | Status::Submitted | Status::Rejected | Status::Trash => Self::TakeInHandAgain,
            },
            Step::Approve | Step::Return | Step::Reject => Self::Decide,
            Step::Reimburse => Self::Reimburse,
            Step::Comment => Self::Comment,
            Step::Recode => Self::Recode,
        }
    }
}

/// The answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// They may.
    Yes,
    /// They see it and may not: 403.
    Refused,
    /// For them it is not there: 404.
    Hidden,
}

/// Whether somebody of a role may do something with an expense that belongs to them so. Where the expense stands is
/// [`transition`]'s matter.
pub fn verdict(role: Role, relation: Relation, action: Action) -> Verdict {
    if !sees(role, relation) {
        return Verdict::Hidden;
    }
    if allows(role, relation, action) { Verdict::Yes } else { Verdict::Refused }
}

/// [`verdict`] for a step.
pub fn may(role: Role, relation: Relation, status: Status, step: Step) -> Verdict {
    verdict(role, relation, Action::of(step, status))
}

/// The steps that a page offers: allowed, and following from the state.
pub fn offered(role: Role, relation: Relation, status: Status) -> Vec<Step> {
    let offers =
        |step: &Step| may(role, relation, status, *step) == Verdict::Yes && transition(status, *step).is_ok();
    Step::ALL.into_iter().filter(offers).collect()
}

fn sees(role: Role, relation: Relation) -> bool {
    match relation {
        Relation::Own | Relation::OwnNobodyElsePays | Relation::OwnNobodyElseDecides => true,
        Relation::OthersDraft | Relation::LeftBehindDraft => role.may(Power::SeeEverything),
        Relation::Others
        | Relation::DecidedByThem
        | Relation::WaitsForOthers
        | Relation::StoodInFor
        | Relation::SaidYesBefore => role != Role::Member,
    }
}

fn allows(role: Role, relation: Relation, action: Action) -> bool {
    let shapes = matches!(role, Role::Owner | Role::Admin);
    match action {
        Action::See => true,
        Action::Change | Action::TakeInHandAgain => relation.is_own() && role.may(Power::Record),
        Action::SubmitOrTrash => {
            (relation.is_own() && role.may(Power::Record))
                || (relation == Relation::LeftBehindDraft && shapes)
        }
        // Nobody decides their own, save where nobody else could: otherwise a company of one could never finish.
        Action::Decide => match relation {
            Relation::Own | Relation::OwnNobodyElsePays | Relation::StoodInFor | Relation::SaidYesBefore => {
                false
            }
            Relation::OwnNobodyElseDecides | Relation::WaitsForOthers => shapes,
            Relation::OthersDraft
            | Relation::LeftBehindDraft
            | Relation::Others
            | Relation::DecidedByThem => role.may(Power::Decide),
        },
        Action::Reimburse => role.may(Power::Pay) && relation != Relation::Own,
        Action::TakeBack => shapes || (role == Role::Approver && relation == Relation::DecidedByThem),
        Action::Recode => shapes,
        Action::Comment => role != Role::Auditor,
    }
}
