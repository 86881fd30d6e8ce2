// Keeps the list of jobs fresh while one is under way, and lets all departments be chosen at once.
"use strict";

(function () {
  const list = document.getElementById("jobs");
  const PAUSE = 2000; // milliseconds

  async function refresh() {
    try {
      const answer = await fetch(location.pathname, { headers: { "X-Requested-With": "fetch" }, redirect: "error" });
      if (answer.ok) show(await answer.text());
    } catch {
      return; // signed out, or the server is away: the page stays as it was
    }
    watch();
  }

  function show(fresh) {
    const focused = list.contains(document.activeElement) && document.activeElement.getAttribute("aria-label");
    list.innerHTML = fresh; // our own markup, escaped by the server
    if (focused) Array.from(list.querySelectorAll("[aria-label]")).find((one) => one.getAttribute("aria-label") === focused)?.focus();
  }

  function watch() {
    if (list.querySelector("[data-under-way]")) setTimeout(refresh, PAUSE);
  }

  if (list) watch();

  const boxes = Array.from(document.querySelectorAll(".packages input[name=statement]"));
  if (boxes.length > 1) {
    const all = document.createElement("input");
    all.type = "checkbox";
    all.checked = true;
    all.setAttribute("aria-label", "选择全部部门");
    all.addEventListener("change", () => boxes.forEach((box) => { box.checked = all.checked; }));
    document.querySelector(".packages thead th").replaceChildren(all);
  }
})();
