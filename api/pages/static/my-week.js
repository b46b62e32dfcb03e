// A grid over the plain list: what is marked here is written into the list, and the list is what is sent.
const QUARTERS = 96; // in a day
const HALF = 2; // quarters in a cell
const FIRST_SHOWN = 6 * 4; // quarters: what is earlier is shown when asked for, or when somebody is free then

const place = document.getElementById("week-grid");
const list = document.getElementById("as-list");
const words = JSON.parse(place.dataset.words);
const days = [...list.querySelectorAll(".day")];
const dayNames = days.map((day) => day.querySelector("legend").textContent.trim());
const language = document.documentElement.lang;
const clock = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit", timeZone: "UTC" });
const hourOnly = new Intl.DateTimeFormat(language, { hour: "numeric", timeZone: "UTC" });
const weekday = new Intl.DateTimeFormat(language, { weekday: "short", timeZone: "UTC" });

const put = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
const moment = (quarter) => new Date(Date.UTC(2024, 0, 1, 0, quarter * 15));
const told = (quarter) => (quarter === QUARTERS ? words.midnight : clock.format(moment(quarter)));
const span = (from, to) => put(words.span, { from: told(from), to: told(to) });

function make(name, attributes = {}, text = "") {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  return element;
}

// The list: rows that can be read, each as quarters of its day.
function read(row) {
  const [from, to] = [...row.querySelectorAll("[type=time]")].map(({ value }) => {
    const [hours, minutes] = value.split(":").map(Number);
    return hours * 4 + minutes / 15;
  });
  const end = to === 0 ? QUARTERS : to;
  return Number.isInteger(from) && Number.isInteger(end) && from < end ? [from, end] : null;
}

function readList() {
  return days.map((day) => {
    const quarters = Array(QUARTERS).fill(false);
    for (const row of day.querySelectorAll(".row")) {
      const found = read(row);
      if (found) quarters.fill(true, ...found);
    }
    return quarters;
  });
}

function runs(quarters, begin = 0, end = QUARTERS) {
  const found = [];
  for (let at = begin; at < end; at++) {
    if (!quarters[at]) continue;
    if (at > begin && quarters[at - 1]) found.at(-1)[1] = at + 1;
    else found.push([at, at + 1]);
  }
  return found;
}

let nextRow = list.querySelectorAll(".row").length;
function newRow(day, from, to) {
  const spelled = (quarter) => new Date(moment(quarter)).toISOString().slice(11, 16); // the end of a day is 00:00
  const box = document.createElement("ul");
  box.innerHTML = document.getElementById("window-row").innerHTML
    .replaceAll("NEW", nextRow++).replaceAll("DAY", days[day].dataset.day).replaceAll("NAME", dayNames[day]);
  const [first, last] = box.querySelectorAll("[type=time]");
  first.value = spelled(from);
  last.value = spelled(to);
  return box.firstElementChild;
}

// Only days that were changed here are written, and rows that can't be read stay as they were typed.
function writeList(before) {
  free.forEach((quarters, day) => {
    if (quarters.every((isFree, at) => isFree === before[day][at])) return;
    for (const row of days[day].querySelectorAll(".row")) if (read(row)) row.remove();
    days[day].querySelector(".rows").append(...runs(quarters).map(([from, to]) => newRow(day, from, to)));
  });
  unsaved.textContent = words.not_saved;
}

// The grid.
let free = readList();
const earlier = []; // weeks as they were before each stroke
const slots = []; // by row, then by day
const table = make("table", { role: "grid", class: "week-table", "aria-label": words.grid, "aria-multiselectable": "true" });
const said = make("p", { class: "said", role: "status" });
const unsaved = make("span", { class: "unsaved" });
const undo = make("button", { type: "button", class: "second", "aria-disabled": "true" }, words.undo);
const draw = make("button", { type: "button", class: "second by-finger", "aria-pressed": "false" }, words.draw);
const drawing = make("p", { class: "quiet by-finger" }, words.how_by_finger);
const showEarlier = make("button", { type: "button", class: "second earlier" }, words.earlier);

function build() {
  const head = table.createTHead().insertRow();
  head.append(make("td"));
  dayNames.forEach((name, day) => {
    head.append(make("th", { scope: "col", "aria-label": name }, weekday.format(new Date(Date.UTC(2024, 0, 1 + day)))));
  });
  const body = table.createTBody();
  for (let row = 0; row < QUARTERS / HALF; row++) {
    const line = body.insertRow();
    line.hidden = row * HALF < FIRST_SHOWN;
    if (row % 2 === 0) {
      line.className = "hour";
      line.append(make("th", { scope: "row", rowspan: 2 }, hourOnly.format(moment(row * HALF))));
    }
    slots.push(dayNames.map((_name, day) => {
      const slot = make("td", { role: "gridcell", class: "slot", tabindex: -1 });
      slot.dataset.at = `${row} ${day}`;
      return line.appendChild(slot);
    }));
  }
}

function show() {
  slots.forEach((line, row) => line.forEach((slot, day) => {
    const begin = row * HALF;
    const found = runs(free[day], begin, begin + HALF);
    const all = found.length === 1 && found[0][1] - found[0][0] === HALF;
    const part = found.length > 0 && !all;
    const name = `${dayNames[day]} ${told(begin)}`;
    slot.setAttribute("aria-selected", all);
    slot.classList.toggle("part-free", part);
    slot.setAttribute("aria-label",
      part ? `${name}, ${put(words.partly, { spans: found.map((each) => span(...each)).join(", ") })}` : name);
  }));
  undo.setAttribute("aria-disabled", earlier.length === 0);
  if (free.some((quarters) => quarters.indexOf(true) >= 0 && quarters.indexOf(true) < FIRST_SHOWN)) openEarlier();
}

