/* The city chooser (templates/cities/_chooser.html) as a combobox with a list of places that opens while one types.
   Without this file the form asks the same in one more step. Needs combobox.js. */
(() => {
  "use strict";
  const MOST = 10;

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
  const describe = (place) => [place.whereabouts, place.inhabitants].filter(Boolean).join(", ");

  class Chooser extends window.Combobox {
    constructor(root) {
      const input = root.querySelector("input[type=text]");
      const label = input.labels && input.labels[0];
      super(root, input, root.querySelector(".status"), label ? label.textContent.trim() : input.name);
      input.after(this.list);
      this.slug = root.querySelector("input[type=hidden]");
      this.chosen = root.querySelector(".chosen");
      const listed = root.querySelector("script[type='application/json']");
      this.listed = listed ? JSON.parse(listed.textContent) : null;
    }

    typed() {
      this.forget();
      super.typed();
    }

    /* Another text means another place: neither the hidden slug nor a radio button may outlive it. */
    forget() {
      const places = this.root.querySelector(".places");
      if (places) places.remove();
      this.slug.disabled = false;
      this.slug.value = "";
      this.chosen.hidden = true;
    }

    options(text) {
      return this.listed ? this.among(text) : this.fetch(this.root.dataset.url, text);
    }

    among(text) {
      const words = [fold(text), text.toLowerCase()];
      const begins = (names) => words.some((word) => names.includes(`|${word}`) || names.includes(` ${word}`));
      return this.listed.filter((place) => begins(place.names)).slice(0, MOST);
    }

    parts(place) {
      return [["b", place.name], ["span", describe(place)]];
    }

    said(n) {
      const { none, one, many } = this.root.dataset;
      this.root.classList.toggle("empty", !n);
      return !n ? none : n === 1 ? one : many.replace("{n}", n);
    }

    failed() {
      this.status.textContent = this.root.dataset.failed;
    }

    choose(place) {
      this.forget();
      this.input.value = place.name;
      this.slug.value = place.slug;
      this.chosen.textContent = describe(place);
      this.chosen.hidden = false;
      this.close();
      this.status.textContent = this.root.dataset.chosen.replace("{place}", `${place.name}, ${describe(place)}`);
      this.slug.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  const start = (root) => {
    root.querySelectorAll("[data-city-chooser]:not([data-ready])").forEach((chooser) => {
      // The empty form from which the back office makes further rows stays as it is.
      if (chooser.querySelector("input[name*=__prefix__]")) return;
      chooser.dataset.ready = "";
      new Chooser(chooser);
    });
  };
  start(document);
  ["formset:added", "htmx:load"].forEach((name) => document.addEventListener(name, (event) => start(event.target)));
})();
