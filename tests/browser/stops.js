/* Where the focus stands now, and what is wrong with that. */
window.stops = window.stops || (() => {
  "use strict";
  let before = null;
  const name = (node) => `${node.localName}${node.id ? "#" + node.id : ""} "${(node.textContent || node.name || "").trim().slice(0, 40)}"`;
  const place = (node) => {
    const { left, right, top, bottom } = node.getClientRects()[0] || node.getBoundingClientRect();
    const [high, low] = [Math.max(top, 0), Math.min(bottom, innerHeight)]; // the part in view; a long text shows its beginning
    const isIn = low - high >= Math.min(bottom - top, 40) - 1 && left >= -1 && left < innerWidth;
    return { left, right, top: top + scrollY, bottom: bottom + scrollY, isIn, y: (high + low) / 2, x: (left + Math.min(right, innerWidth)) / 2, rtl: getComputedStyle(node).direction === "rtl" };
  };
  const parts = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const light = (colour) => {
    const [r, g, b] = parts(colour).map((each) => each / 255).map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const ground = (node) => {
    for (let each = node; each; each = each.parentElement) {
      const { backgroundColor } = getComputedStyle(each);
      if (backgroundColor !== "transparent" && parts(backgroundColor)[3] !== 0) return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };
  const isMarked = (node) => {
    const style = getComputedStyle(node);
    const around = ground(node.parentElement);
    const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && contrast(style.outlineColor, around) >= 3;
    const shadow = style.boxShadow !== "none" && contrast(style.boxShadow.match(/rgba?\([^)]*\)/)[0], around) >= 3;
    return outline || shadow;
  };
  const isCovered = (node, { x, y }) => {
    const top = document.elementFromPoint(x, y);
    return !top || !(node.contains(top) || top.contains(node) || (node.labels && [...node.labels].some((label) => label.contains(top))));
  };
  /* Down the page, and along a line from its start; a new column may begin at its top. */
  const isBack = (was, now) => {
    const toTheStart = now.rtl && was.rtl ? now.left > was.left : now.right < was.right;
    const level = now.top < was.bottom - 4 && was.top < now.bottom - 4;
    if (level) return now.rtl && was.rtl ? now.left >= was.right - 4 : now.right <= was.left + 4;
    return now.bottom <= was.top + 4 && toTheStart;
  };

  return {
    next(control) {
      const node = document.activeElement;
      if (!node || node === document.body || node === document.documentElement) { before = null; return [false, []]; }
      const now = place(node);
      const faults = [];
      if (!now.isIn) faults.push(`out of view: ${name(node)}`);
      else if (isCovered(node, now)) faults.push(`covered: ${name(node)}`);
      if (!isMarked(node)) faults.push(`not marked: ${name(node)}`);
      if (before && before.node.isConnected && isBack(place(before.node), now)) faults.push(`order: ${name(node)} after ${name(before.node)}`);
      before = { node };
      return [node.matches(control), faults];
    },
  };
})();
