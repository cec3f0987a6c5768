web-skip = Zum Inhalt springen
web-demo-notice = Das ist eine Demo. Alle können sich anmelden, und alles kann zurückgesetzt werden.
