//! The way out: a mail server, or the page that shows what would have gone out.

use super::letter::Posted;
use super::message;
use super::post_office::Outbox;
use super::settings::{MailSettings, SmtpSettings, Tls};
use super::showcase::Showcase;
use crate::error::AppError;
use chrono::{DateTime, Utc};
use lettre::transport::smtp::PoolConfig;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls as Encryption, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::time::Duration;

/// How long a mail server may take for one command.
const COMMAND_PATIENCE: Duration = Duration::from_secs(20);
/// How long it may take for one mail.
pub(super) const MAIL_PATIENCE: Duration = Duration::from_secs(30);
/// Connections at most.
const CONNECTIONS: u32 = 8;

/// Replies that refuse us, not the mail: the login is wrong or missing (RFC 4954, 6; RFC 5248).
const LOGIN_REFUSED: [u16; 4] = [530, 534, 535, 538];

/// The way out.
#[derive(Clone)]
pub enum Transport {
    /// To a mail server.
    Smtp(Smtp),
    /// To `/dev/mail` and the log.
    Shown(Showcase),
}

/// A mail as it goes out.
pub(super) struct Outgoing<'a> {
    pub(super) outbox: Outbox,
    pub(super) posted: &'a Posted,
    pub(super) message_id: &'a str,
    pub(super) date: DateTime<Utc>,
}

/// Why a mail was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {words}")]
pub struct Failure {
    /// For tables: `smtp-550`, `connection`, `timeout`.
    pub code: String,
    /// The server's or the system's own words, which may name the recipient: for the operator's eyes alone.
    pub words: String,
    /// Whether trying again is in vain.
    pub permanent: bool,
}

impl Transport {
    /// The way that the settings name; none where mail has to wait.
    ///
    /// # Errors
    /// When the system's certificates cannot be read.
    pub fn open(settings: &MailSettings, hello: &str) -> Result<Option<Self>, AppError> {
        match &settings.smtp {
            Some(smtp) => Ok(Some(Self::Smtp(Smtp::open(smtp, settings, hello)?))),
            None if settings.shown => Ok(Some(Self::Shown(Showcase::default()))),
            None => Ok(None),
        }
    }

    pub(super) async fn deliver(&self, mail: Outgoing<'_>) -> Result<(), Failure> {
        match self {
            Self::Smtp(smtp) => {
                let message = smtp.compose(mail.posted, mail.message_id, mail.date)?;
                smtp.send(message).await.map(drop)
            }
            Self::Shown(showcase) => {
                showcase.show(mail.outbox, mail.posted, mail.date);
                Ok(())
            }
        }
    }
}

/// A mail server, with the connections to it. To be made inside the runtime.
#[derive(Clone)]
pub struct Smtp {
    server: AsyncSmtpTransport<Tokio1Executor>,
    from: super::settings::Sender,
}

impl Smtp {
    /// A server that has not been spoken to yet. `hello` is what we call ourselves.
    ///
    /// # Errors
    /// When the system's certificates cannot be read.
    pub fn open(smtp: &SmtpSettings, settings: &MailSettings, hello: &str) -> Result<Self, AppError> {
        let certificates = || TlsParameters::new(smtp.host.clone()).map_err(AppError::internal);
        let encryption = match smtp.tls {
            Tls::Wrapped => Encryption::Wrapper(certificates()?),
            Tls::Required => Encryption::Required(certificates()?),
            Tls::Opportunistic => Encryption::Opportunistic(certificates()?),
            Tls::Off => Encryption::None,
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&smtp.host)
            .port(smtp.port)
            .tls(encryption)
            .hello_name(ClientId::Domain(hello.to_owned()))
            .timeout(Some(COMMAND_PATIENCE))
            .pool_config(PoolConfig::new().max_size(CONNECTIONS));
        if let Some(login) = &smtp.login {
            builder = builder.credentials(Credentials::new(login.user.clone(), login.password.clone()));
        }
        Ok(Self { server: builder.build(), from: settings.from.clone() })
    }

    /// Sends one letter now; what the server said.
    ///
    /// # Errors
    /// Why it was not taken.
    pub async fn send_now(&self, posted: &Posted, message_id: &str) -> Result<String, Failure> {
        let message = self.compose(posted, message_id, Utc::now())?;
        self.send(message).await
    }

    /// Whether the server answers and takes our login.
    ///
    /// # Errors
    /// What is wrong.
    pub async fn check(&self) -> Result<(), Failure> {
        let checked = tokio::time::timeout(MAIL_PATIENCE, self.server.test_connection()).await;
        match checked.map_err(|_| late())? {
            Ok(true) => Ok(()),
            Ok(false) => Err(failure("connection", "it does not answer NOOP", false)),
            Err(error) => Err(told(&error)),
        }
    }

    fn compose(&self, posted: &Posted, message_id: &str, date: DateTime<Utc>) -> Result<Message, Failure> {
        message::compose(posted, message_id, date, &self.from)
            .map_err(|error| failure("composing", error, true))
    }

    async fn send(&self, message: Message) -> Result<String, Failure> {
        let sent = tokio::time::timeout(MAIL_PATIENCE, self.server.send(message)).await;
        let response = sent.map_err(|_| late())?.map_err(|error| told(&error))?;
        let words: Vec<&str> = response.message().collect();
        Ok(format!("{} {}", response.code(), words.join(" ")))
    }
}

fn failure(code: &str, words: impl ToString, permanent: bool) -> Failure {
    Failure { code: code.to_owned(), words: words.to_string(), permanent }
}

fn late() -> Failure {
    failure("timeout", format!("no answer within {} s", MAIL_PATIENCE.as_secs()), false)
}

fn told(error: &lettre::transport::smtp::Error) -> Failure {
    if let Some(code) = error.status() {
        let number = u16::from(code);
        let permanent = error.is_permanent() && !LOGIN_REFUSED.contains(&number);
        return failure(&format!("smtp-{number}"), error, permanent);
    }
    let code = if error.is_timeout() {
        "timeout"
    } else if error.is_tls() {
        "tls"
    } else if error.is_client() || error.is_response() {
        "protocol"
    } else {
        "connection"
    };
    failure(code, error, false)
}
