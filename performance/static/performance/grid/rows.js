/* The rows of a group, in a table or one below the other: their texts, their number, and the numbers in the names of
   their controls. */

const CONTROLS = "input[name], textarea[name], select[name]";
const NUMBERED = ["name", "id", "for", "list", "aria-describedby", "aria-labelledby", "data-remarks", "data-comments"];

export class Rows {
  constructor(table) {
    this.table = table;
    this.group = table.dataset.rows;
    this.body = table.tBodies ? table.tBodies[0] : table;
    this.count = table.closest("form").elements[`${this.group}-count`];
    this.names = new RegExp(`^${this.group.replace(/[^\w-]/g, "\\$&")}-(\\d+)-(.+)$`);
    this.controls = new WeakMap();
    this.fields = Array.from(this.all()[0].querySelectorAll("[data-field]"), (cell) => cell.dataset.field);
    this.blank = this.blankRow();
  }

  all() {
    return Array.from(this.body.querySelectorAll("[data-row]"));
  }

  /** The controls of a row by the last part of their names, hidden ones too. */
  controlsOf(row) {
    if (!this.controls.has(row)) {
      const found = {};
      row.querySelectorAll(CONTROLS).forEach((control) => {
        const named = this.names.exec(control.name);
        if (named) found[named[2]] = control;
      });
      this.controls.set(row, found);
    }
    return this.controls.get(row);
  }

  control(row, field) {
    return this.controlsOf(row)[field];
  }

  /** What all the rows say. */
  texts() {
    return this.all().map((row) => {
      const said = {};
      Object.entries(this.controlsOf(row)).forEach(([field, control]) => {
        said[field] = control.value;
      });
      return said;
    });
  }

  /** Whether nothing is written in the row. */
  isBlank(row) {
    return this.fields.every((field) => !this.control(row, field).value.trim());
  }

  /** Let the rows say these texts, adding and removing rows as needed. Tells which row differed first. */
  rewrite(texts) {
    this.resize(texts.length);
    let first = null;
    this.all().forEach((row, y) => {
      const controls = this.controlsOf(row);
      Object.keys(controls).forEach((field) => {
        const text = texts[y][field] || "";
        if (controls[field].value === text) return;
        write(controls[field], text);
        if (!first) first = { y, field };
      });
    });
    return first;
  }

  resize(length) {
    const rows = this.all();
    rows.slice(length).forEach((row) => row.remove());
    this.insert(rows.length, length - rows.length);
  }

  /** Put blank rows before the row at this place. */
  insert(at, number) {
    const rows = this.all();
    const fresh = document.createDocumentFragment();
    for (let added = 0; added < number; added += 1) fresh.append(this.blank.cloneNode(true));
    this.body.insertBefore(fresh, rows[at] || null);
    this.renumber();
  }

  remove(from, number) {
    this.all()
      .slice(from, from + number)
      .forEach((row) => row.remove());
    if (!this.all().length) this.insert(0, 1);
    this.renumber();
  }

  /** Move a run of rows one place up (-1) or down (1); tells whether there was room. */
  move(from, number, by) {
    const rows = this.all();
    const passed = by < 0 ? rows[from - 1] : rows[from + number];
    if (!passed) return false;
    this.body.insertBefore(passed, by < 0 ? rows[from + number] || null : rows[from]);
    this.renumber();
    return true;
  }

  renumber() {
    const rows = this.all();
    rows.forEach((row, y) => {
      if (row.dataset.row !== String(y)) this.number(row, y);
    });
    this.count.value = rows.length;
    this.body.querySelectorAll('button[name="act"]').forEach((button) => {
      const [, act, number] = button.value.split(":");
      button.disabled = (act === "up" && number === "0") || (act === "down" && number === String(rows.length - 1));
    });
  }

  number(row, y) {
    const prefix = new RegExp(`\\b${this.group}-\\d+-`, "g");
    row.dataset.row = y;
    row.querySelectorAll(".row-number").forEach((title) => {
      title.textContent = title.textContent.replace(/第\d+/, `第${y + 1}`);
    });
    row.querySelectorAll("*").forEach((element) => {
      NUMBERED.filter((name) => element.hasAttribute(name)).forEach((name) => {
        element.setAttribute(name, element.getAttribute(name).replace(prefix, `${this.group}-${y}-`));
      });
      const label = element.getAttribute("aria-label");
      if (label) element.setAttribute("aria-label", label.replace(/第\d+(?=[行条])/, `第${y + 1}`));
      if (element.name === "act") element.value = element.value.replace(/\d+$/, y);
    });
  }

  blankRow() {
    const row = this.all()[0].cloneNode(true);
    row.removeAttribute("id");
    row.dataset.row = "";
    row.querySelectorAll(".has-errors").forEach((cell) => cell.classList.remove("has-errors"));
    row.querySelectorAll("[data-remarks], [data-preview]").forEach((remarks) => remarks.replaceChildren());
    row.querySelectorAll(".earlier, [data-comments]").forEach((said) => said.remove());
    row.querySelectorAll(CONTROLS).forEach((control) => {
      control.removeAttribute("value");
      control.removeAttribute("aria-invalid");
      control.removeAttribute("aria-describedby");
      ["data-of", "data-sign", "data-unit", "placeholder"].forEach((known) => control.removeAttribute(known));
      if (control.tagName === "TEXTAREA") control.textContent = "";
      write(control, "");
    });
    return row;
  }
}

/** Write a text into a control; a list of choices takes in what it did not offer. */
export function write(control, text) {
  control.value = text;
  if (control.tagName === "SELECT" && control.value !== text) {
    control.add(new Option(text, text));
    control.value = text;
  }
}
