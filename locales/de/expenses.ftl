expenses-auditors-record-none = Prüfer lesen Ausgaben und erfassen keine.
expenses-auditors-change-none = Prüfer lesen Ausgaben und ändern keine.
expenses-only-admins-for-others = Admins und Inhaber erfassen Ausgaben für andere.
expenses-draft-is-the-spenders = Nur die Person, die ausgelegt hat, kann einen Entwurf ändern.
expenses-currency-changed = Die Basiswährung der Organisation wurde inzwischen geändert. Sehen Sie sich die Ausgabe noch einmal an und speichern Sie dann.
expenses-currency-stays = Inzwischen wurde eine Ausgabe eingereicht: Ab jetzt bleibt die Basiswährung, wie sie ist.
expenses-gone = Sie ist nicht mehr da.
expenses-only-spender = Nur die Person, die ausgelegt hat, kann eine Ausgabe ändern.
expenses-not-ones-own = Niemand entscheidet über die eigene Ausgabe, solange es jemand anderes kann.
expenses-who-decides = Über Ausgaben entscheiden Freigeber, Admins und Inhaber.
expenses-who-takes-back = Wer entschieden hat, ein Admin oder ein Inhaber kann eine Entscheidung zurücknehmen.
expenses-not-pay-oneself = Niemand erstattet sich selbst, solange es jemand anderes kann.
expenses-who-pays = Admins und Inhaber erstatten.
expenses-auditors-say-nothing = Prüfer lesen Ausgaben und kommentieren sie nicht.
expenses-who-recodes = Admins und Inhaber ändern die Kategorie von Eingereichtem.
expenses-look-again = Sehen Sie sie sich noch einmal an und entscheiden Sie dann.
expenses-stale = Diese Ausgabe wurde geändert, nachdem Sie sie geöffnet haben.
expenses-met = { $said } ({ $when }). { $advice }

history-recorded =
    { $it ->
        [this] { $who } hat diese Ausgabe erfasst
       *[it] { $who } hat sie erfasst
    }
history-recorded-for =
    { $it ->
        [this] { $who } hat diese Ausgabe für { $whose } erfasst
       *[it] { $who } hat sie für { $whose } erfasst
    }
history-submitted =
    { $it ->
        [this] { $who } hat diese Ausgabe eingereicht
       *[it] { $who } hat sie eingereicht
    }
history-withdrawn =
    { $it ->
        [this] { $who } hat diese Ausgabe zurückgezogen
       *[it] { $who } hat sie zurückgezogen
    }
history-approved-own = { $who } hat die eigene Ausgabe freigegeben
history-approved =
    { $it ->
        [this] { $who } hat diese Ausgabe freigegeben
       *[it] { $who } hat sie freigegeben
    }
history-returned =
    { $it ->
        [this] { $who } hat diese Ausgabe zurückgegeben
       *[it] { $who } hat sie zurückgegeben
    }
history-rejected =
    { $it ->
        [this] { $who } hat diese Ausgabe abgelehnt
       *[it] { $who } hat sie abgelehnt
    }
history-in-hand-again =
    { $it ->
        [this] { $who } hat diese Ausgabe wieder in Arbeit genommen
       *[it] { $who } hat sie wieder in Arbeit genommen
    }
history-reopened =
    { $it ->
        [this] { $who } hat diese Ausgabe wieder geöffnet
       *[it] { $who } hat sie wieder geöffnet
    }
history-reimbursed-own = { $who } hat die eigene Ausgabe erstattet
history-reimbursed =
    { $it ->
        [this] { $who } hat diese Ausgabe erstattet
       *[it] { $who } hat sie erstattet
    }
history-trashed =
    { $it ->
        [this] { $who } hat diese Ausgabe in den Papierkorb gelegt
       *[it] { $who } hat sie in den Papierkorb gelegt
    }
history-restored =
    { $it ->
        [this] { $who } hat diese Ausgabe aus dem Papierkorb geholt
       *[it] { $who } hat sie aus dem Papierkorb geholt
    }
history-commented =
    { $it ->
        [this] { $who } hat diese Ausgabe kommentiert
       *[it] { $who } hat sie kommentiert
    }
history-recoded = { $who } hat die Kategorie geändert
history-receipt-added = { $who } hat einen Beleg hinzugefügt
history-receipt-deleted = { $who } hat einen Beleg gelöscht
history-receipt-restored = { $who } hat einen Beleg wiederhergestellt
history-changed =
    { $it ->
        [this] { $who } hat diese Ausgabe geändert
       *[it] { $who } hat sie geändert
    }
history-changed-fields = { $who } hat geändert: { $fields }
history-decided = { $who } hat sie zurückgegeben oder abgelehnt
history-somebody = jemand

history-field-amount = Betrag
history-field-currency = Währung
history-field-rate = Kurs
history-field-merchant = Händler
history-field-spent-on = Datum
history-field-category-id = Kategorie
history-field-note = Notiz
history-field-paid-with = Zahlungsart

