"""What people read when their own form has come in."""

_NOBODY_WATCHES = (
    "Nobody watches this service day and night. If you are not safe, please use one of the lines above now."
)

RECEIVED = {
    "mentee": "Thank you. What you wrote has come in. A coordinator will read it and get in touch with you, in the way "
    f"that you asked for. If you gave an email, a message is on its way to it. {_NOBODY_WATCHES}",
    "mentor": "Thank you for wanting to walk beside someone. A coordinator will read what you wrote and get in touch "
    f"with you. If you gave an email, a message is on its way to it. {_NOBODY_WATCHES}",
}
