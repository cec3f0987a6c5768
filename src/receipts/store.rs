//! Where the bytes lie: a directory, or a bucket that speaks S3. A key can't be guessed, and it begins with the
//! organization's schema; still nobody is ever given one: every reading goes by the row.

use crate::error::AppError;
use actix_web::web::Bytes;
use chrono::{DateTime, Utc};
use futures_util::{Stream, TryStreamExt};
use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{ClientConfigKey, ObjectStore, ObjectStoreExt, PutPayload, RetryConfig};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use url::Url;

/// How long a bucket may take to be reached, and to answer: a person waits for it.
const CONNECTING: &str = "3 seconds";
const ANSWERING: &str = "20 seconds";
/// How often a bucket is asked again, and for how long in all.
const RETRIES: usize = 2;
const RETRYING: Duration = Duration::from_secs(8);

/// Where a store is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// A directory, which is made where it is not there.
    Directory(PathBuf),
    /// A bucket, and what its keys begin with.
    Bucket {
        /// Its name.
        name: String,
        /// Without slashes at its ends; empty for none.
        prefix: String,
    },
}

impl Location {
    /// Reads `file:///srv/outlay/receipts` or `s3://bucket/prefix`.
    ///
    /// # Errors
    /// What is wrong, for an operator.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong =
            || format!("{text:?} is not an address like file:///srv/outlay/receipts or s3://bucket/prefix");
        let url = Url::parse(text).map_err(|_| wrong())?;
        match (url.scheme(), url.host_str()) {
            ("file", _) => url.to_file_path().map(Self::Directory).map_err(|()| wrong()),
            ("s3", Some(bucket)) if url.username().is_empty() && url.query().is_none() => {
                Ok(Self::Bucket { name: bucket.to_owned(), prefix: url.path().trim_matches('/').to_owned() })
            }
            _ => Err(wrong()),
        }
    }

    /// As the operator wrote it.
    pub fn shown(&self) -> String {
        match self {
            Self::Directory(directory) => directory.display().to_string(),
            Self::Bucket { name, prefix } => format!("s3://{name}/{prefix}"),
        }
    }

    fn open(&self) -> Result<Arc<dyn ObjectStore>, AppError> {
        match self {
            Self::Directory(directory) => {
                std::fs::create_dir_all(directory).map_err(unavailable)?;
                Ok(Arc::new(LocalFileSystem::new_with_prefix(directory).map_err(unavailable)?))
            }
            Self::Bucket { name, prefix } => {
                // Whoever was first has set the same.
                let _ = rustls::crypto::ring::default_provider().install_default();
                let client = AmazonS3ConfigKey::Client;
                let retries =
                    RetryConfig { max_retries: RETRIES, retry_timeout: RETRYING, ..RetryConfig::default() };
                let bucket = AmazonS3Builder::from_env()
                    .with_bucket_name(name)
                    .with_config(client(ClientConfigKey::ConnectTimeout), CONNECTING)
                    .with_config(client(ClientConfigKey::Timeout), ANSWERING)
                    .with_retry(retries)
                    .build()
                    .map_err(unavailable)?;
                if prefix.is_empty() {
                    return Ok(Arc::new(bucket));
                }
                Ok(Arc::new(PrefixStore::new(bucket, Path::from(prefix.as_str()))))
            }
        }
    }
}

/// The store. Cheap to clone.
#[derive(Clone)]
pub struct Store(Arc<Place>);

/// It is opened when something is first wanted of it: the program runs without one, and goes on as soon as it is there.
struct Place {
    location: Location,
    opened: OnceLock<Arc<dyn ObjectStore>>,
}

impl Store {
    /// The store at a location.
    pub fn at(location: Location) -> Self {
        Self(Arc::new(Place { location, opened: OnceLock::new() }))
    }

    /// Whether others may reach the same place: a bucket, other than a directory of this machine.
    pub fn is_shared(&self) -> bool {
        matches!(self.0.location, Location::Bucket { .. })
    }

    fn opened(&self) -> Result<Arc<dyn ObjectStore>, AppError> {
        if let Some(opened) = self.0.opened.get() {
            return Ok(Arc::clone(opened));
        }
        let opened = self.0.location.open()?;
        Ok(Arc::clone(self.0.opened.get_or_init(|| opened)))
    }

    /// A key that nobody has.
    pub fn fresh_key(schema: &str) -> String {
        let random: [u8; 20] = rand::random();
        let digits: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{schema}/{digits}")
    }

