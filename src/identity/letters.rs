//! What mails about an account say.

use crate::domain::email::Email;
use crate::domain::fault::Fault;
use crate::error::AppError;
use crate::mail::{Button, Letter};

/// Whom a letter is for, and in which organization.
#[derive(Debug, Clone)]
pub struct Addressee {
    /// Their address.
    pub to: Email,
    /// Their name.
    pub name: String,
    /// The organization's name.
    pub organization: String,
}

impl Addressee {
    /// Somebody by an address that is stored.
    ///
    /// # Errors
    /// For an address that no longer counts as one.
    pub fn stored(email: &str, name: &str, organization: &str) -> Result<Self, AppError> {
        let to = Email::parse(email).map_err(|fault: Fault| AppError::internal(fault.sentence()))?;
        Ok(Self { to, name: name.to_owned(), organization: organization.to_owned() })
    }

    fn letter(self, subject: String, paragraphs: Vec<String>, button: Option<(&str, String)>) -> Letter {
        Letter {
            to: self.to,
            to_name: self.name,
            subject,
            paragraphs,
            button: button.map(|(label, url)| Button { label: label.to_owned(), url }),
            small: Vec::new(),
        }
    }
}

/// The address of whoever signed up is to be verified.
pub fn verify(whom: Addressee, url: String) -> Letter {
    let organization = whom.organization.clone();
    let text =
        format!("{organization} was made with this address. Verify it, so that you can invite everybody.");
    let mut letter =
        whom.letter(format!("Verify your address for {organization}"), vec![text], Some(("Verify", url)));
    letter.small.push("The link works for 7 days. If you made no organization, ignore this mail.".to_owned());
    letter
}

/// Somebody forgot their password, or says so.
pub fn reset(whom: Addressee, url: String) -> Letter {
    let organization = whom.organization.clone();
    let text = format!("Somebody asked for a new password for your account with {organization}.");
    let mut letter = whom.letter(
        format!("A new password for {organization}"),
        vec![text],
        Some(("Choose a new password", url)),
    );
    letter.small.push("The link works once, for an hour. If it wasn’t you, ignore this mail.".to_owned());
    letter
}

/// The password was changed.
pub fn password_changed(whom: Addressee) -> Letter {
    let organization = whom.organization.clone();
    let text = format!("The password of your account with {organization} was changed just now.");
    let advice = "If it wasn’t you, choose a new one at once by “Forgot your password?” and tell an owner.";
    whom.letter(format!("Your password for {organization}"), vec![text, advice.to_owned()], None)
}

/// The new address is to be confirmed.
pub fn confirm_address(whom: Addressee, url: String) -> Letter {
    let organization = whom.organization.clone();
    let text = format!("Confirm that you want to sign in to {organization} with this address.");
    let mut letter =
        whom.letter(format!("Your new address for {organization}"), vec![text], Some(("Confirm", url)));
    letter.small.push("The link works once, for 7 days.".to_owned());
    letter
}

/// The old address is told.
pub fn address_changed(whom: Addressee, new: &str) -> Letter {
    let organization = whom.organization.clone();
    let text =
        format!("Your account with {organization} belongs to {new} now. This address is not used any more.");
    let advice = "If it wasn’t you, tell an owner of the organization at once.";
    whom.letter(format!("Your address for {organization}"), vec![text, advice.to_owned()], None)
}
