/* What the grid says aloud, and the buttons and the words that come with the script. */

import { Replacing } from "./replacing.js";
import { insertRow, moveRows, removeRows, sortRows } from "./row_acts.js";

const KEYS = [
  ["方向键、Tab、Enter", "移动；输入即替换，双击或 F2 修改，Esc 放弃"],
  ["Shift+方向键、拖动鼠标", "选定区域；Ctrl+A 全选"],
  ["Ctrl+C、Ctrl+X、Ctrl+V", "与 Excel、WPS 互相复制；可连同表头粘贴"],
  ["Ctrl+Z、Ctrl+Y", "撤销、重做"],
  ["Ctrl+D、Delete", "向下填充、清除；也可以拖动选定区域右下角的小方块向下填充"],
  ["Ctrl+H", "查找替换"],
  ["F8", "到旁边的改法，按回车改正；再按到下一处能直接改的，Esc 回到单元格"],
  ["Alt+↑、Alt+↓", "上移、下移所在行"],
  ["Alt+Insert、Alt+Delete", "插入一行、删除所选行"],
  ["Alt+Enter", "单元格内换行"],
];

export class Toolbar {
  constructor(grid) {
    this.said = element("p", { className: "grid-said", role: "status" });
    const undo = button("撤销", () => grid.undo());
    const redo = button("重做", () => grid.redo());
    const help = element("details", { className: "grid-keys" });
    const keys = element("dl", {});
    KEYS.forEach(([key, meaning]) => {
      keys.append(element("dt", { textContent: key }), element("dd", { textContent: meaning }));
    });
    help.append(element("summary", { textContent: "键盘操作" }), keys);
    const bar = element("div", { className: "grid-toolbar" });
    this.sort = button("按指标类排序", () => sortRows(grid));
    this.sort.title = "同一类的指标排在一起，顺序与表样一致";
    const acts = [
      button("上移行", () => moveRows(grid, -1)),
      button("下移行", () => moveRows(grid, 1)),
      button("插入行", () => insertRow(grid)),
      button("删除行", () => removeRows(grid)),
    ];
    this.whole = button("全屏", () => grid.frame.takeWindow(!grid.frame.isWhole));
    bar.append(undo, redo, ...acts, this.sort, this.whole);
    this.replacing = new Replacing(grid, bar);
    bar.append(help, this.said);
    (grid.table.closest(".scroller") || grid.table).before(bar);
    this.history = grid.history;
    this.undo = undo;
    this.redo = redo;
    this.grid = grid;
    this.refresh();
  }

  /** Say a sentence to everybody: shown, and read out by screen readers. */
  say(sentence) {
    this.said.textContent = sentence;
  }

  refresh() {
    this.undo.disabled = !this.history.past.length;
    this.redo.disabled = !this.history.future.length;
    this.sort.hidden = this.grid.levels.inOrder(this.grid.rows.texts());
  }
}

function element(name, { role, ...said }) {
  const made = Object.assign(document.createElement(name), said);
  if (role) made.setAttribute("role", role);
  return made;
}

function button(label, act) {
  const made = element("button", { type: "button", className: "mini", textContent: label });
  made.addEventListener("click", act);
  return made;
}
