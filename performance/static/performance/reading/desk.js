/* The keys of the review desk: from finding to finding with its place in the text, a comment there, the next text. */

import { commentOn } from "./commenting.js";

const findings = Array.from(document.querySelectorAll("[data-finding]"));
let here = -1;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, textarea, select, .commenting")) return;
  const act = {
    j: () => go(here + 1),
    k: () => go(here - 1),
    c: comment,
    n: () => follow("next"),
    p: () => follow("prev"),
  }[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

findings.forEach((finding, number) => {
  finding.querySelector("a").addEventListener("click", () => stand(number));
});

function go(number) {
  if (!findings.length) return;
  stand(Math.max(0, Math.min(number, findings.length - 1)));
  const finding = findings[here];
  for (let fold = finding.closest("details"); fold; fold = fold.parentNode.closest("details")) fold.open = true;
  finding.querySelector("a").focus({ preventScroll: true });
  finding.scrollIntoView({ block: "nearest" });
  const place = placeOf(finding);
  if (place) place.scrollIntoView({ block: "center", inline: "nearest" });
}

function stand(number) {
  if (findings[here]) findings[here].classList.remove("here");
  document.querySelectorAll(".printed .here").forEach((place) => place.classList.remove("here"));
  here = number;
  findings[here].classList.add("here");
  const place = placeOf(findings[here]);
  if (place) place.classList.add("here");
}

function comment() {
  const place = findings[here] && placeOf(findings[here]);
  if (place) commentOn(place);
}

function placeOf(finding) {
  return document.getElementById(finding.querySelector("a").hash.slice(1));
}

function follow(way) {
  const link = document.querySelector(`.desk-head a[rel="${way}"]`);
  if (link) link.click();
}
