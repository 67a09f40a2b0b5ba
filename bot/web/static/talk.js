// A talk looks for what is new by itself; often needed answers go into the box. Without this file the page is reloaded.
const said = document.getElementById("said");
const list = () => said.querySelector(".talk");
const toEnd = () => { const talk = list(); if (talk) talk.scrollTop = talk.scrollHeight; };
const look = async () => {
  if (document.hidden || said.contains(document.activeElement)) return;
  try {
    const answer = await fetch(said.dataset.refresh, { redirect: "manual" });
    if (!answer.ok) return;
    const before = list()?.children.length;
    said.innerHTML = await answer.text();
    if (list()?.children.length !== before) toEnd();
  } catch {
    // The network comes back by itself; the next look is a moment away.
  }
};
toEnd();
setInterval(look, 4000);
document.addEventListener("visibilitychange", look);
document.addEventListener("click", (event) => {
  const canned = event.target.closest("[data-fill]");
  if (!canned) return;
  const box = document.getElementById(canned.dataset.fill);
  box.value = canned.textContent;
  box.focus();
});
