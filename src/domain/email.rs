//! E-mail addresses, in the one form that tells members apart.

use diesel::{deserialize::FromSqlRow, expression::AsExpression, sql_types::Text};
use unicode_normalization::UnicodeNormalization;
use url::Host;

use super::{
    fault::{Fault, excerpt, unseen},
    text_column,
};

/// The longest address, in bytes: a path of 256 less its angle brackets (RFC 5321, 4.5.3.1.3).
const ADDRESS_BYTES: usize = 254;

/// The longest local part, in bytes (RFC 5321, 4.5.3.1.1).
const LOCAL_BYTES: usize = 64;

/// The longest domain, in bytes (RFC 5321, 4.5.3.1.2).
const DOMAIN_BYTES: usize = 253;

/// The longest label of a domain, in bytes (RFC 1035, 2.3.4).
const LABEL_BYTES: usize = 63;

/// An address that mail can be sent to and that one member signs in with.
///
/// Lower-cased as a whole, though RFC 5321 lets the local part depend on case: no provider does, and one address
/// is one member. The domain is in ASCII (`xn--…`, UTS #46), so that both ways to write it are one address and
/// every mail server takes it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Email(String);

impl Email {
    /// Reads an address: a dot-atom (RFC 5322, 3.2.3; RFC 6531 for letters beyond ASCII), one `@`, a domain of two
    /// labels or more. Quoted local parts, comments and address literals are refused.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        let trimmed = typed.trim();
        if trimmed.is_empty() {
            return Err(Fault::EmailMissing);
        }
        if let Some(fault) = unseen(trimmed) {
            return Err(fault);
        }
        if trimmed.len() > 2 * ADDRESS_BYTES {
            return Err(Fault::EmailTooLong { limit: ADDRESS_BYTES });
        }
        let invalid = || Fault::EmailInvalid { typed: excerpt(typed) };
        let folded: String = trimmed.nfc().collect::<String>().to_lowercase().nfc().collect();
        let (local, domain) = folded.split_once('@').ok_or_else(invalid)?;
        let domain = ascii_domain(domain).ok_or_else(invalid)?;
        if !is_dot_atom(local) {
            return Err(invalid());
        }
        let address = format!("{local}@{domain}");
        if address.len() > ADDRESS_BYTES || local.len() > LOCAL_BYTES {
            return Err(Fault::EmailTooLong { limit: ADDRESS_BYTES });
        }
        Ok(Self(address))
    }

    /// Trusted as it stands: a stricter rule must not lock members out.
    fn stored(address: String) -> Result<Self, Fault> {
        Ok(Self(address))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What follows the `@`, in ASCII.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

text_column!(Email, Email::stored);

/// Runs of permitted characters with single dots between them.
fn is_dot_atom(local: &str) -> bool {
    let text = |c: char| match c {
        c if c.is_ascii() => c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c),
        c => !c.is_whitespace(),
    };
    local.split('.').all(|atom| !atom.is_empty() && atom.chars().all(text))
}

/// The domain in ASCII (UTS #46), if it is a name of two labels or more that DNS can hold (RFC 1123, 2.1).
fn ascii_domain(domain: &str) -> Option<String> {
    // The parser undoes percent-encoding, which has no place in an address.
    if domain.contains('%') {
        return None;
    }
    let Host::Domain(ascii) = Host::parse(domain).ok()? else { return None };
    let label = |label: &str| {
        (1..=LABEL_BYTES).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let fits = ascii.len() <= DOMAIN_BYTES && ascii.contains('.') && ascii.split('.').all(label);
    fits.then_some(ascii)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_address_has_one_form() {
        for (typed, address) in [
            (" Owner@Demo.Test ", "owner@demo.test"),
            ("hanna+bills@mail.example.com", "hanna+bills@mail.example.com"),
            ("o'brien@example.ie", "o'brien@example.ie"),
            ("jürgen@bücher.example", "jürgen@xn--bcher-kva.example"),
            ("JU\u{308}RGEN@xn--bcher-kva.example", "jürgen@xn--bcher-kva.example"),
        ] {
            assert_eq!(Email::parse(typed).map(|email| email.to_string()), Ok(address.into()));
        }
        assert_eq!(Email::parse("a@b.example").as_ref().map(Email::domain), Ok("b.example"));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        assert_eq!(Email::parse(" "), Err(Fault::EmailMissing));
        for typed in [
            "hanna",
            "@example.com",
            "hanna@",
            "a@b@example.com",
            "a b@example.com",
            "a@exa mple.com",
            "a..b@example.com",
            ".a@example.com",
            "a.@example.com",
            "a@localhost",
            "a@127.0.0.1",
            "a@[::1]",
            "a@example..com",
            "a@-example.com",
            "a@example.com.",
            "a@ex%61mple.com",
            "a@ex_ample.com",
            "\"a b\"@example.com",
            "Hanna <a@example.com>",
            "a,b@example.com",
        ] {
            assert!(matches!(Email::parse(typed), Err(Fault::EmailInvalid { .. })), "{typed}");
        }
    }

    #[test]
    fn hidden_characters_are_named() {
        let control = Err(Fault::TextControl { character: "U+000D".into() });
        assert_eq!(Email::parse("a\r\nBcc: b@example.com"), control);
        assert_eq!(
            Email::parse("a\u{200B}@b.example"),
            Err(Fault::TextHidden { character: "U+200B".into() })
        );
    }

    #[test]
    fn lengths_are_those_of_rfc_5321() {
        let domain = format!("{}.{}.{}.example", "a".repeat(63), "b".repeat(63), "c".repeat(50));
        assert!(Email::parse(&format!("{}@example.com", "a".repeat(64))).is_ok());
        assert!(Email::parse(&format!("{}@{domain}", "a".repeat(67))).is_err());
        assert_eq!(
            Email::parse(&format!("{}@example.com", "a".repeat(65))),
            Err(Fault::EmailTooLong { limit: 254 })
        );
        assert!(Email::parse(&format!("a@{}.example", "b".repeat(64))).is_err());
        assert!(Email::parse(&"a".repeat(100_000)).is_err());
    }

    proptest! {
        #[test]
        fn no_text_panics_and_an_address_is_stable(text in "\\PC*", likely in "[^@]{1,9}@[\\PC]{1,9}\\.[a-z]{2}") {
            for typed in [text, likely] {
                if let Ok(email) = Email::parse(&typed) {
                    prop_assert!(email.as_str().len() <= 254);
                    prop_assert_eq!(Email::parse(email.as_str()), Ok(email.clone()));
                }
            }
        }
    }
}
