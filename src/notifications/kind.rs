//! What members are told of, and when letters tell of it.

use crate::policy::role::{Power, Role};
use crate::words::Phrase;

/// Makes the enum, the list of all and both directions of the code from one table.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $code:literal,)+) => {
        /// What somebody is told of, as a code that never changes. A new kind is one line here and its sentences in
        /// `locales/*/notifications.ftl` and `letters.ftl`; a test asks for them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Kind {
            $($(#[$doc])* $kind,)+
        }

        impl Kind {
            /// All of them, in the order of the choices.
            pub const ALL: &[Self] = &[$(Self::$kind),+];

            /// The code in the database and the last part of the ids of its sentences.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$kind => $code,)+
                }
            }
        }
    };
}

kinds! {
    /// Somebody put it before the reader.
    Submitted = "submitted",
    /// Somebody said yes, and the reader decides next.
    PassedOn = "next",
    /// It waits for the reader's decision for long.
    Waiting = "waiting",
    /// It waits for somebody else for long, and the reader may decide too.
    Escalated = "escalated",
    /// Somebody said yes.
    Approved = "approved",
    /// Somebody sent it back.
    Returned = "returned",
    /// Somebody said no.
    Rejected = "rejected",
    /// Somebody took the decision back.
    Reopened = "reopened",
    /// It was paid back.
    Reimbursed = "reimbursed",
    /// Somebody said something about it.
    Commented = "commented",
    /// The reader stands in for somebody who is away, or somebody for them.
    Absence = "absence",
    /// A rule that binds the reader is another, or not there any more.
    Rule = "rule",
}

impl Kind {
    /// Reads a code; none for one that another version of the program wrote.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == code)
    }

    /// What it is called where one chooses.
    pub fn label(self) -> Phrase {
        Phrase::new(format!("notifications-kind-{}", self.as_str()))
    }

    /// When letters tell of it where the reader chose nothing.
    pub fn usual(self) -> Delivery {
        match self {
            Self::Rule => Delivery::Daily,
            Self::Submitted
            | Self::PassedOn
            | Self::Waiting
            | Self::Escalated
            | Self::Approved
            | Self::Returned
            | Self::Rejected
            | Self::Reopened
            | Self::Reimbursed
            | Self::Commented
            | Self::Absence => Delivery::AtOnce,
        }
    }

    /// Whether it waits for somebody who decides.
    pub fn asks_for_decision(self) -> bool {
        matches!(self, Self::Submitted | Self::PassedOn | Self::Waiting | Self::Escalated)
    }

    /// Whether somebody in this role is told of it at all: who can't decide any more isn't asked to, and neither has nor
    /// is a stand-in.
    pub fn reaches(self, role: Role) -> bool {
        !self.is_for_deciders() || role.may(Power::Decide)
    }

    fn is_for_deciders(self) -> bool {
        self.asks_for_decision() || self == Self::Absence
    }

    /// Whether somebody in this role is offered a choice: what can't happen to them isn't listed.
    pub fn concerns(self, role: Role) -> bool {
        if self.is_for_deciders() { role.may(Power::Decide) } else { role.may(Power::Record) }
    }
}

/// When a letter tells of something. The list of notifications always has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Delivery {
    /// By a letter of its own.
    AtOnce,
    /// By the letter of the next morning.
    Daily,
    /// By none.
    Off,
}

impl Delivery {
    /// All of them, the soonest first.
    pub const ALL: [Self; 3] = [Self::AtOnce, Self::Daily, Self::Off];

    /// The word in the database and in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AtOnce => "at_once",
            Self::Daily => "daily",
            Self::Off => "off",
        }
    }

    /// The id of what it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::AtOnce => "notifications-at-once",
            Self::Daily => "notifications-daily",
            Self::Off => "notifications-off",
        }
    }

    /// Reads [`Self::as_str`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|delivery| delivery.as_str() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn every_code_comes_back_and_has_its_sentences() {
        for kind in Kind::ALL {
            let code = kind.as_str();
            assert_eq!(Kind::parse(code), Some(*kind));
            assert!(Language::knows(kind.label().id()) && Language::knows(&format!("letter-{code}-subject")));
        }
        assert!(Delivery::ALL.iter().all(|one| Delivery::parse(one.as_str()) == Some(*one)));
        assert_eq!((Kind::parse(""), Delivery::parse("weekly")), (None, None));
    }

    #[test]
    fn nobody_is_asked_to_decide_who_cannot() {
        for role in Role::ALL {
            assert_eq!(Kind::Submitted.reaches(role), role.may(Power::Decide), "{role:?}");
            assert_eq!(Kind::Absence.reaches(role), role.may(Power::Decide), "{role:?}");
            assert!(Kind::Approved.reaches(role), "who recorded it before is told still");
        }
        assert!(Kind::ALL.iter().all(|kind| !kind.concerns(Role::Auditor)), "nothing happens to an auditor");
    }
}
