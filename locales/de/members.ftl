members-no-own-role = Niemand ändert die eigene Rolle. Fragen Sie einen anderen Inhaber oder Admin.
members-only-owner-makes-owner = Nur ein Inhaber kann jemanden zum Inhaber machen.
members-an-owner-stays = Eine Organisation hat immer einen Inhaber. Machen Sie zuerst jemand anderen zum Inhaber.
members-deactivated-already = { $name } ist deaktiviert. Reaktivieren Sie diese Person zuerst.
members-not-oneself = Niemand deaktiviert sich selbst. Fragen Sie einen anderen Inhaber oder Admin.
members-only-owner-gives = Nur ein Inhaber kann die Inhaberschaft abgeben.
members-owner-already = Sie sind schon Inhaber. Wählen Sie jemand anderen.
members-forbidden = Nur Inhaber und Admins ändern, wer Mitglied ist.
members-only-owner-changes-owner = Nur ein Inhaber kann einen Inhaber ändern.
members-stale = { $name } wurde geändert, nachdem Sie die Seite geöffnet haben. Sehen Sie noch einmal nach und entscheiden Sie dann.
members-only-another-deactivates = Nur ein anderer Inhaber oder Admin kann ein Mitglied deaktivieren.
members-only-owner-invites-owner = Nur ein Inhaber kann einen Inhaber einladen.
members-only-owner-changes-invitation = Nur ein Inhaber kann die Einladung eines Inhabers ändern.
members-joined-already = { $email } ist schon beigetreten.
members-revoked-already = Die Einladung an { $email } wurde widerrufen. Laden Sie diese Person noch einmal ein.

members-said-role =
    { $role ->
        [owner] { $name } ist jetzt Inhaber.
        [admin] { $name } ist jetzt Admin.
        [approver] { $name } ist jetzt Freigeber.
        [auditor] { $name } ist jetzt Prüfer.
       *[member] { $name } ist jetzt Mitglied.
    }
members-said-approver = { $approver } erfährt, was { $name } einreicht.
members-said-no-approver = Über die Ausgaben von { $name } können alle entscheiden, die entscheiden dürfen.
members-said-deactivated = { $name } deaktiviert.
members-said-reactivated = { $name } reaktiviert.
members-said-signed-out = { $name } ist überall abgemeldet.
members-said-ownership = { $name } ist jetzt Inhaber, und Sie sind Admin.
members-said-invited-one = { $email } eingeladen.
members-said-invited =
    { $count ->
        [one] { $count } Person eingeladen.
       *[other] { $count } Personen eingeladen.
    }
members-said-sent-again = Einladung an { $email } noch einmal gesendet.
members-said-revoked = Einladung an { $email } widerrufen.
members-many-invitations = Das sind viele Einladungen. Senden Sie dieses Formular in { $seconds } Sekunden noch einmal.

members-title = Mitglieder
members-cut = Die ersten { $most } werden gezeigt. Suchen Sie nach einem Namen, um andere zu finden.
members-people =
    { $count ->
        [one] { $count } Person
       *[other] { $count } Personen
    }
members-people-invited = { $count } eingeladen
members-people-deactivated = { $count } deaktiviert
members-everybody = Alle
members-active = Aktiv
members-invited = Eingeladen
members-deactivated = Deaktiviert
members-deactivated-since = Deaktiviert seit { $day }
members-limited = Sie können { $most } Personen einladen, bis die E-Mail-Adresse eines Inhabers bestätigt ist.
members-expired = Abgelaufen
members-until = Bis { $day }
members-anybody = Alle, die entscheiden dürfen
members-deactivate-title = { $name } deaktivieren
members-drafts =
    { $count ->
        [one] { $count } Entwurf
       *[other] { $count } Entwürfe
    }
members-in-approval = { $count } zur Freigabe
members-to-pay = { $count } zu erstatten

members-letter-subject = { $inviter } lädt Sie zu { $organization } ein
members-letter-text =
    { $role ->
        [owner] { $inviter } lädt Sie zu { $organization } ein: als Inhaber, der alles darf.
        [admin] { $inviter } lädt Sie zu { $organization } ein: als Admin, der die Organisation verwaltet.
        [approver] { $inviter } lädt Sie zu { $organization } ein: als Freigeber, der über Ausgaben entscheidet.
        [auditor] { $inviter } lädt Sie zu { $organization } ein: als Prüfer, der alles liest und nichts ändert.
       *[member] { $inviter } lädt Sie zu { $organization } ein, um Ihre Ausgaben zu erfassen.
    }
