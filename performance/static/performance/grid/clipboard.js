/* Blocks of cells in and out of the clipboard, as Excel, WPS and word processors write them. */

/** Rows of texts out of tab-separated text; a quoted cell may hold tabs, line breaks and doubled quotes. */
export function parseTsv(text) {
  const rows = [[]];
  const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  // A quote opens a quoted cell only if a closing one stands before the end of some cell; else it is a character.
  const cell = /"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*)/y;
  for (let at = 0; ; at = cell.lastIndex + 1) {
    cell.lastIndex = at;
    const found = cell.exec(source);
    rows[rows.length - 1].push(found[1] === undefined ? found[2] : found[1].replace(/""/g, '"'));
    if (cell.lastIndex >= source.length) return rows;
    if (source[cell.lastIndex] === "\n") rows.push([]);
  }
}

/** Tab-separated text of rows of texts, in the quoting that spreadsheets read. */
export function toTsv(rows) {
  const quoted = (text) => (/[\t\n"]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
  return rows.map((row) => row.map(quoted).join("\t")).join("\r\n");
}

/** The cells of the first table in a markup: `rows`, and `over`, which says what each merged cell hangs below. */
export function parseHtmlTable(markup) {
  // An attribute of style would break the content security policy even in a document that is never shown.
  const bare = markup.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/\sstyle\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, "");
  const table = new DOMParser().parseFromString(bare, "text/html").querySelector("table");
  if (!table) return null;
  const rows = Array.from(table.rows, () => []);
  const over = rows.map(() => []);
  Array.from(table.rows).forEach((row, y) => {
    let x = 0;
    Array.from(row.cells).forEach((cell) => {
      while (rows[y][x] !== undefined) x += 1;
      const height = Math.min(cell.rowSpan || rows.length, rows.length - y);
      spread(rows, over, { x, y, height, width: cell.colSpan, text: textOf(cell) });
      x += cell.colSpan;
    });
  });
  return { rows: rows.map((row) => Array.from(row, (text) => text || "")), over };
}

function spread(rows, over, { x, y, height, width, text }) {
  for (let down = 0; down < height; down += 1) {
    for (let right = 0; right < width; right += 1) {
      rows[y + down][x + right] = down || right ? "" : text;
      over[y + down][x + right] = { above: down > 0, beside: right > 0 };
    }
  }
}

function textOf(cell) {
  cell.querySelectorAll("br").forEach((line) => line.replaceWith("\n"));
  cell.querySelectorAll("p, div, li").forEach((block) => block.nextSibling && block.append("\n"));
  // Line breaks of the markup itself stand between the tags of Office, never between its words.
  return cell.textContent
    .replace(/\u00a0/g, " ")
    .replace(/[ \t]*\n[ \t]*/g, "\n")
    .trim();
}

/** A block of rows of texts from a paste, merged cells filled down; null if there is no text in it. */
export function readBlock(clipboard) {
  const plain = clipboard.getData("text/plain");
  const markup = clipboard.getData("text/html");
  const table = markup && /<table/i.test(markup) ? parseHtmlTable(markup) : null;
  let rows = plain ? parseTsv(plain) : [];
  if (table && !sameShape(rows, table.rows)) rows = table.rows; // a word processor does not quote its line breaks
  if (!rows.some((row) => row.some((text) => text.trim()))) return null;
  return table ? filledDown(rows, table.over) : rows;
}

function sameShape(rows, others) {
  return rows.length === others.length && rows.every((row, y) => row.length === others[y].length);
}

function filledDown(rows, over) {
  rows.forEach((row, y) => {
    row.forEach((text, x) => {
      const merged = over[y][x];
      if (merged && merged.above && !merged.beside) row[x] = rows[y - 1][x];
    });
  });
  return rows;
}
