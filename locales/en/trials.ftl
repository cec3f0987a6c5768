# What a change of the rules would have done.

trials-title = What it would have done
trials-see = See what it would have done
# The title of a page that tells of a change: of a new rule, of a set.
trials-titled = { $title }: { $what }
trials-what-if = What if
trials-steps = What would change
trials-about =
    { $count ->
        [0] Nothing was submitted of what was spent from { $from } to { $to }.
        [one] Of what was spent from { $from } to { $to }, 1 expense was submitted and not rejected. It is judged as on the day it was submitted.
       *[other] Of what was spent from { $from } to { $to }, { $number } expenses were submitted and not rejected. Each is judged as on the day it was submitted.
    }
trials-consequence = What follows
trials-now = Today
trials-changed = Then
trials-difference = Difference
trials-then = then
trials-counted-warned = Pointed out
trials-counted-note = Need a note
trials-counted-receipt = Need a receipt
trials-counted-blocked = Can’t be submitted
trials-counted-routed = Go where a rule says
trials-counted-approved = Approved by themselves
trials-is-fine = fine
trials-is-warned = pointed out
trials-is-note = needs a note
trials-is-receipt = needs a receipt
trials-is-blocked = can’t be submitted
trials-is-routed = goes where a rule says
trials-is-approved = approved by itself
trials-same = same
trials-more = { $more } more
trials-fewer = { $fewer } fewer
trials-both = { $more } more, { $fewer } fewer
trials-no-change = Every one of them would have gone the same way.
trials-all =
    { $count ->
        [0] No expense would have gone another way
        [one] 1 expense would have gone another way
       *[other] { $number } expenses would have gone another way
    }
trials-expenses = What would change
trials-back = Back to the rule
trials-unreadable = This address holds no rule that can be tried. Go back to the rule and try it again.
trials-no-step = A rule is switched off or on, deleted, or moved up or down.
trials-step-off = Switch off
trials-step-on = Switch on
trials-step-delete = Delete
trials-step-up = Move up
trials-step-down = Move down
trials-do-off = Switch off this rule
trials-do-on = Switch on this rule
trials-do-delete = Delete this rule
trials-do-up = Move this rule up
trials-do-down = Move this rule down
