//! Sends what waits in one outbox: takes a batch on lease, hands each mail to the transport, writes down what became
//! of it. No transaction is open while a mail server talks. Time is a parameter.

use super::backoff;
use super::chore::{Chores, REST};
use super::letter::Posted;
use super::outbox;
use super::post_office::Outbox;
use super::transport::{Failure, MAIL_PATIENCE, Outgoing, Transport};
use crate::error::AppError;
use crate::tenancy::organization::State;
use crate::tenancy::outbox::{Leased, Settlement};
use crate::tenancy::{Organization, TenantConn, Tenants};
use crate::web::keyring::Keyring;
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::StreamExt;
use futures_util::stream;
use std::sync::Arc;

/// Mails on one lease.
const BATCH: i64 = 8;
/// Of those, how many are with the mail server at a time.
const AT_ONCE: usize = 4;
/// How long a lease holds: longer than a batch can take.
pub const LEASE: TimeDelta = TimeDelta::seconds(90);
/// How long what was sent is kept, without its body.
const SENT_LASTS: TimeDelta = TimeDelta::days(30);

const _: () = assert!(
    LEASE.num_seconds() > (MAIL_PATIENCE.as_secs() as i64) * (BATCH / AT_ONCE as i64),
    "a mail would be sent by somebody else while it is being sent"
);

/// What became of a batch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Delivered {
    /// Taken by the mail server.
    pub sent: usize,
    /// To be tried again.
    pub put_off: usize,
    /// Given up.
    pub given_up: usize,
    /// When the next entry of this outbox can be taken.
    pub next: Option<DateTime<Utc>>,
}

/// Sends mail. Cheap to clone.
#[derive(Clone)]
pub struct Postman {
    tenants: Tenants,
    keyring: Keyring,
    transport: Transport,
    chores: Chores,
}

/// An outbox as it can be reached.
enum Place {
    Of(Arc<Organization>),
    Shared,
}

impl Postman {
    /// A postman with a way out.
    pub fn new(tenants: Tenants, keyring: Keyring, transport: Transport) -> Self {
        Self { tenants, keyring, transport, chores: Arc::new([]) }
    }

    /// One that sees to these as well, wherever it looks for mail.
    pub fn with_chores(self, chores: Chores) -> Self {
        Self { chores, ..self }
    }

    /// All organizations.
    pub(super) fn tenants(&self) -> &Tenants {
        &self.tenants
    }

