/* What the weights of an indicator grid add up to, family by family: the words of entry/weights.py while they change. */

import { numberIn, tidy } from "./numbers.js";

/** Say below each grid with weights what they come to. */
export function showWeights(form) {
  form.querySelectorAll("[data-weights]").forEach((place) => {
    const group = place.dataset.weights;
    const rows = Array.from(form.querySelectorAll(`[data-rows="${group}"] [data-row]`), rowIn);
    place.textContent = weightsInWords(rows.filter(({ weight }) => weight !== null));
  });
}

function rowIn(row) {
  const control = (field) => row.querySelector(`[data-field="${field}"] [name]`);
  const level1 = control("level1");
  const weight = control("weight");
  const text = weight ? weight.value.trim().replace(/[%分]$/, "") : "";
  return { family: level1 ? level1.value : "", weight: numberIn({ value: text, dataset: {} }) };
}

/** The sum, and that of each 一级指标 in the order of the rows. */
export function weightsInWords(rows) {
  const sums = new Map();
  rows.forEach(({ family, weight }) => {
    const name = family.replace(/\s/g, "");
    sums.set(name, (sums.get(name) || 0) + weight);
  });
  const total = Array.from(sums.values()).reduce((all, one) => all + one, 0);
  const families = Array.from(sums)
    .filter(([name]) => name)
    .map(([name, one]) => `${name}${tidy(one)}`);
  return families.length ? `权重合计${tidy(total)}（${families.join("、")}）` : `权重合计${tidy(total)}`;
}
