home-title = Start
home-look-through = Durchsehen
home-decide = Entscheiden
home-read-only = Sie können alles lesen und nichts ändern
home-nothing = Nichts zu tun
home-drafts =
    { $count ->
        [one] { $number } Entwurf einzureichen
       *[other] { $number } Entwürfe einzureichen
    }
home-in-approval = { $number } zur Freigabe
home-to-pay = { $number } zu erstatten
home-rejected = { $number } abgelehnt

home-step-made = Organisation anlegen
home-step-made-hint = Sie rechnet in { $currency }, nach den Tagen von { $timezone }.
home-step-record = Erste Ausgabe erfassen
home-step-record-hint = Betrag, wo und wann: Das dauert zehn Sekunden.
home-step-keep = Diese Adresse merken
home-step-keep-hint = Sie melden sich unter { $origin } an; setzen Sie ein Lesezeichen.

home-ready = { $organization } ist bereit
home-first-steps = Erste Schritte
home-done = Erledigt:
home-recent = Letzte Ausgaben
home-all = Alle Ausgaben
home-empty = Noch nichts erfasst
home-empty-text = Was Sie erfassen, erscheint hier, das Neueste zuerst.
