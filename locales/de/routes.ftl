# Wer entscheidet: Regeln, die es sagen, und auf wen eine Ausgabe wartet.

rules-which-always = { $what }
rules-which-over-expense = { $what } über { $limit }
rules-which-over-day = { $what } über { $limit } am Tag
rules-which-over-month = { $what } über { $limit } im Monat
rules-which-over-together = { $what }, sobald die aller zusammen im Monat über { $limit } liegen,
rules-which-note = { $what } ohne Notiz
rules-which-receipt = { $what } ohne Beleg
rules-which-receipt-over = { $what } über { $limit } ohne Beleg
rules-which-old =
    { $days ->
        [one] { $what }, die mehr als 1 Tag zurückliegen,
       *[other] { $what }, die mehr als { $days } Tage zurückliegen,
    }
rules-which-future = { $what } mit einem Datum in der Zukunft
rules-which-weekend = { $what } am Wochenende
rules-which-currency = { $what } in anderen Währungen als { $currencies }
rules-which-merchant = { $what } bei Händlern mit „{ $merchant }“ im Namen
rules-which-duplicate = { $what }, die doppelt erfasst scheinen,
rules-routes = { $which } gehen an { $chain }.
rules-approves = { $which } werden von selbst freigegeben.
rules-then = { $before }, dann an { $next }
rules-to-from = { $to } ab { $from }
rules-to-approver = die Person, die für das Mitglied freigibt
rules-to-any-approver = irgendeinen Freigeber
rules-to-any-admin = irgendeinen Admin
rules-to-any-owner = irgendeinen Inhaber
rules-effect-route = Es geht an
rules-effect-approve = Es wird von selbst freigegeben
rules-leg-first = Zuerst an
rules-leg-second = Dann an
rules-leg-third = Dann an
rules-leg-nobody = Niemanden
rules-leg-approver = Die Person, die für das Mitglied freigibt
rules-leg-any-approver = Irgendeinen Freigeber
rules-leg-any-admin = Irgendeinen Admin
rules-leg-any-owner = Irgendeinen Inhaber
rules-leg-from = Ab diesem Betrag in { $currency }
rules-legs-text = Ohne Betrag gilt ein Schritt immer. Niemand entscheidet über die eigenen.
rules-decide-text = Von den Regeln, die sagen, wer entscheidet, gilt die erste, die zutrifft. Eine Regel, die freigibt, wird übergangen, wo eine andere etwas anmerkt, und bei der Person, die sie zuletzt bearbeitet hat.

waits-title = Freigabe
waits-for = Wartet auf { $whom }
waits-then = Dann wartet es auf { $whom }
waits-done = Freigegeben von { $who }
waits-done-for = Freigegeben von { $who } für { $absent }
waits-since = seit { $date }
waits-on = am { $date }
waits-stand-in = { $name } für { $absent }
waits-escalated = { $said } und auf Admins und Inhaber
waits-anybody = irgendwen, der entscheidet
waits-any-approver = irgendeinen Freigeber
waits-any-admin = irgendeinen Admin
waits-any-owner = irgendeinen Inhaber
waits-named = { $any } ({ $names })
waits-left = { $name } ist nicht mehr da: wartet auf irgendeinen Admin oder Inhaber
waits-unable = { $name } kann darüber nicht entscheiden: wartet auf irgendeinen Admin oder Inhaber
waits-said-yes = { $name } hat schon einen Schritt freigegeben: wartet auf { $whom }
waits-all-said-yes = Wer gefragt wäre, hat schon einen Schritt freigegeben: wartet auf { $whom }
waits-others = irgendwen sonst, der entscheidet
waits-nobody-of-them = In dieser Rolle ist niemand sonst: wartet auf irgendeinen Admin oder Inhaber
waits-nobody-else = Sonst darf niemand entscheiden: wartet auf { $name }
waits-nobody = Noch darf niemand darüber entscheiden: wartet auf einen neuen Admin oder Inhaber
waits-by-rule = eine Regel will es so
