
letter-line = { $money } bei { $merchant } am { $date }
letter-heading = { $said }:
letter-words = „{ $words }“
letter-submitted-subject = { $who } hat eine Ausgabe bei { $merchant } eingereicht
letter-submitted-one = { $who } hat eingereicht: { $line }.
letter-submitted-several =
    { $count ->
        [one] { $who } hat { $number } Ausgabe eingereicht
       *[other] { $who } hat { $number } Ausgaben eingereicht
    }
letter-next-subject = { $who } hat eine Ausgabe bei { $merchant } weitergegeben
letter-next-one = { $who } hat freigegeben: { $line }. Jetzt sind Sie an der Reihe.
letter-next-several =
    { $count ->
        [one] { $who } hat { $number } Ausgabe weitergegeben
       *[other] { $who } hat { $number } Ausgaben weitergegeben
    }
letter-approved-subject = { $who } hat Ihre Ausgabe bei { $merchant } freigegeben
letter-approved-one = { $who } hat freigegeben: { $line }.
letter-approved-several = { $who } hat { $number } Ihrer Ausgaben freigegeben
letter-returned-subject = { $who } hat Ihre Ausgabe bei { $merchant } zurückgegeben
letter-returned-one = { $who } hat zurückgegeben: { $line }.
letter-returned-several = { $who } hat { $number } Ihrer Ausgaben zurückgegeben
letter-rejected-subject = { $who } hat Ihre Ausgabe bei { $merchant } abgelehnt
letter-rejected-one = { $who } hat abgelehnt: { $line }.
letter-rejected-several = { $who } hat { $number } Ihrer Ausgaben abgelehnt
letter-reopened-subject = { $who } hat Ihre Ausgabe bei { $merchant } wieder geöffnet
letter-reopened-one = { $who } hat wieder geöffnet: { $line }.
letter-reopened-several = { $who } hat { $number } Ihrer Ausgaben wieder geöffnet
letter-commented-subject = { $who } hat Ihre Ausgabe bei { $merchant } kommentiert
letter-commented-one = { $who } hat kommentiert: { $line }.
letter-commented-several = { $who } hat { $number } Ihrer Ausgaben kommentiert
letter-advice-submitted-one = Sie wartet auf Ihre Entscheidung.
letter-advice-submitted = Sie warten auf Ihre Entscheidung.
letter-advice-returned-one = Sie ist wieder ein Entwurf. Korrigieren Sie sie und reichen Sie sie dann ein.
letter-advice-returned = Sie sind wieder Entwürfe. Korrigieren Sie sie und reichen Sie sie dann ein.
letter-advice-rejected-one = Wenn Sie sie korrigieren können, öffnen Sie sie wieder.
letter-advice-rejected = Öffnen Sie wieder, was Sie korrigieren können.
letter-advice-reopened-one = Sie wartet wieder auf eine Entscheidung.
letter-advice-reopened = Sie warten wieder auf eine Entscheidung.
letter-open-expense = Ausgabe öffnen
letter-open-approvals = Freigaben öffnen
letter-open-expenses = Ausgaben öffnen
expenses-and-more = Und { $number } weitere.
letter-sentence = { $said }.
letter-reimbursed-subject = { $who } hat Ihre Ausgabe bei { $merchant } erstattet
letter-reimbursed-one = { $who } hat erstattet: { $line }.
letter-reimbursed-several = { $who } hat { $number } Ihrer Ausgaben erstattet
letter-waiting-subject = Eine Ausgabe bei { $merchant } wartet auf Ihre Entscheidung
letter-waiting-one =
    { $days ->
        [one] Seit { $time } Tag wartet auf Ihre Entscheidung: { $line }.
       *[other] Seit { $time } Tagen wartet auf Ihre Entscheidung: { $line }.
    }
letter-waiting-several =
    { $days ->
        [one] { $number } Ausgaben warten auf Ihre Entscheidung, die älteste seit { $time } Tag
       *[other] { $number } Ausgaben warten auf Ihre Entscheidung, die älteste seit { $time } Tagen
    }
letter-escalated-subject = Eine Ausgabe bei { $merchant } wartet lange auf eine Entscheidung
letter-escalated-one =
    { $days ->
        [one] { $line } wartet seit { $time } Tag auf die Entscheidung anderer. Jetzt können auch Sie entscheiden.
       *[other] { $line } wartet seit { $time } Tagen auf die Entscheidung anderer. Jetzt können auch Sie entscheiden.
    }
letter-escalated-several =
    { $days ->
        [one] { $number } Ausgaben warten auf die Entscheidung anderer, die älteste seit { $time } Tag, und jetzt können auch Sie entscheiden
       *[other] { $number } Ausgaben warten auf die Entscheidung anderer, die älteste seit { $time } Tagen, und jetzt können auch Sie entscheiden
    }
letter-rule-subject = { $who } hat die Regeln geändert
letter-rule-added = { $who } hat eine Regel hinzugefügt: { $says }
letter-rule-changed = { $who } hat eine Regel geändert. Sie lautet jetzt: { $says }
letter-rule-removed = { $who } hat eine Regel entfernt: { $says }
letter-advice-rule = Was Sie eingereicht haben, bleibt so beurteilt, wie es war.
letter-open-rules = Regeln öffnen
letter-absence-subject = Vertretung: { $name }
letter-absence-asked = Sie entscheiden für { $name } vom { $from } bis zum { $to }. Was dann auf { $name } wartet, steht bei Ihren Freigaben.
letter-absence-changed = Sie entscheiden für { $name } jetzt an anderen Tagen: vom { $from } bis zum { $to }.
letter-absence-noted = Was Sie wissen sollten, wenn Sie vom { $from } bis zum { $to } für { $name } entscheiden, wurde geändert.
letter-absence-ended = Sie entscheiden nicht mehr für { $name }.
letter-absence-entered = { $who } hat eingetragen, dass Sie vom { $from } bis zum { $to } abwesend sind. { $name } entscheidet für Sie.
letter-absence-dropped = Ihre Abwesenheit vom { $from } bis zum { $to } ist beendet: { $name } entscheidet nicht mehr für Sie.
letter-open-absences = Abwesenheiten öffnen
letter-open-notifications = Mitteilungen öffnen
letter-daily-subject =
    { $count ->
        [one] Ihr Tag: { $number } Mitteilung
       *[other] Ihr Tag: { $number } Mitteilungen
    }
