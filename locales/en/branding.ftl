# What the organization looks like.

branding-forbidden = Only owners and admins change how the organization looks.
branding-no-look = That is no look.
