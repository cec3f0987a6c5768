//! Slugs: the label that an organization has below the base domain. Imports `domain` only.

use deunicode::deunicode_with_tofu;
use diesel::{deserialize::FromSqlRow, expression::AsExpression, sql_types::Text};

use crate::domain::{
    Fault,
    fault::{code_point, is_unseen},
    text_column,
};

/// The fewest and the most characters.
const LEAST: usize = 2;
const MOST: usize = 32;

/// How much of a name a suggestion is made from, in characters.
const NAME_READ: usize = 200;

/// What makes a suggestion of a name that is reserved, too short or begins with a digit.
const COMPANY: &str = "co";

/// Labels that belong to the service, that programs give a meaning to (RFC 2142, browser and mail discovery), or
/// that would let an organization pass for the service. Sorted.
const RESERVED: &[&str] = &[
    "about",
    "abuse",
    "accept",
    "account",
    "accounts",
    "admin",
    "administrator",
    "api",
    "app",
    "apps",
    "asset",
    "assets",
    "auth",
    "autoconfig",
    "autodiscover",
    "backup",
    "billing",
    "blog",
    "broadcasthost",
    "careers",
    "cdn",
    "chat",
    "community",
    "config",
    "console",
    "contact",
    "css",
    "dashboard",
    "db",
    "dev",
    "dns",
    "doc",
    "docs",
    "download",
    "downloads",
    "email",
    "error",
    "faq",
    "favicon",
    "feedback",
    "files",
    "find",
    "forum",
    "ftp",
    "git",
    "health",
    "healthz",
    "help",
    "helpdesk",
    "home",
    "host",
    "hostmaster",
    "htmx",
    "image",
    "images",
    "imap",
    "img",
    "imprint",
    "info",
    "internal",
    "invite",
    "isatap",
    "jobs",
    "js",
    "legal",
    "local",
    "localdomain",
    "localhost",
    "log",
    "login",
    "logout",
    "logs",
    "mail",
    "mailer-daemon",
    "marketing",
    "metrics",
    "monitor",
    "mta-sts",
    "mx",
    "mx1",
    "mx2",
    "news",
    "newsletter",
    "no-reply",
    "nobody",
    "noc",
    "noreply",
    "ns",
    "ns1",
    "ns2",
    "ns3",
    "ns4",
    "oauth",
    "official",
    "openid",
    "operator",
    "outlay",
    "password",
    "pay",
    "payment",
    "payments",
    "pop",
    "pop3",
    "portal",
    "postgres",
    "postmaster",
    "press",
    "pricing",
    "privacy",
    "private",
    "prod",
    "production",
    "proxy",
    "public",
    "readyz",
    "register",
    "robots",
    "root",
    "sales",
    "secure",
    "security",
    "server",
    "service",
    "services",
    "session",
    "settings",
    "setup",
    "sftp",
    "shared",
    "signin",
    "signout",
    "signup",
    "sitemap",
    "smtp",
    "ssl",
    "sso",
    "staff",
    "staging",
    "static",
    "stats",
    "status",
    "support",
    "sys",
    "sysadmin",
    "system",
    "team",
    "terms",
    "theme",
    "tls",
    "update",
    "updates",
    "upload",
    "uploads",
    "usenet",
    "user",
    "users",
    "uucp",
    "verify",
    "vpn",
    "web",
    "webhook",
    "webhooks",
    "webmail",
    "webmaster",
    "welcome",
    "wiki",
    "wpad",
    "www",
    "www1",
    "www2",
];

/// 2 to 32 of `a-z 0-9 -`: begins with a letter, ends in a letter or digit, no two hyphens in a row (so no
/// punycode, `xn--`), not reserved. A DNS label (RFC 1123, 2.1).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Slug(String);

impl Slug {
    /// Reads a slug somebody chooses: trimmed, ASCII capitals folded. Everything else that doesn't belong is
    /// refused, never stripped or folded: `аcme` in Cyrillic is not `acme`.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        let slug = Self::existing(typed)?;
        if slug.is_reserved() { Err(Fault::SlugReserved { slug: slug.0 }) } else { Ok(slug) }
    }

    /// Reads a slug that somebody looks up: a reserved word may have been free when an organization took it.
    pub fn existing(typed: &str) -> Result<Self, Fault> {
        Self::of_shape(typed.trim().to_ascii_lowercase())
    }

    /// A slug that has the right form: what is stored stays readable when a word becomes reserved.
    fn of_shape(text: String) -> Result<Self, Fault> {
        let last = text.chars().next_back().ok_or(Fault::SlugMissing)?;
        if let Some(strange) = text.chars().find(|c| !is_slug_char(*c)) {
            let character = if is_unseen(strange) { code_point(strange) } else { strange.to_string() };
            return Err(Fault::SlugCharacter { character });
        }
        match text.len() {
            ..LEAST => Err(Fault::SlugTooShort { least: LEAST }),
            length if length > MOST => Err(Fault::SlugTooLong { limit: MOST }),
            _ if !text.starts_with(|c: char| c.is_ascii_lowercase()) => Err(Fault::SlugStart),
            _ if last == '-' => Err(Fault::SlugEnd),
            _ if text.contains("--") => Err(Fault::SlugDoubleHyphen),
            _ => Ok(Self(text)),
        }
    }

    fn is_reserved(&self) -> bool {
        RESERVED.contains(&self.0.as_str())
    }

    /// A slug made of an organization's name, never a reserved one: `Nordlicht Studio GmbH` becomes
    /// `nordlicht-studio-gmbh`, `東京` becomes `dong-jing`. `None` where the name holds no letter that can be
    /// written in ASCII.
    pub fn suggest(name: &str) -> Option<Self> {
        let read: String = name.chars().take(NAME_READ).filter(|c| !is_unseen(*c)).collect();
        let ascii = deunicode_with_tofu(&read, "").to_ascii_lowercase().replace(['\'', '’'], "");
        let words: Vec<&str> =
            ascii.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let text = cut(words.join("-"));
        Self::parse(&text).or_else(|_| Self::parse(&with_company(&text))).ok()
    }

    /// The slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

