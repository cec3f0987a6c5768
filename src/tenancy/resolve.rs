//! From a request's host to its organization, before anything else looks at the request.

use super::Tenants;
use super::host::{self, HostKind};
use super::organization::Organization;
use super::tenants::LookUp;
use crate::error::AppError;
use crate::web::public_url::PublicUrl;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::guard::GuardContext;
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload};
use std::future::{Ready, ready};
use std::sync::Arc;

/// What a request's host turned out to be; in the request's extensions.
#[derive(Debug, Clone)]
pub struct Site {
    /// The host's name, lower case, without port.
    pub host: String,
    /// What it stands for.
    pub place: Place,
    /// The registry was waited for in vain: there is no time left to wait for the organization's tables too.
    pub registry_silent: bool,
}

/// What a host stands for.
#[derive(Debug, Clone)]
pub enum Place {
    /// The base domain: public pages.
    Base,
    /// One organization.
    Organization(Arc<Organization>),
    /// No organization, or none that answers.
    Nowhere,
}

/// Middleware: puts the [`Site`] into the request's extensions. Addresses that any host has (health, static files)
/// pass without one, so that they answer while the database is away.
pub async fn resolve(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let path = request.path();
    if path == "/healthz" || path == "/readyz" || path.starts_with("/static/") {
        return Ok(next.call(request).await?.map_into_boxed_body());
    }
    let site = match site_of(&request).await {
        Ok(site) => site,
        Err(error) => return Ok(request.error_response(error)),
    };
    if let Place::Organization(organization) = &site.place {
        tracing::Span::current().record("organization", organization.slug.as_str());
    }
    request.extensions_mut().insert(site);
    Ok(next.call(request).await?.map_into_boxed_body())
}

async fn site_of(request: &ServiceRequest) -> Result<Site, AppError> {
    let missing = || AppError::internal("the application has no tenants");
    let tenants = request.app_data::<Data<Tenants>>().ok_or_else(missing)?;
    let public = request.app_data::<Data<PublicUrl>>().ok_or_else(missing)?;
    let host = host::host_name(request.head())?;
    let (place, registry_silent) = match host::classify(&host, public.base_domain()) {
        HostKind::Base => (Place::Base, false),
        HostKind::Foreign => (Place::Nowhere, false),
        HostKind::Organization(slug) => match tenants.look_up(&slug).await? {
            LookUp::Found(organization) => (Place::Organization(organization), false),
            LookUp::Remembered(organization) => (Place::Organization(organization), true),
            LookUp::Nothing => (Place::Nowhere, false),
        },
    };
    Ok(Site { host, place, registry_silent })
}

/// Guard: the request is for the base domain.
pub fn is_base(context: &GuardContext<'_>) -> bool {
    matches!(context.req_data().get::<Site>(), Some(Site { place: Place::Base, .. }))
}

/// Guard: the request is for an organization.
pub fn is_organization(context: &GuardContext<'_>) -> bool {
    matches!(context.req_data().get::<Site>(), Some(Site { place: Place::Organization(_), .. }))
}

/// The organization of a request with the way to its tables. Extracting it fails on every other host, so a handler
/// that takes it can't run without one.
#[derive(Clone)]
pub struct Org {
    organization: Arc<Organization>,
    tenants: Tenants,
    registry_silent: bool,
}

impl Org {
    /// An organization that was found otherwise than by a request: by sign-up or the command line.
    pub fn new(organization: Arc<Organization>, tenants: Tenants) -> Self {
        Self { organization, tenants, registry_silent: false }
    }

    /// All organizations, for what stands about this one in the registry.
    pub fn tenants(&self) -> &Tenants {
        &self.tenants
    }

    /// Where it is.
    pub fn organization(&self) -> &Arc<Organization> {
        &self.organization
    }

    /// [`Tenants::run`] for this organization; unavailable at once where the request's time went by waiting for the
    /// registry.
    ///
    /// # Errors
    /// As [`Tenants::run`].
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut super::TenantConn<'_>) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        if self.registry_silent {
            return Err(AppError::unavailable("the registry did not answer in time"));
        }
        self.tenants.run(&self.organization, work).await
    }

    /// [`Tenants::run_long`] for this organization.
    ///
    /// # Errors
    /// As [`Self::run`].
    pub async fn run_long<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut super::TenantConn<'_>) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        if self.registry_silent {
            return Err(AppError::unavailable("the registry did not answer in time"));
        }
        self.tenants.run_long(&self.organization, work).await
    }
}

impl FromRequest for Org {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let site = request.extensions().get::<Site>().cloned();
        let tenants = request.app_data::<Data<Tenants>>();
        ready(match (site, tenants) {
            (Some(Site { place: Place::Organization(organization), registry_silent, .. }), Some(tenants)) => {
                Ok(Self { organization, tenants: tenants.get_ref().clone(), registry_silent })
            }
            _ => Err(AppError::UnknownHost),
        })
    }
}
