import assert from "node:assert/strict";
import test from "node:test";

import { weightsInWords } from "../../performance/static/performance/entry/weights.js";

test("weights are added up by family, in the order of the rows", () => {
  const rows = [
    { family: "产出指标", weight: 20 },
    { family: "效益指标", weight: 30.5 },
    { family: "产出\n指标", weight: 30 },
  ];
  assert.equal(weightsInWords(rows), "权重合计80.5（产出指标50、效益指标30.5）");
  assert.equal(weightsInWords([{ family: "", weight: 100 }]), "权重合计100");
  assert.equal(weightsInWords([]), "权重合计0");
});
