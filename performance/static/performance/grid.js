/* The indicator grid: a table of inputs, drawn by the server and complete without this, becomes a spreadsheet. */

import { Grid } from "./grid/grid.js";
import { openHere } from "./grid/library.js";

const units = document.getElementById("value-units");
const settings = {
  readings: units.dataset.readings,
  units: Array.from(units.options, (option) => option.value),
};

document.querySelectorAll("table[data-grid]").forEach((table) => {
  if (!table.querySelector("[data-row] textarea[name], [data-row] input[name]")) return;
  new Grid(table, settings);
  document.querySelectorAll(`[data-library="${table.dataset.grid}"]`).forEach((link) => openHere(link, table));
});
