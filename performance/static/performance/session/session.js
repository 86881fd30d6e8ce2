/* Pages on which people type: a warning before the session ends, signing in again in place, and drafts.
   Nothing here prolongs a session by itself. */

import { Drafts } from "./drafts.js";
import { guard } from "./guard.js";
import { SignIn } from "./sign_in.js";
import { Bar } from "./bar.js";
import { Checks } from "./checks.js";

const WARNED = 5 * 60; // seconds before the end
const ENDED = 60; // somebody may sign in at another tab
const LONGEST = 12 * 3600; // browsers keep no longer alarms than some weeks

class Session {
  constructor({ address, signIn, account }, forms) {
    this.account = account;
    this.state = null;
    this.checks = new Checks(address, (state) => this.take(state));
    this.bar = new Bar(this);
    this.dialog = new SignIn(this, signIn);
    this.drafts = new Drafts(forms);
    this.ended = false;
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.check());
    document.addEventListener("session:check", () => this.lookAgain());
    guard(this);
  }

  /** Ask how things stand. Tells whether this account may go on; null where nobody answers. */
  async check() {
    return (await this.checks.ask()) ? !this.ended : null;
  }

  /** Something did not go through: where the session lasts, it can be tried again with a fresh token. */
  async lookAgain() {
    if (await this.check()) document.dispatchEvent(new Event("session:renewed"));
  }

  /** Say that the work goes on. */
  prolong() {
    this.checks.change({ headers: { "X-CSRFToken": this.state.csrf } });
  }

  /** What the server says of the session now; returns in how many seconds to ask again. */
  take(state) {
    const was = this.ended;
    this.state = state;
    const other = Boolean(state.account) && state.account !== this.account;
    document.documentElement.toggleAttribute("data-other-account", other);
    if (!other) renewTokens(state.csrf); // with it, this page would write in the other one's name
    this.ended = state.account !== this.account || Boolean(state.needs);
    if (this.ended) this.bar.tellEnd(state);
    else if (state.seconds <= WARNED) this.bar.warn(state);
    else this.bar.hide();
    if (!this.ended) this.goOn(was);
    return this.nextCheck(state);
  }

  goOn(again) {
    this.drafts.unlock(this.state.draft_key, this.state.draft_owner);
    if (!again) return;
    this.dialog.close();
    document.dispatchEvent(new Event("session:renewed"));
  }

  nextCheck({ seconds }) {
    if (this.ended) return ENDED;
    if (seconds > WARNED) return Math.min(seconds - WARNED + 1, LONGEST);
    return Math.max(1, Math.min(seconds + 1, 30));
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