expenses-no-rate = kein Kurs
expenses-unrated =
    { $count ->
        [one] { $number } Ausgabe ohne Kurs, nicht in der Summe
       *[other] { $number } Ausgaben ohne Kurs, nicht in der Summe
    }
expenses-at-rate = { $amount } zum Kurs { $rate }
expenses-in-no-total = Noch kein Kurs, deshalb in keiner Summe in { $currency }
expenses-category-archived = { $name } (archiviert)

bulk-said-submit =
    { $count ->
        [one] { $number } Ausgabe eingereicht.
       *[other] { $number } Ausgaben eingereicht.
    }
bulk-said-withdraw =
    { $count ->
        [one] { $number } Ausgabe zurückgezogen.
       *[other] { $number } Ausgaben zurückgezogen.
    }
bulk-said-approve =
    { $count ->
        [one] { $number } Ausgabe freigegeben.
       *[other] { $number } Ausgaben freigegeben.
    }
bulk-said-return =
    { $count ->
        [one] { $number } Ausgabe zurückgegeben.
       *[other] { $number } Ausgaben zurückgegeben.
    }
bulk-said-reject =
    { $count ->
        [one] { $number } Ausgabe abgelehnt.
       *[other] { $number } Ausgaben abgelehnt.
    }
bulk-said-reimburse =
    { $count ->
        [one] { $number } Ausgabe erstattet.
       *[other] { $number } Ausgaben erstattet.
    }
bulk-said-delete =
    { $count ->
        [one] { $number } Ausgabe in den Papierkorb gelegt.
       *[other] { $number } Ausgaben in den Papierkorb gelegt.
    }
bulk-said-restore =
    { $count ->
        [one] { $number } Ausgabe wiederhergestellt.
       *[other] { $number } Ausgaben wiederhergestellt.
    }
bulk-said-category =
    { $count ->
        [one] { $number } Ausgabe nach { $category } verschoben.
       *[other] { $number } Ausgaben nach { $category } verschoben.
    }
bulk-left =
    { $count ->
        [one] { $number } Ausgabe blieb, wie sie ist
       *[other] { $number } Ausgaben blieben, wie sie sind
    }
bulk-not-all = Nicht alle ließen sich ändern
bulk-nothing-yet = Noch ist nichts geändert
bulk-category = Kategorie
bulk-change-category = Kategorie ändern
bulk-restore = Wiederherstellen
bulk-submit = Einreichen
bulk-approve = Freigeben
bulk-reimburse = Erstatten
bulk-withdraw = Zurückziehen
bulk-delete = In den Papierkorb
bulk-return = Zurückgeben
bulk-reject = Ablehnen
bulk-what-to-fix = Was ist zu korrigieren?
bulk-why = Warum?

filter-quoted = „{ $text }“
filter-no-category = Keine Kategorie
filter-yours = Ihre
filter-from = Ab { $day }
filter-to = Bis { $day }
filter-at-least = Mindestens { $amount }
filter-at-most = Höchstens { $amount }
filter-in = In { $currency }
filter-any = Alle
sort-latest = Neueste zuerst
sort-earliest = Älteste zuerst
sort-largest = Größte zuerst
sort-smallest = Kleinste zuerst
sort-merchant = Händler, A bis Z
sort-merchant-down = Händler, Z bis A
sort-recorded-last = Zuletzt erfasste zuerst
sort-recorded-first = Zuerst erfasste zuerst

filter-problem = Diese Adresse verlangt etwas, das die Liste nicht hat. { $problems } Alles andere gilt.
filter-problem-one = { $field }: { $said }
filter-name-q = Suche
filter-name-status = Status
filter-name-category = Kategorie
filter-name-member = Person
filter-name-from = Von
filter-name-to = Bis
filter-name-min = Mindestens
filter-name-max = Höchstens
filter-name-currency = Währung
filter-name-tag = Schlagwort
filter-name-sort = Sortiert nach
filter-name-per = Seitengröße
filter-name-sep = Trennzeichen
filter-name-bom = Bytereihenfolge-Marke
filter-name-page = Seite

expenses-title = Ausgaben
expenses-trash = Papierkorb

bulk-one = Eine Ausgabe

step-said-submitted = { $amount } eingereicht.
step-said-submitted-for = { $amount } für { $name } eingereicht.
step-said-recorded = { $amount } gespeichert.
step-said-recorded-for = { $amount } für { $name } gespeichert.
step-said-withdrawn = { $amount } zurückgezogen. Sie können die Ausgabe jetzt bearbeiten.
step-said-approved = { $amount } bei { $merchant } freigegeben.
step-said-returned = { $amount } bei { $merchant } zurückgegeben.
step-said-rejected = { $amount } bei { $merchant } abgelehnt.
step-said-reopened = { $amount } wieder geöffnet. Die Ausgabe wartet auf eine Entscheidung.
step-said-reimbursed = { $amount } erstattet.
step-said-trashed = { $merchant } in den Papierkorb gelegt.
step-said-restored = { $merchant } wiederhergestellt.
step-said-recoded = Kategorie geändert.
step-said-changed = Änderungen gespeichert.
step-said-saved = Gespeichert.
step-by-mistake = Irrtümlich freigegeben.
