//! Where files are handed in: each is read, looked at and put into the store while the form is still coming, so that one
//! is held in memory at a time. Their rows wait for the form; a form that comes back names those that wait for it.

use super::caretaker::Bell;
use super::paper::{Kind, MOST_BYTES, Paper};
use super::queries::{self, Fresh};
use super::store::Store;
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::id::ReceiptId;
use crate::domain::text::file_name;
use crate::error::AppError;
use crate::identity::visit::Visit;
use crate::policy::role::Power;
use crate::web::upload::{self, Bounds, Content, Sent};
use crate::web::workshop::Workshop;
use actix_web::HttpRequest;
use actix_web::dev::Payload;
use serde::de::DeserializeOwned;

/// The name of the files' field.
pub const FIELD: &str = "receipt";
/// The most files of one form.
pub const MOST_FILES: usize = 20;
/// What is read of a form before it is refused outright: all files that it may have, and some that it may not.
const BOUNDS: Bounds = Bounds { file: MOST_BYTES, in_all: 256 * 1024 * 1024 };

/// What files are handed in with.
#[derive(Clone)]
pub struct Desk {
    store: Store,
    workshop: Workshop,
    bell: Bell,
    /// What one organization may keep, in bytes.
    quota: u64,
}

/// What became of the files of a form.
#[derive(Debug, Default)]
pub struct Taken {
    /// The receipts that wait for the form.
    pub waiting: Vec<ReceiptId>,
    /// Why others were not taken.
    pub faults: Vec<Fault>,
    /// The names of those that could not be stored at the moment.
    pub unstored: Vec<String>,
}

impl Taken {
    /// The faults beside those of the form's fields.
    pub fn add_to(&self, errors: &mut FieldErrors) {
        for fault in &self.faults {
            errors.also(FIELD, fault.clone());
        }
    }
}

/// Files that are being handed in.
struct Basket<'a> {
    desk: &'a Desk,
    visit: &'a Visit,
    /// What the organization keeps already; none before the first file, and for whoever may not hand in.
    used: Option<u64>,
    asked: bool,
    seen: usize,
    /// Whether the store did not answer: nobody waits for it twice.
    is_away: bool,
    fresh: Vec<Fresh>,
    taken: Taken,
}

impl Desk {
    /// A desk in front of a store; `quota` in bytes.
    pub fn new(store: Store, workshop: Workshop, bell: Bell, quota: u64) -> Self {
        Self { store, workshop, bell, quota }
    }

    /// The store, for reading.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Reads a form, and its files into the store.
    ///
    /// # Errors
    /// When the form breaks off or is too large.
    pub async fn read<T: DeserializeOwned>(
        &self,
        visit: &Visit,
        request: &HttpRequest,
        payload: Payload,
    ) -> Result<(T, Taken), AppError> {
        let mut basket = Basket {
            desk: self,
            visit,
            used: None,
            asked: false,
            seen: 0,
            is_away: false,
            fresh: Vec::new(),
            taken: Taken::default(),
        };
        let form = upload::each(request, payload, BOUNDS, async |sent| basket.put(sent).await).await;
        match form {
            Ok(form) => Ok((form, basket.close().await)),
            Err(error) => {
                self.store.forget(keys(&basket.fresh)).await;
                Err(error)
            }
        }
    }
}

fn keys(fresh: &[Fresh]) -> Vec<String> {
    fresh.iter().flat_map(|fresh| [Some(fresh.key.clone()), fresh.thumbnail_key.clone()]).flatten().collect()
}

