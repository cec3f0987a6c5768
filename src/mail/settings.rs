//! How mail leaves: filled by `crate::settings`.

use lettre::Address;
use std::fmt;
use url::Url;

/// The port of mail submission (RFC 6409).
const SUBMISSION: u16 = 587;
/// The port of mail submission within TLS from its first byte (RFC 8314).
const SUBMISSIONS: u16 = 465;

/// Everything about mail.
#[derive(Debug, Clone)]
pub struct MailSettings {
    /// The server that takes it; none where mail waits in the outbox.
    pub smtp: Option<SmtpSettings>,
    /// Whose address it is sent from.
    pub from: Sender,
    /// Whether mail that no server takes is shown at `/dev/mail` and in the log: in the demo alone.
    pub shown: bool,
}

/// An address that mail is sent from. Other than a member's it may be `outlay@localhost`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender(Address);

impl Sender {
    /// Reads a bare address.
    ///
    /// # Errors
    /// What is wrong with it, for the operator.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = |_| format!("{text:?} is not an address like outlay@outlay.example");
        text.trim().parse().map(Self).map_err(wrong)
    }

    /// The address.
    pub(super) fn address(&self) -> Address {
        self.0.clone()
    }
}

/// A server that takes mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmtpSettings {
    /// Its name, as its certificate has it.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is encrypted.
    pub tls: Tls,
    /// Who we are to it.
    pub login: Option<Login>,
}

/// How a connection is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    /// From the first byte.
    Wrapped,
    /// From STARTTLS on (RFC 3207), or nothing is sent.
    Required,
    /// From STARTTLS on where the server offers it: whoever sits in between can take the offer away.
    Opportunistic,
    /// Not at all.
    Off,
}

/// A name and a password.
#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    /// The name.
    pub user: String,
    /// The password.
    pub password: String,
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Login({})", self.user)
    }
}

impl SmtpSettings {
    /// Reads `smtp://user:password@host:port?tls=required|opportunistic|off` or `smtps://user:password@host:port`.
    ///
    /// # Errors
    /// What is wrong with it, for the operator; never the password.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || "this is not an address like smtps://user:password@mail.example".to_owned();
        let url = Url::parse(text).map_err(|_| wrong())?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(wrong)?;
        let host = host.trim_matches(['[', ']']).to_owned();
        let (tls, port) = match url.scheme() {
            "smtps" => (Tls::Wrapped, SUBMISSIONS),
            "smtp" => (tls_of(&url)?, SUBMISSION),
            _ => return Err(wrong()),
        };
        let login = login(&url).ok_or("the user or password is not percent-encoded UTF-8")?;
        if login.is_some() && matches!(tls, Tls::Off | Tls::Opportunistic) && !is_loopback(&host) {
            return Err(format!(
                "the password would go to {host} in the clear: use smtps://, or smtp:// with ?tls=required"
            ));
        }
        Ok(Self { port: url.port().unwrap_or(port), host, tls, login })
    }

    /// Host and port, for messages.
    pub fn place(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }
}

fn tls_of(url: &Url) -> Result<Tls, String> {
    match url.query_pairs().find(|(name, _)| name == "tls").map(|(_, value)| value.into_owned()).as_deref() {
        None | Some("required") => Ok(Tls::Required),
        Some("opportunistic") => Ok(Tls::Opportunistic),
        Some("off") => Ok(Tls::Off),
        Some(other) => Err(format!("tls={other:?} is none of required, opportunistic, off")),
    }
}

/// The login of an address, or none in it; none at all where it can't be decoded.
fn login(url: &Url) -> Option<Option<Login>> {
    if url.username().is_empty() {
        return Some(None);
    }
    let decoded = |text: &str| {
        let text = percent_encoding::percent_decode_str(text).decode_utf8().ok()?;
        Some(text.into_owned())
    };
    let password = decoded(url.password().unwrap_or_default())?;
    Some(Some(Login { user: decoded(url.username())?, password }))
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_encrypted_unless_somebody_says_otherwise() {
        let parsed = |text| SmtpSettings::parse(text).unwrap();
        assert_eq!(
            parsed("smtps://out%40acme:p%2Fw@mail.example"),
            SmtpSettings {
                host: "mail.example".to_owned(),
                port: 465,
                tls: Tls::Wrapped,
                login: Some(Login { user: "out@acme".to_owned(), password: "p/w".to_owned() }),
            }
        );
        assert_eq!(
            (parsed("smtp://mail.example").tls, parsed("smtp://mail.example").port),
            (Tls::Required, 587)
        );
        assert_eq!(parsed("smtp://mail.example:25?tls=opportunistic").tls, Tls::Opportunistic);
        assert_eq!(parsed("smtp://[::1]:2525?tls=off").place(), "::1:2525");
        assert!(!format!("{:?}", parsed("smtps://out:secret@mail.example")).contains("secret"));
    }

    #[test]
    fn what_is_no_server_is_refused_without_telling_the_password() {
        for text in [
            "mail.example",
            "https://mail.example",
            "smtps://",
            "smtp://mail.example?tls=maybe",
            "smtp://me:secret@mail.example?tls=off",
        ] {
            let said = SmtpSettings::parse(text).unwrap_err();
            assert!(!said.contains("secret"), "{said}");
        }
        assert!(SmtpSettings::parse("smtp://me:secret@127.0.0.1:25?tls=off").is_ok());
    }

    #[test]
    fn a_sender_is_a_bare_address() {
        assert!(Sender::parse("outlay@localhost").is_ok() && Sender::parse("post@outlay.example").is_ok());
        for text in ["", "outlay", "Outlay <post@outlay.example>", "a@b\r\nBcc: c@d.example"] {
            assert!(Sender::parse(text).is_err(), "{text:?}");
        }
    }
}
