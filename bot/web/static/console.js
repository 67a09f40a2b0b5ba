// Pages of a case: asks now and then whether what is shown is still so. Without this file the page says when it was made.
const news = document.getElementById("news");
if (news) {
  const every = 45000;
  let timer = 0;
  const tell = (said) => {
    clearInterval(timer);
    news.querySelector("span").textContent = said;
    news.hidden = false;
  };
  const ask = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(news.dataset.ask, { redirect: "manual" });
      if (!answer.ok) return;
      const found = await answer.json();
      if (found.changed) tell(found.said);
    } catch {
      // The network comes back by itself; the next question is a moment away.
    }
  };
  timer = setInterval(ask, every);
  document.addEventListener("visibilitychange", ask);
}
