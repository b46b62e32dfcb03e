// The list moves as a slider moves. Without this file the same form shows the same list, by its button.
"use strict";

(() => {
  const form = document.getElementById("weights");
  const told = document.getElementById("told");
  const sliders = [...form.querySelectorAll("input[type=number]")];
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const WAIT = 180; // milliseconds without a move until the list is asked for
  let timer = 0;
  let asked = 0; // which question was the last: answers to earlier ones come too late
  let lost = false;

  // What is seldom above a half needs no longer way to slide.
  const most = sliders.every((slider) => Number(slider.value) <= 0.5) ? "0.5" : "1";
  for (const slider of sliders) {
    const output = document.createElement("output");
    output.htmlFor = slider.id;
    slider.max = most;
    slider.type = "range";
    slider.after(output);
    slider.addEventListener("input", () => {
      show(slider);
      window.clearTimeout(timer);
      timer = window.setTimeout(ask, WAIT);
    });
    show(slider);
  }

  function show(slider) {
    slider.nextElementSibling.value = Number(slider.value).toFixed(2);
  }

  // Where the line or the session was lost, the button sends the form as it would without this file.
  form.addEventListener("submit", (event) => {
    if (lost) return;
    event.preventDefault();
    delete form.dataset.sent;
    window.clearTimeout(timer);
    ask();
  });

  async function ask() {
    const question = ++asked;
    try {
      const response = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { "X-Part": "list" },
        credentials: "same-origin",
      });
      const text = await response.text();
      if (question !== asked) return;
      if (response.status === 422) {
        say(text);
      } else if (response.ok) {
        lost = false;
        move(new DOMParser().parseFromString(text, "text/html").getElementById("list"));
      } else {
        throw new Error(response.statusText);
      }
    } catch {
      if (question !== asked) return;
      lost = true;
      say(form.dataset.lost);
    }
  }

  function say(text) {
    if (told.textContent !== text) told.textContent = text;
  }

  function move(fresh) {
    const list = document.getElementById("list");
    const before = places(list);
    const ticked = new Set([...list.querySelectorAll("input:checked")].map((box) => box.value));
    const open = new Set([...list.querySelectorAll("details[open]")].map(about));
    const focus = [...list.querySelectorAll("a, input, summary")].indexOf(document.activeElement);
    const focused = document.activeElement.getAttribute("href") || document.activeElement.value;
    for (const box of fresh.querySelectorAll("input")) box.checked = ticked.has(box.value);
    for (const more of fresh.querySelectorAll("details")) more.open ||= open.has(about(more));
    list.replaceWith(fresh);
    if (focus >= 0) again(fresh, focused)?.focus({ preventScroll: true });
    if (!still.matches) slide(before, places(fresh), fresh);
    say(fresh.dataset.told);
  }

  function again(list, was) {
    const path = (address) => (address || "").split("?")[0];
    return [...list.querySelectorAll("a, input, summary")].find(
      (each) => path(each.getAttribute("href") || each.value) === path(was),
    );
  }

  function about(more) {
    const card = more.closest("li.card");
    return card ? whose(card) : "left out";
  }

  function whose(card) {
    return card.querySelector("input").value;
  }

  function places(list) {
    return new Map([...list.querySelectorAll("li.card")].map((card) => [whose(card), card.getBoundingClientRect().top]));
  }

  // First, last, invert, play: each card begins where it was.
  function slide(before, after, list) {
    for (const card of list.querySelectorAll("li.card")) {
      const from = before.get(whose(card));
      const way = from === undefined ? 0 : from - after.get(whose(card));
      if (from === undefined) {
        card.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 300 });
      } else if (way) {
        card.animate([{ transform: `translateY(${way}px)` }, { transform: "none" }], { duration: 350, easing: "ease-out" });
      }
    }
  }
})();
