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
