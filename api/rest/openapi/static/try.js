const dark = window.matchMedia("(prefers-color-scheme: dark)");
const followScheme = () => document.documentElement.classList.toggle("dark-mode", dark.matches);

// Names and places to stop at, for whoever listens or goes by keys, where Swagger UI has none.
const name = (element, words) => element.hasAttribute("aria-label") || element.setAttribute("aria-label", words);
const mend = (root) => {
  for (const select of root.querySelectorAll("select")) {
    name(select, select.closest("tr")?.querySelector(".parameter__name")?.textContent ?? "Choose one");
  }
  root.querySelectorAll(".close-modal").forEach((button) => name(button, "Close"));
  root.querySelectorAll(".modal-ux").forEach((box) => {
    box.setAttribute("role", "dialog");
    name(box, "Available authorizations");
  });
  root.querySelectorAll("pre").forEach((block) => block.setAttribute("tabindex", "0"));
};

followScheme();
dark.addEventListener("change", followScheme);
window.addEventListener("DOMContentLoaded", () => {
  const root = document.getElementById("swagger-ui");
  new MutationObserver(() => mend(root)).observe(root, { childList: true, subtree: true });
  window.SwaggerUIBundle({
    url: "/api/v1/openapi.json",
    domNode: root,
    docExpansion: "list",
    defaultModelsExpandDepth: -1,
    validatorUrl: null,
    persistAuthorization: false,
    syntaxHighlight: { activated: false },
  });
});
