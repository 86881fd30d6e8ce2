/* Mechanical cures beside what they cure: what would change, a button for each way, and one for all of a kind. */

/** What is offered for a finding, or null. Whoever is asked for it is told on the form, with the sentence for `told`. */
export function offersOf(line, told) {
  if (!line.dataset.ways) return null;
  const ways = waysOf(line);
  const box = made("div", "mend-offers");
  ways.forEach((way, number) => {
    box.append(changed(way), asking(way.label, [{ line, number }], told));
  });
  const alike = plainOf(line);
  if (ways.length === 1 && alike.length > 1) box.append(ofAKind(alike, told));
  return box;
}

/** The findings of the kind on this form that leave nothing to choose. */
function plainOf(line) {
  const kind = line.closest("form").querySelectorAll(`.finding[data-code="${line.dataset.code}"]`);
  return Array.from(kind).filter((one) => waysOf(one).length === 1);
}

function ofAKind(alike, told) {
  const box = made("details", "");
  const list = made("ul", "");
  alike.forEach((line) => {
    const entry = made("li", "", `${placeOf(line)} `);
    entry.append(changed(waysOf(line)[0]));
    list.append(entry);
  });
  const chosen = alike.map((line) => ({ line, number: 0 }));
  box.append(made("summary", "", `本表这一类共${alike.length}处`), list);
  box.append(asking(`改正这${alike.length}处`, chosen, told));
  return box;
}

function asking(label, chosen, told) {
  const button = Object.assign(made("button", "button secondary small", label), { type: "button" });
  const asked = chosen.map(({ line, number }) => ({
    mark: line.dataset.finding,
    number,
    seen: line.dataset.ways,
  }));
  button.dataset.marks = asked.map(({ mark, number }) => `${mark}:${number}`).join(" ");
  const form = chosen[0].line.closest("form");
  button.addEventListener("click", () => {
    form.dispatchEvent(new CustomEvent("mend:asked", { detail: { asked, told } }));
  });
  return button;
}

function changed({ edits }) {
  const line = made("p", "mend-change");
  edits.forEach(([before, after], n) => {
    if (n) line.append(made("br", ""));
    if (before) line.append(made("del", "", before));
    if (before && after !== null) line.append(" → ");
    if (after !== null) line.append(made("ins", "", after || "（空）"));
  });
  return line;
}

function placeOf(line) {
  const place = line.closest("[data-remarks]");
  const control = place && line.closest("form").elements.namedItem(place.dataset.remarks);
  if (!control || !control.getAttribute) return "";
  const label = control.labels && control.labels[0];
  return control.getAttribute("aria-label") || (label ? label.textContent.trim() : "");
}

function waysOf(line) {
  return JSON.parse(line.dataset.ways || "[]");
}

function made(name, className, text) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}
