/* The active cell and the range around it, which has two corners. The focus is always in the control of the active cell, and
   all of its text is selected until it is edited: so typing replaces it, and an input method composes in place. */

export class Selection {
  constructor(rows) {
    this.rows = rows;
    this.collapse({ y: 0, x: 0 });
    this.painted = [];
  }

  get height() {
    return this.rows.all().length;
  }

  get width() {
    return this.rows.fields.length;
  }

  get range() {
    const { near, far } = this;
    const top = Math.min(near.y, far.y);
    const left = Math.min(near.x, far.x);
    return {
      top,
      left,
      height: Math.abs(near.y - far.y) + 1,
      width: Math.abs(near.x - far.x) + 1,
    };
  }

  get isRange() {
    return this.near.y !== this.far.y || this.near.x !== this.far.x;
  }

  /** One cell is active, and nothing else is selected. */
  collapse(place) {
    this.active = this.near = this.far = place;
  }

  cell({ y, x }) {
    return this.rows.all()[y].querySelectorAll("td[data-field]")[x];
  }

  control({ y, x } = this.active) {
    return this.rows.control(this.rows.all()[y], this.rows.fields[x]);
  }

  /** Where an element of the table stands, or null. */
  placeOf(element) {
    const cell = element.closest("td[data-field]");
    const y = cell ? this.rows.all().indexOf(cell.parentNode) : -1;
    return y < 0 ? null : { y, x: this.rows.fields.indexOf(cell.dataset.field) };
  }

  within({ y, x }) {
    return {
      y: Math.max(0, Math.min(y, this.height - 1)),
      x: Math.max(0, Math.min(x, this.width - 1)),
    };
  }

  go(place) {
    this.collapse(this.within(place));
    this.focus();
  }

  focus() {
    const control = this.control();
    if (document.activeElement !== control) control.focus();
    if (control.select) control.select();
    this.paint();
  }

  /** Stretch the range to a place, keeping the active cell. */
  stretch(place) {
    this.near = this.active;
    this.far = this.within(place);
    this.cell(this.far).scrollIntoView({ block: "nearest", inline: "nearest" });
    this.paint();
  }

  choose({ top, left, height, width }) {
    this.active = this.near = this.within({ y: top, x: left });
    this.far = this.within({ y: top + height - 1, x: left + width - 1 });
    this.focus();
  }

  /** Select everything; the active cell stays the one that typing replaces. */
  chooseAll() {
    this.near = { y: 0, x: 0 };
    this.far = { y: this.height - 1, x: this.width - 1 };
    this.paint();
  }

  /** The whole range some rows further down. */
  shift(by) {
    [this.active, this.near, this.far] = [this.active, this.near, this.far].map(({ y, x }) => ({ y: y + by, x }));
    this.focus();
  }

  /** The next place in a direction; with `far`, the edge of what is filled, as spreadsheets jump. */
  beside({ y, x }, down, right, far) {
    const next = { y: y + down, x: x + right };
    if (!far) return next;
    const filled = (place) => this.has(place) && this.control(place).value !== "";
    let at = { y, x };
    const through = filled(at) && filled(next);
    while (this.has({ y: at.y + down, x: at.x + right })) {
      const ahead = { y: at.y + down, x: at.x + right };
      if (through && !filled(ahead)) break;
      at = ahead;
      if (!through && filled(at)) break;
    }
    return at;
  }

  has({ y, x }) {
    return y >= 0 && x >= 0 && y < this.height && x < this.width;
  }

  texts() {
    const { top, left, height, width } = this.range;
    const fields = this.rows.fields.slice(left, left + width);
    return this.rows
      .all()
      .slice(top, top + height)
      .map((row) => fields.map((field) => this.rows.control(row, field).value));
  }

  paint() {
    const { top, left, height, width } = this.range;
    const rows = this.isRange ? this.rows.all().slice(top, top + height) : [];
    const cells = [];
    rows.forEach((row) => cells.push(...Array.from(row.querySelectorAll("td[data-field]")).slice(left, left + width)));
    const wanted = new Set(cells);
    this.painted.filter((cell) => !wanted.has(cell)).forEach((cell) => cell.classList.remove("in-range"));
    cells.forEach((cell) => cell.classList.add("in-range"));
    this.painted = cells;
    this.rows.table.dispatchEvent(new CustomEvent("grid:moved"));
  }
}
