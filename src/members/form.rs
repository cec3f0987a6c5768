//! What is typed on the pages of members: many addresses at once, a role, a name and a password.

use crate::domain::email::Email;
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::password::Password;
use crate::domain::text::PersonName;
use crate::policy::role::Role;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// The most addresses that one form invites.
pub const MOST_AT_ONCE: usize = 100;

/// The invitation form as typed.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct InviteForm {
    /// Addresses in any of the ways people paste them; the field may come several times.
    pub emails: Vec<String>,
    /// What they shall be; empty: members.
    pub role: String,
}

impl InviteForm {
    /// All that was typed into the fields for addresses.
    pub fn typed(&self) -> String {
        self.emails.join("\n")
    }

    /// The role, where there is one of that name.
    ///
    /// # Errors
    /// For a word that is no role.
    pub fn role(&self) -> Result<Role, Fault> {
        match self.role.trim() {
            "" => Ok(Role::Member),
            word => Role::parse(word).ok_or(Fault::NotOffered),
        }
    }
}

/// Somebody to be invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitee {
    /// Where the invitation goes.
    pub email: Email,
    /// What they are called, where that was pasted along.
    pub name: Option<PersonName>,
}

/// A piece of what was typed that is no address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// As it was typed.
    pub typed: String,
    /// What is wrong with it.
    pub fault: Box<Fault>,
}

/// Reads addresses as people paste them: separated by commas, semicolons, spaces or line ends, with or without a name
/// before them in the way of mail programs (`Mira Okafor <mira@example.com>`). Each once, in order.
pub fn read_addresses(typed: &str) -> Vec<Result<Invitee, Unreadable>> {
    let mut seen = HashSet::new();
    let mut read: Vec<_> = pieces(typed).into_iter().flat_map(|piece| read_piece(&piece)).collect();
    read.retain(|entry| match entry {
        Ok(invitee) => seen.insert(invitee.email.as_str().to_owned()),
        Err(_) => true,
    });
    read
}

/// The text between commas, semicolons and line ends; those within quotation marks or angle brackets separate nothing.
fn pieces(typed: &str) -> Vec<String> {
    let (mut pieces, mut piece, mut quoted) = (Vec::new(), String::new(), false);
    for letter in typed.chars() {
        match letter {
            '\n' | '\r' => quoted = false,
            '"' => quoted = !quoted,
            _ => {}
        }
        let separates = matches!(letter, '\n' | '\r') || (!quoted && matches!(letter, ',' | ';'));
        if separates {
            pieces.push(std::mem::take(&mut piece));
        } else {
            piece.push(letter);
        }
    }
    pieces.push(piece);
    pieces
}

/// One piece: names with addresses in angle brackets one after the other, or bare addresses with spaces between.
fn read_piece(piece: &str) -> Vec<Result<Invitee, Unreadable>> {
    let (mut read, mut rest) = (Vec::new(), piece);
    while let Some((name, after)) = rest.split_once('<') {
        let (address, after) = after.split_once('>').unwrap_or((after, ""));
        read.push(read_named(name, address));
        rest = after;
    }
    read.extend(rest.split_whitespace().map(|bare| read_named("", bare)));
    read
}

fn read_named(name: &str, address: &str) -> Result<Invitee, Unreadable> {
    let name = name.trim().trim_matches(['"', '\'']).trim();
    let email = Email::parse(address).map_err(|fault| {
        let typed = if name.is_empty() { address.trim().to_owned() } else { format!("{name} <{address}>") };
        Unreadable { typed, fault: Box::new(fault) }
    })?;
    // A name that can't stay is only left out: the person writes their own.
    Ok(Invitee { email, name: PersonName::parse(name).ok() })
}

/// The form of somebody who accepts an invitation.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct JoinForm {
    /// Their name.
    pub name: String,
    /// The password they choose.
    pub password: String,
}

impl JoinForm {
    /// Both at once.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn parse(&self) -> Result<(PersonName, Password), FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.keep("name", PersonName::parse(&self.name));
        let password = errors.keep("password", Password::parse(&self.password));
        name.zip(password).ok_or(errors)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn addresses(typed: &str) -> Vec<String> {
        let read = read_addresses(typed).into_iter();
        read.map(|entry| entry.map_or_else(|no| format!("!{}", no.typed), |yes| yes.email.to_string()))
            .collect()
    }

    #[test]
    fn addresses_are_read_however_they_are_separated() {
        for typed in [
            "a@x.test,b@x.test;c@x.test",
            "a@x.test b@x.test\tc@x.test",
            "a@x.test\r\nb@x.test\r\n\r\nc@x.test\r\n",
            " a@x.test , , b@x.test,\nc@x.test;",
            "A <a@x.test>, B <b@x.test>; <c@x.test>",
            "A <a@x.test> B <b@x.test> c@x.test",
        ] {
            assert_eq!(addresses(typed), ["a@x.test", "b@x.test", "c@x.test"], "{typed:?}");
        }
    }

    #[test]
    fn names_come_along_from_mail_programs() {
        let read =
            read_addresses("\"Okafor, Mira\" <mira@x.test>, Ben Whitaker <ben@x.test>, http://x <c@x.test>");
        let names: Vec<_> =
            read.iter().map(|entry| entry.as_ref().unwrap().name.as_ref().map(PersonName::as_str)).collect();
        assert_eq!(names, [Some("Okafor, Mira"), Some("Ben Whitaker"), None]);
    }

    #[test]
    fn each_address_counts_once_and_what_is_none_is_kept_as_typed() {
        assert_eq!(addresses("a@x.test A@X.test <a@x.test>"), ["a@x.test"]);
        assert_eq!(
            addresses("mira, a@x.test, Ben <ben@>, \"half"),
            ["!mira", "a@x.test", "!Ben <ben@>", "!\"half"]
        );
        assert_eq!(addresses(" \n , ;"), Vec::<String>::new());
    }

    #[test]
    fn the_role_is_member_unless_another_is_named() {
        let role = |word: &str| InviteForm { role: word.to_owned(), ..InviteForm::default() }.role();
        assert_eq!((role(""), role("auditor")), (Ok(Role::Member), Ok(Role::Auditor)));
        assert_eq!(role("king"), Err(Fault::NotOffered));
    }

    proptest! {
        #[test]
        fn no_text_panics_and_what_is_kept_reads_the_same(text in "[a-z@.<>\",; \\n\\PC]{0,60}") {
            let bad: Vec<_> = read_addresses(&text).into_iter().filter_map(Result::err).collect();
            let kept: Vec<_> = bad.iter().map(|entry| entry.typed.clone()).collect();
            prop_assert!(read_addresses(&kept.join("\n")).len() <= 60);
        }
    }
}
