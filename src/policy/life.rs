//! The life of an expense: which step leads from where to where.

use super::status::Status;
use crate::words::{Phrase, phrase};

/// What can be done with an expense that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Change what it says.
    Edit,
    /// Put it before those who decide.
    Submit,
    /// Take it back from them.
    Withdraw,
    /// Say yes.
    Approve,
    /// Send it back with a comment.
    Return,
    /// Say no, with a reason.
    Reject,
    /// Take a decision back, or fix what was rejected.
    Reopen,
    /// Pay it back.
    Reimburse,
    /// Throw it away.
    Trash,
    /// Take it out of the trash.
    Restore,
    /// Say something about it.
    Comment,
    /// Put it into another category.
    Recode,
}

impl Step {
    /// All of them, in the order of an expense's life.
    pub const ALL: [Self; 12] = [
        Self::Edit,
        Self::Submit,
        Self::Withdraw,
        Self::Approve,
        Self::Return,
        Self::Reject,
        Self::Reopen,
        Self::Reimburse,
        Self::Trash,
        Self::Restore,
        Self::Comment,
        Self::Recode,
    ];

    /// The verb, and the last part of the address that does it (`delete` throws away, `comments` says something).
    pub fn verb(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Submit => "submit",
            Self::Withdraw => "withdraw",
            Self::Approve => "approve",
            Self::Return => "return",
            Self::Reject => "reject",
            Self::Reopen => "reopen",
            Self::Reimburse => "reimburse",
            Self::Trash => "delete",
            Self::Restore => "restore",
            Self::Comment => "comment",
            Self::Recode => "recode",
        }
    }
}

/// A step that does not follow from where the expense stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{step:?} does not follow from {status:?}")]
pub struct Illegal {
    /// Where it stands.
    pub status: Status,
    /// What was asked for.
    pub step: Step,
}

/// The one table of states. Who may do it is [`super::rights`]' matter; what an expense needs besides (a category, a
/// rate) is for the feature to ask.
///
/// # Errors
/// When the step does not follow from the state.
pub fn transition(status: Status, step: Step) -> Result<Status, Illegal> {
    use Status::{Approved, Draft, Reimbursed, Rejected, Settled, Submitted, Trash};
    match (status, step) {
        (Draft, Step::Edit | Step::Comment) => Ok(Draft),
        (Draft, Step::Submit) => Ok(Submitted),
        (Draft, Step::Trash) => Ok(Trash),
        (Trash, Step::Restore) => Ok(Draft),

        (Submitted, Step::Comment | Step::Recode) => Ok(Submitted),
        (Submitted, Step::Withdraw | Step::Return) => Ok(Draft),
        (Submitted, Step::Approve) => Ok(Approved),
        (Submitted, Step::Reject) => Ok(Rejected),

        (Rejected, Step::Comment) => Ok(Rejected),
        (Rejected, Step::Reopen) => Ok(Draft),

        (Approved, Step::Comment | Step::Recode) => Ok(Approved),
        (Approved | Settled, Step::Reopen) => Ok(Submitted),
        (Approved, Step::Reimburse) => Ok(Reimbursed),
        (Settled, Step::Comment | Step::Recode) => Ok(Settled),
        (Reimbursed, Step::Comment) => Ok(Reimbursed),

        (
            Draft,
            Step::Withdraw
            | Step::Approve
            | Step::Return
            | Step::Reject
            | Step::Reopen
            | Step::Reimburse
            | Step::Restore
            | Step::Recode,
        )
        | (
            Trash,
            Step::Edit
            | Step::Submit
            | Step::Withdraw
            | Step::Approve
            | Step::Return
            | Step::Reject
            | Step::Reopen
            | Step::Reimburse
            | Step::Trash
            | Step::Comment
            | Step::Recode,
        )
        | (
            Submitted,
            Step::Edit | Step::Submit | Step::Reopen | Step::Reimburse | Step::Trash | Step::Restore,
        )
        | (
            Rejected,
            Step::Edit
            | Step::Submit
            | Step::Withdraw
            | Step::Approve
            | Step::Return
            | Step::Reject
            | Step::Reimburse
            | Step::Trash
            | Step::Restore
            | Step::Recode,
        )
        | (
            Approved,
            Step::Edit
            | Step::Submit
            | Step::Withdraw
            | Step::Approve
            | Step::Return
            | Step::Reject
            | Step::Trash
            | Step::Restore,
        )
        | (
            Settled,
            Step::Edit
            | Step::Submit
            | Step::Withdraw
            | Step::Approve
            | Step::Return
            | Step::Reject
            | Step::Reimburse
            | Step::Trash
            | Step::Restore,
        )
        | (
            Reimbursed,
            Step::Edit
            | Step::Submit
            | Step::Withdraw
            | Step::Approve
            | Step::Return
            | Step::Reject
            | Step::Reopen
            | Step::Reimburse
            | Step::Trash
            | Step::Restore
            | Step::Recode,
        ) => Err(Illegal { status, step }),
    }
}

impl Illegal {
    /// Where it stands and what to do about it.
    pub fn phrase(self) -> Phrase {
        phrase!("common-two-sentences", first = self.stands(), second = self.advice())
    }

    /// Where it stands.
    fn stands(self) -> Phrase {
        Phrase::new(format!("stands-{}", self.status.code()))
    }

    /// What to do instead.
    pub fn advice(self) -> Phrase {
        let verb = self.step.verb();
        match (self.status, self.step) {
            (Status::Trash, Step::Trash) => phrase!("advice-nothing-left"),
            (Status::Trash, _) => phrase!("advice-restore-first", step = verb),
            (Status::Draft, Step::Restore | Step::Withdraw | Step::Reopen) => phrase!("advice-edit-it"),
            (Status::Draft, Step::Recode) => phrase!("advice-category-is-the-spenders"),
            (Status::Draft, _) => phrase!("advice-submit-first"),
            (Status::Submitted, Step::Edit | Step::Trash) => phrase!("advice-withdraw-first", step = verb),
            (Status::Submitted, _) => phrase!("advice-waits"),
            (Status::Rejected, Step::Edit | Step::Submit | Step::Trash) => phrase!("advice-fix-first"),
            (Status::Rejected, _) => phrase!("advice-submitter-can-fix"),
            (Status::Settled, Step::Reimburse) => phrase!("advice-nothing-owed"),
            (Status::Approved | Status::Settled, _) => phrase!("advice-can-be-reopened"),
            (Status::Reimbursed, _) => phrase!("advice-paid-stays"),
        }
    }
}
