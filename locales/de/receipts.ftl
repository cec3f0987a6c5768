# Receipts.

receipts-title = Belege
receipts-hint = JPEG, PNG, WebP oder PDF, bis zu 20 Dateien zu je 10 MB.
receipts-add = Belege hinzufügen
receipts-delete = Löschen
receipts-document = PDF-Dokument
receipts-facts = { $kind }, { $size } kB
receipts-said-deleted = { $file } gelöscht.
receipts-said-restored = { $file } wiederhergestellt.
receipts-unstored = Der Speicher der Belege ist nicht erreichbar, deshalb fehlen: { $files }. Fügen Sie sie später hinzu.
receipts-said-added =
    { $count ->
        [0] Nichts hinzugefügt: Das war schon da.
        [one] { $number } Beleg hinzugefügt.
       *[other] { $number } Belege hinzugefügt.
    }
receipts-count =
    { $count ->
        [one] { $number } Beleg
       *[other] { $number } Belege
    }
receipts-same-file = Dieselbe Datei liegt bei { $merchant }
receipts-waits = Diese Dateien sind aufgehoben; nehmen Sie heraus, was Sie nicht brauchen.
receipts-begin = Mit Belegen beginnen
receipts-begin-text = Wählen Sie Fotos oder PDFs. Aus jeder Datei wird ein Entwurf, der auf seinen Betrag wartet.
receipts-begin-verb = Entwürfe anlegen
receipts-unnamed = Beleg
receipts-said-begun =
    { $count ->
        [one] { $number } Entwurf angelegt. Ergänzen Sie den Betrag und reichen Sie ihn ein.
       *[other] { $number } Entwürfe angelegt. Ergänzen Sie die Beträge und reichen Sie sie ein.
    }
receipts-cancel = Abbrechen
receipts-same-photo = Sieht aus wie dasselbe Foto wie bei { $merchant }
receipts-camera = Foto aufnehmen
receipts-drop = oder Dateien hier ablegen oder einfügen
receipts-sending = { $file } wird gesendet
receipts-sent = { $file } ist aufgehoben.
receipts-failed = { $file } konnte nicht gesendet werden.
receipts-again = Erneut versuchen
receipts-not-kept = Der Speicher der Belege ist nicht erreichbar, deshalb fehlt { $file }. Versuchen Sie es später erneut.
