"""The inspector's markup. Every value is escaped; the pages work without scripts, which only add arrow keys."""

from jinja2 import DictLoader, Environment

_BASE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title }} · {{ practice }} (sandbox)</title>
<link rel="stylesheet" href="/inspector.css">
<link rel="icon" href="data:,">
</head>
<body>
<a class="skip" href="#main">Skip to the page</a>
<header>
<strong>{{ practice }}</strong>
<p>Sandbox Open Dental {{ version }} · everyone here is invented · {{ now }} ({{ zone }})</p>
<nav aria-label="Pages">
{% for path, name in (("/", "Day"), ("/patients", "Patients"), ("/changes", "Changes"), ("/faults", "Faults")) %}
<a href="{{ path }}"{% if here == path %} aria-current="page"{% endif %}>{{ name }}
{%- if path == "/faults" and pending %} <span class="count">{{ pending }}</span>{% endif %}</a>
{% endfor %}
</nav>
</header>
<main id="main">
{% block page %}{% endblock %}
</main>
</body>
</html>
"""
_DAY = """{% extends "base" %}{% block page %}
<div class="bar">
<h1>{{ view.day.strftime("%A, %B %-d, %Y") }}</h1>
<span class="soft">{{ view.booked }} visit{{ "" if view.booked == 1 else "s" }}</span>
<span class="space"></span>
<a class="button" rel="prev" href="/?date={{ view.before }}" aria-label="Day before">←</a>
<a class="button" href="/">Today</a>
<a class="button" rel="next" href="/?date={{ view.after }}" aria-label="Day after">→</a>
<form action="/"><input type="date" name="date" value="{{ view.day }}" aria-label="Go to a day">
<button>Go</button></form>
</div>
{% for note in view.closed %}<p class="note">Closed: {{ note }}</p>{% endfor %}
<div class="board" tabindex="0" role="region" aria-label="Schedule by operatory">
<div class="times"><h2></h2><div class="lane" style="height: {{ view.height }}rem">
{% for label, top in view.hours %}<div style="top: {{ top }}rem">{{ label }}</div>{% endfor %}
{% if view.now_at is not none %}<div class="now" style="top: {{ view.now_at }}rem"></div>{% endif %}
</div></div>
{% for name, boxes in view.chairs %}
<section class="chair"><h2>{{ name }}</h2><div class="lane" style="height: {{ view.height }}rem">
{% for box in boxes %}
{% set place = "top: %srem; height: %srem; left: %s%%; width: %s%%"|format(box.top, box.height, box.left, box.width) %}
{% if box.number %}
<a class="{{ box.css }}" style="{{ place }}" href="/changes?visit={{ box.number }}"
 title="{{ box.times }}, {{ box.title }}, {{ box.detail }}"><b>{{ box.times.split(" ")[0] }} {{ box.title }}</b><br>
{{ box.detail }}</a>
{% else %}
<div class="{{ box.css }}" style="{{ place }}"{% if box.title %} title="{{ box.times }} {{ box.detail }}"{% endif %}>
{{ box.title }}</div>
{% endif %}
{% endfor %}
</div></section>
{% endfor %}
</div>
<p class="soft">API: <code>{{ origin }}/api/v1</code> with <code>Authorization: ODFHIR sandbox/default</code>.
Keys: {{ keys }}; any other name is a key too. Arrow keys turn the day, T goes to today.</p>
<script src="/inspector.js" defer></script>
{% endblock %}"""
_PATIENTS = """{% extends "base" %}{% block page %}
<div class="bar"><h1>Patients</h1></div>
<form class="bar" role="search" action="/patients">
<input type="search" name="q" value="{{ wanted }}" placeholder="Name, phone or PatNum" aria-label="Find a
patient" autofocus>
<button>Find</button></form>
{% if rows %}<div class="scroll"><table>
<thead><tr><th>Name</th><th>Born</th><th>Phones</th><th>Address</th><th>Status</th><th>PatNum</th></tr></thead><tbody>
{% for row in rows %}<tr><td><a href="/patients/{{ row.PatNum }}">{{ row.LName }}, {{ row.FName }}</a></td>
<td class="when">{{ row.Birthdate if row.Birthdate != "0001-01-01" else "" }}</td>
<td>{{ [row.WirelessPhone, row.HmPhone, row.WkPhone]|select|join(", ") }}</td><td>{{ row.Address }}</td>
<td>{{ row.PatStatus }}</td><td class="num">{{ row.PatNum }}</td></tr>{% endfor %}
</tbody></table></div>{% else %}<p class="empty">Nobody is called that, and no phone has these digits.</p>{% endif %}
{% endblock %}"""
_PATIENT = """{% extends "base" %}{% block page %}
<div class="bar"><h1>{{ card.person.FName }} {{ card.person.LName }}</h1>
<span class="soft">PatNum {{ card.person.PatNum }}</span></div>
<dl>
<dt>Born</dt><dd>{{ card.person.Birthdate if card.person.Birthdate != "0001-01-01" else "unknown" }}</dd>
<dt>Phones</dt><dd>{{ [card.person.WirelessPhone, card.person.HmPhone, card.person.WkPhone]|select|join(", ")
or "none" }}</dd>
<dt>Address</dt><dd>{{ card.person.Address or "unknown" }}</dd>
<dt>Balance</dt><dd>{{ "%.2f"|format(card.person.EstBalance) }}</dd>
<dt>Insurance</dt><dd>{% for plan in card.coverage %}{{ plan.CarrierName }}{% if plan.GroupName %}, {{ plan.GroupName }}
{%- endif %} ({{ plan.Relationship }}){{ "; " if not loop.last }}{% else %}none{% endfor %}</dd>
<dt>Family</dt><dd>{% for other in card.family %}<a href="/patients/{{ other.PatNum }}">{{ other.FName }} {{
other.LName }}</a>
{{- ", " if not loop.last }}{% else %}alone{% endfor %}</dd>
</dl>
<h2>Visits</h2>
{% if card.visits %}<div class="scroll"><table>
<thead><tr><th>When</th><th>What</th><th>Provider</th><th>Status</th><th>AptNum</th></tr></thead><tbody>
{% for row in card.visits %}<tr><td class="when"><a href="/?date={{ row.AptDateTime[:10] }}">{{
row.AptDateTime[:16] }}</a></td>
<td>{{ row.AppointmentTypeName or row.ProcDescript or "Visit" }}</td><td>{{ row.Abbr or "" }}</td><td>{{
row.AptStatus }}</td>
<td class="num"><a href="/changes?visit={{ row.AptNum }}">{{ row.AptNum }}</a></td></tr>{% endfor %}
</tbody></table></div>{% else %}<p class="empty">No visits.</p>{% endif %}
{% endblock %}"""
_CHANGES = """{% extends "base" %}{% block page %}
<div class="bar"><h1>{% if visit %}Changes of visit {{ visit }}{% else %}Changes, newest first{% endif %}</h1>
{% if visit %}<a class="button" href="/changes">All changes</a>{% endif %}
{% if patient %}<a class="button" href="/patients/{{ patient }}">The patient</a>{% endif %}</div>
{% if rows %}<div class="scroll"><table>
<thead><tr><th>When</th><th>What</th><th>Of</th><th>Details</th></tr></thead><tbody>
{% for row in rows %}<tr><td class="when">{{ row.at }}</td><td>{{ row.what }}</td>
<td class="num">{% if row.apt %}<a href="/changes?visit={{ row.apt }}">{{ row.subject }}</a>
{% elif row.PatNum %}<a href="/patients/{{ row.PatNum }}">{{ row.subject }}</a>{% else %}{{ row.subject }}{%
endif %}</td>
<td>{{ row.words }}</td></tr>{% endfor %}
</tbody></table></div>{% else %}<p class="empty">Nothing has changed since the world was loaded.</p>{% endif %}
{% endblock %}"""
_FAULTS = """{% extends "base" %}{% block page %}
<div class="bar"><h1>Faults</h1><span class="space"></span>
{% if rows %}<form method="post" action="/admin/faults/clear"><button>Clear all</button></form>{% endif %}</div>
{% if rows %}<div class="scroll"><table>
<thead><tr><th>Fault</th><th>Requests</th><th>When</th><th>Struck</th><th></th></tr></thead><tbody>
{% for row in rows %}<tr><td>{{ row.wish.kind }}
{%- if row.wish.kind == "latency" %}, {{ row.wish.seconds }} s{% endif %}{% if row.after_commit %}, after the
commit{% endif %}</td>
<td><code>{{ row.wish.method }} {{ row.wish.path }}</code>{% if row.wish.key %} of key {{ row.wish.key }}{%
endif %}</td>
<td>{% if row.left is none %}{{ "%g"|format(100 * row.wish.rate) }} % of them{% else %}the next {{ row.left
}}{% endif %}</td>
<td>{{ row.hits }} time{{ "" if row.hits == 1 else "s" }}</td>
<td><form method="post" action="/admin/faults/clear?number={{ row.number
}}"><button>Clear</button></form></td></tr>{% endfor %}
</tbody></table></div>{% else %}<p class="empty">No faults are pending: the office answers as it should.</p>{% endif %}
<p class="soft">Add one with <code>receptionist sandbox faults add reset_after --method POST --path appointments</code>,
or POST it to <code>{{ origin }}/admin/faults</code>.</p>
{% endblock %}"""

PAGES = Environment(
    loader=DictLoader(
        {"base": _BASE, "day": _DAY, "patients": _PATIENTS, "patient": _PATIENT, "changes": _CHANGES, "faults": _FAULTS}
    ),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)