members-letter-button = Einladung annehmen
members-letter-small = Der Link gilt einmal, 7 Tage lang.
members-letter-ignore = Wenn Sie { $organization } nicht kennen, ignorieren Sie diese E-Mail: Es geschieht nichts.

members-join-title = { $organization } beitreten
members-join-unknown = Diese Einladung ist nicht bekannt
members-join-unknown-text = Der Link ist unvollständig, oder die Einladung wurde mit einem neueren noch einmal gesendet. Bitten Sie die Person, die Sie zu { $organization } eingeladen hat, um eine neue.
members-join-expired = Diese Einladung ist zu alt
members-join-expired-text = Sie konnte 7 Tage lang angenommen werden. Bitten Sie die Person, die Sie zu { $organization } eingeladen hat, um eine neue.
members-join-accepted = Diese Einladung wurde schon angenommen
members-join-accepted-text = Eine Einladung gilt einmal. Wenn Sie das waren, melden Sie sich mit der Adresse an, an die sie ging, und mit dem Passwort, das Sie gewählt haben.
members-join-revoked = Diese Einladung wurde zurückgezogen
members-join-revoked-text = Bitten Sie die Person, die Sie zu { $organization } eingeladen hat, um eine neue.
members-join-invalid = Diese Einladung gilt nicht mehr
members-join-invalid-text = Wer sie gesendet hat, darf Sie nicht mehr zu { $organization } einladen. Bitten Sie einen Inhaber oder Admin um eine neue.
members-join-member = Sie sind schon Mitglied
members-join-member-text = Jemand mit dieser Adresse ist Mitglied von { $organization }. Melden Sie sich stattdessen an.
members-join-text =
    { $role ->
        [owner] { $inviter } lädt Sie ein: als Inhaber, der alles darf.
        [admin] { $inviter } lädt Sie ein: als Admin, der die Organisation verwaltet.
        [approver] { $inviter } lädt Sie ein: als Freigeber, der über Ausgaben entscheidet.
        [auditor] { $inviter } lädt Sie ein: als Prüfer, der alles liest und nichts ändert.
       *[member] { $inviter } lädt Sie ein, Ihre Ausgaben zu erfassen.
    }

members-invite-people = Personen einladen
members-not-invited = Noch nicht eingeladen
members-addresses = E-Mail-Adressen
members-addresses-hint = Eine oder viele, getrennt durch Kommas, Leerzeichen oder Zeilenenden. Davor dürfen Namen stehen: { $example }.
members-invite = Einladen
members-search-label = Mitglieder suchen
members-name-or-email = Name oder E-Mail
members-status = Status
members-search = Suchen
members-nobody-fits = Niemand passt
members-nobody-fits-text = Suchen Sie nach einem anderen Namen oder sehen Sie sich alle an.
members-invited-people = Eingeladen
members-send-again = Noch einmal senden
members-revoke = Widerrufen
members-people-title = Personen
members-you = Sie selbst
members-role = Rolle
members-approver = Freigeber
members-away = Abwesend
members-not-signed-in = Noch nicht angemeldet
members-not-verified = nicht bestätigt
members-since = Mitglied seit
members-self = Name, Adresse und Passwort stehen in
members-self-profile = Ihrem Profil
members-role-text = Eine neue Rolle gilt sofort und meldet { $name } überall ab.
members-change-role = Rolle ändern
members-change-approver = Freigeber ändern
members-access = Zugang
members-deactivate-follows = Deaktivieren…
members-reactivate = Reaktivieren
members-ownership = Inhaberschaft
members-ownership-text = { $name } wird Inhaber, und Sie werden Admin.
members-give-ownership = Inhaberschaft abgeben
members-deactivate-question = { $name } deaktivieren?
members-deactivate-goes-on = Was eingereicht oder freigegeben ist, läuft weiter, denn das Geld ist geschuldet. Inhaber und Admins können die Entwürfe einreichen oder in den Papierkorb legen.
members-deactivate-nothing-open = Von dieser Person ist nichts offen.
members-deactivate-text = { $name } wird überall abgemeldet und kann sich nicht mehr anmelden. Alles Erfasste bleibt. Sie können diese Person reaktivieren oder ihre Adresse noch einmal einladen.
members-deactivate = Deaktivieren
members-cancel = Abbrechen
members-join = Beitreten
