//! Where features put letters: sealed into the outbox, in the transaction of what they tell of.

use super::letter::{Letter, Posted};
use super::outbox;
use crate::domain::id::OrganizationId;
use crate::error::AppError;
use crate::tenancy::outbox::Entry;
use crate::tenancy::{Organization, TenantConn, Tenants};
use crate::web::keyring::Keyring;
use crate::web::public_url::PublicUrl;
use chrono::{DateTime, Utc};
use std::sync::Arc;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use uuid::Uuid;

/// Whose outbox has something new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outbox {
    /// An organization's.
    Of(OrganizationId),
    /// The one of letters that belong to no organization.
    Shared,
}

/// The wake-ups of a [`PostOffice`], for whoever sends mail in this process.
pub type Wakes = UnboundedReceiver<Outbox>;

/// Takes letters. Cheap to clone.
#[derive(Clone)]
pub struct PostOffice(Arc<Inner>);

struct Inner {
    keyring: Keyring,
    domain: String,
    tenants: Tenants,
    wakes: UnboundedSender<Outbox>,
}

impl PostOffice {
    /// A post office, and the wake-ups it gives.
    pub fn new(keyring: Keyring, public: &PublicUrl, tenants: Tenants) -> (Self, Wakes) {
        let (wakes, woken) = unbounded_channel();
        let domain = public.base_domain().to_owned();
        (Self(Arc::new(Inner { keyring, domain, tenants, wakes })), woken)
    }

    /// Seals the letter and stores it in the outbox of the organization, in the transaction of what it tells of.
    ///
    /// # Errors
    /// When the database is away.
    pub fn put(
        &self,
        conn: &mut TenantConn<'_>,
        organization_name: &str,
        letter: &Letter,
        now: DateTime<Utc>,
    ) -> Result<(), AppError> {
        outbox::insert(conn, &self.entry(Some(organization_name), letter, now)?)
    }

    /// Wakes this process's worker for an organization after its unit was committed. Without it the letter is found by
    /// the next sweep, minutes later.
    pub fn wake(&self, organization: &Organization) {
        self.tell(Outbox::Of(organization.id));
    }

    /// Stores a letter that belongs to no organization, and wakes the worker.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn put_shared(&self, letter: &Letter, now: DateTime<Utc>) -> Result<(), AppError> {
        self.0.tenants.put_shared_mail(self.entry(None, letter, now)?).await?;
        self.tell(Outbox::Shared);
        Ok(())
    }

    fn tell(&self, woken: Outbox) {
        // Nobody listens in a command, or while the program ends: a sweep finds the letter.
        let _ = self.0.wakes.send(woken);
    }

    fn entry(
        &self,
        organization: Option<&str>,
        letter: &Letter,
        now: DateTime<Utc>,
    ) -> Result<Entry, AppError> {
        let id = Uuid::now_v7();
        let posted = Posted { organization: organization.map(str::to_owned), letter: letter.clone() };
        let body = posted.seal(&self.0.keyring, id);
        let body = body.ok_or_else(|| AppError::internal("a letter could not be sealed"))?;
        Ok(Entry { id, message_id: format!("<{id}@{}>", self.0.domain), body, at: now })
    }
}
