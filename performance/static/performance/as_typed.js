/* Searching while somebody types waits until the input method is done: its letters are nobody's words. */
"use strict";

(() => {
  let composing = false;
  document.addEventListener("compositionstart", () => {
    composing = true;
  });
  document.addEventListener("compositionend", () => {
    composing = false;
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (composing) event.preventDefault();
  });
})();
