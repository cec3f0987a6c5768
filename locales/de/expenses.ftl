expenses-auditors-record-none = Prüfer lesen Ausgaben und erfassen keine.
expenses-auditors-change-none = Prüfer lesen Ausgaben und ändern keine.
expenses-only-admins-for-others = Admins und Inhaber erfassen Ausgaben für andere.
expenses-draft-is-the-spenders = Nur die Person, die ausgelegt hat, kann einen Entwurf ändern.
expenses-currency-changed = Die Basiswährung der Organisation wurde inzwischen geändert. Sehen Sie sich die Ausgabe noch einmal an und speichern Sie dann.
expenses-currency-stays = Inzwischen wurde eine Ausgabe eingereicht: Ab jetzt bleibt die Basiswährung, wie sie ist.
expenses-gone = Sie ist nicht mehr da.
expenses-only-spender = Nur die Person, die ausgelegt hat, kann eine Ausgabe ändern.
expenses-not-ones-own = Niemand entscheidet über die eigene Ausgabe, solange es jemand anderes kann.
expenses-waits-for-others = Diese Ausgabe wartet auf jemand anderen.
expenses-stood-in-for = Sie vertreten die Person, die ausgelegt hat. Deshalb entscheidet jemand anderes.
expenses-said-yes-before = Sie haben schon einen Schritt freigegeben. Deshalb entscheidet jetzt jemand anderes.
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
history-approved-by-rule =
    { $it ->
        [this] Eine Regel hat diese Ausgabe freigegeben
       *[it] Eine Regel hat sie freigegeben
    }
