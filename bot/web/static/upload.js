// Shows how far an upload is. Without this script the browser shows it, and the same form does the same.
"use strict";
document.documentElement.classList.add("scripted");

const words = (id, values = {}) =>
  document.getElementById(id).content.textContent.trim().replace(/\{(\w+)\}/g, (_, name) => values[name]);

function say(form, text, failed = false) {
  const line = form.querySelector(".going");
  line.hidden = false;
  line.classList.toggle("failed", failed);
  form.classList.toggle("failed", failed);
  line.textContent = text;
}

function tooLarge(form) {
  const most = Number(form.dataset.most);
  const chosen = [...form.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]);
  return chosen.find((file) => file.size > most);
}

function show(html, place) {
  const main = new DOMParser().parseFromString(html, "text/html").querySelector("main");
  document.querySelector("main").replaceWith(main);
  const sent = main.querySelector(place || "#main") || main.querySelector(".card");
  sent.tabIndex = -1;
  sent.focus({ preventScroll: true });
  sent.scrollIntoView({ block: "start" });
}

function send(form) {
  const request = new XMLHttpRequest();
  const button = form.querySelector("button");
  const fail = () => { button.disabled = false; form.classList.remove("busy"); say(form, words("broken-off"), true); };
  request.upload.onprogress = (event) =>
    say(form, words("going", { percent: Math.floor((100 * event.loaded) / event.total) }));
  request.upload.onload = () => say(form, words("checking"));
  request.onload = () => show(request.responseText, new URL(form.action).hash);
  request.onerror = fail;
  request.onabort = fail;
  request.open("POST", form.action);
  request.send(new FormData(form));
  button.disabled = true;
  form.classList.add("busy");
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[enctype]")) return;
  event.preventDefault();
  const large = tooLarge(form);
  if (large) say(form, words("too-large", { name: large.name }), true);
  else send(form);
});

// What is chosen is sent: one press an item.
document.addEventListener("change", (event) => {
  if (event.target.matches("form[enctype] input[type=file]") && event.target.files.length) event.target.form.requestSubmit();
});
