/* Numbers as the server reads them: full width, grouped, with 元, 万, 亿元 or % behind. */

// What each unit makes in 万元; the longer names stand first, for they end with the shorter ones.
const UNITS = [
  ["亿元", 1e4],
  ["千万元", 1e3],
  ["百万元", 100],
  ["万元", 1],
  ["千元", 0.1],
  ["元", 1e-4],
  ["亿", 1e4],
  ["千万", 1e3],
  ["百万", 100],
  ["万", 1],
];

// How many of a unit make one 万元, where a form is printed in another one.
const PER_WAN = new Map([
  ["元", 1e4],
  ["千元", 10],
  ["百万元", 0.01],
  ["亿元", 1e-4],
]);

/** The number in a control, in its own unit; null where it is none. */
export function numberIn(control) {
  let text = control.value.normalize("NFKC").trim();
  const unit = control.dataset.number;
  let factor = 1;
  if (unit === "%") text = text.replace(/%$/, "").trim();
  else {
    const named = UNITS.find(([label]) => text.endsWith(label));
    if (named) {
      text = text.slice(0, -named[0].length).trim();
      factor = named[1] * (PER_WAN.get(unit) || 1);
    }
  }
  if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) text = text.replace(/,/g, "");
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) * factor : null;
}

export const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
export const tidy = (number) => String(Math.round(number * 1e6) / 1e6);
