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
    window.addEventListener("scroll", () => this.stand(), { capture: true, passive: true });
    window.addEventListener("resize", () => this.stand());
  }

  offer(control) {
    this.close();
    if (!UNITLESS.test(control.value)) return;
    this.control = control;
    this.list.replaceChildren(
      ...this.unitsByUse()
        .slice(0, MOST)
        .map((unit, n) => this.option(unit, n)),
    );
    this.list.hidden = false;
    this.stand();
    control.setAttribute("aria-controls", this.list.id);
  }

  /** Beside the cell, wherever there is room, and never over it. */
  stand() {
    if (!this.control) return;
    const cell = this.control.getBoundingClientRect(); // of the edited text, which may reach over its cell
    const { offsetWidth: width, offsetHeight: height } = this.list;
    const { innerWidth, innerHeight } = window;
    const left = Math.max(0, Math.min(cell.left, innerWidth - width));
    const places = [
      { left, top: cell.bottom },
      { left, top: cell.top - height },
      { left: cell.right, top: Math.max(0, Math.min(cell.top, innerHeight - height)) },
      { left: cell.left - width, top: Math.max(0, Math.min(cell.top, innerHeight - height)) },
    ];
    const fits = (place) =>
      place.top >= 0 && place.top + height <= innerHeight && place.left >= 0 && place.left + width <= innerWidth;
    const place = places.find(fits) || places[0];
    Object.assign(this.list.style, { left: `${place.left}px`, top: `${place.top}px` });
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
