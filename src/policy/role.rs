//! What a member is in their organization, and what that alone allows. What concerns one expense stands in
//! [`super::rights`].

use crate::words::Language;

/// The five roles of an organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
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

/// What a role allows besides what depends on the single expense.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Power {
    /// Record expenses of one's own.
    Record,
    /// Record expenses for another member, who keeps them.
    RecordForAnother,
    /// Approve, return and reject what others submitted.
    Decide,
    /// See every expense in lists, totals, reports and exports, drafts too.
    SeeEverything,
    /// Pay what is approved.
    Pay,
    /// Import for anybody, not only one's own drafts.
    ImportForAnyone,
    /// Change categories, rules, budgets, branding and the organization's settings.
    ChangeSettings,
    /// See the organization's settings, rules and branding.
    SeeSettings,
    /// See who is a member, and in which role.
    SeeMembers,
    /// See members' addresses and when they were here last.
    SeeContacts,
    /// Invite, change roles, deactivate, end sessions.
    ManageMembers,
    /// Give ownership away, change the address, close the organization, take the whole archive along.
    ManageOwnership,
    /// Read the whole trail.
    ReadTrail,
}

impl Power {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 13] = [
        Self::Record,
        Self::RecordForAnother,
        Self::Decide,
        Self::SeeEverything,
        Self::Pay,
        Self::ImportForAnyone,
        Self::ChangeSettings,
        Self::SeeSettings,
        Self::SeeMembers,
        Self::SeeContacts,
        Self::ManageMembers,
        Self::ManageOwnership,
        Self::ReadTrail,
    ];
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
    pub fn label(self, language: Language) -> &'static str {
        language.word(match self {
            Self::Owner => "role-owner",
            Self::Admin => "role-admin",
            Self::Approver => "role-approver",
            Self::Member => "role-member",
            Self::Auditor => "role-auditor",
        })
    }

    /// Reads the word of the database.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }

    /// Whether the role alone allows this.
    pub fn may(self, power: Power) -> bool {
        match power {
            Power::Record => self != Self::Auditor,
            Power::SeeSettings | Power::SeeMembers => self != Self::Member,
            Power::Decide => matches!(self, Self::Owner | Self::Admin | Self::Approver),
            Power::SeeEverything | Power::SeeContacts | Power::ReadTrail => {
                matches!(self, Self::Owner | Self::Admin | Self::Auditor)
            }
            Power::RecordForAnother
            | Power::Pay
            | Power::ImportForAnyone
            | Power::ChangeSettings
            | Power::ManageMembers => matches!(self, Self::Owner | Self::Admin),
            Power::ManageOwnership => self == Self::Owner,
        }
    }

    /// Sign in while the organization is suspended.
    pub fn may_enter_suspended(self) -> bool {
        self == Self::Owner
    }
}
