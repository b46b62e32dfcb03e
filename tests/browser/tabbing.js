// Notes how the stops of the Tab key look while none is focused, and puts the next Tab before the first of them.
() => {
  const KINDS =
    "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex]," +
    "[contenteditable=true], audio[controls], video[controls]";
  const PROPERTIES = [
    "boxShadow", "backgroundColor", "backgroundImage", "textDecorationLine", "textDecorationThickness",
    "borderTopColor", "borderBottomColor", "borderTopWidth", "borderBottomWidth", "borderTopStyle", "borderBottomStyle",
  ];
  const stops = [...document.querySelectorAll(KINDS)].filter(
    (element) =>
      element.tabIndex >= 0 && !element.disabled && !element.closest("[inert]") &&
      element.checkVisibility({ visibilityProperty: true }),
  );
  // Of a group of radio buttons, Tab stops at one.
  const group = (element) =>
    element.type === "radio" && element.name ? `${element.form ? element.form.id : ""}:${element.name}` : null;

  // Where the focus may show: on itself, its label, what comes after it, or a parent that it shares with no other.
  const places = (element) => {
    const parent = element.parentElement;
    const shared = parent && stops.filter((each) => parent.contains(each)).length > 1;
    return [element, ...(element.labels ?? []), element.nextElementSibling, shared ? null : parent].filter(Boolean);
  };
  const look = (element) =>
    places(element).map((place) =>
      [null, "::before", "::after"].map((pseudo) => {
        const style = getComputedStyle(place, pseudo);
        if (pseudo && style.content === "none") return "";
        const isOutlined =
          style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 &&
          !/^(transparent|rgba\(.*, 0\))$/.test(style.outlineColor);
        const outline = isOutlined ? `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}` : "";
        return [outline, ...PROPERTIES.map((property) => style[property])].join("|");
      }).join("\n"),
    ).join("\n\n");
  const isFixed = (element) => {
    for (let each = element; each; each = each.parentElement)
      if (["fixed", "sticky"].includes(getComputedStyle(each).position)) return true;
    return false;
  };
  const isCovered = (element) => {
    const box = element.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return element.getClientRects().length < 2;
    const top = document.elementFromPoint(x, y);
    if (!top || element.getClientRects().length > 1) return false; // the middle of a broken line is not its own
    return ![element, ...(element.labels ?? [])].some((each) => each.contains(top) || top.contains(each));
  };

  document.body.setAttribute("tabindex", "-1");
  document.body.focus({ preventScroll: true });
  document.body.blur();
  document.body.removeAttribute("tabindex");
  const noted = new Map(stops.map((element) => [element, look(element)]));
  const reached = new Set();
  window.tabbing = {
    count: stops.length,
    told: (element) => element.outerHTML.slice(0, 120),
    here() {
      const element = document.activeElement;
      if (!element || element === document.body || element === document.documentElement) return null;
      const box = element.getBoundingClientRect();
      const previous = this.previous;
      const follows = !previous || previous === element ||
        Boolean(previous.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
      const isAgain = reached.has(element) && previous !== element;
      reached.add(element);
      this.previous = element;
      this.first ??= element;
      return {
        told: this.told(element), follows, isAgain, isFirst: element === this.first,
        isShown: look(element) !== (noted.get(element) ?? ""), isCovered: isCovered(element), isFixed: isFixed(element),
        isRightToLeft: getComputedStyle(element.parentElement).direction === "rtl",
        left: box.left + scrollX, right: box.right + scrollX, top: box.top + scrollY, bottom: box.bottom + scrollY,
      };
    },
    missed() {
      const groups = new Set([...reached].map(group).filter(Boolean));
      return stops.filter((each) => !reached.has(each) && !groups.has(group(each))).map(this.told);
    },
  };
  return stops.length;
}