    /// Whether this is a key that [`Self::fresh_key`] may have made for an organization.
    pub fn is_key(schema: &str, key: &str) -> bool {
        let digits = key.strip_prefix(schema).and_then(|rest| rest.strip_prefix('/'));
        digits.is_some_and(|digits| digits.len() == 40 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
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

    /// All that lies under a key.
    ///
    /// # Errors
    /// When the store is away, or has lost it.
    pub async fn read(&self, key: &str) -> Result<Vec<u8>, AppError> {
        let found = self.opened()?.get(&Path::from(key)).await.map_err(unavailable)?;
        Ok(found.bytes().await.map_err(unavailable)?.to_vec())
    }

    /// Forgets what lies under some keys. What can't be forgotten now stays where nothing leads to it.
    pub async fn forget(&self, keys: impl IntoIterator<Item = String>) {
        let Ok(store) = self.opened() else { return };
        for key in keys {
            match store.delete(&Path::from(key.as_str())).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => tracing::warn!(%error, "a receipt's bytes stay in the store"),
            }
        }
    }

    /// The first `most` keys of an organization in their order, of those after `after`, with when each was written.
    ///
    /// # Errors
    /// When the store is away.
    pub async fn list(
        &self,
        schema: &str,
        after: Option<&str>,
        most: usize,
    ) -> Result<Vec<(String, DateTime<Utc>)>, AppError> {
        let (prefix, after) = (Path::from(schema), Path::from(after.unwrap_or(schema)));
        let mut found = self.opened()?.list_with_offset(Some(&prefix), &after);
        // A bucket lists in order; a directory does not, and is read whole.
        let is_in_order = matches!(self.0.location, Location::Bucket { .. });
        let mut first = BTreeMap::new();
        while let Some(object) = found.try_next().await.map_err(unavailable)? {
            first.insert(object.location.to_string(), object.last_modified);
            if first.len() > most {
                first.pop_last();
            }
            if is_in_order && first.len() == most {
                break;
            }
        }
        Ok(first.into_iter().collect())
    }

    /// Writes something, reads it and deletes it.
    ///
    /// # Errors
    /// What went wrong, for an operator.
    pub async fn check(&self) -> Result<(), String> {
        let said = |error: object_store::Error| error.to_string();
        let store = self.opened().map_err(|error| error.to_string())?;
        let key = Path::from(Self::fresh_key("check"));
        store.put(&key, PutPayload::from_static(b"outlay")).await.map_err(said)?;
        let found = store.get(&key).await.map_err(said)?.bytes().await.map_err(said)?;
        store.delete(&key).await.map_err(said)?;
        if found.as_ref() == b"outlay" { Ok(()) } else { Err("it gives back something else".to_owned()) }
    }
}

fn unavailable(error: impl std::error::Error + Send + Sync + 'static) -> AppError {
    tracing::error!(%error, "the store of receipts");
    AppError::unavailable(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_or_refused() {
        let directory = Location::parse("file:///srv/outlay/receipts").unwrap();
        assert_eq!(directory, Location::Directory(PathBuf::from("/srv/outlay/receipts")));
        let bucket = |name: &str, prefix: &str| Location::Bucket { name: name.into(), prefix: prefix.into() };
        assert_eq!(Location::parse("s3://papers").unwrap(), bucket("papers", ""));
        assert_eq!(Location::parse("s3://papers/outlay/a/").unwrap(), bucket("papers", "outlay/a"));
        for wrong in ["", "receipts", "s4://bucket", "s3://", "s3://key:secret@bucket", "s3://bucket?x=1"] {
            assert!(Location::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[actix_web::test]
    async fn what_was_put_comes_back_until_it_is_forgotten() {
        let directory = std::env::temp_dir().join(format!("outlay-store-{:08x}", rand::random::<u32>()));
        let store = Store::at(Location::Directory(directory.clone()));
        store.check().await.unwrap();
        let key = Store::fresh_key("org_1");
        store.put(&key, b"paper".to_vec()).await.unwrap();
        assert_eq!(store.read(&key).await.unwrap(), b"paper");
        store.forget([key.clone(), key.clone()]).await;
        assert!(store.read(&key).await.is_err());
        let _ = std::fs::remove_dir_all(directory);
    }

    #[test]
    fn a_key_is_of_one_organization_and_nothing_lies_below_it() {
        assert!(Store::is_key("org_1", &Store::fresh_key("org_1")));
        for other in
            [Store::fresh_key("org_10"), "org_1/exports/x".to_owned(), format!("org_1/{}", "g".repeat(40))]
        {
            assert!(!Store::is_key("org_1", &other), "{other}");
        }
    }

    #[actix_web::test]
    async fn keys_are_listed_in_pieces_and_of_one_organization_alone() {
        let directory = std::env::temp_dir().join(format!("outlay-store-{:08x}", rand::random::<u32>()));
        let store = Store::at(Location::Directory(directory.clone()));
        assert!(store.list("org_1", None, 2).await.unwrap().is_empty(), "nothing was ever put there");
        for key in ["org_1/c", "org_1/a", "org_1/b", "org_10/d", "org_2/e"] {
            store.put(key, b"paper".to_vec()).await.unwrap();
        }
        let keys = async |after, most| {
            let listed = store.list("org_1", after, most).await.unwrap();
            listed.into_iter().map(|(key, _)| key).collect::<Vec<_>>()
        };
        assert_eq!(keys(None, 2).await, ["org_1/a", "org_1/b"]);
        assert_eq!(keys(Some("org_1/b"), 2).await, ["org_1/c"]);
        assert!(keys(Some("org_1/c"), 2).await.is_empty());
        let _ = std::fs::remove_dir_all(directory);
    }

    #[actix_web::test]
    async fn a_place_that_is_none_says_so() {
        let store = Store::at(Location::Directory(PathBuf::from("/dev/null/receipts")));
        assert!(store.check().await.is_err() && store.put("a/b", Vec::new()).await.is_err());
    }
}
