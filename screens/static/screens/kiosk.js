// A terminal that strangers use one after another: nothing leads out of the portal, and nothing is left to the next.
// page.js fetches this while the tab is in kiosk mode, which opening /kiosk/ begins and closing the tab ends.
const START = "/kiosk/";
const IDLE = 60_000;
const WARN = 10_000;

function forget() {
  try {
    localStorage.clear();
  } catch {
    // Then nothing was kept either.
  }
}

function startAnew() {
  forget();
  location.replace(START);
}

// A phone number, an address of another site or a file is of no use at a terminal: its words stay, the link goes.
function closeWaysOut() {
  for (const link of document.querySelectorAll("a[href]")) {
    const leads = new URL(link.href, location.href);
    const stays = leads.origin === location.origin && !link.hasAttribute("download") && !/\.(pdf|docx?|xlsx|csv|json|ics|vcf|zip|txt)$|^\/(documents|admin)\//.test(leads.pathname);
    if (!stays) {
      link.removeAttribute("href");
      link.removeAttribute("target");
    } else link.removeAttribute("target");
  }
}

function bar({ again, back, soon }) {
  const made = Object.assign(document.createElement("div"), { className: "kiosk-bar no-print" });
  const say = (text, act, quiet) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: quiet ? "button button-quiet" : "button", textContent: text });
    button.addEventListener("click", act);
    made.append(button);
  };
  say(back, () => history.back(), true);
  say(again, startAnew);
  const status = Object.assign(document.createElement("span"), { hidden: true, textContent: soon });
  status.setAttribute("role", "status");
  made.append(status);
  document.body.append(made);
  return status;
}

function watch(status) {
  let warned, gone;
  const seen = () => {
    clearTimeout(warned);
    clearTimeout(gone);
    status.hidden = true;
    warned = setTimeout(() => (status.hidden = false), IDLE - WARN);
    gone = setTimeout(startAnew, IDLE);
  };
  for (const sign of ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"]) document.addEventListener(sign, seen, { passive: true });
  seen();
}

export function kiosk(words, styles) {
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: styles }));
  closeWaysOut();
  // The start page waits for ever; whatever was opened from it does not.
  if (location.pathname === START) forget();
  else watch(bar(words));
}
