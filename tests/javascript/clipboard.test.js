/* Blocks of cells as spreadsheets write them, and back. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { parseTsv, toTsv } from "../../performance/static/performance/grid/clipboard.js";

const BLOCKS = [
  [["数量", "≥10", "次"]],
  [
    ["甲", ""],
    ["", "乙"],
  ],
  [["一格中\n有两行", '引号"在中间', "制表\t符"]],
  [[""], [""]],
];

for (const block of BLOCKS) {
  test(`what is written is read back: ${JSON.stringify(block)}`, () => {
    assert.deepEqual(parseTsv(`${toTsv(block)}\r\n`), block);
  });
}

test("a quote that nothing closes is a character", () => {
  assert.deepEqual(parseTsv('5"管\t"甲'), [['5"管', '"甲']]);
});

test("line ends of every system end a row, and the last one begins none", () => {
  assert.deepEqual(parseTsv("甲\r\n乙\r丙\n"), [["甲"], ["乙"], ["丙"]]);
});
