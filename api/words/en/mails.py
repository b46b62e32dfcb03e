"""Mails, which say nothing of what they are about."""

SUBJECT = "You have a message"

_OPENING = """\
You have a message.
It waits for you on our page, and only you can read it there.
If you did not expect it, you can leave it. Nothing happens then.
Nobody reads answers to this mail.

Open it when you have a quiet moment:

"""

NOTICE = _OPENING + "{link}\n"

WITH_LINK = _OPENING + "{link}\n\nThis address works once, for {lasts}.\n"

WITH_SECRET = (
    _OPENING
    + """\
{link}

This address works once, for {lasts}.
If you are asked for a code, this is it:

{code}
"""
)

LASTS = {"invitation": "7 days", "reset": "1 hour", "sign_in": "10 minutes", "draft": "7 days"}
