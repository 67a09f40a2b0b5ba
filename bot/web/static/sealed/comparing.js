// The officers' keys, as this browser is about to use them: each is compared once, by its fingerprint, before anything goes to it.
import { fingerprint } from "./keys.js";
import { given, words } from "./saying.js";

const KNOWN = "sealed.compared"; // public keys, each with its unit: by that it is left out
const lineOf = (one) => `${one.key} ${one.unit}`;
const panel = document.getElementById("officers-keys");
const list = document.getElementById("key-list");
const yes = document.getElementById("compared");

const known = () => {
  try {
    return new Set(JSON.parse(localStorage.getItem(KNOWN) ?? "[]"));
  } catch {
    return new Set(); // where it cannot be remembered, every key is new each time
  }
};

/** Show every key, those that nobody compared in this browser first of all; `isLeftOut(one)` marks who gets nothing. */
export const showKeys = async (isLeftOut = () => false) => {
  const compared = known();
  list.replaceChildren();
  for (const one of given.recipients) {
    const line = document.createElement("li"), mark = compared.has(lineOf(one)) ? "" : words("new-key");
    const head = document.createElement("strong"), code = document.createElement("code"), whole = document.createElement("div");
    head.textContent = words("key-line", { name: one.name, unit: one.unitName, mark, out: isLeftOut(one) ? words("left-out") : "" });
    code.textContent = await fingerprint(one.key);
    whole.textContent = one.key;
    whole.className = "soft";
    line.append(head, " ", code, whole);
    list.append(line);
  }
  const isNew = given.recipients.some((one) => !compared.has(lineOf(one)));
  yes.checked = !isNew;
  panel.open = isNew;
};

/** Whether every key was compared, now or before; what was compared now is remembered. */
export const areCompared = () => {
  if (!yes.checked) {
    panel.open = true;
    return false;
  }
  localStorage.setItem(KNOWN, JSON.stringify(given.recipients.map(lineOf)));
  return true;
};
