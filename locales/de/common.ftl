expenses-count =
    { $count ->
        [one] { $number } Ausgabe
       *[other] { $number } Ausgaben
    }
expenses-noun =
    { $count ->
        [one] Ausgabe
       *[other] Ausgaben
    }
common-two-sentences = { $first } { $second }
common-verbatim = { $text }

common-list-last = { $rest } und { $last }
common-list-rest = { $rest }, { $next }
common-undo = Rückgängig
