# The settings of the organization.

organization-settings-hidden = Members don't see the organization's settings.
organization-settings-forbidden = Only owners and admins change the organization's settings.
