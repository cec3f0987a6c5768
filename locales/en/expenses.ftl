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
expenses-waits-for-others = This expense waits for somebody else.
expenses-stood-in-for = You stand in for whoever spent it, so somebody else decides.
expenses-said-yes-before = You approved a step before, so somebody else decides now.
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
history-approved-by-rule =
    { $it ->
        [this] A rule approved this
       *[it] A rule approved it
    }
history-in-step = { $said } (step { $step } of { $of })
history-for-absent = { $said }, for { $absent }
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
history-exception-asked = { $who } asked for an exception
history-exception-dropped = { $who } dropped the exception
history-kept-apart = { $who } kept it beside one that looks the same
history-escalated = { $who } asked admins and owners too
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
bulk-said-by-rule =
    { $count ->
        [one] A rule approved { $number } of them.
       *[other] Rules approved { $number } of them.
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
step-said-recorded = Saved { $amount }.
step-said-recorded-for = Saved { $amount } for { $name }.
step-said-withdrawn = Withdrew { $amount }. You can edit it now.
step-said-submitted-approved = Submitted { $amount }. A rule approved it.
step-said-passed-on = Approved { $amount } at { $merchant }. It waits for the next step now.
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

# The list, and where it is empty.
list-all = All expenses
list-export = Export
list-no-match = No expenses match
list-no-match-text = Take a filter away, or all of them.
list-trash-empty = The trash is empty
list-trash-empty-text = What you put here can be taken out again for 30 days.
list-none = No expenses yet
list-none-record = Record the first one: the amount, where, and when.
list-none-read = What members record shows up here.
list-trash-note = These count in no other total. Each can be restored for 30 days.
list-select = Select { $merchant }
list-pages = Pages
list-previous = Previous
list-next = Next

# The form of the filters.
filter-search = Search
filter-search-in = Search merchant and note
filter-and-sort = Filter and sort
filter-amounts-in = Amounts in { $currency }. Choose a currency to compare in that one.
filter-show = Show these
filter-clear = Clear filters
filter-clear-all = Clear all
filter-holding = Filters that hold
# Before the name of a filter that a click takes away.
filter-without = Without

# Selecting, and the page of what was left. In bulk-selected-sum the script puts number and amount into their blanks.
bulk-change-selected = Change the selected
bulk-selected = Selected
bulk-selected-sum =
    { $count ->
        [one] { $number } selected, { $amount }
       *[other] { $number } selected, { $amount }
    }
bulk-all-matching =
    { $count ->
        [one] All { $number } expense that match
       *[other] All { $number } expenses that match
    }
bulk-back = Back to the list

# Which keys do something. The page puts the keys into the blanks; $help is the question mark.
keys-of-list = Keys: { $j } and { $k } go down and up, { $x } selects, { $help } lists all.
keys-of-one = Keys: { $a } approves, { $r } returns, { $help } lists all.
keys-of-queue = Keys: { $j } and { $k } go down and up, { $enter } opens, { $a } approves, { $r } returns, { $help } lists all.
keys-enter = Enter

# What an expense consists of, beside its fields.
expenses-new = New expense
expenses-amount = Amount
expenses-money-back = Money back
expenses-rate = Rate
expenses-merchant = Merchant
expenses-date = Date
expenses-note = Note
expenses-paid-with = Paid with
expenses-spent-by = Spent by
# Of a category.
expenses-none-yet = None yet
expenses-choose-one = Choose one

# Recording and editing.
form-edit = Edit expense
form-optional = optional
form-rate-hint = Only for other currencies: how many { $currency } one unit costs. It can be added later.
form-you = { $name } (you)
form-save = Save expense
form-save-and-new = Save and add another
form-save-and-submit = Save and submit
form-cancel = Cancel

# The form was sent twice, with different entries. $saved and $sent are letter-line.
form-already-saved = Already saved
form-saved-as = Already saved as { $saved }
form-sent-before = This form was sent before, with other entries. What you sent now, { $sent }, is not saved yet.
form-change-that = Change that one
form-save-as-new = Save as a new expense

# Two versions of one expense.
stale-title = Changed meanwhile
stale-heading = This expense changed while you were editing it
stale-text = Saved meanwhile by { $other }. Yours is not saved yet. Choose which to keep.
stale-caption = Both versions, field by field
stale-field = Field
stale-yours = Yours
stale-other = The other
stale-differs = differs
stale-empty = Empty
stale-yes = Yes
stale-keep-mine = Keep mine
stale-keep-other = Keep the other

# The page of one expense.
show-record-again = Record again
show-edit = Edit
show-in-trash = This expense is in the trash and counts nowhere. It can be restored until { $until }.
show-entered-by = Entered by
# There is no note.
show-no-note = None
show-fix-and-resubmit = Fix and resubmit
show-why-rejected = Why? It reaches the person who spent it.
show-reopen = Reopen
show-why-reopened = Why is the decision taken back?
show-say-paid = Say that the money was paid back. This stays as it is.
show-comments = Comments
show-add-comment = Add a comment
show-comment = Comment
show-history = History

# What is said while an expense is typed.
check-title = What the rules say
check-left = What is left
check-twin = This looks like one that is recorded already:
check-twin-what = { $merchant }, { $money }, { $date }
check-keep = Keep both, they are two expenses
check-keep-button = Keep both
check-said-kept = Both kept. This pair is not pointed out again.
check-not-alike = These two don’t look the same any more, so there is nothing to keep apart.
check-kept = { $who } said that these are two expenses:
check-exception = Ask for an exception
check-exception-hint = Say why it should be allowed all the same. Whoever decides reads it.
check-exception-why = Why should it be allowed all the same?
