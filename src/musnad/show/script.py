"""The page's script. Without it the page still shows the marked text and every chain below it."""

from __future__ import annotations

SCRIPT = """
(() => {
  "use strict";
  const story = document.querySelector(".story");
  const layer = document.querySelector(".labels");
  const panel = document.querySelector(".panel");
  const idle = panel.innerHTML;
  let current = null;
  let pinned = false;

  const cells = (frame) => story.querySelectorAll('[data-f~="' + frame + '"]');

  const clear = () => {
    for (const lit of story.querySelectorAll(".lit")) {
      lit.classList.remove("lit");
      lit.removeAttribute("data-lit");
    }
    layer.replaceChildren();
    document.body.classList.remove("reading");
  };

  const roleOf = (cell, frame) => {
    const roles = cell.dataset.r.split(" ").filter((r) => r.startsWith(frame + "-"));
    const names = roles.map((r) => r.slice(r.indexOf("-") + 1));
    return names.includes("predicate") ? "predicate"
      : names.find((name) => name !== "content") || names[0];
  };

  const tag = (cell, role) => {
    const word = layer.dataset[role];
    if (!word) return;
    const from = layer.getBoundingClientRect();
    const box = cell.getClientRects()[0];
    if (!box) return;
    const label = document.createElement("span");
    label.className = "tag " + role;
    label.textContent = word;
    layer.append(label);
    let right = Math.max(0, from.right - box.right);
    const top = box.top - from.top - label.offsetHeight + 5;
    for (const other of layer.children) {
      if (other === label || Math.abs(other.offsetTop - top) > 8) continue;
      const start = from.width - other.offsetLeft - other.offsetWidth;
      const end = start + other.offsetWidth;
      if (right < end + 3 && right + label.offsetWidth > start) right = end + 3;
    }
    label.style.top = top + "px";
    label.style.right = right + "px";
  };

  const paint = (frame) => {
    clear();
    document.body.classList.add("reading");
    let before = null;
    for (const cell of cells(frame)) {
      const role = roleOf(cell, frame);
      cell.classList.add("lit");
      cell.dataset.lit = role;
      if (role !== before) tag(cell, role);
      before = role;
    }
  };

  const show = (frame) => {
    if (frame === current) return;
    current = frame;
    paint(frame);
    const card = document.getElementById("frame-" + frame).cloneNode(true);
    card.removeAttribute("id");
    const box = document.createElement("div");
    box.className = card.className;
    box.append(...card.childNodes);
    panel.replaceChildren(box);
    panel.scrollTop = 0;
  };

  const hide = () => {
    current = null;
    pinned = false;
    clear();
    panel.innerHTML = idle;
  };

  const frameAt = (target) => {
    const link = target.closest ? target.closest("[data-go]") : null;
    return link ? link.dataset.go : null;
  };

  document.addEventListener("focusin", (event) => {
    const frame = frameAt(event.target);
    if (frame && story.contains(event.target)) { pinned = true; show(frame); }
  });
  story.addEventListener("mouseover", (event) => {
    const frame = frameAt(event.target);
    if (frame && !pinned) show(frame);
  });
  document.addEventListener("click", (event) => {
    const frame = frameAt(event.target);
    if (frame) {
      event.preventDefault();
      show(frame);
      pinned = true;
      const word = document.getElementById("at-" + frame);
      if (!story.contains(event.target)) {
        word.focus({ preventScroll: true });
        word.scrollIntoView({ block: "center" });
      }
    } else if (!panel.contains(event.target)) {
      hide();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  window.addEventListener("resize", () => { if (current !== null) paint(current); });
  document.body.classList.add("live");
  const asked = /^#(?:frame|at)-(\\d+)$/.exec(location.hash);
  if (asked && document.getElementById("frame-" + asked[1])) {
    show(asked[1]);
    pinned = true;
  }
})();
"""
