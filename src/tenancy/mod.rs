//! The core: which organization a request is for, and the one connection bound to it.
//!
//! Only this folder writes `search_path`, holds pools, opens connections, or queries the registry. It knows no
//! expenses. Imports: `web`, `error`, `schema`, `domain`.

mod addresses;
pub mod embedded;
mod examine;
pub mod host;
mod hot;
mod lane;
pub mod migrate;
pub mod organization;
pub mod outbox;
mod pool;
mod privileges;
mod provision;
mod registry;
pub mod resolve;
pub mod schema_name;
pub mod settings;
pub mod slug;
mod sweep;
mod tenants;
mod unit;

pub use examine::{Examination, examine};
pub use migrate::SharedState;
pub use organization::Organization;
pub use provision::Provisioner;
pub use registry::Claim;
pub use schema_name::SchemaName;
pub use slug::Slug;
pub use sweep::Sweep;
pub use tenants::{Checkup, Tenants, schema_sizes, set_up_empty};
pub use unit::TenantConn;
