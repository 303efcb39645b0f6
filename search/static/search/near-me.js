// «Рядом со мной»: a button where the browser can tell its place. The place goes into the address of the list, no finer
// than a hundredth of a degree, and nowhere else. Without this file the field beside it works just as well.
const PRECISION = 2;

class NearMe extends HTMLElement {
  connectedCallback() {
    if (!("geolocation" in navigator) || !isSecureContext || this.firstChild) return;
    this.button = document.createElement("button");
    Object.assign(this.button, { type: "button", className: "button button-quiet near-me", textContent: this.dataset.label });
    this.status = document.createElement("p");
    this.status.setAttribute("role", "status");
    this.status.className = "near-status";
    this.append(this.button, this.status);
    this.button.addEventListener("click", () => this.ask());
  }

  ask() {
    this.button.disabled = true;
    this.status.textContent = this.dataset.waiting;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => this.go(coords),
      () => this.say(this.dataset.failed),
      { enableHighAccuracy: false, timeout: 15000, maximumAge: 600000 },
    );
  }

  go({ latitude, longitude }) {
    const field = document.getElementById(this.dataset.field);
    field.value = [latitude, longitude].map((degrees) => degrees.toFixed(PRECISION)).join(",");
    field.form.requestSubmit();
  }

  say(text) {
    this.button.disabled = false;
    this.status.textContent = text;
  }
}

customElements.define("near-me", NearMe);
