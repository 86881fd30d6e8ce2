/* Pages on which people type: a warning before the session ends, signing in again in place, and drafts.
   Nothing here prolongs a session by itself. */

import { Drafts } from "./drafts.js";
import { guard } from "./guard.js";
import { SignIn } from "./sign_in.js";
import { Bar } from "./bar.js";

const WARNED = 5 * 60; // seconds before the end
const RETRY = 60;
const LONGEST = 12 * 3600; // browsers keep no longer alarms than some weeks

class Session {
  constructor({ address, signIn, account }, forms) {
    this.address = address;
    this.account = account;
    this.state = null;
    this.bar = new Bar(this);
    this.dialog = new SignIn(this, signIn);
    this.drafts = new Drafts(forms);
    this.alarm = null;
    this.ended = false;
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.check());
    document.addEventListener("session:check", () => this.lookAgain());
    guard(this);
  }

  /** Ask how things stand. Tells whether this account may go on; null where nobody answers. */
  async check() {
    return this.ask({});
  }

  /** Something did not go through: where the session lasts, it can be tried again with a fresh token. */
  async lookAgain() {
    if (await this.check()) document.dispatchEvent(new Event("session:renewed"));
  }

  /** Say that the work goes on. */
  async prolong() {
    return this.ask({ method: "POST", headers: { "X-CSRFToken": this.state ? this.state.csrf : "" } });
  }

  async ask(how) {
    try {
      const response = await fetch(this.address, {
        credentials: "same-origin",
        redirect: "error",
        cache: "no-store",
        ...how,
      });
      this.take(await response.json());
    } catch (fault) {
      this.wake(RETRY);
      return null;
    }
    return !this.ended;
  }

  /** What the server says of the session now. */
  take(state) {
    const was = this.ended;
    this.state = state;
    renewTokens(state.csrf);
    this.ended = state.account !== this.account || Boolean(state.needs);
    if (this.ended) this.bar.tellEnd(state);
    else if (state.seconds <= WARNED) this.bar.warn(state);
    else this.bar.hide();
    this.wake(this.nextCheck(state));
    if (this.ended) return;
    this.drafts.unlock(state.draft_key);
    if (!was) return;
    this.dialog.close();
    document.dispatchEvent(new Event("session:renewed"));
  }

  nextCheck({ seconds }) {
    if (this.ended) return RETRY; // somebody may sign in at another tab
    if (seconds > WARNED) return Math.min(seconds - WARNED + 1, LONGEST);
    return Math.max(1, Math.min(seconds + 1, 30));
  }

  wake(seconds) {
    clearTimeout(this.alarm);
    this.alarm = setTimeout(() => this.check(), seconds * 1000);
  }
}

function renewTokens(token) {
  document.querySelectorAll('input[name="csrfmiddlewaretoken"]').forEach((input) => {
    input.value = token;
  });
}

function isTyped(form) {
  return (
    form.method === "post" &&
    form.querySelector("textarea, input:not([type]), input[type=text], input[type=number], input[type=file]") &&
    !form.querySelector("input[type=password]")
  );
}

const place = document.getElementById("session");
if (place) {
  const forms = Array.from(document.forms).filter(isTyped);
  Drafts.forgetSubmitted();
  if (forms.length) new Session(place.dataset, forms).check();
  const signOut = document.querySelector("form[data-sign-out], #logout-form");
  if (signOut) signOut.addEventListener("submit", () => Drafts.forgetAll());
}
