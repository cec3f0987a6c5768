# Was an einem Feld nicht stimmt.

fault-missing = Füllen Sie dieses Feld aus.
fault-missing-in-organization = Geben Sie den Namen Ihrer Organisation ein.
fault-missing-in-name = Geben Sie Ihren Namen ein.
fault-missing-in-merchant = Geben Sie den Händler ein.
fault-missing-in-category_id = Wählen Sie eine Kategorie.
fault-missing-in-reason = Nennen Sie einen Grund: Er geht an die Person, die ausgelegt hat.
fault-missing-in-comment = Schreiben Sie, was zu korrigieren ist.
fault-missing-in-text = Schreiben Sie einen Kommentar.
fault-missing-in-code = Geben Sie den Einladungscode ein.
fault-missing-in-emails = Geben Sie mindestens eine E-Mail-Adresse ein.
fault-missing-in-role = Wählen Sie eine Rolle.
fault-missing-in-member_id = Wählen Sie ein Mitglied.
fault-missing-in-password = Geben Sie Ihr Passwort ein.
fault-missing-in-current_password = { fault-missing-in-password }
fault-not-offered = Wählen Sie einen Eintrag aus der Liste.
fault-filter-missing = Nach diesem Merkmal lässt sich die Liste noch nicht filtern. Lassen Sie es weg.
fault-filter-twice = Geben Sie das nur einmal an.
fault-filter-trash-alone = Der Papierkorb ist eine eigene Liste. Wählen Sie ihn allein.
fault-page-size = Eine Seite hat 1 bis { $most } Ausgaben.
fault-place-unknown = Dort beginnt keine Seite dieser Liste.
fault-nothing-selected = Wählen Sie mindestens eine Ausgabe aus.
fault-too-many-at-once = { $found } Ausgaben passen, höchstens { $most } lassen sich auf einmal ändern. Grenzen Sie den Filter ein.

fault-amount-missing = Geben Sie einen Betrag ein.
fault-amount-not-number = „{ $typed }“ ist kein Betrag. Schreiben Sie ihn wie 12,50.
fault-amount-scientific = Schreiben Sie „{ $typed }“ in Ziffern aus.
fault-amount-negative = Lassen Sie das Minus weg und wählen Sie stattdessen „Gutschrift“.
fault-amount-zero = Geben Sie einen Betrag größer als null ein.
fault-amount-too-large = Geben Sie einen Betrag von höchstens { $limit } ein.
fault-amount-too-precise =
    { $decimals ->
        [0] { $currency } hat keine Nachkommastellen. Geben Sie eine ganze Zahl ein.
       *[other] { $currency } hat { $decimals } Nachkommastellen. Geben Sie nicht mehr ein.
    }
fault-amount-grouping = Die Trennzeichen in „{ $typed }“ passen nicht zusammen. Schreiben Sie den Betrag ohne sie, wie 1234,50.
fault-amount-ambiguous = „{ $typed }“ kann { $whole } oder { $fraction } bedeuten. Schreiben Sie { $write_whole } oder { $write_fraction }.
fault-amount-other-currency = Sie haben „{ $typed }“ geschrieben, aber { $chosen } gewählt. Gleichen Sie beides an.
fault-currencies-differ = { $left } und { $right } lassen sich nicht addieren. Rechnen Sie zuerst um.

fault-rate-missing = Geben Sie einen Wechselkurs ein.
fault-rate-missing-in-rate = Zu welchem Kurs? Geben Sie ein, was eine Einheit gekostet hat.
fault-rate-not-number = „{ $typed }“ ist kein Kurs. Schreiben Sie ihn wie 1,0845.
fault-rate-negative = Geben Sie den Kurs ohne Minus ein.
fault-rate-zero = Geben Sie einen Kurs größer als null ein.
fault-rate-too-large = Geben Sie einen Kurs von höchstens { $limit } ein.
fault-rate-too-precise = Geben Sie einen Kurs mit höchstens { $decimals } Nachkommastellen ein.
fault-rate-grouping = Die Trennzeichen in „{ $typed }“ passen nicht zusammen. Schreiben Sie den Kurs ohne sie, wie 1,0845.
fault-rate-of-another-base = Ihre Organisation rechnet jetzt in { $currency }. Geben Sie an, was eine Einheit in { $currency } kostet.
fault-converted-too-large = Das ergibt in { $currency } zu viel. Prüfen Sie Betrag und Kurs.

fault-currency-missing = Wählen Sie eine Währung.
fault-currency-unknown = „{ $typed }“ ist keine gültige Währung. Wählen Sie eine wie EUR oder USD.
fault-locale-unknown = „{ $typed }“ ist kein Sprachkürzel. Wählen Sie eines wie de-AT.
fault-timezone-unknown = „{ $typed }“ ist keine Zeitzone. Wählen Sie eine wie Europe/Vienna.

