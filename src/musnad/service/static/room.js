// Light or dark, kept on this machine; and the frame that an address names is brought into view.
(() => {
  "use strict";
  const root = document.documentElement;
  const kept = localStorage.getItem("theme");
  if (kept) root.dataset.theme = kept;
  const button = document.getElementById("theme");
  button.hidden = false;
  button.addEventListener("click", () => {
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    localStorage.setItem("theme", root.dataset.theme);
  });
  const page = document.querySelector("[data-focus]");
  const word = page && document.getElementById("at-" + page.dataset.focus);
  if (word) addEventListener("load", () => { word.focus(); word.scrollIntoView({ block: "center" }); });
})();
