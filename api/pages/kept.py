"""A form that came too late, shown again so that nothing typed is lost."""

from urllib.parse import urlsplit

from flask import render_template, request

# Never in a page that is shown.
_SECRET = "password"  # noqa: S105
PATH = "kept_path"
PREFIX = "kept:"
_NOT_TYPED = ("csrf_token",)

Fields = list[tuple[str, str]]


def ask_to_sign_in() -> str:
    return render_template("kept/sign_in.html", path=request.path, fields=_typed(), errors={}, typed={})


def ask_to_send_again() -> str:
    return render_template("kept/send_again.html", path=request.path, fields=_typed())


def found() -> tuple[str, Fields] | None:
    """What a form to sign in carries along: where it was to go, and what was typed."""
    path = request.form.get(PATH, "")
    if not is_local(path):
        return None
    fields = [(name.removeprefix(PREFIX), value) for name, value in _all() if name.startswith(PREFIX)]
    return path, fields


def is_local(path: str) -> bool:
    """Whether it is a path of ours: a browser takes a backslash for a slash, and two of them for another host."""
    parts = urlsplit(path)
    return path.startswith("/") and not parts.scheme and not parts.netloc and not set(path) & set("\\\r\n\t")


def _typed() -> Fields:
    return [(name, value) for name, value in _all() if name not in _NOT_TYPED and _SECRET not in name]


def _all() -> Fields:
    return [(name, value) for name, values in request.form.lists() for value in values]
