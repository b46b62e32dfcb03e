// Only makes quicker what works without it.
"use strict";

// Leave quickly: the page is replaced, so that "back" does not lead to it.
for (const link of document.querySelectorAll("[data-leave]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    document.body.hidden = true;
    fetch(link.href, { redirect: "manual", credentials: "same-origin", keepalive: true })
      .finally(() => window.location.replace(link.dataset.leave));
  });
}

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
