/* A pasted block finds its columns by its header, or goes on from the active one. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { arrange, hasHeader, normaliseLabel } from "../../performance/static/performance/grid/captions.js";

const FIELDS = ["level1", "level2", "name", "value"];
const CAPTIONS = new Map([
  ["一级指标", "level1"],
  ["二级指标", "level2"],
  ["三级指标", "name"],
  ["指标值", "value"],
]);
const laidOut = (block, from = 0) => arrange(block, { captions: CAPTIONS, fields: FIELDS, from });

test("blanks in a label say nothing", () => {
  assert.equal(normaliseLabel(" 一级\n 指标\u3000"), "一级指标");
});

test("columns follow the header, whatever their order", () => {
  const found = laidOut([
    ["指标值", "备注", "三级指标"],
    ["≥3次", "无", "培训次数"],
  ]);
  assert.deepEqual(found.fields, ["value", null, "name"]);
  assert.deepEqual(found.unknown, ["备注"]);
  assert.deepEqual(found.rows, [["≥3次", "无", "培训次数"]]);
});

test("without a header the block goes on from the active column, and what falls off is told", () => {
  assert.deepEqual(laidOut([["甲", "乙"]], 2).fields, ["name", "value"]);
  assert.equal(laidOut([["甲", "乙"]], 3).lost, true);
});

test("a level that is printed once stands for the rows below it, up to the next one", () => {
  const { rows } = laidOut([
    ["产出", "数量", "甲", "1"],
    ["", "", "乙", "2"],
    ["效益", "", "丙", "3"],
  ]);
  assert.deepEqual(
    rows.map((row) => row.slice(0, 2)),
    [
      ["产出", "数量"],
      ["产出", "数量"],
      ["效益", ""],
    ],
  );
});

test("one word that happens to be a caption makes no header", () => {
  assert.equal(hasHeader([["指标值", "甲", "乙"]], CAPTIONS), false);
  assert.equal(hasHeader([["三级指标", "指标值（元）"]], CAPTIONS), true);
});
