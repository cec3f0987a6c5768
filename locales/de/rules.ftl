# Was eine Organisation von Ausgaben verlangt.

rules-title = Regeln
rules-text = Was vor dem Einreichen einer Ausgabe angemerkt wird, und was sich nicht einreichen lässt. Die erste Regel gilt zuerst.
rules-text-read = Was vor dem Einreichen einer Ausgabe angemerkt wird, und was sich nicht einreichen lässt. Inhaber und Admins ändern es.
rules-text-bind = Diese Regeln gelten für das, was Sie ausgeben. Inhaber und Admins ändern sie.
rules-forbidden = Nur Inhaber und Admins ändern Regeln.
rules-stale = Diese Regel wurde geändert, nachdem Sie sie geöffnet haben. Sehen Sie sie sich noch einmal an und entscheiden Sie dann.
rules-stale-order = Die Reihenfolge wurde geändert, nachdem Sie die Liste geöffnet haben. Sehen Sie noch einmal nach und verschieben Sie die Regel dann.
rules-direction = Eine Regel wandert nach oben oder nach unten.
rules-most = Es kann höchstens { $most } Regeln geben. Löschen Sie zuerst eine.
rules-none = Noch keine Regeln
rules-none-text = Alles lässt sich so einreichen, wie es ist.
rules-new = Neue Regel
rules-edit = Regel bearbeiten
rules-add = Regel hinzufügen
rules-save = Änderungen speichern
rules-cancel = Abbrechen
rules-off = Aus
rules-other-currency = Ihre Grenze steht in einer anderen Währung als der, in der Ausgaben zählen. Deshalb trifft sie nichts. Bearbeiten Sie sie.
rules-move-up = Nach oben: { $rule }
rules-move-down = Nach unten: { $rule }
rules-switch-on = Einschalten
rules-switch-off = Ausschalten
rules-delete = Löschen
rules-said-added = Regel hinzugefügt.
rules-said-saved = Regel gespeichert.
rules-said-on = Regel eingeschaltet.
rules-said-off = Regel ausgeschaltet.
rules-said-deleted = Regel gelöscht.
rules-said-restored = Regel wiederhergestellt.
rules-met = { $other } hat inzwischen eine andere Fassung dieser Regel gespeichert. Sie lautet jetzt: { $says } Speichern Sie Ihre, um sie zu ersetzen.

rules-which = Welche Ausgaben
rules-category = Kategorie
rules-category-any = Jede Kategorie
rules-who = Wessen
rules-who-any = Die von allen
rules-paid-with = Bezahlt mit
rules-paid-with-any = Egal womit
rules-condition = Worauf sie achtet
rules-when-always = Jede davon
rules-when-over = Mehr als
rules-when-note = Keine Notiz
rules-when-receipt = Kein Beleg, und mehr als
rules-when-old = Älter als
rules-when-future = Datum in der Zukunft
rules-when-weekend = Am Wochenende
rules-when-currency = Jede Währung außer
rules-when-merchant = Ein Händler mit diesem Text im Namen
rules-when-duplicate = Scheint doppelt erfasst: gleicher Betrag, ähnlicher Händler, innerhalb von drei Tagen
rules-limit = Betrag in { $currency }
rules-span = In welcher Zeit
rules-span-expense = für eine Ausgabe
rules-span-day = am Tag
rules-span-month = je Person im Monat
rules-span-together = im Monat, alle zusammen
rules-missing-over = Betrag in { $currency } oder nichts
rules-any-amount = egal wie viel
rules-days = Tage
rules-days-unit = Tage
rules-currencies = Währungen
rules-merchant = Teil des Namens
rules-effect = Was daraus folgt
rules-effect-warn = Es wird angemerkt
rules-effect-note = Es braucht eine Notiz
rules-effect-receipt = Sie braucht einen Beleg
rules-effect-block = Es lässt sich nicht einreichen

# Wovon eine Regel handelt.
rules-what-expenses = Ausgaben
rules-what-category = Ausgaben für { $category }
rules-what-of = { $what } von { $whom }
rules-whom-owner = Inhabern
rules-whom-admin = Admins
rules-whom-approver = Freigebern
rules-whom-member = Mitgliedern
rules-what-paid-own = Mit eigenem Geld bezahlte { $what }
rules-what-paid-card = Mit der Firmenkarte bezahlte { $what }
rules-what-paid-advance = Mit einem Vorschuss bezahlte { $what }
rules-gone = eine Kategorie, die es nicht mehr gibt

