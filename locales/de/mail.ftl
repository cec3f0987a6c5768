mail-via-outlay = { $sender } über Outlay
mail-or-open = Oder öffnen Sie diese Adresse:
mail-demo-title = E-Mails der Demo
mail-demo-text = Nichts verlässt diesen Rechner: Was gesendet worden wäre, steht hier, das Neueste zuerst, bis die Demo endet.
mail-demo-elsewhere = Die E-Mails jeder Organisation stehen unter derselben Adresse auf ihrem eigenen Host.
mail-demo-none = Noch keine E-Mails
mail-demo-none-text = Einladungen, vergessene Passwörter und Hinweise erscheinen hier.
mail-unsubscribe = Diese Mails abbestellen
