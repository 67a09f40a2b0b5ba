// Without this file the chat works by whole pages; with it the answer is added below, waiting is shown, focus follows.
const log = document.getElementById("log");
const box = document.getElementById("text");
const waiting = document.getElementById("waiting");
const problem = document.getElementById("problem");
let timer = 0;

const wait = (on) => {
  clearTimeout(timer);
  log.setAttribute("aria-busy", String(on));
  waiting.textContent = "";
  if (on) timer = setTimeout(() => { waiting.textContent = waiting.dataset.text; }, 300);
};

// Older answers keep their words; only the newest can be rated, and only the newest menu can be picked from.
const closeOlder = (newest) => {
  const older = (selector) => [...log.querySelectorAll(selector)].filter((one) => !newest.contains(one));
  older(".tools, .photo").forEach((one) => one.remove());
  if (newest.querySelector(".offers")) older(".offers").forEach((one) => one.remove());
};

const come = (answer) => {
  answer.focus({ preventScroll: true });
  (answer.previousElementSibling?.matches(".mine") ? answer.previousElementSibling : answer).scrollIntoView({ block: "start" });
};

// The second click of a double click is no message, however fast the answer to the first one came.
const DOUBLE = 700;
document.querySelector("main").addEventListener("submit", (event) => {
  if (event.target.matches("#ask")) return; // not .id: a form's id is its field of that name
  const now = Date.now();
  if (now - (event.target.dataset.sent || 0) < DOUBLE) {
    event.preventDefault();
    event.stopImmediatePropagation();
  } else event.target.dataset.sent = now;
}, true);

// A button that stays and is pressed again later is a message of its own.
const renew = (form) => {
  const id = form.elements.namedItem("id");
  if (id) id.value = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
};

let sent = "";
const menu = document.querySelector(".more");
document.addEventListener("htmx:before:request", () => { if (menu) menu.open = false; sent = box.value; problem.replaceChildren(); wait(true); });
document.addEventListener("htmx:finally:request", () => wait(false));
document.addEventListener("htmx:error", (event) => {
  const context = event.detail.ctx;
  if (!context || context.response) return;
  problem.replaceChildren(document.getElementById("offline").content.cloneNode(true));
});

document.addEventListener("htmx:after:swap", (event) => {
  const context = event.detail.ctx;
  if (context.response.status >= 400) return;
  if (!context.sourceElement.matches("#ask")) renew(context.sourceElement);
  else if (box.value === sent) box.value = "";
  const newest = [...log.querySelectorAll(".answer")].at(-1);
  if (newest) { closeOlder(newest); come(newest); }
});

// Enter sends; whoever types while an answer has the focus is writing the next message.
document.addEventListener("keydown", (event) => {
  if (event.target === box && event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    box.form.requestSubmit();
  } else if (event.target.matches(".answer") && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) {
    box.focus();
  }
});

// The menu of commands closes as menus do.
document.addEventListener("click", (event) => { if (menu && menu.open && !menu.contains(event.target)) menu.open = false; });
document.addEventListener("keydown", (event) => {
  if (!menu || !menu.open || event.key !== "Escape") return;
  menu.open = false;
  menu.querySelector("summary").focus();
  event.stopImmediatePropagation();
}, true);

// What was quoted comes into view within its article.
log.addEventListener("toggle", (event) => {
  const passage = event.target.open && event.target.querySelector(".passage");
  const quoted = passage && passage.querySelector("mark");
  const down = quoted ? quoted.getBoundingClientRect().top - passage.getBoundingClientRect().top : 0;
  if (quoted && down > passage.clientHeight / 2) passage.scrollTop += down - 48;
}, true);

// A visit that goes on: the newest answer comes into view.
const last = document.getElementById("latest");
if (last && log.querySelector(".mine")) {
  if (location.hash === "#latest") come(last);
  else last.scrollIntoView({ block: "start" });
}
