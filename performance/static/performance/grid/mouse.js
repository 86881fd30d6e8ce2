/* The mouse selects a cell, edits it with a double click, and draws a range. A finger edits at once. */

export function listenToMouse(grid) {
  const { table, selection } = grid;
  let from = null;

  table.addEventListener("pointerdown", (event) => {
    grid.pointed = event.pointerType !== "mouse";
  });

  table.addEventListener("mousedown", (event) => {
    const place = selection.placeOf(event.target);
    if (!place || event.button !== 0 || grid.pointed) return;
    const control = selection.control(place);
    if (event.shiftKey) {
      event.preventDefault();
      grid.finish();
      selection.stretch(place);
    } else if (grid.editing && document.activeElement === control) {
      return; // in the text of the cell, the mouse is the browser's
    } else if (control.tagName !== "SELECT") {
      event.preventDefault();
      selection.go(place);
      from = place;
    }
  });

  table.addEventListener("dblclick", (event) => {
    const place = selection.placeOf(event.target);
    if (place && !grid.editing && event.target === selection.control(place)) grid.edit();
  });

  table.addEventListener("mouseover", (event) => {
    const place = from && event.buttons === 1 ? selection.placeOf(event.target) : null;
    if (place) selection.stretch(place);
  });

  document.addEventListener("mouseup", () => {
    from = null;
  });

  table.addEventListener("keydown", () => {
    grid.pointed = false;
  });
}
