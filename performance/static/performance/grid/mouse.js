/* The mouse selects a cell at the first press, edits it at the second, and draws a range. A finger edits at once. */

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
    } else if (document.activeElement === control && !selection.isRange) {
      if (event.target === control) grid.edit();
    } else if (control.tagName !== "SELECT") {
      event.preventDefault();
      selection.go(place);
      from = place;
    }
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
