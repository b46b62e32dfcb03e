"""Pages opened for a test, each listened to: what it says on the console, what failed, whom it asked."""

from collections.abc import Collection
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, WebError

SECONDS = 20
DEVICES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 800}},
    "phone": {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True},
}
OF_THE_PAGE_ITSELF = ("data:", "blob:", "about:")
Expected = Collection[int | str]


class Browse:
    def __init__(self, browser: Browser, origin: str, *, sharp: bool = False) -> None:
        self.origin = origin
        self.troubles: list[str] = []
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self._more = {"device_scale_factor": 2} if sharp else {}

    def __call__(
        self,
        device: Literal["desktop", "phone"] = "desktop",
        *,
        script: bool = True,
        locale: str = "en",
        scheme: Literal["light", "dark"] = "light",
        forced_colors: bool = False,
        reduced_motion: bool = False,
        expect: Expected = (),
        **more: Any,
    ) -> Page:
        """A page, empty yet, of somebody who was never here: ``page.goto("/path")`` opens our own addresses.

        ``expect`` has what is no trouble for once: statuses, such as 422, of answers that the console complains about,
        or pieces of what a complaint says. ``more`` goes to Playwright's ``new_context``.
        """
        context = self._browser.new_context(
            base_url=self.origin,
            java_script_enabled=script,
            locale=locale,
            color_scheme=scheme,
            forced_colors="active" if forced_colors else "none",
            reduced_motion="reduce" if reduced_motion else "no-preference",
            **{**DEVICES[device], **self._more, **more},
        )
        context.set_default_timeout(SECONDS * 1000)
        self._contexts.append(context)
        self._listen(context, [f"status of {each} " if isinstance(each, int) else each for each in expect])
        return context.new_page()

    def close(self) -> None:
        for context in self._contexts:
            context.close()

    def _listen(self, context: BrowserContext, expected: list[str]) -> None:
        def note(trouble: str) -> None:
            if not any(each in trouble for each in expected):
                self.troubles.append(trouble)

        def on_console(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning"):
                note(f"console {message.type}: {message.text} ({message.location['url']})")

        def on_error(error: WebError) -> None:
            note(f"script error: {error.error}")

        def on_request(request: Request) -> None:
            if not request.url.startswith((f"{self.origin}/", *OF_THE_PAGE_ITSELF)):
                note(f"request to elsewhere: {request.url}")

        def on_failed(request: Request) -> None:
            # Whoever goes on before a picture, or the icon of the tab, has come does not want it any more.
            if not (request.resource_type in ("image", "other") and request.failure == "net::ERR_ABORTED"):
                note(f"request failed: {request.method} {request.url}: {request.failure}")

        context.on("console", on_console)
        context.on("weberror", on_error)
        context.on("request", on_request)
        context.on("requestfailed", on_failed)
