# What several features say.

expenses-count =
    { $count ->
        [one] { $number } expense
       *[other] { $number } expenses
    }
# Beside a number that stands in an element of its own.
expenses-noun =
    { $count ->
        [one] expense
       *[other] expenses
    }
common-two-sentences = { $first } { $second }
common-verbatim = { $text }

# Several things after each other: the last two, and what comes before.
common-list-last = { $rest } and { $last }
common-list-rest = { $rest }, { $next }
common-undo = Undo
