# Wie die Organisation aussieht.

branding-forbidden = Nur Inhaber und Admins ändern, wie die Organisation aussieht.
branding-no-look = Das ist kein Aussehen.
