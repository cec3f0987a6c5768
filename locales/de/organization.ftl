organization-settings-hidden = Mitglieder sehen die Einstellungen der Organisation nicht.
organization-settings-forbidden = Nur Inhaber und Admins ändern die Einstellungen der Organisation.
