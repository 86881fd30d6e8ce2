/* Copy, cut and paste of whole cells. While a cell is edited, the browser's own clipboard serves its text. */

import { arrange, hasHeader } from "./captions.js";
import { readBlock, toTsv } from "./clipboard.js";
import { write } from "./rows.js";

const MOST_QUARRELS = 3; // read out at once

/** With a selected text that cannot be edited, browsers send these events to the page and not to the table. */
export function listenToClipboard(grid) {
  ["copy", "cut", "paste"].forEach((name) => {
    document.addEventListener(name, (event) => {
      const active = document.activeElement;
      if (grid.editing || !grid.table.contains(active) || !grid.selection.placeOf(active)) return;
      event.preventDefault();
      if (name === "paste") paste(grid, event.clipboardData);
      else copy(grid, event.clipboardData, name === "cut");
    });
  });
}

function copy(grid, clipboard, cut) {
  const { height, width } = grid.selection.range;
  clipboard.setData("text/plain", toTsv(grid.selection.texts()));
  if (cut) grid.clear();
  grid.toolbar.say(`已${cut ? "剪切" : "复制"}${height}行×${width}列。`);
}

function paste(grid, clipboard) {
  const block = readBlock(clipboard);
  const { range } = grid.selection;
  if (!block) {
    grid.toolbar.say("剪贴板中没有文字，什么也没有粘贴。");
  } else if (block.length === 1 && block[0].length === 1) {
    grid.put(range, () => block[0][0]);
  } else {
    const whole = hasHeader(block, grid.captions) ? block : filling(block, range);
    const arranged = arrange(whole, { captions: grid.captions, fields: grid.rows.fields, from: range.left });
    lay(grid, arranged, range.top);
  }
}

/** A block goes into a selection as often as it fits there, if it fits without a rest. */
function filling(block, { height, width }) {
  const [down, right] = [height / block.length, width / block[0].length];
  if (!Number.isInteger(down) || !Number.isInteger(right)) return block;
  const rows = block.map((row) => Array.from({ length: row.length * right }, (_, x) => row[x % row.length]));
  return Array.from({ length: rows.length * down }, (_, y) => rows[y % rows.length].slice());
}

/** Write a block over the rows from `top` on, adding rows where it is longer. */
function lay(grid, { fields, rows: texts, unknown, lost }, top) {
  const { rows, selection, levels } = grid;
  rows.insert(selection.height, top + texts.length - selection.height);
  const targets = rows.all().slice(top, top + texts.length);
  targets.forEach((row, y) => {
    const controls = rows.controlsOf(row);
    fields.forEach((field, x) => field && write(controls[field], texts[y][x] || ""));
    levels.tidy(row);
  });
  grid.commit();
  const columns = fields.map((field) => rows.fields.indexOf(field)).filter((x) => x >= 0);
  const left = Math.min(...columns);
  selection.choose({ top, left, height: texts.length, width: Math.max(...columns) - left + 1 });
  const quarrels = targets.map((row) => levels.quarrel(row)).filter(Boolean);
  grid.toolbar.say(
    [
      `已粘贴${texts.length}行×${columns.length}列，可以撤销。`,
      unknown.length ? `本表没有的列未粘贴：${unknown.join("、")}。` : "",
      lost ? "右边超出本表的列未粘贴。" : "",
      ...quarrels.slice(0, MOST_QUARRELS).map((quarrel) => `${quarrel}。`),
    ].join(""),
  );
}