text_column!(Slug, Slug::of_shape);

fn is_slug_char(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'
}

/// At most 32 characters, whole words where the first one fits.
fn cut(text: String) -> String {
    let Some(head) = text.get(..MOST).filter(|_| text.len() > MOST) else { return text };
    let whole = text[MOST..].starts_with('-');
    let end = if whole { MOST } else { head.rfind('-').unwrap_or(MOST) };
    head[..end].to_owned()
}

/// `admin` becomes `admin-co`, `3m` becomes `co-3m`.
fn with_company(text: &str) -> String {
    let room = MOST - COMPANY.len() - 1;
    let head = text.get(..room).unwrap_or(text).trim_end_matches('-');
    if text.is_empty() {
        String::new()
    } else if text.starts_with(|c: char| c.is_ascii_digit()) {
        format!("{COMPANY}-{head}")
    } else {
        format!("{head}-{COMPANY}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn capitals_are_folded_and_nothing_else() {
        assert_eq!(Slug::parse(" Acme-2 ").as_ref().map(Slug::as_str), Ok("acme-2"));
        for free in ["test", "demo", "ab", "a1", &"a".repeat(32)] {
            assert!(Slug::parse(free).is_ok(), "{free}");
        }
        let character = |c: &str| Err(Fault::SlugCharacter { character: c.into() });
        assert_eq!(Slug::parse("\u{430}cme"), character("\u{430}"));
        assert_eq!(Slug::parse("ac\u{200B}me"), character("U+200B"));
        assert_eq!(Slug::parse("ａｃｍｅ"), character("ａ"));
        assert_eq!(Slug::parse("ac_me"), character("_"));
        assert_eq!(Slug::parse("\u{212A}ing"), character("\u{212A}"));
        assert_eq!(Slug::parse("a.b"), character("."));
    }

    #[test]
    fn each_rule_has_its_fault() {
        assert_eq!(Slug::parse(" "), Err(Fault::SlugMissing));
        assert_eq!(Slug::parse("a"), Err(Fault::SlugTooShort { least: 2 }));
        assert_eq!(Slug::parse(&"a".repeat(33)), Err(Fault::SlugTooLong { limit: 32 }));
        assert_eq!(Slug::parse("1a"), Err(Fault::SlugStart));
        assert_eq!(Slug::parse("-a"), Err(Fault::SlugStart));
        assert_eq!(Slug::parse("a-"), Err(Fault::SlugEnd));
        assert_eq!(Slug::parse("xn--bcher-kva"), Err(Fault::SlugDoubleHyphen));
        assert_eq!(Slug::parse("ADMIN"), Err(Fault::SlugReserved { slug: "admin".into() }));
        assert!(Slug::existing("Admin").is_ok_and(|slug| slug.as_str() == "admin"));
    }

    #[test]
    fn reserved_words_are_slugs_in_form() {
        assert!(RESERVED.iter().all(|word| Slug::of_shape((*word).into()).is_ok()));
        assert!(RESERVED.is_sorted());
        assert!(!RESERVED.contains(&"test") && !RESERVED.contains(&"demo"));
    }

    #[test]
    fn names_suggest_slugs() {
        let suggest = |name: &str| Slug::suggest(name).map(|slug| slug.to_string());
        for (name, slug) in [
            ("Nordlicht Studio GmbH", "nordlicht-studio-gmbh"),
            ("Café Müller & Söhne", "cafe-muller-sohne"),
            ("Jerry's", "jerrys"),
            ("3M", "co-3m"),
            ("X", "x-co"),
            ("Admin", "admin-co"),
            ("xn--bcher", "xn-bcher"),
            ("Gesellschaft für angewandte Vergesslichkeit", "gesellschaft-fur-angewandte"),
            (&"z".repeat(50), &"z".repeat(32)),
        ] {
            assert_eq!(suggest(name).as_deref(), Some(slug), "{name}");
        }
        assert!(suggest("東京").is_some());
        assert_eq!(suggest("—"), None);
        assert_eq!(suggest(""), None);
    }

    proptest! {
        #[test]
        fn a_suggestion_is_a_slug(name in any::<String>(), long in "[0-9A-Za-z \\-]{0,60}") {
            for slug in [Slug::suggest(&name), Slug::suggest(&long)].into_iter().flatten() {
                prop_assert_eq!(Slug::parse(slug.as_str()), Ok(slug));
            }
        }

        #[test]
        fn what_is_taken_keeps_the_rules(text in "\\PC{0,40}", likely in "[a-zA-Z0-9-]{0,40}") {
            for typed in [text, likely] {
                let Ok(slug) = Slug::parse(&typed) else { continue };
                let slug = slug.as_str();
                prop_assert!((2..=32).contains(&slug.len()) && slug.chars().all(is_slug_char));
                prop_assert!(slug.starts_with(|c: char| c.is_ascii_lowercase()) && !slug.ends_with('-'));
                prop_assert!(!slug.contains("--") && !RESERVED.contains(&slug));
            }
        }
    }
}
