//! The one route table: every address stands in it once, with the host it belongs to and who may ask. The program
//! mounts it, and the cross-organization test walks it, so a new route can't be forgotten.

use actix_web::http::Method;

/// On which host an address answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// Any host, by IP address too.
    Any,
    /// The base domain.
    Base,
    /// An organization's host.
    Organization,
}

/// Who gets an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Open,
    /// Whoever holds the secret in the address or form: a token, a password.
    Secret,
    /// Whoever holds the secret in the address, from any origin: programs that show mail post there (RFC 8058). No cookie
    /// is looked at.
    OneClick,
    /// A signed-in member of the host's organization; others are sent to the sign-in page.
    Member,
}

/// One address and method.
#[derive(Clone, Copy)]
pub struct Route {
    /// GET or POST; HEAD comes with GET.
    pub verb: Verb,
    /// The address, with `{name}` for segments.
    pub path: &'static str,
    /// The host.
    pub on: On,
    /// Who.
    pub access: Access,
    /// Makes the handler's actix route.
    pub handler: fn() -> actix_web::Route,
}

/// The methods a browser's form knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Reads.
    Get,
    /// Changes state.
    Post,
}

impl Verb {
    /// As actix names it.
    pub fn http(self) -> Method {
        match self {
            Self::Get => Method::GET,
            Self::Post => Method::POST,
        }
    }
}
