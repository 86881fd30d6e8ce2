/* Undo and redo give back exactly the states that were. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { History } from "../../performance/static/performance/grid/history.js";

const state = (...names) => names.map((name) => ({ name }));

test("every state comes back, backwards and forwards", () => {
  const history = new History(state("甲"));
  assert.equal(history.commit(state("甲", "乙")), true);
  assert.equal(history.commit(state("乙")), true);
  assert.deepEqual([history.undo(), history.undo(), history.undo()], [state("甲", "乙"), state("甲"), null]);
  assert.deepEqual([history.redo(), history.redo(), history.redo()], [state("甲", "乙"), state("乙"), null]);
});

test("what changes nothing is no state, and a new one ends what could be redone", () => {
  const history = new History(state("甲"));
  assert.equal(history.commit(state("甲")), false);
  history.commit(state("乙"));
  history.undo();
  history.commit(state("丙"));
  assert.equal(history.redo(), null);
});

test("a hundred states are kept, and the oldest go first", () => {
  const history = new History(state("0"));
  for (let number = 1; number <= 150; number += 1) history.commit(state(String(number)));
  let steps = 0;
  while (history.undo()) steps += 1;
  assert.equal(steps, 100);
  assert.deepEqual(history.state, state("50"));
});
