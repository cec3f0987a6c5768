# Who decides: rules that say so, and whom an expense waits for.

# Which expenses a rule is about, inside a sentence: `rules-which-`, what it looks for.
rules-which-always = { $what }
rules-which-over-expense = { $what } over { $limit }
rules-which-over-day = { $what } over { $limit } a day
rules-which-over-month = { $what } over { $limit } a month
rules-which-over-together = { $what } once everybody’s come to more than { $limit } a month
rules-which-note = { $what } without a note
rules-which-receipt = { $what } without a receipt
rules-which-receipt-over = { $what } over { $limit } without a receipt
rules-which-old =
    { $days ->
        [one] { $what } older than 1 day
       *[other] { $what } older than { $days } days
    }
rules-which-future = { $what } dated in the future
rules-which-weekend = { $what } on a weekend
rules-which-currency = { $what } in other currencies than { $currencies }
rules-which-merchant = { $what } at merchants with “{ $merchant }” in their name
rules-which-duplicate = { $what } that look recorded twice
rules-routes = { $which } go to { $chain }.
rules-approves = { $which } are approved by themselves.
rules-then = { $before }, then to { $next }
rules-to-from = { $to } from { $from }
rules-to-approver = the member’s approver
rules-to-any-approver = any approver
rules-to-any-admin = any admin
rules-to-any-owner = any owner
rules-effect-route = It goes to
rules-effect-approve = It is approved by itself
rules-leg-first = First to
rules-leg-second = Then to
rules-leg-third = Then to
rules-leg-nobody = Nobody
rules-leg-approver = The member’s approver
rules-leg-any-approver = Any approver
rules-leg-any-admin = Any admin
rules-leg-any-owner = Any owner
rules-leg-from = From this amount in { $currency }
rules-legs-text = Without an amount a step is always taken. Nobody decides about their own.
rules-decide-text = Of the rules that say who decides, the first one that is met does. A rule that approves is passed over where another points something out, and for whoever edited it last.

# Whom an expense waits for.
waits-title = Approval
waits-for = Waiting for { $whom }
waits-then = Then it waits for { $whom }
waits-done = Approved by { $who }
waits-done-for = Approved by { $who } for { $absent }
waits-since = since { $date }
waits-on = on { $date }
waits-stand-in = { $name } for { $absent }
waits-escalated = { $said }, and for any admin or owner
waits-anybody = anybody who decides
waits-any-approver = any approver
waits-any-admin = any admin
waits-any-owner = any owner
waits-named = { $any } ({ $names })
waits-left = { $name } left: waiting for any admin or owner
waits-unable = { $name } can’t decide about this: waiting for any admin or owner
waits-said-yes = { $name } approved a step before: waiting for { $whom }
waits-all-said-yes = Whom it was for approved a step before: waiting for { $whom }
waits-others = anybody else who decides
waits-nobody-of-them = There is nobody else of that role: waiting for any admin or owner
waits-nobody-else = Nobody else may decide: waiting for { $name }
waits-nobody = Nobody may decide about this yet: it waits for a new admin or owner
waits-by-rule = a rule says so
