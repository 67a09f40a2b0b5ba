// One report, opened with an officer's own key: shown, answered, noted. The key and what it opens stay in this page.
import { packed, unpacked, wordsOf } from "./archive.js";
import { askKey } from "./asking.js";
import { opened, sealedForReporter, sealedTo, toBase64 } from "./boxes.js";
import { areCompared, showKeys } from "./comparing.js";
import { chosen } from "./recipients.js";
import { fetched, given, send, tell, warn, words } from "./saying.js";

const parts = document.getElementById("parts");
const writing = document.getElementById("writing");
const WORDS = ["report.txt", "note.txt"];
const FILE = /^file-(\d+)-(original|stripped)(\.[a-z0-9]+)?$/;
const CONCERNS = "concerns.json", ABOUT = "note.json";

let concerns = null; // whom the report is about, once it is open
let sent = null; // what is on its way: the same words are sent again as the same boxes, and kept once

/** The members of a box, or of a copy that was sealed later. Null where this key opens none; undefined where nothing came. */
const membersOf = async (part, privateKey) => {
  for (const url of [part.dataset.url, ...(part.dataset.copies ?? "").split(" ").filter(Boolean)]) {
    const box = await fetched(url);
    if (box === null) return undefined;
    const archive = await opened(box, privateKey);
    if (archive) return unpacked(archive);
  }
  return null;
};

const open = async (privateKey) => {
  let count = 0;
  tell(words("opening"));
  for (const part of parts.children) {
    const inside = part.querySelector(".inside");
    try {
      const members = await membersOf(part, privateKey);
      if (!members) {
        inside.textContent = words(members === null ? "not-yours" : "not-loaded");
        continue;
      }
      show(inside, members);
      part.dataset.at = wordsOf(members, ABOUT) && JSON.parse(wordsOf(members, ABOUT)).at;
      if (part.dataset.kind === "report") concerns = JSON.parse(wordsOf(members, CONCERNS));
      count += 1;
    } catch {
      inside.textContent = words("broken");
    }
  }
  if (!count) {
    warn(words("opens-nothing"));
    return false;
  }
  order();
  tell(words("opened"));
  await beginWriting();
  return true;
};

const order = () => {
  const when = (part) => `${part.dataset.day}${part.dataset.at ?? ""}`;
  parts.append(...[...parts.children].sort((one, other) => when(one).localeCompare(when(other))));
};

const show = (inside, members) => {
  const said = document.createElement("pre"), files = document.createElement("ul");
  said.textContent = WORDS.map((name) => wordsOf(members, name)).join("").trim();
  for (const [name, content] of members) if (FILE.test(name)) files.append(fileLine(name, content));
  files.className = "plain";
  inside.replaceChildren(said, files);
};

// A file is saved, never shown: whatever it is, nothing of it runs within the console.
const fileLine = (name, content) => {
  const line = document.createElement("li"), button = document.createElement("button");
  button.type = "button";
  const [, number, part, ending] = FILE.exec(name);
  button.textContent = words(`save-${part}`, { number, ending: ending ?? "", size: Math.ceil(content.length / 1024) });
  button.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type: "application/octet-stream" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  });
  line.append(button);
  return line;
};

const beginWriting = async () => {
  const to = concerns && chosen(given, concerns);
  writing.hidden = !to;
  if (to) await showKeys((one) => !to.includes(one));
};

const close = () => {
  concerns = sent = null;
  for (const inside of parts.querySelectorAll(".inside")) inside.replaceChildren();
  writing.hidden = true;
  tell("");
};

const write = async (form) => {
  const typed = form.querySelector("textarea"), said = typed.value.trim(), button = form.querySelector("button");
  if (!said) return warn(words("nothing-written"));
  if (!areCompared()) return warn(words("compare"));
  button.disabled = true;
  try {
    if (sent?.said !== said || sent.form !== form) sent = { said, form, fields: await sealedFields(form.id === "message-form", said) };
    const problem = await send(given.writeUrl, sent.fields);
    if (problem) return warn(problem);
    sent = null;
    typed.value = "";
    addPart(form.id, said);
    tell(words(form.id === "message-form" ? "message-sent" : "note-kept"));
  } finally {
    button.disabled = false;
  }
};

const sealedFields = async (isMessage, said) => {
  const about = { kind: isMessage ? "message" : "note", by: given.me, at: moment() };
  const head = words(isMessage ? "message-head" : "note-head", about);
  const archive = packed([["note.txt", `${head}\n\n${said}\n`], [ABOUT, JSON.stringify(about)], [CONCERNS, JSON.stringify(concerns)]]);
  const keys = chosen(given, concerns).map((one) => one.key);
  const note = toBase64(await sealedTo(archive, keys, given.recipients.length));
  return isMessage ? { note, message: toBase64(await sealedForReporter(`${about.at}\n${said}`, given.replyKey)) } : { note };
};

const moment = () => new Date().toLocaleString("sv-SE", { timeZone: "Asia/Shanghai" }).slice(0, 16);

const addPart = (kind, said) => {
  const part = document.getElementById("new-part").content.firstElementChild.cloneNode(true);
  part.querySelector("h3").textContent = words(kind === "message-form" ? "message-title" : "note-title");
  part.querySelector("pre").textContent = said;
  parts.append(part);
};

for (const form of writing.querySelectorAll("form")) form.addEventListener("submit", (event) => {
  event.preventDefault();
  write(form);
});
window.addEventListener("beforeunload", (event) => {
  if ([...writing.querySelectorAll("textarea")].some((typed) => typed.value.trim())) event.preventDefault();
});
document.getElementById("without").open = false;
askKey(open, close);
