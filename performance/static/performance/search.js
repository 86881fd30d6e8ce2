/* The key "/" leads to the search of the page's head, unless something is being typed. */

document.addEventListener("keydown", (event) => {
  const field = document.querySelector("[data-search]");
  const busy = event.target.closest("input, textarea, select, dialog, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || busy || !field)
    return;
  event.preventDefault();
  field.focus();
  field.select();
});
