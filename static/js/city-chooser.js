/* The city chooser (templates/cities/_chooser.html) as a combobox with a list of places that opens while one types.
   Without this file the form asks the same in one more step. */
(() => {
  "use strict";
  const WAIT = 150; // milliseconds after the last key
  const FEWEST = 2;
  const MOST = 10;

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
  const describe = (place) => [place.whereabouts, place.inhabitants].filter(Boolean).join(", ");

  class Chooser {
    constructor(root) {
      this.root = root;
      this.input = root.querySelector("input[type=text]");
      this.slug = root.querySelector("input[type=hidden]");
      this.chosen = root.querySelector(".chosen");
      this.status = root.querySelector(".status");
      const listed = root.querySelector("script[type='application/json']");
      this.listed = listed ? JSON.parse(listed.textContent) : null;
      this.active = -1;
      this.places = [];
      this.makeList();
      this.listen();
    }

    makeList() {
      this.list = document.createElement("ul");
      this.list.id = `${this.input.id || this.input.name}-places`;
      this.list.setAttribute("role", "listbox");
      const label = this.input.labels && this.input.labels[0];
      this.list.setAttribute("aria-label", label ? label.textContent.trim() : this.input.name);
      this.list.hidden = true;
      this.input.after(this.list);
      const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
      Object.entries(attributes).forEach(([name, value]) => this.input.setAttribute(name, value));
    }

    listen() {
      this.input.addEventListener("input", () => this.typed());
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.input.addEventListener("blur", () => this.close());
      // Pressing the mouse must not take the focus, or the list would close before the click arrives.
      this.list.addEventListener("mousedown", (event) => event.preventDefault());
      this.list.addEventListener("click", (event) => {
        const option = event.target.closest("[role=option]");
        if (option) this.choose([...this.list.children].indexOf(option));
      });
    }

    typed() {
      this.forget();
      clearTimeout(this.timer);
      if (this.input.value.trim().length < FEWEST) return this.close();
      this.timer = setTimeout(() => this.ask(), WAIT);
    }

    /* Another text means another place: neither the hidden slug nor a radio button may outlive it. */
    forget() {
      const places = this.root.querySelector(".places");
      if (places) places.remove();
      this.slug.disabled = false;
      this.slug.value = "";
      this.chosen.hidden = true;
    }

    async ask() {
      const text = this.input.value.trim();
      if (this.request) this.request.abort();
      this.request = new AbortController();
      try {
        const places = this.listed ? this.among(text) : await this.fetch(text);
        if (text === this.input.value.trim() && document.activeElement === this.input) this.show(places);
      } catch (error) {
        if (error.name === "AbortError") return;
        this.close();
        this.status.textContent = this.root.dataset.failed;
      }
    }

    among(text) {
      const words = [fold(text), text.toLowerCase()];
      const begins = (names) => words.some((word) => names.includes(`|${word}`) || names.includes(` ${word}`));
      return this.listed.filter((place) => begins(place.names)).slice(0, MOST);
    }

    async fetch(text) {
      const answer = await fetch(`${this.root.dataset.url}?q=${encodeURIComponent(text)}`, { signal: this.request.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      return (await answer.json()).results;
    }

    show(places) {
      this.places = places;
      this.list.replaceChildren(...places.map((place, index) => this.option(place, index)));
      this.list.hidden = !places.length;
      this.input.setAttribute("aria-expanded", String(places.length > 0));
      this.activate(-1);
      const { none, one, many } = this.root.dataset;
      this.root.classList.toggle("empty", !places.length);
      this.status.textContent = !places.length ? none : places.length === 1 ? one : many.replace("{n}", places.length);
    }

    option(place, index) {
      const option = document.createElement("li");
      option.id = `${this.list.id}-${index}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      const name = document.createElement("b");
      name.textContent = place.name;
      const where = document.createElement("span");
      where.textContent = describe(place);
      option.append(name, " ", where);
      return option;
    }

    activate(index) {
      this.active = index;
      [...this.list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
      if (index < 0) return this.input.removeAttribute("aria-activedescendant");
      const option = this.list.children[index];
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }

    key(event) {
      const open = !this.list.hidden;
      if (event.key === "Escape" && open) {
        event.preventDefault();
        event.stopPropagation();
        this.close();
      } else if (event.key === "Enter" && open && this.active >= 0) {
        event.preventDefault();
        this.choose(this.active);
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (open) this.move(event.key === "ArrowDown" ? 1 : -1);
        else if (this.input.value.trim().length >= FEWEST) this.ask();
      }
    }

    /* From the text down to the last place and round again; -1 is the text itself. */
    move(step) {
      const stops = this.places.length + 1;
      this.activate(((this.active + 1 + step + stops) % stops) - 1);
    }

    choose(index) {
      const place = this.places[index];
      this.forget();
      this.input.value = place.name;
      this.slug.value = place.slug;
      this.chosen.textContent = describe(place);
      this.chosen.hidden = false;
      this.close();
      this.status.textContent = this.root.dataset.chosen.replace("{place}", `${place.name}, ${describe(place)}`);
      this.slug.dispatchEvent(new Event("change", { bubbles: true }));
    }

    close() {
      clearTimeout(this.timer);
      if (this.request) this.request.abort();
      this.list.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
      this.activate(-1);
      this.status.textContent = "";
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
