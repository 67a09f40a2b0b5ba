// While the visitor waits for staff, the page looks for their words; without this file they come with the next message.
const talk = document.getElementById("log");
const OVER = 286;
const lookForStaff = async () => {
  if (document.hidden || !talk.querySelector(".awaits")) return;
  try {
    const answer = await fetch(talk.dataset.staff, { headers: { "HX-Request": "true" }, redirect: "manual" });
    if (answer.status === OVER) talk.querySelectorAll(".awaits").forEach((one) => one.classList.remove("awaits"));
    if (answer.status !== 200) return;
    const last = talk.lastElementChild;
    talk.insertAdjacentHTML("beforeend", await answer.text());
    (last.nextElementSibling ?? last).scrollIntoView({ block: "start" });
  } catch {
    // The network comes back by itself; the next look is a moment away.
  }
};
setInterval(lookForStaff, 4000);
document.addEventListener("visibilitychange", lookForStaff);
