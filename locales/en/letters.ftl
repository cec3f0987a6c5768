# Mails about expenses.


# Mails about expenses: $line is an amount at a merchant on a date.
letter-line = { $money } at { $merchant } on { $date }
letter-heading = { $said }:
letter-words = “{ $words }”
letter-submitted-subject = { $who } submitted an expense at { $merchant }
letter-submitted-one = { $who } submitted { $line }.
letter-submitted-several =
    { $count ->
        [one] { $who } submitted { $number } expense
       *[other] { $who } submitted { $number } expenses
    }
letter-next-subject = { $who } passed on an expense at { $merchant }
letter-next-one = { $who } approved { $line }, and you are next.
letter-next-several =
    { $count ->
        [one] { $who } passed on { $number } expense
       *[other] { $who } passed on { $number } expenses
    }
letter-approved-subject = { $who } approved your expense at { $merchant }
letter-approved-one = { $who } approved { $line }.
letter-approved-several = { $who } approved { $number } of your expenses
letter-returned-subject = { $who } returned your expense at { $merchant }
letter-returned-one = { $who } returned { $line }.
letter-returned-several = { $who } returned { $number } of your expenses
letter-rejected-subject = { $who } rejected your expense at { $merchant }
letter-rejected-one = { $who } rejected { $line }.
letter-rejected-several = { $who } rejected { $number } of your expenses
letter-reopened-subject = { $who } reopened your expense at { $merchant }
letter-reopened-one = { $who } reopened { $line }.
letter-reopened-several = { $who } reopened { $number } of your expenses
letter-commented-subject = { $who } commented on your expense at { $merchant }
letter-commented-one = { $who } commented on { $line }.
letter-commented-several = { $who } commented on { $number } of your expenses
letter-advice-submitted-one = It waits for your decision.
letter-advice-submitted = They wait for your decision.
letter-advice-returned-one = It is a draft again. Fix it, then submit it.
letter-advice-returned = They are drafts again. Fix them, then submit them.
letter-advice-rejected-one = If you can fix it, reopen it.
letter-advice-rejected = What you can fix, reopen.
letter-advice-reopened-one = It waits for a decision again.
letter-advice-reopened = They wait for a decision again.
letter-open-expense = Open the expense
letter-open-approvals = Open your approvals
letter-open-expenses = Open your expenses
expenses-and-more = And { $number } more.
letter-sentence = { $said }.
letter-reimbursed-subject = { $who } reimbursed your expense at { $merchant }
letter-reimbursed-one = { $who } reimbursed { $line }.
letter-reimbursed-several = { $who } reimbursed { $number } of your expenses
letter-waiting-subject = An expense at { $merchant } waits for your decision
letter-waiting-one =
    { $days ->
        [one] { $line } has waited for your decision for { $time } day.
       *[other] { $line } has waited for your decision for { $time } days.
    }
letter-waiting-several =
    { $days ->
        [one] { $number } expenses wait for your decision, the oldest for { $time } day
       *[other] { $number } expenses wait for your decision, the oldest for { $time } days
    }
letter-escalated-subject = An expense at { $merchant } has long waited for a decision
letter-escalated-one =
    { $days ->
        [one] { $line } has waited for somebody else’s decision for { $time } day. You may decide now, too.
       *[other] { $line } has waited for somebody else’s decision for { $time } days. You may decide now, too.
    }
letter-escalated-several =
    { $days ->
        [one] { $number } expenses wait for the decision of others, the oldest for { $time } day, and you may decide now, too
       *[other] { $number } expenses wait for the decision of others, the oldest for { $time } days, and you may decide now, too
    }
letter-rule-subject = { $who } changed the rules
letter-rule-added = { $who } added a rule: { $says }
letter-rule-changed = { $who } changed a rule. It says now: { $says }
letter-rule-removed = { $who } removed a rule: { $says }
letter-advice-rule = What you have submitted stays as it was judged.
letter-open-rules = Open the rules
letter-absence-subject = Standing in: { $name }
letter-absence-asked = You decide for { $name } from { $from } to { $to }. What waits for { $name } then stands among your approvals.
letter-absence-changed = You decide for { $name } on other days now: from { $from } to { $to }.
letter-absence-noted = What you should know when you decide for { $name } from { $from } to { $to } was changed.
letter-absence-ended = You no longer decide for { $name }.
letter-absence-entered = { $who } entered that you are away from { $from } to { $to }. { $name } decides for you.
letter-absence-dropped = Your absence from { $from } to { $to } is ended: { $name } no longer decides for you.
letter-open-absences = Open absences
letter-open-notifications = Open your notifications
letter-daily-subject =
    { $count ->
        [one] Your day: { $number } notification
       *[other] Your day: { $number } notifications
    }
