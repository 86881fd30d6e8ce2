/* Undo and redo over whole states of the grid: whatever changed them, going back is exact. */

const LONGEST = 100;

export class History {
  constructor(state) {
    this.state = state;
    this.past = [];
    this.future = [];
  }

  /** Remember the state that was, if this one differs. */
  commit(state) {
    if (same(state, this.state)) return false;
    this.past.push(this.state);
    if (this.past.length > LONGEST) this.past.shift();
    this.future = [];
    this.state = state;
    return true;
  }

  /** Take this state for the present one, with nothing to undo: a blank row at the end says nothing. */
  absorb(state) {
    this.state = state;
  }

  undo() {
    return this.step(this.past, this.future);
  }

  redo() {
    return this.step(this.future, this.past);
  }

  step(from, to) {
    if (!from.length) return null;
    to.push(this.state);
    this.state = from.pop();
    return this.state;
  }
}

function same(one, other) {
  return one.length === other.length && one.every((row, y) => sameRow(row, other[y]));
}

function sameRow(one, other) {
  return Object.keys(one).every((field) => one[field] === other[field]);
}
