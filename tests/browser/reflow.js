// What does not fit into the width of the page, or is cut off.
(width) => {
  const told = (element) => element.outerHTML.slice(0, 120);
  const style = (element) => getComputedStyle(element);
  const scrolls = (element) => ["auto", "scroll"].includes(style(element).overflowX);
  const root = document.scrollingElement;
  const within = (element) => {
    for (let each = element.parentElement; each && each !== document.body; each = each.parentElement)
      if (scrolls(each)) return true;
    return false;
  };
  const flaws = [];
  if (root.scrollWidth > width) flaws.push(`the page is ${root.scrollWidth} wide`);
  for (const element of document.body.querySelectorAll("*")) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1) continue; // hidden from the eye on purpose
    if (box.right > width + 1 && !within(element)) flaws.push(`reaches to ${Math.round(box.right)}: ${told(element)}`);
    if (scrolls(element) && element.scrollWidth > element.clientWidth + 1) {
      // WCAG 1.4.10 lets through what needs two dimensions.
      if (!element.querySelector("table, pre, svg, [role=grid]") && !element.matches("pre, textarea"))
        flaws.push(`is scrolled sideways: ${told(element)}`);
      continue;
    }
    const hides = ["hidden", "clip"];
    const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const cut =
      (hides.includes(style(element).overflowX) && element.scrollWidth > element.clientWidth + 1) ||
      (hides.includes(style(element).overflowY) && element.scrollHeight > element.clientHeight + 1);
    if (hasText && cut && element.clientWidth > 1 && element.clientHeight > 1)
      flaws.push(`its text is cut off: ${told(element)}`);
  }
  return flaws;
}
