# The pages of the base domain.


# The mail that lists the organizations of an address.
onboarding-letter-subject = Your organizations
onboarding-letter-text = This address belongs to a member of:
onboarding-letter-open = Open { $name }
onboarding-letter-small = If you didn’t ask for this, ignore this mail.
