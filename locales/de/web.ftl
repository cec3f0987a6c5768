web-skip = Zum Inhalt springen
web-demo-notice = Das ist eine Demo. Alle können sich anmelden, und alles kann zurückgesetzt werden.
web-main = Hauptmenü
web-new-expense = Neue Ausgabe
web-sign-out-everywhere = Überall abmelden
web-notice = Hinweis
web-reminder = Erinnerung
web-dismiss = Ausblenden

web-activity = Aktivität
web-branding = Aussehen
web-organization = Organisation
web-settings = Einstellungen

web-optional = optional
web-nothing-saved = Noch ist nichts gespeichert
web-keys-on = Tasten einschalten
web-keys-off = Tasten ausschalten
web-pages = Seiten
web-newer = Neuere
web-older = Ältere
