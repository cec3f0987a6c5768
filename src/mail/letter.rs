//! A letter, and how it is kept until it is sent: sealed, together with the name it is sent in.

use crate::domain::email::Email;
use crate::web::keyring::Keyring;
use crate::words::Language;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A letter to one person. Plain sentences; the text and the HTML of the mail are made from them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Whom it is for.
    #[serde(with = "address")]
    pub to: Email,
    /// What they are called; may be empty.
    pub to_name: String,
    /// The language it is written in.
    #[serde(default)]
    pub language: Language,
    /// What it is about, in a few words.
    pub subject: String,
    /// What it says.
    pub paragraphs: Vec<String>,
    /// What to do about it.
    pub button: Option<Button>,
    /// Small print below.
    pub small: Vec<String>,
    /// Where whoever gets it can say that they want no more of its kind; none for letters that have to come.
    #[serde(default)]
    pub unsubscribe: Option<String>,
}

/// The one link of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// The verb.
    pub label: String,
    /// Where it leads: an absolute address, made from an organization's public origin.
    pub url: String,
}

/// What a mail wears, ready to be written into it: programs that show mail know no stylesheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dress {
    /// The colour of the button, `#rrggbb`.
    pub fill: String,
    /// The colour of the words on it.
    pub ink: String,
    /// The radius of its corners, in pixels.
    pub radius: u8,
    /// The absolute address of the logo.
    pub logo: Option<String>,
}

/// A letter with the name it is sent in: an organization's, or none for Outlay's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posted {
    /// The organization's name.
    pub organization: Option<String>,
    /// What it wears of the organization's look; none for Outlay's own, and for letters of an older version.
    #[serde(default)]
    pub dress: Option<Dress>,
    /// The letter.
    pub letter: Letter,
}

impl Posted {
    /// Seals it for the outbox entry `id` alone: a body moved to another row does not open.
    pub(super) fn seal(&self, keyring: &Keyring, id: Uuid) -> Option<String> {
        keyring.seal(&purpose(id), &serde_json::to_vec(self).ok()?)
    }

    /// Opens what [`Self::seal`] made.
    pub(super) fn open(keyring: &Keyring, id: Uuid, body: &str) -> Option<Self> {
        serde_json::from_slice(&keyring.open(&purpose(id), body)?).ok()
    }
}

fn purpose(id: Uuid) -> String {
    format!("outbox {id}")
}

/// An address as text.
mod address {
    use crate::domain::email::Email;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(address: &Email, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(address.as_str())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Email, D::Error> {
        Email::parse(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posted() -> Posted {
        Posted {
            organization: Some("Acme Works".to_owned()),
            dress: None,
            letter: Letter {
                to: Email::parse("mira@acme.test").unwrap(),
                to_name: "Mira".to_owned(),
                language: Language::English,
                subject: "Your account".to_owned(),
                paragraphs: vec!["You can sign in.".to_owned()],
                button: Some(Button {
                    label: "Sign in".to_owned(),
                    url: "https://acme.outlay.test/login".to_owned(),
                }),
                small: Vec::new(),
                unsubscribe: Some("https://acme.outlay.test/unsubscribe/secret".to_owned()),
            },
        }
    }

    #[test]
    fn a_sealed_letter_opens_in_its_own_row_alone() {
        let (keyring, id) = (Keyring::random(), Uuid::now_v7());
        let body = posted().seal(&keyring, id).unwrap();
        assert!(!body.contains("mira"));
        assert_eq!(Posted::open(&keyring, id, &body), Some(posted()));
        assert_eq!(Posted::open(&keyring, Uuid::now_v7(), &body), None);
        assert_eq!(Posted::open(&Keyring::random(), id, &body), None);
    }
}
