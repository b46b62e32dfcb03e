// Only makes quicker what works without it.
"use strict";

// Leave quickly: the page is replaced, so that "back" does not lead to it. Nobody waits for a slow line: the request
// that signs this browser out goes on by itself.
const LEFT = "left";
const MILLISECONDS_TO_WAIT = 400;
for (const link of document.querySelectorAll("[data-leave]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    document.body.hidden = true;
    document.title = "";
    window.sessionStorage.setItem(LEFT, link.dataset.leave);
    const asked = fetch(link.href, { redirect: "manual", credentials: "same-origin", keepalive: true });
    const waited = new Promise((done) => window.setTimeout(done, MILLISECONDS_TO_WAIT));
    Promise.race([asked, waited]).catch(() => {}).finally(() => window.location.replace(link.dataset.leave));
  });
}

// Some browsers keep pages that were left as they were, and show them again without asking anybody.
window.addEventListener("pageshow", (event) => {
  const left = window.sessionStorage.getItem(LEFT);
  if (event.persisted && left) {
    document.body.hidden = true;
    window.location.replace(left);
  } else {
    window.sessionStorage.removeItem(LEFT);
  }
});

// What is wrong is read out first.
document.querySelector("[data-focus]")?.focus();

// A second tap on a button sends nothing twice. The server would notice too.
for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    window.setTimeout(() => delete form.dataset.sent, 8000);
  });
}
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form")) delete form.dataset.sent;
});
