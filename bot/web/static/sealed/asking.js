// Asks for the private key, keeps it in this page's memory, and forgets it when the page is left or idle.
import { privateKeyIn } from "./keys.js";
import { warn, words } from "./saying.js";

const IDLE = 15 * 60 * 1000; // of milliseconds without a key pressed or a click
const LONGEST_FILE = 64 * 1024;

const box = document.getElementById("ask");
const typed = document.getElementById("private-key");
const file = document.getElementById("key-file");
const shown = document.getElementById("show-key");
const begin = document.getElementById("begin");
const forget = document.getElementById("forget");

let timer = 0;

/** `use(privateKey)` gets the key and says whether it did for something; `leave()` takes away what it opened. */
export const askKey = (use, leave) => {
  const end = (name) => {
    clearTimeout(timer);
    leave();
    turn(false);
    if (name) warn(words(name));
  };
  const rest = () => {
    clearTimeout(timer);
    timer = setTimeout(() => end("idle"), IDLE);
  };
  const start = async () => {
    begin.disabled = true;
    try {
      const key = await privateKeyIn((await fileWords()) || typed.value);
      if (!key) return warn(words("no-key"));
      if (!(await use(key))) return;
      turn(true);
      rest();
    } finally {
      begin.disabled = false;
    }
  };
  begin.addEventListener("click", start);
  typed.addEventListener("keydown", (event) => { if (event.key === "Enter") start(); });
  shown.addEventListener("change", () => typed.classList.toggle("masked", !shown.checked));
  forget.addEventListener("click", () => end(""));
  window.addEventListener("pagehide", () => end(""));
  for (const sign of ["keydown", "pointerdown", "change"]) document.addEventListener(sign, () => { if (holds()) rest(); });
  if (window.isSecureContext) box.hidden = false;
  else warn(words("insecure"));
};

// Also a key that was typed and not used yet is forgotten.
const holds = () => !forget.hidden || Boolean(typed.value || file.value);

const turn = (isOpen) => {
  typed.value = file.value = "";
  box.hidden = isOpen;
  forget.hidden = !isOpen;
  if (isOpen) forget.focus(); // what had the focus is gone
};

const fileWords = async () => {
  const [chosen] = file.files;
  return chosen && chosen.size <= LONGEST_FILE ? chosen.text() : "";
};
