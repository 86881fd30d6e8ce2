/* Questions about the session whose answers come late, in another order, or not at all. */

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { Checks } from "../../performance/static/performance/session/checks.js";

const HOURS = 4 * 3600;
const ENDED = { ended: true };
const LASTS = { ended: false };

let waiting; // how to answer each request, in the order in which they were sent
let taken;
let checks;

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  waiting = [];
  taken = [];
  globalThis.fetch = (address, { method = "GET" }) =>
    new Promise((resolve, reject) => {
      waiting.push({
        method,
        answer: (state) => resolve({ json: async () => state }),
        fail: () => reject(new Error()),
      });
    });
  checks = new Checks("/session/", (state) => {
    taken.push(state);
    return state.ended ? 60 : HOURS;
  });
});

const settled = () => new Promise((resolve) => setImmediate(resolve));

async function pass(seconds) {
  mock.timers.tick(seconds * 1000);
  await settled();
}

test("an older answer that comes late neither replaces the newer one nor puts off the next question", async () => {
  const older = checks.ask();
  const newer = checks.ask();
  waiting[1].answer(ENDED);
  assert.equal(await newer, true);
  waiting[0].answer(LASTS);
  assert.equal(await older, true);
  assert.deepEqual(taken, [ENDED]);
  await pass(60);
  assert.equal(waiting.length, 3);
});

test("answers in order are all taken, even while a newer question is under way", async () => {
  checks.ask();
  checks.ask();
  waiting[0].answer(ENDED);
  await settled();
  waiting[1].answer(LASTS);
  await settled();
  assert.deepEqual(taken, [ENDED, LASTS]);
});

test("what a change answers holds against every question sent before it arrived", async () => {
  checks.ask();
  checks.change({});
  checks.ask();
  assert.equal(waiting[1].method, "POST");
  waiting[1].answer(LASTS);
  await settled();
  waiting[0].answer(ENDED);
  waiting[2].answer(ENDED);
  await settled();
  assert.deepEqual(taken, [LASTS]);
});

test("a failure is followed by another try soon, then later and later", async () => {
  checks.ask();
  for (const [n, seconds] of [5, 10, 20, 40, 60, 60].entries()) {
    waiting[n].fail();
    await settled();
    await pass(seconds - 1);
    assert.equal(waiting.length, n + 1);
    await pass(1);
    assert.equal(waiting.length, n + 2);
  }
  waiting[6].answer(LASTS);
  await settled();
  checks.ask();
  waiting[7].fail();
  await settled();
  await pass(5);
  assert.equal(waiting.length, 9);
});

test("an older failure says nothing against a newer answer", async () => {
  const older = checks.ask();
  checks.ask();
  waiting[1].answer(LASTS);
  await settled();
  waiting[0].fail();
  assert.equal(await older, true);
  await pass(HOURS - 1);
  assert.equal(waiting.length, 2);
});

test("an older answer does not hold where a newer question failed: it is asked again soon", async () => {
  const older = checks.ask();
  const newer = checks.ask();
  waiting[1].fail();
  assert.equal(await newer, false);
  waiting[0].answer(LASTS);
  assert.equal(await older, false);
  assert.deepEqual(taken, []);
  await pass(5);
  waiting[2].answer(LASTS);
  await settled();
  assert.deepEqual(taken, [LASTS]);
});

test("an answer that cannot be read is a failure", async () => {
  const question = checks.ask();
  waiting[0].answer(null); // taking it throws
  assert.equal(await question, false);
  await pass(5);
  assert.equal(waiting.length, 2);
});
