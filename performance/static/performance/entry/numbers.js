/* Numbers as the server reads them: full width, grouped, with 元, 万元, 亿元 or % behind. */

const TIMES = [["亿", 1e8], ["万", 1e4], ["千", 1e3]]; // of 元

/** The number in a control, in its own unit; null where it is none. */
export function numberIn(control) {
  let text = control.value.normalize("NFKC").trim();
  const unit = control.dataset.number;
  let factor = 1;
  if (unit === "%") text = text.replace(/%$/, "").trim();
  else if (/[元万亿千]$/.test(text)) {
    const bare = text.replace(/元$/, "");
    const [sign, times] = TIMES.find(([found]) => bare.endsWith(found)) || ["", 1];
    text = bare.slice(0, bare.length - sign.length).trim();
    factor = times / (unit === "万元" ? 1e4 : 1);
  }
  if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) text = text.replace(/,/g, "");
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) * factor : null;
}

export const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
export const tidy = (number) => String(Math.round(number * 1e6) / 1e6);
