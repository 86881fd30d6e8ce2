/* A pasted block brought into the order of the grid: by its own header row, else from the active column on. */

const SPELLINGS = {
  level1: ["一级指标"],
  level2: ["二级指标"],
  name: ["三级指标", "指标名称", "绩效指标", "三级指标名称"],
  description: ["绩效指标描述", "指标描述", "指标说明", "指标解释", "指标解释及计算公式", "绩效指标说明"],
  value: ["指标值", "目标值", "年度指标值", "绩效指标值", "指标目标值", "计划指标值"],
  basis: ["指标值确定依据", "指标确定依据", "确定依据", "指标值设定依据", "设定依据"],
  indicator_class: ["指标分类", "指标类型", "指标类别"],
  weight: ["权重", "分值", "分值权重", "指标权重"],
};
const LEVELS = ["level1", "level2"];

export const normaliseLabel = (text) => text.replace(/\s+/g, "");
const bare = (text) => normaliseLabel(text).replace(/[（(].*$/, "");

/** Captions by field: those printed over this grid, then the spellings of other tables. */
export function captionsOf(table, fields) {
  const known = new Map();
  fields.forEach((field) => (SPELLINGS[field] || []).forEach((caption) => known.set(caption, field)));
  table.querySelectorAll("thead [data-field]").forEach((head) => {
    known.set(bare(head.textContent), head.dataset.field);
  });
  return known;
}

/** The block as `{fields, rows, unknown}`; `fields` are null for columns that belong nowhere. */
export function arrange(block, { captions, fields, from }) {
  const header = headerOf(block, captions);
  const mapped = header ? header.fields : block[0].map((_, x) => fields[from + x] || null);
  const rows = block.filter((row, y) => (header ? y >= header.height : true) && !isHeader(row, captions));
  const unknown = header ? header.unknown : [];
  return { fields: mapped, rows: levelsFilledDown(rows, mapped), unknown, lost: !header && mapped.includes(null) };
}

/** Whether the block begins with the captions of a table. */
export const hasHeader = (block, captions) => isHeader(block[0], captions);

function isHeader(row, captions) {
  const texts = row.map(bare).filter(Boolean);
  const found = new Set(texts.filter((text) => captions.has(text)).map((text) => captions.get(text)));
  return found.size >= 2 && found.size * 2 >= new Set(texts).size;
}

function headerOf(block, captions) {
  let height = 0;
  while (height < block.length && isHeader(block[height], captions)) height += 1;
  if (!height) return null;
  const printed = block[0].map((_, x) => {
    const stacked = block
      .slice(0, height)
      .map((row) => bare(row[x] || ""))
      .reverse();
    return stacked.find((text) => captions.has(text)) || stacked.find(Boolean) || "";
  });
  const fields = printed.map((text, x) => (printed.indexOf(text) === x && captions.get(text)) || null);
  return { height, fields, unknown: printed.filter((text, x) => text && !fields[x]) };
}

/** In print a level stands once for all the rows below it: a blank one is the one above. */
function levelsFilledDown(rows, fields) {
  const [first, second] = LEVELS.map((level) => fields.indexOf(level));
  const above = { first: "", second: "" };
  return rows.map((row) => {
    const filled = row.slice();
    if (!row.some((text) => text.trim())) return filled;
    if (first >= 0) {
      if (filled[first] && filled[first] !== above.first) above.second = "";
      above.first = filled[first] = filled[first] || above.first;
    }
    if (second >= 0) above.second = filled[second] = filled[second] || above.second;
    return filled;
  });
}
