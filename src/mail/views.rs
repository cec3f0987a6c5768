//! What the demo shows of mail. Imports only `web` and `words`.

use crate::web::frame::{Host, Page};
use crate::words::filters;
use askama::Template;

/// `GET /dev/mail`.
#[derive(Debug, Template)]
#[template(path = "mail/dev.html")]
pub struct DevMailPage {
    /// The head.
    pub page: Page,
    /// Whose host it is.
    pub host: Host,
    /// The mails, newest first.
    pub mails: Vec<MailView>,
    /// Whether organizations' mails are on their own hosts.
    pub elsewhere: bool,
}

/// One mail.
#[derive(Debug)]
pub struct MailView {
    /// The address it would have gone to.
    pub to: String,
    /// When it was written.
    pub at: String,
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub paragraphs: Vec<String>,
    /// Address and label of its button.
    pub link: Option<(String, String)>,
    /// The small print.
    pub small: Vec<String>,
    /// Where its kind is switched off.
    pub unsubscribe: Option<String>,
}
