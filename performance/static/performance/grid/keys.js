/* Which key does what, while a cell is selected and while it is edited. */

import { insertRow, moveRows, removeRows } from "./row_acts.js";

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const control = (event) => event.ctrlKey || event.metaKey;

/** An input method is at work: its keys are its own. 229 is what some report on the key that ends it. */
export const composing = (event) => event.isComposing || event.keyCode === 229;

/** Do what the key means in a grid; tells whether it meant anything. */
export function press(grid, event) {
  const { key } = event;
  if (key in ARROWS && !grid.keepsArrows) return arrow(grid, event, ...ARROWS[key]);
  if (key === "Enter") return enter(grid, event);
  if (key === "Tab") return !control(event) && !event.altKey && grid.tab(event.shiftKey ? -1 : 1);
  if (key === "Escape") return grid.escape() || grid.frame.takeWindow(false);
  if (grid.editing) return false;
  return key === "Home" || key === "End" ? toEdge(grid, event) : command(grid, event);
}

function arrow(grid, event, down, right) {
  const { selection } = grid;
  if (event.altKey) return down !== 0 && moveRows(grid, down);
  grid.finish();
  if (event.shiftKey) selection.stretch(selection.beside(selection.far, down, right, control(event)));
  else selection.go(selection.beside(selection.active, down, right, control(event)));
  return true;
}

function enter(grid, event) {
  if (control(event)) return false;
  if (event.altKey) return grid.editing && grid.breakLine();
  grid.down(event.shiftKey ? -1 : 1);
  return true;
}

function toEdge({ selection }, event) {
  const from = event.shiftKey ? selection.far : selection.active;
  const place = event.key === "Home" ? { y: from.y, x: 0 } : { y: from.y, x: selection.width - 1 };
  if (control(event)) place.y = event.key === "Home" ? 0 : selection.height - 1;
  if (event.shiftKey) selection.stretch(place);
  else selection.go(place);
  return true;
}

function command(grid, event) {
  const name = [
    control(event) && "Ctrl",
    event.altKey && "Alt",
    event.shiftKey && "Shift",
    event.key.length === 1 ? event.key.toLowerCase() : event.key,
  ];
  const commands = {
    F2: () => grid.edit(),
    F8: () => grid.frame.toOffers(),
    Delete: () => grid.clear(),
    Backspace: () => grid.selection.isRange && grid.clear(),
    "Ctrl+a": () => grid.selection.chooseAll(),
    "Ctrl+d": () => grid.fillDown(),
    "Ctrl+h": () => grid.toolbar.replacing.open(),
    "Ctrl+z": () => grid.undo(),
    "Ctrl+y": () => grid.redo(),
    "Ctrl+Shift+z": () => grid.redo(),
    "Alt+Insert": () => insertRow(grid),
    "Alt+Delete": () => removeRows(grid),
  };
  const wanted = commands[name.filter(Boolean).join("+")];
  return wanted ? wanted() !== false : false;
}
