//! An organization as the core knows it: where it is, not what it holds.

use super::schema_name::SchemaName;
use super::slug::Slug;
use crate::domain::id::OrganizationId;

/// The database server of organizations whose `placement` names no other.
pub const DEFAULT_PLACEMENT: &str = "default";

/// One tenant, as the registry has it. May be up to 30 s old; the tenant schema's own row is the truth about its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// Its identity, the same in the registry and in its schema.
    pub id: OrganizationId,
    /// Its subdomain at present.
    pub slug: Slug,
    /// Its schema, for good.
    pub schema: SchemaName,
    /// Which database server holds the schema.
    pub placement: String,
    /// The registry's copy of its state.
    pub state: State,
    /// The last tenant migration its schema has.
    pub schema_version: String,
}

/// The life of an organization (`provisioning` until sign-up is through).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Claimed by a sign-up that is not through: answers like an unknown host.
    Provisioning,
    /// In use.
    Active,
    /// 503 for all but its owners; data kept.
    Suspended,
    /// Answers like an unknown host; data kept.
    Archived,
}

impl State {
    /// The word in the database and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Provisioning => "provisioning",
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Archived => "archived",
        }
    }

    /// Reads the word; anything unknown counts as archived, the state that serves nothing.
    pub fn of(word: &str) -> Self {
        match word {
            "provisioning" => Self::Provisioning,
            "active" => Self::Active,
            "suspended" => Self::Suspended,
            _ => Self::Archived,
        }
    }
}
