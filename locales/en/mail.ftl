# What every mail has.

mail-via-outlay = { $sender } via Outlay
mail-or-open = Or open this address:
mail-demo-title = Mail of the demo
mail-demo-text = Nothing leaves this machine: what would have been sent is shown here, newest first, until the demo stops.
mail-demo-elsewhere = Each organization’s mails are at the same address on its own host.
mail-demo-none = No mails yet
mail-demo-none-text = Invitations, forgotten passwords and notices show up here.
mail-unsubscribe = Stop these mails
