//! [`Tenants`]: the one handle to all organizations that the rest of the program has.

use super::addresses;
use super::migrate::{self, SharedState};
use super::organization::{Organization, State};
use super::pool;
use super::privileges;
use super::provision::{self, Wake};
use super::registry::{self, Claim, FLOOR};
use super::settings::DatabaseSettings;
use super::slug::Slug;
use super::sweep::Sweep;
use super::unit::{Databases, SharedConn, TenantConn};
use crate::domain::id::OrganizationId;
use crate::error::AppError;
use crate::words::Phrase;
use chrono::Utc;
use moka::sync::Cache;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::{Duration, Instant};

/// How old a cached organization may be.
const KNOWN_LASTS: Duration = Duration::from_secs(30);
/// How long "there is none" is remembered.
const UNKNOWN_LASTS: Duration = Duration::from_secs(1);
/// How long the registry's last word is used while it does not answer: the request ends in a 503 then, but only one that
/// knows its organization keeps what was typed.
const REMEMBERED_LASTS: Duration = Duration::from_secs(60 * 60);
/// How long a sign-up waits for the provisioner when no ready schema is left.
const STOCK_PATIENCE: Duration = Duration::from_millis(1_500);

/// How often the command line makes a schema for a claim before it gives up.
const CLAIM_ATTEMPTS: usize = 20;

/// All organizations: resolves, binds, claims. Cheap to clone.
#[derive(Clone)]
pub struct Tenants(Arc<Inner>);

struct Inner {
    databases: Databases,
    version: String,
    known: Cache<Slug, Arc<Organization>>,
    unknown: Cache<Slug, ()>,
    /// What the registry said last, for when it does not answer.
    remembered: Cache<Slug, Arc<Organization>>,
    away: AtomicBool,
    generation: AtomicI64,
    wake: Wake,
}

/// What became of a look-up.
pub(super) enum LookUp {
    /// It is there, as far as anybody knows.
    Found(Arc<Organization>),
    /// The registry was asked in vain, and this is what it said last.
    Remembered(Arc<Organization>),
    /// There is none.
    Nothing,
}

/// What `/readyz` reports.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Checkup {
    /// Organizations whose schema is older than this program.
    pub behind: i64,
    /// Ready schemas of this program's version or a newer one.
    pub ready_schemas: i64,
    /// Privileges that everybody still has although Outlay revokes them.
    pub weaknesses: Vec<String>,
}

impl Tenants {
    /// Starts the lanes; the database may still be away.
    ///
    /// # Errors
    /// When the system gives no threads.
    pub fn new(settings: &DatabaseSettings) -> Result<Self, AppError> {
        Ok(Self(Arc::new(Inner {
            databases: Databases::new(settings).map_err(AppError::internal)?,
            version: migrate::tenant_version()?,
            known: Cache::builder().max_capacity(100_000).time_to_live(KNOWN_LASTS).build(),
            unknown: Cache::builder().max_capacity(10_000).time_to_live(UNKNOWN_LASTS).build(),
            remembered: Cache::builder().max_capacity(100_000).time_to_live(REMEMBERED_LASTS).build(),
            away: AtomicBool::new(false),
            generation: AtomicI64::new(0),
            wake: Wake::default(),
        })))
    }

    /// The tenant version this program needs.
    pub fn version(&self) -> &str {
        &self.0.version
    }

