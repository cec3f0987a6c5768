# What an organization demands of expenses.

rules-title = Rules
rules-text = What is pointed out before an expense is submitted, and what can’t be. The first rule is looked at first.
rules-text-read = What is pointed out before an expense is submitted, and what can’t be. Owners and admins change it.
rules-text-bind = These rules are for what you spend. Owners and admins change them.
rules-forbidden = Only owners and admins change rules.
rules-stale = This rule was changed after you opened it. Look at it again, then decide.
rules-stale-order = The order was changed after you opened this list. Look at it again, then move the rule.
rules-direction = A rule moves up or down.
rules-most = There can be { $most } rules at most. Delete one first.
rules-none = No rules yet
rules-none-text = Everything can be submitted as it is.
rules-new = New rule
rules-edit = Edit rule
rules-add = Add rule
rules-save = Save changes
rules-cancel = Cancel
rules-off = Off
rules-other-currency = Its limit is in another currency than expenses are counted in, so nothing meets it. Edit it.
rules-move-up = Move up: { $rule }
rules-move-down = Move down: { $rule }
rules-switch-on = Switch on
rules-switch-off = Switch off
rules-delete = Delete
rules-said-added = Rule added.
rules-said-saved = Rule saved.
rules-said-on = Rule switched on.
rules-said-off = Rule switched off.
rules-said-deleted = Rule deleted.
rules-said-restored = Rule restored.
rules-met = { $other } saved another version of this rule meanwhile. It says now: { $says } Save yours to replace it.

rules-which = Which expenses
rules-category = Category
rules-category-any = Any category
rules-who = Whose
rules-who-any = Everybody’s
rules-paid-with = Paid with
rules-paid-with-any = Anything
rules-condition = What it looks for
rules-when-always = Every one of them
rules-when-over = More than
rules-when-note = No note
rules-when-receipt = No receipt, and more than
rules-when-old = Older than
rules-when-future = Dated in the future
rules-when-weekend = On a weekend
rules-when-currency = Any currency but
rules-when-merchant = A merchant with this in its name
rules-when-duplicate = Looks recorded twice: same amount, similar merchant, within three days
rules-limit = Amount in { $currency }
rules-span = In which time
rules-span-expense = for one expense
rules-span-day = a day
rules-span-month = per person a month
rules-span-together = a month, everybody together
rules-missing-over = Amount in { $currency }, or nothing
rules-any-amount = any amount
rules-days = Days
rules-days-unit = days
rules-currencies = Currencies
rules-merchant = Part of the name
rules-effect = What follows
rules-effect-warn = It is pointed out
rules-effect-note = It needs a note
rules-effect-receipt = It needs a receipt
rules-effect-block = It can’t be submitted

# What a rule is about.
rules-what-expenses = Expenses
rules-what-category = { $category }
rules-what-of = { $what } of { $whom }
rules-whom-owner = owners
rules-whom-admin = admins
rules-whom-approver = approvers
rules-whom-member = members
rules-what-paid-own = { $what } paid with own money
rules-what-paid-card = { $what } paid with the company card
rules-what-paid-advance = { $what } paid with an advance
rules-gone = a category that is gone

# What a rule says, as a sentence to read aloud: `rules-says-`, what it looks for, what follows.
rules-says-always-warn = { $what } will be pointed out.
rules-says-always-note = { $what } must have a note.
rules-says-always-receipt = { $what } must have a receipt.
rules-says-always-block = { $what } can’t be submitted.
rules-says-over-expense-warn = { $what } over { $limit } will be pointed out.
rules-says-over-expense-note = { $what } over { $limit } must have a note.
rules-says-over-expense-receipt = { $what } over { $limit } must have a receipt.
rules-says-over-expense-block = { $what } over { $limit } can’t be submitted.
rules-says-over-day-warn = { $what } over { $limit } a day will be pointed out.
rules-says-over-day-note = { $what } over { $limit } a day must have a note.
rules-says-over-day-receipt = { $what } over { $limit } a day must have a receipt.
rules-says-over-day-block = { $what } over { $limit } a day can’t be submitted.
rules-says-over-month-warn = { $what } over { $limit } per person a month will be pointed out.
rules-says-over-month-note = { $what } over { $limit } per person a month must have a note.
rules-says-over-month-receipt = { $what } over { $limit } per person a month must have a receipt.
rules-says-over-month-block = { $what } over { $limit } per person a month can’t be submitted.
rules-says-over-together-warn = { $what } over { $limit } a month, everybody together, will be pointed out.
rules-says-over-together-note = { $what } over { $limit } a month, everybody together, must have a note.
rules-says-over-together-receipt = { $what } over { $limit } a month, everybody together, must have a receipt.
rules-says-over-together-block = { $what } over { $limit } a month, everybody together, can’t be submitted.
rules-says-note-warn = { $what } without a note will be pointed out.
rules-says-note-block = { $what } without a note can’t be submitted.
rules-says-receipt-warn = { $what } without a receipt will be pointed out.
rules-says-receipt-note = { $what } without a receipt must have a note.
rules-says-receipt-block = { $what } without a receipt can’t be submitted.
rules-says-receipt-over-warn = { $what } over { $limit } without a receipt will be pointed out.
rules-says-receipt-over-note = { $what } over { $limit } without a receipt must have a note.
rules-says-receipt-over-block = { $what } over { $limit } without a receipt can’t be submitted.
rules-says-old-warn =
    { $days ->
        [one] { $what } older than 1 day will be pointed out.
       *[other] { $what } older than { $days } days will be pointed out.
    }
