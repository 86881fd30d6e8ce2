/* Widths of columns: drawn at the edge of a heading, or by its arrow keys, and remembered in this browser. */

const STEP = 16;
const NARROWEST = 48;

export function listenToWidths(grid) {
  const key = `grid-widths:${grid.rows.fields.join(" ")}`;
  const heads = Array.from(grid.table.querySelectorAll("thead th[data-field]"));
  const widths = kept(key);
  heads.forEach((head) => {
    if (widths[head.dataset.field]) head.style.width = `${widths[head.dataset.field]}px`;
    head.append(edge(head, (width) => keep(key, widths, head, width)));
  });
}

function edge(head, set) {
  const made = document.createElement("span");
  made.className = "column-edge";
  made.tabIndex = 0;
  made.setAttribute("role", "separator");
  made.setAttribute("aria-orientation", "vertical");
  made.setAttribute("aria-label", `${head.textContent.trim()}的列宽，左右方向键调整`);
  const tell = () => made.setAttribute("aria-valuenow", String(Math.round(head.offsetWidth)));
  tell();
  let from = null;
  made.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    made.setPointerCapture(event.pointerId);
    from = { x: event.clientX, width: head.offsetWidth };
  });
  made.addEventListener("pointermove", (event) => {
    if (from) set(from.width + event.clientX - from.x);
    if (from) tell();
  });
  made.addEventListener("pointerup", () => {
    from = null;
  });
  made.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    set(head.offsetWidth + by);
    tell();
  });
  return made;
}

function kept(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) || {};
  } catch (spoilt) {
    return {};
  }
}

function keep(key, widths, head, width) {
  widths[head.dataset.field] = Math.max(NARROWEST, Math.round(width));
  head.style.width = `${widths[head.dataset.field]}px`;
  try {
    localStorage.setItem(key, JSON.stringify(widths));
  } catch (full) {
    // a browser that keeps nothing shows the widths of the page
  }
}
