"""The markup and styles of the sandbox's page; `page` fills them in (every value is escaped)."""

TEMPLATE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ practice }}: sandbox Open Dental</title>
<style>
  :root { color-scheme: light; --ink: #1d2b33; --soft: #5d6f79; --line: #dde5e8; --teal: #14756b; }
  body { margin: 0 auto; padding: 2rem 1.5rem 3rem; max-width: 76rem; color: var(--ink); background: #f4f7f8;
         font: 15px/1.45 system-ui, sans-serif; }
  h1 { margin: 0; font-size: 1.5rem; }
  p { margin: .35rem 0; color: var(--soft); max-width: 60rem; }
  code { background: #e6edef; padding: .1em .35em; border-radius: 4px; color: var(--ink); }
  nav { display: flex; gap: 1rem; align-items: baseline; margin: 1.5rem 0 .75rem; flex-wrap: wrap; }
  nav h2 { margin: 0; font-size: 1.15rem; }
  a { color: var(--teal); }
  .closed { background: #fff1d6; color: #6b4a00; border-radius: 8px; padding: .5rem .9rem; margin-bottom: .75rem; }
  .board { display: flex; gap: 6px; background: #fff; border: 1px solid var(--line); border-radius: 12px;
           padding: 12px; overflow-x: auto; }
  .times { width: 3.2rem; flex: none; padding-top: 2rem; }
  .chair { flex: 1; min-width: 9.5rem; }
  .chair h3 { margin: 0; height: 2rem; font-size: .9rem; }
  .lane { position: relative; background: repeating-linear-gradient(135deg, #eef1f2 0 6px, #e7ebed 6px 12px);
          border-radius: 6px; }
  .times .lane { background: none; color: var(--soft); font-size: .8rem; }
  .lane > * { position: absolute; left: 0; right: 0; box-sizing: border-box; overflow: hidden; border-radius: 5px; }
  .open { background: #fff; border: 1px solid var(--line); }
  .blockout { background: #e3e0ec; color: #57507a; font-size: .8rem; padding: 3px 8px; }
  .visit { background: #d7efe9; border-left: 4px solid var(--teal); padding: 2px 7px; font-size: .8rem;
           line-height: 1.25; }
  .visit.complete { background: #e4e9ec; border-color: #90a2ab; }
  .visit.broken { background: #fbe3e0; border-color: #c2554a; text-decoration: line-through; }
  .visit.ptnote, .visit.ptnotecompleted { background: #fff7c9; border-color: #cbb43a; }
</style>
</head>
<body>
<h1>{{ practice }}</h1>
<p>A sandbox that behaves as Open Dental {{ version }} does. Everyone in it is invented, and a restart brings back the
world file's state. Office time: {{ now }} ({{ zone }}).</p>
<p>The API is at <code>/api/v1</code> with <code>Authorization: ODFHIR sandbox/default</code>.
Keys: {{ keys }}; any other name is a key too.</p>
<nav>
  <a href="/?date={{ before }}">Day before</a>
  <h2>{{ day }}</h2>
  <a href="/?date={{ after }}">Day after</a>
  <a href="/">Today</a>
  <span>{{ booked }} visits</span>
</nav>
{% for note in closed %}
<div class="closed">Closed: {{ note }}</div>
{% endfor %}
<div class="board">
  <div class="times"><div class="lane" style="height: {{ height }}px">
    {% for label, top in hours %}
    <div style="top: {{ top }}px">{{ label }}</div>
    {% endfor %}
  </div></div>
  {% for name, blocks in chairs %}
  <section class="chair"><h3>{{ name }}</h3><div class="lane" style="height: {{ height }}px">
    {% for block in blocks %}
    <div class="{{ block.css }}" style="top: {{ block.top }}px; height: {{ block.height }}px">
      {{ block.time }} {{ block.title }}{% if block.detail %}<br>{{ block.detail }}{% endif %}
    </div>
    {% endfor %}
  </div></section>
  {% endfor %}
</div>
</body>
</html>
"""
