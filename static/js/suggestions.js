/* Search boxes (templates/components/_search_bar.html) as comboboxes: cities, topics and titles to go to while one types.
   Without this file, and when nothing can be loaded, the box searches as it does anyway. */
(() => {
  "use strict";
  const WAIT = 150; // milliseconds after the last key
  const FEWEST = 2;

  class Suggestions {
    constructor(root) {
      this.root = root;
      this.input = root.querySelector("input[type=search]");
      this.options = [];
      this.active = -1;
      this.makeParts();
      this.listen();
    }

    makeParts() {
      this.list = document.createElement("ul");
      this.list.id = `${this.input.id}-suggestions`;
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", this.root.dataset.name);
      this.list.hidden = true;
      this.status = document.createElement("p");
      this.status.className = "vh";
      this.status.setAttribute("role", "status");
      this.root.append(this.list, this.status);
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
        if (option) this.go([...this.list.children].indexOf(option));
      });
    }

    typed() {
      clearTimeout(this.timer);
      if (this.input.value.trim().length < FEWEST) return this.close();
      this.timer = setTimeout(() => this.ask(), WAIT);
    }

    async ask() {
      const text = this.input.value.trim();
      if (this.request) this.request.abort();
      this.request = new AbortController();
      try {
        const answer = await fetch(`${this.root.dataset.suggestions}?q=${encodeURIComponent(text)}`, { signal: this.request.signal });
        if (!answer.ok) throw new Error(answer.statusText);
        const { results } = await answer.json();
        if (text === this.input.value.trim() && document.activeElement === this.input) this.show(results);
      } catch (error) {
        if (error.name !== "AbortError") this.close();
      }
    }

    show(options) {
      this.options = options;
      this.list.replaceChildren(...options.map((option, index) => this.item(option, index)));
      this.list.hidden = !options.length;
      this.input.setAttribute("aria-expanded", String(options.length > 0));
      this.activate(-1);
      const { one, many } = this.root.dataset;
      this.status.textContent = !options.length ? "" : options.length === 1 ? one : many.replace("{n}", options.length);
    }

    item(option, index) {
      const item = document.createElement("li");
      item.id = `${this.list.id}-${index}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      const parts = [["i", option.kind], ["b", option.label], ["span", option.detail]].map(([tag, text]) => {
        const part = document.createElement(tag);
        part.textContent = text;
        if (tag === "b") part.dir = "auto";
        return part;
      });
      item.append(parts[0], " ", parts[1], " ", parts[2]);
      return item;
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
      const open = !this.list.hidden;
      if (event.key === "Escape" && open) {
        event.preventDefault(); // the second Escape empties the box, as browsers do
        this.close();
      } else if (event.key === "Enter" && open && this.active >= 0) {
        event.preventDefault();
        this.go(this.active);
      } else if (event.key === "Enter") {
        this.close();
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (open) this.move(event.key === "ArrowDown" ? 1 : -1);
        else if (this.input.value.trim().length >= FEWEST) this.ask();
      }
    }

    /* From the text down to the last suggestion and round again; -1 is the text itself. */
    move(step) {
      const stops = this.options.length + 1;
      this.activate(((this.active + 1 + step + stops) % stops) - 1);
    }

    go(index) {
      location.assign(this.options[index].href);
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

  /* This file comes when somebody is in the box already, perhaps with some letters typed. */
  for (const root of document.querySelectorAll("[data-suggestions]")) {
    const suggestions = new Suggestions(root);
    if (document.activeElement === suggestions.input) suggestions.typed();
  }
})();
