# Expenses.

expenses-auditors-record-none = Auditors read expenses and record none.
expenses-auditors-change-none = Auditors read expenses and change none.
expenses-only-admins-for-others = Admins and owners record expenses for others.
expenses-draft-is-the-spenders = Only the person who spent it can change a draft.
expenses-currency-changed = The base currency of the organization was changed meanwhile. Look at the expense again, then save it.
expenses-currency-stays = An expense was submitted meanwhile: from now on the base currency stays as it is.
expenses-gone = It is not there any more.
expenses-only-spender = Only the person who spent it can change an expense.
expenses-not-ones-own = Nobody decides about their own expense while somebody else can.
expenses-who-decides = Approvers, admins and owners decide about expenses.
expenses-who-takes-back = Who decided, an admin or an owner can take a decision back.
expenses-not-pay-oneself = Nobody pays themselves while somebody else can.
expenses-who-pays = Admins and owners pay back.
expenses-auditors-say-nothing = Auditors read expenses and say nothing about them.
expenses-who-recodes = Admins and owners change the category of what is submitted.
expenses-look-again = Look at it again, then decide.
expenses-stale = This expense was changed after you opened it.
expenses-met = { $said } at { $when }. { $advice }

# What happened to an expense, as its page and a conflict tell it. $it is "it" on its own page, "this" in a conflict.
history-recorded =
    { $it ->
        [this] { $who } recorded this
       *[it] { $who } recorded it
    }
history-recorded-for =
    { $it ->
        [this] { $who } recorded this for { $whose }
       *[it] { $who } recorded it for { $whose }
    }
history-submitted =
    { $it ->
        [this] { $who } submitted this
       *[it] { $who } submitted it
    }
history-withdrawn =
    { $it ->
        [this] { $who } withdrew this
       *[it] { $who } withdrew it
    }
history-approved-own = { $who } approved own expense
history-approved =
    { $it ->
        [this] { $who } approved this
       *[it] { $who } approved it
    }
history-returned =
    { $it ->
        [this] { $who } returned this
       *[it] { $who } returned it
    }
history-rejected =
    { $it ->
        [this] { $who } rejected this
       *[it] { $who } rejected it
    }
history-in-hand-again =
    { $it ->
        [this] { $who } took this in hand again
       *[it] { $who } took it in hand again
    }
history-reopened =
    { $it ->
        [this] { $who } reopened this
       *[it] { $who } reopened it
    }
history-reimbursed-own = { $who } reimbursed own expense
history-reimbursed =
    { $it ->
        [this] { $who } reimbursed this
       *[it] { $who } reimbursed it
    }
history-trashed =
    { $it ->
        [this] { $who } moved this to the trash
       *[it] { $who } moved it to the trash
    }
history-restored =
    { $it ->
        [this] { $who } took this out of the trash
       *[it] { $who } took it out of the trash
    }
history-commented =
    { $it ->
        [this] { $who } commented on this
       *[it] { $who } commented on it
    }
history-recoded = { $who } changed the category
history-receipt-added = { $who } added a receipt
history-receipt-deleted = { $who } deleted a receipt
history-receipt-restored = { $who } restored a receipt
history-changed =
    { $it ->
        [this] { $who } changed this
       *[it] { $who } changed it
    }
history-changed-fields = { $who } changed { $fields }
history-decided = { $who } returned or rejected it
history-somebody = somebody

# The fields of an expense within "changed ...".
history-field-amount = the amount
history-field-currency = the currency
history-field-rate = the rate
history-field-merchant = the merchant
history-field-spent-on = the date
history-field-category-id = the category
history-field-note = the note
history-field-paid-with = how it was paid

# Amounts and rates.
expenses-no-rate = no rate
expenses-unrated =
    { $count ->
        [one] { $number } expense without a rate, not in the total
       *[other] { $number } expenses without a rate, not in the total
    }
expenses-at-rate = { $amount } at { $rate }
expenses-in-no-total = No rate yet, so it counts in no { $currency } total
expenses-category-archived = { $name } (archived)

