organization-settings-hidden = Mitglieder sehen die Einstellungen der Organisation nicht.
organization-settings-forbidden = Nur Inhaber und Admins ändern die Einstellungen der Organisation.

organization-text = Was hier für alle gilt.
organization-text-read = Was hier für alle gilt. Inhaber und Admins ändern es.
organization-name = Name
organization-timezone = Zeitzone
organization-timezone-hint = Was „heute“ ist. Kein Datum einer Ausgabe verschiebt sich.
organization-locale = Daten und Zahlen
organization-locale-hint = Mitglieder können für sich etwas anderes wählen.
organization-week-start = Erster Tag der Woche
organization-month-start = Erster Tag des Monats
organization-fiscal-year-start = Erster Monat des Geschäftsjahrs
organization-currency = Basiswährung
organization-currency-fixed = Sie bleibt, weil schon Ausgaben eingereicht wurden.
organization-currency-hint = Sie lässt sich ändern, bis die erste Ausgabe eingereicht ist. Entwürfe werden neu umgerechnet; solche in anderen Währungen brauchen dann einen Kurs.
organization-remind = Tage bis zur Erinnerung
organization-remind-hint = So viele Tage, nachdem eine Ausgabe zu warten begann, wird die Person, auf die sie wartet, einmal erinnert. Leer lassen für nie.
organization-escalate = Tage bis zur Eskalation
organization-escalate-hint = Was dann noch wartet, steht auch bei den Freigaben von Admins und Inhabern. Leer lassen für nie.
organization-never = Nie
organization-days =
    { $count ->
        [one] { $number } Tag
       *[other] { $number } Tage
    }
organization-save = Einstellungen speichern
organization-said-saved = Einstellungen gespeichert.
organization-stale = Jemand anderes hat die Einstellungen geändert, nachdem Sie sie geöffnet haben: Die Organisation heißt jetzt { $name }, rechnet in { $currency } und nach den Tagen von { $timezone }. Unten steht, was Sie eingegeben haben. Speichern Sie es noch einmal, um das andere zu ersetzen.

organization-monday = Montag
organization-tuesday = Dienstag
organization-wednesday = Mittwoch
organization-thursday = Donnerstag
organization-friday = Freitag
organization-saturday = Samstag
organization-sunday = Sonntag
organization-january = Januar
organization-february = Februar
organization-march = März
organization-april = April
organization-may = Mai
organization-june = Juni
organization-july = Juli
organization-august = August
organization-september = September
organization-october = Oktober
organization-november = November
organization-december = Dezember
