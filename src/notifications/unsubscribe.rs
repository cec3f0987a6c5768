//! `/unsubscribe/{token}`: the link in letters that switches their kind off for whoever got it, without signing in. Looking
//! at it changes nothing; its button does, and so does the single POST of a program that shows mail (RFC 8058), which
//! comes from anywhere and without cookies. It answers with a page and not with another address, as that asks for.
//!
//! A token is sealed, so nothing can be read in it; it belongs to one organization, one member and one kind and holds as
//! long as the key.

use super::kind::{Delivery, Kind};
use super::views::UnsubscribePage;
use super::wishes::{self, Wishes};
use crate::domain::id::{MemberId, OrganizationId};
use crate::error::AppError;
use crate::identity::brand::{self, Doorplate};
use crate::identity::reach;
use crate::tenancy::TenantConn;
use crate::tenancy::resolve::Org;
use crate::web::chrome::Chrome;
use crate::web::keyring::Keyring;
use crate::web::respond;
use crate::words::{Language, Phrase};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use chrono::Utc;
use uuid::Uuid;

const PURPOSE: &str = "unsubscribe";
/// What stands for the letter of the day where otherwise the code of a kind stands.
const DAILY: &str = "daily";
/// The length of a UUID.
const ID: usize = 16;

/// What a link switches off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Letters of one kind.
    Kind(Kind),
    /// The letter of the day, with whatever is told in it.
    Daily,
}

impl Scope {
    fn code(self) -> &'static str {
        match self {
            Self::Kind(kind) => kind.as_str(),
            Self::Daily => DAILY,
        }
    }

    fn parse(code: &str) -> Option<Self> {
        if code == DAILY { Some(Self::Daily) } else { Kind::parse(code).map(Self::Kind) }
    }

    /// What it is called on the page.
    fn label(self) -> Phrase {
        match self {
            Self::Kind(kind) => kind.label(),
            Self::Daily => Phrase::new("notifications-mail-of-the-day"),
        }
    }

    /// The link for a member. None only where the system has no randomness: then the letter goes without.
    pub fn link(
        self,
        keyring: &Keyring,
        organization: OrganizationId,
        member: MemberId,
        origin: &str,
    ) -> Option<String> {
        let ids = [organization.uuid(), member.uuid()].map(Uuid::into_bytes).concat();
        let sealed = keyring.seal(PURPOSE, &[&ids, self.code().as_bytes()].concat())?;
        Some(format!("{origin}/unsubscribe/{sealed}"))
    }

    /// Whether letters of it come.
    fn is_on(self, wishes: &Wishes) -> bool {
        match self {
            Self::Kind(kind) => wishes.of(kind) != Delivery::Off,
            Self::Daily => Kind::ALL.iter().any(|kind| wishes.of(*kind) == Delivery::Daily),
        }
    }

    /// What has to change so that none come.
    fn off(self, wishes: &Wishes) -> Vec<(Kind, Delivery)> {
        let comes = |kind: &Kind| match self {
            Self::Kind(this) => *kind == this,
            Self::Daily => wishes.of(*kind) == Delivery::Daily,
        };
        Kind::ALL.iter().copied().filter(comes).map(|kind| (kind, Delivery::Off)).collect()
    }

    /// What has to change so that they come as they did.
    fn on(self, wishes: &Wishes) -> Vec<(Kind, Delivery)> {
        let was = |kind: Kind| wishes.before(kind).unwrap_or_else(|| kind.usual());
        let is_off = Kind::ALL.iter().copied().filter(|kind| wishes.of(*kind) == Delivery::Off);
        let comes = is_off.filter(|kind| match self {
            Self::Kind(this) => *kind == this,
            Self::Daily => was(*kind) == Delivery::Daily,
        });
        comes.map(|kind| (kind, was(kind))).collect()
    }
}

/// Whose letters, and which: none for what this organization's letters never had in them.
fn open(keyring: &Keyring, organization: OrganizationId, token: &str) -> Option<(MemberId, Scope)> {
    let plain = keyring.open(PURPOSE, token)?;
    let (whose, rest) = plain.split_at_checked(ID)?;
    let (member, code) = rest.split_at_checked(ID)?;
    if Uuid::from_slice(whose).ok()? != organization.uuid() {
        return None;
    }
    let scope = Scope::parse(std::str::from_utf8(code).ok()?)?;
    Some((MemberId::from(Uuid::from_slice(member).ok()?), scope))
}

