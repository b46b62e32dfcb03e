"""The service, for any WSGI server."""

import gc
import os
from importlib import import_module

from api.app import create_app
from api.settings import BadSetting, Settings

try:
    app = create_app(Settings.from_env())
except BadSetting as error:
    raise SystemExit(f"Alongside can't start. {error}") from None

if os.environ.get("FLASK_RUN_FROM_CLI") != "true":
    # A server loads at its start what else the first person to ask for mentors would wait for, most of a second.
    import_module("sklearn.feature_extraction.text")

# What is here now stays: looking through it for garbage again and again would make others wait for a tenth of a second.
gc.collect()
gc.freeze()
# A request makes thousands of small things, and no rings of them: every 700 is too often to look for some.
gc.set_threshold(50_000, 20, 50)