# Was eine Regel sagt, als Satz zum Vorlesen.
rules-says-always-warn = { $what } werden angemerkt.
rules-says-always-note = { $what } brauchen eine Notiz.
rules-says-always-receipt = { $what } brauchen einen Beleg.
rules-says-always-block = { $what } können nicht eingereicht werden.
rules-says-over-expense-warn = { $what } über { $limit } werden angemerkt.
rules-says-over-expense-note = { $what } über { $limit } brauchen eine Notiz.
rules-says-over-expense-receipt = { $what } über { $limit } brauchen einen Beleg.
rules-says-over-expense-block = { $what } über { $limit } können nicht eingereicht werden.
rules-says-over-day-warn = { $what } über { $limit } am Tag werden angemerkt.
rules-says-over-day-note = { $what } über { $limit } am Tag brauchen eine Notiz.
rules-says-over-day-receipt = { $what } über { $limit } am Tag brauchen einen Beleg.
rules-says-over-day-block = { $what } über { $limit } am Tag können nicht eingereicht werden.
rules-says-over-month-warn = { $what } über { $limit } je Person im Monat werden angemerkt.
rules-says-over-month-note = { $what } über { $limit } je Person im Monat brauchen eine Notiz.
rules-says-over-month-receipt = { $what } über { $limit } je Person im Monat brauchen einen Beleg.
rules-says-over-month-block = { $what } über { $limit } je Person im Monat können nicht eingereicht werden.
rules-says-over-together-warn = { $what } über { $limit } im Monat, alle zusammen, werden angemerkt.
rules-says-over-together-note = { $what } über { $limit } im Monat, alle zusammen, brauchen eine Notiz.
rules-says-over-together-receipt = { $what } über { $limit } im Monat, alle zusammen, brauchen einen Beleg.
rules-says-over-together-block = { $what } über { $limit } im Monat, alle zusammen, können nicht eingereicht werden.
rules-says-note-warn = { $what } ohne Notiz werden angemerkt.
rules-says-note-block = { $what } ohne Notiz können nicht eingereicht werden.
rules-says-receipt-warn = { $what } ohne Beleg werden angemerkt.
rules-says-receipt-note = { $what } ohne Beleg brauchen eine Notiz.
rules-says-receipt-block = { $what } ohne Beleg können nicht eingereicht werden.
rules-says-receipt-over-warn = { $what } über { $limit } ohne Beleg werden angemerkt.
rules-says-receipt-over-note = { $what } über { $limit } ohne Beleg brauchen eine Notiz.
rules-says-receipt-over-block = { $what } über { $limit } ohne Beleg können nicht eingereicht werden.
rules-says-old-warn =
    { $days ->
        [one] { $what }, die mehr als 1 Tag zurückliegen, werden angemerkt.
       *[other] { $what }, die mehr als { $days } Tage zurückliegen, werden angemerkt.
    }
rules-says-old-note =
    { $days ->
        [one] { $what }, die mehr als 1 Tag zurückliegen, brauchen eine Notiz.
       *[other] { $what }, die mehr als { $days } Tage zurückliegen, brauchen eine Notiz.
    }
rules-says-old-receipt =
    { $days ->
        [one] { $what }, die mehr als 1 Tag zurückliegen, brauchen einen Beleg.
       *[other] { $what }, die mehr als { $days } Tage zurückliegen, brauchen einen Beleg.
    }
rules-says-old-block =
    { $days ->
        [one] { $what }, die mehr als 1 Tag zurückliegen, können nicht eingereicht werden.
       *[other] { $what }, die mehr als { $days } Tage zurückliegen, können nicht eingereicht werden.
    }
rules-says-future-warn = { $what } mit einem Datum in der Zukunft werden angemerkt.
rules-says-future-note = { $what } mit einem Datum in der Zukunft brauchen eine Notiz.
rules-says-future-receipt = { $what } mit einem Datum in der Zukunft brauchen einen Beleg.
rules-says-future-block = { $what } mit einem Datum in der Zukunft können nicht eingereicht werden.
rules-says-weekend-warn = { $what } am Wochenende werden angemerkt.
rules-says-weekend-note = { $what } am Wochenende brauchen eine Notiz.
rules-says-weekend-receipt = { $what } am Wochenende brauchen einen Beleg.
rules-says-weekend-block = { $what } am Wochenende können nicht eingereicht werden.
rules-says-currency-warn = { $what } in anderen Währungen als { $currencies } werden angemerkt.
rules-says-currency-note = { $what } in anderen Währungen als { $currencies } brauchen eine Notiz.
rules-says-currency-receipt = { $what } in anderen Währungen als { $currencies } brauchen einen Beleg.
rules-says-currency-block = { $what } in anderen Währungen als { $currencies } können nicht eingereicht werden.
rules-says-merchant-warn = { $what } bei Händlern mit „{ $merchant }“ im Namen werden angemerkt.
rules-says-merchant-note = { $what } bei Händlern mit „{ $merchant }“ im Namen brauchen eine Notiz.
rules-says-merchant-receipt = { $what } bei Händlern mit „{ $merchant }“ im Namen brauchen einen Beleg.
rules-says-merchant-block = { $what } bei Händlern mit „{ $merchant }“ im Namen können nicht eingereicht werden.
rules-says-duplicate-warn = { $what }, die doppelt erfasst scheinen, werden angemerkt.
rules-says-duplicate-note = { $what }, die doppelt erfasst scheinen, brauchen eine Notiz.
rules-says-duplicate-receipt = { $what }, die doppelt erfasst scheinen, brauchen einen Beleg.
rules-says-duplicate-block = { $what }, die doppelt erfasst scheinen, können nicht eingereicht werden.

# Wogegen eine Ausgabe verstößt.
rules-broken = Regeln
rules-broken-judged = Was Regeln beim Einreichen angemerkt haben
rules-found-over-expense = Das sind { $total }.
rules-found-over-day = An diesem Tag sind es { $total }.
rules-found-over-month = In diesem Monat sind es { $total }.
rules-found-over-together = Alle zusammen kommen in diesem Monat auf { $total }.
rules-found-over-together-untold = Alle zusammen liegen in diesem Monat darüber.
rules-found-old =
    { $days ->
        [one] Es war gestern.
       *[other] Es war vor { $days } Tagen.
    }
rules-found-twin = Mit { $merchant } vergleichen

# An exception, and what is left of a limit.
rules-exception = Ein schriftlicher Grund genügt auch
rules-or-reason = Ein schriftlicher Grund genügt auch.
rules-excepted = Ausnahme:
rules-left-day = { $what }: { $amount } von { $limit } übrig am { $when }
rules-left-month = { $what }: { $amount } von { $limit } übrig im { $when }
rules-over-day = { $what }: { $amount } über den { $limit } am { $when }
rules-over-month = { $what }: { $amount } über den { $limit } im { $when }
rules-left-together = { $what } von allen zusammen: { $amount } von { $limit } übrig im { $when }
rules-over-together = { $what } von allen zusammen: { $amount } über den { $limit } im { $when }
