// The review page by keys: letters press its buttons, and selected words become roles.
// Places are code points of the article's text, as the ledger counts; a browser counts UTF-16 units.
(() => {
  "use strict";
  const heading = document.getElementById("record");
  const passage = document.getElementById("passage");
  const form = document.getElementById("decide");
  const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";
  const KEPT_KEYS = /^[crtnuw0-5]$/;

  // ---- where the selection stands ----
  const points = (text) => [...text].length;
  const isLow = (text, at) => at > 0 && at < text.length && /[\uDC00-\uDFFF]/.test(text[at]);

  // What of a run is selected: first and last place in code points, and the words.
  const part = (run, range) => {
    const node = run.firstChild;
    if (!node || !range.intersectsNode(node)) return null;
    const text = node.data;
    const at = Number(run.dataset.at);
    let from = range.startContainer === node ? range.startOffset : 0;
    let to = range.endContainer === node ? range.endOffset : text.length;
    if (from >= to) return null;
    if ("one" in run.dataset) return { start: at, end: at + 1, text };
    if (isLow(text, from)) from -= 1; // never half of a pair
    if (isLow(text, to)) to += 1;
    const start = at + points(text.slice(0, from));
    const words = text.slice(from, to);
    return { start, end: start + points(words), text: words };
  };

  const selected = () => {
    const chosen = getSelection();
    if (!passage || !chosen.rangeCount || chosen.isCollapsed) return null;
    const range = chosen.getRangeAt(0);
    if (!passage.contains(range.commonAncestorContainer)) return null;
    const parts = [...passage.querySelectorAll("[data-at]")]
      .map((run) => part(run, range))
      .filter(Boolean);
    if (!parts.length) return null;
    const text = parts.map((found) => found.text).join("");
    const left = points(text) - points(text.trimStart()); // a double click takes the blank along
    const right = points(text) - points(text.trimEnd());
    const place = { start: parts[0].start + left, end: parts.at(-1).end - right };
    return place.start < place.end ? { ...place, text: text.trim() } : null;
  };

  if (form) {
    const span = document.getElementById("span");
    const words = document.getElementById("words");
    const told = document.getElementById("selected");

    const show = (found) => {
      span.value = found ? `${found.start}:${found.end}` : "";
      told.replaceChildren();
      if (!found) return;
      const quoted = document.createElement("bdi");
      quoted.lang = "ar";
      quoted.textContent = `«${found.text}»`;
      told.append(`${told.dataset.label} `, quoted);
    };
    document.addEventListener("selectionchange", () => {
      const found = selected();
      if (found) {
        show(found);
        words.value = "";
        return;
      }
      const at = getSelection().anchorNode;
      if (at && passage.contains(at)) show(null); // a click into the text lets go of it
    });
    words.addEventListener("input", () => show(null));
    show(null);

    form.addEventListener("submit", (event) => {
      const act = event.submitter?.closest(".role-act");
      if (act && !span.value && !words.value.trim()) {
        event.preventDefault();
        told.textContent = form.dataset.selectFirst;
      } else if (form.dataset.sent) {
        event.preventDefault(); // a key pressed twice
      } else {
        form.dataset.sent = "1";
      }
    });
    addEventListener("pageshow", () => delete form.dataset.sent); // back from another page
    document.getElementById("to_type").addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        form.requestSubmit(document.getElementById("set_type"));
      }
    });
  }

  // ---- keys ----
  // A letter as written, or, on an Arabic keyboard, the key where that letter stands.
  const keyOf = (event) => {
    const written = event.key.toLowerCase();
    if (KEPT_KEYS.test(written)) return written;
    if (/^[\x21-\x7e]$/.test(written)) return "";
    return event.code.replace(/^(Key|Digit|Numpad)/, "").toLowerCase();
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === "Escape" && event.target.matches?.(TYPING)) {
      event.target.blur();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (event.target.matches?.(TYPING)) return;
    const key = keyOf(event);
    if (!KEPT_KEYS.test(key)) return;
    const wanted = document.querySelector(`[data-key="${key}"]`);
    if (!wanted) return;
    event.preventDefault();
    if (wanted.matches(TYPING)) wanted.focus();
    else wanted.click();
  });

  // A screen reader goes on with the new record; nobody loses a field they are in.
  const free = document.activeElement === document.body && !document.querySelector("[autofocus]");
  if (heading && free) heading.focus({ preventScroll: true });
  const word = passage?.querySelector(".r-predicate");
  const box = word?.getBoundingClientRect();
  if (form && box && box.bottom > innerHeight * 0.9) word.scrollIntoView({ block: "center" });
})();
