/* Find and replace over the whole grid: the next place that says it, or all of them at once, which one undo takes back. */

import { write } from "./rows.js";

/** The next place after `from`, row by row and round again, whose text holds the words; null if none does. */
export function nextPlace(texts, fields, words, from) {
  const width = fields.length;
  const all = texts.length * width;
  const start = from.y * width + from.x;
  for (let step = 1; step <= all; step += 1) {
    const at = (start + step) % all;
    const place = { y: Math.floor(at / width), x: at % width };
    if ((texts[place.y][fields[place.x]] || "").includes(words)) return place;
  }
  return null;
}

/** How often the words stand in a text. */
export const timesIn = (text, words) => (words ? text.split(words).length - 1 : 0);

export class Replacing {
  constructor(grid, bar) {
    this.grid = grid;
    const box = document.createElement("details");
    box.className = "grid-replacing";
    box.append(Object.assign(document.createElement("summary"), { textContent: "查找替换" }));
    this.words = field("查找");
    this.instead = field("替换为");
    box.append(
      this.words,
      this.instead,
      button("下一处", () => this.find()),
      button("全部替换", () => this.replaceAll()),
    );
    [this.words, this.instead].forEach((input) => input.addEventListener("keydown", (event) => this.onKey(event)));
    bar.append(box);
    this.box = box;
  }

  open() {
    this.box.open = true;
    this.words.focus();
    this.words.select();
  }

  onKey(event) {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault(); // the form is not sent
    this.find();
  }

  find() {
    const { grid } = this;
    const words = this.words.value;
    const place = words && nextPlace(grid.rows.texts(), grid.rows.fields, words, grid.selection.active);
    if (place) grid.selection.go(place);
    else grid.toolbar.say(words ? `没有找到“${words}”。` : "请写要查找的文字。");
  }

  replaceAll() {
    const { grid } = this;
    const [words, instead] = [this.words.value, this.instead.value];
    grid.finish();
    let cells = 0;
    let times = 0;
    grid.rows.all().forEach((row) => {
      const found = grid.rows.fields
        .map((name) => grid.rows.control(row, name))
        .filter(({ value }) => timesIn(value, words));
      found.forEach((control) => {
        times += timesIn(control.value, words);
        write(control, control.value.split(words).join(instead));
      });
      cells += found.length;
      if (found.length) grid.levels.tidy(row);
    });
    grid.commit();
    grid.toolbar.say(times ? `已在${cells}格中替换${times}处，可以撤销。` : `没有找到“${words}”，什么也没有替换。`);
  }
}

function field(label) {
  const input = Object.assign(document.createElement("input"), {
    type: "text",
    placeholder: label,
    autocomplete: "off",
  });
  input.setAttribute("aria-label", label);
  input.addEventListener("input", (event) => event.stopPropagation()); // nothing of the form has changed
  return input;
}

function button(label, act) {
  const made = Object.assign(document.createElement("button"), {
    type: "button",
    className: "mini",
    textContent: label,
  });
  made.addEventListener("click", act);
  return made;
}
