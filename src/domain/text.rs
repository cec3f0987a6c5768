//! Names, merchants and notes: short texts that people write, without what hides or deceives.
//!
//! All are in Unicode's composed form (NFC, UAX #15) and counted in characters (Unicode scalar values). Nothing is
//! stripped in silence, save white space: what can't stay is refused by name.

use diesel::{deserialize::FromSqlRow, expression::AsExpression, sql_types::Text};
use unicode_normalization::UnicodeNormalization;

use super::{
    fault::{Fault, is_unseen, unseen_character},
    text_column,
};

/// The longest name of a person or an organization, in characters.
const NAME: usize = 80;

/// The longest name of a category, in characters.
const CATEGORY: usize = 60;

/// The longest account code, in characters.
const ACCOUNT_CODE: usize = 40;

/// The longest merchant, in characters.
const MERCHANT: usize = 200;

/// The longest note, in characters.
const NOTE: usize = 2000;

/// Zero-width joiner and non-joiner: part of the spelling in Persian and Indic scripts and of many emoji.
const JOINERS: [char; 2] = ['\u{200C}', '\u{200D}'];

macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident, $parse:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
        #[diesel(sql_type = Text)]
        pub struct $name(String);

        impl $name {
            /// The text as it is kept, or what keeps it from being taken.
            pub fn parse(typed: &str) -> Result<Self, Fault> {
                ($parse)(typed).map(Self)
            }

            /// Trusted as it stands: a stricter rule must not make rows unreadable.
            fn stored(text: String) -> Result<Self, Fault> {
                Ok(Self(text))
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        text_column!($name, $name::stored);
    };
}

text_type!(
    /// What a person is called: 1 to 80 characters on one line, none hidden, no web or e-mail address (names stand
    /// in mails that strangers can have sent).
    PersonName,
    name
);

text_type!(
    /// What an organization is called: 1 to 80 characters on one line, none hidden, no web or e-mail address.
    OrganizationName,
    name
);

text_type!(
    /// What a category is called: 1 to 60 characters on one line, none hidden.
    CategoryName,
    |typed| named(line(typed, CATEGORY, Joiners::InPlace))
);

text_type!(
    /// Where the books put a category: 1 to 40 characters on one line, as the accountant writes it.
    AccountCode,
    |typed| line(typed, ACCOUNT_CODE, Joiners::Refused)
);

text_type!(
    /// Whom the money went to: 1 to 200 characters on one line, in any script. Joiners are taken where they belong,
    /// inside emoji and between letters of scripts that need them.
    Merchant,
    |typed| line(typed, MERCHANT, Joiners::InPlace)
);

text_type!(
    /// What somebody wants remembered: up to 2000 characters, empty too, in lines that end in `\n`.
    Note,
    note
);

text_type!(
    /// A reason or a comment: as a note, but not empty.
    Remark,
    remark
);

/// The longest name of a file, in characters.
const FILE_NAME: usize = 120;

/// What a file is called: the last part of the path that was sent, without what hides or turns round, its end kept where
/// it is too long. Never refused: nobody chooses what a camera calls its photos.
pub fn file_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let visible: String = last.nfc().filter(|c| !is_unseen(*c)).collect();
    let line = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = line.chars().count();
    match line.as_str() {
        "" => "receipt".to_owned(),
        _ if length > FILE_NAME => line.chars().skip(length - FILE_NAME).collect(),
        _ => line,
    }
}

/// What becomes of joiners.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joiners {
    Refused,
    InPlace,
}

/// A name: one visible line without addresses.
fn name(typed: &str) -> Result<String, Fault> {
    let name = line(typed, NAME, Joiners::Refused)?;
    if holds_address(&name) { Err(Fault::TextAddress) } else { Ok(name) }
}

/// A name whose absence is told as such, whatever field it stands in.
fn named(name: Result<String, Fault>) -> Result<String, Fault> {
    name.map_err(|fault| if fault == Fault::Missing { Fault::NameMissing } else { fault })
}

/// One line, white space collapsed to single spaces.
fn line(typed: &str, limit: usize, joiners: Joiners) -> Result<String, Fault> {
    let line = typed.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect::<String>();
    if line.is_empty() {
        return Err(Fault::Missing);
    }
    visible(&line, joiners)?;
    within(line, limit)
}

/// Lines, tabs kept, every line ending a `\n` (CRLF is what a browser sends), white space around the whole cut off.
fn note(typed: &str) -> Result<String, Fault> {
    let lines = typed.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let note: String = lines.trim().nfc().collect();
    for piece in note.split(['\n', '\t']) {
        visible(piece, Joiners::InPlace)?;
    }
    within(note, NOTE)
}

fn remark(typed: &str) -> Result<String, Fault> {
    note(typed).and_then(|text| if text.is_empty() { Err(Fault::Missing) } else { Ok(text) })
}

fn within(text: String, limit: usize) -> Result<String, Fault> {
    let length = text.chars().count();
    if length > limit { Err(Fault::TextTooLong { limit, length }) } else { Ok(text) }
}

