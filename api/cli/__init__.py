"""The operator's commands, thin like a route: read the arguments, call one use-case, print the answer."""

from flask import Flask

from api.cli import check, docs, due, mail, people, programs, sample, tokens, weights


def init_app(app: Flask) -> None:
    app.cli.add_command(check.check)
    for module in (docs, due, mail, people, programs, sample, tokens, weights):
        app.cli.add_command(module.group)
