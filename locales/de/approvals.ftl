approvals-forbidden = Über Ausgaben entscheiden Freigeber, Admins und Inhaber.
approvals-title = Freigaben
approvals-tick-one = Wählen Sie mindestens eine Ausgabe aus.
approvals-none = Nichts wartet auf Sie
approvals-oldest =
    { $count ->
        [one] Die älteste { $number } Ausgabe, die auf Sie wartet
       *[other] Die ältesten { $number } Ausgaben, die auf Sie warten
    }
approvals-waiting =
    { $count ->
        [one] { $number } Ausgabe wartet auf Sie
       *[other] { $number } Ausgaben warten auf Sie
    }
approvals-none-at-all = Nichts von anderen wartet auf eine Entscheidung
approvals-none-at-all-text = Was andere einreichen, erscheint hier, auf wen es auch wartet.
approvals-oldest-of-all =
    { $count ->
        [one] Die älteste Ausgabe, die auf eine Entscheidung wartet ({ $number })
       *[other] Die ältesten { $number } Ausgaben, die auf eine Entscheidung warten
    }
approvals-all-waiting =
    { $count ->
        [one] { $number } Ausgabe wartet auf eine Entscheidung
       *[other] { $number } Ausgaben warten auf eine Entscheidung
    }

# The two queues.
approvals-tab-yours = Warten auf Sie
approvals-tab-all = Alle, die warten

# Of one that was submitted; the other follows.
approvals-twin = Das sieht aus wie eine andere:
# How many receipts there is no room for in a row; leads to them.
approvals-more-receipts =
    { $count ->
        [one] 1 weiterer Beleg, { $merchant }
       *[other] { $count } weitere Belege, { $merchant }
    }
approvals-history-and-comments =
    { $count ->
        [one] Verlauf und { $count } Kommentar
       *[other] Verlauf und { $count } Kommentare
    }
approvals-one = { $amount } bei { $merchant }
approvals-out-of-sight = Eine, die nicht mehr zu sehen ist

approvals-not-decided = { $count } nicht entschieden:
approvals-all-decided = Alles entschieden
approvals-others-decided = Über alles von anderen ist entschieden
approvals-all-decided-text = Hier erscheint, was Mitglieder einreichen, das Älteste zuerst.
approvals-all = Alle

approvals-ticked = (Auswahl)
approvals-return-or-reject = Zurückgeben oder ablehnen
approvals-reason = Was ist zu korrigieren, oder warum nicht? Die Person, die ausgelegt hat, liest es.
approvals-return-ticked = Auswahl zurückgeben
approvals-reject-ticked = Auswahl ablehnen
approvals-for-absent = für { $name }, abwesend bis { $until }
approvals-escalated = wartet auf andere, seit { $day } auch auf Sie
