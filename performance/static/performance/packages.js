// Lets all departments of the list be chosen at once.
"use strict";

(() => {
  const boxes = Array.from(document.querySelectorAll(".packages input[name=statement]"));
  if (boxes.length < 2) return;
  const all = document.createElement("input");
  all.type = "checkbox";
  const follow = () => {
    all.checked = boxes.every((box) => box.checked);
    all.indeterminate = !all.checked && boxes.some((box) => box.checked);
  };
  boxes.forEach((box) => box.addEventListener("change", follow));
  follow();
  all.setAttribute("aria-label", "选择全部部门");
  all.addEventListener("change", () =>
    boxes.forEach((box) => {
      box.checked = all.checked;
    }),
  );
  document.querySelector(".packages thead th").replaceChildren(all);
})();
