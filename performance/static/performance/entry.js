/* Beside a form that is complete without this: saving while somebody types, findings as soon as a field is left,
   sums as they grow. Written for browsers of 2019. */

import { listenToCards } from "./entry/cards.js";
import { listenToMends } from "./entry/mending.js";
import { numberIn } from "./entry/numbers.js";
import { Saving } from "./entry/saving.js";
import { showSums } from "./entry/sums.js";

const EVERY = 20000;
const MOST_WHILE_LEAVING = 64 * 1024;

const form = document.querySelector("form[data-autosave]");
if (form) begin(form, new Saving(form));

function begin(form, saving) {
  form.querySelectorAll("[data-cards]").forEach(listenToCards);
  if (form.dataset.mending) listenToMends(form, saving);
  form.addEventListener("compositionstart", () => {
    saving.composing = true;
  });
  form.addEventListener("compositionend", () => {
    saving.composing = false;
  });
  form.addEventListener("input", ({ target }) => {
    target.removeAttribute("aria-invalid"); // said of what stood there before
    showSums(form);
    saving.touch();
  });
  form.addEventListener("change", () => {
    showSums(form);
    setTimeout(() => saving.save(), 0);
  });
  form.addEventListener("form:sending", ({ detail }) => detail.push(saving.idle()));
  form.addEventListener("submit", () => {
    saving.stopped = true;
  });
  document.addEventListener("session:renewed", () => saving.retry());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") saving.save(true);
  });
  document.addEventListener("keydown", saveByKey);
  window.addEventListener("beforeunload", (event) => {
    if (saving.stopped || !form.isConnected) return;
    if (!leavesWhole(saving) || cannotBeSaved()) event.preventDefault();
  });
  setInterval(() => saving.save(), EVERY);
  showSums(form);

  const focus = form.dataset.focus && document.getElementById(form.dataset.focus);
  if (focus) focus.focus();
}

function saveByKey(event) {
  if (!(event.ctrlKey || event.metaKey) || event.key !== "s" || event.isComposing) return;
  event.preventDefault();
  const button = form.querySelector("button[name=act][value=save]");
  if (button) button.click();
}

/** Browsers send at most so much while a page goes away, and nothing goes beside a save that is under way: where more
    is to be sent, people are asked before they leave. */
function leavesWhole(saving) {
  return !saving.changed || (!saving.failing && !saving.overtaken && sizeAtMost() <= MOST_WHILE_LEAVING);
}

function sizeAtMost() {
  const fields = Array.from(new FormData(form));
  return fields.reduce((total, [name, text]) => total + 150 + name.length + 3 * text.length, 0);
}

/** What cannot be saved would be gone with the page. */
function cannotBeSaved() {
  return Array.from(form.elements).some(
    (control) =>
      control.getAttribute("aria-invalid") === "true" ||
      ("number" in control.dataset && control.value.trim() !== "" && numberIn(control) === null),
  );
}
