# Fertige Regelwerke.

sets-title = Fertige Regeln
sets-text = Beginnen Sie mit einem davon und ändern Sie, was nicht passt. Nichts wird hinzugefügt, bevor Sie es sagen.
sets-link = Fertige Regeln
sets-begin = Mit fertigen Regeln beginnen
sets-name-small = Kleines Unternehmen
sets-about-small = Wenige Regeln, die niemanden aufhalten: Teures wird erklärt; Verspätetes, Doppeltes und was keinen Beleg hat, wird angemerkt.
sets-name-consultants = Beratung
sets-about-consultants = Für Menschen, die zu Kunden reisen: Reisen in einem Rahmen, ein Beleg und ein Grund für das, was Kunden bezahlen.
sets-name-strict = Streng
sets-about-strict = Alles erklärt, belegt und rechtzeitig. Was es nicht ist, kann nicht eingereicht werden.
sets-present = Diese haben Sie.
sets-missing = Es gibt hier keine Kategorie wie „{ $category }“, darum fehlt ihre Regel.
sets-add =
    { $count ->
        [one] Diese Regel hinzufügen
       *[other] Diese { $number } Regeln hinzufügen
    }
sets-unknown = So ein Regelwerk gibt es nicht. Wählen Sie eines aus der Liste.
sets-said-added =
    { $count ->
        [0] Sie haben alle diese Regeln schon.
        [one] 1 Regel hinzugefügt.
       *[other] { $number } Regeln hinzugefügt.
    }
sets-said-undone =
    { $count ->
        [0] Nichts gelöscht: diese Regeln wurden inzwischen geändert.
        [one] 1 Regel gelöscht.
       *[other] { $number } Regeln gelöscht.
    }
