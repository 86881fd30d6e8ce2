/* Numbers in fields, as the server reads them. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { numberIn, sum, tidy } from "../../performance/static/performance/entry/numbers.js";

const field = (value, unit) => ({ value, dataset: { number: unit } });

const READ = [
  ["12.5", "万元", 12.5],
  ["１２.５", "万元", 12.5],
  ["1,234.5", "万元", 1234.5],
  ["30,000元", "万元", 3],
  ["2亿元", "万元", 20000],
  ["3万", "元", 30000],
  ["85%", "%", 85],
  ["约五万", "万元", null],
  ["1,23", "万元", null],
  ["", "万元", null],
];

for (const [text, unit, number] of READ) {
  test(`“${text}” in ${unit}`, () => assert.equal(numberIn(field(text, unit)), number));
}

test("a sum is told without the noise of binary fractions", () => {
  assert.equal(tidy(sum([0.1, 0.2])), "0.3");
});