    /// Runs `work` in one transaction on a connection that sees this organization's tables alone. `Ok` commits,
    /// `Err` rolls back.
    ///
    /// # Errors
    /// What `work` returns; [`AppError::Unavailable`] within 2 s when there is no connection to be had;
    /// [`AppError::OutcomeUnknown`] when the connection broke at COMMIT; [`AppError::BeingUpdated`] when the
    /// organization's schema is older than this program.
    pub async fn run<T: Send + 'static>(
        &self,
        organization: &Arc<Organization>,
        work: impl FnOnce(&mut TenantConn<'_>) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        if organization.schema_version < self.0.version {
            return Err(AppError::BeingUpdated);
        }
        self.0.databases.run(Arc::clone(organization), work).await
    }

    /// [`Self::run`] for what takes long: on connections of its own, a statement for up to a minute.
    ///
    /// # Errors
    /// As [`Self::run`].
    pub async fn run_long<T: Send + 'static>(
        &self,
        organization: &Arc<Organization>,
        work: impl FnOnce(&mut TenantConn<'_>) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        if organization.schema_version < self.0.version {
            return Err(AppError::BeingUpdated);
        }
        self.0.databases.run_long(Arc::clone(organization), work).await
    }

    /// The organization of a slug. `provisioning` and `archived` ones answer like none. While the database is away it is
    /// the last one known: its bind will fail in turn.
    ///
    /// # Errors
    /// When it is not known and the database is away.
    pub async fn resolve(&self, slug: &Slug) -> Result<Option<Arc<Organization>>, AppError> {
        Ok(match self.look_up(slug).await? {
            LookUp::Found(organization) | LookUp::Remembered(organization) => Some(organization),
            LookUp::Nothing => None,
        })
    }

    /// [`Self::resolve`], telling whether the request has waited for the registry in vain.
    pub(super) async fn look_up(&self, slug: &Slug) -> Result<LookUp, AppError> {
        if let Some(known) = self.0.known.get(slug) {
            return Ok(LookUp::Found(known));
        }
        if self.0.unknown.contains_key(slug) {
            return Ok(LookUp::Nothing);
        }
        if self.0.away.load(Ordering::Acquire)
            && let Some(remembered) = self.0.remembered.get(slug)
        {
            // Nobody has waited yet: the bind may find the database back.
            return Ok(LookUp::Found(remembered));
        }
        let found = match self.find(slug).await {
            Err(AppError::Unavailable(cause)) => {
                let remembered = self.0.remembered.get(slug);
                return remembered.map(LookUp::Remembered).ok_or(AppError::Unavailable(cause));
            }
            found => found?.filter(|found| matches!(found.state, State::Active | State::Suspended)),
        };
        match found {
            Some(found) => {
                let found = Arc::new(found);
                self.0.known.insert(slug.clone(), Arc::clone(&found));
                self.0.remembered.insert(slug.clone(), Arc::clone(&found));
                Ok(LookUp::Found(found))
            }
            None => {
                self.0.remembered.invalidate(slug);
                self.0.unknown.insert(slug.clone(), ());
                Ok(LookUp::Nothing)
            }
        }
    }

    /// The organization of a slug from the registry itself, in whatever state.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn find(&self, slug: &Slug) -> Result<Option<Organization>, AppError> {
        let slug = slug.clone();
        self.0.databases.run_shared(move |conn| registry::find_by_slug(conn, &slug)).await
    }

    /// The organization of an identity from the registry itself, in whatever state.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn find_by_id(&self, id: OrganizationId) -> Result<Option<Organization>, AppError> {
        self.0.databases.run_shared(move |conn| registry::find_by_id(conn, id)).await
    }

    /// A way to all organizations beside the lanes, for looking through them.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn sweep(&self) -> Result<Sweep, AppError> {
        Sweep::new(self).map_err(AppError::internal)
    }

    /// All organizations by slug.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn list(&self) -> Result<Vec<Organization>, AppError> {
        self.0.databases.run_shared(registry::list).await
    }

    /// Sign-up, step 1: reserves a slug and a ready schema. Waits a moment for the provisioner when the stock is out.
    /// `claimed_by` names the person by a keyed hash.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn claim(&self, slug: &Slug, claimed_by: Vec<u8>) -> Result<Claim, AppError> {
        let deadline = Instant::now() + STOCK_PATIENCE;
        loop {
            let claim = self.try_claim(slug, &claimed_by, FLOOR).await?;
            self.0.wake.now();
            if !matches!(claim, Claim::NoneReady) || Instant::now() >= deadline {
                return Ok(claim);
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }

    /// [`Self::claim`] for the command line: may use the stock's floor, and makes a schema when there is none.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn claim_at_once(
        &self,
        settings: &DatabaseSettings,
        slug: &Slug,
        claimed_by: Vec<u8>,
    ) -> Result<Claim, AppError> {
        // What was made for this claim may be taken by another command that runs at the same time.
        for _ in 0..CLAIM_ATTEMPTS {
            let claim = self.try_claim(slug, &claimed_by, 0).await?;
            if !matches!(claim, Claim::NoneReady) {
                return Ok(claim);
            }
            let serving = migrate::serving_login(settings)?;
            let mut owner = pool::connect(&settings.owner_url).map_err(AppError::unavailable)?;
            if registry::is_newer(&mut SharedConn { pg: &mut owner }, &self.0.version)? {
                return Err(AppError::Conflict(Phrase::verbatim(
                    "The database is newer than this program, which makes no more schemas: use the newer one.",
                )));
            }
            provision::make_ready(&mut owner, 1, &self.0.version, &serving, settings.tenant_roles)?;
        }
        Ok(Claim::NoneReady)
    }

    async fn try_claim(&self, slug: &Slug, claimed_by: &[u8], floor: i64) -> Result<Claim, AppError> {
        let (slug, version, claimed_by) = (slug.clone(), self.0.version.clone(), claimed_by.to_vec());
        self.0
            .databases
            .run_shared(move |conn| registry::claim(conn, &slug, &version, &claimed_by, floor, Utc::now()))
            .await
    }

    /// Sign-up, step 3: from here on the organization answers. False when the claim was lost meanwhile.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn activate(&self, organization: &Organization) -> Result<bool, AppError> {
        let id = organization.id;
        let active =
            self.0.databases.run_shared(move |conn| registry::activate(conn, id, Utc::now())).await?;
        self.0.unknown.invalidate(&organization.slug);
        Ok(active)
    }

    /// Sets the registry's copy of an organization's state; its own row, the truth, is the caller's to write first.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn set_state(&self, id: OrganizationId, state: State) -> Result<(), AppError> {
        self.0.databases.run_shared(move |conn| registry::set_state(conn, id, state, Utc::now())).await?;
        self.forget_all();
        Ok(())
    }

    /// Says of one address whether it belongs to an organization. `hashes` are its keyed hashes under every key, the
    /// newest first.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn set_address(
        &self,
        organization: OrganizationId,
        hashes: Vec<Vec<u8>>,
        belongs: bool,
    ) -> Result<(), AppError> {
        let set =
            move |conn: &mut SharedConn<'_>| addresses::set(conn, organization, &hashes, belongs, Utc::now());
        self.0.databases.run_shared(set).await
    }

    /// Says all addresses of an organization anew, each by its hash under the newest key.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn replace_addresses(
        &self,
        organization: OrganizationId,
        hashes: Vec<Vec<u8>>,
    ) -> Result<(), AppError> {
        let replace =
            move |conn: &mut SharedConn<'_>| addresses::replace(conn, organization, &hashes, Utc::now());
        self.0.databases.run_shared(replace).await
    }

    /// The organizations of an address by its hashes under every key, in whatever state, by slug.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn list_by_address(&self, hashes: Vec<Vec<u8>>) -> Result<Vec<Organization>, AppError> {
        self.0.databases.run_shared(move |conn| addresses::list(conn, &hashes)).await
    }

    /// Compares the registry's generation with the last one seen and forgets the cache when it moved. Called once a
    /// second.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn poll_generation(&self) -> Result<(), AppError> {
        let generation = self.0.databases.run_shared(registry::generation).await;
        self.0.away.store(matches!(generation, Err(AppError::Unavailable(_))), Ordering::Release);
        let generation = generation?;
        if self.0.generation.swap(generation, Ordering::AcqRel) != generation {
            self.forget_all();
        }
        Ok(())
    }

    /// Whether the registry answers, and what the operator should know.
    ///
    /// # Errors
    /// When the database is away or the registry's tables are missing.
    pub async fn check_up(&self) -> Result<Checkup, AppError> {
        let version = self.0.version.clone();
        self.0
            .databases
            .run_shared(move |conn| {
                let (behind, ready_schemas) = registry::count_behind_and_ready(conn, &version)?;
                Ok(Checkup { behind, ready_schemas, weaknesses: privileges::weaknesses(conn.pg)? })
            })
            .await
    }

    pub(super) fn databases(&self) -> &Databases {
        &self.0.databases
    }

    pub(super) fn forget_all(&self) {
        self.0.known.invalidate_all();
        self.0.unknown.invalidate_all();
    }

    pub(super) fn wake(&self) -> Wake {
        self.0.wake.clone()
    }
}

/// Sets an empty database up; one that has data is only ever migrated by `outlay migrate`.
///
/// # Errors
/// When the database is away, or [`AppError::Conflict`] when an older program's registry is in it.
pub fn set_up_empty(settings: &DatabaseSettings) -> Result<(), AppError> {
    let mut owner = pool::connect(&settings.owner_url).map_err(AppError::unavailable)?;
    match migrate::shared_state(&mut owner)? {
        SharedState::Current => Ok(()),
        SharedState::Empty => migrate::migrate(settings).map(|_| ()),
        SharedState::Behind => Err(AppError::Conflict(Phrase::verbatim(
            "The database is older than this program: run `outlay migrate` first.",
        ))),
    }
}

/// The size of every tenant schema with its indexes, in bytes, by name.
///
/// # Errors
/// When the database is away.
pub fn schema_sizes(settings: &DatabaseSettings) -> Result<HashMap<String, i64>, AppError> {
    let mut owner = pool::connect(&settings.owner_url).map_err(AppError::unavailable)?;
    Ok(privileges::schema_sizes(&mut owner)?.into_iter().collect())
}