    /// Sends one batch of an outbox. The mail of a suspended or archived organization, or of one that is behind this
    /// program, waits.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn deliver(&self, outbox: Outbox, now: DateTime<Utc>) -> Result<Delivered, AppError> {
        let Some(place) = self.place(outbox).await? else { return Ok(Delivered::default()) };
        let chores = self.do_chores(&place, now).await;
        let batch = self.take(&place, now).await?;
        let settled: Vec<Result<Settlement, AppError>> = stream::iter(batch)
            .map(|leased| self.deliver_one(&place, outbox, leased, now))
            .buffer_unordered(AT_ONCE)
            .collect()
            .await;
        let mut delivered = Delivered::default();
        for settlement in settled {
            match settlement? {
                Settlement::Sent { .. } => delivered.sent += 1,
                Settlement::Later { .. } => delivered.put_off += 1,
                Settlement::Dead { .. } => delivered.given_up += 1,
            }
        }
        delivered.next = self.next_due(&place).await?.into_iter().chain(chores).min();
        Ok(delivered)
    }

    /// When the next mail of each outbox is due, over all organizations; forgets what was sent long ago. Its
    /// connection is its own, so that no backend of the lanes comes to know every organization.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn sweep(&self, now: DateTime<Utc>) -> Result<Vec<(Outbox, DateTime<Utc>)>, AppError> {
        let mut found = Vec::new();
        self.tenants.forget_sent_mail(now - SENT_LASTS).await?;
        found.extend(self.tenants.next_shared_mail().await?.map(|at| (Outbox::Shared, at)));
        let organizations = self.tenants.list().await?;
        let sweep = self.tenants.sweep()?;
        for organization in organizations.into_iter().filter(|organization| self.is_served(organization)) {
            let (id, slug) = (organization.id, organization.slug.clone());
            let chores = Arc::clone(&self.chores);
            let look = move |conn: &mut TenantConn<'_>| {
                outbox::forget_sent(conn, now - SENT_LASTS)?;
                let mut next = outbox::next_due(conn)?;
                for chore in chores.iter() {
                    next = next.into_iter().chain(chore.look(conn, now)?).min();
                }
                Ok(next)
            };
            match sweep.run(&Arc::new(organization), look).await {
                Ok(next) => found.extend(next.map(|at| (Outbox::Of(id), at))),
                // One that is broken must not keep the others' mail.
                Err(cause) => tracing::warn!(%slug, %cause, "an outbox could not be looked into"),
            }
        }
        Ok(found)
    }

    /// Sends everything that is due in all outboxes, and ends.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn drain(&self) -> Result<Delivered, AppError> {
        let mut total = Delivered::default();
        let due = self.sweep(Utc::now()).await?;
        for (outbox, at) in due {
            let mut next = Some(at);
            while next.is_some_and(|at| at <= Utc::now()) {
                let delivered = self.deliver(outbox, Utc::now()).await?;
                total.sent += delivered.sent;
                total.put_off += delivered.put_off;
                total.given_up += delivered.given_up;
                next = delivered.next;
            }
        }
        Ok(total)
    }

    fn is_served(&self, organization: &Organization) -> bool {
        organization.state == State::Active && organization.schema_version.as_str() >= self.tenants.version()
    }

    /// Asks the registry itself: a copy half a minute old might not know of a suspension.
    async fn place(&self, outbox: Outbox) -> Result<Option<Place>, AppError> {
        let Outbox::Of(id) = outbox else { return Ok(Some(Place::Shared)) };
        let found = self.tenants.find_by_id(id).await?.filter(|found| self.is_served(found));
        Ok(found.map(|found| Place::Of(Arc::new(found))))
    }

    /// Does what is due besides; when the next is. What fails keeps no mail, and is tried again after a while.
    async fn do_chores(&self, place: &Place, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let Place::Of(organization) = place else { return None };
        let mut next = None;
        for chore in self.chores.iter() {
            let (chore, its) = (Arc::clone(chore), Arc::clone(organization));
            let done = self.tenants.run(organization, move |conn| chore.work(conn, &its, now)).await;
            let due = done.unwrap_or_else(|cause| {
                tracing::warn!(slug = %organization.slug, %cause, "what was due could not be done");
                Some(now + REST)
            });
            next = next.into_iter().chain(due).min();
        }
        next
    }

    async fn take(&self, place: &Place, now: DateTime<Utc>) -> Result<Vec<Leased>, AppError> {
        let until = now + LEASE;
        match place {
            Place::Of(organization) => {
                self.tenants.run(organization, move |conn| outbox::take(conn, now, until, BATCH)).await
            }
            Place::Shared => self.tenants.take_shared_mail(now, until, BATCH).await,
        }
    }

    async fn deliver_one(
        &self,
        place: &Place,
        outbox: Outbox,
        leased: Leased,
        now: DateTime<Utc>,
    ) -> Result<Settlement, AppError> {
        let settlement = match self.send(outbox, &leased).await {
            Ok(()) => Settlement::Sent { at: now },
            Err(failure) => {
                let settlement = backoff::settle(leased.attempts, &failure, now, rand::random());
                report(outbox, &leased, &failure, &settlement);
                settlement
            }
        };
        let (id, attempts, written) = (leased.id, leased.attempts, settlement.clone());
        match place {
            Place::Of(organization) => {
                self.tenants
                    .run(organization, move |conn| outbox::settle(conn, id, attempts, &written))
                    .await?
            }
            Place::Shared => self.tenants.settle_shared_mail(id, attempts, written).await?,
        }
        Ok(settlement)
    }

    async fn send(&self, outbox: Outbox, leased: &Leased) -> Result<(), Failure> {
        let posted = Posted::open(&self.keyring, leased.id, &leased.body).ok_or_else(|| Failure {
            code: "unreadable".to_owned(),
            words: "no key of OUTLAY_SECRET_KEY opens it".to_owned(),
            permanent: false,
        })?;
        let (message_id, date) = (leased.message_id.as_str(), leased.created_at);
        self.transport.deliver(Outgoing { outbox, posted: &posted, message_id, date }).await
    }

    async fn next_due(&self, place: &Place) -> Result<Option<DateTime<Utc>>, AppError> {
        match place {
            Place::Of(organization) => self.tenants.run(organization, outbox::next_due).await,
            Place::Shared => self.tenants.next_shared_mail().await,
        }
    }
}

/// The code alone: a mail server's words name people.
fn report(outbox: Outbox, leased: &Leased, failure: &Failure, settlement: &Settlement) {
    let (id, attempts, code) = (leased.id, leased.attempts, failure.code.as_str());
    match settlement {
        Settlement::Dead { .. } => tracing::error!(%id, ?outbox, attempts, code, "a mail was given up"),
        _ => tracing::warn!(%id, ?outbox, attempts, code, "a mail was put off"),
    }
}
