//! What the pages about one's own account show. Imports only `web` and `words`.

use askama::Template;

use crate::web::frame::{Choice, Faults, Frame, Host, Page};
use crate::words::filters;

/// `GET /settings/profile`, and again after a failed change.
#[derive(Debug, Template)]
#[template(path = "account/profile.html")]
pub struct ProfilePage {
    /// The head.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// Their name as typed.
    pub name: String,
    /// How they read numbers and dates.
    pub locales: Vec<Choice>,
    /// Their address as typed.
    pub email: String,
    /// Their address as it is.
    pub present_email: String,
    /// Whether it is known to be theirs.
    pub verified: bool,
    /// Whether a new password was sent, so that a wrong present one is told there.
    pub changes_password: bool,
    /// What is wrong.
    pub faults: Faults,
}

/// `GET /settings/security`.
#[derive(Debug, Template)]
#[template(path = "account/security.html")]
pub struct SecurityPage {
    /// The head.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// The live sessions, the latest used first.
    pub sessions: Vec<SessionRow>,
}

/// One session.
#[derive(Debug)]
pub struct SessionRow {
    /// What it is ended by.
    pub key: String,
    /// "Firefox on Linux".
    pub device: String,
    /// When it began.
    pub since: String,
    /// When it was used last.
    pub last_seen: String,
    /// Whether it is the one of this browser.
    pub is_this: bool,
}

/// `GET /shortcuts`.
#[derive(Debug, Template)]
#[template(path = "account/shortcuts.html")]
pub struct ShortcutsPage {
    /// The head.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// What the keys do, by where they do it.
    pub groups: Vec<ShortcutGroup>,
}

/// The keys of one place.
#[derive(Debug)]
pub struct ShortcutGroup {
    /// "In the list of expenses".
    pub place: &'static str,
    /// The keys, and what each does.
    pub keys: Vec<Shortcut>,
}

/// One shortcut.
#[derive(Debug)]
pub struct Shortcut {
    /// One after the other: `g`, `e`.
    pub keys: &'static [&'static str],
    /// "Go to Expenses".
    pub does: String,
}

/// `GET /password/forgot`, and what follows.
#[derive(Debug, Template)]
#[template(path = "account/forgot.html")]
pub struct ForgotPage {
    /// The head.
    pub page: Page,
    /// The organization.
    pub host: Host,
    /// The address typed so far.
    pub email: String,
    /// Whether the form was sent.
    pub sent: bool,
    /// Why it was not taken for now.
    pub later: Option<String>,
    /// What is wrong.
    pub faults: Faults,
}

/// `GET /password/reset?token=`, and again after a password that can't be taken.
#[derive(Debug, Template)]
#[template(path = "account/reset.html")]
pub struct ResetPage {
    /// The head.
    pub page: Page,
    /// The organization.
    pub host: Host,
    /// Whose password.
    pub email: String,
    /// The secret.
    pub token: String,
    /// What is wrong.
    pub faults: Faults,
}

/// A link that proves an address, before it is used.
#[derive(Debug, Template)]
#[template(path = "account/proof.html")]
pub struct ProofPage {
    /// The head.
    pub page: Page,
    /// The organization.
    pub host: Host,
    /// What it is about.
    pub title: &'static str,
    /// The address.
    pub email: String,
    /// Where to post.
    pub action: &'static str,
    /// The verb on the button.
    pub label: &'static str,
    /// The secret.
    pub token: String,
}

/// A link in a mail that can't be used.
#[derive(Debug, Template)]
#[template(path = "account/link_over.html")]
pub struct LinkOverPage {
    /// The head.
    pub page: Page,
    /// The organization.
    pub host: Host,
    /// Why, and what to do.
    pub text: &'static str,
    /// Where to go.
    pub href: &'static str,
    /// The words of the way there.
    pub label: &'static str,
}
