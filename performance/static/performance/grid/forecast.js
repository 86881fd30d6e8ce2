/* The sign and the unit that the value of an indicator of the library will have: known until it is written, on this
   page and when it is loaded again. */

const KEY = `library:${window.location.pathname}`;

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) || {};
  } catch (spoilt) {
    return {};
  }
}

/** Let the value of a row take a bare number between this sign and this unit. */
export function expect(rows, row, { sign, unit }) {
  const value = rows.control(row, "value");
  Object.assign(value.dataset, { of: rows.control(row, "name").value, sign, unit });
  value.placeholder = `${sign} … ${unit}`;
  const known = kept();
  known[rows.control(row, "name").value] = { sign, unit };
  sessionStorage.setItem(KEY, JSON.stringify(known));
}

/** After a reload: rows that still wait for their values. */
export function expectAgain(rows) {
  const known = kept();
  rows.all().forEach((row) => {
    const { name, value } = rows.controlsOf(row);
    if (name && value && !value.value && name.value in known) expect(rows, row, known[name.value]);
  });
}
