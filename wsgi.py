"""The service, for any WSGI server."""

from api.app import create_app
from api.settings import BadSetting, Settings

try:
    app = create_app(Settings.from_env())
except BadSetting as error:
    raise SystemExit(f"Alongside can't start. {error}") from None
