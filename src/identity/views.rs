//! What the pages of sign-in show. Imports only `web` and `words`.

use askama::Template;

use crate::web::frame::{Hidden, Host, Page};
use crate::words::{Phrase, filters, phrase};

/// `GET /login`, and again after a failed `POST /login`.
#[derive(Debug, Template)]
#[template(path = "identity/login.html")]
pub struct LoginPage {
    /// The head.
    pub page: Page,
    /// The organization.
    pub host: Host,
    /// The address typed so far.
    pub email: String,
    /// Where to go afterwards.
    pub next: Option<String>,
    /// The handle of entries kept while the session was over.
    pub kept: Option<String>,
    /// Why the person is here or couldn't get in.
    pub message: Option<LoginMessage>,
    /// The sign-ins of a demo; empty elsewhere.
    pub demo: Vec<DemoSignIn>,
    /// The password of all of them.
    pub demo_password: String,
}

/// Why a person is asked to sign in (again).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoginMessage {
    /// Address or password is wrong, and we don't say which.
    Wrong,
    /// Too many tries.
    TooMany {
        /// How long to wait.
        seconds: u64,
    },
    /// The session is over.
    Ended,
    /// The session is over, and what was typed is kept.
    EndedWithEntries,
    /// The person signed out.
    SignedOut,
    /// A demo, whose passwords are public, on a program that others can reach.
    DemoRefused,
}

impl LoginMessage {
    /// What to say.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Wrong => phrase!("identity-wrong"),
            Self::TooMany { seconds } => phrase!("identity-too-many-tries", seconds = *seconds),
            Self::Ended => phrase!("identity-ended"),
            Self::EndedWithEntries => phrase!("identity-ended-with-entries"),
            Self::SignedOut => phrase!("identity-signed-out"),
            Self::DemoRefused => phrase!("identity-demo-refused"),
        }
    }
}

/// One sign-in of a demo organization.
#[derive(Debug, Clone)]
pub struct DemoSignIn {
    /// The address.
    pub email: String,
    /// Who it is.
    pub name: String,
    /// Their role.
    pub role: String,
}

/// `GET /welcome?token=` where it has to ask first.
#[derive(Debug, Template)]
#[template(path = "identity/welcome.html")]
pub struct WelcomePage {
    /// The head.
    pub page: Page,
    /// The organization.
    pub host: Host,
    /// Who would be signed in.
    pub name: String,
    /// Their address.
    pub email: String,
    /// The one-time token.
    pub token: String,
    /// Who is signed in now and would be signed out, if another.
    pub instead_of: Option<String>,
}

/// A welcome link that was used or is too old.
#[derive(Debug, Template)]
#[template(path = "identity/welcome_over.html")]
pub struct WelcomeOverPage {
    /// The head.
    pub page: Page,
    /// The organization.
    pub host: Host,
}

/// After signing in again: the kept entries go where they were meant to go.
#[derive(Debug, Template)]
#[template(path = "identity/resume.html")]
pub struct ResumePage {
    /// The head.
    pub page: Page,
    /// The organization.
    pub host: Host,
    /// Where to post.
    pub action: String,
    /// What was typed.
    pub fields: Vec<Hidden>,
    /// Where to go without sending it.
    pub leave: String,
}
