/* Select2 draws its own controls without names: each is given that of the label of the field it stands for. */
"use strict";

(function () {
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

  new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
  name();
})();
