# Roles, states, and why something does not follow or is not allowed.

role-owner = Owner
role-admin = Admin
role-approver = Approver
role-member = Member
role-auditor = Auditor

status-draft = Draft
status-submitted = Submitted
status-approved = Approved
status-settled = Settled
status-reimbursed = Reimbursed
status-rejected = Rejected
status-trash = In trash

paid-with-own = Own money
paid-with-card = Company card
paid-with-advance = Advance

# Where an expense stands, as the beginning of why a step does not follow.
stands-draft = This expense is a draft.
stands-submitted = This expense is submitted.
stands-approved = This expense is approved.
stands-settled = This expense is approved and settled.
stands-reimbursed = This expense is reimbursed.
stands-rejected = This expense is rejected.
stands-trash = This expense is in the trash.

# What to do instead. $step is one of `policy::life::Step::verb`.
advice-nothing-left = There is nothing left to do.
advice-restore-first =
    { $step ->
        [edit] Restore it first, then edit it.
        [submit] Restore it first, then submit it.
        [withdraw] Restore it first, then withdraw it.
        [approve] Restore it first, then approve it.
        [return] Restore it first, then return it.
        [reject] Restore it first, then reject it.
        [reopen] Restore it first, then reopen it.
        [reimburse] Restore it first, then reimburse it.
        [restore] Restore it first, then restore it.
        [comment] Restore it first, then comment on it.
       *[recode] Restore it first, then recode it.
    }
advice-edit-it = You can edit it.
advice-category-is-the-spenders = The person who spent it chooses the category until then.
advice-submit-first = It has to be submitted first.
advice-withdraw-first =
    { $step ->
        [edit] Withdraw it first, then edit it.
       *[delete] Withdraw it first, then delete it.
    }
advice-waits = It waits for a decision.
advice-fix-first = Choose “Fix and resubmit” first: that makes it a draft again.
advice-submitter-can-fix = Its submitter can fix and resubmit it.
advice-nothing-owed = It was the organization's money, so nothing is to be paid back.
advice-can-be-reopened = Who approved it, an admin or an owner can reopen it with a reason.
advice-paid-stays = What is paid stays as it is.
