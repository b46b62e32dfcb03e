"""The operator's commands, thin like a route: read the arguments, call one use-case, print the answer."""

from flask import Flask

from api.cli import check, docs, due, people, programs, sample, tokens


def init_app(app: Flask) -> None:
    for command in (check.check, docs.group, due.group, people.group, programs.group, sample.group, tokens.group):
        app.cli.add_command(command)
