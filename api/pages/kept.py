"""A form that came too late, shown again so that nothing typed is lost."""

from collections.abc import Mapping

from flask import render_template, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

# Never in a page that is shown.
_SECRET = "password"  # noqa: S105
PATH = "kept_path"
PREFIX = "kept:"
_NOT_TYPED = ("csrf_token",)

Fields = list[tuple[str, str]]


def has_secret() -> bool:
    """Whether a password was typed, without which it is of no use to send the rest again."""
    return any(_SECRET in name for name in request.form) and found() is None


def ask_to_sign_in() -> str:
    """After that, a form with a password in it is filled in anew."""
    if has_secret():
        return render_template(
            "account/sign_in.html", typed=MultiDict(), errors={}, next=request.path, was_signed_out=True
        )
    return ask_to_sign_in_for(request.path, _typed())


def ask_to_sign_in_for(path: str, fields: Fields, errors: Mapping[str, list[str]] | None = None) -> str:
    """``path`` and ``fields``: of the form that waits."""
    typed = MultiDict({"email": request.form.get("email", "")}) if errors else MultiDict()
    return render_template("kept/sign_in.html", path=path, fields=fields, errors=errors or {}, typed=typed)


def ask_to_send_again() -> str:
    """Where the page was open for too long. It may have been one of ours that kept another form already."""
    path, fields = found() or (request.path, _typed())
    return render_template("kept/send_again.html", path=path, fields=fields, signed_in=False)


def ask_to_send(path: str, fields: Fields) -> str:
    """Once they have signed in: sent by them, since a form of another site must not be sent by signing in."""
    return render_template("kept/send_again.html", path=path, fields=fields, signed_in=True)


def not_yet() -> str:
    return _("You are not signed in yet in this browser. Please sign in here, or open the link from your mail first.")


def found() -> tuple[str, Fields] | None:
    """What a form to sign in carries along: where it was to go, and what was typed."""
    path = request.form.get(PATH, "")
    if not is_local(path):
        return None
    fields = [(name.removeprefix(PREFIX), value) for name, value in _all() if name.startswith(PREFIX)]
    return path, fields


def is_local(path: str) -> bool:
    """Whether it is a path of ours.

    A browser takes a backslash for a slash, two or more of them for another host, and leaves out control characters.
    """
    return path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()


def _typed() -> Fields:
    return [(name, value) for name, value in _all() if name not in _NOT_TYPED and _SECRET not in name]


def _all() -> Fields:
    return [(name, value) for name, values in request.form.lists() for value in values]
