//! The life of an expense: which step leads from where to where.

use super::status::Status;

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
#[error("{}", self.sentence())]
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
    pub fn sentence(self) -> String {
        format!("{} {}", self.stands(), self.advice())
    }

    /// Where it stands.
    fn stands(self) -> &'static str {
        match self.status {
            Status::Draft => "This expense is a draft.",
            Status::Submitted => "This expense is submitted.",
            Status::Approved => "This expense is approved.",
            Status::Settled => "This expense is approved and settled.",
            Status::Reimbursed => "This expense is reimbursed.",
            Status::Rejected => "This expense is rejected.",
            Status::Trash => "This expense is in the trash.",
        }
    }

    /// What to do instead.
    pub fn advice(self) -> String {
        let verb = self.step.verb();
        match (self.status, self.step) {
            (Status::Trash, Step::Trash) => "There is nothing left to do.".to_owned(),
            (Status::Trash, Step::Comment) => "Restore it first, then comment on it.".to_owned(),
            (Status::Trash, _) => format!("Restore it first, then {verb} it."),
            (Status::Draft, Step::Restore | Step::Withdraw | Step::Reopen) => "You can edit it.".to_owned(),
            (Status::Draft, Step::Recode) => {
                "The person who spent it chooses the category until then.".to_owned()
            }
            (Status::Draft, _) => "It has to be submitted first.".to_owned(),
            (Status::Submitted, Step::Edit | Step::Trash) => format!("Withdraw it first, then {verb} it."),
            (Status::Submitted, _) => "It waits for a decision.".to_owned(),
            (Status::Rejected, Step::Edit | Step::Submit | Step::Trash) => {
                "Choose “Fix and resubmit” first: that makes it a draft again.".to_owned()
            }
            (Status::Rejected, _) => "Its submitter can fix and resubmit it.".to_owned(),
            (Status::Settled, Step::Reimburse) => {
                "It was the organization's money, so nothing is to be paid back.".to_owned()
            }
            (Status::Approved | Status::Settled, _) => {
                "Who approved it, an admin or an owner can reopen it with a reason.".to_owned()
            }
            (Status::Reimbursed, _) => "What is paid stays as it is.".to_owned(),
        }
    }
}
