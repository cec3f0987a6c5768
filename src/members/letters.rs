//! What mails about membership say.

use crate::domain::email::Email;
use crate::mail::{Button, Letter};
use crate::policy::role::Role;

/// What a role may do, in a few words for somebody who doesn't know the program yet.
pub fn role_in_words(role: Role) -> &'static str {
    match role {
        Role::Owner => "as an owner, who may do everything",
        Role::Admin => "as an admin, who runs the organization",
        Role::Approver => "as an approver, who decides about expenses",
        Role::Member => "to record your expenses",
        Role::Auditor => "as an auditor, who reads everything and changes nothing",
    }
}

/// Somebody is asked to join.
pub fn invitation(
    to: Email,
    name: &str,
    organization: &str,
    inviter: &str,
    role: Role,
    url: String,
) -> Letter {
    Letter {
        to,
        to_name: name.to_owned(),
        subject: format!("{inviter} invites you to {organization}"),
        paragraphs: vec![format!("{inviter} invites you to {organization} {}.", role_in_words(role))],
        button: Some(Button { label: "Accept the invitation".to_owned(), url }),
        small: vec![
            "The link works once, for 7 days.".to_owned(),
            format!("If you don't know {organization}, ignore this mail: nothing happens."),
        ],
    }
}
