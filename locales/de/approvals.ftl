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
approvals-one = { $amount } bei { $merchant }
approvals-out-of-sight = Eine, die nicht mehr zu sehen ist

approvals-not-decided = { $count } nicht entschieden:
approvals-all-decided = Alles entschieden
approvals-all-decided-text = Hier erscheint, was Mitglieder einreichen, das Älteste zuerst.
approvals-all = Alle

approvals-ticked = (Auswahl)
approvals-return-or-reject = Zurückgeben oder ablehnen
approvals-reason = Was ist zu korrigieren, oder warum nicht? Die Person, die ausgelegt hat, liest es.
approvals-return-ticked = Auswahl zurückgeben
approvals-reject-ticked = Auswahl ablehnen
approvals-for-absent = für { $name }, abwesend bis { $until }
