/* The indicator library in a dialog over the form: what is picked goes into the grid as if it had been typed. */

/** A link to the library opens it here; the page behind the link does the same without script. */
export function openHere(link, grid) {
  const dialog = document.createElement("dialog");
  dialog.className = "library";
  dialog.setAttribute("aria-labelledby", "library-title");
  document.body.append(dialog);

  async function show(address) {
    const answer = await fetch(address);
    if (!answer.ok || answer.redirected) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    dialog.replaceChildren(closing(), page.getElementById("library"));
    dialog.dataset.address = address;
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("input[type=search]").focus();
    return true;
  }

  function closing() {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "mini", textContent: "关闭" });
    button.addEventListener("click", () => dialog.close());
    return button;
  }

  link.addEventListener("click", async (event) => {
    event.preventDefault();
    if (!(await show(link.href))) window.location.assign(link.href);
  });

  dialog.addEventListener("click", (event) => {
    const page = event.target.closest("a");
    if (!page) return;
    event.preventDefault();
    show(new URL(page.getAttribute("href"), dialog.dataset.address).href);
  });

  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.target.getAttribute("role") === "search") {
      show(new URL(`?${new URLSearchParams(new FormData(event.target))}`, link.href).href);
      return;
    }
    const picked = Array.from(event.target.querySelectorAll("input.pick:checked"), (box) => indicator(box));
    dialog.close();
    if (picked.length) grid.dispatchEvent(new CustomEvent("grid:add", { detail: picked }));
  });
}

function indicator(box) {
  const { level1, level2, name, description, sign, unit } = box.closest("tr").dataset;
  return { texts: { level1, level2, name, description }, sign, unit };
}
