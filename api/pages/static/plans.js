// Looks again by itself how far a plan is. Without this file a link does.
"use strict";

(() => {
  const MILLISECONDS = 3000;

  async function look() {
    try {
      const response = await fetch(window.location.href, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (response.ok) show(page.getElementById("state"));
    } catch {
      // The line is lost: there is another moment to look.
    }
    window.setTimeout(look, MILLISECONDS);
  }

  // It is read out: what is the same is not said twice.
  function show(fresh) {
    const state = document.getElementById("state");
    if (!fresh) window.location.reload();
    else if (state.textContent !== fresh.textContent) state.replaceChildren(...fresh.childNodes);
  }

  window.setTimeout(look, MILLISECONDS);
})();
