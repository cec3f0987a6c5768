# The queue of those who decide.

approvals-forbidden = Approvers, admins and owners decide about expenses.
approvals-title = Approvals
approvals-tick-one = Tick at least one expense.
approvals-none = Nothing waits for you
approvals-oldest =
    { $count ->
        [one] The oldest { $number } expense that wait for you
       *[other] The oldest { $number } expenses that wait for you
    }
approvals-waiting =
    { $count ->
        [one] { $number } expense waits for you
       *[other] { $number } expenses wait for you
    }
approvals-none-at-all = Nothing that others submitted waits
approvals-none-at-all-text = What others submit shows up here, whomever it waits for.
approvals-oldest-of-all =
    { $count ->
        [one] The oldest { $number } expense that waits for a decision
       *[other] The oldest { $number } expenses that wait for a decision
    }
approvals-all-waiting =
    { $count ->
        [one] { $number } expense waits for a decision
       *[other] { $number } expenses wait for a decision
    }

# The two queues.
approvals-tab-yours = Waiting for you
approvals-tab-all = All that wait

# Of one that was submitted; the other follows.
approvals-twin = This looks like another:
# How many receipts there is no room for in a row; leads to them.
approvals-more-receipts =
    { $count ->
        [one] 1 more receipt, { $merchant }
       *[other] { $count } more receipts, { $merchant }
    }
approvals-history-and-comments =
    { $count ->
        [one] History and { $count } comment
       *[other] History and { $count } comments
    }
approvals-one = { $amount } at { $merchant }
approvals-out-of-sight = One that is not in sight any more

# One sentence with what comes after it: which, and why.
approvals-not-decided = { $count } not decided:
approvals-all-decided = All decided
approvals-others-decided = All that others submitted is decided
approvals-all-decided-text = What members submit shows up here, oldest first.
# Ticks every expense.
approvals-all = All

# After a verb, where there is room: Approve ticked.
approvals-ticked = ticked
approvals-return-or-reject = Return or reject
approvals-reason = What is to be fixed, or why not? It reaches the person who spent it.
approvals-return-ticked = Return ticked
approvals-reject-ticked = Reject ticked
approvals-for-absent = for { $name }, away until { $until }
approvals-escalated = waits for others, asked of you too since { $day }
