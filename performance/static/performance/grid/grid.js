/* The cells of a grid: which is active, how it is edited, and how every change can be undone. */

import { captionsOf } from "./captions.js";
import { listenToClipboard } from "./pasting.js";
import { listenToFilling } from "./filling.js";
import { expectAgain } from "./forecast.js";
import { Frame } from "./frame.js";
import { History } from "./history.js";
import { composing, press } from "./keys.js";
import { Levels } from "./levels.js";
import { listenToMouse } from "./mouse.js";
import { Preview } from "./preview.js";
import { listenToActs } from "./row_acts.js";
import { Rows, write } from "./rows.js";
import { Selection } from "./selection.js";
import { Suggestions } from "./suggestions.js";
import { Toolbar } from "./toolbar.js";
import { listenToWidths } from "./widths.js";

const TYPING = "typing"; // arrow keys leave the cell
const CARET = "caret"; // arrow keys move inside the text

export class Grid {
  constructor(table, { readings, units }) {
    this.table = table;
    this.rows = new Rows(table);
    this.selection = new Selection(this.rows);
    this.history = new History(this.rows.texts());
    this.levels = new Levels(this.rows);
    this.preview = new Preview(this.rows, readings);
    this.suggestions = new Suggestions(this.rows, units);
    this.toolbar = new Toolbar(this);
    this.captions = captionsOf(table, this.rows.fields);
    this.editing = null;
    this.edited = null; // the row that is being edited: the selection may have moved on when the focus leaves
    this.before = "";
    this.rows.renumber();
    this.rows.all().forEach((row) => this.levels.follow(row));
    if (this.rows.fields.includes("value")) expectAgain(this.rows);
    this.listen();
    listenToMouse(this);
    listenToActs(this);
    listenToClipboard(this);
    listenToWidths(this);
    listenToFilling(this);
    this.frame = new Frame(this);
  }

  listen() {
    const { table } = this;
    table.addEventListener("keydown", (event) => this.onKey(event));
    table.addEventListener("focusin", (event) => this.onFocus(event));
    table.addEventListener("focusout", () => this.finish());
    table.addEventListener("beforeinput", ({ target }) => this.selection.placeOf(target) && this.begin(TYPING));
    table.addEventListener("compositionstart", () => this.begin(TYPING));
    table.addEventListener("input", ({ target }) => target !== table && this.onInput(target));
    table.addEventListener("rows:adopt", ({ detail }) => this.adopt(detail));
    table.addEventListener("rows:mended", ({ detail }) => this.take(detail));
  }

  onKey(event) {
    if (composing(event) || !this.selection.placeOf(event.target)) return;
    if (this.suggestions.press(event.key) || press(this, event)) event.preventDefault();
  }

  onFocus({ target }) {
    const place = this.selection.placeOf(target);
    if (!place) return;
    const { active, isRange } = this.selection;
    if (place.y !== active.y || place.x !== active.x || !isRange) this.selection.collapse(place);
    this.before = target.value;
    if (target.select && !this.pointed) target.select();
    this.selection.paint();
  }

  onInput(control) {
    const place = this.selection.placeOf(control);
    if (!place) return;
    this.begin(TYPING);
    const field = this.rows.fields[place.x];
    if (field === "level1") this.levels.follow(this.edited);
    if (field !== "value") return;
    this.suggestions.offer(control);
    this.preview.refresh();
  }

  get keepsArrows() {
    return this.editing === CARET;
  }

  /** From the first change of a cell on, it is being edited; the range shrinks to it. */
  begin(manner) {
    if (this.editing) return;
    this.editing = manner;
    this.selection.cell(this.selection.active).classList.add("editing");
    this.edited = this.rows.all()[this.selection.active.y];
    this.selection.collapse(this.selection.active);
    this.selection.paint();
  }

  edit() {
    const control = this.selection.control();
    if (!control.setSelectionRange) return false; // a list of choices has its own keys
    this.begin(CARET);
    this.editing = CARET;
    control.setSelectionRange(control.value.length, control.value.length);
    if (control.list && control.showPicker) control.showPicker();
    return true;
  }

  /** Leave the edited cell with what it says now. */
  finish() {
    if (!this.editing) return;
    this.editing = null;
    this.showText();
    this.suggestions.close();
    this.settle(this.edited);
    this.commit();
  }

  /** The cell that was edited is one line of text again. */
  showText() {
    this.table.querySelectorAll("td.editing").forEach((cell) => {
      cell.classList.remove("editing");
      const control = cell.querySelector("textarea");
      if (control) control.scrollTop = 0;
    });
  }

