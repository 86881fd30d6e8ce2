/* What is typed and not yet saved, kept in this browser and offered when the form is opened again.

   It is enciphered with a key that the server gives to its account alone. What enciphers is fetched by pages with forms. */

import { fieldsOf, isSaidBy, restore, saysSame } from "./fields.js";

const PREFIX = "draft:";
const SUBMITTED = "draft-submitted:";
const LIVES = 7 * 24 * 3600 * 1000;
const MOST = 30;
const PAUSE = 800; // milliseconds of quiet before it is kept

export class Drafts {
  constructor(forms) {
    this.forms = new Map(
      forms.map((form, n) => [form, { name: nameOf(form, n), before: fieldsOf(form), timer: null }]),
    );
    this.cipher = null;
    this.key = null;
    this.owner = "";
    this.forms.forEach((known, form) => {
      form.addEventListener("input", () => this.soon(form));
      form.addEventListener("change", () => this.soon(form));
      form.addEventListener("form:saved", () => this.forget(form));
    });
  }

  /** From now on drafts can be read and written. */
  async unlock(secret, owner) {
    if (this.key || this.opening || !secret || !this.forms.size) return;
    this.opening = true;
    try {
      this.cipher = await import("./cipher.js");
    } catch (offline) {
      return; // tried anew the next time the session is asked for
    } finally {
      this.opening = false;
    }
    [this.key, this.owner] = [secret, owner];
    sweep();
    for (const form of this.forms.keys()) this.offer(form);
  }

  placeOf(form) {
    return `${PREFIX}${this.owner}:${this.forms.get(form).name}`;
  }

  soon(form) {
    const known = this.forms.get(form);
    clearTimeout(known.timer);
    known.timer = setTimeout(() => this.keep(form), PAUSE);
  }

  keep(form) {
    const known = this.forms.get(form);
    if (!this.key || !known) return;
    clearTimeout(known.timer);
    const fields = fieldsOf(form);
    if (saysSame(fields, known.before) && !isUnsaved(form)) return;
    const enciphered = this.cipher.encipher(this.key, JSON.stringify(fields));
    store(this.placeOf(form), JSON.stringify({ at: Date.now(), ...enciphered }));
  }

  forget(form) {
    const known = this.forms.get(form);
    clearTimeout(known.timer);
    known.before = fieldsOf(form);
    if (this.key) localStorage.removeItem(this.placeOf(form));
  }

  /** It was sent: gone as soon as another page says that the server has answered. */
  submitted(form) {
    if (this.key && this.forms.has(form)) sessionStorage.setItem(SUBMITTED + this.placeOf(form), "1");
  }

  offer(form) {
    const place = this.placeOf(form);
    const kept = localStorage.getItem(place);
    if (isUnsaved(form)) {
      this.keep(form);
      return;
    }
    const draft = kept && JSON.parse(kept);
    const fields = draft && this.cipher.decipher(this.key, draft);
    if (!fields) return;
    if (isSaidBy(JSON.parse(fields), form)) localStorage.removeItem(place);
    else
      show(
        form,
        draft.at,
        () => restore(form, JSON.parse(fields)),
        () => localStorage.removeItem(place),
      );
  }

  static forgetSubmitted() {
    const [entry] = performance.getEntriesByType("navigation");
    const returned = entry && entry.type !== "navigate";
    const refused = document.querySelector(".error-summary, [data-refused]");
    keysOf(sessionStorage, SUBMITTED).forEach((key) => {
      sessionStorage.removeItem(key);
      if (!returned && !refused) localStorage.removeItem(key.slice(SUBMITTED.length));
    });
  }

  static forgetAll() {
    keysOf(localStorage, PREFIX).forEach((key) => localStorage.removeItem(key));
  }
}

/** A page that shows what was sent and refused holds what nobody has stored. */
function isUnsaved(form) {
  const status = form.querySelector("[data-saved]");
  return Boolean(status) && status.textContent === "未保存";
}

function nameOf(form, n) {
  const first = Array.from(form.elements).find((control) => control.id && control.type !== "hidden");
  return `${window.location.pathname}|${first ? first.id : n}`;
}

function keysOf(storage, prefix) {
  return Object.keys(storage).filter((key) => key.startsWith(prefix));
}

function store(place, draft) {
  try {
    localStorage.setItem(place, draft);
  } catch (full) {
    const [oldest] = byAge();
    if (!oldest || oldest === place) return;
    localStorage.removeItem(oldest);
    store(place, draft);
  }
}

function byAge() {
  return keysOf(localStorage, PREFIX).sort((one, other) => ageOf(one) - ageOf(other));
}

function ageOf(key) {
  try {
    return JSON.parse(localStorage.getItem(key)).at || 0;
  } catch (spoilt) {
    return 0;
  }
}

/** Old drafts go, and the oldest of too many. */
function sweep() {
  const keys = byAge();
  keys
    .filter((key, n) => Date.now() - ageOf(key) > LIVES || n < keys.length - MOST)
    .forEach((key) => localStorage.removeItem(key));
}

function show(form, at, take, drop) {
  const offer = Object.assign(document.createElement("div"), { className: "notice draft-offer" });
  offer.setAttribute("role", "status");
  const time = new Date(at).toLocaleString("zh-CN", {
    month: "long",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  });
  const line = Object.assign(document.createElement("span"), {
    textContent: `本浏览器中有您${time}填写、没有保存的内容。`,
  });
  const button = (label, act) => {
    const made = Object.assign(document.createElement("button"), {
      type: "button",
      className: "button secondary",
      textContent: label,
    });
    made.addEventListener("click", () => {
      offer.remove();
      act();
    });
    return made;
  };
  offer.append(line, button("恢复这些内容", take), button("不要了", drop));
  form.before(offer);
}
