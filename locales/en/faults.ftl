# What a field can be wrong about: `fault-` and the code of `domain::fault::Fault`.
# `fault-CODE-in-FIELD` is said instead beside a field of that name.

fault-missing = Fill this in.
fault-missing-in-organization = Name your organization.
fault-missing-in-name = Enter your name.
fault-missing-in-merchant = Enter the merchant.
fault-missing-in-category_id = Choose a category.
fault-missing-in-reason = Give a reason: it reaches the person who spent it.
fault-missing-in-comment = Say what is to be fixed.
fault-missing-in-text = Write a comment.
fault-missing-in-code = Enter the invite code.
fault-missing-in-emails = Enter at least one e-mail address.
fault-missing-in-role = Choose a role.
fault-missing-in-member_id = Choose a member.
fault-missing-in-password = Enter your password.
fault-missing-in-current_password = { fault-missing-in-password }
fault-not-offered = Choose one from the list.
fault-filter-missing = The list can't be narrowed by this yet. Leave it out.
fault-filter-twice = Give this once.
fault-filter-trash-alone = The trash is a list of its own. Choose it alone.
fault-page-size = A page has 1 to { $most } expenses.
fault-place-unknown = No page of this list begins there.
fault-nothing-selected = Select at least one expense.
fault-too-many-at-once = { $found } expenses match, and at most { $most } can be changed at once. Narrow the filter.

fault-amount-missing = Enter an amount.
fault-amount-not-number = “{ $typed }” is not an amount. Write it like 12.50.
fault-amount-scientific = Write “{ $typed }” out in digits.
fault-amount-negative = Leave out the minus, and tick “Money back” instead.
fault-amount-zero = Enter an amount of more than zero.
fault-amount-too-large = Enter an amount of at most { $limit }.
fault-amount-too-precise =
    { $decimals ->
        [0] { $currency } has no decimals. Enter a whole number.
       *[other] { $currency } has { $decimals } decimals. Enter no more than that.
    }
fault-amount-grouping = The separators in “{ $typed }” don't add up. Write the amount without them, like 1234.50.
fault-amount-ambiguous = “{ $typed }” can mean { $whole } or { $fraction }. Write { $write_whole } or { $write_fraction }.
fault-amount-other-currency = You wrote “{ $typed }” but chose { $chosen }. Make the two agree.
fault-currencies-differ = { $left } and { $right } can't be added. Convert one first.

fault-rate-missing = Enter an exchange rate.
fault-rate-missing-in-rate = Which rate? Enter what one unit cost.
fault-rate-not-number = “{ $typed }” is not a rate. Write it like 1.0845.
fault-rate-negative = Enter the rate without a minus.
fault-rate-zero = Enter a rate of more than zero.
fault-rate-too-large = Enter a rate of at most { $limit }.
fault-rate-too-precise = Enter a rate with at most { $decimals } decimals.
fault-rate-grouping = The separators in “{ $typed }” don't add up. Write the rate without them, like 1.0845.
fault-rate-of-another-base = Your organization counts in { $currency } now. Enter what one unit costs in { $currency }.
fault-converted-too-large = This comes to too much in { $currency }. Check the amount and the rate.

fault-currency-missing = Choose a currency.
fault-currency-unknown = “{ $typed }” is not a currency in use. Choose one like EUR or USD.
fault-locale-unknown = “{ $typed }” is not a language tag. Choose one like en-GB.
fault-timezone-unknown = “{ $typed }” is not a time zone. Choose one like Europe/Vienna.

fault-date-missing = Enter a date.
fault-date-missing-in-first_day = Enter the first day.
fault-date-missing-in-last_day = Enter the last day.
fault-date-shape = “{ $typed }” is not a date. Write year, month and day like 2026-11-21.
fault-date-not-in-calendar = There is no { $typed } in the calendar. Check the day.
fault-date-too-early = Enter a date from { $earliest } on.
fault-date-too-late = Enter a date up to { $latest }.

fault-email-missing = Enter an e-mail address.
fault-email-invalid = “{ $typed }” is not an e-mail address. Write it like name@example.com.
fault-email-too-long = Enter an e-mail address of at most { $limit } characters.
fault-email-taken = Somebody here has this e-mail address already. Enter another.

fault-member-already = { $email } is a member already.
fault-invited-already = { $email } is invited already. Send the invitation again from the list.
fault-owner-was-here = { $email } was an owner. Only an owner can invite them again.
fault-invitations-limited = { $email } has to wait: until an owner’s address is verified, only { $most } can be invited.
fault-invited-nobody = Nobody is invited yet.
fault-too-many-addresses = Enter at most { $most } addresses at once.
fault-approver-unfit = Choose somebody who is active and decides about expenses.
fault-delegate-self = Choose somebody else: nobody stands in for themselves.
fault-delegate-away = They are away themselves from { $from } to { $to }. Choose somebody who is there.
fault-absence-backwards = The last day comes before the first. Enter a later one.
fault-absence-over = That has gone by. Enter today or a later day.
fault-absence-overlaps = There is an absence from { $from } to { $to } already. Change that one, or choose other days.
fault-escalation-early = Enter more days than until the reminder.
fault-missing-in-delegate_id = Choose who stands in.

