# What the organization looks like.

branding-forbidden = Only owners and admins change how the organization looks.
branding-no-look = That is no look.

branding-text = How pages, the sign-in page and mails of your organization look. Whatever colours you pick, everything stays readable.
branding-text-read = How pages and mails look. Owners and admins change it.
branding-name = Name on pages and in mails
branding-name-hint = Leave it empty to show the organization’s own name.
branding-brand-color = Brand colour
branding-brand-color-hint = Buttons, the current place, the first bar of a chart.
branding-brand-color-pick = Pick the brand colour
branding-accent = Accent
branding-accent-hint = The double line under a total.
branding-accent-pick = Pick the accent
branding-scheme = Light or dark
branding-scheme-auto = As each device says
branding-scheme-light = Always light
branding-scheme-dark = Always dark
branding-corners = Corners
branding-corners-sharp = Sharp
branding-corners-soft = Soft
branding-corners-round = Round
branding-logo = Logo
branding-logo-hint = PNG, JPEG or WebP, at most 1 MB and 2,500 pixels on a side. A wide one works as well as a square one.
branding-logo-again = Your browser lets go of files: choose the logo again before you save.
branding-logo-present = The present logo
branding-logo-remove = Remove the logo
branding-logo-inside = The sign-in page and mails show it once an owner’s address is verified.
branding-save = Save branding
branding-preview = Preview
branding-said-saved = Branding saved.
branding-stale = Somebody else changed the look after you opened it: this page already wears it. Below is what you picked. Save it again to put it in the place of that.
branding-shown-as = Shown as

# The sample beside the form: two expenses and their total, as a page shows them.
branding-sample-title = How it looks
branding-sample-previewed = Preview, not saved yet
branding-sample-light = Light
branding-sample-dark = Dark
branding-sample-first-day = 14 May
branding-sample-first-amount = €48.20
branding-sample-second-day = 12 May
branding-sample-second-merchant = Night train to Hamburg
branding-sample-second-amount = €129.00
branding-sample-total = €177.20
branding-sample-submit = Submit 2 expenses
branding-sample-cancel = Cancel
branding-sample-all = All expenses
