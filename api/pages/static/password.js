// A password that can be seen while it is typed, for whoever wants to: the field itself stays as it is.
"use strict";

const SHOW = { en: "Show the password", es: "Mostrar la contraseña" };

for (const form of document.querySelectorAll("form")) {
  const inputs = [...form.querySelectorAll("input[type=password]")];
  if (!inputs.length) continue;
  const option = document.createElement("div");
  const box = document.createElement("input");
  const label = document.createElement("label");
  const show = (shown) => inputs.forEach((input) => { input.type = shown ? "text" : "password"; });
  option.className = "option show-password";
  box.type = "checkbox";
  box.id = label.htmlFor = `${inputs[0].id}-shown`;
  label.textContent = SHOW[document.documentElement.lang] ?? SHOW.en;
  box.addEventListener("change", () => show(box.checked));
  option.append(box, label);
  inputs.at(-1).after(option);
  // A browser remembers what was typed into plain fields, and never passwords.
  form.addEventListener("submit", () => show(false));
}