/// Refuses controls and characters that can't be seen (UAX #9, UTS #39).
fn visible(text: &str, joiners: Joiners) -> Result<(), Fault> {
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let in_place = joiners == Joiners::InPlace
            && JOINERS.contains(&c)
            && before.is_some_and(joins)
            && rest.peek().copied().is_some_and(joins);
        if is_unseen(c) && !in_place {
            return Err(unseen_character(c));
        }
        before = Some(c);
    }
    Ok(())
}

/// Whether a joiner beside this character changes how it looks: emoji and their modifiers, letters of the Arabic,
/// Indic and South-East Asian scripts.
fn joins(c: char) -> bool {
    matches!(c,
        '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{08A0}'..='\u{0DFF}' | '\u{0F00}'..='\u{109F}'
        | '\u{1780}'..='\u{18AF}' | '\u{2190}'..='\u{2BFF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}')
}

/// Whether a text holds something that mail programs turn into a link on sight: a scheme, `www.`, an e-mail
/// address. Read in compatibility form, so that full-width letters don't pass. (`Booking.com` is a name.)
fn holds_address(text: &str) -> bool {
    let folded = text.nfkc().collect::<String>().to_lowercase();
    let email = |word: &str| {
        word.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.'))
    };
    folded.contains("://") || folded.contains("www.") || folded.split_whitespace().any(email)
}

/// "Travel", "Travel and Lodging", "Travel, Lodging and Taxi"; nothing for none.
pub fn listed<S: AsRef<str>>(words: &[S]) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    match words.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        few => few.concat(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_composed_and_collapsed() {
        assert_eq!(
            PersonName::parse("  Lea\t Brandsta\u{308}tter ").as_ref().map(PersonName::as_str),
            Ok("Lea Brandstätter")
        );
        assert!(OrganizationName::parse("Booking.com @ Work & Söhne, 株式会社").is_ok());
        assert_eq!(PersonName::parse(" \n"), Err(Fault::Missing));
        assert!(PersonName::parse(&"ä".repeat(80)).is_ok());
        assert_eq!(PersonName::parse(&"ä".repeat(81)), Err(Fault::TextTooLong { limit: 80, length: 81 }));
    }

    #[test]
    fn names_hold_no_addresses() {
        for typed in [
            "Win at https://evil.example",
            "WWW.evil.example",
            "ｗｗｗ．evil",
            "Mail a@b.example now",
            "ftp://x",
        ] {
            assert_eq!(OrganizationName::parse(typed), Err(Fault::TextAddress), "{typed}");
        }
    }

    #[test]
    fn hidden_characters_are_refused_by_name() {
        let hidden = |c: &str| Err(Fault::TextHidden { character: c.into() });
        assert_eq!(PersonName::parse("a\u{202E}b"), hidden("U+202E"));
        assert_eq!(PersonName::parse("a\u{200B}b"), hidden("U+200B"));
        assert_eq!(PersonName::parse("a\u{200D}b"), hidden("U+200D"));
        assert_eq!(Merchant::parse("a\u{200D}b"), Err(Fault::TextHidden { character: "U+200D".into() }));
        assert_eq!(Merchant::parse("a\u{7}b"), Err(Fault::TextControl { character: "U+0007".into() }));
        assert_eq!(Note::parse("a\u{0}b"), Err(Fault::TextControl { character: "U+0000".into() }));
        for c in "\u{061C}\u{200E}\u{200F}\u{202A}\u{2066}\u{2069}\u{FEFF}\u{E0041}\u{00AD}".chars() {
            assert!(Merchant::parse(&format!("a{c}b")).is_err(), "{c:?}");
        }
    }

    #[test]
    fn merchants_are_of_any_script() {
        for typed in ["Café Müller", "青山コーヒー", "👩‍🍳 Küche", "می‌خواهم", "क्‍ष", "🏳️‍🌈 Bar", "O2", "7-Eleven"]
        {
            assert_eq!(Merchant::parse(typed).as_ref().map(Merchant::as_str), Ok(typed));
        }
        assert_eq!(Merchant::parse(&"x".repeat(201)), Err(Fault::TextTooLong { limit: 200, length: 201 }));
    }

    #[test]
    fn notes_keep_their_lines() {
        assert_eq!(Note::parse(" a\r\n\r\nb\tc\rd \n").as_ref().map(Note::as_str), Ok("a\n\nb\tc\nd"));
        assert_eq!(Note::parse("").as_ref().map(Note::as_str), Ok(""));
        assert!(Note::parse(&"\r\n".repeat(3000)).is_ok());
        assert_eq!(Note::parse(&"x".repeat(2001)), Err(Fault::TextTooLong { limit: 2000, length: 2001 }));
    }

    proptest! {
        #[test]
        fn no_text_panics_and_what_is_kept_is_stable(text in any::<String>()) {
            if let Ok(merchant) = Merchant::parse(&text) {
                prop_assert_eq!(Merchant::parse(merchant.as_str()), Ok(merchant.clone()));
            }
            if let Ok(name) = PersonName::parse(&text) {
                prop_assert_eq!(PersonName::parse(name.as_str()), Ok(name.clone()));
            }
            if let Ok(note) = Note::parse(&text) {
                prop_assert_eq!(Note::parse(note.as_str()), Ok(note.clone()));
            }
        }
    }
}
