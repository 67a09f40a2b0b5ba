// One line in the portal's column shows the chat there: <script src="https://HOST/embed.js" defer></script>
// Wide screens: a frame where the line stands. Phones: a button that opens it over the page and closes it again.
(() => {
  "use strict";
  const allowed = {{ origins|tojson }};
  const title = "专项资金政策咨询";
  const script = document.currentScript;
  if (!script || !script.src) return;
  const home = new URL(script.src).origin;
  if (!allowed.length) {
    console.warn("[embed.js] 还没有设置允许嵌入的网站（EZHEN_HTTP__EMBED_ORIGINS），咨询窗口没有显示。");
    return;
  }
  if (location.origin !== home && !allowed.includes(location.origin)) {
    console.warn(`[embed.js] ${location.origin} 不在允许嵌入的网站（EZHEN_HTTP__EMBED_ORIGINS）里，咨询窗口没有显示。`);
    return;
  }

  const style = (element, rules) => { for (const [name, value] of Object.entries(rules)) element.style.setProperty(name, value); };
  const top = "2147483647"; // above whatever the portal has
  const narrow = window.matchMedia("(max-width: 640px)");
  const box = document.createElement("div");
  const frame = document.createElement("iframe");
  const button = document.createElement("button");
  let isOpen = false;

  frame.title = title;
  frame.referrerPolicy = "no-referrer";
  button.type = "button";
  box.id = "ezhen-embed";
  frame.id = "ezhen-embed-frame";
  button.id = "ezhen-embed-button";
  button.setAttribute("aria-controls", frame.id);
  box.append(frame, button);

  const load = () => { if (!frame.src) frame.src = `${home}/?embed=1`; };

  const drawWide = () => {
    load();
    style(box, { position: "static", display: "block" });
    style(frame, { display: "block", position: "static", border: "1px solid #c5ced9", width: "100%", "box-sizing": "border-box",
      height: `${Math.round(Math.min(Math.max(window.innerHeight * 0.8, 480), 760))}px` });
    style(button, { display: "none" });
  };

  const drawNarrow = () => {
    style(box, { display: "block", position: isOpen ? "fixed" : "static", inset: "0", background: "#0d3b6b", "z-index": top });
    style(button, { display: "block", position: "fixed", right: "12px", "z-index": top, "min-height": "44px",
      border: "1px solid #fff", "border-radius": "6px", background: "#14508c", color: "#fff", padding: "6px 16px",
      font: "600 17px/1.4 sans-serif", cursor: "pointer", "box-shadow": "0 2px 6px rgba(0,0,0,.3)",
      top: isOpen ? "6px" : "auto", bottom: isOpen ? "auto" : "12px" });
    button.textContent = isOpen ? "关闭咨询" : title;
    button.setAttribute("aria-expanded", String(isOpen));
    style(frame, { display: isOpen ? "block" : "none", position: "fixed", inset: "56px 0 0 0", width: "100%",
      height: "calc(100% - 56px)", border: "0", background: "#fff" });
  };

  const draw = () => (narrow.matches ? drawNarrow() : drawWide());

  const turn = (open) => {
    isOpen = open;
    if (open) load();
    draw();
    (open ? frame : button).focus();
  };

  button.addEventListener("click", () => turn(!isOpen));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && isOpen && narrow.matches) turn(false); });
  window.addEventListener("message", (event) => {
    if (event.source === frame.contentWindow && event.origin === home && event.data === "ezhen:close" && isOpen) turn(false);
  });
  narrow.addEventListener("change", draw);
  window.addEventListener("resize", draw);

  script.after(box);
  draw();
})();
