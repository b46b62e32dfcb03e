// What can be pressed and is smaller than it has to be.
([least, exempt]) => {
  const KINDS =
    "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=link]," +
    "[role=checkbox], [role=radio], [role=switch], [role=slider], [role=tab], [role=menuitem], [role=option]," +
    "[role=gridcell][tabindex]";
  const LABELLED = "[type=checkbox], [type=radio], [type=file]";
  const enough = (box) => box.width >= least - 0.5 && box.height >= least - 0.5; // half a pixel is rounding

  // WCAG 2.5.8, exception "inline": its size is held down by the line that it stands in.
  const isInRunningText = (element) => {
    if (!element.matches("a, button, [role=link]") || getComputedStyle(element).display !== "inline") return false;
    const block = element.parentElement.closest("p, li, dd, dt, td, th, label, legend, figcaption, blockquote, div");
    const rest = block ? block.innerText.replace(/\s+/g, " ").trim().length : 0;
    const links = block ? [...block.querySelectorAll("a, button")].map((each) => each.innerText.trim().length) : [];
    return rest > links.reduce((sum, each) => sum + each, 0) + 3 * links.length; // more than separators
  };

  const flaws = [];
  for (const element of document.querySelectorAll(KINDS)) {
    if (element.disabled || element.closest("[inert]") || !element.checkVisibility({ visibilityProperty: true })) continue;
    if (exempt && element.matches(exempt)) continue;
    if (isInRunningText(element)) continue;
    let box = element.getBoundingClientRect();
    if (box.width <= 1 || box.right <= 0 || box.bottom + scrollY <= 0) {
      element.focus({ preventScroll: true }); // a link to skip what comes first shows itself then
      box = element.getBoundingClientRect();
      element.blur();
    }
    // A box to tick is as large as its label, which ticks it as well.
    const labels = element.matches(LABELLED) ? [...(element.labels ?? [])] : [];
    if ([box, ...labels.map((label) => label.getBoundingClientRect())].some(enough)) continue;
    flaws.push(`${Math.round(box.width)} x ${Math.round(box.height)}: ${element.outerHTML.slice(0, 160)}`);
  }
  return flaws;
}
