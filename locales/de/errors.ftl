problem-bad-request = Diese Anfrage haben wir nicht verstanden
problem-bad-request-advice = Gehen Sie zurück, laden Sie die Seite neu und versuchen Sie es noch einmal.
problem-forbidden = Ihre Rolle erlaubt das nicht
problem-forbidden-advice = Ein Inhaber oder Admin Ihrer Organisation kann es tun oder Ihre Rolle ändern.
problem-foreign-origin = Das kam von einer anderen Website
problem-foreign-origin-advice = Es wurde nichts geändert. Öffnen Sie die Seite hier und senden Sie das Formular noch einmal.
problem-not-found = Hier ist nichts
problem-not-found-advice = Vielleicht wurde es verschoben oder entfernt, oder es gehört jemand anderem. Prüfen Sie die Adresse.
problem-no-organization = Keine Organisation unter { $host }
problem-no-organization-advice = Prüfen Sie die Schreibweise oder fragen Sie die Person, die Sie eingeladen hat, nach der Adresse.
problem-method-not-allowed = So lässt sich diese Adresse nicht verwenden
problem-method-not-allowed-advice = Gehen Sie zurück zur vorigen Seite und verwenden Sie deren Schaltflächen.
problem-conflict = Inzwischen hat sich etwas geändert
problem-conflict-advice = Von Ihnen wurde nichts gespeichert. Sehen Sie sich den jetzigen Stand an und entscheiden Sie dann neu.
problem-too-large = Das ist zu groß
problem-too-large-advice = Die Grenze liegt bei { $limit }. Senden Sie etwas Kleineres; es wurde nichts gespeichert.
problem-unprocessable = Wir können das Gesendete nicht lesen
problem-unprocessable-advice = Gehen Sie zurück und prüfen Sie die Felder. Es wurde nichts gespeichert.
problem-too-many-requests = Zu viele Versuche
problem-too-many-requests-advice =
    { $unit ->
        [minutes] Versuchen Sie es in { $count } Minuten noch einmal. Es wurde nichts geändert.
       *[seconds]
            { $count ->
                [1] Versuchen Sie es in einer Sekunde noch einmal. Es wurde nichts geändert.
               *[other] Versuchen Sie es in { $count } Sekunden noch einmal. Es wurde nichts geändert.
            }
    }
problem-internal = Bei uns ist etwas schiefgegangen
problem-internal-advice = Versuchen Sie es noch einmal. Wenn es wieder geschieht, nennen Sie uns die Nummer unten.
problem-database-away = Outlay erreicht seine Datenbank nicht
problem-database-away-advice = Es wurde nichts gespeichert. Versuchen Sie es in ein paar Sekunden noch einmal; Ihre Eingaben stehen noch auf der Seite davor.
problem-suspended = { $organization } ist gesperrt
problem-suspended-advice = Nichts ist verloren. Ein Inhaber kann sich weiterhin anmelden und alles lesen.
problem-updating = Diese Organisation wird gerade aktualisiert
problem-updating-advice = Das dauert ein paar Sekunden. Laden Sie die Seite dann neu.
problem-preparing = Ihre Organisation wird gerade vorbereitet
problem-preparing-advice = Senden Sie das Formular in ein paar Sekunden noch einmal.
problem-unsure = Wir wissen nicht, ob das gespeichert wurde
problem-unsure-advice = Die Verbindung brach im falschen Moment ab. Senden Sie es noch einmal: Es wird nur einmal erfasst, auch wenn der erste Versuch gelungen ist.
problem-read-only = Im Moment lässt sich nichts ändern
problem-read-only-advice = Die Organisation ist gesperrt: Ihre Inhaber können alles lesen, aber nichts ändern.
problem-sign-in = Melden Sie sich zuerst an
problem-sign-in-advice = Diese Adresse ist für Mitglieder der Organisation.
problem-plain = Bei uns ist etwas schiefgegangen. Versuchen Sie es in ein paar Sekunden noch einmal.

errors-this-organization = Diese Organisation
errors-sign-in-as-owner = Als Inhaber anmelden
errors-what-outlay-is = Was Outlay ist
errors-home = Start
errors-start-page = Startseite
errors-send-again = Noch einmal senden
errors-request = Anfrage

request-unreadable = Die Adresse oder das Formular ließ sich nicht lesen.
request-two-hosts-named = Die Anfrage nennt mehr als einen Host.
request-two-hosts-differ = Die Anfrage nennt zwei verschiedene Hosts.
request-no-host = Die Anfrage nennt keinen Host.
request-host-characters = Der Hostname enthält Zeichen, die kein Host hat.
request-host-invalid = Der Host ist keine gültige Adresse.
request-port = Der Port des Hosts ist keine Zahl.
request-fields = Die Felder des Formulars ließen sich nicht lesen.
request-utf8 = Das Formular ist kein gültiges UTF-8.
request-cut-off = Das Formular kam nicht vollständig an. Senden Sie es noch einmal.

taken-email = Diese Adresse hat inzwischen jemand anderes. Wählen Sie eine andere.
taken-category-name = Eine andere Kategorie heißt schon so. Wählen Sie einen anderen Namen.
problem-internal-short = Bei uns ist etwas schiefgegangen.
