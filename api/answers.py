"""What the views hand over, written as JSON."""

from typing import Any

from flask import Flask, Response, current_app
from flask.json.provider import DefaultJSONProvider

from data import json


class Answers(DefaultJSONProvider):
    sort_keys = False

    def response(self, *args: Any, **kwargs: Any) -> Response:
        content = json.dumps(self._prepare_response_obj(args, kwargs), self.default)
        return current_app.response_class(content, mimetype=self.mimetype)


def init_app(app: Flask) -> None:
    app.json = Answers(app)
