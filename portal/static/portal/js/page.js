// What every page does first. A plain script in the head, not a module: a module would come after the first picture.
(() => {
  // Completions of a search field are fetched when somebody enters one: a first view does without them.
  const { completions } = document.currentScript.dataset;
  document.addEventListener("focusin", (event) => event.target.closest?.("search-suggest") && import(completions));

  // A terminal for everybody: the mode lasts as long as its tab.
  const { kiosk, kioskStyles, kioskAgain, kioskBack, kioskSoon } = document.currentScript.dataset;
  document.addEventListener("DOMContentLoaded", async () => {
    try {
      if (document.querySelector("[data-kiosk-start]")) sessionStorage.setItem("kiosk", "on");
      if (!sessionStorage.getItem("kiosk")) return;
    } catch {
      return;
    }
    document.documentElement.dataset.kiosk = "";
    (await import(kiosk)).kiosk({ again: kioskAgain, back: kioskBack, soon: kioskSoon }, kioskStyles);
  });

  // How this reader wants pages to look: kept in this browser alone, put on before the page is drawn, so nothing jumps.
  const KEY = "display";
  const CHOICES = {
    size: ["large", "larger", "largest"],
    scheme: ["black-on-white", "white-on-black", "navy-on-sky"],
    spacing: ["wide", "wider"],
    pictures: ["off"],
  };
  const root = document.documentElement;

  function read() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");
      return Object.fromEntries(Object.entries(CHOICES).flatMap(([name, values]) => (values.includes(kept?.[name]) ? [[name, kept[name]]] : [])));
    } catch {
      return {};
    }
  }

  // False where the browser keeps nothing, as in some private windows: the page itself has changed all the same.
  function write(chosen) {
    try {
      if (Object.keys(chosen).length) localStorage.setItem(KEY, JSON.stringify(chosen));
      else localStorage.removeItem(KEY);
      return true;
    } catch {
      return false;
    }
  }

  function show(chosen) {
    for (const name of Object.keys(CHOICES)) {
      if (chosen[name]) root.dataset[name] = chosen[name];
      else delete root.dataset[name];
    }
  }

  // A picture that is not shown leaves its description; one without a description was an ornament.
  function describePictures() {
    for (const picture of document.querySelectorAll("main img:not([data-described])")) {
      picture.dataset.described = "";
      if (!picture.alt) continue;
      const words = Object.assign(document.createElement("span"), { className: "picture-words", textContent: picture.alt });
      picture.after(words);
    }
  }

  function settings(form) {
    const status = form.querySelector("[role=status]");
    const fill = (chosen) => {
      for (const name of Object.keys(CHOICES)) form.elements[name].value = chosen[name] ?? "";
    };
    const keep = (chosen) => {
      show(chosen);
      if (chosen.pictures) describePictures();
      status.textContent = write(chosen) ? form.dataset.kept : form.dataset.unkept;
    };
    form.addEventListener("change", () => keep(Object.fromEntries([...new FormData(form)].filter(([, value]) => value))));
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      fill({});
      keep({});
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    fill(read());
    form.hidden = false;
    document.getElementById("display-without-script")?.remove();
  }

  // The open menu covers the page: it closes once the keyboard has left it, and by Escape.
  function openMenu() {
    return document.querySelector(".menu[open]");
  }
  document.addEventListener("focusin", ({ target }) => {
    const menu = openMenu();
    if (menu && !menu.contains(target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && !event.defaultPrevented && openMenu();
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  const chosen = read();
  show(chosen);
  document.addEventListener("DOMContentLoaded", () => {
    if (chosen.pictures) describePictures();
    const form = document.getElementById("display");
    if (form) settings(form);
  });
})();
