
onboarding-letter-subject = Ihre Organisationen
onboarding-letter-text = Diese Adresse gehört einem Mitglied von:
onboarding-letter-open = { $name } öffnen
onboarding-letter-small = Wenn Sie das nicht angefordert haben, ignorieren Sie diese E-Mail.
