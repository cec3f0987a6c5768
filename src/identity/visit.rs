//! A visit: one request of somebody who should be signed in. [`Visit::run`] is how a page reaches the organization's
//! tables: session, member and organization are read in the same unit of work as the page's own queries.

use super::badge::Badges;
use super::viewer::{self, Viewer};
use crate::domain::id::MemberId;
use crate::error::{AppError, KeptForm};
use crate::mail::PostOffice;
use crate::tenancy::organization::State;
use crate::tenancy::resolve::Org;
use crate::tenancy::{Organization, TenantConn};
use crate::web::chrome::Chrome;
use crate::web::frame::{Flash, Frame, Page};
use crate::web::keyring::secret_hash;
use crate::web::reader::Heard;
use crate::web::{flash, forms};
use actix_session::{Session, SessionExt};
use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use chrono::Utc;
use std::future::{Ready, ready};
use std::sync::Arc;
use uuid::Uuid;

const ORGANIZATION: &str = "organization";
const SESSION: &str = "session";
const MEMBER: &str = "member";

/// What the encrypted cookie says; worth nothing until the session's row has been found.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The secret whose hash is the session's key.
    pub secret: String,
    /// Whose session it was.
    pub member: MemberId,
}

impl Claim {
    /// Reads the cookie; one of another organization counts as none.
    pub fn read(session: &Session, organization: Uuid) -> Option<Self> {
        let claimed: Uuid = session.get(ORGANIZATION).ok()??;
        if claimed != organization {
            return None;
        }
        let member: Uuid = session.get(MEMBER).ok()??;
        Some(Self { secret: session.get(SESSION).ok()??, member: MemberId::from(member) })
    }

    /// Writes the cookie anew: nothing of what was in it stays.
    ///
    /// # Errors
    /// When the cookie's content cannot be made.
    pub fn write(
        session: &Session,
        organization: Uuid,
        secret: &str,
        member: MemberId,
    ) -> Result<(), AppError> {
        session.clear();
        session.renew();
        session.insert(ORGANIZATION, organization).map_err(AppError::internal)?;
        session.insert(SESSION, secret).map_err(AppError::internal)?;
        session.insert(MEMBER, member.uuid()).map_err(AppError::internal)
    }
}

/// A request on an organization's host that needs a member.
pub struct Visit {
    org: Org,
    session: Session,
    chrome: Data<Chrome>,
    post_office: Data<PostOffice>,
    badges: Option<Data<Badges>>,
    path: String,
    heard: Heard,
}

