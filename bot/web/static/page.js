// Every page: the large type changes on the spot, so that nothing typed is lost. Without this file the form does it.
const typeForm = document.getElementById("type");
if (typeForm) typeForm.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = typeForm.querySelector("button");
  const large = button.value === "large";
  try {
    await fetch(typeForm.action, { method: "POST", redirect: "manual", body: new URLSearchParams({ size: button.value }) });
  } catch {
    return;
  }
  document.documentElement.classList.toggle("large", large);
  button.value = large ? "normal" : "large";
  button.textContent = button.dataset[button.value];
});

// In a portal's frame, Escape closes the chat there.
if (window.parent !== window) document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") window.parent.postMessage("ezhen:close", "*");
});