# Changing many at once.
bulk-said-submit =
    { $count ->
        [one] Submitted { $number } expense.
       *[other] Submitted { $number } expenses.
    }
bulk-said-withdraw =
    { $count ->
        [one] Withdrew { $number } expense.
       *[other] Withdrew { $number } expenses.
    }
bulk-said-approve =
    { $count ->
        [one] Approved { $number } expense.
       *[other] Approved { $number } expenses.
    }
bulk-said-return =
    { $count ->
        [one] Returned { $number } expense.
       *[other] Returned { $number } expenses.
    }
bulk-said-reject =
    { $count ->
        [one] Rejected { $number } expense.
       *[other] Rejected { $number } expenses.
    }
bulk-said-reimburse =
    { $count ->
        [one] Reimbursed { $number } expense.
       *[other] Reimbursed { $number } expenses.
    }
bulk-said-delete =
    { $count ->
        [one] Moved { $number } expense to the trash.
       *[other] Moved { $number } expenses to the trash.
    }
bulk-said-restore =
    { $count ->
        [one] Restored { $number } expense.
       *[other] Restored { $number } expenses.
    }
bulk-said-category =
    { $count ->
        [one] Put { $number } expense into { $category }.
       *[other] Put { $number } expenses into { $category }.
    }
bulk-left =
    { $count ->
        [one] { $number } expense was left as it is
       *[other] { $number } expenses were left as they are
    }
bulk-not-all = Not all could be changed
bulk-nothing-yet = Nothing is changed yet
bulk-category = Category
bulk-change-category = Change category
bulk-restore = Restore
bulk-submit = Submit
bulk-approve = Approve
bulk-reimburse = Reimburse
bulk-withdraw = Withdraw
bulk-delete = Move to trash
bulk-return = Return
bulk-reject = Reject
bulk-what-to-fix = What is to be fixed?
bulk-why = Why?

# Filters and orders of the list.
filter-quoted = “{ $text }”
filter-no-category = No category
filter-yours = Yours
filter-from = From { $day }
filter-to = To { $day }
filter-at-least = At least { $amount }
filter-at-most = At most { $amount }
filter-in = In { $currency }
filter-any = Any
sort-latest = Latest first
sort-earliest = Earliest first
sort-largest = Largest first
sort-smallest = Smallest first
sort-merchant = Merchant, A to Z
sort-merchant-down = Merchant, Z to A
sort-recorded-last = Recorded last first
sort-recorded-first = Recorded first first

# A filter of the address that could not be read.
filter-problem = This address asks for something the list doesn't have. { $problems } Everything else holds.
filter-problem-one = { $field }: { $said }
filter-name-q = Search
filter-name-status = Status
filter-name-category = Category
filter-name-member = Person
filter-name-from = From
filter-name-to = To
filter-name-min = At least
filter-name-max = At most
filter-name-currency = Currency
filter-name-tag = Tag
filter-name-sort = Sorted by
filter-name-per = Page size
filter-name-sep = Separator
filter-name-bom = Byte order mark
filter-name-page = Page

# Titles of pages.
expenses-title = Expenses
expenses-trash = Trash

# One of several that is not in sight any more.
bulk-one = An expense

# Said after a step.
step-said-submitted = Submitted { $amount }.
step-said-submitted-for = Submitted { $amount } for { $name }.
step-said-recorded = Saved { $amount }.
step-said-recorded-for = Saved { $amount } for { $name }.
step-said-withdrawn = Withdrew { $amount }. You can edit it now.
step-said-approved = Approved { $amount } at { $merchant }.
step-said-returned = Returned { $amount } at { $merchant }.
step-said-rejected = Rejected { $amount } at { $merchant }.
step-said-reopened = Reopened { $amount }. It waits for a decision.
step-said-reimbursed = Reimbursed { $amount }.
step-said-trashed = Moved { $merchant } to the trash.
step-said-restored = Restored { $merchant }.
step-said-recoded = Category changed.
step-said-changed = Changes saved.
step-said-saved = Saved.
step-by-mistake = Approved by mistake.
