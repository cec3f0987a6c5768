
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
letter-passed-on-subject = { $who } hat eine Ausgabe bei { $merchant } weitergegeben
letter-passed-on-one = { $who } hat freigegeben: { $line }. Jetzt sind Sie an der Reihe.
letter-passed-on-several =
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
