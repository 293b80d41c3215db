/* A city of the map or of its table opens beside the map, without loading the page anew; the focus goes to its name. */
(() => {
  "use strict";
  let before = null; // the panel that is being replaced

  document.addEventListener("click", (event) => {
    const link = event.target.closest("#map a, .cells a, #place .near a");
    const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!link || !plain || !window.htmx) return;
    const address = link.getAttribute("href");
    const to = new URL(address, location.href).searchParams;
    const here = new URLSearchParams(location.search);
    if (to.get("extent") !== here.get("extent")) return; // another map is another page
    event.preventDefault();
    before = document.getElementById("place");
    window.htmx.ajax("GET", location.pathname + address, {
      source: "#place", target: "#place", select: "#place", selectOOB: "#map,#view,#language-menu,#menu-languages", swap: "outerHTML", push: "true",
    });
  });

  document.addEventListener("htmx:afterSettle", () => {
    const panel = document.getElementById("place");
    if (!before || panel === before) return;
    before = null;
    const name = panel && panel.querySelector("h2");
    if (name) name.focus();
  });
})();
