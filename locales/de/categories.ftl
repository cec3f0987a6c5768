categories-stale = Diese Kategorie wurde geändert, nachdem Sie sie geöffnet haben. Sehen Sie sie sich noch einmal an und entscheiden Sie dann.
categories-last-active = Das ist die letzte Kategorie, die man wählen kann. Legen Sie zuerst eine andere an und archivieren Sie dann diese.
categories-merged = { $name } wurde mit { $into } zusammengeführt. Machen Sie das zuerst rückgängig.
categories-has-below = { $first } liegt unter { $name }. Verschieben Sie zuerst, was darunter liegt, oder führen Sie es zusammen.
categories-name-taken = Eine andere Kategorie heißt inzwischen { $name }. Benennen Sie zuerst diese um.
categories-others-below = Was unter dieser Kategorie liegt, hat sich geändert, nachdem Sie sie geöffnet haben. Sehen Sie sie sich noch einmal an und entscheiden Sie dann.
categories-not-offered = Die Zielkategorie ist archiviert oder selbst zusammengeführt. Wählen Sie eine andere.
categories-forbidden = Nur Inhaber und Admins ändern Kategorien.
categories-direction = Eine Kategorie wandert nach oben oder nach unten.

categories-title = Kategorien
categories-count =
    { $count ->
        [one] { $number } Kategorie
       *[other] { $number } Kategorien
    }
categories-archive-title = { $name } archivieren
categories-said-archived = { $names } archiviert.
categories-said-restored = { $names } wiederhergestellt.
categories-said-merged = { $name } mit { $into } zusammengeführt. Die Ausgaben zählen ab jetzt dort.
categories-said-unmerged = { $name } zählt wieder für sich.
categories-said-added = { $name } hinzugefügt.
categories-said-saved = { $name } gespeichert.

categories-list-text = { $categories }, in dieser Reihenfolge angeboten.
categories-list-text-read = { $categories }. Inhaber und Admins pflegen sie.
categories-new = Neue Kategorie
categories-archived = Archiviert ({ $found })
categories-archived-text = Ausgaben behalten sie; neue können sie nicht wählen.
categories-account-code = Sachkonto
categories-move-up = { $name } nach oben
categories-move-down = { $name } nach unten
categories-restore = Wiederherstellen
categories-undo-merge = Zusammenführung aufheben
categories-undo-merge-of = von { $name }
categories-includes = Enthält { $name }

categories-edit = { $name } bearbeiten
categories-add = Kategorie hinzufügen
categories-save = Änderungen speichern
categories-cancel = Abbrechen
categories-name = Name
categories-color = Farbe
categories-icon = Symbol
categories-lies = Liegt unter
categories-lies-hint = Unter einer anderen wird sie dort aufgeführt; ein Filter nach jener findet auch sie.
categories-at-top = Keiner, ganz oben
categories-at-top-others = Keiner: Sie liegt ganz oben, und andere liegen unter ihr.
categories-account-code-hint = Wie in Ihrer Buchhaltung, zum Beispiel 7300.

categories-no-longer = Nicht mehr gebraucht?
categories-no-longer-text = Sie hat { $expenses }. Zusammengeführt zählen sie zu einer anderen Kategorie; archiviert behalten sie diese. Beides lässt sich rückgängig machen.
categories-merge-into = Zusammenführen mit
categories-choose = Wählen Sie eine
categories-merge = Zusammenführen
categories-merge-not = Unter ihr liegen andere, deshalb lässt sie sich nicht zusammenführen.
categories-archive = Archivieren
categories-archive-all =
    { $found ->
        [2] Beide archivieren
       *[other] Alle { $found } archivieren
    }
categories-archive-question = { $name } archivieren?
categories-archive-along =
    { $found ->
        [one] { $names } liegt darunter und wird mit archiviert.
       *[other] { $names } liegen darunter und werden mit archiviert.
    }
categories-archive-text =
    { $count ->
        [one] Die { $number } Ausgabe bleibt, wie sie ist; neue können diese Kategorie nicht mehr wählen. Sie lässt sich jederzeit wiederherstellen.
       *[other] Die { $number } Ausgaben bleiben, wie sie sind; neue können diese Kategorie nicht mehr wählen. Sie lässt sich jederzeit wiederherstellen.
    }

categories-met = Inzwischen geändert
categories-met-title = Diese Kategorie wurde geändert, während Sie sie bearbeitet haben
categories-met-text = Inzwischen gespeichert von { $other }. Ihre Fassung ist noch nicht gespeichert. Wählen Sie, welche bleibt.
categories-met-caption = Beide Fassungen, Feld für Feld
categories-met-field = Feld
categories-met-mine = Ihre
categories-met-other = Die andere
categories-met-differs = abweichend
categories-met-empty = Leer
categories-keep-mine = Meine behalten
categories-keep-other = Die andere behalten

categories-color-red = rot
categories-color-orange = orange
categories-color-amber = bernstein
categories-color-yellow = gelb
categories-color-lime = limette
categories-color-green = grün
categories-color-emerald = smaragd
categories-color-teal = petrol
categories-color-cyan = türkis
categories-color-sky = himmelblau
categories-color-blue = blau
categories-color-indigo = indigo
categories-color-violet = violett
categories-color-purple = lila
categories-color-pink = rosa
categories-color-slate = schiefer

categories-icon-plane = Flugzeug
categories-icon-train = Zug
categories-icon-tram = Straßenbahn
categories-icon-car = Auto
categories-icon-fuel = Zapfsäule
categories-icon-bed = Bett
categories-icon-meal = Gabel und Messer
categories-icon-glass = Glas
categories-icon-cup = Tasse
categories-icon-people = Personen
categories-icon-gift = Geschenk
categories-icon-pencil = Stift
categories-icon-code = Code
categories-icon-chip = Chip
categories-icon-screen = Bildschirm
categories-icon-phone = Telefon
categories-icon-book = Buch
categories-icon-box = Karton
categories-icon-tool = Werkzeug
categories-icon-house = Haus
categories-icon-shield = Schild
categories-icon-bank = Bank
categories-icon-tag = Etikett
categories-icon-dots = Punkte

categories-first-travel = Reisen
categories-first-lodging = Unterkunft
categories-first-transport = Nahverkehr
categories-first-fuel = Tanken & Parken
categories-first-meals = Verpflegung
categories-first-entertainment = Bewirtung
categories-first-office = Büromaterial
categories-first-software = Software
categories-first-hardware = Hardware
categories-first-phone = Telefon & Internet
categories-first-training = Weiterbildung & Events
categories-first-other = Sonstiges
