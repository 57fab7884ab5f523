"""The style sheet of the report on an evaluation.

As on the page of a reading, marks in Arabic text are backgrounds and lines below only, so that
letters stay joined. What is missed has a background, what is spurious a broken line below: a run
of text can be both.
"""

from __future__ import annotations

from musnad.show.style import PALETTE

REPORT_STYLE = (
    PALETTE
    + """
:root { --missed: #fbdde0; --missed-p: #f29aa6; --spurious-p: #c6dff8; --other-p: #ffe08a; }
@media (prefers-color-scheme: dark) {
  :root { --missed: #4d2128; --missed-p: #96374a; --spurious-p: #24507e; --other-p: #6b5310; }
}
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); }
body { margin: 0 auto; padding: 1.5rem 1.25rem 3rem; max-width: 68rem;
  font: 1rem/1.55 system-ui, "Segoe UI", "Noto Sans", Arial, sans-serif; }
[lang="ar"] { font-family: "Noto Naskh Arabic", "Geeza Pro", "Segoe UI", "Sakkal Majalla",
    "Noto Sans Arabic", "Amiri", Tahoma, system-ui, sans-serif; font-size: 1.1em; }
bdi { unicode-bidi: isolate; }
h1 { font-size: 1.5rem; margin: 0 0 .2rem; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .3rem; border-top: 1px solid var(--line);
  padding-top: 1rem; }
h3 { font-size: 1rem; margin: 1.6rem 0 .3rem; }
p { margin: .3rem 0; }
.soft, caption, footer { color: var(--soft); font-size: .88rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; }
caption { text-align: start; padding-bottom: .2rem; }
th { font-weight: 600; color: var(--soft); }
th, td { padding: .1rem .7rem .1rem 0; text-align: end; white-space: nowrap; }
th:first-child, td:first-child { text-align: start; }
tbody tr { border-top: 1px solid var(--line); }
summary { cursor: pointer; color: var(--soft); font-size: .9rem; margin-top: .6rem; }
.charts { display: flex; flex-wrap: wrap; gap: 1rem; margin-top: .6rem; }
figure { margin: 0; width: 15rem; }
figure.broad { width: 42rem; max-width: 100%; }
figcaption { font-size: .88rem; font-weight: 600; }
svg { display: block; width: 100%; height: auto; overflow: visible; }
svg text { fill: var(--soft); font-size: 11px; font-family: inherit; }
.grid { stroke: var(--line); stroke-width: 1; }
.ideal { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 4 3; }
.line { fill: none; stroke-width: 2; }
.dot { stroke: var(--paper); stroke-width: 1; }
.c0 { stroke: var(--say); } .c1 { stroke: var(--dispute); } .c2 { stroke: var(--accord); }
.c3 { stroke: var(--force); } .c4 { stroke: var(--help); }
.dot.c0 { fill: var(--say); stroke: var(--paper); }
.key { display: flex; flex-wrap: wrap; gap: 0 1.2rem; list-style: none; margin: .3rem 0 0;
  padding: 0; font-size: .88rem; }
.key svg { display: inline-block; width: 1.6rem; height: .7rem; }
.item { background: var(--card); border: 1px solid var(--line); border-radius: .5rem;
  padding: .8rem 1.1rem 1rem; margin-top: 1rem; }
.item h3 { margin: 0 0 .3rem; }
.text { line-height: 2.1; overflow-wrap: anywhere; border-bottom: 1px solid var(--line);
  padding-bottom: .5rem; }
.text p { margin: .2rem 0; }
.missed { background: var(--missed); }
.spurious { border-bottom: 2px dashed var(--say); }
.p-right { border-bottom: 2px solid var(--accord); }
.p-missed { background: var(--missed-p); }
.p-spurious { background: var(--spurious-p); border-bottom: 2px dashed var(--say); }
.p-wrong { background: var(--other-p); border-bottom: 3px double var(--dispute); }
.frames { list-style: none; margin: .6rem 0 0; padding: 0; display: grid; gap: .35rem; }
.frames > li { border-inline-start: 3px solid var(--line); padding-inline-start: .6rem; }
.frames > li.missed, .frames > li.spurious, .frames > li.wrong { background: none;
  border-bottom: 0; }
.frames > li.missed { border-color: var(--force); } .frames > li.spurious {
  border-color: var(--say); } .frames > li.wrong { border-color: var(--dispute); }
.sign { display: inline-block; width: 1.2em; font-weight: 700; }
.sign.s-right { color: var(--soft); } .sign.s-missed { color: var(--force); }
.sign.s-spurious { color: var(--say); }
.sign.s-wrong, .sign.s-partial { color: var(--dispute); }
.type { font-weight: 600; font-size: .8rem; letter-spacing: .03em; margin-inline-end: .5rem; }
.flag { font-size: .8rem; margin-inline-start: .5rem; white-space: nowrap; }
.roles { margin: 0 0 0 1.4rem; padding: 0; list-style: none; font-size: .92rem; }
.roles > li { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); }
.roles .ok { color: var(--soft); }
.side { color: var(--soft); font-size: .8rem; margin-inline-end: .4rem; }
.control { font: .7em/1 ui-monospace, monospace; border: 1px solid var(--force);
  color: var(--force); unicode-bidi: isolate; direction: ltr; }
footer { margin-top: 2.5rem; overflow-wrap: anywhere; }
@media print { body { max-width: none; } .item { break-inside: auto; } }
"""
)
