//! The name of an organization's schema. Imports `domain` only.

use diesel::{deserialize::FromSqlRow, expression::AsExpression, sql_types::Text};
use uuid::Uuid;

use crate::domain::{Fault, text_column};

/// What every tenant schema's name begins with.
const PREFIX: &str = "org_";

/// `org_` and 32 lower-case hex digits, made once for an organization, never derived from its slug.
///
/// The only text that goes into SQL unquoted, as a schema and as a role: the type holds letters, digits and one
/// underscore and nothing else. It is checked again when read from the database.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct SchemaName(String);

impl SchemaName {
    /// A new name, of 122 random bits (UUID version 4, RFC 9562).
    pub fn generate() -> Self {
        Self(format!("{PREFIX}{}", Uuid::new_v4().simple()))
    }

    /// The name as it stands; nothing is trimmed or folded.
    pub fn parse(name: &str) -> Result<Self, Fault> {
        let hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        match name.strip_prefix(PREFIX) {
            Some(digits) if digits.len() == 32 && digits.bytes().all(hex) => Ok(Self(name.to_owned())),
            _ => Err(Fault::SchemaNameShape),
        }
    }

    fn stored(name: String) -> Result<Self, Fault> {
        Self::parse(&name)
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

text_column!(SchemaName, SchemaName::stored);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn generated_names_are_names_and_differ() {
        let name = SchemaName::generate();
        assert_eq!(SchemaName::parse(name.as_str()), Ok(name.clone()));
        assert_ne!(SchemaName::generate(), name);
    }

    #[test]
    fn nothing_else_is_a_name() {
        let hex = "0123456789abcdef0123456789abcdef";
        assert!(SchemaName::parse(&format!("org_{hex}")).is_ok());
        for name in [
            String::new(),
            format!("org_{}", &hex[1..]),
            format!("org_{hex}0"),
            format!("org_{}", hex.to_uppercase()),
            format!(" org_{hex}"),
            format!("org_{hex}\n"),
            format!("ORG_{hex}"),
            format!("org_{}\"", &hex[1..]),
            format!("org_{};", &hex[1..]),
            "org_é123456789abcdef0123456789abcdef".into(),
            "shared".into(),
        ] {
            assert_eq!(SchemaName::parse(&name), Err(Fault::SchemaNameShape), "{name}");
        }
    }

    proptest! {
        #[test]
        fn the_alphabet_holds(text in "(org_)?[\\PC]{0,40}") {
            if let Ok(name) = SchemaName::parse(&text) {
                prop_assert!(name.as_str().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'));
            }
        }
    }
}
