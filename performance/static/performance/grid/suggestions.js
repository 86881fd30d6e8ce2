/* Units offered behind a number that has none. A list of one's own: browsers offer lists to single lines only. */

const UNITLESS = /^\s*(?:[≥≤=><＝≧≦]|不低于|不少于|不超过|不高于)?\s*\d+(?:\.\d+)?$/;
const MOST = 8;

export class Suggestions {
  constructor(rows, units) {
    this.rows = rows;
    this.units = units;
    this.control = null;
    this.chosen = -1;
    this.list = Object.assign(document.createElement("ul"), { className: "grid-units", hidden: true });
    this.list.id = `${rows.group}-units`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "计量单位");
    this.list.addEventListener("mousedown", (event) => this.onPick(event));
    rows.table.closest("form").append(this.list);
  }

  offer(control) {
    this.close();
    if (!UNITLESS.test(control.value)) return;
    this.control = control;
    this.list.replaceChildren(...this.unitsByUse().slice(0, MOST).map((unit, n) => this.option(unit, n)));
    const { left, bottom } = control.getBoundingClientRect();
    Object.assign(this.list.style, { left: `${left}px`, top: `${bottom}px` });
    this.list.hidden = false;
    control.setAttribute("aria-controls", this.list.id);
  }

  option(unit, n) {
    const option = document.createElement("li");
    option.setAttribute("role", "option");
    option.id = `${this.list.id}-${n}`;
    option.textContent = unit;
    return option;
  }

  /** Those used in this table first. */
  unitsByUse() {
    const uses = new Map();
    this.rows.texts().forEach(({ value }) => {
      const found = /\d([^\d.]+)$/.exec(value || "");
      if (found) uses.set(found[1], (uses.get(found[1]) || 0) + 1);
    });
    const used = (unit) => uses.get(unit) || 0;
    return this.units.slice().sort((one, other) => used(other) - used(one));
  }

  /** Arrow keys choose, Enter and Tab take what is chosen, Escape closes; tells whether the key was for the list. */
  press(key) {
    if (!this.control) return false;
    if (key === "ArrowDown" || key === "ArrowUp") return this.choose(this.chosen + (key === "ArrowDown" ? 1 : -1));
    if (key === "Escape") return this.close();
    if ((key === "Enter" || key === "Tab") && this.chosen >= 0) this.take(this.list.children[this.chosen]);
    return false; // and then leave the cell
  }

  choose(n) {
    const options = Array.from(this.list.children);
    this.chosen = Math.max(-1, Math.min(n, options.length - 1));
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === this.chosen)));
    if (this.chosen < 0) this.control.removeAttribute("aria-activedescendant");
    else this.control.setAttribute("aria-activedescendant", options[this.chosen].id);
    return true;
  }

  onPick(event) {
    event.preventDefault(); // the focus stays in the cell
    if (event.target.parentNode === this.list) this.take(event.target);
  }

  take(option) {
    this.control.value += option.textContent;
    this.close();
  }

  close() {
    if (!this.control) return false;
    this.control.removeAttribute("aria-activedescendant");
    this.control.removeAttribute("aria-controls");
    this.control = null;
    this.chosen = -1;
    this.list.hidden = true;
    return true;
  }
}
