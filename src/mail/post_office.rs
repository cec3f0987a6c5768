//! Where features put letters: sealed into the outbox, in the transaction of what they tell of.

use super::letter::{Dress, Letter, Posted};
use super::outbox;
use super::showcase::Showcase;
use crate::domain::id::OrganizationId;
use crate::domain::theme::derive;
use crate::error::AppError;
use crate::tenancy::outbox::Entry;
use crate::tenancy::{Organization, TenantConn, Tenants};
use crate::web::brand::Brand;
use crate::web::keyring::Keyring;
use crate::web::public_url::PublicUrl;
use chrono::{DateTime, Utc};
use std::sync::Arc;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use uuid::Uuid;

/// Whose outbox has something new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outbox {
    /// An organization's.
    Of(OrganizationId),
    /// The one of letters that belong to no organization.
    Shared,
}

impl Outbox {
    /// How a hint names it: the shared one by the nil UUID, which is no organization's.
    pub(super) fn hint(self) -> OrganizationId {
        match self {
            Self::Of(id) => id,
            Self::Shared => OrganizationId::from(Uuid::nil()),
        }
    }

    /// The outbox that a hint names.
    pub(super) fn of_hint(id: OrganizationId) -> Self {
        if id.uuid().is_nil() { Self::Shared } else { Self::Of(id) }
    }
}

/// The wake-ups of a [`PostOffice`], for whoever sends mail in this process.
pub type Wakes = UnboundedReceiver<Outbox>;

/// Takes letters. Cheap to clone.
#[derive(Clone)]
pub struct PostOffice(Arc<Inner>);

struct Inner {
    keyring: Keyring,
    public: PublicUrl,
    tenants: Tenants,
    wakes: UnboundedSender<Outbox>,
    showcase: Option<Showcase>,
}

impl PostOffice {
    /// Whether mail is shown at `/dev/mail`: the demo on a loopback address.
    pub fn is_shown(&self) -> bool {
        self.showcase().is_some()
    }

    /// A post office, and the wake-ups it gives. With a showcase its mails can be seen at `/dev/mail`.
    pub fn new(
        keyring: Keyring,
        public: PublicUrl,
        tenants: Tenants,
        showcase: Option<Showcase>,
    ) -> (Self, Wakes) {
        let (wakes, woken) = unbounded_channel();
        (Self(Arc::new(Inner { keyring, public, tenants, wakes, showcase })), woken)
    }

    pub(super) fn showcase(&self) -> Option<&Showcase> {
        self.0.showcase.as_ref()
    }

    /// Seals the letter and stores it in the outbox of the organization, in the transaction of what it tells of.
    ///
    /// # Errors
    /// When the database is away, or the letter's link was not made from one of our own origins.
    pub fn put(
        &self,
        conn: &mut TenantConn<'_>,
        brand: &Brand,
        letter: &Letter,
        now: DateTime<Utc>,
    ) -> Result<(), AppError> {
        outbox::insert(conn, &self.entry(Some(brand), letter, now)?)
    }

    /// Wakes this process's worker for an organization after its unit was committed. Without it the letter is found by
    /// the next sweep, minutes later.
    pub fn wake(&self, organization: &Organization) {
        self.tell(Outbox::Of(organization.id));
    }

    /// Stores a letter that belongs to no organization, and wakes the worker.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn put_shared(&self, letter: &Letter, now: DateTime<Utc>) -> Result<(), AppError> {
        self.0.tenants.put_shared_mail(self.entry(None, letter, now)?).await?;
        self.tell(Outbox::Shared);
        Ok(())
    }

    /// The keys that secrets in letters are made with.
    pub fn keyring(&self) -> &Keyring {
        &self.0.keyring
    }

    /// An organization's public origin, for links in letters that no request asked for.
    pub fn origin(&self, organization: &Organization) -> String {
        self.0.public.organization_origin(organization.slug.as_str())
    }

    fn tell(&self, woken: Outbox) {
        // Nobody listens in a command, or while the program ends: a sweep finds the letter.
        let _ = self.0.wakes.send(woken);
    }

    fn entry(&self, brand: Option<&Brand>, letter: &Letter, now: DateTime<Utc>) -> Result<Entry, AppError> {
        let links = letter.button.iter().map(|button| &button.url).chain(&letter.unsubscribe);
        if links.into_iter().any(|url| !self.0.public.leads_here(url)) {
            return Err(AppError::internal("the link of a letter leads elsewhere"));
        }
        let id = Uuid::now_v7();
        let posted = Posted {
            organization: brand.map(|brand| brand.name.clone()),
            dress: brand.map(|brand| dress(brand, letter)),
            letter: letter.clone(),
        };
        let body = posted.seal(&self.0.keyring, id);
        let body = body.ok_or_else(|| AppError::internal("a letter could not be sealed"))?;
        Ok(Entry { id, message_id: format!("<{id}@{}>", self.0.public.base_domain()), body, at: now })
    }
}

/// What a letter wears. A logo is fetched by whoever opens the mail: over TLS alone, from the organization's own origin,
/// which is that of the letter's link.
fn dress(brand: &Brand, letter: &Letter) -> Dress {
    let theme = derive(&brand.look);
    let origin = letter.button.as_ref().and_then(|button| url::Url::parse(&button.url).ok());
    let origin = origin.filter(|url| url.scheme() == "https").map(|url| url.origin().ascii_serialization());
    Dress {
        fill: theme.light.brand_fill.to_string(),
        ink: theme.light.on_brand.to_string(),
        radius: brand.look.corners.radius(),
        logo: origin.zip(brand.logo_outside()).map(|(origin, path)| format!("{origin}{path}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::email::Email;
    use crate::mail::Button;
    use crate::web::brand::Logo;
    use crate::words::Language;

    fn letter(link: Option<&str>) -> Letter {
        Letter {
            to: Email::parse("mira@acme.test").unwrap(),
            to_name: "Mira".to_owned(),
            language: Language::English,
            subject: "Your account".to_owned(),
            paragraphs: Vec::new(),
            button: link.map(|url| Button { label: "Open".to_owned(), url: url.to_owned() }),
            small: Vec::new(),
            unsubscribe: None,
        }
    }

    #[test]
    fn the_logo_of_a_mail_comes_from_the_organizations_own_origin_over_tls() {
        let logo = |outside| Some(Logo { hash: "abc".to_owned(), outside });
        let known = Brand { logo: logo(true), ..Brand::named("Acme") };
        let of = |brand: &Brand, link| dress(brand, &letter(link)).logo;
        let link = Some("https://acme.outlay.test:8443/expenses/1?a=b");
        assert_eq!(of(&known, link).as_deref(), Some("https://acme.outlay.test:8443/logo?v=abc"));
        assert_eq!(of(&known, Some("http://acme.outlay.test/")), None);
        assert_eq!(of(&known, None), None);
        assert_eq!(of(&Brand { logo: logo(false), ..known }, link), None, "nobody knows the owner yet");
    }
}
