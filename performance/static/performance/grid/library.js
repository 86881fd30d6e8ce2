/* The indicator library in a dialog over the form. htmx fetches what is found; what is ticked on any page of it, under
   any search, goes into the grid as if it had been typed. */

const dialog = document.getElementById("library-dialog");
const picked = new Map(); // by key: what is ticked outlasts the page that showed it
let table = null; // the grid for which the library was opened

/** A link to the library opens it here; the page behind the link does the same without script. */
export function openHere(link, grid) {
  link.addEventListener("htmx:beforeRequest", () => {
    table = grid;
    picked.clear();
  });
  link.addEventListener("htmx:sendError", () => window.location.assign(link.href));
  link.addEventListener("htmx:responseError", () => window.location.assign(link.href));
}

if (dialog) {
  dialog.addEventListener("htmx:afterSettle", ({ detail }) => {
    // An answer to a search that was still under way must not open again what was closed meanwhile.
    if (!dialog.open && detail.requestConfig.elt.dataset.library) dialog.showModal();
    dialog.querySelectorAll("input.pick").forEach((box) => {
      box.checked = picked.has(box.value);
    });
    sayHowMany();
  });
  dialog.addEventListener("change", ({ target }) => {
    if (!target.matches("input.pick")) return;
    if (target.checked) picked.set(target.value, indicator(target));
    else picked.delete(target.value);
    sayHowMany();
  });
  dialog.addEventListener("submit", (event) => {
    if (event.target.method !== "post") return;
    event.preventDefault();
    dialog.close();
    if (picked.size) table.dispatchEvent(new CustomEvent("grid:add", { detail: Array.from(picked.values()) }));
  });
}

function sayHowMany() {
  const place = dialog.querySelector(".picked");
  if (place) place.textContent = picked.size ? `已勾选${picked.size}个` : "";
}

function indicator(box) {
  const { level1, level2, name, description, sign, unit } = box.closest("tr").dataset;
  return { texts: { level1, level2, name, description }, sign, unit };
}
