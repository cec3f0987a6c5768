//! The worker: draws the first pages of documents after they were handed in, and forgets what waited or was removed for
//! too long. It runs beside the server in `serve` and alone in `work`; several at once take different documents.

use super::lost::Rounds;
use super::painter::Painter;
use super::paper;
use super::queries;
use super::store::Store;
use super::undrawn::{self, Undrawn};
use crate::domain::id::OrganizationId;
use crate::error::AppError;
use crate::tenancy::organization::State;
use crate::tenancy::{Organization, TenantConn, Tenants};
use crate::web::workshop::Workshop;
use chrono::{TimeDelta, Utc};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// How often all organizations are looked through.
const SWEEP: Duration = Duration::from_secs(60 * 60);
/// How long a document is left to whoever took it.
const LEASE: TimeDelta = TimeDelta::minutes(5);
/// Documents taken at a time.
const BATCH: i64 = 4;

/// Tells the worker of this process that an organization has something to draw.
#[derive(Debug, Clone)]
pub struct Bell(UnboundedSender<OrganizationId>);

impl Bell {
    /// A bell, and where it rings.
    pub fn new() -> (Self, Rings) {
        let (bell, rings) = unbounded_channel();
        (Self(bell), rings)
    }

    /// Rings it. Where nobody listens the sweep finds what there is to do.
    pub fn ring(&self, organization: OrganizationId) {
        let _ = self.0.send(organization);
    }
}

/// Where a bell rings.
pub type Rings = UnboundedReceiver<OrganizationId>;

/// The running worker; ends when dropped.
pub struct Caretaker(Vec<actix_web::rt::task::JoinHandle<()>>);

impl Caretaker {
    /// Starts it inside the runtime. Without a painter documents keep their icon.
    pub fn start(tenants: Tenants, store: Store, workshop: Workshop, rings: Rings) -> Self {
        let hands = Hands { tenants, store, workshop, painter: Painter::find() };
        let listening = actix_web::rt::spawn(hands.clone().listen(rings));
        Self(vec![listening, actix_web::rt::spawn(hands.go_round())])
    }
}

impl Drop for Caretaker {
    fn drop(&mut self) {
        self.0.iter().for_each(|task| task.abort());
    }
}

#[derive(Clone)]
struct Hands {
    tenants: Tenants,
    store: Store,
    workshop: Workshop,
    painter: Option<Painter>,
}

impl Hands {
    async fn listen(self, mut rings: Rings) {
        while let Some(id) = rings.recv().await {
            let drawn = match self.tenants.find_by_id(id).await {
                Ok(Some(organization)) => self.draw_all(&Arc::new(organization)).await,
                Ok(None) => Ok(()),
                Err(error) => Err(error),
            };
            if let Err(cause) = drawn {
                tracing::warn!(%cause, "first pages are left to the next round");
            }
        }
    }

    async fn go_round(self) {
        let (mut clock, mut rounds) = (tokio::time::interval(SWEEP), Rounds::default());
        loop {
            clock.tick().await;
            if let Err(cause) = self.sweep(&mut rounds).await {
                tracing::warn!(%cause, "the receipts could not be looked through");
            }
        }
    }

    async fn sweep(&self, rounds: &mut Rounds) -> Result<(), AppError> {
        let organizations = self.tenants.list().await?;
        let sweep = self.tenants.sweep()?;
        for organization in organizations {
            if organization.state != State::Active
                || organization.schema_version.as_str() < self.tenants.version()
            {
                continue;
            }
            let organization = Arc::new(organization);
            let now = Utc::now();
            let look = move |conn: &mut TenantConn<'_>| {
                Ok((queries::purge(conn, now)?, undrawn::is_any(conn, now)?))
            };
            match sweep.run(&organization, look).await {
                Ok((forgotten, undrawn)) => {
                    self.store.forget(forgotten).await;
                    if let Err(cause) = rounds.go_on(&self.store, &sweep, &organization).await {
                        tracing::warn!(slug = %organization.slug, %cause, "lost bytes could not be looked for");
                    }
                    if undrawn {
                        self.draw_all(&organization).await?;
                    }
                }
                // One that is broken must not keep the others waiting.
                Err(cause) => {
                    tracing::warn!(slug = %organization.slug, %cause, "receipts could not be looked into");
                }
            }
        }
        Ok(())
    }

    async fn draw_all(&self, organization: &Arc<Organization>) -> Result<(), AppError> {
        let Some(painter) = &self.painter else { return Ok(()) };
        loop {
            let now = Utc::now();
            let take = move |conn: &mut TenantConn<'_>| undrawn::take(conn, now, now + LEASE, BATCH);
            let taken = self.tenants.run(organization, take).await?;
            if taken.is_empty() {
                return Ok(());
            }
            for undrawn in taken {
                self.draw(organization, painter, undrawn).await?;
            }
        }
    }

    /// Draws one. What can't be read or kept now is tried again after its lease; what can't be drawn never is.
    async fn draw(
        &self,
        organization: &Arc<Organization>,
        painter: &Painter,
        undrawn: Undrawn,
    ) -> Result<(), AppError> {
        let Ok(pdf) = self.store.read(&undrawn.key).await else { return Ok(()) };
        let page = match painter.first_page(pdf).await {
            Ok(page) => page,
            Err(error) => {
                tracing::warn!(%error, "pdftoppm could not be started");
                return Ok(());
            }
        };
        let thumbnail = match page {
            Some(page) => self.workshop.run(move || paper::thumbnail_of(&page)).await?.flatten(),
            None => None,
        };
        let key = Store::fresh_key(organization.schema.as_str());
        let kept = match thumbnail {
            Some(thumbnail) => {
                if self.store.put(&key, thumbnail).await.is_err() {
                    return Ok(());
                }
                Some(key.clone())
            }
            None => None,
        };
        let (id, is_kept) = (undrawn.id, kept.is_some());
        let set = move |conn: &mut TenantConn<'_>| undrawn::settle(conn, id, kept.as_deref());
        let set = self.tenants.run(organization, set).await;
        // Removed for good meanwhile: nothing would ever lead to it.
        if is_kept && matches!(set, Ok(false)) {
            self.store.forget([key]).await;
        }
        set.map(|_| ())
    }
}
