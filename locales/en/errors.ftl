# The page for every problem: what happened (heading), and what to do next (advice).

problem-bad-request = That request made no sense to us
problem-bad-request-advice = Go back, reload the page and try again.
problem-forbidden = Your role doesn't allow this
problem-forbidden-advice = An owner or admin of your organization can do it, or change your role.
problem-foreign-origin = This came from another site
problem-foreign-origin-advice = Nothing was changed. Open the page here and send the form again.
problem-not-found = There is nothing here
problem-not-found-advice = It may have been moved or removed, or it belongs to someone else. Check the address.
problem-no-organization = No organization at { $host }
problem-no-organization-advice = Check the spelling, or ask the person who invited you for the address.
problem-method-not-allowed = This address can't be used that way
problem-method-not-allowed-advice = Go back to the page you came from and use its buttons.
problem-conflict = It changed in the meantime
problem-conflict-advice = Nothing of yours was saved. Look at how it is now, then decide again.
problem-too-large = That is too large
problem-too-large-advice = The limit is { $limit }. Send something smaller; nothing was saved.
problem-unprocessable = We can't read what was sent
problem-unprocessable-advice = Go back and check the fields. Nothing was saved.
problem-too-many-requests = Too many tries
problem-too-many-requests-advice =
    { $unit ->
        [minutes] Try again in { $count } minutes. Nothing was changed.
       *[seconds]
            { $count ->
                [1] Try again in a second. Nothing was changed.
               *[other] Try again in { $count } seconds. Nothing was changed.
            }
    }
problem-internal = Something broke on our side
problem-internal-advice = Try again. If it happens again, send us the number below.
problem-database-away = Outlay can't reach its database
problem-database-away-advice = Nothing was saved. Try again in a few seconds; your entries are still in the page before this one.
problem-suspended = { $organization } is suspended
problem-suspended-advice = Nothing is lost. An owner can still sign in and read everything.
problem-updating = This organization is being updated
problem-updating-advice = It takes a few seconds. Reload the page then.
problem-preparing = Your organization is being prepared
problem-preparing-advice = Send the form again in a few seconds.
problem-unsure = We can't tell whether this was saved
problem-unsure-advice = The connection broke at the wrong moment. Send it again: it is recorded once, even if the first try went through.
problem-read-only = Nothing can be changed now
problem-read-only-advice = The organization is suspended: its owners can read everything, but nothing can be changed.
problem-sign-in = Sign in first
problem-sign-in-advice = This address is for members of the organization.
problem-plain = Something broke on our side. Try again in a few seconds.

errors-this-organization = This organization
errors-sign-in-as-owner = Sign in as an owner
errors-what-outlay-is = What Outlay is
errors-home = Home
errors-start-page = Start page
errors-send-again = Send it again
errors-request = Request

# What is wrong with a request itself.
request-unreadable = The address or the form could not be read.
request-two-hosts-named = The request names more than one host.
request-two-hosts-differ = The request names two different hosts.
request-no-host = The request names no host.
request-host-characters = The host name has characters that no host has.
request-host-invalid = The host is not a valid address.
request-port = The host's port is not a number.
request-fields = The form's fields could not be read.
request-utf8 = The form is not valid UTF-8.
request-cut-off = The form did not arrive whole. Send it again.

# Taken between the look and the write.
taken-email = Somebody else has taken this address meanwhile. Choose another.
taken-category-name = Another category has this name already. Choose a different name.
problem-internal-short = Something broke on our side.