fault-text-too-long = Shorten this to { $limit } characters: it has { $length }.
fault-text-control = Take out the control character { $character }, or type the text again.
fault-text-hidden = Take out the hidden character { $character }, or type the text again.
fault-text-address = Enter a name without a web or e-mail address in it.

fault-name-missing = Enter a name.
fault-name-taken = Another one has this name already. Choose a different name.
fault-too-deep = This has others below it, so it stays at the top.
fault-number-range = Enter a number from { $least } to { $most }.
fault-currency-fixed = Expenses were submitted already, so the base currency stays { $currency }.

fault-rule-note-twice = A missing note and a demand for one are the same. Choose “every expense” to ask for a note.
fault-rule-receipt-twice = A missing receipt and a demand for one are the same. Choose “every expense” to ask for a receipt.
fault-rule-needs-receipt = A rule asks for a receipt. Add one, then submit.
fault-rule-too-wide = This would meet every expense. Choose a category, a person, a way to pay, or a condition.
fault-rule-twice = There is this very rule already.
fault-step-twice = It goes there already. Choose somebody else.
fault-rules-contradict = With the other rules no currency would be left, and nothing could be submitted. Change one of them first.
fault-rule-blocks = A rule keeps this expense from being submitted. Correct it, or save it as a draft.
fault-rule-needs-reason = A rule keeps this expense from being submitted. Write why it should be let through, or change what the rule is about.
fault-rule-needs-note = A rule asks for a note. Write what this expense was for.

fault-color-missing = Choose a colour, like #0f766e.
fault-color-invalid = “{ $typed }” is not a colour. Write it as # and six digits or letters a to f, like #0f766e.
fault-logo-too-large = This file is larger than { $limit }. Make the picture smaller and choose it again.
fault-logo-too-many-pixels = This picture is larger than { $most } pixels on a side. Make it smaller and choose it again.
fault-logo-svg = SVG files can hold programs, so they are not taken. Save the logo as a PNG, about 512 pixels wide, and choose that.
fault-logo-kind = This is not a PNG, JPEG or WebP picture. Save the logo as one of these and choose it again.
fault-logo-broken = This picture can't be read: the file is damaged. Save it anew and choose it again.

fault-receipt-empty = { $file } is empty. Choose it again, or leave it out.
fault-receipt-too-large = { $file } is larger than { $limit }. Make it smaller and choose it again.
fault-receipt-kind = { $file } is not a JPEG, PNG or WebP picture and not a PDF. Save it as one of these and choose it again.
fault-receipt-heic = { $file } is a HEIC photo, which browsers can’t show. Save it as a JPEG and choose it again.
fault-receipt-broken = { $file } can’t be read: the file is damaged. Save it anew and choose it again.
fault-receipt-too-many-pixels = { $file } has more than { $most } million pixels. Make it smaller and choose it again.
fault-receipt-encrypted = { $file } asks for a password. Save it without one and choose it again.
fault-receipt-too-many = { $file } is one too many: up to { $most } files fit in at once. Add it afterwards.
fault-receipt-no-room = { $file } is one too many: an expense has up to { $most } receipts. Leave it out, or record a second expense.
fault-receipt-quota = { $file } doesn’t fit any more: your organization keeps up to { $limit } of receipts.
fault-receipt-missing = Choose at least one file.

fault-password-too-short = Use at least { $least } characters: this has { $length }.
fault-password-missing = Choose a password of at least { $least } characters.
fault-password-too-long = Use at most { $limit } characters: this has { $length }.
fault-password-common = Many people use this password. Choose one that is harder to guess.
fault-password-wrong = This is not your password. Type it again.

fault-slug-missing = Choose an address for your organization.
fault-slug-too-short = Use at least { $least } characters.
fault-slug-too-long = Use at most { $limit } characters.
fault-slug-character = “{ $character }” can't be in an address. Use the letters a to z, digits and hyphens.
fault-slug-start = Begin with a letter.
fault-slug-end = End with a letter or a digit.
fault-slug-double-hyphen = Use one hyphen at a time.
fault-slug-reserved = “{ $slug }” is kept for the service. Choose another.
fault-slug-taken = “{ $slug }” is taken. Choose another.
fault-schema-name-shape = A schema name is org_ and 32 lower-case hex digits.
