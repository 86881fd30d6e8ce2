/* The texts of a form by name, and putting them back. */

const OF_THE_PAGE = ["csrfmiddlewaretoken", "base", "version", "page"];

/** Names and texts in the order of the page, files left out. */
export function fieldsOf(form) {
  return Array.from(new FormData(form))
    .filter(([name, text]) => typeof text === "string" && name !== "csrfmiddlewaretoken")
    .map(([name, text]) => [name, text.replace(/\r\n?/g, "\n")]);
}

/** Whether two states of a form say the same to a reader: blank fields and what the page itself keeps are left out. */
export function saysSame(one, other) {
  return wordsOf(one) === wordsOf(other);
}

export function isSaidBy(fields, form) {
  return saysSame(fields, fieldsOf(form));
}

function wordsOf(fields) {
  const words = fields.filter(([name, text]) => text.trim() && !OF_THE_PAGE.includes(name) && !name.endsWith("-count"));
  return JSON.stringify(words);
}

/** A form of a statement is drawn anew by the server, with all its rows; others are filled in as they are. */
export function restore(form, fields) {
  if ("autosave" in form.dataset) sendBack(form, fields);
  else fillIn(form, fields);
}

function sendBack(form, fields) {
  const back = Object.assign(document.createElement("form"), {
    method: "post",
    action: window.location.pathname,
    hidden: true,
  });
  const token = form.elements.namedItem("csrfmiddlewaretoken").value;
  [...fields, ["csrfmiddlewaretoken", token], ["act", "restore"]].forEach(([name, value]) => {
    const control = Object.assign(document.createElement("textarea"), { name, value });
    back.append(control);
  });
  document.body.append(back);
  back.submit();
}

function fillIn(form, fields) {
  const left = new Map();
  fields.forEach(([name, text]) => left.set(name, (left.get(name) || []).concat([text])));
  Array.from(form.elements).forEach((control) => {
    const texts = left.get(control.name) || [];
    if (control.type === "checkbox" || control.type === "radio") control.checked = texts.includes(control.value);
    else if (control.name && control.type !== "hidden" && control.type !== "file" && texts.length)
      control.value = texts.shift();
  });
  form.dispatchEvent(new Event("input", { bubbles: true }));
}
