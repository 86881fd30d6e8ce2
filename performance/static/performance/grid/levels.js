/* The second level follows the first: what it offers, and what is said of a pair that the form does not know. */

import { normaliseLabel } from "./captions.js";

export class Levels {
  constructor(rows) {
    this.rows = rows;
    this.parents = new Map(); // second level → the first levels that have it
    this.lists = new Map(); // first level → the id of the list of its second levels
    this.firsts = new Map();
    const options = (field) => document.querySelectorAll(`datalist[id="${rows.group}-${field}"] option`);
    options("level1").forEach(({ value }) => this.firsts.set(normaliseLabel(value), value));
    options("level2").forEach((option) => this.offer(option.value, option.dataset.parent));
  }

  offer(level2, level1) {
    const id = `${this.rows.group}-level2-of-${Array.from(this.firsts.values()).indexOf(level1)}`;
    if (!this.lists.has(level1)) {
      const list = document.createElement("datalist");
      list.id = id;
      this.rows.table.after(list);
      this.lists.set(level1, list);
    }
    this.lists.get(level1).append(new Option("", level2));
    const key = normaliseLabel(level2);
    this.parents.set(key, (this.parents.get(key) || []).concat({ level1, level2 }));
  }

  /** Offer in the second level of a row what belongs to its first. */
  follow(row) {
    const { level1, level2 } = this.rows.controlsOf(row);
    if (!level1 || !level2) return;
    const list = this.lists.get(this.firsts.get(normaliseLabel(level1.value)));
    const id = list ? list.id : `${this.rows.group}-level2`;
    if (level2.getAttribute("list") !== id) level2.setAttribute("list", id);
  }

  /** Complete a label of which only the beginning was typed, if there is one label that it can be. */
  complete(row) {
    const { level1, level2 } = this.rows.controlsOf(row);
    if (!level1 || !level2) return;
    level1.value = onlyOne(Array.from(this.firsts.values()), level1.value);
    const list = this.lists.get(this.firsts.get(normaliseLabel(level1.value)));
    const offered = list ? Array.from(list.options, (option) => option.value) : this.seconds();
    level2.value = onlyOne(offered, level2.value);
  }

  seconds() {
    const all = [];
    this.parents.forEach((known) => all.push(known[0].level2));
    return all;
  }

  /** Write the levels of a row as the form prints them, and a missing first level where the second has only one. */
  tidy(row) {
    const { level1, level2 } = this.rows.controlsOf(row);
    if (!level1 || !level2) return;
    const first = this.firsts.get(normaliseLabel(level1.value));
    if (first) level1.value = first;
    const known = this.parents.get(normaliseLabel(level2.value)) || [];
    if (known.length) level2.value = known[0].level2;
    if (!level1.value && known.length === 1) level1.value = known[0].level1;
    this.follow(row);
  }

  /** Where the family of a row stands in the form; blank rows stay last. */
  placeOf({ level1, level2, ...rest }) {
    if (!level1 && !level2 && Object.values(rest).every((text) => !text)) return Number.MAX_SAFE_INTEGER;
    const order = this.order();
    const bare = normaliseLabel(level2 || "");
    const exact = order.indexOf(`${normaliseLabel(level1 || "")}/${bare}`);
    const found = exact < 0 ? order.indexOf(`${normaliseLabel(level1 || "")}/${bare.replace(/\d+$/, "")}`) : exact;
    return found < 0 ? order.length : found;
  }

  order() {
    if (!this.families) {
      const options = document.querySelectorAll(`datalist[id="${this.rows.group}-level2"] option`);
      this.families = Array.from(
        options,
        (option) => `${normaliseLabel(option.dataset.parent)}/${normaliseLabel(option.value)}`,
      );
    }
    return this.families;
  }

  /** Whether the families of the rows stand as the form prints them. */
  inOrder(texts) {
    const places = texts.map((said) => this.placeOf(said));
    return places.every((place, y) => y === 0 || places[y - 1] <= place);
  }

  /** Why the levels of a row do not go together, or nothing. */
  quarrel(row) {
    const { level1, level2 } = this.rows.controlsOf(row);
    if (!level1 || !level2 || !level1.value || !level2.value) return "";
    const known =
      this.parents.get(normaliseLabel(level2.value.replace(/\d+$/, ""))) ||
      this.parents.get(normaliseLabel(level2.value));
    if (!known || known.some((one) => one.level1 === level1.value)) return "";
    return `二级指标“${level2.value}”不在“${level1.value}”之下`;
  }
}

function onlyOne(labels, typed) {
  const begin = normaliseLabel(typed);
  const found = begin ? labels.filter((label) => label.startsWith(begin)) : [];
  return found.length === 1 ? found[0] : typed;
}