/// What is done with a link.
#[derive(Debug, Clone, Copy)]
enum Step {
    Look,
    Off,
    On,
}

/// What a link's page is made of.
struct Found {
    door: Doorplate,
    language: Language,
    scope: Scope,
    on: bool,
}

fn step(
    conn: &mut TenantConn<'_>,
    chrome: &Chrome,
    (member, scope): (MemberId, Scope),
    step: Step,
) -> Result<Found, AppError> {
    let door = brand::find_doorplate(conn)?;
    let whose = reach::list(conn, &[member])?.pop().ok_or(AppError::NotFound)?;
    let wishes = wishes::find(conn, member)?;
    let on = match step {
        Step::Look => scope.is_on(&wishes),
        Step::Off => {
            wishes.change(conn, &scope.off(&wishes), true, Utc::now())?;
            false
        }
        Step::On => {
            wishes.change(conn, &scope.on(&wishes), false, Utc::now())?;
            true
        }
    };
    let language = chrome.languages.of([whose.locale.as_str()]);
    Ok(Found { door, language, scope, on })
}

async fn act(
    org: &Org,
    chrome: &Data<Chrome>,
    keyring: &Keyring,
    token: &str,
    what: Step,
) -> Result<Found, AppError> {
    let link = open(keyring, org.organization().id, token).ok_or(AppError::NotFound)?;
    let along = chrome.clone();
    org.run(move |conn| step(conn, &along, link, what)).await
}

fn shown(chrome: &Chrome, found: &Found, token: &str) -> Result<HttpResponse, AppError> {
    let language = found.language;
    let title = language.word(if found.on { "notifications-stop" } else { "notifications-stopped" });
    let (page, host) = chrome.organization_page(language, title, &found.door.brand);
    let label = language.say(&found.scope.label()).into_owned();
    respond::ok(&UnsubscribePage { page, host, label, token: token.to_owned(), on: found.on })
}

/// `GET /unsubscribe/{token}`: what it would switch off.
pub async fn page(
    org: Org,
    chrome: Data<Chrome>,
    keyring: Data<Keyring>,
    token: Path<String>,
) -> Result<HttpResponse, AppError> {
    let found = act(&org, &chrome, &keyring, &token, Step::Look).await?;
    shown(&chrome, &found, &token)
}

/// `POST /unsubscribe/{token}`: switches it off; twice is as good as once.
pub async fn switch_off(
    org: Org,
    chrome: Data<Chrome>,
    keyring: Data<Keyring>,
    token: Path<String>,
) -> Result<HttpResponse, AppError> {
    let found = act(&org, &chrome, &keyring, &token, Step::Off).await?;
    shown(&chrome, &found, &token)
}

/// `POST /subscribe/{token}`: takes that back, from the link's own page alone.
pub async fn switch_on(
    org: Org,
    chrome: Data<Chrome>,
    keyring: Data<Keyring>,
    token: Path<String>,
) -> Result<HttpResponse, AppError> {
    act(&org, &chrome, &keyring, &token, Step::On).await?;
    Ok(respond::see_other(&format!("/unsubscribe/{token}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_opens_in_its_own_organization_alone_and_says_nothing() {
        let (ring, here, member) = (Keyring::random(), OrganizationId::new(), MemberId::new());
        for scope in Kind::ALL.iter().map(|kind| Scope::Kind(*kind)).chain([Scope::Daily]) {
            let link = scope.link(&ring, here, member, "https://acme.outlay.test").unwrap();
            let token = link.strip_prefix("https://acme.outlay.test/unsubscribe/").unwrap();
            assert!(token.len() < 140 && !token.contains(scope.code()), "{token}");
            assert_eq!(open(&ring, here, token), Some((member, scope)));
            assert_eq!(open(&ring, OrganizationId::new(), token), None);
            assert_eq!(open(&Keyring::random(), here, token), None);
            assert_eq!(open(&ring, here, &token[1..]), None);
        }
        assert_eq!(open(&ring, here, &ring.seal("kept form", &[0; 40]).unwrap()), None);
        assert_eq!(open(&ring, here, &ring.seal(PURPOSE, &[0; 20]).unwrap()), None);
    }
}
