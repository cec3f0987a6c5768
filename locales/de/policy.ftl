role-owner = Inhaber
role-admin = Admin
role-approver = Freigeber
role-member = Mitglied
role-auditor = Prüfer

status-draft = Entwurf
status-submitted = Eingereicht
status-approved = Freigegeben
status-settled = Erledigt
status-reimbursed = Erstattet
status-rejected = Abgelehnt
status-trash = Im Papierkorb

paid-with-own = Eigenes Geld
paid-with-card = Firmenkarte
paid-with-advance = Vorschuss

stands-draft = Diese Ausgabe ist ein Entwurf.
stands-submitted = Diese Ausgabe ist eingereicht.
stands-approved = Diese Ausgabe ist freigegeben.
stands-settled = Diese Ausgabe ist freigegeben und erledigt.
stands-reimbursed = Diese Ausgabe ist erstattet.
stands-rejected = Diese Ausgabe ist abgelehnt.
stands-trash = Diese Ausgabe liegt im Papierkorb.

advice-nothing-left = Es gibt nichts mehr zu tun.
advice-restore-first =
    { $step ->
        [edit] Stellen Sie sie zuerst wieder her, dann können Sie sie bearbeiten.
        [submit] Stellen Sie sie zuerst wieder her, dann können Sie sie einreichen.
        [withdraw] Stellen Sie sie zuerst wieder her, dann können Sie sie zurückziehen.
        [approve] Stellen Sie sie zuerst wieder her, dann können Sie sie freigeben.
        [return] Stellen Sie sie zuerst wieder her, dann können Sie sie zurückgeben.
        [reject] Stellen Sie sie zuerst wieder her, dann können Sie sie ablehnen.
        [reopen] Stellen Sie sie zuerst wieder her, dann können Sie sie wieder öffnen.
        [reimburse] Stellen Sie sie zuerst wieder her, dann können Sie sie erstatten.
        [restore] Stellen Sie sie zuerst wieder her.
        [comment] Stellen Sie sie zuerst wieder her, dann können Sie sie kommentieren.
       *[recode] Stellen Sie sie zuerst wieder her, dann können Sie die Kategorie ändern.
    }
advice-edit-it = Sie können sie bearbeiten.
advice-category-is-the-spenders = Bis dahin wählt die Person, die ausgelegt hat, die Kategorie.
advice-submit-first = Sie muss zuerst eingereicht werden.
advice-withdraw-first =
    { $step ->
        [edit] Ziehen Sie sie zuerst zurück, dann können Sie sie bearbeiten.
       *[delete] Ziehen Sie sie zuerst zurück, dann können Sie sie löschen.
    }
advice-waits = Sie wartet auf eine Entscheidung.
advice-fix-first = Wählen Sie zuerst „Korrigieren und neu einreichen“: Dann ist sie wieder ein Entwurf.
advice-submitter-can-fix = Wer sie eingereicht hat, kann sie korrigieren und neu einreichen.
advice-nothing-owed = Es war das Geld der Organisation, deshalb ist nichts zu erstatten.
advice-can-be-reopened = Wer sie freigegeben hat, ein Admin oder ein Inhaber kann sie mit einem Grund wieder öffnen.
advice-paid-stays = Was bezahlt ist, bleibt, wie es ist.
