# What was done, as the trail tells it.

activity-forbidden = Only owners, admins and auditors see everything that happened.
