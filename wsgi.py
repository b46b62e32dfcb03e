"""The service, for any WSGI server."""

import gc

from api.app import create_app
from api.settings import BadSetting, Settings

try:
    app = create_app(Settings.from_env())
except BadSetting as error:
    raise SystemExit(f"Alongside can't start. {error}") from None

# What is here now stays: looking through it for garbage again and again would make others wait for a tenth of a second.
gc.collect()
gc.freeze()
