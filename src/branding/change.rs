//! A look in the place of another: the row, the pictures and the event, in one transaction.

use super::form::{Picked, facts};
use super::logo::Logo;
use super::queries;
use crate::domain::id::MemberId;
use crate::error::AppError;
use crate::identity::brand::{self, Branding};
use crate::identity::trail::{self, Act, Event, Facts, Subject};
use crate::tenancy::TenantConn;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// What is to become different.
pub struct Change {
    organization: Uuid,
    picked: Picked,
    /// The logo from then on, by its hash.
    hash: Option<String>,
    /// Its pictures, where it is a new one.
    logo: Option<Logo>,
    moves_logo: bool,
    before: Facts,
    after: Facts,
}

impl Change {
    /// From the present look to another; none where both are the same.
    pub fn between(present: &Branding, picked: Picked, logo: Option<Logo>) -> Option<Self> {
        let stays = present.logo.clone().filter(|_| !picked.removes_logo);
        let hash = logo.as_ref().map(|logo| logo.hash.clone()).or(stays);
        let (before, after) = trail::differences(
            &facts(&present.display_name, &present.look, present.logo.as_deref()),
            &facts(&picked.display_name, &picked.look, hash.as_deref()),
        );
        let moves_logo = hash != present.logo;
        let change = Self { organization: present.id, picked, hash, logo, moves_logo, before, after };
        (!change.after.is_empty()).then_some(change)
    }

    /// Writes it.
    ///
    /// # Errors
    /// When the database is away.
    pub fn make(self, conn: &mut TenantConn<'_>, by: MemberId, now: DateTime<Utc>) -> Result<(), AppError> {
        if self.moves_logo {
            queries::replace(conn, self.logo.as_ref(), now)?;
        }
        brand::update(conn, &self.picked.display_name, &self.picked.look, self.hash.as_deref(), now)?;
        let event = Event {
            actor: Some(by),
            act: Act::OrganizationBranded,
            subject: Subject::Organization(self.organization),
            before: Some(self.before.into()),
            after: Some(self.after.into()),
        };
        trail::record(conn, event, now)
    }
}