rules-says-old-note =
    { $days ->
        [one] { $what } older than 1 day must have a note.
       *[other] { $what } older than { $days } days must have a note.
    }
rules-says-old-receipt =
    { $days ->
        [one] { $what } older than 1 day must have a receipt.
       *[other] { $what } older than { $days } days must have a receipt.
    }
rules-says-old-block =
    { $days ->
        [one] { $what } older than 1 day can’t be submitted.
       *[other] { $what } older than { $days } days can’t be submitted.
    }
rules-says-future-warn = { $what } dated in the future will be pointed out.
rules-says-future-note = { $what } dated in the future must have a note.
rules-says-future-receipt = { $what } dated in the future must have a receipt.
rules-says-future-block = { $what } dated in the future can’t be submitted.
rules-says-weekend-warn = { $what } on a weekend will be pointed out.
rules-says-weekend-note = { $what } on a weekend must have a note.
rules-says-weekend-receipt = { $what } on a weekend must have a receipt.
rules-says-weekend-block = { $what } on a weekend can’t be submitted.
rules-says-currency-warn = { $what } in other currencies than { $currencies } will be pointed out.
rules-says-currency-note = { $what } in other currencies than { $currencies } must have a note.
rules-says-currency-receipt = { $what } in other currencies than { $currencies } must have a receipt.
rules-says-currency-block = { $what } in other currencies than { $currencies } can’t be submitted.
rules-says-merchant-warn = { $what } at merchants with “{ $merchant }” in their name will be pointed out.
rules-says-merchant-note = { $what } at merchants with “{ $merchant }” in their name must have a note.
rules-says-merchant-receipt = { $what } at merchants with “{ $merchant }” in their name must have a receipt.
rules-says-merchant-block = { $what } at merchants with “{ $merchant }” in their name can’t be submitted.
rules-says-duplicate-warn = { $what } that look recorded twice will be pointed out.
rules-says-duplicate-note = { $what } that look recorded twice must have a note.
rules-says-duplicate-receipt = { $what } that look recorded twice must have a receipt.
rules-says-duplicate-block = { $what } that look recorded twice can’t be submitted.

# What an expense breaks.
rules-broken = Rules
rules-broken-judged = What rules pointed out when this was submitted
rules-found-over-expense = This is { $total }.
rules-found-over-day = That day comes to { $total }.
rules-found-over-month = That month comes to { $total }.
rules-found-over-together = Everybody together comes to { $total } that month.
rules-found-over-together-untold = Everybody together, that month is over it.
rules-found-old =
    { $days ->
        [one] It was yesterday.
       *[other] It was { $days } days ago.
    }
rules-found-twin = Compare with { $merchant }

# An exception, and what is left of a limit.
rules-exception = A written reason is enough too
rules-or-reason = A written reason is enough too.
rules-excepted = Exception:
rules-left-day = { $what }: { $amount } of { $limit } left on { $when }
rules-left-month = { $what }: { $amount } of { $limit } left in { $when }
rules-over-day = { $what }: { $amount } over the { $limit } of { $when }
rules-over-month = { $what }: { $amount } over the { $limit } of { $when }
rules-left-together = { $what } of everybody together: { $amount } of { $limit } left in { $when }
rules-over-together = { $what } of everybody together: { $amount } over the { $limit } of { $when }
