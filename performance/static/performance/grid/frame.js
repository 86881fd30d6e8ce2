/* The frame of a grid that looks like a table program: one line a row, a corner for what is found in a cell, all that is said
   of the active cell in a panel beside it, and the whole screen for it. The table of fields itself stays as it is. */

import { offersOf } from "../entry/offers.js";

const RANKS = [
  ["error", ".problem, .finding.error"],
  ["warning", ".finding.warning"],
  ["hint", ".finding.hint"],
  ["note", ".previous, .conversion"],
];
const NOTHING = "没有可以直接改正的单元格。";
const LONG = 12; // characters that a narrow cell shows whole

export class Frame {
  constructor(grid) {
    this.grid = grid;
    this.scroller = grid.table.closest(".scroller");
    this.panel = document.createElement("aside");
    this.panel.className = "grid-panel";
    this.panel.setAttribute("aria-label", `所在单元格：${grid.table.caption.textContent.trim()}`);
    this.box = document.createElement("div");
    this.box.className = "grid-frame";
    grid.table.classList.add("dense");
    this.scroller.classList.add("dense-scroller");
    this.scroller.replaceWith(this.box);
    this.box.append(this.scroller, this.panel);
    this.watch();
    this.grid.rows.body.querySelectorAll("td[data-field]").forEach(mark);
    this.show();
  }

  /** Remarks come and go with every save: what is in a cell is marked anew when they do. */
  watch() {
    const changed = new MutationObserver((changes) => {
      const cells = new Set(changes.map(({ target }) => target.closest("td[data-field]")));
      cells.forEach((cell) => cell && mark(cell));
      this.show();
    });
    changed.observe(this.grid.rows.body, { childList: true, subtree: true });
    this.panel.addEventListener("keydown", (event) => this.onPanelKey(event));
    this.grid.table.addEventListener("grid:moved", () => this.show());
    this.grid.table.addEventListener("input", () => this.show());
  }

  /** Soon, and once however often it is asked for. */
  show() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.fill();
    });
  }

  fill() {
    const cell = this.grid.selection.cell(this.grid.selection.active);
    if (!cell) return;
    const control = this.grid.selection.control();
    const said = [paragraph("panel-place", control.getAttribute("aria-label") || "")];
    if (control.value.length > LONG) said.push(paragraph("panel-text", control.value));
    cell
      .querySelectorAll("[data-preview], .problem, .finding, .field-comment, .previous, .conversion, .earlier")
      .forEach((line) => {
        if (!line.textContent.trim()) return;
        said.push(copyOf(line));
        const offers = offersOf(line, (sentence) => this.tell(sentence));
        if (offers) said.push(offers);
      });
    const filled = said.map((line) => line.outerHTML).join("");
    if (filled === this.filled) return; // what is open in it, and where the focus is, stay
    this.filled = filled;
    this.panel.replaceChildren(...said);
  }

  /** What came of a cure; whoever asked for it is back in the cell, whatever became of its button. */
  tell(sentence) {
    this.grid.selection.focus();
    this.grid.toolbar.say(sentence);
  }

  /** By key: to the cure of the active cell; where it has none, or from there, to the next cell that has one. */
  toOffers() {
    this.fill();
    const button = this.panel.querySelector(".mend-offers button");
    if (button) button.focus();
    else this.toNextOffered();
    return true;
  }

  toNextOffered() {
    const { grid } = this;
    const { active, width } = grid.selection;
    const cells = Array.from(grid.rows.body.querySelectorAll("td[data-field]"));
    const from = active.y * width + active.x + 1;
    const next = [...cells.slice(from), ...cells.slice(0, from)].find((cell) => cell.querySelector("[data-ways]"));
    if (next) grid.selection.go(grid.selection.placeOf(next));
    else this.tell(NOTHING);
  }

  onPanelKey(event) {
    if (event.key !== "Escape" && event.key !== "F8") return;
    event.preventDefault();
    if (event.key === "F8") this.toNextOffered();
    else this.grid.selection.focus();
  }

  get isWhole() {
    return document.documentElement.classList.contains("has-whole-window");
  }

  /** The whole window for the grid and its buttons; what lies behind takes no focus. Tells whether anything changed. */
  takeWindow(whole) {
    if (whole === this.isWhole) return false;
    const section = this.box.closest(".group") || this.box.parentNode;
    section.classList.toggle("whole-window", whole);
    document.documentElement.classList.toggle("has-whole-window", whole);
    behind(section).forEach((element) => {
      element.inert = whole;
    });
    this.grid.toolbar.whole.textContent = whole ? "退出全屏" : "全屏";
    this.grid.selection.focus();
    return true;
  }
}

function behind(section) {
  const found = [document.querySelector(".site-header")];
  for (let inner = section; !inner.matches("main"); inner = inner.parentNode) {
    found.push(...Array.from(inner.parentNode.children).filter((other) => other !== inner));
  }
  return found;
}

/** The head of the row says in figures how many of its cells have something to mend. */
function mark(cell) {
  if (cell.querySelector(".field-comment")) cell.dataset.commented = "";
  else delete cell.dataset.commented;
  const found = RANKS.find(([, selector]) => cell.querySelector(selector));
  const rank = found ? found[0] : "";
  if ((cell.dataset.mark || "") === rank) return;
  if (rank) cell.dataset.mark = rank;
  else delete cell.dataset.mark;
  const row = cell.parentNode;
  const faulty = row.querySelectorAll('td[data-mark="error"], td[data-mark="warning"]').length;
  const head = row.querySelector(".row-number");
  if (faulty) head.dataset.faulty = `${faulty}处`;
  else delete head.dataset.faulty;
}

function copyOf(line) {
  const copy = document.createElement("p");
  copy.className = line.className || "panel-reading";
  copy.append(...Array.from(line.childNodes, (child) => child.cloneNode(true)));
  return copy;
}

function paragraph(className, text) {
  return Object.assign(document.createElement("p"), { className, textContent: text });
}
