# The queue of those who decide.

approvals-forbidden = Approvers, admins and owners decide about expenses.
approvals-title = Approvals
approvals-tick-one = Tick at least one expense.
approvals-approved =
    { $count ->
        [one] Approved { $number } expense
       *[other] Approved { $number } expenses
    }
approvals-returned =
    { $count ->
        [one] Returned { $number } expense
       *[other] Returned { $number } expenses
    }
approvals-rejected =
    { $count ->
        [one] Rejected { $number } expense
       *[other] Rejected { $number } expenses
    }
approvals-said-approved = { approvals-approved }.
approvals-said-returned = { approvals-returned }.
approvals-said-rejected = { approvals-rejected }.
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
approvals-one = { $amount } at { $merchant }
approvals-out-of-sight = One that is not in sight any more
