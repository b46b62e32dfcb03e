"""Loaded by schemathesis: what it can't know of our formats."""

import schemathesis
from hypothesis import strategies

schemathesis.openapi.format("time-zone", strategies.sampled_from(["America/Chicago", "Europe/Madrid", "UTC"]))
