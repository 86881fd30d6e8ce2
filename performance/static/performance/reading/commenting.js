/* Comments written beside the printed cell or a field: a click on a cell, or on a link that leads to the page for it, opens
   the same form in place. Without script the links lead to that page. Written for browsers of 2019. */

const printed = document.querySelector("[data-commenting]");
const box = document.createElement("section");
box.className = "commenting card";
box.setAttribute("aria-label", "写批注");
box.hidden = true;
const offer = Object.assign(document.createElement("button"), {
  type: "button",
  className: "button secondary small comment-offer",
  textContent: "写批注",
  hidden: true,
});
let cell = null; // what is being written about
let opener = null; // where the focus goes back to

if (printed) {
  document.body.append(offer, box);
  printed.addEventListener("click", onClick);
  offer.addEventListener("click", () => openAt(cell, addressOf(cell), offer));
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) close();
  });
  box.addEventListener("submit", onSubmit);
}

/** Open the form for a printed cell; other scripts of the page ask for it, too. */
export function commentOn(place) {
  if (printed) openAt(place, addressOf(place), place);
}

function onClick(event) {
  const link = event.target.closest("a");
  const place = event.target.closest(".part td, .part th, .part .prose");
  if (link && link.href.includes(printed.dataset.commenting)) {
    event.preventDefault();
    openAt(place || link, link.href, link);
  } else if (!link && place && window.getSelection().isCollapsed) {
    cell = place;
    offer.hidden = false;
    standBelow(offer, place);
  }
}

/** Counted as the page shows them: the server knows which value is printed there. */
function addressOf(place) {
  const part = place.closest(".part");
  const block = Array.from(part.children).find((child) => child.contains(place));
  const row = place.closest("tr");
  const numbers = [
    Number(part.id.slice("part-".length)) - 1,
    Array.from(part.children).indexOf(block),
    row ? Array.from(block.querySelectorAll("tr")).indexOf(row) : 0,
    row ? Array.from(row.children).indexOf(place) : 0,
  ];
  const { commenting, version } = printed.dataset;
  return `${commenting}?cell=${numbers.join("-")}&version=${version}`;
}

async function openAt(place, address, from) {
  cell = place;
  opener = from;
  offer.hidden = true;
  let form = null;
  try {
    const answer = await fetch(address, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    form = answer.ok && page.querySelector("form.comment-form");
  } catch (fault) {
    form = null;
  }
  if (!form) {
    window.location.assign(address); // which says what is the matter
    return;
  }
  const said = Object.assign(document.createElement("p"), { className: "commenting-said" });
  said.setAttribute("role", "status");
  const leave = Object.assign(document.createElement("button"), {
    type: "button",
    className: "button secondary small",
    textContent: "关闭",
  });
  leave.addEventListener("click", close);
  box.replaceChildren(document.adoptNode(form), said, leave);
  box.hidden = false;
  standBelow(box, place);
  const text = box.querySelector("textarea");
  text.focus();
}

async function onSubmit(event) {
  event.preventDefault();
  const form = event.target;
  const sent = new FormData(form);
  if (event.submitter && event.submitter.name) sent.append(event.submitter.name, event.submitter.value);
  let reply;
  try {
    const headers = { Accept: "application/json" };
    const answer = await fetch(form.action, { method: "POST", body: sent, credentials: "same-origin", headers });
    reply = await answer.json();
  } catch (fault) {
    tell("没有保存：网络不通或登录已结束，所写内容仍在这里。");
    document.dispatchEvent(new Event("session:check"));
    return;
  }
  if (reply.problems) {
    tell(reply.problems.join(""));
    return;
  }
  list(reply);
  mark(reply);
  close();
  announce(reply.said);
}

/** In the list of comments; its buttons are there when the page is opened anew. */
function list({ state, label, place, text }) {
  const section = document.querySelector(".comments");
  if (!section) return;
  const item = document.createElement("li");
  item.className = `comment ${state}`;
  item.append(line("where", `${place}（${label}）`), line("said", text));
  let rows = section.querySelector("ol");
  if (!rows) {
    rows = document.createElement("ol");
    section.append(rows);
  }
  rows.prepend(item);
}

function mark({ label }) {
  const word = Object.assign(document.createElement("a"), {
    href: "#comments-heading",
    textContent: `批注（${label}）`,
  });
  const marks = Object.assign(document.createElement("span"), { className: "marks" });
  marks.append(word);
  if (cell.matches("td, th, .prose")) cell.append(marks);
  else if (cell.matches(".invite")) cell.after(marks);
}

function announce(text) {
  let place = document.querySelector(".messages");
  if (!place) {
    place = Object.assign(document.createElement("div"), { className: "messages" });
    place.setAttribute("role", "status");
    document.querySelector("main").prepend(place);
  }
  place.append(line("message success", text));
}

function tell(text) {
  box.querySelector(".commenting-said").textContent = text;
}

function line(className, text) {
  return Object.assign(document.createElement("p"), { className, textContent: text });
}

function close() {
  box.hidden = true;
  box.replaceChildren();
  if (opener && opener.isConnected && opener !== offer) opener.focus();
}

function standBelow(element, place) {
  const at = place.getBoundingClientRect();
  const width = element.offsetWidth;
  const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8));
  const below = Math.min(at.bottom + 4, window.innerHeight - element.offsetHeight - 8);
  Object.assign(element.style, { left: `${left + window.scrollX}px`, top: `${Math.max(8, below) + window.scrollY}px` });
}