function openEarlier() {
  for (const line of table.tBodies[0].rows) line.hidden = false;
  showEarlier.hidden = true;
}

// A stroke covers the rectangle between where it began and where it is now.
let stroke = null;
let isPointed = false; // the click that follows is part of a stroke
const at = (slot) => slot.dataset.at.split(" ").map(Number);
const isFree = ([row, day]) => free[day].slice(row * HALF, row * HALF + HALF).every(Boolean);

function begin(cell, value) {
  stroke = { from: cell, value, before: free };
  reach(cell);
}

function reach(cell) {
  const [rows, columns] = [0, 1].map((axis) => [stroke.from[axis], cell[axis]].sort((one, other) => one - other));
  stroke.told = [rows, columns];
  free = stroke.before.map((quarters, day) => day < columns[0] || day > columns[1]
    ? quarters : quarters.map((was, quarter) => {
      const row = Math.floor(quarter / HALF);
      return row < rows[0] || row > rows[1] ? was : stroke.value;
    }));
  show();
}

function say() {
  const [[first, last], [from, to]] = stroke.told;
  const onDays = from === to ? dayNames[from] : `${dayNames[from]} – ${dayNames[to]}`;
  const when = `${onDays}, ${span(first * HALF, (last + 1) * HALF)}`;
  said.textContent = put(stroke.value ? words.free : words.not_free, { when });
}

function end() {
  if (!stroke) return;
  earlier.push(stroke.before);
  writeList(stroke.before);
  say();
  stroke = null;
  show();
}

function toggle(cell) {
  begin(cell, !isFree(cell));
  end();
}

function goTo([row, day]) {
  table.querySelector("[tabindex='0']").tabIndex = -1;
  slots[row][day].tabIndex = 0;
  slots[row][day].focus();
}

function under(event) {
  return document.elementFromPoint(event.clientX, event.clientY)?.closest?.(".slot");
}

table.addEventListener("pointerdown", (event) => {
  const slot = event.target.closest(".slot");
  isPointed = false;
  const byFinger = event.pointerType === "touch" && draw.getAttribute("aria-pressed") !== "true";
  if (!slot || event.button !== 0 || byFinger || stroke) return;
  isPointed = true;
  goTo(at(slot));
  begin(at(slot), !isFree(at(slot)));
  stroke.pointer = event.pointerId;
  event.preventDefault();
});
document.addEventListener("pointermove", (event) => {
  const slot = stroke?.pointer === event.pointerId && under(event);
  if (slot) reach(at(slot));
});
for (const kind of ["pointerup", "pointercancel"]) {
  document.addEventListener(kind, (event) => stroke?.pointer === event.pointerId && end());
}
// A tap, or what a screen reader sends.
table.addEventListener("click", (event) => {
  const slot = event.target.closest(".slot");
  if (!slot || isPointed) return;
  goTo(at(slot));
  toggle(at(slot));
});

const STEPS = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
  PageUp: [-4, 0], PageDown: [4, 0], Home: [0, -7], End: [0, 7],
};
function moved([row, day], [down, right]) {
  const firstRow = slots.findIndex((line) => !line[0].parentElement.hidden);
  const clamp = (value, least, most) => Math.min(Math.max(value, least), most);
  return [clamp(row + down, firstRow, slots.length - 1), clamp(day + right, 0, 6)];
}

table.addEventListener("keydown", (event) => {
  const slot = event.target.closest(".slot");
  if (!slot) return;
  const here = at(slot);
  if (event.key === " " || event.key === "Enter") {
    end();
    toggle(here);
  } else if (STEPS[event.key]) {
    const there = moved(here, STEPS[event.key]);
    if (event.shiftKey) {
      if (!stroke) begin(here, isFree(here)); // goes on with what is here
      reach(there);
      say();
    } else end();
    goTo(there);
  } else if (event.key === "z" && (event.ctrlKey || event.metaKey)) {
    end();
    undoLast();
  } else return;
  event.preventDefault();
});
table.addEventListener("keyup", (event) => event.key === "Shift" && end());
table.addEventListener("focusout", (event) => !table.contains(event.relatedTarget) && end());

function undoLast() {
  if (!earlier.length) return;
  const before = free;
  free = earlier.pop();
  writeList(before);
  said.textContent = words.undone;
  show();
}
undo.addEventListener("click", undoLast);
draw.addEventListener("click", () => {
  const on = draw.getAttribute("aria-pressed") !== "true";
  draw.setAttribute("aria-pressed", on);
  table.classList.toggle("drawing", on);
  drawing.textContent = on ? words.drawing : words.how_by_finger;
});
showEarlier.addEventListener("click", () => {
  openEarlier();
  goTo([0, 0]);
});
list.addEventListener("input", () => {
  free = readList();
  earlier.length = 0; // what was typed since is not the grid's to undo
  unsaved.textContent = words.not_saved;
  show();
});

function foldList() {
  const fold = make("details");
  fold.open = "open" in list.dataset;
  fold.append(make("summary", {}, list.dataset.summary), ...list.childNodes);
  list.append(fold);
}

build();
show();
slots[FIRST_SHOWN / HALF][0].tabIndex = 0;
const tools = make("div", { class: "tools" });
tools.append(undo, draw, unsaved);
const scroll = make("div", { class: "week-scroll" });
scroll.append(table);
place.append(make("p", { class: "quiet by-mouse" }, words.how), drawing, tools, said, showEarlier, scroll);
place.hidden = false;
foldList();
