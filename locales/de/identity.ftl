identity-verify-reminder = Ist { $email } Ihre Adresse? Öffnen Sie den Link in der E-Mail, die dorthin gesendet wurde.
identity-verify-resend = Noch einmal senden
identity-verify-correct = Adresse korrigieren

identity-said-ended-none = Es war keine andere Sitzung offen.
identity-said-ended =
    { $count ->
        [one] { $count } Sitzung beendet.
       *[other] { $count } Sitzungen beendet.
    }
identity-said-sent-again = E-Mail an { $email } noch einmal gesendet.
identity-said-verified = { $email } ist bestätigt.
identity-said-address-changed = { $email } ist jetzt Ihre Adresse.
identity-said-address-asked = Öffnen Sie den Link in der E-Mail an { $email }: Ab dann ist das Ihre Adresse.
identity-said-password-changed = Passwort geändert. Ihre anderen Sitzungen sind beendet.
identity-said-profile-saved = Profil gespeichert.
identity-too-many-send-later = Zu viele Versuche. Senden Sie dieses Formular in { $seconds } Sekunden noch einmal.
identity-too-many-requests = Zu viele Anfragen. Versuchen Sie es in { $seconds } Sekunden noch einmal.
identity-address-taken = Diese Adresse hat inzwischen jemand anderes. Wählen Sie in Ihrem Profil eine andere.

identity-your-profile = Ihr Profil
identity-your-sessions = Ihre Sitzungen
identity-your-settings = Ihre Einstellungen
identity-profile = Profil
identity-sessions = Sitzungen
identity-keys = Tasten

identity-device = { $browser } auf { $system }
identity-device-unknown = Unbekannter Browser

identity-letter-verify-subject = Bestätigen Sie Ihre Adresse für { $organization }
identity-letter-verify-text = { $organization } wurde mit dieser Adresse angelegt. Bestätigen Sie sie, damit Sie alle einladen können.
identity-letter-verify-small = Der Link gilt 7 Tage. Wenn Sie keine Organisation angelegt haben, ignorieren Sie diese E-Mail.
identity-letter-reset-subject = Ein neues Passwort für { $organization }
identity-letter-reset-text = Für Ihr Konto bei { $organization } wurde ein neues Passwort angefordert.
identity-letter-reset-button = Neues Passwort wählen
identity-letter-reset-small = Der Link gilt einmal, eine Stunde lang. Wenn Sie das nicht waren, ignorieren Sie diese E-Mail.
identity-letter-changed-subject = Ihr Passwort für { $organization }
identity-letter-changed-text = Das Passwort Ihres Kontos bei { $organization } wurde gerade geändert.
identity-letter-changed-advice = Wenn Sie das nicht waren, wählen Sie sofort über „Passwort vergessen?“ ein neues und informieren Sie einen Inhaber.
identity-letter-confirm-subject = Ihre neue Adresse für { $organization }
identity-letter-confirm-text = Bestätigen Sie, dass Sie sich bei { $organization } mit dieser Adresse anmelden wollen.
identity-letter-confirm-small = Der Link gilt einmal, 7 Tage lang.
identity-letter-moved-subject = Ihre Adresse für { $organization }
identity-letter-moved-text = Ihr Konto bei { $organization } gehört jetzt zu { $email }. Diese Adresse wird nicht mehr verwendet.
identity-letter-moved-advice = Wenn Sie das nicht waren, informieren Sie sofort einen Inhaber der Organisation.

identity-proof-email = Ihre neue Adresse
identity-proof-verify = Adresse bestätigen
identity-confirm = Bestätigen
identity-verify = Bestätigen
identity-link-over = Dieser Link wurde schon verwendet oder ist zu alt
identity-link-over-proof = Ein Link, der eine Adresse bestätigt, gilt einmal, 7 Tage lang, und nur der neueste. In Ihrem Profil steht, welche Adresse Ihre ist; dort erhalten Sie auch einen neuen Link.
identity-open-profile = Profil öffnen
identity-link-over-reset = Ein Link für ein neues Passwort gilt einmal, eine Stunde lang, und nur der neueste. Fordern Sie einen neuen an.
identity-ask-again = Neuen Link anfordern

