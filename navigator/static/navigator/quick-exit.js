// Leave at once, without a way back by the browser's button. Without this file the link still leads away.
const PRESSES = 3;
const WITHIN = 2000;

class QuickExit extends HTMLElement {
  connectedCallback() {
    this.link = this.querySelector("a");
    this.presses = [];
    this.querySelector("[data-with-script]")?.removeAttribute("hidden");
    this.link.addEventListener("click", (event) => {
      event.preventDefault();
      this.leave();
    });
    // A Shift that makes a capital letter is no call for help.
    document.addEventListener("keydown", (event) => event.key !== "Shift" && (this.presses = []));
    document.addEventListener("keyup", (event) => event.key === "Shift" && this.press(event.timeStamp));
  }

  press(time) {
    this.presses = [...this.presses.filter((earlier) => time - earlier < WITHIN), time];
    if (this.presses.length >= PRESSES) this.leave();
  }

  leave() {
    document.documentElement.hidden = true;
    document.title = "…";
    location.replace(this.link.href);
  }
}

customElements.define("quick-exit", QuickExit);
