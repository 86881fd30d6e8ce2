/* Beside a form that is complete without this: saving while somebody types, findings as soon as a field is left,
   sums as they grow. Written for browsers of 2019. */
"use strict";

(function () {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const EVERY = 20000;
  const MOST_WHILE_LEAVING = 64 * 1024;
  const status = form.querySelector("[data-saved]");
  let composing = false;

  /* Numbers as the server reads them: full width, grouped, with 元, 万元 or % behind; null where it is none. */
  function numberIn(control) {
    let text = control.value.normalize("NFKC").trim();
    const unit = control.dataset.number;
    let factor = 1;
    if (text.endsWith("万元")) { text = text.slice(0, -2); factor = unit === "元" ? 10000 : 1; }
    else if (text.endsWith("元")) { text = text.slice(0, -1); factor = unit === "万元" ? 0.0001 : 1; }
    else if (unit === "%" && text.endsWith("%")) text = text.slice(0, -1);
    if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) text = text.replace(/,/g, "");
    return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) * factor : null;
  }
  function named(name) { return form.elements.namedItem(name); }
  function tidy(number) { return String(Math.round(number * 1e6) / 1e6); }
  function numbers(names) {
    return names.split(" ").map(named).filter(Boolean).map(numberIn).filter((number) => number !== null);
  }
  function sum(all) { return all.reduce((total, number) => total + number, 0); }

  function showSums() {
    form.querySelectorAll("[data-sum]").forEach((place) => {
      const parts = numbers(place.dataset.sum);
      const budget = named("budget"); // not there on a page that is only read
      const total = budget && numberIn(budget);
      place.hidden = parts.length === 0;
      const said = `财政资金与其他资金合计${tidy(sum(parts))}`;
      const agrees = total !== null && Math.abs(total - sum(parts)) < 0.000001;
      place.textContent = total === null ? said : agrees ? `${said}，与预算数一致` : `${said}，与预算数不一致`;
      place.classList.toggle("off", total !== null && !agrees);
    });
    form.querySelectorAll("[data-plan]").forEach((place) => {
      const points = numbers(place.dataset.plan);
      const chosen = form.querySelector("[name=mode]:checked");
      const mode = chosen ? chosen.value : "";
      const problem = planProblem(points, mode);
      place.textContent = points.length === 0 ? "" : problem || (mode ? "计划符合要求。" : "请选择累计或分期。");
      place.classList.toggle("off", Boolean(problem));
    });
  }
  function planProblem(points, mode) {
    if (mode === "累计") {
      if (points.some((point, n) => n > 0 && point < points[n - 1])) return "累计的百分比不能比前一时点小。";
      if (points.length && points[points.length - 1] !== 100) return `累计到12月底应为100%，现为${tidy(points[points.length - 1])}%。`;
    }
    if (mode === "分期" && Math.abs(sum(points) - 100) > 0.000001) return `各期相加应为100%，现为${tidy(sum(points))}%。`;
    return "";
  }

  /* Findings and problems beside their fields. Stored rows leave blank ones out, so they are counted anew. */
  function rowsOf(group) {
    const rows = new Map();
    Array.from(form.elements).forEach((control) => {
      const match = control.name && control.name.match(/^([a-z_]+)-(\d+)-(.+)$/);
      if (match && match[1] === group) {
        const number = Number(match[2]);
        rows.set(number, rows.get(number) || control.value.trim() !== "");
      }
    });
    return Array.from(rows.entries()).filter((row) => row[1]).map((row) => row[0]).sort((a, b) => a - b);
  }
  function onThePage(name) {
    const match = name.match(/^([a-z_]+)-(\d+)-(.+)$/);
    if (!match) return name;
    const row = rowsOf(match[1])[Number(match[2])];
    return row === undefined ? name : `${match[1]}-${row}-${match[3]}`;
  }
  function byPlace(said) {
    const placed = {};
    Object.keys(said).forEach((name) => { placed[onThePage(name)] = said[name]; });
    return placed;
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
  function findingLine(finding) { return paragraph(`finding ${finding.severity}`, finding.label, finding.text); }
  function showRemarks(answer) {
    const findings = byPlace(answer.findings);
    const previous = byPlace(answer.previous);
    form.querySelectorAll("[data-remarks]").forEach((place) => {
      const name = place.dataset.remarks;
      const control = named(name);
      const problem = answer.problems[name];
      const lines = (findings[name] || []).map(findingLine);
      if (answer.conversions[name]) lines.unshift(paragraph("conversion", "", answer.conversions[name]));
      if (problem) lines.unshift(paragraph("problem", "", problem));
      if (name in previous) lines.push(paragraph("previous", "上一稿", previous[name] || "（空）"));
      place.replaceChildren(...lines);
      if (!control || !control.setAttribute) return;
      if (problem) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
      if (lines.length) control.setAttribute("aria-describedby", place.id);
      else control.removeAttribute("aria-describedby");
    });
    const aside = form.querySelector("[data-aside]");
    aside.replaceChildren(...answer.refusals.map((text) => paragraph("problem", "", text)), ...answer.aside.map(findingLine));
  }

  /* Saving: one at a time, only what changed, never after somebody else has been here. */
  function written() {
    const said = new FormData(form);
    said.delete("base");
    said.delete("version");
    return new URLSearchParams(said).toString();
  }
  function sizeAtMost() {
    return Array.from(new FormData(form)).reduce((total, [name, text]) => total + 150 + name.length + 3 * text.length, 0);
  }
  let saved = written();
  let busy = false;
  let failing = false; // the last answer did not come
  let stopped = !form.querySelector(".toolbar");
  if (status && status.textContent) saved = "";

  function say(text, failed) {
    status.textContent = text;
    status.classList.toggle("failed", Boolean(failed));
  }
  function sayHowMuch({ saved_at: time, problems }) {
    const whole = Object.keys(problems).length === 0;
    if (time && whole) say(`已保存 ${time}`, false);
    else if (time) say(`已保存 ${time}，但有内容不能按所填的保存，请看页面上的说明`, true);
    else say("没有保存，请看页面上的说明", true);
  }
  async function autosave(leaving) {
    if (busy || stopped || composing) return;
    const now = written();
    if (now === saved) return;
    busy = true;
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST", body: new FormData(form), credentials: "same-origin", redirect: "error", keepalive: leaving === true,
      });
      const told = await answer.json();
      failing = false;
      if (told.refused || told.conflict) {
        stopped = true;
        say(told.refused || told.conflict, true);
      } else {
        named("base").value = told.base;
        named("version").value = told.version;
        saved = now;
        sayHowMuch(told);
        showRemarks(told);
      }
    } catch (error) {
      failing = true;
      say("没有保存：网络不通或登录已失效。所填内容还在本页，稍后会再试。", true);
    }
    busy = false;
  }

  form.addEventListener("compositionstart", () => { composing = true; });
  form.addEventListener("compositionend", () => { composing = false; });
  form.addEventListener("input", ({ target }) => {
    target.removeAttribute("aria-invalid"); // said of what stood there before
    showSums();
  });
  form.addEventListener("change", () => { showSums(); setTimeout(autosave, 0); });
  form.addEventListener("submit", () => { stopped = true; });
  /* What cannot be saved would be gone with the page. */
  function cannotBeSaved() {
    return Array.from(form.elements).some((control) =>
      control.getAttribute("aria-invalid") === "true" ||
      ("number" in control.dataset && control.value.trim() !== "" && numberIn(control) === null));
  }
  /* Browsers send at most so much while a page goes away: where it is more, people are asked before they leave. */
  window.addEventListener("beforeunload", (event) => {
    if (stopped || !form.isConnected) return;
    const goes = written() === saved || (!failing && sizeAtMost() <= MOST_WHILE_LEAVING);
    if (!goes || cannotBeSaved()) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") autosave(true); });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s" && !event.isComposing) {
      event.preventDefault();
      const button = form.querySelector("button[name=act][value=save]");
      if (button) button.click();
    }
  });
  setInterval(autosave, EVERY);
  showSums();

  const focus = form.dataset.focus && document.getElementById(form.dataset.focus);
  if (focus) focus.focus();
})();
