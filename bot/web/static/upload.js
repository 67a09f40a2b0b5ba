// Shows how far an upload is. Without this script the browser shows it, and the same form does the same.
"use strict";

const words = (id, values = {}) =>
  document.getElementById(id).content.textContent.trim().replace(/\{(\w+)\}/g, (_, name) => values[name]);

function say(form, text, failed = false) {
  const line = form.querySelector(".going");
  line.hidden = false;
  line.classList.toggle("failed", failed);
  line.textContent = text;
}

function tooLarge(form) {
  const most = Number(form.dataset.most);
  return [...form.querySelector("input[type=file]").files].find((file) => file.size > most);
}

function show(html) {
  const main = new DOMParser().parseFromString(html, "text/html").querySelector("main");
  document.querySelector("main").replaceWith(main);
  const first = main.querySelector(".results, .problem, .card");
  first.tabIndex = -1;
  first.focus();
  window.scrollTo(0, 0);
}

function send(form) {
  const request = new XMLHttpRequest();
  const button = form.querySelector("button");
  const fail = () => { button.disabled = false; say(form, words("broken-off"), true); };
  request.upload.onprogress = (event) =>
    say(form, words("going", { percent: Math.floor((100 * event.loaded) / event.total) }));
  request.upload.onload = () => say(form, words("checking"));
  request.onload = () => show(request.responseText);
  request.onerror = fail;
  request.onabort = fail;
  request.open("POST", form.action);
  request.send(new FormData(form));
  button.disabled = true;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[enctype]")) return;
  event.preventDefault();
  const large = tooLarge(form);
  if (large) say(form, words("too-large", { name: large.name }), true);
  else send(form);
});
