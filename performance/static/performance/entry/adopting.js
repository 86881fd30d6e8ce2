/* What others have changed meanwhile in other places, taken over into the open page. */

import { write } from "../grid/rows.js";

/** Take it over; tells whether that could be done without losing what was written since the page was sent. `happened`
 is what the rows are told: what others changed cannot be undone here, what was mended here can. */
export function adopt(form, merged, sent, happened) {
  if (!merged) return true;
  const controls = Object.keys(merged.texts).map((name) => [name, form.elements.namedItem(name)]);
  const groups = Object.keys(merged.groups);
  const untouched = (name) => textIn(form, name) === lines(sent.getAll(name).join());
  const isTicked = (name) => form.elements.namedItem(`${name}-stood`) !== null; // several boxes are drawn by the server
  if (!controls.every(([name]) => untouched(name) && !isTicked(name))) return false;
  if (!groups.every((group) => namesOf(form, sent, group).every(untouched))) return false;
  if (!groups.every((group) => form.querySelector(`[data-rows="${group}"]`))) return false;
  controls.forEach(([name, control]) => put(control, merged.texts[name]));
  groups.forEach((group) => {
    const place = form.querySelector(`[data-rows="${group}"]`);
    place.dispatchEvent(new CustomEvent(happened, { detail: merged.groups[group] }));
  });
  return true;
}

function namesOf(form, sent, group) {
  const own = (name) => name === `${group}-count` || name.startsWith(`${group}-`);
  const names = new Set(Array.from(sent.keys()).filter(own));
  Array.from(form.elements).forEach(({ name }) => name && own(name) && names.add(name));
  return Array.from(names);
}

/** Of boxes of one name all that are ticked, with commas between, as the server has them. */
function textIn(form, name) {
  const control = form.elements.namedItem(name);
  if (!control) return "";
  if (control instanceof RadioNodeList) return lines(Array.from(control).map(sentBy).filter(Boolean).join());
  return lines(sentBy(control));
}

const sentBy = (control) => (isBox(control) && !control.checked ? "" : control.value);
const isBox = (control) => control.type === "checkbox" || control.type === "radio";
const lines = (text) => text.replace(/\r\n?/g, "\n");

function put(control, text) {
  if (!control) return;
  const words = text.split(",");
  if (control instanceof RadioNodeList) control.forEach((box) => tick(box, words.includes(box.value)));
  else if (isBox(control)) tick(control, text !== "");
  else write(control, text);
}

function tick(box, ticked) {
  box.checked = ticked;
}
