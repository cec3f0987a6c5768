//! Where an expense stands, and whose money it was.

use crate::words::Language;

/// Where an expense stands, as people see it: the trash and "settled" are states of their own here, though the database
/// keeps the trash as a time beside a draft and settled as approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Being written.
    Draft,
    /// Waits for a decision.
    Submitted,
    /// Approved; the money is owed.
    Approved,
    /// Approved, and nothing is owed: it was the organization's money.
    Settled,
    /// Paid back.
    Reimbursed,
    /// Refused, with a reason.
    Rejected,
    /// A draft that was thrown away.
    Trash,
}

impl Status {
    /// All of them, in the order of an expense's life.
    pub const ALL: [Self; 7] = [
        Self::Draft,
        Self::Submitted,
        Self::Approved,
        Self::Settled,
        Self::Reimbursed,
        Self::Rejected,
        Self::Trash,
    ];

    /// What the columns `status`, `trashed_at` and `paid_with` make together. None for a word that no version wrote.
    pub fn of(stored: &str, trashed: bool, paid_with: PaidWith) -> Option<Self> {
        Some(match (stored, trashed) {
            ("draft", true) => Self::Trash,
            ("draft", false) => Self::Draft,
            ("submitted", _) => Self::Submitted,
            ("approved", _) if paid_with == PaidWith::Own => Self::Approved,
            ("approved", _) => Self::Settled,
            ("reimbursed", _) => Self::Reimbursed,
            ("rejected", _) => Self::Rejected,
            _ => return None,
        })
    }

    /// The word in the column `status`.
    pub fn stored(self) -> &'static str {
        match self {
            Self::Draft | Self::Trash => "draft",
            Self::Submitted => "submitted",
            Self::Approved | Self::Settled => "approved",
            Self::Reimbursed => "reimbursed",
            Self::Rejected => "rejected",
        }
    }

    /// The word in addresses, class names and tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::Settled => "settled",
            Self::Trash => "trash",
            other => other.stored(),
        }
    }

    /// Reads [`Self::code`].
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }

    /// The word on a page.
    pub fn word(self, language: Language) -> &'static str {
        language.word(match self {
            Self::Draft => "status-draft",
            Self::Submitted => "status-submitted",
            Self::Approved => "status-approved",
            Self::Settled => "status-settled",
            Self::Reimbursed => "status-reimbursed",
            Self::Rejected => "status-rejected",
            Self::Trash => "status-trash",
        })
    }

    /// Whether it is still the submitter's own affair: nobody else works with it.
    pub fn is_draft(self) -> bool {
        matches!(self, Self::Draft | Self::Trash)
    }
}

/// Whose money it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PaidWith {
    /// The member's own: it is paid back.
    #[default]
    Own,
    /// The company's card.
    Card,
    /// An advance that the member got.
    Advance,
}

impl PaidWith {
    /// All of them, the commonest first.
    pub const ALL: [Self; 3] = [Self::Own, Self::Card, Self::Advance];

    /// The word in the database and in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Card => "card",
            Self::Advance => "advance",
        }
    }

    /// The words on a page.
    pub fn label(self, language: Language) -> &'static str {
        language.word(match self {
            Self::Own => "paid-with-own",
            Self::Card => "paid-with-card",
            Self::Advance => "paid-with-advance",
        })
    }

    /// Reads [`Self::as_str`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|paid| paid.as_str() == word)
    }
}
