// What the page says, and the one way in which anything leaves it.
const said = document.getElementById("said");
const problem = document.getElementById("problem");

/** The page's own words by their name, with values in their places. Words are text, never markup. */
export const words = (name, values = {}) => {
  const found = document.querySelector(`template[data-words="${name}"]`).content.textContent.trim();
  return found.replace(/\{(\w+)\}/g, (_, place) => values[place]);
};

/** Read out what was done. */
export const tell = (text) => {
  problem.textContent = "";
  said.textContent = text;
  said.hidden = !text;
};

/** Read out what went wrong. */
export const warn = (text) => {
  tell("");
  problem.textContent = text;
  problem.scrollIntoView({ block: "nearest" });
};

const { given: written, me } = document.querySelector("[data-given]").dataset;
const formKey = document.querySelector("form.who [name=key]");

/** What the server gave the page to work with, and the name of whoever is signed in. */
export const given = { ...JSON.parse(written), me };

/** Bytes of a box; null where they did not come. */
export const fetched = async (url) => {
  try {
    const answer = await fetch(url, { redirect: "manual", cache: "no-store", referrerPolicy: "no-referrer" });
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
  } catch {
    return null;
  }
};

/** Send fields, all of them sealed; empty where they were taken, else what to tell. */
export const send = async (url, fields) => {
  try {
    return (await posted(url, fields)) ?? ((await hasNewKey()) && (await posted(url, fields))) ?? words("signed-out");
  } catch {
    return words("offline");
  }
};

// Null where what answers is not the door that was asked: the session is over, or is another one.
const posted = async (url, fields) => {
  const body = new URLSearchParams({ key: formKey.value, ...fields });
  const answer = await fetch(url, { method: "POST", redirect: "manual", body });
  const isOurs = (answer.headers.get("content-type") ?? "").startsWith("application/json");
  return isOurs ? (await answer.json()).problem : null;
};

// Whoever signed in again in another tab has another form's key: this page takes it over, so that nothing typed is lost.
const hasNewKey = async () => {
  const answer = await fetch(location.href, { redirect: "manual", cache: "no-store" });
  const found = /name="key" value="([^"]+)"/.exec(answer.ok ? await answer.text() : "");
  if (found) formKey.value = found[1];
  return found ? true : null;
};
