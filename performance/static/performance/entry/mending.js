/* Doing a cure from the open page: what is written is saved first, and nothing is mended but what the page has shown. */

import { offersOf } from "./offers.js";

const UNSAVED = "没有改正：页面上有内容还没有保存，请先改好或点“保存”。";
const MOVED = "没有改正：所填内容有了变化，请看过现在的改法再点。";
const OFFLINE = "没有改正：网络不通或登录已结束，请稍后再试。";

export function listenToMends(form, saving) {
  let busy = false;
  form.addEventListener("mend:asked", async ({ detail: { asked, told } }) => {
    if (busy) return;
    busy = true;
    told(await mend(form, saving, asked));
    busy = false;
  });
  form.addEventListener("remarks:shown", () => showBesideFields(form, saving));
  showBesideFields(form, saving);
}

/** In a grid they stand in the panel, with all else that is said of the cell. */
function showBesideFields(form, saving) {
  form.querySelectorAll(".finding[data-ways]").forEach((line) => {
    if (line.closest(".dense") || (line.nextElementSibling && line.nextElementSibling.matches(".mend-offers"))) return;
    const place = line.closest("[data-remarks]");
    const name = place ? place.dataset.remarks : "";
    line.after(
      offersOf(line, (sentence) => {
        saving.say(sentence);
        const control = form.elements.namedItem(name);
        if (control && control.focus) control.focus();
      }),
    );
  });
}

/** Tells in a sentence what came of it. */
async function mend(form, saving, asked) {
  if (!(await saving.settled())) return UNSAVED;
  if (!asked.every((one) => isShown(form, one))) return MOVED;
  const sent = new FormData(form);
  const reply = await post(form, asked);
  if (!reply) return OFFLINE;
  if (reply.refused) return reply.refused;
  if (saving.text() === saving.text(sent)) saving.settle(reply, sent, "rows:mended");
  else await saving.settled(); // somebody went on typing: the next save brings both together
  return `已改正${reply.mended}处，可以撤销。`;
}

function isShown(form, { mark, seen }) {
  const line = form.querySelector(`.finding[data-finding="${mark}"]`);
  return line !== null && line.dataset.ways === seen;
}

async function post(form, asked) {
  const body = new FormData();
  ["csrfmiddlewaretoken", "version"].forEach((name) => body.append(name, form.elements.namedItem(name).value));
  asked.forEach(({ mark, number }) => body.append("mend", `${mark}:${number}`));
  try {
    const answer = await fetch(form.dataset.mending, {
      method: "POST",
      body,
      credentials: "same-origin",
      redirect: "error",
    });
    return await answer.json();
  } catch (error) {
    document.dispatchEvent(new Event("session:check"));
    return null;
  }
}
