/* Search boxes, and beside htmx on lists: short addresses, where the focus goes, what is said when loading failed. */
(() => {
  "use strict";
  /* What suggests while one types is fetched when somebody comes to the box, not with every page. */
  document.addEventListener("focusin", (event) => {
    const box = event.target.closest("[data-suggestions]");
    if (!box || document.querySelector("script[data-suggests]")) return;
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: box.dataset.style }));
    for (const src of box.dataset.scripts.split(" ")) {
      const script = Object.assign(document.createElement("script"), { src, async: false }); // in their order
      script.dataset.suggests = "";
      document.head.append(script);
    }
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });

  /* So is what opens a city beside the map; until it is here, links load the page. */
  for (const coming of ["focusin", "pointerover"]) {
    document.addEventListener(coming, (event) => {
      const map = event.target.closest("[data-script-of-map]");
      if (!map || document.querySelector("script[data-maps]")) return;
      const script = document.createElement("script");
      script.src = map.dataset.scriptOfMap;
      script.dataset.maps = "";
      document.head.append(script);
    });
  }

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