identity-sign-in = Anmelden
identity-email = E-Mail
identity-password = Passwort
identity-forgot = Passwort vergessen?
identity-wrong = Diese Adresse mit diesem Passwort hat hier niemand. Prüfen Sie beides und versuchen Sie es noch einmal.
identity-too-many-tries = Zu viele Versuche. Versuchen Sie es in { $seconds } Sekunden noch einmal.
identity-ended = Ihre Sitzung ist beendet. Melden Sie sich an, um fortzufahren.
identity-ended-with-entries = Ihre Sitzung ist beendet. Ihre Eingaben bleiben 15 Minuten erhalten; melden Sie sich an, um damit fortzufahren.
identity-signed-out = Sie sind abgemeldet.
identity-demo-refused = Das ist eine Demo, und ihre Passwörter sind öffentlich. Niemand kann sich anmelden, solange Outlay von anderen Rechnern aus erreichbar ist; starten Sie es mit
identity-demo-refused-end = .
identity-demo-title = Demo-Zugänge
identity-demo-text = Wählen Sie einen, um sich anzumelden, oder tippen Sie seine Adresse. Das Passwort ist für alle

identity-signed-in-again = Wieder angemeldet
identity-entries-here = Ihre Eingaben sind noch da
identity-entries-here-text = Sie wurden abgemeldet, bevor sie gespeichert werden konnten. Fahren Sie fort, um sie durchzusehen und zu speichern.
identity-continue = Weiter
identity-go-on-without = Ohne sie fortfahren
identity-ready = Ihre Organisation ist bereit
identity-welcome-instead = Sie sind als { $other } angemeldet. Wenn Sie fortfahren, werden Sie dort abgemeldet und als { $name } ({ $email }) angemeldet.
identity-welcome-text = Sie melden sich jetzt als { $name } ({ $email }) an.
identity-continue-as = Als { $name } fortfahren
identity-not-you = Nicht Sie?
identity-someone-else = Mit einem anderen Konto anmelden
identity-link-used = Dieser Link wurde schon verwendet
identity-welcome-over = Ein Willkommenslink gilt einmal, bis eine Minute nach der Registrierung. Ihre Organisation ist da: Melden Sie sich mit der E-Mail-Adresse und dem Passwort an, die Sie gewählt haben.

identity-error-prefix = Fehler:
identity-forgotten-password = Passwort vergessen
identity-forgot-sent = Wenn hier ein Mitglied diese Adresse hat, ist eine E-Mail mit einem Link unterwegs.
identity-forgot-sent-text = Der Link gilt eine Stunde. Sehen Sie auch bei den unerwünschten E-Mails nach.
identity-back-to-sign-in = Zurück zur Anmeldung
identity-forgot-text = Geben Sie Ihre E-Mail-Adresse ein. Dorthin geht ein Link für ein neues Passwort.
identity-send-link = Link senden
identity-new-password = Neues Passwort
identity-reset-text = Sie werden überall sonst abgemeldet und hier angemeldet.
identity-password-hint = Mindestens 8 Zeichen.
identity-change-password = Passwort ändern
identity-name = Name
identity-numbers-and-dates = Zahlen und Daten
identity-as-organization = Wie Ihre Organisation
identity-save = Speichern
identity-email-text = Sie melden sich mit { $email } an. Eine neue Adresse gilt, sobald Sie den Link öffnen, der dorthin gesendet wird.
identity-email-text-unverified = Sie melden sich mit { $email } an; diese Adresse ist noch nicht bestätigt. Eine neue Adresse gilt, sobald Sie den Link öffnen, der dorthin gesendet wird.
identity-new-address = Neue Adresse
identity-your-password = Ihr Passwort
identity-change-address = Adresse ändern
identity-present-password = Jetziges Passwort
identity-new-password-hint = Mindestens 8 Zeichen. Ihre anderen Sitzungen werden beendet.
identity-sessions-text = Hier sind Sie angemeldet. Beenden Sie, was Sie nicht kennen.
identity-this-browser = dieser Browser
identity-since = Seit
identity-last-seen = Zuletzt aktiv
identity-sign-out = Abmelden
identity-end = Beenden
identity-end-others = Alle anderen beenden

identity-shortcuts = Tastenkürzel
identity-shortcuts-writing = Sie tun nichts, während Sie schreiben.
identity-shortcuts-script = Sie wirken nur mit JavaScript. Alles, was sie tun, geht auch ohne sie.
identity-shortcuts-close = Schließen

identity-your-name = Ihr Name

identity-keys-everywhere = Überall
identity-keys-this-list = Diese Liste zeigen
identity-keys-search = Suchen
identity-keys-go = „{ $place }“ öffnen
identity-keys-list = In der Liste der Ausgaben
identity-keys-next = Zur nächsten Ausgabe gehen
identity-keys-before = Zur vorigen gehen
identity-keys-select = Auswählen oder abwählen
identity-keys-select-up-to = Alle bis zu ihr auswählen
identity-keys-queue = In den Freigaben
identity-keys-approve = Freigeben
identity-keys-return = Mit Kommentar zurückgeben
