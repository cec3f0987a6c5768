# Members and invitations.

members-no-own-role = Nobody changes their own role. Ask another owner or admin.
members-only-owner-makes-owner = Only an owner can make somebody an owner.
members-an-owner-stays = An organization always has an owner. Make somebody else an owner first.
members-deactivated-already = { $name } is deactivated. Reactivate them first.
members-not-oneself = Nobody deactivates themselves. Ask another owner or admin.
members-only-owner-gives = Only an owner can give ownership away.
members-owner-already = You are an owner already. Choose somebody else.
members-forbidden = Only owners and admins change who is a member.
members-only-owner-changes-owner = Only an owner can change an owner.
members-stale = { $name } was changed after you opened the page. Look at them again, then decide.
members-only-another-deactivates = Only another owner or admin can deactivate a member.
members-only-owner-invites-owner = Only an owner can invite an owner.
members-only-owner-changes-invitation = Only an owner can change the invitation of an owner.
members-joined-already = { $email } has joined already.
members-revoked-already = The invitation of { $email } was revoked. Invite them again.

# Said after something was done.
members-said-role =
    { $role ->
        [owner] { $name } is an owner now.
        [admin] { $name } is an admin now.
        [approver] { $name } is an approver now.
        [auditor] { $name } is an auditor now.
       *[member] { $name } is a member now.
    }
members-said-approver = { $approver } hears of what { $name } submits.
members-said-no-approver = Anybody who may decide can decide about { $name }’s expenses.
members-said-deactivated = Deactivated { $name }.
members-said-reactivated = Reactivated { $name }.
members-said-signed-out = { $name } is signed out everywhere.
members-said-ownership = { $name } is an owner now, and you are an admin.
members-said-invited-one = Invited { $email }.
members-said-invited =
    { $count ->
        [one] Invited { $count } person.
       *[other] Invited { $count } people.
    }
members-said-sent-again = Sent the invitation to { $email } again.
members-said-revoked = Revoked the invitation of { $email }.
members-many-invitations = That is a lot of invitations. Send this form again in { $seconds } seconds.

# The list and one member.
members-title = Members
members-cut = The first { $most } are shown. Search for a name to find others.
members-people =
    { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
members-people-invited = { $count } invited
members-people-deactivated = { $count } deactivated
members-everybody = Everybody
members-active = Active
members-invited = Invited
members-deactivated = Deactivated
members-deactivated-since = Deactivated since { $day }
members-limited = You can invite { $most } people until an owner’s e-mail address is verified.
members-expired = Expired
members-until = Until { $day }
members-anybody = Anybody who may decide
members-deactivate-title = Deactivate { $name }
members-drafts =
    { $count ->
        [one] { $count } draft
       *[other] { $count } drafts
    }
members-in-approval = { $count } in approval
members-to-pay = { $count } to pay

# The letter that invites.
members-letter-subject = { $inviter } invites you to { $organization }
members-letter-text =
    { $role ->
        [owner] { $inviter } invites you to { $organization } as an owner, who may do everything.
        [admin] { $inviter } invites you to { $organization } as an admin, who runs the organization.
        [approver] { $inviter } invites you to { $organization } as an approver, who decides about expenses.
        [auditor] { $inviter } invites you to { $organization } as an auditor, who reads everything and changes nothing.
       *[member] { $inviter } invites you to { $organization } to record your expenses.
    }
members-letter-button = Accept the invitation
members-letter-small = The link works once, for 7 days.
members-letter-ignore = If you don't know { $organization }, ignore this mail: nothing happens.

# The link in it.
members-join-title = Join { $organization }
members-join-unknown = This invitation is not known
members-join-unknown-text = The link is not complete, or the invitation was sent again with a newer one. Ask whoever invited you to { $organization } for a new one.
members-join-expired = This invitation is too old
members-join-expired-text = It could be accepted for 7 days. Ask whoever invited you to { $organization } for a new one.
members-join-accepted = This invitation has been accepted
members-join-accepted-text = An invitation works once. If it was you, sign in with the address it was sent to and the password you chose.
members-join-revoked = This invitation was taken back
members-join-revoked-text = Ask whoever invited you to { $organization } for a new one.
members-join-invalid = This invitation is not valid any more
members-join-invalid-text = Who sent it may not invite you to { $organization } any more. Ask an owner or admin for a new one.
members-join-member = You are a member already
members-join-member-text = Somebody of this address is a member of { $organization }. Sign in instead.
members-join-text =
    { $role ->
        [owner] { $inviter } invites you as an owner, who may do everything.
        [admin] { $inviter } invites you as an admin, who runs the organization.
        [approver] { $inviter } invites you as an approver, who decides about expenses.
        [auditor] { $inviter } invites you as an auditor, who reads everything and changes nothing.
       *[member] { $inviter } invites you to record your expenses.
    }

members-invite-people = Invite people
members-not-invited = Not invited yet
members-addresses = E-mail addresses
members-addresses-hint = One or many, with commas, spaces or line ends between them. Names may stand before them: { $example }.
members-invite = Invite
members-search-label = Search members
members-name-or-email = Name or e-mail
members-status = Status
members-search = Search
members-nobody-fits = Nobody fits
members-nobody-fits-text = Search for another name, or look at everybody.
members-invited-people = Invited
members-send-again = Send again
members-revoke = Revoke
members-people-title = People
members-you = you
members-role = Role
members-approver = Approver
members-away = Away
members-not-signed-in = Not signed in yet
members-not-verified = not verified
members-since = Member since
# Before the link to one's own profile.
members-self = Your name, address and password are in
members-self-profile = your profile
members-role-text = A new role counts at once and signs { $name } out everywhere.
members-change-role = Change role
members-change-approver = Change approver
members-access = Access
# A page comes in between.
members-deactivate-follows = Deactivate…
members-reactivate = Reactivate
members-ownership = Ownership
members-ownership-text = { $name } becomes an owner, and you become an admin.
members-give-ownership = Give ownership
members-deactivate-question = Deactivate { $name }?
members-deactivate-goes-on = What is submitted or approved goes on, since the money is owed. Owners and admins can submit the drafts or put them into the trash.
members-deactivate-nothing-open = Nothing of theirs is open.
members-deactivate-text = { $name } is signed out everywhere and can’t sign in. Everything they recorded stays. You can reactivate them, or invite their address again.
members-deactivate = Deactivate
members-cancel = Cancel
members-join = Join
