//! Where the bytes lie: a directory, or whatever else keeps objects under keys. A key can't be guessed, and it begins
//! with the organization's schema; still nobody is ever given one: every reading goes by the row.

use crate::error::AppError;
use actix_web::web::Bytes;
use futures_util::{Stream, TryStreamExt};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// The store. Cheap to clone.
#[derive(Clone)]
pub struct Store(Arc<Place>);

/// A directory is opened when something is first wanted of it: the program runs without one, and goes on as soon as it
/// is there.
struct Place {
    directory: PathBuf,
    opened: OnceLock<Arc<dyn ObjectStore>>,
}

impl Store {
    /// A directory, which is made where it is not there.
    pub fn in_directory(directory: PathBuf) -> Self {
        Self(Arc::new(Place { directory, opened: OnceLock::new() }))
    }

    fn opened(&self) -> Result<Arc<dyn ObjectStore>, AppError> {
        if let Some(opened) = self.0.opened.get() {
            return Ok(Arc::clone(opened));
        }
        std::fs::create_dir_all(&self.0.directory).map_err(unavailable)?;
        let local = LocalFileSystem::new_with_prefix(&self.0.directory).map_err(unavailable)?;
        Ok(Arc::clone(self.0.opened.get_or_init(|| Arc::new(local))))
    }

    /// A key that nobody has.
    pub fn fresh_key(schema: &str) -> String {
        let random: [u8; 20] = rand::random();
        let digits: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{schema}/{digits}")
    }

    /// Keeps bytes under a key.
    ///
    /// # Errors
    /// When the store is full or away.
    pub async fn put(&self, key: &str, bytes: Vec<u8>) -> Result<(), AppError> {
        self.opened()?.put(&Path::from(key), PutPayload::from(bytes)).await.map_err(unavailable)?;
        Ok(())
    }

    /// How many bytes lie under a key, and they themselves, as they come.
    ///
    /// # Errors
    /// When the store is away, or has lost them.
    pub async fn get(
        &self,
        key: &str,
    ) -> Result<(u64, impl Stream<Item = Result<Bytes, AppError>> + use<>), AppError> {
        let found = self.opened()?.get(&Path::from(key)).await.map_err(unavailable)?;
        Ok((found.meta.size, found.into_stream().map_err(unavailable)))
    }

    /// Forgets what lies under some keys. What can't be forgotten now stays where nothing leads to it.
    pub async fn forget(&self, keys: impl IntoIterator<Item = String>) {
        let Ok(store) = self.opened() else { return };
        for key in keys {
            if let Err(error) = store.delete(&Path::from(key.as_str())).await {
                tracing::warn!(%error, "a receipt's bytes stay in the store");
            }
        }
    }
}

fn unavailable(error: impl std::error::Error + Send + Sync + 'static) -> AppError {
    tracing::error!(%error, "the store of receipts");
    AppError::unavailable(error)
}
