// The saved list: short ids in this browser alone. Without this file nothing is missing but the button itself.
const KEY = "saved";
const MOST = 50;

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((id) => /^[sp]\d+$/.test(id)).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

// Private windows may refuse to keep anything: then the button says so by staying as it was.
function write(ids) {
  try {
    localStorage.setItem(KEY, JSON.stringify(ids));
  } catch {
    return;
  }
}

const address = (ids) => `/saved/?s=${ids.join(",")}`;

function button(text) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "button button-quiet", textContent: text });
  return made;
}

class SaveItem extends HTMLElement {
  connectedCallback() {
    this.button = this.appendChild(button(""));
    this.link = this.appendChild(Object.assign(document.createElement("a"), { className: "take-open" }));
    this.status = this.appendChild(Object.assign(document.createElement("span"), { className: "visually-hidden" }));
    this.status.setAttribute("role", "status");
    this.button.addEventListener("click", () => this.toggle());
    this.show();
  }

  toggle() {
    const ids = read();
    const { id, full } = this.dataset;
    if (!ids.includes(id) && ids.length >= MOST) {
      this.status.textContent = full;
      this.status.className = "small";
      return;
    }
    write(ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id]);
    this.show();
    this.status.textContent = this.button.textContent;
  }

  show() {
    const ids = read();
    const kept = ids.includes(this.dataset.id);
    this.button.textContent = kept ? `✓ ${this.dataset.saved}` : this.dataset.save;
    this.button.setAttribute("aria-pressed", String(kept));
    this.link.hidden = ids.length === 0;
    this.link.href = address(ids);
    this.link.textContent = `${this.dataset.open} (${ids.length})`;
  }
}

class SavedList extends HTMLElement {
  connectedCallback() {
    const shown = this.dataset.ids ? this.dataset.ids.split(",") : [];
    const kept = read();
    if (shown.length === 0) {
      if (kept.length) location.replace(address(kept));
      return;
    }
    if (shown.every((id) => kept.includes(id))) {
      this.offerToClear(shown, kept);
    } else {
      this.act(this.dataset.keep, () => this.keep([...new Set([...kept, ...shown])].slice(0, MOST)));
    }
  }

  offerToClear(shown, kept) {
    this.act(this.dataset.clear, () => {
      write([]);
      location.replace("/saved/");
    });
    for (const card of document.querySelectorAll("[data-card]")) {
      const remove = (card.querySelector("article") ?? card).appendChild(button(this.dataset.remove));
      const name = card.querySelector("h2")?.textContent;
      if (name) remove.setAttribute("aria-label", `${this.dataset.remove}: ${name}`);
      remove.classList.add("no-print");
      remove.addEventListener("click", () => this.keep(kept.filter((id) => id !== card.dataset.card)));
    }
  }

  act(text, action) {
    this.appendChild(button(text)).addEventListener("click", action);
  }

  keep(ids) {
    write(ids);
    location.assign(ids.length ? address(ids) : "/saved/");
  }
}

customElements.define("save-item", SaveItem);
customElements.define("saved-list", SavedList);
