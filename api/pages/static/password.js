// A password that can be seen while it is typed, for whoever wants to: the field itself stays as it is.
"use strict";

for (const input of document.querySelectorAll("input[type=password]")) {
  const words = document.documentElement.lang === "es" ? ["Mostrar la contraseña", "Ocultar la contraseña"] : ["Show the password", "Hide the password"];
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link show-password";
  button.textContent = words[0];
  button.setAttribute("aria-controls", input.id);
  button.addEventListener("click", () => {
    const shown = input.type === "text";
    input.type = shown ? "password" : "text";
    button.textContent = words[shown ? 0 : 1];
    input.focus();
  });
  input.after(button);
  // A browser remembers what was typed into plain fields, and never passwords.
  input.form.addEventListener("submit", () => { input.type = "password"; });
}
