//! Passwords: chosen, typed again, never shown.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use super::fault::Fault;

/// The fewest characters (NIST SP 800-63B, 5.1.1.2).
const LEAST: usize = 8;

/// The most characters: NIST asks for 64 at least; the bound keeps hashing cheap.
const MOST: usize = 256;

/// Those of eight characters and more that are guessed first, in lower case. Shorter ones are refused anyway.
const COMMON: &[&str] = &[
    "00000000",
    "0123456789",
    "0987654321",
    "11111111",
    "11223344",
    "12121212",
    "12341234",
    "123456123",
    "12345678",
    "123456789",
    "1234567890",
    "12345678910",
    "123456789a",
    "123123123",
    "123qwe123",
    "147258369",
    "159753456",
    "1q2w3e4r",
    "1q2w3e4r5t",
    "1qaz2wsx",
    "1qazxsw2",
    "87654321",
    "987654321",
    "a1234567",
    "a12345678",
    "a123456789",
    "aa123456",
    "aa12345678",
    "abc12345",
    "abcd1234",
    "abcdefgh",
    "admin123",
    "admin1234",
    "administrator",
    "asdf1234",
    "asdfasdf",
    "asdfghjk",
    "asdfghjkl",
    "baseball",
    "basketball",
    "benutzer",
    "butterfly",
    "changeme",
    "chocolate",
    "computer",
    "corvette",
    "dearbook",
    "einstein",
    "football",
    "football1",
    "g_czechout",
    "geheim123",
    "hallo123",
    "iloveyou",
    "iloveyou1",
    "internet",
    "jennifer",
    "jordan23",
    "letmein1",
    "letmein123",
    "liverpool",
    "michelle",
    "midnight",
    "minecraft",
    "motdepasse",
    "mustang1",
    "p@ssw0rd",
    "p@ssword",
    "pa$$w0rd",
    "pa$$word",
    "passw0rd",
    "passwort",
    "passwort1",
    "passwort123",
    "password",
    "password!",
    "password1",
    "password1!",
    "password12",
    "password123",
    "password1234",
    "password2",
    "pokemon123",
    "princess",
    "princess1",
    "q1w2e3r4",
    "q1w2e3r4t5",
    "qazwsxedc",
    "qwer1234",
    "qwerasdf",
    "qwert123",
    "qwerty12",
    "qwerty123",
    "qwerty1234",
    "qwertyui",
    "qwertyuiop",
    "qwertzui",
    "qwertzuiop",
    "samantha",
    "secret123",
    "starwars",
    "sunshine",
    "superman",
    "test1234",
    "testtest",
    "trustno1",
    "victoria",
    "welcome1",
    "welcome123",
    "whatever",
    "willkommen",
    "zaq12wsx",
    "zxcvbnm1",
    "zxcvbnm123",
];

/// A password in the form that is hashed.
///
/// Any characters, spaces too, none demanded; NFKC (NIST SP 800-63B, 5.1.1.2), so that every keyboard's way to
/// write `ü` is one password. `Debug` prints nothing of it, and there is no `Display`.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// A password somebody chooses: 8 to 256 characters, counted after normalisation, and not one of those that
    /// are guessed first. White space at its ends counts.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        let password = Self::attempt(typed)?;
        let length = password.0.chars().count();
        if length < LEAST {
            return Err(Fault::PasswordTooShort { least: LEAST, length });
        }
        if is_common(&password.0) { Err(Fault::PasswordCommon) } else { Ok(password) }
    }

    /// A password somebody signs in with: normalised the same way, held to the upper bound alone, so that a
    /// stricter rule never locks out those who chose theirs before.
    pub fn attempt(typed: &str) -> Result<Self, Fault> {
        let normal: String = typed.nfkc().take(MOST + 1).collect();
        if normal.chars().count() > MOST {
            return Err(Fault::PasswordTooLong { limit: MOST, length: typed.nfkc().count() });
        }
        Ok(Self(normal))
    }

    /// The password itself, for the hash function and nothing else.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password")
    }
}

/// One of the list, whatever its case, or a single character over and over.
fn is_common(password: &str) -> bool {
    let lower = password.to_lowercase();
    let first = lower.chars().next();
    COMMON.contains(&lower.as_str()) || lower.chars().all(|c| Some(c) == first)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn length_and_the_common_list_decide() {
        assert!(Password::parse("outlay-demo").is_ok());
        assert!(Password::parse("correct horse battery").is_ok());
        assert_eq!(Password::parse("pässwör"), Err(Fault::PasswordTooShort { least: 8, length: 7 }));
        assert!(Password::parse(&"ab".repeat(128)).is_ok());
        assert_eq!(
            Password::parse(&"x".repeat(257)),
            Err(Fault::PasswordTooLong { limit: 256, length: 257 })
        );
        for typed in ["Password1", "qwertzuiop", "aaaaaaaaaa", "ＰＡＳＳＷＯＲＤ"] {
            assert_eq!(Password::parse(typed), Err(Fault::PasswordCommon), "{typed}");
        }
        assert!(COMMON.iter().all(|common| common.chars().count() >= LEAST));
    }

    #[test]
    fn every_way_to_write_a_letter_is_one_password() {
        assert_eq!(Password::parse("mu\u{308}nchen-süd"), Password::parse("münchen-su\u{308}d"));
        assert_ne!(Password::parse(" padded pass"), Password::parse("padded pass"));
        assert_eq!(Password::attempt("short").map(|password| password.expose().len()), Ok(5));
    }

    #[test]
    fn debug_prints_nothing_of_it() {
        assert_eq!(format!("{:?}", Password::parse("outlay-demo")), "Ok(Password)");
    }

    proptest! {
        #[test]
        fn no_text_panics(text in any::<String>()) {
            if let Ok(password) = Password::parse(&text) {
                prop_assert_eq!(Password::attempt(&text), Ok(password));
            }
        }
    }
}
