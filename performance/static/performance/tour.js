/* The panel of a tour stays in sight and marks the part of the page that its step speaks of. It never holds the keyboard;
   Esc ends the tour, which the server remembers. */

const panel = document.getElementById("tour");
const form = panel.querySelector("form");
const target = document.getElementById(panel.dataset.target ?? "");
const FIELDS = "input, textarea, select, dialog, details[open], table, [contenteditable]"; // where Esc means something else

function show() {
  if (!target) return;
  target.classList.add("toured");
  target.scrollIntoView({ block: "start" });
}

function go(place) {
  if (!place.matches("a[href], button, input, select, textarea, summary, [tabindex]")) place.tabIndex = -1;
  place.focus();
}

/** The page stays as it is; one that could not tell the server shows the panel again next time. */
function end() {
  const said = new FormData(form);
  said.set("end", "1");
  fetch(form.action, { method: "POST", body: said, redirect: "manual", keepalive: true }).catch(() => {});
  panel.remove();
  document.documentElement.classList.remove("touring");
  target?.classList.remove("toured");
  go(target ?? document.getElementById("main"));
}

document.documentElement.classList.add("touring");
if (location.hash === "#tour") {
  show();
  panel.focus({ preventScroll: true });
} else target?.classList.add("toured");

const there = panel.querySelector("[data-there]");
if (there && !target) {
  there.hidden = true;
  panel.querySelector("[data-absent]").hidden = false;
}
there?.addEventListener("click", (event) => {
  event.preventDefault();
  show();
  go(target);
});
form.addEventListener("submit", (event) => {
  if (event.submitter?.name !== "end") return;
  event.preventDefault();
  end();
});
document.addEventListener("keydown", (event) => {
  const busy = !panel.contains(event.target) && event.target.closest(FIELDS);
  if (event.key !== "Escape" || event.defaultPrevented || event.isComposing || busy || !panel.isConnected) return;
  end();
});