  /** Complete what a written row leaves to be understood: its levels, and the unit behind a bare number. */
  settle(row) {
    const { level1, level2, name, value } = this.rows.controlsOf(row);
    if (value && name && value.dataset.of === name.value) completeValue(value);
    this.levels.complete(row);
    const above = row.previousElementSibling;
    if (above && level1 && level2 && name && name.value && !level1.value && !level2.value) {
      level1.value = this.rows.control(above, "level1").value;
      level2.value = this.rows.control(above, "level2").value;
    }
    this.levels.tidy(row);
    const quarrel = this.levels.quarrel(row);
    if (quarrel) this.toolbar.say(`${row.querySelector(".row-number").textContent}：${quarrel}。`);
  }

  escape() {
    if (this.editing) {
      this.selection.control().value = this.before;
      this.editing = null;
      this.showText();
      this.levels.follow(this.edited);
      this.tell(); // a save may have gone by while it was being written
    } else if (!this.selection.isRange) return false;
    this.selection.go(this.selection.active);
    return true;
  }

  breakLine() {
    const control = this.selection.control();
    control.setRangeText("\n", control.selectionStart, control.selectionEnd, "end");
    return true;
  }

  down(by) {
    this.finish();
    const { y, x } = this.selection.active;
    if (y + by === this.selection.height && !this.rows.isBlank(this.rows.all()[y])) this.openRow();
    this.selection.go({ y: y + by, x });
  }

  /** To the next cell, from row to row; past the last written row a new one; past a blank last one out of the grid. */
  tab(by) {
    this.finish();
    const { y, x } = this.selection.active;
    const next = y * this.selection.width + x + by;
    if (next < 0) return false;
    const place = { y: Math.floor(next / this.selection.width), x: next % this.selection.width };
    if (place.y === this.selection.height) {
      if (this.rows.isBlank(this.rows.all()[y])) return false;
      this.openRow();
    }
    this.selection.go(place);
    return true;
  }

  openRow() {
    this.rows.insert(this.selection.height, 1);
    this.history.absorb(this.rows.texts());
  }

  /** Take over rows that somebody else has changed meanwhile: nobody can undo that here. */
  adopt(texts) {
    this.finish();
    this.rows.rewrite(texts.length ? texts : [{}]);
    this.rows.all().forEach((row) => this.levels.follow(row));
    this.history = new History(this.rows.texts());
    this.toolbar.history = this.history;
    this.toolbar.refresh();
    this.preview.refresh();
    this.selection.collapse(this.selection.within(this.selection.active));
    this.selection.paint();
  }

  /** Take over rows that were mended from here: that can be undone as what was typed. */
  take(texts) {
    this.finish();
    this.rows.rewrite(texts.length ? texts : [{}]);
    this.rows.all().forEach((row) => this.levels.follow(row));
    this.selection.collapse(this.selection.within(this.selection.active));
    this.selection.paint();
    this.commit();
  }

  clear() {
    this.put(this.selection.range, () => "");
  }

  fillDown() {
    const { top, left, height, width } = this.selection.range;
    const from = height > 1 ? top : top - 1;
    if (from < 0) return;
    const source = this.rows.all()[from];
    this.put(
      { top: from + 1, left, height: Math.max(height - 1, 1), width },
      (field) => this.rows.control(source, field).value,
    );
  }

  /** Write into every cell of a range what a function of its field says. */
  put({ top, left, height, width }, text) {
    const fields = this.rows.fields.slice(left, left + width);
    this.rows
      .all()
      .slice(top, top + height)
      .forEach((row) => {
        fields.forEach((field) => write(this.rows.control(row, field), text(field)));
        this.levels.tidy(row);
      });
    this.commit();
  }

  /** What was changed can be undone; whoever saves drafts hears of it. */
  commit() {
    if (!this.history.commit(this.rows.texts())) return;
    this.before = this.selection.control().value;
    this.tell();
  }

  undo() {
    this.finish();
    this.restore(this.history.undo(), "已撤销。", "没有可以撤销的操作。");
  }

  redo() {
    this.finish();
    this.restore(this.history.redo(), "已重做。", "没有可以重做的操作。");
  }

  restore(texts, done, nothing) {
    this.toolbar.say(texts ? done : nothing);
    if (!texts) return;
    const first = this.rows.rewrite(texts);
    this.rows.all().forEach((row) => this.levels.follow(row));
    this.selection.go(first ? { y: first.y, x: this.rows.fields.indexOf(first.field) } : this.selection.active);
    this.tell();
  }

  tell() {
    this.toolbar.refresh();
    this.preview.refresh();
    this.table.dispatchEvent(new Event("input", { bubbles: true }));
    this.table.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

/** A cell that knows its sign and unit, as an indicator of the library does, takes a bare number between them. Rows
 may have changed their places since: it knows them of the indicator of one name. */
function completeValue(control) {
  const { sign, unit } = control.dataset;
  const number = control.value.trim();
  if ((sign || unit) && /^\d+(\.\d+)?$/.test(number)) control.value = `${sign}${number}${unit}`;
}
