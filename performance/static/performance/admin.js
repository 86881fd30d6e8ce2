/* Names for what Django's admin draws without: Select2's controls are given the label of the field they stand for. */
"use strict";

(() => {
  function nameOf(select) {
    const label = select.id && document.querySelector(`label[for="${select.id}"]`);
    return label ? label.textContent.replace(/[:：]\s*$/, "").trim() : select.getAttribute("aria-label") || select.name;
  }

  function name() {
    document.querySelectorAll("select.select2-hidden-accessible").forEach((select) => {
      const drawn = select.nextElementSibling;
      if (!drawn) return;
      drawn.querySelectorAll("[role=combobox], [role=textbox], [role=searchbox], input").forEach((control) => {
        control.setAttribute("aria-label", nameOf(select));
      });
    });
    document.querySelectorAll(".select2-dropdown input:not([aria-label])").forEach((input) => {
      input.setAttribute("aria-label", "查找");
    });
  }

  /* Columns that hold which row it is, and the box that deletes it where that is allowed. */
  document.querySelectorAll(".inline-group thead th:empty").forEach((heading) => {
    const said = document.createElement("span");
    said.className = "visually-hidden";
    said.textContent = heading.classList.contains("original") ? "记录" : "操作";
    heading.append(said);
  });

  /* Cells of rows that stand in a table have the heading of their column, and no label of their own. */
  document.querySelectorAll(".inline-group .tabular td").forEach((cell) => {
    const field = cell.className.match(/field-(\S+)/);
    const heading = field && cell.closest("table").querySelector(`th.column-${field[1]}`);
    const said = heading ? heading.textContent.trim() : cell.matches(".delete") ? "删除" : "";
    cell.querySelectorAll("input:not([type=hidden]), select, textarea").forEach((control) => {
      if (said && !control.labels.length && !control.hasAttribute("aria-label")) {
        control.setAttribute("aria-label", said);
      }
    });
  });

  new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
  name();
})();
