"""For whoever runs the service: is the process there, is its storage ready."""

from flask import Flask, Response, jsonify

from api.auth import public
from api.errors import problem
from api.services import health


def init_app(app: Flask) -> None:
    app.add_url_rule("/healthz", "healthz", public(healthz))
    app.add_url_rule("/readyz", "readyz", public(readyz))


def healthz() -> Response:
    return jsonify({"status": "ok"})


def readyz() -> Response:
    """Ready when the database answers and its tables are those of this version."""
    state = health.storage_state()
    if state == health.READY:
        return jsonify({"status": state})
    response = problem(503, "unavailable", f"The storage is not ready: {state}.")
    response.headers["Retry-After"] = "5"
    return response
