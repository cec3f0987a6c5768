activity-forbidden = Nur Inhaber, Admins und Prüfer sehen alles, was geschehen ist.
