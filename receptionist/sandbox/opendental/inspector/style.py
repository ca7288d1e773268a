"""The inspector's style sheet and its few lines of script, served at /inspector.css and /inspector.js."""

STYLE = """
:root { color-scheme: light dark; --ink: #1f2d33; --soft: #5a6b73; --line: #dbe3e5; --paper: #fff; --ground: #f3f6f6;
  --teal: #0f6f66; --tint: #d9efea; --gray: #e6ebed; --red: #a63d32; --blush: #fbe4e1; --violet: #574f78;
  --lilac: #e6e3ef; --amber: #fff2d6; --rust: #6b4a00; --stripe: #e9eeee; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4ecee; --soft: #9fb0b6; --line: #33444a; --paper: #1c272b; --ground: #141d20; --teal: #6cc9bd;
    --tint: #1f4742; --gray: #2c383d; --red: #f0a097; --blush: #4a2a27; --violet: #c5bde4; --lilac: #363149;
    --amber: #453816; --rust: #f3dca4; --stripe: #1a2529; } }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--ground); font: 1rem/1.5 system-ui, sans-serif; }
a { color: var(--teal); text-underline-offset: .18em; }
:focus-visible { outline: 3px solid var(--teal); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: .5rem; background: var(--paper);
padding: .5rem; }
header { background: var(--paper); border-bottom: 1px solid var(--line); padding: .8rem 1.25rem 0; }
header p { margin: .1rem 0 0; color: var(--soft); font-size: .87rem; }
header strong { font-size: 1.2rem; }
header nav { display: flex; gap: 1.4rem; margin-top: .55rem; overflow-x: auto; }
header nav a { padding: .35rem 0 .5rem; text-decoration: none; color: var(--soft); border-bottom: 3px solid
transparent; }
header nav a[aria-current] { color: var(--ink); border-color: var(--teal); font-weight: 600; }
.count { background: var(--red); color: var(--paper); border-radius: 1rem; padding: 0 .5em; font-size: .8rem; }
main { max-width: 84rem; margin: 0 auto; padding: 1.1rem 1.25rem 3rem; }
h1 { font-size: 1.35rem; margin: 0; } h2 { font-size: 1.05rem; margin: 1.6rem 0 .5rem; }
.bar { display: flex; gap: .6rem 1rem; align-items: center; flex-wrap: wrap; margin-bottom: .9rem; }
.bar .space { flex: 1; }
.soft, .empty { color: var(--soft); }
.button, button, input { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--line);
  border-radius: .5rem; padding: .4rem .8rem; min-height: 2.5rem; }
.button { display: inline-flex; align-items: center; text-decoration: none; }
button { cursor: pointer; } button:hover, .button:hover { border-color: var(--teal); }
input[type=search] { width: min(24rem, 100%); }
.note { background: var(--amber); color: var(--rust); border-radius: .5rem; padding: .5rem .9rem; margin: 0 0 .9rem; }
.board { display: flex; background: var(--paper); border: 1px solid var(--line); border-radius: .8rem; padding: .7rem;
  overflow-x: auto; scroll-snap-type: x proximity; scroll-padding-left: 4rem; }
.times { flex: none; width: 3.3rem; position: sticky; left: -.7rem; background: var(--paper); z-index: 3;
padding-left: .3rem; }
.chair { flex: 1 0 10rem; margin-left: .4rem; scroll-snap-align: start; min-width: 0; }
.chair h2, .times h2 { margin: 0; height: 1.9rem; font-size: .9rem; white-space: nowrap; overflow: hidden; }
.lane { position: relative; border-radius: .4rem;
  background: repeating-linear-gradient(135deg, var(--stripe) 0 6px, transparent 6px 12px); }
.times .lane { background: none; color: var(--soft); font-size: .78rem; }
.lane > * { position: absolute; left: 0; right: 0; overflow: hidden; border-radius: .35rem; }
.lane .open { background: var(--paper); border: 1px solid var(--line); }
.lane .blockout { background: var(--lilac); color: var(--violet); font-size: .78rem; padding: .1rem .5rem; }
.visit { background: var(--tint); border-left: .25rem solid var(--teal); padding: .05rem .4rem; font-size: .78rem;
  line-height: 1.3; color: var(--ink); text-decoration: none; border-bottom: 1px solid var(--paper); }
.visit b { font-weight: 600; } .visit:hover, .visit:focus-visible { z-index: 2; filter: brightness(.97); }
.visit.complete { background: var(--gray); border-left-color: var(--soft); }
.visit.broken { background: var(--blush); border-left-color: var(--red); } .visit.broken b { text-decoration:
  line-through; }
.visit.ptnote, .visit.ptnotecompleted { background: var(--amber); border-left-color: var(--rust); }
.now { height: 0; border-top: 2px solid var(--red); border-radius: 0; }
.scroll { overflow-x: auto; background: var(--paper); border: 1px solid var(--line); border-radius: .8rem; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; }
th, td { text-align: left; padding: .5rem .8rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--soft); font-weight: 600; font-size: .82rem; } tr:last-child td { border-bottom: 0; }
td.when, td.num { white-space: nowrap; font-variant-numeric: tabular-nums; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.2rem; background: var(--paper);
margin: .8rem 0;
  border: 1px solid var(--line); border-radius: .8rem; padding: .9rem 1.1rem; } dt { color: var(--soft); } dd {
margin: 0; }
code { background: var(--gray); padding: .08em .35em; border-radius: .3rem; overflow-wrap: anywhere; }
form { margin: 0; }
@media (max-width: 40rem) {
  main { padding: .9rem .7rem 2rem; } header { padding-inline: .8rem; }
  .chair { flex-basis: 62vw; } .board { padding-left: .3rem; } .times { left: -.3rem; }
  .scroll tr { display: block; padding: .45rem 0; border-bottom: 1px solid var(--line); }
  .scroll thead { display: none; } .scroll td { display: block; border: 0; padding: .1rem .8rem; white-space: normal; }
}
"""

SCRIPT = """
addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, .board")) return;
  const to = {ArrowLeft: "[rel=prev]", ArrowRight: "[rel=next]"}[event.key];
  if (to) document.querySelector(to).click(); else if (event.key === "t") location.href = "/";
});
"""
