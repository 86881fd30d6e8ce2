/* Saving while somebody types: one save at a time, and another at once where the text has changed meanwhile. */

import { adopt } from "./adopting.js";
import { markStale, showFigures, showRemarks } from "./remarks.js";

const OF_THE_PAGE = ["base", "version", "csrfmiddlewaretoken"];
const PAUSE = 10000; // milliseconds between two tries for the same reason
const LONGEST = 10000; // milliseconds that sending the form waits for a save under way
const OTHERS = "没有保存：本浏览器已改由他人登录。所填内容还在本页，由您重新登录后会自动保存。";
const CHANGED = "有改动尚未保存；页面上的提示仍是上次保存时的。";

export class Saving {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-saved]");
    this.saved = this.status && this.status.textContent ? "" : this.text();
    this.underWay = null; // the text that was sent and the promise of its answer
    this.composing = false;
    this.failing = false; // the last answer did not come
    this.whole = true; // the last answer found nothing that cannot be kept
    this.tried = -PAUSE;
    this.stopped = !form.querySelector(".toolbar");
  }

  /** Everything that is written, apart from what the page itself keeps. */
  text(fields = new FormData(this.form)) {
    OF_THE_PAGE.forEach((name) => fields.delete(name));
    return new URLSearchParams(fields).toString();
  }

  get changed() {
    return this.text() !== this.saved;
  }

  say(text, failed) {
    if (this.status.textContent === text) return; // what was read out once need not be read out again
    this.status.textContent = text;
    this.status.classList.toggle("failed", Boolean(failed));
  }

  /** What was said of the saved text does not hold for what is being written. */
  touch() {
    if (this.stopped || this.underWay || this.failing) return;
    const { changed } = this;
    if (changed) this.say(CHANGED, false);
    markStale(this.form, changed);
  }

  async save(leaving) {
    if (!this.changed || !(await this.exchange(leaving === true))) return;
    if (this.changed) this.save();
  }

  /** Whether everything is stored as it stands here, and what is said beside the fields is of now. */
  async settled() {
    await this.idle();
    return (await this.exchange(false)) && this.whole && !this.changed;
  }

  /** Send what stands here; tells whether it was answered and saving goes on. */
  async exchange(leaving) {
    if (this.underWay || this.stopped || this.composing) return false;
    if (document.documentElement.hasAttribute("data-other-account")) {
      this.say(OTHERS, true);
      return false;
    }
    const sent = new FormData(this.form);
    if (!this.failing) this.say("保存中……", false);
    this.underWay = { text: this.text(), answered: this.send(sent, leaving) };
    await this.underWay.answered;
    this.underWay = null;
    return !this.stopped && !this.failing;
  }

  /** Whether something was written since the save under way was sent: nothing would carry it were the page left now. */
  get overtaken() {
    return Boolean(this.underWay) && this.text() !== this.underWay.text;
  }

  /** Resolves when no save is under way: one could arrive behind what the form itself is about to send. */
  async idle() {
    const limit = new Promise((resolve) => setTimeout(resolve, LONGEST, "late"));
    while (this.underWay) if ((await Promise.race([this.underWay.answered, limit])) === "late") return;
  }

  /** Once the session lasts again; what fails for another reason waits for its turn. */
  retry() {
    if (performance.now() - this.tried < PAUSE) return;
    this.tried = performance.now();
    this.save();
  }

  async send(sent, leaving) {
    let reply;
    try {
      const response = await fetch(this.form.dataset.autosave, {
        method: "POST",
        body: sent,
        credentials: "same-origin",
        redirect: "error",
        keepalive: leaving,
      });
      reply = await response.json();
    } catch (error) {
      this.failing = true;
      this.say("没有保存：网络不通或登录已结束。所填内容还在本页，恢复后会自动保存。", true);
      document.dispatchEvent(new Event("session:check"));
      return;
    }
    this.failing = false;
    if (reply.refused || reply.conflict) this.stop(reply.refused || reply.conflict);
    else this.settle(reply, sent);
  }

  settle(reply, sent, happened = "rows:adopt") {
    if (!adopt(this.form, reply.merged, sent, happened)) {
      this.stop("他人和您同时改了同一处，自动保存已暂停。请点“保存”，查看改动并选择保留谁的内容。");
      return;
    }
    this.form.elements.namedItem("base").value = reply.base;
    document.querySelectorAll('input[type="hidden"][name="version"]').forEach((seen) => {
      seen.value = reply.version; // also of what is done on this page with what has just been saved
    });
    this.saved = reply.merged ? this.text() : this.text(sent);
    this.whole = Object.keys(reply.problems).length === 0 && reply.refusals.length === 0;
    showRemarks(this.form, reply);
    showFigures(reply.figures || {});
    markStale(this.form, this.changed);
    this.sayHowMuch(reply);
    if (Object.keys(reply.problems).length === 0 && !this.changed) {
      this.form.dispatchEvent(new Event("form:saved", { bubbles: true }));
    }
  }

  sayHowMuch({ saved_at: time, problems, taken }) {
    const whole = Object.keys(problems).length === 0;
    const others = taken ? `；${taken}` : "";
    if (time && whole) this.say(`已保存 ${time}${others}`, false);
    else if (time) this.say(`已保存 ${time}，但有内容不能按所填的保存，请看页面上的说明${others}`, true);
    else this.say("没有保存，请看页面上的说明", true);
  }

  stop(reason) {
    this.stopped = true;
    this.say(reason, true);
  }
}
