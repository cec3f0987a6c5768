# Wie die Organisation aussieht.

branding-forbidden = Nur Inhaber und Admins ändern, wie die Organisation aussieht.
branding-no-look = Das ist kein Aussehen.

branding-text = Wie Seiten, Anmeldeseite und E-Mails Ihrer Organisation aussehen. Welche Farben Sie auch wählen, alles bleibt lesbar.
branding-text-read = Wie Seiten und E-Mails aussehen. Inhaber und Admins ändern es.
branding-name = Name auf Seiten und in E-Mails
branding-name-hint = Lassen Sie das leer, um den eigenen Namen der Organisation zu zeigen.
branding-brand-color = Hauptfarbe
branding-brand-color-hint = Schaltflächen, der aktuelle Menüpunkt, der erste Balken eines Diagramms.
branding-brand-color-pick = Hauptfarbe auswählen
branding-accent = Akzent
branding-accent-hint = Die Doppellinie unter einer Summe.
branding-accent-pick = Akzent auswählen
branding-scheme = Hell oder dunkel
branding-scheme-auto = Wie das jeweilige Gerät
branding-scheme-light = Immer hell
branding-scheme-dark = Immer dunkel
branding-corners = Ecken
branding-corners-sharp = Eckig
branding-corners-soft = Leicht gerundet
branding-corners-round = Rund
branding-logo = Logo
branding-logo-hint = PNG, JPEG oder WebP, höchstens 1 MB und 2.500 Pixel je Seite. Ein breites passt ebenso gut wie ein quadratisches.
branding-logo-again = Ihr Browser behält keine Dateien: Wählen Sie das Logo vor dem Speichern noch einmal aus.
branding-logo-present = Das jetzige Logo
branding-logo-remove = Logo entfernen
branding-logo-inside = Anmeldeseite und E-Mails zeigen es, sobald die Adresse eines Inhabers bestätigt ist.
branding-save = Aussehen speichern
branding-preview = Vorschau
branding-said-saved = Aussehen gespeichert.
branding-stale = Jemand anderes hat das Aussehen geändert, nachdem Sie es geöffnet haben: Diese Seite trägt es schon. Unten steht, was Sie gewählt haben. Speichern Sie es noch einmal, um das andere zu ersetzen.
branding-shown-as = Gezeigt als

branding-sample-title = So sieht es aus
branding-sample-previewed = Vorschau, noch nicht gespeichert
branding-sample-light = Hell
branding-sample-dark = Dunkel
branding-sample-first-day = 14. Mai
branding-sample-first-amount = 48,20 €
branding-sample-second-day = 12. Mai
branding-sample-second-merchant = Nachtzug nach Hamburg
branding-sample-second-amount = 129,00 €
branding-sample-total = 177,20 €
branding-sample-submit = 2 Ausgaben einreichen
branding-sample-cancel = Abbrechen
branding-sample-all = Alle Ausgaben
