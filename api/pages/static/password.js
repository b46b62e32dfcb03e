// A password that can be seen while it is typed, for whoever wants to: the field itself stays as it is.
"use strict";

const SHOW = { en: "Show the password", es: "Mostrar la contraseña" };

for (const input of document.querySelectorAll("input[type=password]")) {
  const option = document.createElement("div");
  const box = document.createElement("input");
  const label = document.createElement("label");
  option.className = "option show-password";
  box.type = "checkbox";
  box.id = label.htmlFor = `${input.id}-shown`;
  label.textContent = SHOW[document.documentElement.lang] ?? SHOW.en;
  box.addEventListener("change", () => { input.type = box.checked ? "text" : "password"; });
  option.append(box, label);
  input.after(option);
  // A browser remembers what was typed into plain fields, and never passwords.
  input.form.addEventListener("submit", () => { input.type = "password"; });
}
