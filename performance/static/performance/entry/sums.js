/* Sums and plans as they grow, in the words of the review. */

import { numberIn, sum, tidy } from "./numbers.js";
import { showWeights } from "./weights.js";

const NEAR = 0.000001;

/** Show every sum of a form. */
export function showSums(form) {
  showWeights(form);
  const named = (name) => form.elements.namedItem(name);
  const numbers = (names) =>
    names
      .split(" ")
      .map(named)
      .filter(Boolean)
      .map(numberIn)
      .filter((number) => number !== null);

  form.querySelectorAll("[data-sum]").forEach((place) => {
    const parts = numbers(place.dataset.sum);
    const budget = named("budget"); // not there on a page that is only read
    const total = budget && numberIn(budget);
    place.hidden = parts.length === 0;
    const said = `财政资金与其他资金合计${tidy(sum(parts))}`;
    const agrees = total !== null && Math.abs(total - sum(parts)) < NEAR;
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
    if (points.length && points[points.length - 1] !== 100) {
      return `累计到12月底应为100%，现为${tidy(points[points.length - 1])}%。`;
    }
  }
  if (mode === "分期" && Math.abs(sum(points) - 100) > NEAR) return `各期相加应为100%，现为${tidy(sum(points))}%。`;
  return "";
}