history-in-step = { $said } (Schritt { $step } von { $of })
history-for-absent = { $said }, für { $absent }
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
history-exception-asked = { $who } hat um eine Ausnahme gebeten
history-exception-dropped = { $who } hat die Bitte um eine Ausnahme zurückgenommen
history-kept-apart = { $who } hat sie neben einer ähnlichen behalten
history-escalated = { $who } hat auch Admins und Inhaber gefragt
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
bulk-said-by-rule =
    { $count ->
        [one] Eine Regel hat { $number } davon freigegeben.
       *[other] Regeln haben { $number } davon freigegeben.
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
step-said-recorded = { $amount } gespeichert.
step-said-recorded-for = { $amount } für { $name } gespeichert.
step-said-withdrawn = { $amount } zurückgezogen. Sie können die Ausgabe jetzt bearbeiten.
step-said-submitted-approved = { $amount } eingereicht. Eine Regel hat es freigegeben.
step-said-passed-on = { $amount } bei { $merchant } freigegeben. Jetzt wartet es auf den nächsten Schritt.
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

list-all = Alle Ausgaben
list-export = Exportieren
list-no-match = Keine passenden Ausgaben
list-no-match-text = Nehmen Sie einen Filter weg oder alle.
list-trash-empty = Der Papierkorb ist leer
list-trash-empty-text = Was Sie hierher legen, lässt sich 30 Tage lang wieder herausholen.
list-none = Noch keine Ausgaben
list-none-record = Erfassen Sie die erste: Betrag, wo und wann.
list-none-read = Hier erscheint, was Mitglieder erfassen.
list-trash-note = Diese zählen in keiner anderen Summe. Jede lässt sich 30 Tage lang wiederherstellen.
list-select = { $merchant } auswählen
list-pages = Seiten
list-previous = Vorherige
list-next = Nächste

filter-search = Suchen
filter-search-in = In Händler und Notiz suchen
filter-and-sort = Filtern und sortieren
filter-amounts-in = Beträge in { $currency }. Wählen Sie eine Währung, um in dieser zu vergleichen.
filter-show = Anzeigen
filter-clear = Filter aufheben
filter-clear-all = Alle aufheben
filter-holding = Geltende Filter
filter-without = Ohne

bulk-change-selected = Ausgewählte ändern
bulk-selected = Ausgewählt
bulk-selected-sum =
    { $count ->
        [one] { $number } ausgewählt, { $amount }
       *[other] { $number } ausgewählt, { $amount }
    }
bulk-all-matching =
    { $count ->
        [one] Die { $number } passende Ausgabe
       *[other] Alle { $number } passenden Ausgaben
    }
bulk-back = Zurück zur Liste

keys-of-list = Tasten: { $j } und { $k } gehen nach unten und oben, { $x } wählt aus, { $help } zeigt alle.
keys-of-one = Tasten: { $a } gibt frei, { $r } gibt zurück, { $help } zeigt alle.
keys-of-queue = Tasten: { $j } und { $k } gehen nach unten und oben, { $enter } öffnet, { $a } gibt frei, { $r } gibt zurück, { $help } zeigt alle.
keys-enter = Enter

expenses-new = Neue Ausgabe
expenses-amount = Betrag
expenses-money-back = Geld zurück
expenses-rate = Kurs
expenses-merchant = Händler
expenses-date = Datum
expenses-note = Notiz
expenses-paid-with = Bezahlt mit
expenses-spent-by = Ausgelegt von
expenses-none-yet = Noch keine
expenses-choose-one = Kategorie wählen

form-edit = Ausgabe bearbeiten
form-optional = optional
form-rate-hint = Nur für andere Währungen: wie viele { $currency } eine Einheit kostet. Er lässt sich später ergänzen.
form-you = { $name } (Sie)
form-save = Speichern
form-save-and-new = Speichern und weitere
form-save-and-submit = Speichern und einreichen
form-cancel = Abbrechen

form-already-saved = Schon gespeichert
form-saved-as = Schon gespeichert als { $saved }
form-sent-before = Dieses Formular wurde schon einmal gesendet, mit anderen Angaben. Was Sie jetzt gesendet haben, { $sent }, ist noch nicht gespeichert.
form-change-that = Die gespeicherte ändern
form-save-as-new = Als neue Ausgabe speichern

stale-title = Inzwischen geändert
stale-heading = Diese Ausgabe wurde geändert, während Sie sie bearbeitet haben
stale-text = Inzwischen gespeichert von { $other }. Ihre Fassung ist noch nicht gespeichert. Wählen Sie, welche bleibt.
stale-caption = Beide Fassungen, Feld für Feld
stale-field = Feld
stale-yours = Ihre
stale-other = Die andere
stale-differs = abweichend
stale-empty = Leer
stale-yes = Ja
stale-keep-mine = Meine behalten
stale-keep-other = Die andere behalten

show-record-again = Noch einmal erfassen
show-edit = Bearbeiten
show-in-trash = Diese Ausgabe liegt im Papierkorb und zählt nirgends. Sie lässt sich bis zum { $until } wiederherstellen.
show-entered-by = Erfasst von
show-no-note = Keine
show-fix-and-resubmit = Korrigieren und neu einreichen
show-why-rejected = Warum? Die Person, die ausgelegt hat, liest es.
show-reopen = Wieder öffnen
show-why-reopened = Warum wird die Entscheidung zurückgenommen?
show-say-paid = Bestätigen Sie, dass das Geld erstattet wurde. Das bleibt, wie es ist.
show-comments = Kommentare
show-add-comment = Kommentar hinzufügen
show-comment = Kommentieren
show-history = Verlauf

# What is said while an expense is typed.
check-title = Was die Regeln sagen
check-left = Was übrig ist
check-twin = Sieht aus wie eine, die schon erfasst ist:
check-twin-what = { $merchant }, { $money }, { $date }
check-keep = Beide behalten, es sind zwei Ausgaben
check-keep-button = Beide behalten
check-said-kept = Beide behalten. Auf dieses Paar wird nicht mehr hingewiesen.
check-not-alike = Diese beiden sehen nicht mehr gleich aus, es gibt also nichts zu unterscheiden.
check-kept = { $who } sagt, dass das zwei Ausgaben sind:
check-exception = Um eine Ausnahme bitten
check-exception-hint = Schreiben Sie, warum das trotzdem erlaubt sein soll. Wer entscheidet, liest es.
check-exception-why = Warum soll das trotzdem erlaubt sein?
