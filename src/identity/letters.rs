//! What mails about an account say.

use crate::domain::email::Email;
use crate::error::AppError;
use crate::mail::{Button, Letter};
use crate::words::{Language, Phrase, phrase};

/// Whom a letter is for, and in which organization.
#[derive(Debug, Clone)]
pub struct Addressee {
    /// Their address.
    pub to: Email,
    /// Their name.
    pub name: String,
    /// The organization's name.
    pub organization: String,
    /// The language they read.
    pub language: Language,
}

impl Addressee {
    /// Somebody by an address that is stored.
    ///
    /// # Errors
    /// For an address that no longer counts as one.
    pub fn stored(email: &str, name: &str, organization: &str, language: Language) -> Result<Self, AppError> {
        let to = Email::parse(email).map_err(AppError::internal)?;
        Ok(Self { to, name: name.to_owned(), organization: organization.to_owned(), language })
    }

    /// A letter that speaks of the organization by `$organization`.
    fn letter(
        self,
        subject: &'static str,
        paragraphs: Vec<Phrase>,
        button: Option<(&'static str, String)>,
    ) -> Letter {
        let language = self.language;
        let subject = Phrase::new(subject).with("organization", &self.organization);
        let text =
            |phrase: Phrase| language.say(&phrase.with("organization", &self.organization)).into_owned();
        Letter {
            subject: language.say(&subject).into_owned(),
            paragraphs: paragraphs.into_iter().map(text).collect(),
            button: button.map(|(label, url)| Button { label: language.word(label).to_owned(), url }),
            small: Vec::new(),
            unsubscribe: None,
            to: self.to,
            to_name: self.name,
            language,
        }
    }
}

/// The same with small print.
fn with_small(mut letter: Letter, id: &'static str) -> Letter {
    letter.small.push(letter.language.word(id).to_owned());
    letter
}

/// The address of whoever signed up is to be verified.
pub fn verify(whom: Addressee, url: String) -> Letter {
    let text = phrase!("identity-letter-verify-text");
    let letter = whom.letter("identity-letter-verify-subject", vec![text], Some(("identity-verify", url)));
    with_small(letter, "identity-letter-verify-small")
}

/// Somebody forgot their password, or says so.
pub fn reset(whom: Addressee, url: String) -> Letter {
    let text = phrase!("identity-letter-reset-text");
    let button = Some(("identity-letter-reset-button", url));
    let letter = whom.letter("identity-letter-reset-subject", vec![text], button);
    with_small(letter, "identity-letter-reset-small")
}

/// The password was changed.
pub fn password_changed(whom: Addressee) -> Letter {
    let (text, advice) = (phrase!("identity-letter-changed-text"), phrase!("identity-letter-changed-advice"));
    whom.letter("identity-letter-changed-subject", vec![text, advice], None)
}

/// The new address is to be confirmed.
pub fn confirm_address(whom: Addressee, url: String) -> Letter {
    let text = phrase!("identity-letter-confirm-text");
    let letter = whom.letter("identity-letter-confirm-subject", vec![text], Some(("identity-confirm", url)));
    with_small(letter, "identity-letter-confirm-small")
}

/// The old address is told.
pub fn address_changed(whom: Addressee, new: &str) -> Letter {
    let text = phrase!("identity-letter-moved-text", email = new);
    let advice = phrase!("identity-letter-moved-advice");
    whom.letter("identity-letter-moved-subject", vec![text, advice], None)
}
