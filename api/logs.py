"""One JSON line a request: an allow-list of fields, never an address, a body, an id of a person or a query."""

import logging
import time
from traceback import walk_tb
from typing import Any

import structlog
from flask import Flask, Response, g, request

from data.ids import new_id

log = structlog.get_logger("alongside")
OUR_PACKAGES = {"api", "data", "matcher"}


def init_app(app: Flask) -> None:
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(),
    )
    app.before_request(_start)
    app.after_request(_finish)


def _start() -> None:
    g.request_id = new_id()
    g.started = time.perf_counter()


def _finish(response: Response) -> Response:
    response.headers["X-Request-Id"] = g.request_id
    fields: dict[str, Any] = {
        "request_id": g.request_id,
        "method": request.method,
        "route": request.url_rule.rule if request.url_rule else None,
        "status": response.status_code,
        "milliseconds": round((time.perf_counter() - g.started) * 1000, 1),
    }
    log.info("request", **fields)
    return response


def places(error: Exception) -> list[str]:
    """Where in our own code it happened, outermost first: modules and lines, no values."""
    frames = [(frame.f_globals.get("__name__", ""), line) for frame, line in walk_tb(error.__traceback__)]
    return [f"{module}:{line}" for module, line in frames if module.split(".")[0] in OUR_PACKAGES]
