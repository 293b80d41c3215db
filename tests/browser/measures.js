/* What axe does not see, measured in the page: each function returns a list of complaints in words. */
window.measures = (() => {
  "use strict";
  const SLACK = 1.5;
  const name = (node) => {
    const classes = typeof node.className === "string" && node.className ? "." + node.className.trim().split(/\s+/).join(".") : "";
    return `${node.localName}${node.id ? "#" + node.id : ""}${classes} "${node.textContent.trim().replace(/\s+/g, " ").slice(0, 40)}"`;
  };
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const isHiddenOnPurpose = (node) => Boolean(node.closest(".vh, .visually-hidden, .hp, [aria-hidden=true], .skip, .skip-to-content-link"));
  const isSeen = (node) => node.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true }) && !isHiddenOnPurpose(node);
  const box = (node) => node.getBoundingClientRect();
  const scrolls = (node) => {
    for (let each = node; each && each !== document.documentElement; each = each.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(each).overflowX) && each.scrollWidth > each.clientWidth) return true;
    }
    return false;
  };

  function reflow() {
    const faults = [];
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wide > 0) faults.push(`page scrolls sideways by ${wide}`);
    const texts = all("body *").filter((node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()));
    for (const node of texts) {
      if (!isSeen(node) || node.localName === "option") continue;
      const { left, right } = box(node);
      if ((right > innerWidth + SLACK || left < -SLACK) && !scrolls(node)) faults.push(`beside the window: ${name(node)}`);
    }
    for (const node of all("body *")) {
      const style = getComputedStyle(node);
      if (!/hidden|clip/.test(style.overflowX + style.overflowY) || !isSeen(node) || !node.textContent.trim()) continue;
      if (box(node).width < 2 || /^(svg|input|textarea|select|iframe)$/.test(node.localName)) continue;
      const hides = (over, what) => /hidden|clip/.test(over) && what > SLACK;
      if (hides(style.overflowX, node.scrollWidth - node.clientWidth) || hides(style.overflowY, node.scrollHeight - node.clientHeight)) {
        faults.push(`cut off: ${name(node)}`);
      }
    }
    return faults;
  }

  function isSticky(node) {
    for (let each = node; each; each = each.parentElement) if (/sticky|fixed/.test(getComputedStyle(each).position)) return true;
    return false;
  }

  /* The part of a box that the boxes around it, which cut or scroll, leave to be seen. */
  function visible(rect, node) {
    let { left, right, top, bottom } = rect;
    for (let each = node; each && each !== document.body; each = each.parentElement) {
      const style = getComputedStyle(each);
      if (style.display === "inline" || style.overflowX + style.overflowY === "visiblevisible") continue;
      const around = box(each);
      [left, right] = [Math.max(left, around.left), Math.min(right, around.right)];
      [top, bottom] = [Math.max(top, around.top), Math.min(bottom, around.bottom)];
    }
    return { left, right, top, bottom, width: right - left, height: bottom - top };
  }

  /* No two texts over each other: lines of text as boxes, their middle only, since line heights overlap by design. */
  function overlaps() {
    const lines = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      if (!text.data.trim() || !isSeen(text.parentElement) || isSticky(text.parentElement) || /^(script|option|textarea)$/.test(text.parentElement.localName)) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      for (const each of range.getClientRects()) {
        const rect = visible(each, text.parentElement);
        const cut = rect.height * 0.3;
        if (rect.width > 2 && rect.height > 2) lines.push({ text, left: rect.left + 1, right: rect.right - 1, top: rect.top + cut, bottom: rect.bottom - cut });
      }
    }
    lines.sort((a, b) => a.top - b.top);
    const faults = [];
    lines.forEach((line, index) => {
      for (let next = index + 1; next < lines.length && lines[next].top < line.bottom; next += 1) {
        const other = lines[next];
        if (other.text !== line.text && other.left < line.right - 1 && line.left < other.right - 1) {
          faults.push(`over each other: ${name(line.text.parentElement)} and ${name(other.text.parentElement)}`);
        }
      }
    });
    return faults;
  }

  /* 24 px; 44 px where a thumb chooses. A link within a sentence is as high as its line, which WCAG 2.5.8 lets be. */
  function targets() {
    const faults = [];
    const large = innerWidth < 500 ? ".menu summary, .menu a:not(.languages a), .button:not(.small), .options label" : ".button:not(.small)";
    const isStock = Boolean(document.querySelector("#site-name")); // Django's small widgets, far enough apart: axe looks
    for (const node of isStock ? [] : all("a[href], button, summary, select, textarea, input:not([type=hidden])")) {
      if (!isSeen(node) || node.disabled) continue;
      const label = /checkbox|radio/.test(node.type) && node.labels[0];
      const part = label && box(label).height > box(node).height ? label : node;
      const { width, height } = box(part);
      const least = node.matches(large) || (label && label.matches(large)) ? 44 : 24;
      if (least === 24 && isWithinText(node)) continue;
      if (height < least - 0.5 || (width < 23.5 && !isAlone(part))) faults.push(`${Math.round(width)} x ${Math.round(height)}: ${name(node)} ${node.name || ""}`);
    }
    return faults;
  }
  /* A short word such as "C40" is a narrow target; it has its 24 px where nothing else is near. */
  function isAlone(node) {
    const { left, right, top, bottom } = box(node);
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return all("a[href], button, summary, input:not([type=hidden])").filter((each) => each !== node && isSeen(each)).every((each) => {
      const near = box(each);
      return Math.hypot(Math.max(near.left - x, x - near.right, 0), Math.max(near.top - y, y - near.bottom, 0)) >= 12;
    });
  }
  function isWithinText(node) {
    if (!/^inline/.test(getComputedStyle(node).display) || /inline-(flex|block|grid)/.test(getComputedStyle(node).display)) return false;
    const block = node.closest("p, li, dd, dt, td, th, h1, h2, h3, h4, div, label, legend, blockquote");
    return block && block.textContent.trim().length > node.textContent.trim().length;
  }

  function outline() {
    const levels = all("h1, h2, h3, h4, h5, h6").filter((node) => node.checkVisibility()).map((node) => [Number(node.localName[1]), node]);
    const faults = [];
    const tops = levels.filter(([level]) => level === 1).length;
    if (tops !== 1) faults.push(`${tops} headings of the first level`);
    levels.forEach(([level, node], index) => {
      if (index && level > levels[index - 1][0] + 1) faults.push(`level skipped: ${name(node)}`);
    });
    const navs = all("nav").filter((node) => node.checkVisibility());
    const labels = navs.map((node) => node.getAttribute("aria-label") || node.getAttribute("aria-labelledby"));
    if (labels.some((label) => !label) || new Set(labels).size < labels.length) faults.push(`landmarks: ${labels}`);
    if (document.querySelectorAll("main").length !== 1) faults.push("not one main");
    return faults;
  }

  /* Texts of known languages, wherever they stand: between tags, in attributes that are read out, in options. */
  function languages(foreign) {
    const faults = [];
    const check = (text, node, where) => {
      for (const [language, sample] of Object.entries(foreign)) {
        if (!text.trim().startsWith(sample.slice(0, 25))) continue; // a sentence of ours around it keeps our language
        const stated = node.closest("[lang]");
        if (!stated || stated.getAttribute("lang").split("-")[0] !== language) faults.push(`${language} as ${stated && stated.lang} ${where}: ${name(node)}`);
        if (language === "ar" && getComputedStyle(node).direction !== "rtl" && where !== "attribute") faults.push(`runs the wrong way: ${name(node)}`);
      }
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      if (text.parentElement.localName !== "script") check(text.data, text.parentElement, "text");
    }
    for (const node of all("[alt], [title], [aria-label], input[value], [label]")) {
      for (const attribute of ["alt", "title", "aria-label", "value", "label"]) {
        if (node.type !== "hidden" && node.getAttribute(attribute)) check(node.getAttribute(attribute), node, "attribute");
      }
    }
    return faults;
  }

  function summary() {
    const found = document.querySelector(".error-summary");
    if (!found) return [];
    const faults = [];
    if (document.activeElement !== found) faults.push(`focus is at ${name(document.activeElement)}`);
    if (!document.title.startsWith("Error:")) faults.push(`title is ${document.title}`);
    const first = all("main *").find((node) => node.checkVisibility() && node.textContent.trim());
    if (!first.contains(found) && first !== found) faults.push(`before it: ${name(first)}`);
    for (const link of all("a", found)) {
      const field = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (!field) { faults.push(`leads nowhere: ${name(link)}`); continue; }
      const words = errorsOf(field);
      if (!words.some((each) => each && link.textContent.replace(/\s+/g, " ").includes(each))) faults.push(`other words at the field: ${name(link)} / ${words}`);
    }
    return faults;
  }
  function errorsOf(field) {
    const described = (node) => (node.getAttribute("aria-describedby") || "").split(/\s+/).map((id) => document.getElementById(id));
    const holders = [field, ...all("[aria-describedby]", field)];
    for (const group of [field.closest("fieldset"), field.closest(".field")]) if (group) holders.push(group);
    const near = (field.closest("fieldset.group") || field.closest(".field, fieldset, section") || field).parentElement;
    return [...holders.flatMap(described), ...all(".error, .errorlist li, [id$=_error]", near)].filter(Boolean).flatMap((node) =>
      [node, ...node.querySelectorAll("li, p")].map((each) => each.textContent.trim().replace(/\s+/g, " ").replace(/^Error: ?/, "")));
  }

  /* WCAG 1.4.12: lines, words, letters and paragraphs further apart. Made in the page: its policy lets no style in. */
  const still = new CSSStyleSheet();
  still.replaceSync("* { transition: none !important; }"); // colours are looked at when they have arrived
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
    p { margin-block-end: 2em !important; }`);
  function space(on) {
    document.adoptedStyleSheets = on ? [still, sheet] : [still];
  }
  return { reflow, overlaps, targets, outline, languages, summary, space };
})();
