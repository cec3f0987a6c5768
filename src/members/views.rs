//! What the pages of members show. Imports only `web`.

use askama::Template;

use crate::web::frame::{Choice, Faults, Flash, FlashKind, Frame, Host, Page};
use crate::words::{Phrase, filters};

/// `GET /members`, and again after a failed invitation.
#[derive(Debug, Template)]
#[template(path = "members/list.html")]
pub struct MembersPage {
    /// The head.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// "11 people, 2 invited".
    pub summary: String,
    /// What is searched for.
    pub q: String,
    /// The choices of the filter by status.
    pub statuses: Vec<Choice>,
    /// Whether addresses are shown, and searched.
    pub emails_shown: bool,
    /// Open invitations; empty where they are not seen.
    pub invitations: Vec<InvitationRow>,
    /// The members.
    pub people: Vec<PersonRow>,
    /// Said where the list was cut.
    pub cut: Option<String>,
    /// The form for inviting, for those who may.
    pub invite: Option<InviteBox>,
}

impl MembersPage {
    /// Says what was done though the form comes back.
    pub fn say(&mut self, text: &str) {
        self.page.flash = Some(Flash { kind: FlashKind::Note, text: text.to_owned(), undo: None });
    }

    /// Fills the form for inviting with what is left of it.
    pub fn refill(&mut self, emails: &str, role: &str, faults: Faults) {
        let Some(invite) = &mut self.invite else { return };
        invite.emails = emails.to_owned();
        invite.open = true;
        for choice in invite.roles.iter_mut().filter(|_| !role.trim().is_empty()) {
            choice.chosen = choice.value == role.trim();
        }
        invite.faults = faults;
    }
}

/// The form for inviting.
#[derive(Debug)]
pub struct InviteBox {
    /// What was typed.
    pub emails: String,
    /// The roles that may be given.
    pub roles: Vec<Choice>,
    /// What is wrong.
    pub faults: Faults,
    /// Whether it stands open.
    pub open: bool,
    /// Said while only a few can be invited.
    pub limit: Option<String>,
}

/// One member in the list.
#[derive(Debug)]
pub struct PersonRow {
    /// Their id.
    pub id: String,
    /// Their page.
    pub href: String,
    /// Their name.
    pub name: String,
    /// One or two letters.
    pub initials: String,
    /// Whether it is the person who looks.
    pub is_self: bool,
    /// Their address, where it is seen.
    pub email: Option<String>,
    /// What they are.
    pub role: String,
    /// Who decides about their expenses.
    pub approver: Option<String>,
    /// When they were here last.
    pub seen: Seen,
    /// `active` or `deactivated`.
    pub status: &'static str,
    /// The same as a word.
    pub status_word: &'static str,
}

/// When somebody was here last, as far as the reader may know.
#[derive(Debug)]
pub enum Seen {
    /// The reader may not.
    Untold,
    /// They never were.
    Never,
    /// On this day: "21 Nov 2026".
    On(String),
}

/// One open invitation in the list.
#[derive(Debug)]
pub struct InvitationRow {
    /// Its id.
    pub id: String,
    /// Whom it went to.
    pub email: String,
    /// What they are called, if that is known.
    pub name: String,
    /// What they shall be.
    pub role: String,
    /// "until 28 Nov 2026" or "expired".
    pub until: String,
    /// Whether it is too old.
    pub expired: bool,
    /// Where to send it again and to take it back, for those who may.
    pub action: Option<String>,
}

/// `GET /members/ID`, and again after a failed change.
#[derive(Debug, Template)]
#[template(path = "members/member.html")]
pub struct MemberPage {
    /// The head.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// The address of this page.
    pub href: String,
    /// Their id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// What they are.
    pub role: String,
    /// `active` or `deactivated`, and since when.
    pub status_word: String,
    /// Whether they can sign in.
    pub active: bool,
    /// Whether it is the person who looks.
    pub is_self: bool,
    /// Their address, where it is seen.
    pub email: Option<String>,
    /// Said where the address is not verified.
    pub unverified: bool,
    /// When they were here last.
    pub seen: Seen,
    /// Since when they are a member.
    pub since: String,
    /// Who decides about their expenses.
    pub approver: Option<String>,
    /// Who decides for them while they are away, and until when.
    pub away: Option<String>,
    /// What a button was shown for.
    pub version: String,
    /// The roles that may be given, for those who may.
    pub roles: Vec<Choice>,
    /// Who may decide about their expenses, for those who may say so.
    pub approvers: Vec<Choice>,
    /// Whether the person who looks may change this one.
    pub may_manage: bool,
    /// Whether the person who looks may give ownership away to this one.
    pub may_give: bool,
    /// What is wrong.
    pub faults: Faults,
}

/// `GET /members/ID/deactivate`: what follows, before it is done.
#[derive(Debug, Template)]
#[template(path = "members/deactivate.html")]
pub struct DeactivatePage {
    /// The head.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// The member's page.
    pub href: String,
    /// Their name.
    pub name: String,
    /// "3 drafts, 2 in approval, 1 to pay"; none where nothing is open.
    pub unfinished: Option<String>,
    /// What a button was shown for.
    pub version: String,
}

/// `GET /invitations/TOKEN`, and again after a failed acceptance.
#[derive(Debug, Template)]
#[template(path = "members/join.html")]
pub struct JoinPage {
    /// The head.
    pub page: Page,
    /// The organization.
    pub host: Host,
    /// Its name.
    pub organization: String,
    /// Who invites, and to what.
    pub text: Phrase,
    /// Whom the invitation went to.
    pub email: String,
    /// Where to post.
    pub action: String,
    /// The name typed so far.
    pub name: String,
    /// What is wrong.
    pub faults: Faults,
}

/// An invitation that can't be accepted.
#[derive(Debug, Template)]
#[template(path = "members/join_over.html")]
pub struct JoinOverPage {
    /// The head.
    pub page: Page,
    /// The organization.
    pub host: Host,
    /// What it is.
    pub title: &'static str,
    /// Why, and what to do.
    pub text: Phrase,
}
