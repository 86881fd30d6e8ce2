/* Groups of rows shown one below the other: rows come, go and move without sending the form, and that can be undone. */

import { History } from "../grid/history.js";
import { Rows } from "../grid/rows.js";

class Cards {
  constructor(place) {
    this.place = place;
    this.rows = new Rows(place);
    this.history = new History(this.rows.texts());
    this.undo = Object.assign(document.createElement("button"), {
      type: "button",
      className: "mini",
      textContent: "撤销",
    });
    this.status = document.createElement("span");
    this.status.setAttribute("role", "status");
    const bar = Object.assign(document.createElement("p"), { className: "cards-bar" });
    bar.append(this.undo, " ", this.status);
    place.after(bar);
    this.undo.addEventListener("click", () => this.goBack());
    this.refresh();
  }

  act(verb, number) {
    const { rows } = this;
    this.history.commit(rows.texts()); // what was typed last
    if (verb === "add") rows.insert(rows.all().length, 1);
    else if (verb === "remove") rows.remove(number, 1);
    else rows.move(number, 1, verb === "up" ? -1 : 1);
    this.commit({ add: "已增加一条。", remove: `已删除第${number + 1}条，可以撤销。` }[verb] || "已移动。");
    const at = { add: rows.all().length, up: number - 1, down: number + 1, remove: number }[verb];
    const row = rows.all()[Math.max(0, Math.min(at, rows.all().length - 1))];
    rows.control(row, rows.fields[0]).focus();
  }

  commit(sentence) {
    if (!this.history.commit(this.rows.texts())) return;
    this.refresh();
    if (sentence) this.tell(sentence);
  }

  goBack() {
    this.history.commit(this.rows.texts());
    const texts = this.history.undo();
    if (!texts) return;
    this.rows.rewrite(texts);
    this.refresh();
    this.tell("已撤销。");
  }

  adopt(texts) {
    this.rows.rewrite(texts.length ? texts : [{}]);
    this.history = new History(this.rows.texts());
    this.refresh();
  }

  /** Rows that were mended from here: that can be undone as what was typed. */
  take(texts) {
    this.history.commit(this.rows.texts());
    this.rows.rewrite(texts.length ? texts : [{}]);
    this.commit("");
  }

  tell(sentence) {
    this.status.textContent = sentence;
    this.place.dispatchEvent(new Event("input", { bubbles: true }));
    this.place.dispatchEvent(new Event("change", { bubbles: true }));
  }

  refresh() {
    this.undo.disabled = !this.history.past.length;
  }
}

export function listenToCards(place) {
  if (!place.querySelector("[data-row] [name]")) return;
  const cards = new Cards(place);
  place.closest("form").addEventListener("click", (event) => {
    const button = event.target.closest('button[name="act"]');
    const [group, verb, number] = button ? button.value.split(":") : [];
    if (group !== cards.rows.group || !["add", "up", "down", "remove"].includes(verb)) return;
    event.preventDefault();
    cards.act(verb, Number(number || 0));
  });
  place.addEventListener("change", ({ target }) => target !== place && cards.commit(""));
  place.addEventListener("rows:adopt", ({ detail }) => cards.adopt(detail));
  place.addEventListener("rows:mended", ({ detail }) => cards.take(detail));
}
