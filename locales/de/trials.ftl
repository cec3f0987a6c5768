# Was eine Änderung der Regeln bewirkt hätte.

trials-title = Was sie bewirkt hätte
trials-see = Ansehen, was sie bewirkt hätte
# The title of a page that tells of a change: of a new rule, of a set.
trials-titled = { $title }: { $what }
trials-what-if = Was wäre, wenn
trials-steps = Was sich ändern würde
trials-about =
    { $count ->
        [0] Von den Ausgaben vom { $from } bis zum { $to } wurde keine eingereicht.
        [one] Von den Ausgaben vom { $from } bis zum { $to } wurde 1 eingereicht und nicht abgelehnt. Sie wird wie am Tag der Einreichung beurteilt.
       *[other] Von den Ausgaben vom { $from } bis zum { $to } wurden { $number } eingereicht und nicht abgelehnt. Jede wird wie am Tag ihrer Einreichung beurteilt.
    }
trials-consequence = Was folgt
trials-now = Heute
trials-changed = Dann
trials-difference = Unterschied
trials-then = dann
trials-counted-warned = Angemerkt
trials-counted-note = Brauchen eine Notiz
trials-counted-receipt = Brauchen einen Beleg
trials-counted-blocked = Nicht einreichbar
trials-counted-routed = Gehen, wohin eine Regel sagt
trials-counted-approved = Von selbst freigegeben
trials-is-fine = in Ordnung
trials-is-warned = angemerkt
trials-is-note = braucht eine Notiz
trials-is-receipt = braucht einen Beleg
trials-is-blocked = nicht einreichbar
trials-is-routed = geht, wohin eine Regel sagt
trials-is-approved = von selbst freigegeben
trials-same = gleich
trials-more = { $more } mehr
trials-fewer = { $fewer } weniger
trials-both = { $more } mehr, { $fewer } weniger
trials-no-change = Mit allen wäre dasselbe geschehen.
trials-all =
    { $count ->
        [0] Mit keiner Ausgabe wäre etwas anderes geschehen
        [one] Mit 1 Ausgabe wäre etwas anderes geschehen
       *[other] Mit { $number } Ausgaben wäre etwas anderes geschehen
    }
trials-expenses = Was sich ändern würde
trials-back = Zurück zur Regel
trials-unreadable = Diese Adresse enthält keine Regel, die sich erproben lässt. Gehen Sie zurück zur Regel und versuchen Sie es erneut.
trials-no-step = Eine Regel wird aus- oder eingeschaltet, gelöscht oder nach oben oder unten verschoben.
trials-step-off = Ausschalten
trials-step-on = Einschalten
trials-step-delete = Löschen
trials-step-up = Nach oben
trials-step-down = Nach unten
trials-do-off = Diese Regel ausschalten
trials-do-on = Diese Regel einschalten
trials-do-delete = Diese Regel löschen
trials-do-up = Diese Regel nach oben verschieben
trials-do-down = Diese Regel nach unten verschieben
