/* A text box with a list of options that opens while one types: what city-chooser.js and suggestions.js share.
   A subclass says where options come from (options), how one looks (parts), what choosing one does (choose), what is
   said of how many there are (said), and may act on each letter (typed) and on a failure (failed). */
(() => {
  "use strict";
  const WAIT = 150; // milliseconds after the last key
  const FEWEST = 2; // letters

  window.Combobox = class {
    constructor(root, input, status, name) {
      Object.assign(this, { root, input, status, active: -1, found: [] });
      this.makeList(name);
      this.listen();
    }

    makeList(name) {
      this.list = document.createElement("ul");
      this.list.id = `${this.input.id || this.input.name}-options`;
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", name);
      this.list.hidden = true;
      const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
      Object.entries(attributes).forEach(([key, value]) => this.input.setAttribute(key, value));
    }

    listen() {
      this.input.addEventListener("input", () => this.typed());
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.input.addEventListener("blur", () => this.close());
      // Pressing the mouse must not take the focus, or the list would close before the click arrives.
      this.list.addEventListener("mousedown", (event) => event.preventDefault());
      this.list.addEventListener("click", (event) => {
        const option = event.target.closest("[role=option]");
        if (option) this.choose(this.found[[...this.list.children].indexOf(option)]);
      });
    }

    get text() {
      return this.input.value.trim();
    }

    typed() {
      clearTimeout(this.timer);
      if (this.text.length < FEWEST) return this.close();
      this.timer = setTimeout(() => this.ask(), WAIT);
    }

    async ask() {
      const text = this.text;
      if (this.request) this.request.abort();
      this.request = new AbortController();
      try {
        const options = await this.options(text);
        if (text === this.text && document.activeElement === this.input) this.show(options);
      } catch (error) {
        if (error.name === "AbortError") return;
        this.close();
        this.failed();
      }
    }

    async fetch(address, text) {
      const answer = await fetch(`${address}?q=${encodeURIComponent(text)}`, { signal: this.request.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      return (await answer.json()).results;
    }

    failed() {}

    show(options) {
      this.found = options;
      this.list.replaceChildren(...options.map((option, index) => this.item(option, index)));
      this.open(options.length > 0);
      this.status.textContent = this.said(options.length);
    }

    item(option, index) {
      const item = document.createElement("li");
      item.id = `${this.list.id}-${index}`;
      item.setAttribute("role", "option");
      item.append(...this.parts(option).flatMap(([tag, text]) => [this.part(tag, text), " "]));
      return item;
    }

    part(tag, text) {
      const part = document.createElement(tag);
      part.textContent = text;
      if (tag === "b") part.dir = "auto";
      return part;
    }

    open(isOpen) {
      this.list.hidden = !isOpen;
      this.input.setAttribute("aria-expanded", String(isOpen));
      this.activate(-1);
    }

    activate(index) {
      this.active = index;
      [...this.list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === index)));
      if (index < 0) return this.input.removeAttribute("aria-activedescendant");
      const item = this.list.children[index];
      this.input.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    }

    key(event) {
      const isOpen = !this.list.hidden;
      if (event.key === "Escape" && isOpen) {
        event.preventDefault(); // the second Escape is the browser's or the page's
        event.stopPropagation();
        this.close();
      } else if (event.key === "Enter" && isOpen && this.active >= 0) {
        event.preventDefault();
        this.choose(this.found[this.active]);
      } else if (event.key === "Enter") {
        this.close();
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (isOpen) this.move(event.key === "ArrowDown" ? 1 : -1);
        else if (this.text.length >= FEWEST) this.ask();
      }
    }

    /* From the text down to the last option and round again; -1 is the text itself. */
    move(step) {
      const stops = this.found.length + 1;
      this.activate(((this.active + 1 + step + stops) % stops) - 1);
    }

    close() {
      clearTimeout(this.timer);
      if (this.request) this.request.abort();
      this.open(false);
      this.status.textContent = "";
    }
  };
})();
