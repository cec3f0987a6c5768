approvals-forbidden = Über Ausgaben entscheiden Freigeber, Admins und Inhaber.
approvals-title = Freigaben
approvals-tick-one = Wählen Sie mindestens eine Ausgabe aus.
approvals-approved =
    { $count ->
        [one] { $number } Ausgabe freigegeben
       *[other] { $number } Ausgaben freigegeben
    }
approvals-returned =
    { $count ->
        [one] { $number } Ausgabe zurückgegeben
       *[other] { $number } Ausgaben zurückgegeben
    }
approvals-rejected =
    { $count ->
        [one] { $number } Ausgabe abgelehnt
       *[other] { $number } Ausgaben abgelehnt
    }
approvals-said-approved = { approvals-approved }.
approvals-said-returned = { approvals-returned }.
approvals-said-rejected = { approvals-rejected }.
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
