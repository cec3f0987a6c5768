# Signing in, one's own account, and the mails about it.

identity-verify-reminder = Is { $email } your address? Open the link in the mail that was sent there.
identity-verify-resend = Send it again
identity-verify-correct = Correct the address

# Said after something was done.
identity-said-ended-none = No other session was open.
identity-said-ended =
    { $count ->
        [one] Ended { $count } session.
       *[other] Ended { $count } sessions.
    }
identity-said-sent-again = Sent the mail to { $email } again.
identity-said-verified = { $email } is verified.
identity-said-address-changed = { $email } is your address now.
identity-said-address-asked = Open the link in the mail to { $email }: from then on it is your address.
identity-said-password-changed = Changed your password. Your other sessions have ended.
identity-said-profile-saved = Saved your profile.
identity-too-many-send-later = Too many tries. Send this form again in { $seconds } seconds.
identity-too-many-requests = Too many requests. Try again in { $seconds } seconds.
identity-address-taken = Somebody else has taken this address meanwhile. Choose another in your profile.

identity-your-profile = Your profile
identity-your-sessions = Your sessions
identity-your-settings = Your settings
identity-profile = Profile
identity-sessions = Sessions
identity-keys = Keys

# A browser on a system: "Firefox on Linux".
identity-device = { $browser } on { $system }
identity-device-unknown = Unknown browser

# Letters: subject, text, button, small print.
identity-letter-verify-subject = Verify your address for { $organization }
identity-letter-verify-text = { $organization } was made with this address. Verify it, so that you can invite everybody.
identity-letter-verify-small = The link works for 7 days. If you made no organization, ignore this mail.
identity-letter-reset-subject = A new password for { $organization }
identity-letter-reset-text = Somebody asked for a new password for your account with { $organization }.
identity-letter-reset-button = Choose a new password
identity-letter-reset-small = The link works once, for an hour. If it wasn’t you, ignore this mail.
identity-letter-changed-subject = Your password for { $organization }
identity-letter-changed-text = The password of your account with { $organization } was changed just now.
identity-letter-changed-advice = If it wasn’t you, choose a new one at once by “Forgot your password?” and tell an owner.
identity-letter-confirm-subject = Your new address for { $organization }
identity-letter-confirm-text = Confirm that you want to sign in to { $organization } with this address.
identity-letter-confirm-small = The link works once, for 7 days.
identity-letter-moved-subject = Your address for { $organization }
identity-letter-moved-text = Your account with { $organization } belongs to { $email } now. This address is not used any more.
identity-letter-moved-advice = If it wasn’t you, tell an owner of the organization at once.

# A link that proves an address.
identity-proof-email = Your new address
identity-proof-verify = Verify your address
identity-confirm = Confirm
identity-verify = Verify
identity-link-over = This link has been used, or is too old
identity-link-over-proof = A link that proves an address works once, for 7 days, and only the latest one does. Your profile says which address is yours, and sends another link.
identity-open-profile = Open your profile
identity-link-over-reset = A link for a new password works once, for an hour, and only the latest one does. Ask for another.
identity-ask-again = Ask for a new link

# The sign-in page.
identity-sign-in = Sign in
identity-email = E-mail
identity-password = Password
identity-forgot = Forgot your password?
identity-wrong = No one here has this address and password. Check both and try again.
identity-too-many-tries = Too many tries. Try again in { $seconds } seconds.
identity-ended = Your session has ended. Sign in to go on.
identity-ended-with-entries = Your session has ended. Your entries are kept for 15 minutes; sign in to go on with them.
identity-signed-out = You are signed out.
# Before and after the command `outlay demo`.
identity-demo-refused = This is a demo, and its passwords are public. Nobody can sign in while Outlay can be reached from other machines; start it with
identity-demo-refused-end = .
identity-demo-title = Demo sign-ins
# Before the password itself.
identity-demo-text = Choose one to sign in, or type its address. The password of each is

# After signing in again, and after signing up.
identity-signed-in-again = Signed in again
identity-entries-here = Your entries are still here
identity-entries-here-text = You were signed out before they could be saved. Continue to look them over and save them.
identity-continue = Continue
identity-go-on-without = Go on without them
identity-ready = Your organization is ready
identity-welcome-instead = You are signed in as { $other }. Continuing signs you out there and in as { $name } ({ $email }).
identity-welcome-text = You are about to sign in as { $name } ({ $email }).
identity-continue-as = Continue as { $name }
identity-not-you = Not you?
identity-someone-else = Sign in as someone else
identity-link-used = This link has been used
identity-welcome-over = A welcome link works once, within a minute of signing up. Your organization is there: sign in with the e-mail address and password you chose.

# One's own account.
identity-error-prefix = Error:
identity-forgotten-password = Forgotten password
identity-forgot-sent = If a member here has this address, a mail with a link is on its way.
identity-forgot-sent-text = The link works for an hour. Look among unwanted mail too.
identity-back-to-sign-in = Back to sign-in
identity-forgot-text = Enter your e-mail address. A link for a new password is sent there.
identity-send-link = Send the link
identity-new-password = New password
identity-reset-text = You are signed out everywhere else, and in here.
identity-password-hint = At least 8 characters.
identity-change-password = Change password
identity-name = Name
identity-numbers-and-dates = Numbers and dates
identity-as-organization = As your organization does
identity-save = Save
identity-email-text = You sign in with { $email }. A new address counts once you open the link that is sent there.
identity-email-text-unverified = You sign in with { $email }, which is not verified yet. A new address counts once you open the link that is sent there.
identity-new-address = New address
identity-your-password = Your password
identity-change-address = Change address
identity-present-password = Present password
identity-new-password-hint = At least 8 characters. Your other sessions end.
identity-sessions-text = Where you are signed in. End what you don’t know.
identity-this-browser = this browser
identity-since = Since
identity-last-seen = Last seen
identity-sign-out = Sign out
identity-end = End
identity-end-others = End all others

identity-shortcuts = Keyboard shortcuts
identity-shortcuts-writing = They do nothing while you write.
identity-shortcuts-script = They work only with JavaScript. Everything they do can be done without them.
identity-shortcuts-close = Close

identity-your-name = Your name

# What single keys do, and where.
identity-keys-everywhere = Everywhere
identity-keys-this-list = Show this list
identity-keys-search = Search
identity-keys-go = Go to { $place }
identity-keys-list = In the list of expenses
identity-keys-next = Go to the next expense
identity-keys-before = Go to the one before
identity-keys-select = Select it, or no longer
identity-keys-select-up-to = Select all up to it
identity-keys-queue = In the approvals
identity-keys-approve = Approve it
identity-keys-return = Return it with a comment
