// Gives what lies there to the officers of now: the head of a box is written anew, its content is neither sent nor changed.
import { unpacked, wordsOf } from "./archive.js";
import { askKey } from "./asking.js";
import { headAnew, opened, toBase64 } from "./boxes.js";
import { areCompared, showKeys } from "./comparing.js";
import { chosen } from "./recipients.js";
import { fetched, given, send, tell, warn, words } from "./saying.js";

const panel = document.getElementById("resealing");
const begin = document.getElementById("reseal");
let privateKey = null;

/** What became of one: "done", or why it stays as it is. `urls` are the box and its copies. */
const reseal = async ({ urls }) => {
  for (const url of urls) {
    const box = await fetched(url);
    if (box === null) return "notLoaded";
    const archive = await opened(box, privateKey);
    if (!archive) continue;
    const to = chosen(given, JSON.parse(wordsOf(unpacked(archive), "concerns.json")));
    if (!to) return "tooFew";
    const head = await headAnew(box, privateKey, to.map((one) => one.key), given.recipients.length);
    const problem = await send(`${url}/head`, { head: toBase64(head) });
    if (problem) throw new Error(problem);
    return "done";
  }
  return "notYours";
};

const run = async () => {
  if (!areCompared()) return warn(words("compare"));
  begin.disabled = true;
  const count = { done: 0, notYours: 0, notLoaded: 0, tooFew: 0 };
  try {
    for (const [place, box] of given.boxes.entries()) {
      tell(words("resealing", { place: place + 1, all: given.boxes.length }));
      count[await reseal(box)] += 1;
    }
    tell(words("resealed", count));
  } catch (error) {
    warn(words("stopped", { ...count, problem: error.message }));
  } finally {
    begin.disabled = false;
  }
};

const use = async (key) => {
  privateKey = key;
  panel.hidden = false;
  await showKeys();
  return true;
};

begin.addEventListener("click", run);
askKey(use, () => {
  privateKey = null;
  panel.hidden = true;
});