impl Visit {
    /// Runs `work` for the signed-in member in one transaction; answers them with its result.
    ///
    /// # Errors
    /// [`AppError::SignIn`] without a live session, [`AppError::Suspended`] where it applies, and what `work` returns.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut TenantConn<'_>, &Viewer) -> Result<T, AppError> + Send + 'static,
    ) -> Result<(Viewer, T), AppError> {
        self.org.run(self.entering(work)?).await
    }

    /// [`Self::run`] for what reads very much, on connections beside those of pages.
    ///
    /// # Errors
    /// As [`Self::run`].
    pub async fn run_long<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut TenantConn<'_>, &Viewer) -> Result<T, AppError> + Send + 'static,
    ) -> Result<(Viewer, T), AppError> {
        self.org.run_long(self.entering(work)?).await
    }

    /// The work with the door before it.
    fn entering<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut TenantConn<'_>, &Viewer) -> Result<T, AppError> + Send + 'static,
    ) -> Result<impl FnOnce(&mut TenantConn<'_>) -> Result<(Viewer, T), AppError> + Send + 'static, AppError>
    {
        let Some(claim) = Claim::read(&self.session, self.org.organization().id.uuid()) else {
            return Err(self.nobody());
        };
        let hash = secret_hash(&claim.secret);
        let nobody = self.nobody();
        let badges = self.badges.clone();
        let (languages, heard) = (self.chrome.languages, self.heard.clone());
        Ok(move |conn: &mut TenantConn<'_>| {
            let viewer = viewer::find_by_session(conn, &hash, Utc::now(), languages)?;
            let mut viewer = viewer.ok_or(nobody)?;
            heard.set(viewer.language);
            tracing::Span::current().record("member", tracing::field::display(viewer.id));
            if viewer.organization.suspended && !viewer.role.may_enter_suspended() {
                return Err(AppError::Suspended);
            }
            let result = work(conn, &viewer)?;
            // After the work, so that what was just decided does not wait any more.
            if let Some(badges) = badges {
                viewer.waiting = badges.count(conn, &viewer)?;
            }
            viewer::touch(conn, &viewer, &hash)?;
            Ok((viewer, result))
        })
    }

    /// [`Self::run`] for a form that shall not be lost when the session has ended meanwhile or the database is away:
    /// it comes back with the answer. Forms write, so nobody's is taken while the organization is suspended.
    ///
    /// # Errors
    /// As [`Self::run`]; then inside [`AppError::WithForm`]. [`AppError::ReadOnly`] for an owner of a suspended
    /// organization.
    pub async fn run_form<T: Send + 'static>(
        &self,
        form: &impl serde::Serialize,
        work: impl FnOnce(&mut TenantConn<'_>, &Viewer) -> Result<T, AppError> + Send + 'static,
    ) -> Result<(Viewer, T), AppError> {
        let write = move |conn: &mut TenantConn<'_>, viewer: &Viewer| {
            if viewer.organization.suspended {
                return Err(AppError::ReadOnly);
            }
            work(conn, viewer)
        };
        let error = match self.run(write).await {
            Err(error) if keeps_form(&error) => error,
            outcome => return outcome,
        };
        let Some(claim) = Claim::read(&self.session, self.org.organization().id.uuid()) else {
            return Err(error);
        };
        let form = KeptForm { path: self.path.clone(), member: claim.member, fields: forms::pairs(form)? };
        Err(AppError::WithForm { error: Box::new(error), form })
    }

    /// The organization of the host.
    pub fn org(&self) -> &Org {
        &self.org
    }

    /// The hash of this browser's own session, if it claims one.
    pub fn session_hash(&self) -> Option<Vec<u8>> {
        let claim = Claim::read(&self.session, self.org.organization().id.uuid())?;
        Some(secret_hash(&claim.secret))
    }

    /// The organization, for waking what works for it.
    pub fn organization(&self) -> &Arc<Organization> {
        self.org.organization()
    }

    /// Where the request is.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What pages are made with.
    pub fn chrome(&self) -> &Chrome {
        &self.chrome
    }

    /// Where letters are put.
    pub fn post_office(&self) -> &PostOffice {
        &self.post_office
    }

    /// The organization's public origin.
    pub fn origin(&self) -> String {
        self.chrome.public.organization_origin(self.org.organization().slug.as_str())
    }

    /// The head and the frame of this page; takes the waiting flash out.
    pub fn page(&self, viewer: &Viewer, title: &str) -> (Page, Frame) {
        let flash: Option<Flash> = flash::take(&self.session);
        viewer.page(&self.chrome, title, &self.path, flash)
    }

    /// The browser's session, for a flash.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Without a session the registry's copy has to do: a suspended organization says so instead of asking to sign in.
    fn nobody(&self) -> AppError {
        match self.org.organization().state {
            State::Suspended => AppError::Suspended,
            _ => AppError::SignIn,
        }
    }
}

fn keeps_form(error: &AppError) -> bool {
    matches!(
        error,
        AppError::SignIn | AppError::Unavailable(_) | AppError::OutcomeUnknown(_) | AppError::BeingUpdated
    )
}

impl FromRequest for Visit {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let org = match Org::from_request(request, payload).into_inner() {
            Ok(org) => org,
            Err(error) => return ready(Err(error)),
        };
        let Some(chrome) = request.app_data::<Data<Chrome>>().cloned() else {
            return ready(Err(AppError::internal("the application has no chrome")));
        };
        let Some(post_office) = request.app_data::<Data<PostOffice>>().cloned() else {
            return ready(Err(AppError::internal("the application has no post office")));
        };
        ready(Ok(Self {
            org,
            session: request.get_session(),
            chrome,
            post_office,
            badges: request.app_data::<Data<Badges>>().cloned(),
            path: request.path().to_owned(),
            heard: Heard::of(request),
        }))
    }
}
