/* Drag to fill: the little square at the end of the range is drawn down, and the cells repeat what the range says. */

import { write } from "./rows.js";

export function listenToFilling(grid) {
  const handle = document.createElement("span");
  handle.className = "fill-handle";
  let until = null;

  grid.table.addEventListener("grid:moved", () => {
    const { top, left, height, width } = grid.selection.range;
    const cell = grid.selection.cell({ y: top + height - 1, x: left + width - 1 });
    if (cell && handle.parentNode !== cell) cell.append(handle);
  });

  handle.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    event.stopPropagation();
    grid.finish();
    handle.setPointerCapture(event.pointerId);
    until = grid.selection.range.top + grid.selection.range.height - 1;
  });

  handle.addEventListener("pointermove", (event) => {
    if (until === null) return;
    const under = document.elementFromPoint(event.clientX, event.clientY);
    const row = under && under.closest("tr[data-row]");
    const y = row ? grid.rows.all().indexOf(row) : -1;
    const { top, height } = grid.selection.range;
    if (y < 0) return;
    until = Math.max(y, top + height - 1);
    grid.rows.all().forEach((each, n) => each.classList.toggle("to-fill", n >= top + height && n <= until));
  });

  handle.addEventListener("pointerup", () => {
    const end = until;
    until = null;
    grid.rows.all().forEach((row) => row.classList.remove("to-fill"));
    if (end !== null) fillTo(grid, end);
  });
  handle.addEventListener("mousedown", (event) => event.stopPropagation()); // the range stays
}

/** Repeat the rows of the range down to this row. */
function fillTo(grid, end) {
  const { top, left, height, width } = grid.selection.range;
  const texts = grid.selection.texts();
  const fields = grid.rows.fields.slice(left, left + width);
  const rows = grid.rows.all().slice(top + height, end + 1);
  if (!rows.length) return;
  rows.forEach((row, n) => {
    fields.forEach((field, x) => write(grid.rows.control(row, field), texts[n % height][x]));
    grid.levels.tidy(row);
  });
  grid.commit();
  grid.selection.choose({ top, left, height: height + rows.length, width });
  grid.toolbar.say(`已向下填充${rows.length}行，可以撤销。`);
}
