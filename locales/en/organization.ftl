# The settings of the organization.

organization-settings-hidden = Members don't see the organization's settings.
organization-settings-forbidden = Only owners and admins change the organization's settings.

organization-text = What holds for everybody here.
organization-text-read = What holds for everybody here. Owners and admins change it.
organization-name = Name
organization-timezone = Time zone
organization-timezone-hint = What “today” is. No date spent ever moves.
organization-locale = Dates and numbers
organization-locale-hint = Members may choose their own.
organization-week-start = Weeks begin on
organization-month-start = Months begin on day
organization-fiscal-year-start = The fiscal year begins in
organization-currency = Base currency
organization-currency-fixed = It stays, because expenses were submitted already.
organization-currency-hint = It can change until the first expense is submitted. Drafts are converted anew; those in other currencies then need a rate.
organization-remind = Days until a reminder
organization-remind-hint = So many days after an expense began to wait, whoever it waits for is reminded, once. Leave it empty for never.
organization-escalate = Days until it escalates
organization-escalate-hint = What still waits then stands among the approvals of admins and owners too. Leave it empty for never.
organization-never = Never
organization-days =
    { $count ->
        [one] { $number } day
       *[other] { $number } days
    }
organization-save = Save settings
organization-said-saved = Settings saved.
organization-stale = Somebody else changed the settings after you opened them: the organization is called { $name } now, counts in { $currency } and by the days of { $timezone }. Below is what you typed. Save it again to put it in the place of that.

# The days a week begins on, and the months a year begins in.
organization-monday = Monday
organization-tuesday = Tuesday
organization-wednesday = Wednesday
organization-thursday = Thursday
organization-friday = Friday
organization-saturday = Saturday
organization-sunday = Sunday
organization-january = January
organization-february = February
organization-march = March
organization-april = April
organization-may = May
organization-june = June
organization-july = July
organization-august = August
organization-september = September
organization-october = October
organization-november = November
organization-december = December
