/* Asking the server how the session stands: now, and again when it is due. Answers may arrive in another order than
   their questions were sent; an older one never replaces a newer one. */

const RETRIES = [5, 10, 20, 40, 60]; // seconds until the next try after each failure in a row, then as the last

export class Checks {
  /** `take(state)` is given every answer that is the newest, and returns in how many seconds to ask again. */
  constructor(address, take) {
    this.address = address;
    this.take = take;
    this.sent = 0;
    this.newest = 0; // the question whose answer, or failure, holds
    this.failures = 0; // in a row
    this.alarm = null;
  }

  /** Ask; tells whether the state is known: by this answer, or by a newer one. */
  async ask() {
    const number = this.next();
    try {
      const state = await this.fetch({});
      if (number > this.newest) this.settle(state, number);
    } catch (fault) {
      if (number > this.newest) this.fail(number);
    }
    return this.failures === 0;
  }

  /** Ask for a change of the session. */
  async change(options) {
    try {
      this.settle(await this.fetch({ method: "POST", ...options }));
    } catch (fault) {
      this.fail();
    }
  }

  async fetch(options) {
    const response = await fetch(this.address, {
      credentials: "same-origin",
      redirect: "error",
      cache: "no-store",
      ...options,
    });
    return response.json();
  }

  next() {
    this.sent += 1;
    return this.sent;
  }

  /** Take an answer. That of a change is newer than any question that was sent before it arrived. */
  settle(state, number = this.next()) {
    this.wake(this.take(state));
    this.newest = number;
    this.failures = 0;
  }

  fail(number = this.next()) {
    this.wake(RETRIES[Math.min(this.failures, RETRIES.length - 1)]);
    this.newest = number;
    this.failures += 1;
  }

  wake(seconds) {
    clearTimeout(this.alarm);
    this.alarm = setTimeout(() => this.ask(), seconds * 1000);
  }
}
