# The home page.

home-title = Home
home-look-through = Look through them
home-decide = Decide
home-read-only = Everything is open to you, read-only
home-nothing = Nothing to do
home-drafts =
    { $count ->
        [one] { $number } draft to submit
       *[other] { $number } drafts to submit
    }
home-in-approval = { $number } in approval
home-to-pay = { $number } to be paid back
home-rejected = { $number } rejected

# What a new owner may do first.
home-step-made = Make your organization
home-step-made-hint = It counts in { $currency }, by the days of { $timezone }.
home-step-record = Record your first expense
home-step-record-hint = The amount, where and when: it takes ten seconds.
home-step-keep = Keep this address
home-step-keep-hint = You sign in at { $origin }, so bookmark it.

home-ready = { $organization } is ready
home-first-steps = First steps
home-done = Done:
home-recent = Recent expenses
home-all = All expenses
home-empty = Nothing recorded yet
home-empty-text = What you record shows up here, latest first.
