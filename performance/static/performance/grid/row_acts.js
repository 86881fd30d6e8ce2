/* Whole rows: added, moved, removed, by the buttons of the page, by keys, and from the indicator library. */

import { expect } from "./forecast.js";

const ACTS = {
  add(grid) {
    grid.rows.insert(grid.selection.height, 1);
    grid.selection.go({ y: grid.selection.height - 1, x: 0 });
    grid.commit();
  },
  up: (grid, number, button) => moveOne(grid, number, -1, button),
  down: (grid, number, button) => moveOne(grid, number, 1, button),
  remove(grid, number) {
    grid.selection.go({ y: number, x: 0 });
    removeRows(grid);
  },
};

/** The buttons that send the form where there is no script; and `grid:add` with rows for the end of the grid. */
export function listenToActs(grid) {
  grid.table.closest("form").addEventListener("click", (event) => {
    const button = event.target.closest('button[name="act"]');
    const [group, act, number] = button ? button.value.split(":") : [];
    if (group !== grid.rows.group || !(act in ACTS)) return;
    event.preventDefault();
    grid.finish();
    ACTS[act](grid, Number(number), button);
  });
  grid.table.addEventListener("grid:add", ({ detail }) => addIndicators(grid, detail));
}

/** The focus stays with the button, so that a row can be moved on. */
function moveOne(grid, number, by, button) {
  grid.selection.go({ y: number, x: 0 });
  moveRows(grid, by);
  if (!button.disabled) button.focus();
}

/** Swap the rows of the range with their neighbour. */
export function moveRows(grid, by) {
  grid.finish();
  const { rows, selection } = grid;
  const { top, height } = selection.range;
  if (!rows.move(top, height, by)) return false;
  selection.shift(by);
  grid.commit();
  grid.toolbar.say(`已移到第${top + by + 1}行。`);
  return true;
}

/** Families together and in the order of the form, the rows of each as they stood; what the form does not know comes last. */
export function sortRows(grid) {
  grid.finish();
  const texts = grid.rows.texts();
  const places = texts.map((said) => grid.levels.placeOf(said));
  const order = texts.map((_, y) => y).sort((one, other) => places[one] - places[other] || one - other);
  grid.rows.rewrite(order.map((y) => texts[y]));
  grid.rows.all().forEach((row) => grid.levels.follow(row));
  grid.commit();
  grid.selection.go(grid.selection.active);
  grid.toolbar.say("已按指标类排序，可以撤销。");
}

export function insertRow(grid) {
  const { rows, selection } = grid;
  const { y, x } = selection.active;
  rows.insert(y + 1, 1);
  selection.go({ y: y + 1, x });
  grid.commit();
}

export function removeRows(grid) {
  const { top, height } = grid.selection.range;
  const { x } = grid.selection.active;
  grid.rows.remove(top, height);
  grid.selection.go({ y: top, x });
  grid.commit();
  grid.toolbar.say(`已删除${height}行，可以撤销。`);
}

/** Each indicator has texts by field, and the sign and the unit that its value will have: never the value. */
function addIndicators(grid, indicators) {
  const { rows, selection } = grid;
  const texts = rows.texts();
  let written = texts.length;
  while (written && rows.isBlank(rows.all()[written - 1])) written -= 1;
  rows.rewrite(texts.slice(0, written).concat(indicators.map((indicator) => indicator.texts)));
  indicators.forEach((indicator, n) => {
    const row = rows.all()[written + n];
    expect(rows, row, indicator);
    grid.levels.follow(row);
  });
  grid.commit();
  selection.go({ y: written, x: rows.fields.indexOf("value") });
  grid.toolbar.say(`已添加${indicators.length}个指标，请填写指标值。`);
}
