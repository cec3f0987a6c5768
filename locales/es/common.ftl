expenses-count =
    { $count ->
        [one] { $number } gasto
       *[other] { $number } gastos
    }
expenses-noun =
    { $count ->
        [one] gasto
       *[other] gastos
    }
common-two-sentences = { $first } { $second }
common-verbatim = { $text }

common-list-last = { $rest } y { $last }
common-list-rest = { $rest }, { $next }
common-undo = Deshacer
