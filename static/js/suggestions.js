/* Search boxes (templates/components/_search_bar.html) as comboboxes: cities, topics and titles to go to while one types.
   Without this file, and when nothing can be loaded, the box searches as it does anyway. Needs combobox.js. */
(() => {
  "use strict";

  class Suggestions extends window.Combobox {
    constructor(root) {
      const status = document.createElement("p");
      status.className = "vh";
      status.setAttribute("role", "status");
      super(root, root.querySelector("input[type=search]"), status, root.dataset.name);
      root.append(this.list, status);
    }

    options(text) {
      return this.fetch(this.root.dataset.suggestions, text);
    }

    parts({ kind, label, detail }) {
      return [["i", kind], ["b", label], ["span", detail]];
    }

    said(n) {
      const { one, many } = this.root.dataset;
      return !n ? "" : n === 1 ? one : many.replace("{n}", n);
    }

    choose(option) {
      location.assign(option.href);
    }
  }

  /* This file comes when somebody is in the box already, perhaps with some letters typed. */
  for (const root of document.querySelectorAll("[data-suggestions]")) {
    const suggestions = new Suggestions(root);
    if (document.activeElement === suggestions.input) suggestions.typed();
  }
})();
