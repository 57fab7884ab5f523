"""The page's style sheet, and the colours that all pages share.

Marks inside a word must leave its letters joined: only backgrounds, lines below and colours, and
never padding, margins, weights or other fonts.
"""

from __future__ import annotations

PALETTE = """
:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --ink: #1d1c1a; --soft: #66625a; --line: #dfdbd2; --card: #ffffff;
  --say: #2563a8; --accord: #2f7d4f; --dispute: #a0540a; --help: #0f7c86; --force: #b3263a;
  --who: #ffe08a; --whom: #ffc9b0; --what: #dcebfb; --via: #e3d6f7; --when: #cdeedd;
  --where: #d3eef2; --toll: #f7cfd6;
}
@media (prefers-color-scheme: dark) {
  :root:not([data-theme="light"]) {
    --paper: #17181b; --ink: #ebe8e1; --soft: #a5a198; --line: #36383d; --card: #202226;
    --say: #7db4f0; --accord: #7fcf9c; --dispute: #f0b062; --help: #6ccfd8; --force: #f5899a;
    --who: #6b5310; --whom: #6e3a22; --what: #22384f; --via: #473668; --when: #1f5138;
    --where: #1d4a52; --toll: #652b37;
  }
}
"""

STYLE = (
    PALETTE
    + """* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); }
body {
  margin: 0 auto; padding: 1.5rem 1.25rem 3rem; max-width: 76rem;
  font: 1.125rem/1.75 "Noto Naskh Arabic", "Geeza Pro", "Segoe UI", "Sakkal Majalla",
    "Noto Sans Arabic", "Amiri", Tahoma, system-ui, sans-serif;
}
[lang="en"] { font-family: system-ui, "Segoe UI", "Noto Sans", Arial, sans-serif; }
bdi, .iso { unicode-bidi: isolate; }
a { color: inherit; }
h1, h2, h3, p, ol, ul, dl, dd { margin: 0; padding: 0; }
ol, ul { list-style: none; }
header { border-bottom: 1px solid var(--line); padding-bottom: .8rem; margin-bottom: 1.25rem; }
.meta { color: var(--soft); font-size: .9rem; display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
.meta b, dt, .kind, .mute { font-weight: 400; color: var(--soft); font-size: .8rem; }
.meta a { overflow-wrap: anywhere; }
.legend { display: flex; flex-wrap: wrap; gap: .15rem 1rem; margin-top: .6rem; font-size: .8rem; }
.legend li { border-bottom: 3px solid; color: var(--soft); line-height: 1.5; }
.legend .say { border-color: var(--say); } .legend .accord { border-color: var(--accord); }
.legend .dispute { border-color: var(--dispute); } .legend .help { border-color: var(--help); }
.legend .force { border-color: var(--force); }
.desk { display: grid; grid-template-columns: minmax(0, 1fr) 22rem; gap: 2rem; }
.story { position: relative; line-height: 2.3; overflow-wrap: anywhere; }
.story p + p, .story h1 + p, .story h2 + p, .story p + h2 { margin-top: .6rem; }
.story h1 { font-size: 1.6rem; line-height: 1.9; font-weight: 700; text-wrap: balance; }
.story h2 { font-size: 1.2rem; }
.story .kicker { color: var(--soft); }
.story .subhead { font-weight: 700; }
.story a { text-decoration: none; cursor: pointer; border-bottom: 3px solid; color: inherit; }
.story a.claimed { border-bottom-style: dotted; }
.story a.say { border-color: var(--say); } .story a.accord { border-color: var(--accord); }
.story a.dispute { border-color: var(--dispute); } .story a.help { border-color: var(--help); }
.story a.force { border-color: var(--force); }
.story a:hover, .story a:focus-visible { background: var(--line); outline: none; }
.story .lit { background: var(--what); }
.story .lit[data-lit="agent"] { background: var(--who); }
.story .lit[data-lit="target"] { background: var(--whom); }
.story .lit[data-lit="medium"] { background: var(--via); }
.story .lit[data-lit="time"] { background: var(--when); }
.story .lit[data-lit="place"] { background: var(--where); }
.story .lit[data-lit="toll"] { background: var(--toll); }
.story .lit[data-lit="predicate"] { background: var(--ink); color: var(--paper); }
.labels { position: absolute; inset: 0; pointer-events: none; line-height: 1; }
.tag {
  position: absolute; font-size: .68rem; line-height: 1; padding: .1rem .3rem .15rem;
  border-radius: .2rem; color: var(--ink); background: var(--what); white-space: nowrap;
  border: 1px solid var(--paper);
}
.tag.agent { background: var(--who); } .tag.target { background: var(--whom); }
.tag.medium { background: var(--via); } .tag.time { background: var(--when); }
.tag.place { background: var(--where); } .tag.toll { background: var(--toll); }
.control {
  font: .7em/1 ui-monospace, monospace; border: 1px solid var(--force); color: var(--force);
  unicode-bidi: isolate; direction: ltr;
}
.panel {
  display: none; position: sticky; top: 1rem; align-self: start;
  max-height: calc(100vh - 2rem); overflow: auto;
}
.live .panel { display: block; }
.panel > p { color: var(--soft); border: 1px dashed var(--line); border-radius: .5rem;
  padding: .9rem 1rem; font-size: .9rem; }
.card {
  background: var(--card); border: 1px solid var(--line); border-radius: .5rem;
  border-inline-start: 4px solid var(--soft); padding: .7rem 1rem .8rem;
}
.card.say { border-inline-start-color: var(--say); }
.card.accord { border-inline-start-color: var(--accord); }
.card.dispute { border-inline-start-color: var(--dispute); }
.card.help { border-inline-start-color: var(--help); }
.card.force { border-inline-start-color: var(--force); }
.card h3 { font-size: 1.15rem; display: flex; flex-wrap: wrap; align-items: baseline;
  gap: 0 .6rem; }
.card h3 a { text-decoration: none; }
.card h3 .type { font-size: .72rem; letter-spacing: .04em; color: var(--soft); font-weight: 600; }
.card h3 .score { font-size: .72rem; color: var(--soft); font-weight: 400;
  margin-inline-start: auto; }
.flag { font-size: .74rem; font-weight: 600; color: var(--force); border: 1px solid;
  border-radius: .9rem; padding: 0 .5rem; line-height: 1.5; }
.mode { font-size: .75rem; border: 1px solid var(--line); border-radius: 1em; padding: 0 .5em;
  color: var(--soft); }
.uncertain { color: var(--dispute); }
.state { font-size: .8rem; color: var(--soft); line-height: 1.6; }
.roles > div { display: grid; grid-template-columns: 4rem minmax(0, 1fr); gap: .5rem;
  line-height: 1.65; font-size: .98rem; align-items: baseline; }
.roles dd > span {
  display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; overflow: hidden;
  overflow-wrap: anywhere;
}
.ladder { margin-top: .5rem; padding-top: .45rem; border-top: 1px solid var(--line); }
.ladder li { position: relative; padding-inline-start: 1.3rem; line-height: 1.5;
  padding-bottom: .35rem; font-size: .95rem; overflow-wrap: anywhere; }
.ladder li::before {
  content: ""; position: absolute; inset-inline-start: .2rem; top: .5em; width: .55rem;
  height: .55rem; border-radius: 50%; background: var(--card); border: 2px solid var(--soft);
  z-index: 1;
}
.ladder li:first-child::before { background: var(--soft); }
.ladder li:not(:last-child)::after {
  content: ""; position: absolute; inset-inline-start: calc(.2rem + .275rem - 1px);
  top: calc(.5em + .5rem); bottom: -.55em; border-inline-start: 2px solid var(--line);
}
.ladder .kind { display: block; line-height: 1.25; }
.frames { margin-top: 2.5rem; }
.frames h2, summary { font-size: 1rem; font-weight: 700; }
.frames ol.list { display: grid; gap: .7rem; margin-top: .6rem; }
@media (min-width: 56.01rem), print {
  .frames .card { display: grid; grid-template-columns: minmax(0, 1fr) 16rem; gap: 0 1.5rem;
    align-content: start; grid-auto-rows: max-content; }
  .frames .card > * { grid-column: 1; }
  .frames .card > .ladder { grid-column: 2; grid-row: 1 / span 20; margin: 0; padding-top: 0;
    border-top: 0; border-inline-start: 1px solid var(--line); padding-inline-start: 1rem; }
}
.d1 { margin-inline-start: 1.5rem; } .d2 { margin-inline-start: 3rem; }
.d3 { margin-inline-start: 4.5rem; } .d4 { margin-inline-start: 6rem; }
.panel .card { margin: 0; }
.frames .card:target { outline: 2px solid var(--say); }
details { margin-top: 2rem; border-top: 1px solid var(--line); padding-top: .7rem; }
summary { cursor: pointer; }
details li { margin-top: .5rem; line-height: 1.6; font-size: .92rem; overflow-wrap: anywhere;
  white-space: pre-line; }
footer { margin-top: 2rem; color: var(--soft); font-size: .78rem; overflow-wrap: anywhere; }
@media (max-width: 56rem) {
  body { padding: 1rem .9rem 2rem; font-size: 1.05rem; }
  .story h1 { font-size: 1.3rem; }
  .desk { display: block; }
  .panel { position: fixed; inset: auto 0 0 0; max-height: 45vh; z-index: 2; }
  .live .panel { display: none; }
  .live.reading .panel { display: block; box-shadow: 0 -6px 24px #0004; }
  .panel .card { border-radius: .7rem .7rem 0 0; }
  .reading { padding-bottom: 48vh; }
  .d1, .d2, .d3, .d4 { margin-inline-start: .8rem; }
}
@media print {
  :root { --paper: #fff; --ink: #000; --card: #fff; }
  body { max-width: none; font-size: 11pt; padding: 0; }
  .panel, .live .panel, .labels { display: none; }
  .desk { display: block; }
  .card { break-inside: avoid; }
  .roles dd > span { display: inline; }
}
"""
)
