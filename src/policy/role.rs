//! What a member is in their organization, and who may do what: the part of the policy table that this version needs.

/// The five roles of an organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Everything, ownership too.
    Owner,
    /// Shapes the organization.
    Admin,
    /// Decides about others' expenses.
    Approver,
    /// Records expenses.
    Member,
    /// Reads everything, changes nothing.
    Auditor,
}

impl Role {
    /// All of them, the most powerful first.
    pub const ALL: [Self; 5] = [Self::Owner, Self::Admin, Self::Approver, Self::Member, Self::Auditor];

    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Admin => "admin",
            Self::Approver => "approver",
            Self::Member => "member",
            Self::Auditor => "auditor",
        }
    }

    /// The word on a page.
    pub fn label(self) -> &'static str {
        match self {
            Self::Owner => "Owner",
            Self::Admin => "Admin",
            Self::Approver => "Approver",
            Self::Member => "Member",
            Self::Auditor => "Auditor",
        }
    }

    /// Reads the word of the database.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }

    /// Record, edit and trash own expenses.
    pub fn may_record(self) -> bool {
        match self {
            Self::Owner | Self::Admin | Self::Approver | Self::Member => true,
            Self::Auditor => false,
        }
    }

    /// See others' drafts, read-only.
    pub fn sees_others_drafts(self) -> bool {
        match self {
            Self::Owner | Self::Admin | Self::Auditor => true,
            Self::Approver | Self::Member => false,
        }
    }

    /// Sign in while the organization is suspended.
    pub fn may_enter_suspended(self) -> bool {
        self == Self::Owner
    }
}