impl Basket<'_> {
    async fn put(&mut self, sent: Sent) -> Result<(), AppError> {
        if sent.field != FIELD || !self.is_open().await {
            return Ok(());
        }
        let file = file_name(&sent.name);
        self.seen += 1;
        if self.seen > MOST_FILES {
            // Who sends hundreds is told of the first that were too many.
            if self.seen <= 2 * MOST_FILES {
                self.taken.faults.push(Fault::ReceiptTooMany { file, most: MOST_FILES });
            }
            return Ok(());
        }
        let fault = match sent.content {
            Content::Empty => Fault::ReceiptEmpty { file },
            Content::TooLarge => Fault::ReceiptTooLarge { file, limit: format!("{} MB", MOST_BYTES >> 20) },
            Content::Whole(bytes) => return self.keep(file, bytes).await,
        };
        self.taken.faults.push(fault);
        Ok(())
    }

    /// Whether this person may hand in anything: asked once, when the first file comes. Who may not is told so by the
    /// form itself.
    async fn is_open(&mut self) -> bool {
        if !self.asked {
            self.asked = true;
            let asked = self.visit.run(|conn, viewer| {
                if viewer.organization.suspended || !viewer.role.may(Power::Record) {
                    return Ok(None);
                }
                let forgotten = queries::purge(conn, viewer.now)?;
                Ok(Some((queries::count_bytes(conn)?, forgotten)))
            });
            if let Ok((_, Some((used, forgotten)))) = asked.await {
                self.used = Some(used);
                self.desk.store.forget(forgotten).await;
            }
        }
        self.used.is_some()
    }

    async fn keep(&mut self, name: String, bytes: Vec<u8>) -> Result<(), AppError> {
        if self.is_away {
            self.taken.unstored.push(name);
            return Ok(());
        }
        let asked = name.clone();
        let read = self.desk.workshop.run(move || Paper::read(bytes, &asked)).await;
        let mut paper = match read {
            Ok(Some(Ok(paper))) => paper,
            Ok(Some(Err(fault))) => {
                self.taken.faults.push(fault);
                return Ok(());
            }
            Ok(None) => {
                self.taken.faults.push(Fault::ReceiptBroken { file: name });
                return Ok(());
            }
            Err(_) => {
                self.taken.unstored.push(name);
                return Ok(());
            }
        };
        let bytes = u64::try_from(paper.bytes.len()).unwrap_or(u64::MAX);
        let used = self.used.unwrap_or_default().saturating_add(bytes);
        if used > self.desk.quota {
            let limit = format!("{} MB", self.desk.quota >> 20);
            self.taken.faults.push(Fault::ReceiptQuota { file: name, limit });
            return Ok(());
        }
        let schema = self.visit.organization().schema.to_string();
        let thumbnail = paper.thumbnail.take().map(|thumbnail| (Store::fresh_key(&schema), thumbnail));
        let fresh = Fresh {
            id: ReceiptId::new(),
            name,
            bytes,
            key: Store::fresh_key(&schema),
            thumbnail_key: thumbnail.as_ref().map(|(key, _)| key.clone()),
            paper: Paper { bytes: Vec::new(), ..paper.clone() },
        };
        let mut parts = vec![(fresh.key.clone(), paper.bytes)];
        parts.extend(thumbnail);
        let mut kept = Vec::new();
        for (key, bytes) in parts {
            if self.desk.store.put(&key, bytes).await.is_err() {
                self.is_away = true;
                self.desk.store.forget(kept).await;
                self.taken.unstored.push(fresh.name);
                return Ok(());
            }
            kept.push(key);
        }
        self.used = Some(used);
        self.fresh.push(fresh);
        Ok(())
    }

    /// Writes the rows. Where that fails the bytes go again, and the form goes on without these files.
    async fn close(self) -> Taken {
        let Self { desk, visit, fresh, mut taken, .. } = self;
        if fresh.is_empty() {
            return taken;
        }
        let rows = fresh.clone();
        let written = visit.run(move |conn, viewer| {
            rows.iter().try_for_each(|fresh| queries::insert(conn, fresh, viewer.id, viewer.now))
        });
        if let Err(error) = written.await {
            tracing::warn!(%error, "the rows of receipts could not be written");
            // Whether they were is not known then: bytes without a row do no harm, a row without bytes does.
            if !matches!(error, AppError::OutcomeUnknown(_)) {
                desk.store.forget(keys(&fresh)).await;
            }
            taken.unstored.extend(fresh.into_iter().map(|fresh| fresh.name));
            return taken;
        }
        if fresh.iter().any(|fresh| fresh.paper.kind == Kind::Pdf) {
            desk.bell.ring(visit.organization().id);
        }
        taken.waiting = fresh.iter().map(|fresh| fresh.id).collect();
        taken
    }
}
