//! PostgreSQL for a test binary.

use outlay::tenancy::embedded::{Embedded, Options};
use outlay::tenancy::migrate;
use outlay::tenancy::settings::{DatabaseSettings, PoolSettings};
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock};

static RUNNING: Mutex<Option<(Embedded, Option<PathBuf>)>> = Mutex::new(None);
static DATABASE: OnceLock<DatabaseSettings> = OnceLock::new();

/// The database of this test binary, migrated; started by the first test that asks.
pub fn database() -> &'static DatabaseSettings {
    DATABASE.get_or_init(|| {
        let given = std::env::var_os("OUTLAY_TEST_DATA_DIR").map(PathBuf::from);
        let own = std::env::temp_dir().join(format!("outlay-test-{}", std::process::id()));
        let data_dir = given.clone().unwrap_or_else(|| own.clone());
        let extra = [
            ("fsync", "off"),
            ("synchronous_commit", "off"),
            ("full_page_writes", "off"),
            // Many tests run a program of their own, each with its pools.
            ("max_connections", "400"),
        ];
        let embedded = Embedded::start(&Options {
            data_dir,
            extra: extra.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
            ..Options::default()
        })
        .expect("PostgreSQL starts");
        let settings = DatabaseSettings {
            serving_url: embedded.serving_url(),
            owner_url: embedded.owner_url(),
            tenant_roles: true,
            pools: PoolSettings { lanes: 4, ..PoolSettings::default() },
            ready_schemas: 32,
        };
        let report = migrate::migrate(&settings).expect("the database migrates");
        assert!(report.failed.is_empty(), "{report:?}");
        *RUNNING.lock().unwrap() = Some((embedded, given.is_none().then_some(own)));
        // SAFETY: the function is `extern "C"`, takes nothing and does not unwind.
        unsafe { libc::atexit(stop) };
        settings
    })
}

/// The test harness ends with `exit`, which runs no destructor of a static.
extern "C" fn stop() {
    let running = RUNNING.lock().map(|mut running| running.take());
    if let Ok(Some((embedded, own_dir))) = running {
        let _ = embedded.stop();
        if let Some(dir) = own_dir {
            let _ = std::fs::remove_dir_all(dir);
        }
    }
}
