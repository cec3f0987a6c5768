//! The acts of the trail: every code that an event may carry, in one list.

use crate::words::Phrase;

/// Makes the enum, the list of all and both directions of the code from one table, so that none can be forgotten.
macro_rules! acts {
    ($($(#[$doc:meta])* $act:ident = $code:literal,)+) => {
        /// What was done, as a code that never changes. A new act is one line here; a test then asks for its
        /// sentences.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Act {
            $($(#[$doc])* $act,)+
        }

        impl Act {
            /// All of them, in the order of this list.
            pub const ALL: &[Self] = &[$(Self::$act),+];

            /// The code in the database: the kind of thing, a dot, the deed.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$act => $code,)+
                }
            }

            /// Reads a code; none for one that another version of the program wrote.
            pub fn parse(code: &str) -> Option<Self> {
                match code {
                    $($code => Some(Self::$act),)+
                    _ => None,
                }
            }
        }
    };
}

acts! {
    /// Recorded as a draft.
    ExpenseCreated = "expense.created",
    /// Fields of a draft changed.
    ExpenseChanged = "expense.changed",
    /// Put before those who decide.
    ExpenseSubmitted = "expense.submitted",
    /// Taken back by the submitter.
    ExpenseWithdrawn = "expense.withdrawn",
    /// Approved; `after.own` is true where somebody decided their own.
    ExpenseApproved = "expense.approved",
    /// Sent back with a comment.
    ExpenseReturned = "expense.returned",
    /// Refused with a reason.
    ExpenseRejected = "expense.rejected",
    /// A decision was taken back, or a rejected one is being fixed.
    ExpenseReopened = "expense.reopened",
    /// The money was paid back.
    ExpenseReimbursed = "expense.reimbursed",
    /// Put into the trash.
    ExpenseTrashed = "expense.trashed",
    /// Taken out of the trash.
    ExpenseRestored = "expense.restored",
    /// Somebody said something about it.
    ExpenseCommented = "expense.commented",
    /// Another category, by somebody who keeps the books.
    ExpenseRecoded = "expense.recoded",
    /// Its spender wrote why it shall be submitted although a rule keeps it from that.
    ExpenseExceptionAsked = "expense.exception_asked",
    /// That reason stands no more.
    ExpenseExceptionDropped = "expense.exception_dropped",
    /// Said to be another than one that looks the same.
    ExpenseKeptApart = "expense.kept_apart",
    /// It waited for long, so admins and owners are asked too.
    ExpenseEscalated = "expense.escalated",
    /// Converted anew, because the base currency changed.
    ExpenseRerated = "expense.rerated",

    /// A file was attached to an expense; `after.receipt_id` says which.
    ReceiptAdded = "receipt.added",
    /// A file was taken off an expense; `before.receipt_id` says which.
    ReceiptDeleted = "receipt.deleted",
    /// A file was put back on its expense.
    ReceiptRestored = "receipt.restored",

    /// There from the start, without an invitation.
    MemberCreated = "member.created",
    /// Asked to join.
    MemberInvited = "member.invited",
    /// Accepted the invitation.
    MemberJoined = "member.joined",
    /// Another role.
    MemberRoleChanged = "member.role_changed",
    /// Another person decides about their expenses.
    MemberApproverChanged = "member.approver_changed",
    /// Can't sign in any more.
    MemberDeactivated = "member.deactivated",
    /// Can sign in again.
    MemberReactivated = "member.reactivated",
    /// Signed out everywhere.
    MemberSessionsEnded = "member.sessions_ended",
    /// Became an owner by the gift of another.
    MemberOwnershipGiven = "member.ownership_given",
    /// Is away for some days, and somebody stands in.
    MemberAbsenceEntered = "member.absence_entered",
    /// Other days, or somebody else stands in.
    MemberAbsenceChanged = "member.absence_changed",
    /// Nobody stands in any more.
    MemberAbsenceEnded = "member.absence_ended",
    /// Another name.
    MemberNameChanged = "member.name_changed",
    /// Reads numbers and dates another way.
    MemberLocaleChanged = "member.locale_changed",
    /// Their address is known to be theirs.
    MemberEmailVerified = "member.email_verified",
    /// Wants letters of some kinds otherwise.
    MemberNotificationsChanged = "member.notifications_changed",
    /// Another address.
    MemberEmailChanged = "member.email_changed",
    /// A new password by somebody who knew the old one.
    MemberPasswordChanged = "member.password_changed",
    /// A new password by a link in a mail.
    MemberPasswordReset = "member.password_reset",

    /// The invitation was sent again.
    InvitationResent = "invitation.resent",
    /// The invitation opens nothing any more.
    InvitationRevoked = "invitation.revoked",

    /// Made.
    CategoryCreated = "category.created",
    /// Name, colour, icon, parent or account code changed.
    CategoryChanged = "category.changed",
    /// Not to be chosen any more.
    CategoryArchived = "category.archived",
    /// To be chosen again.
    CategoryRestored = "category.restored",
    /// Counts as another from now on.
    CategoryMerged = "category.merged",
    /// Counts as itself again.
    CategoryUnmerged = "category.unmerged",
    /// Another place in the order.
    CategoryMoved = "category.moved",

    /// Added at the end of the rules.
    RuleCreated = "rule.created",
    /// Says something else.
    RuleChanged = "rule.changed",
    /// Another place in the order.
    RuleMoved = "rule.moved",
    /// In use again.
    RuleSwitchedOn = "rule.switched_on",
    /// Out of use.
    RuleSwitchedOff = "rule.switched_off",
    /// Not among the rules any more.
    RuleDeleted = "rule.deleted",
    /// Among the rules again.
    RuleRestored = "rule.restored",

    /// Signed up.
    OrganizationCreated = "organization.created",
    /// Settings changed.
    OrganizationChanged = "organization.changed",
    /// Another look: name shown, colours, corners, logo.
    OrganizationBranded = "organization.branded",
    /// Closed by the operator for a while.
    OrganizationSuspended = "organization.suspended",
    /// Open again.
    OrganizationResumed = "organization.resumed",
}

impl Act {
    /// Whether it leaves the fields of an expense as they are: what was said, what is attached.
    pub fn is_beside(self) -> bool {
        matches!(
            self,
            Self::ExpenseCommented
                | Self::ExpenseExceptionAsked
                | Self::ExpenseExceptionDropped
                | Self::ExpenseKeptApart
                | Self::ExpenseEscalated
                | Self::ReceiptAdded
                | Self::ReceiptDeleted
                | Self::ReceiptRestored
        )
    }

    /// The code as part of an id of the catalogue: "member-role-changed".
    pub fn slug(self) -> String {
        self.as_str().replace(['.', '_'], "-")
    }

    /// What it is called in a list to choose from: "Member role changed".
    pub fn label(self) -> Phrase {
        Phrase::new(format!("act-{}", self.slug()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::trail::SubjectKind;
    use crate::words::Language;

    #[test]
    fn every_code_comes_back() {
        for act in Act::ALL {
            assert_eq!(Act::parse(act.as_str()), Some(*act));
        }
        assert_eq!(Act::parse("expense.juggled"), None);
        assert_eq!(Act::parse(""), None);
    }

    #[test]
    fn every_act_is_called_something() {
        assert!(Act::ALL.iter().all(|act| Language::knows(act.label().id())));
        assert_eq!(Language::English.say(&Act::MemberRoleChanged.label()), "Member role changed");
    }

    #[test]
    fn every_code_begins_with_a_kind_of_thing() {
        for act in Act::ALL {
            let (kind, deed) = act.as_str().split_once('.').unwrap();
            // A receipt is told of with its expense.
            assert!(kind == "receipt" || SubjectKind::parse(kind).is_some(), "{kind}");
            assert!(
                !deed.is_empty() && deed.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_')
            );
        }
    }
}
