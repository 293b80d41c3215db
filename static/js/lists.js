/* Search boxes, and beside htmx on lists: short addresses, where the focus goes, what is said when loading failed. */
(() => {
  "use strict";
  /* What suggests while one types, and what opens a city beside the map, is fetched when somebody comes there. */
  const fetched = (event) => {
    const place = event.target.closest("[data-scripts]");
    if (!place) return;
    const { style, scripts } = place.dataset;
    if (document.querySelector(`head [src="${scripts.split(" ")[0]}"]`)) return;
    if (style) document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: style }));
    for (const src of scripts.split(" ")) {
      document.head.append(Object.assign(document.createElement("script"), { src, async: false })); // in their order
    }
  };
  document.addEventListener("focusin", fetched);
  document.addEventListener("pointerover", fetched);

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });

  const failed = () => document.querySelector(".load-failed");

  document.addEventListener("htmx:configRequest", (event) => {
    const parameters = event.detail.parameters;
    for (const name of [...parameters.keys()]) {
      if (parameters.getAll(name).every((value) => value === "")) parameters.delete(name);
    }
  });

  document.addEventListener("htmx:beforeRequest", () => {
    if (failed()) failed().textContent = "";
  });

  /* A box keeps the focus, because it is there again under its id. A link that was followed is gone. */
  document.addEventListener("htmx:afterSettle", () => {
    const active = document.activeElement;
    if (!active || active === document.body) document.getElementById("result-count").focus();
    /* The box for words stays as it is; a link may have taken its words away. */
    const box = document.getElementById("q");
    if (box && box !== active) box.value = new URLSearchParams(location.search).get("q") || "";
  });

  for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, () => {
      if (failed()) failed().textContent = failed().dataset.words;
    });
  }
})();
