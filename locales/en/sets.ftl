# Ready-made sets of rules.

sets-title = Ready-made rules
sets-text = Begin with one of these, then change what does not fit. Nothing is added before you say so.
sets-link = Ready-made rules
sets-begin = Begin with ready-made rules
sets-name-small = Small company
sets-about-small = Few rules that hold up nobody: what is dear is explained; what is late, doubled or has no receipt is pointed out.
sets-name-consultants = Consultants
sets-about-consultants = For people who travel to clients: trips within a frame, a receipt and a reason for what clients are billed.
sets-name-strict = Strict
sets-about-strict = Everything explained, with its receipt and in time. What is not can’t be submitted.
sets-present = You have this one.
sets-missing = There is no category like “{ $category }” here, so its rule is left out.
sets-add =
    { $count ->
        [one] Add this rule
       *[other] Add these { $number } rules
    }
sets-unknown = There is no such set of rules. Choose one of the list.
sets-said-added =
    { $count ->
        [0] You have all of these rules already.
        [one] 1 rule added.
       *[other] { $number } rules added.
    }
sets-said-undone =
    { $count ->
        [0] Nothing was deleted: these rules were changed since.
        [one] 1 rule deleted.
       *[other] { $number } rules deleted.
    }
