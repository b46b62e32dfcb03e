"""One JSON line a request: an allow-list of fields, never an address, a body, an id of a person or a query."""

import logging
import time
from typing import Any

import structlog
from flask import Flask, Response, g, request

from data.ids import new_id

log = structlog.get_logger("alongside")


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
