/* Beside htmx on lists: short addresses, where the focus goes, and what is said when nothing could be loaded. */
(() => {
  "use strict";
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
