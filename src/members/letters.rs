//! What mails about membership say.

use crate::domain::email::Email;
use crate::identity::viewer::Viewer;
use crate::mail::{Button, Letter};
use crate::policy::role::Role;
use crate::words::phrase;

/// Somebody is asked to join. Nobody knows yet what they read: it is written in the language of whoever invites.
pub fn invitation(to: Email, name: &str, inviter: &Viewer, role: Role, url: String) -> Letter {
    let (language, organization) = (inviter.language, &inviter.organization.brand.name);
    let subject = phrase!("members-letter-subject", inviter = &inviter.name, organization = organization);
    let text = phrase!(
        "members-letter-text",
        inviter = &inviter.name,
        organization = organization,
        role = role.as_str(),
    );
    let ignore = phrase!("members-letter-ignore", organization = organization);
    Letter {
        to,
        to_name: name.to_owned(),
        language,
        subject: inviter.say(subject),
        paragraphs: vec![inviter.say(text)],
        button: Some(Button { label: language.word("members-letter-button").to_owned(), url }),
        small: vec![language.word("members-letter-small").to_owned(), inviter.say(ignore)],
        unsubscribe: None,
    }
}
