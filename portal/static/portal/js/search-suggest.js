// Completions under a search field. Without this file the form around it searches just as well.
const DELAY = 150;

class SearchSuggest extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    if (!this.input) return;
    this.list = this.appendChild(document.createElement("ul"));
    Object.assign(this.list, { id: `${this.input.id}-list`, className: "suggestions", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.input.labels[0]?.textContent ?? "");
    const combobox = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(combobox)) this.input.setAttribute(name, value);
    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.close());
    // Before the field loses focus: a click would come after the list has closed.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.go(event.target.closest("li")));
    if (document.activeElement === this.input) this.ask();
  }

  ask() {
    clearTimeout(this.timer);
    this.request?.abort();
    const words = this.input.value.trim();
    // Over phones of help nothing is laid.
    if (words.length < 2 || document.querySelector("[data-uncovered]")) return this.close();
    this.timer = setTimeout(() => this.load(words), DELAY);
  }

  async load(words) {
    this.request = new AbortController();
    try {
      const answer = await fetch(`/api/suggest/?q=${encodeURIComponent(words)}`, { signal: this.request.signal });
      if (answer.ok) this.show((await answer.json()).suggestions);
    } catch {
      // No network, or a newer question: the form still works.
    }
  }

  show(suggestions) {
    this.list.replaceChildren(...suggestions.map((suggestion, index) => this.option(suggestion, index)));
    this.select(null);
    this.list.hidden = suggestions.length === 0;
    this.input.setAttribute("aria-expanded", String(suggestions.length > 0));
  }

  option({ label, url, kind }, index) {
    const item = document.createElement("li");
    item.id = `${this.list.id}-${index}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.url = url ?? "";
    item.dataset.label = label;
    item.append(label);
    if (kind) item.appendChild(document.createElement("small")).textContent = kind;
    return item;
  }

  press(event) {
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (this.list.hidden) return;
      event.preventDefault();
      this.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && this.current) {
      event.preventDefault();
      this.go(this.current);
    }
  }

  // The field itself is a stop between the last and the first option.
  move(step) {
    const stops = [null, ...this.list.children];
    this.select(stops.at((stops.indexOf(this.current) + step) % stops.length));
  }

  select(item) {
    this.current?.setAttribute("aria-selected", "false");
    this.current = item;
    item?.setAttribute("aria-selected", "true");
    if (item) this.input.setAttribute("aria-activedescendant", item.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  go(item) {
    if (!item) return;
    if (item.dataset.url) return location.assign(item.dataset.url);
    this.input.value = item.dataset.label;
    this.input.form.requestSubmit();
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.show([]);
  }
}

customElements.define("search-suggest", SearchSuggest);
