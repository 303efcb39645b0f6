// Asks the server for the sums of the budget lines in the form, a moment after the last change.
const PAUSE = 400;
// Fields of the form that the sums are held against, beside the rows of the budget.
const BESIDE = ["number", "programme", "direction", "starts_on", "ends_on", "money_unit"];

class LiveTotals extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.changed = ({ target }) => this.concerns(target) && this.later();
    this.form.addEventListener("input", this.changed);
    this.form.addEventListener("change", this.changed);
    // «Удалить» and «Добавить» change the rows without an input event.
    this.form.addEventListener("click", ({ target }) => target.closest?.("[id^='id_budget_lines-']") && this.later());
  }

  concerns(field) {
    return field.name?.startsWith("budget_lines-") || BESIDE.includes(field.name);
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), PAUSE);
  }

  async refresh() {
    this.request?.abort();
    this.request = new AbortController();
    try {
      const response = await fetch(this.dataset.url, { method: "POST", body: this.fields(), signal: this.request.signal });
      if (response.ok) this.show(await response.text());
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  }

  show(html) {
    this.innerHTML = html;
    for (const { dataset } of this.querySelectorAll("[data-sum]")) {
      const field = this.form.elements[dataset.sum];
      if (!field) continue;
      field.parentElement.querySelector(".sum-conversion").textContent = dataset.text;
      // A sum that nobody touched is shown in the unit that is chosen now.
      if (dataset.shown && field !== document.activeElement) {
        field.value = dataset.shown;
        this.form.elements[`${dataset.sum}-kept`].value = dataset.kept;
      }
    }
  }

  fields() {
    const body = new URLSearchParams({ measure: this.dataset.measure });
    for (const [name, value] of new FormData(this.form)) {
      if (name === "csrfmiddlewaretoken" || this.concerns({ name })) body.append(name, value);
    }
    return body;
  }
}

customElements.define("live-totals", LiveTotals);
