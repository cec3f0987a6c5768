# The pages of the base domain.

# The mail that lists the organizations of an address.
onboarding-letter-subject = Your organizations
onboarding-letter-text = This address belongs to a member of:
onboarding-letter-open = Open { $name }
onboarding-letter-small = If you didn’t ask for this, ignore this mail.

# What Outlay is.
onboarding-title = Expenses, recorded in seconds
onboarding-hero = Every expense of your company, in one tidy ledger.
onboarding-hero-text = Record what was spent in seconds, from a phone or a desk, and see where each amount stands.
onboarding-hero-begin = Name your organization and begin.
onboarding-hero-closed = New organizations are not being taken on here at the moment.
onboarding-name-yours = Name of your organization
onboarding-yours = Your organization
onboarding-picture = The list of expenses of a design studio, by month, with totals
onboarding-facts = What to expect
onboarding-exact = Exact
onboarding-exact-text = Type amounts the way you write them. Each is kept exactly, in its own currency, and never counted twice.
onboarding-apart = Apart
onboarding-apart-text = Your books stand in tables of their own, away from every other organization’s.
onboarding-plain = Plain
onboarding-plain-text = Pages open at once, on a phone too, and do everything without JavaScript.
onboarding-open-yours = Open your organization
onboarding-its-address = Its address
onboarding-open = Open
onboarding-none-there = There is no organization at { $address }. Check the spelling.
onboarding-forgot = Forgot it? Have your organizations sent to you

# The list of one's organizations.
onboarding-find = Find your organization
onboarding-find-text = Enter your e-mail address. The organizations it belongs to are sent there.
onboarding-find-send = Send the list
onboarding-find-sent = If this address belongs to a member anywhere here, a mail with the list is on its way.
onboarding-find-sent-text = Look among unwanted mail too, or try another address of yours.
onboarding-find-another = Try another address

# Sign-up.
onboarding-sign-up = Sign up
onboarding-sign-up-text = You become the owner of a new organization. Colleagues can be added later.
onboarding-organization = Organization
onboarding-address = Address
onboarding-slug-hint = Your organization’s own address: letters, digits and hyphens.
# After the address itself.
onboarding-slug-free = is free
onboarding-slug-taken = is taken. Try another.
onboarding-password-hint = At least 8 characters. A few words in a row make a good one.
onboarding-code = Invite code
onboarding-code-hint = Signing up here needs one; ask the person who runs this service.
onboarding-counts = How your organization counts
onboarding-currency = Currency
onboarding-currency-hint = Totals are in this currency; each expense keeps its own.
onboarding-timezone = Time zone
onboarding-locale = Dates and numbers
onboarding-create = Create organization
onboarding-looks = What it looks like
onboarding-later-tries = Too many tries came from your network.
onboarding-later-preparing = New organizations are being prepared at this moment.
onboarding-later-updated = Outlay is being updated.
onboarding-later-unsure = We can't tell whether your organization was made. Sent again, the same form leads you in if it was.
onboarding-later-database = Outlay can't reach its database. Nothing was saved.
onboarding-later-send = Type the password again and send the form in { $seconds } seconds.
onboarding-closed = Sign-up is closed
onboarding-closed-here = Sign-up is closed here
onboarding-closed-text = New organizations are not being taken on at the moment. If your company has one, open it by its address.
