// Pages that have scripts, tables, drawings or forms and much to read beside them; a template tool that writes XML.
import { type Body, file } from './kit.ts'

export const nearHtml: readonly Body[] = [
  {
    family: 'near-html-page-with-script',
    path: 'guide/knots.html',
    near: 'html',
    text: file`
<!DOCTYPE html>
<html>
<head>
<title>Five knots for the boat</title>
<script>
  // Steps are shown one after the other.
  function step(list, by) {
    var items = list.children, at = Number(list.dataset.at || 0) + by;
    if (at < 0 || at >= items.length) return;
    items[list.dataset.at || 0].className = '';
    items[at].className = 'current';
    list.dataset.at = at;
  }
</script>
</head>
<body>
<h1>Five knots for the boat</h1>
<p>Most sailors get along with five knots all their life. What matters more than their number is to tie them in the
dark, with wet hands, behind the back, and in less time than it takes to read this sentence. So do not go on to the
next one before the one you are learning bores you.</p>
<h2>The bowline</h2>
<p>It makes a loop that does not slip and that can be opened after any load. It may shake loose when it is not under
load, so for a mooring that you leave alone, add a second turn.</p>
<ol id="bowline">
  <li class="current">Lay a small loop into the rope, with the end on top.</li>
  <li>Come up through the loop from below with the end.</li>
  <li>Go around behind the standing part.</li>
  <li>Go down through the loop again, and pull it tight by the standing part.</li>
</ol>
<button onclick="step(document.getElementById('bowline'), 1)">Next step</button>
<h2>The cleat hitch</h2>
<p>One turn around the base, one figure of eight, and one locking turn: that is all. More turns do not hold better, they
only take longer to open when somebody is waiting for the place.</p>
</body>
</html>
`,
    others: [
      { path: 'pages/bends.html', swap: { bowline: 'fisherman', knot: 'bend', mooring: 'fender' }, licence: 'spdx' },
    ],
  },
  {
    family: 'near-html-table-of-limits',
    path: 'manual/limits.html',
    near: 'html',
    text: file`
<html>
<head><title>Limits of the free plan</title></head>
<body>
<h1>Limits of the free plan</h1>
<p>These limits apply to each project. Nothing is deleted when you reach one; you cannot add more until there is
room.</p>
<table>
<tr><th>What</th><th>Free</th><th>Team</th><th>What happens at the limit</th></tr>
<tr><td>Documents</td><td>200</td><td>unlimited</td><td>The button for new documents is grey.</td></tr>
<tr><td>Size of a picture</td><td>5 MB</td><td>50 MB</td><td>The picture is refused with a message.</td></tr>
<tr><td>Guests</td><td>3</td><td>100</td><td>Invitations wait until somebody leaves.</td></tr>
<tr><td>Versions kept</td><td>30 days</td><td>one year</td><td>Older versions are removed at night.</td></tr>
<tr><td>Exports in a day</td><td>10</td><td>200</td><td>Try again on the next day.</td></tr>
</table>
<p>A guest who belongs to several projects counts once in each of them. Versions that carry a name are never removed,
whatever their age, and do not count towards any limit.</p>
<p>If you need more for a short time, for example to move a collection of pictures from somewhere else, write to us and
tell us when. We lift the limits for a weekend without asking why.</p>
</body>
</html>
`,
    others: [{ path: 'help/quota.htm', swap: { document: 'board', picture: 'sketch', guest: 'visitor' } }],
  },
  {
    family: 'near-html-german-letter',
    path: 'vorlagen/mahnung.html',
    near: 'html',
    text: file`
<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<title>Zahlungserinnerung</title>
<style>
  body { font: 11pt/1.5 Georgia, serif; margin: 2.5cm; }
  .betrag { font-weight: bold; white-space: nowrap; }
</style>
</head>
<body>
<p>Sehr geehrte Damen und Herren,</p>
<p>sicher ist es Ihrer Aufmerksamkeit entgangen, dass unsere Rechnung vom ersten dieses Monats noch offen ist. Wir haben
sie diesem Schreiben noch einmal beigelegt und bitten Sie, den Betrag von <span class="betrag">{{ betrag }} Euro</span>
innerhalb von zehn Tagen zu überweisen.</p>
<p>Sollte sich Ihre Zahlung mit diesem Brief überschnitten haben, so betrachten Sie ihn bitte als gegenstandslos. Wenn
Sie mit der Rechnung nicht einverstanden sind oder eine Zahlung in Raten wünschen, rufen Sie uns bitte an; in den
meisten Fällen finden wir am Telefon schneller eine Lösung als in Briefen.</p>
<p>Nach Ablauf der Frist müssten wir Verzugszinsen und eine Gebühr von fünf Euro berechnen, was wir beide gern vermeiden
möchten.</p>
<p>Mit freundlichen Grüßen<br>{{ absender }}</p>
</body>
</html>
`,
  },
  {
    family: 'near-html-drawing-with-text',
    path: 'lessons/levers.html',
    near: 'html',
    text: file`
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Levers</title></head>
<body>
<h1>Why a long lever lifts a heavy stone</h1>
<p>A lever turns about a point, the fulcrum. Push down on one side and the other side goes up. The farther from the
fulcrum you push, the less you have to push, but also the farther your hand has to move: what you save in force you
pay in way.</p>
<svg viewBox="0 0 320 120" width="320" role="img" aria-label="A lever on a fulcrum">
  <path d="M20 70 L300 70" stroke="black" stroke-width="4"/>
  <path d="M90 70 L75 100 L105 100 Z" fill="grey"/>
  <rect x="20" y="40" width="40" height="30"/>
  <text x="230" y="50">your hand</text>
</svg>
<p>In the drawing the hand is three times as far from the fulcrum as the stone. A stone of sixty kilograms then needs
a push as of twenty. Archimedes is said to have boasted that he could move the earth if he had a place to stand; he
did not say how far his hand would have had to go.</p>
<h2>Try it yourself</h2>
<p>Lay a ruler over a pencil and put three coins on one end. How many coins do you need on the other end? Move the
pencil and try again. Write down the distances and look for the rule before you turn the page.</p>
</body>
</html>
`,
    others: [{ path: 'school/pulleys.html', swap: { lever: 'pulley', fulcrum: 'axle', stone: 'crate' } }],
  },
]
