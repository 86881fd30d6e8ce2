/* Findings and problems beside their fields. Stored rows leave blank ones out, so they are counted anew. */

const NUMBERED = /^([a-z_]+)-(\d+)-(.+)$/;

export function showRemarks(form, reply) {
  const findings = byPlace(form, reply.findings);
  const previous = byPlace(form, reply.previous);
  if (reply.comments) showComments(form, byPlace(form, reply.comments));
  form.querySelectorAll("[data-remarks]").forEach((place) => {
    const name = place.dataset.remarks;
    const control = form.elements.namedItem(name);
    const problem = reply.problems[name];
    const lines = (findings[name] || []).map(findingLine);
    if (reply.conversions[name]) lines.unshift(paragraph("conversion", "", reply.conversions[name]));
    if (problem) lines.unshift(paragraph("problem", "", problem));
    if (name in previous) lines.push(paragraph("previous", "上一稿", previous[name] || "（空）"));
    place.replaceChildren(...lines);
    if (!control || !control.setAttribute) return;
    if (problem) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
    const comments = place.parentNode.querySelector(`[data-comments="${name}"]`);
    const said = [lines.length ? place.id : "", comments ? comments.id : ""].filter(Boolean);
    if (said.length) control.setAttribute("aria-describedby", said.join(" "));
    else control.removeAttribute("aria-describedby");
  });
  const refusals = reply.refusals.map((text) => paragraph("problem", "", text));
  form.querySelector("[data-aside]").replaceChildren(...refusals, ...reply.aside.map(findingLine));
  form.dispatchEvent(new Event("remarks:shown"));
}

/** Each beside the field that it speaks of, wherever its row has moved. */
function showComments(form, comments) {
  form.querySelectorAll("[data-comments]").forEach((place) => place.remove());
  form.querySelectorAll("[data-remarks]").forEach((remarks) => {
    const name = remarks.dataset.remarks;
    if (!comments[name]) return;
    const place = Object.assign(document.createElement("div"), {
      className: "field-comments",
      id: `f-${name}-comments`,
    });
    place.dataset.comments = name;
    place.append(...comments[name].map(commentLine));
    remarks.after(place);
  });
}

function commentLine({ address, state, label, text }) {
  const line = document.createElement("p");
  line.className = `field-comment ${state}`;
  line.append(Object.assign(document.createElement("a"), { href: address, textContent: label }), ` ${text}`);
  return line;
}

/** What the server reckons from the fields, wherever on the page it stands: its text, and a class where that says something. */
export function showFigures(figures) {
  document.querySelectorAll("[data-figure]").forEach((place) => {
    const figure = figures[place.dataset.figure];
    if (!figure) return;
    [place.textContent] = figure;
    if (figure[1]) [, place.className] = figure;
  });
}

/** What stands beside the fields was found in an earlier text: say so until it is found anew. */
export function markStale(form, stale) {
  form.classList.toggle("stale", stale);
}

function findingLine(finding) {
  const line = paragraph(`finding ${finding.severity}`, finding.label, finding.text);
  if (finding.ways) Object.assign(line.dataset, { finding: finding.mark, code: finding.code, ways: finding.ways });
  return line;
}

function paragraph(className, strong, text) {
  const line = document.createElement("p");
  line.className = className;
  if (strong) {
    const label = document.createElement("b");
    label.textContent = strong;
    line.append(label, " ");
  }
  line.append(text);
  return line;
}

function byPlace(form, byName) {
  const placed = {};
  Object.keys(byName).forEach((name) => {
    placed[onThePage(form, name)] = byName[name];
  });
  return placed;
}

function onThePage(form, name) {
  const match = NUMBERED.exec(name);
  if (!match || !form.elements.namedItem(`${match[1]}-count`)) return name; // rows that are not counted are never left out
  const row = writtenRows(form, match[1])[Number(match[2])];
  return row === undefined ? name : `${match[1]}-${row}-${match[3]}`;
}

function writtenRows(form, group) {
  const rows = new Map();
  Array.from(form.elements).forEach((control) => {
    const match = control.name && NUMBERED.exec(control.name);
    if (match && match[1] === group) {
      const number = Number(match[2]);
      rows.set(number, rows.get(number) || control.value.trim() !== "");
    }
  });
  return Array.from(rows.entries())
    .filter((row) => row[1])
    .map((row) => row[0])
    .sort((a, b) => a - b);
}
