// Without this file the chat works by whole pages; with it the box empties and the newest answer comes into view.
document.addEventListener("htmx:after:swap", () => {
  const text = document.getElementById("text");
  if (text) text.value = "";
  const answers = document.querySelectorAll("#log .answer");
  if (answers.length) answers[answers.length - 1].scrollIntoView({ block: "start", behavior: "smooth" });
});

document.addEventListener("keydown", (event) => {
  if (event.target.id === "text" && event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
});
