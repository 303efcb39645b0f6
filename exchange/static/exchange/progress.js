// Ask how far the import is, and open its result when it ends. Without scripts the page refreshes itself.
const working = document.querySelector("[data-status]");
const say = (name, text) => { working.querySelector(`[data-${name}]`).textContent = text; };

async function look() {
  const answer = await fetch(working.dataset.status, { credentials: "same-origin" });
  const now = answer.ok ? await answer.json() : { working: false };
  if (!now.working) {
    location.reload();
    return;
  }
  working.querySelector("progress").value = now.percent;
  say("message", now.message);
  say("done", now.done);
  say("total", now.total);
  setTimeout(look, 1500);
}

if (working) setTimeout(look, 1500);
