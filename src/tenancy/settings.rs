//! How the core is set up: databases, pools, privileges. Filled by `crate::settings`.

use std::time::Duration;

/// Where the databases are.
#[derive(Debug, Clone)]
pub struct DatabaseSettings {
    /// The serving login, for requests.
    pub serving_url: String,
    /// The owner login, direct: DDL, provisioning, LISTEN. The same as `serving_url` where separation is off.
    pub owner_url: String,
    /// Whether each organization has a role of its own. Off for Citus and large pooler set-ups.
    pub tenant_roles: bool,
    /// The pools.
    pub pools: PoolSettings,
    /// How many ready schemas the provisioner keeps.
    pub ready_schemas: usize,
}

/// The pools of the serving login.
#[derive(Debug, Clone)]
pub struct PoolSettings {
    /// Over how many lanes organizations are spread.
    pub lanes: u32,
    /// Connections (and threads) of each lane.
    pub connections_per_lane: u32,
    /// Connections for what is held up in its own lane; 0 for none.
    pub spare_connections: u32,
    /// Off behind pgbouncer in transaction mode, where named statements break.
    pub statement_cache: bool,
    /// After this a connection is replaced, since a backend never gives memory back.
    pub connection_lifetime: Duration,
}

impl Default for PoolSettings {
    fn default() -> Self {
        Self {
            lanes: 16,
            connections_per_lane: 1,
            spare_connections: 4,
            statement_cache: true,
            connection_lifetime: Duration::from_secs(30 * 60),
        }
    }
}