fault-date-missing = Geben Sie ein Datum ein.
fault-date-missing-in-first_day = Geben Sie den ersten Tag ein.
fault-date-missing-in-last_day = Geben Sie den letzten Tag ein.
fault-date-shape = „{ $typed }“ ist kein Datum. Schreiben Sie Jahr, Monat und Tag wie 2026-11-21.
fault-date-not-in-calendar = Den { $typed } gibt es im Kalender nicht. Prüfen Sie den Tag.
fault-date-too-early = Geben Sie ein Datum ab { $earliest } ein.
fault-date-too-late = Geben Sie ein Datum bis { $latest } ein.

fault-email-missing = Geben Sie eine E-Mail-Adresse ein.
fault-email-invalid = „{ $typed }“ ist keine E-Mail-Adresse. Schreiben Sie sie wie name@example.com.
fault-email-too-long = Geben Sie eine E-Mail-Adresse mit höchstens { $limit } Zeichen ein.
fault-email-taken = Diese E-Mail-Adresse hat hier schon jemand. Geben Sie eine andere ein.

fault-member-already = { $email } ist schon Mitglied.
fault-invited-already = { $email } ist schon eingeladen. Senden Sie die Einladung aus der Liste noch einmal.
fault-owner-was-here = { $email } war Inhaber. Nur ein Inhaber kann diese Person wieder einladen.
fault-invitations-limited = { $email } muss warten: Bis die Adresse eines Inhabers bestätigt ist, lassen sich nur { $most } einladen.
fault-invited-nobody = Noch ist niemand eingeladen.
fault-too-many-addresses = Geben Sie höchstens { $most } Adressen auf einmal ein.
fault-approver-unfit = Wählen Sie jemanden, der aktiv ist und über Ausgaben entscheidet.
fault-delegate-self = Wählen Sie jemand anderen: Niemand vertritt sich selbst.
fault-delegate-away = Diese Person ist von { $from } bis { $to } selbst abwesend. Wählen Sie jemanden, der da ist.
fault-absence-backwards = Der letzte Tag liegt vor dem ersten. Geben Sie einen späteren ein.
fault-absence-over = Das ist schon vorbei. Geben Sie heute oder einen späteren Tag ein.
fault-absence-overlaps = Von { $from } bis { $to } gibt es schon eine Abwesenheit. Ändern Sie diese oder wählen Sie andere Tage.
fault-escalation-early = Geben Sie mehr Tage ein als bis zur Erinnerung.
fault-missing-in-delegate_id = Wählen Sie, wer vertritt.

fault-text-too-long = Kürzen Sie das auf { $limit } Zeichen: Es hat { $length }.
fault-text-control = Entfernen Sie das Steuerzeichen { $character } oder tippen Sie den Text neu.
fault-text-hidden = Entfernen Sie das unsichtbare Zeichen { $character } oder tippen Sie den Text neu.
fault-text-address = Geben Sie einen Namen ohne Web- oder E-Mail-Adresse ein.

fault-name-missing = Geben Sie einen Namen ein.
fault-name-taken = Diesen Namen gibt es schon. Wählen Sie einen anderen.
fault-too-deep = Darunter liegen andere, deshalb bleibt es ganz oben.
fault-number-range = Geben Sie eine Zahl von { $least } bis { $most } ein.
fault-currency-fixed = Es wurden schon Ausgaben eingereicht, deshalb bleibt die Basiswährung { $currency }.

fault-rule-note-twice = Eine fehlende Notiz und eine verlangte sind dasselbe. Wählen Sie „jede Ausgabe“, um eine Notiz zu verlangen.
fault-rule-receipt-twice = Ein fehlender Beleg und ein verlangter sind dasselbe. Wählen Sie „jede Ausgabe“, um einen Beleg zu verlangen.
fault-rule-needs-receipt = Eine Regel verlangt einen Beleg. Fügen Sie einen hinzu und reichen Sie dann ein.
fault-rule-too-wide = Das würde jede Ausgabe treffen. Wählen Sie eine Kategorie, eine Person, eine Zahlungsart oder eine Bedingung.
fault-rule-twice = Genau diese Regel gibt es schon.
fault-step-twice = Dorthin geht es schon. Wählen Sie jemand anderen.
fault-rules-contradict = Mit den anderen Regeln bliebe keine Währung übrig, und nichts ließe sich mehr einreichen. Ändern Sie zuerst eine davon.
fault-rule-blocks = Eine Regel verhindert, dass diese Ausgabe eingereicht wird. Korrigieren Sie sie, oder speichern Sie sie als Entwurf.
fault-rule-needs-reason = Eine Regel verhindert, dass diese Ausgabe eingereicht wird. Schreiben Sie, warum sie trotzdem gelten soll, oder ändern Sie, worum es der Regel geht.
fault-rule-needs-note = Eine Regel verlangt eine Notiz. Schreiben Sie, wofür diese Ausgabe war.

