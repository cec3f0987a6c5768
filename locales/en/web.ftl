# What stands round every page.

web-skip = Skip to content
web-demo-notice = This is a demo. Everybody can sign in, and everything may be reset.
web-main = Main
web-new-expense = New expense
web-sign-out-everywhere = Sign out everywhere
web-notice = Notice
web-reminder = Reminder
web-dismiss = Dismiss

# Places that are named after no page's title.
web-activity = Activity
web-branding = Branding
web-organization = Organization
web-settings = Settings

# Parts that several pages show.
web-optional = optional
web-nothing-saved = Nothing is saved yet
web-keys-on = Turn keys on
web-keys-off = Turn keys off
web-pages = Pages
web-newer = Newer
web-older = Older
