// Adds records chosen in Wagtail's window to a list of ticks; unticking drops one.
class RecordPicker extends HTMLElement {
  connectedCallback() {
    // The script runs in the head: the button inside may not have been read yet.
    this.addEventListener("click", ({ target }) => target.closest(".record-picker__open") && this.open());
  }

  open() {
    this.chooser ??= window.telepath.unpack(JSON.parse(this.querySelector("script").textContent));
    const provider = document.getElementById(this.dataset.providerField)?.value;
    const options = { multiple: true };
    if (provider) options.linkedFieldFilters = { provider };
    this.chooser.openModal((records) => records.forEach((record) => this.add(record)), options);
  }

  add({ id, string }) {
    const ticks = [...this.querySelectorAll("input")];
    const known = ticks.find((tick) => tick.value === String(id));
    if (known) known.checked = true;
    else this.querySelector("ul").append(this.item(id, string));
    this.querySelector(".record-picker__empty")?.remove();
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  item(id, string) {
    const tick = Object.assign(document.createElement("input"), { type: "checkbox", name: this.dataset.name, value: id });
    tick.checked = true;
    const label = document.createElement("label");
    label.append(tick, ` ${string}`);
    const item = document.createElement("li");
    item.append(label);
    return item;
  }
}

customElements.define("record-picker", RecordPicker);
