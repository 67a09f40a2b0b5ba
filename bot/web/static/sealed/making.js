// Makes an officer's pair of keys in this browser: the private half goes to a file and to paper, the public half to the administrator.
import { fingerprint, keyFile, newKey, onPaper, privateKeyIn, publicKeyOf } from "./keys.js";
import { tell, warn, words } from "./saying.js";

const begin = document.getElementById("make");
const made = document.getElementById("made");
const check = document.getElementById("check");
const typed = document.getElementById("typed-key");
const file = document.getElementById("key-file");

let pair = null;
let isKept = true; // whether what was made was found to be whole in a file or on paper

const put = (name, text) => { for (const place of document.querySelectorAll(`[data-put="${name}"]`)) place.textContent = text; };

const make = async () => {
  pair = await newKey();
  isKept = false;
  put("public", pair.publicKey);
  put("fingerprint", await fingerprint(pair.publicKey));
  put("private", onPaper(pair.privateKey));
  made.hidden = false;
  begin.hidden = true;
  tell(words("made"));
};

const save = () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([keyFile(pair)], { type: "application/octet-stream" }));
  link.download = "age-key.txt";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};

// Whoever types what stands on paper learns whether it is whole before a report depends on it.
const compare = async () => {
  const [chosen] = file.files;
  const key = await privateKeyIn(chosen ? await chosen.text() : typed.value);
  typed.value = file.value = "";
  if (!key) return warn(words("no-key"));
  const publicKey = await publicKeyOf(key);
  if (pair && pair.publicKey !== publicKey) return warn(words("other-key"));
  isKept = true;
  tell(words(pair ? "same-key" : "this-key", { key: publicKey, print: await fingerprint(publicKey) }));
};

begin.addEventListener("click", make);
document.getElementById("save").addEventListener("click", save);
document.getElementById("print").addEventListener("click", () => window.print());
document.getElementById("compare").addEventListener("click", compare);
window.addEventListener("pagehide", () => {
  pair = null;
  for (const name of ["public", "fingerprint", "private"]) put(name, "");
  made.hidden = true;
});
window.addEventListener("beforeunload", (event) => { if (!isKept) event.preventDefault(); });
if (window.isSecureContext) begin.hidden = check.hidden = false;
else warn(words("insecure"));
