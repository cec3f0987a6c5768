//! Looking through all organizations, one unit of work each, on a connection beside the lanes: a backend keeps what it
//! learns of every schema, so this one is closed when the sweep is over.

use super::lane::Lane;
use super::organization::Organization;
use super::tenants::Tenants;
use super::unit::TenantConn;
use crate::error::AppError;
use std::sync::Arc;

/// A connection for a sweep.
pub struct Sweep {
    tenants: Tenants,
    lane: Lane,
}

impl Sweep {
    pub(super) fn new(tenants: &Tenants) -> std::io::Result<Self> {
        Ok(Self { tenants: tenants.clone(), lane: tenants.databases().lane_aside()? })
    }

    /// [`Tenants::run`] on this connection.
    ///
    /// # Errors
    /// As [`Tenants::run`].
    pub async fn run<T: Send + 'static>(
        &self,
        organization: &Arc<Organization>,
        work: impl FnOnce(&mut TenantConn<'_>) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        if organization.schema_version.as_str() < self.tenants.version() {
            return Err(AppError::BeingUpdated);
        }
        self.tenants.databases().run_on(&self.lane, Arc::clone(organization), work).await
    }
}