fault-color-missing = Wählen Sie eine Farbe, etwa #0f766e.
fault-color-invalid = „{ $typed }“ ist keine Farbe. Schreiben Sie sie als # und sechs Ziffern oder Buchstaben a bis f, etwa #0f766e.
fault-logo-too-large = Diese Datei ist größer als { $limit }. Verkleinern Sie das Bild und wählen Sie es noch einmal.
fault-logo-too-many-pixels = Dieses Bild hat auf einer Seite mehr als { $most } Pixel. Verkleinern Sie es und wählen Sie es noch einmal.
fault-logo-svg = SVG-Dateien können Programme enthalten und werden deshalb nicht angenommen. Speichern Sie das Logo als PNG, etwa 512 Pixel breit, und wählen Sie dieses.
fault-logo-kind = Das ist kein Bild im Format PNG, JPEG oder WebP. Speichern Sie das Logo in einem davon und wählen Sie es noch einmal.
fault-logo-broken = Dieses Bild lässt sich nicht lesen: Die Datei ist beschädigt. Speichern Sie es neu und wählen Sie es noch einmal.

fault-receipt-empty = { $file } ist leer. Wählen Sie die Datei noch einmal oder lassen Sie sie weg.
fault-receipt-too-large = { $file } ist größer als { $limit }. Verkleinern Sie die Datei und wählen Sie sie noch einmal.
fault-receipt-kind = { $file } ist weder ein Bild im Format JPEG, PNG oder WebP noch ein PDF. Speichern Sie die Datei in einem davon und wählen Sie sie noch einmal.
fault-receipt-heic = { $file } ist ein HEIC-Foto, das Browser nicht zeigen können. Speichern Sie es als JPEG und wählen Sie es noch einmal.
fault-receipt-broken = { $file } lässt sich nicht lesen: Die Datei ist beschädigt. Speichern Sie sie neu und wählen Sie sie noch einmal.
fault-receipt-too-many-pixels = { $file } hat mehr als { $most } Millionen Pixel. Verkleinern Sie das Bild und wählen Sie es noch einmal.
fault-receipt-encrypted = { $file } verlangt ein Passwort. Speichern Sie die Datei ohne Passwort und wählen Sie sie noch einmal.
fault-receipt-too-many = { $file } ist zu viel: Auf einmal gehen bis zu { $most } Dateien. Fügen Sie sie danach hinzu.
fault-receipt-no-room = { $file } ist eine zu viel: Eine Ausgabe hat bis zu { $most } Belege. Lassen Sie die Datei weg, oder erfassen Sie eine zweite Ausgabe.
fault-receipt-quota = { $file } passt nicht mehr: Ihre Organisation bewahrt bis zu { $limit } an Belegen auf.
fault-receipt-missing = Wählen Sie mindestens eine Datei.

fault-password-too-short = Verwenden Sie mindestens { $least } Zeichen: Das sind { $length }.
fault-password-missing = Wählen Sie ein Passwort mit mindestens { $least } Zeichen.
fault-password-too-long = Verwenden Sie höchstens { $limit } Zeichen: Das sind { $length }.
fault-password-common = Dieses Passwort verwenden viele. Wählen Sie eines, das schwerer zu erraten ist.
fault-password-wrong = Das ist nicht Ihr Passwort. Tippen Sie es noch einmal.

fault-slug-missing = Wählen Sie eine Adresse für Ihre Organisation.
fault-slug-too-short = Verwenden Sie mindestens { $least } Zeichen.
fault-slug-too-long = Verwenden Sie höchstens { $limit } Zeichen.
fault-slug-character = „{ $character }“ darf in einer Adresse nicht stehen. Verwenden Sie die Buchstaben a bis z, Ziffern und Bindestriche.
fault-slug-start = Beginnen Sie mit einem Buchstaben.
fault-slug-end = Enden Sie mit einem Buchstaben oder einer Ziffer.
fault-slug-double-hyphen = Setzen Sie nie zwei Bindestriche hintereinander.
fault-slug-reserved = „{ $slug }“ ist für den Dienst reserviert. Wählen Sie eine andere.
fault-slug-taken = „{ $slug }“ ist vergeben. Wählen Sie eine andere.
fault-schema-name-shape = Ein Schemaname ist org_ und 32 kleine Hexadezimalziffern.
