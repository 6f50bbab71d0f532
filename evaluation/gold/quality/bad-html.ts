// Pages with next to no text that can be read: shells of applications, redirects, frames, scripts, styles and drawings.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { bad, glued, lines } from './kit.ts'
import { capital, different, functionName, nouns, sentence, snake } from './vocabulary.ts'

const shell = (title: string, root: string, extra: string): string => `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <link rel="icon" href="%PUBLIC_URL%/favicon.ico" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="theme-color" content="#000000" />
    <meta name="description" content="${title}, made with create-react-app" />
    <link rel="apple-touch-icon" href="%PUBLIC_URL%/logo192.png" />
    <link rel="manifest" href="%PUBLIC_URL%/manifest.json" />
    <title>${title}</title>
  </head>
  <body>
    <noscript>You need to enable JavaScript to run this app.</noscript>
    ${root}
${extra}  </body>
</html>
`

const canvasGame = (random: Random): string => `<!DOCTYPE html>
<html>
<head>
<title>Snake</title>
<style>
canvas { border: 1px solid #333; display: block; margin: 2em auto; }
</style>
</head>
<body>
<canvas id="field" width="400" height="400"></canvas>
<script>
var context = document.getElementById('field').getContext('2d');
var state = { x: 10, y: 10, dx: 1, dy: 0, tail: [], score: 0 };
${different(random, 14, functionName)
  .map(
    (name) => `function ${name}(value) {
  if (state.${name} !== value) {
    state.${name} = value;
${glued(
  `    context.fillRect(state.x * ${4 + random.int(20)}, state.y * ${4 + random.int(20)}, `,
  `${random.int(20)}, ${random.int(20)});`,
)}
  }
  return state.score + ${random.int(9)};
}`,
  )
  .join('\n')}
setInterval(${functionName(random)}, 100);
</script>
</body>
</html>
`

const mailTable = (random: Random): string => `<html>
<body style="margin:0;padding:0;background-color:#f4f4f4;">
<table width="100%" border="0" cellspacing="0" cellpadding="0">
${different(random, 12, (from) => from.pick(nouns))
  .map(
    (noun) => `  <tr>
${glued(
  '    <td align="left" valign="top" style="padding:10px 20px 10px 20px;font-family:Arial,H',
  'elvetica,sans-serif;font-size:14px;">',
)}
${glued(
  `      <a href="https://news.example.org/${noun}?utm_source=mail&amp;utm_campaign=spring"`,
  ' style="color:#1155cc;text-decoration:none;">',
)}
${glued(
  `        <img src="https://news.example.org/images/${noun}.jpg" width="560" height="220" `,
  'border="0" style="display:block;" /></a>',
)}
    </td>
    <td style="font-size:11px;line-height:16px;color:#888888;">${capital(noun)}</td>
  </tr>`,
  )
  .join('\n')}
</table>
</body>
</html>
`

const drawing = (random: Random): string => `<html>
<head><title>Map</title></head>
<body>
<svg width="900" height="600" xmlns="http://www.w3.org/2000/svg">
${different(random, 45, functionName)
  .map(
    (name) =>
      `<path id="${name}" fill="#${random.text('hex', 6)}" d="M ${lines(
        12,
        () => `${random.int(900)},${random.int(600)}`,
      ).replaceAll('\n', ' L ')} z"/>`,
  )
  .join('\n')}
</svg>
</body>
</html>
`

const boundTemplate = (random: Random): string => `<div class="page" *ngIf="model$ | async as model; else loading">
${different(random, 14, (from) => from.pick(nouns))
  .map(
    (noun) => `  <app-${noun} [${noun}]="model.${noun}" [readonly]="!(canEdit$ | async)"
    (changed)="onChanged('${noun}', $event)"
    [class.is-invalid]="form.controls['${noun}'].invalid && form.controls['${noun}'].touched"></app-${noun}>`,
  )
  .join('\n')}
</div>
<ng-template #loading><app-spinner></app-spinner></ng-template>
`

const bookmarks = (random: Random): string => `<!doctype html>
<html>
<head><title>Links</title></head>
<body>
${different(random, 40, functionName)
  .map((name) =>
    glued(
      `<a href="https://www.${snake(name).replace('_', '-')}.example.com/`,
      `${random.text('alphanumeric', 60)}?session=${random.text('hex', 40)}" target="_blank" re`,
      `l="noopener noreferrer">${random.text('lower', 3)}</a>`,
    ),
  )
  .join('\n')}
</body>
</html>
`

const styleOnly = (random: Random): string => `<html>
<head>
<style type="text/css">
${different(random, 30, functionName)
  .map((name) =>
    glued(
      `.${snake(name).replace('_', '-')} { color: #${random.text('hex', 6)}; margin: `,
      `${random.int(30)}px; padding: ${random.int(30)}px; float: left; }`,
    ),
  )
  .join('\n')}
</style>
</head>
<body class="${snake(functionName(random))}">
<div id="header"></div>
<div id="content"></div>
<div id="footer"><p>${sentence(random, 4)}</p></div>
</body>
</html>
`

export const html = (random: Random): readonly GoldCase[] => [
  bad('html-react-shell', 'public/index.html', 'html', shell('Harvest planner', '<div id="root"></div>', '')),
  bad(
    'html-react-shell',
    'client/public/index.html',
    'html',
    shell('Boats', '<div id="app"></div>', '    <script type="module" src="/src/main.jsx"></script>\n'),
  ),
  bad(
    'html-bundled-shell',
    'dist/index.html',
    'html',
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Console</title><base href="/">
${different(random.of('chunks'), 12, (from) => from.text('hex', 20))
  .map((chunk) => `<link rel="modulepreload" href="chunk-${chunk}.js">`)
  .join('\n')}
<link rel="stylesheet" href="styles.${random.of('styles').text('hex', 20)}.css"></head>
<body><app-root></app-root>
${glued(
  `<script src="runtime.${random.of('run').text('hex', 20)}.js" defer></script><script src=`,
  `"main.${random.of('main').text('hex', 20)}.js" defer></script>`,
)}
</body></html>
`,
  ),
  bad(
    'html-redirect',
    'docs/old/install.html',
    'html',
    `<!DOCTYPE html>
<html>
  <head>
    <meta charset="utf-8">
    <title>Redirecting</title>
    <link rel="canonical" href="https://docs.example.org/en/latest/guide/installation.html">
    <meta http-equiv="refresh" content="0; url=https://docs.example.org/en/latest/guide/installation.html">
    <meta name="robots" content="noindex">
    <script>location.replace("https://docs.example.org/en/latest/guide/installation.html" + location.hash)</script>
  </head>
  <body>
    <a href="https://docs.example.org/en/latest/guide/installation.html">Moved</a>
  </body>
</html>
`,
  ),
  bad(
    'html-frames',
    'javadoc/index.html',
    'html',
    `<html>
<head><title>Overview</title>
<script type="text/javascript">
    targetPage = "" + window.location.search;
    if (targetPage != "" && targetPage != "undefined")
        targetPage = targetPage.substring(1);
    function loadFrames() {
        if (targetPage != "" && targetPage != "undefined")
             top.classFrame.location = top.targetPage;
    }
</script>
</head>
<frameset cols="20%,80%" title="Documentation frame" onload="top.loadFrames()">
<frame src="allclasses-frame.html" name="packageFrame" title="All classes and interfaces">
<frame src="overview-summary.html" name="classFrame" title="Package, class and interface descriptions" scrolling="yes">
</frameset>
</html>
`,
  ),
  bad(
    'html-frames',
    'embed/player.html',
    'html',
    `<!doctype html>
<html>
<head><style>html, body, iframe { width: 100%; height: 100%; margin: 0; border: 0; overflow: hidden }</style></head>
<body>
${glued(
  '<iframe src="https://video.example.org/embed/',
  `${random.of('video').text('alphanumeric', 16)}?autoplay=1&amp;controls=0&amp;rel=0"`,
)}
${glued(
  '  allow="accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-i',
  'n-picture" allowfullscreen></iframe>',
)}
</body>
</html>
`,
  ),
  bad('html-canvas-game', 'games/snake.html', 'html', canvasGame(random.of('snake'))),
  bad('html-canvas-game', 'games/bricks.html', 'html', canvasGame(random.of('bricks')).replaceAll('Snake', 'Bricks')),
  bad('html-mail-table', 'emails/spring.html', 'html', mailTable(random.of('spring'))),
  bad('html-drawing', 'maps/districts.html', 'html characters', drawing(random.of('districts'))),
  bad('html-bound-template', 'src/app/account/account.component.html', 'html', boundTemplate(random.of('account'))),
  bad('html-bookmarks', 'links.html', 'html', bookmarks(random.of('links'))),
  bad('html-style-only', 'mock/layout.html', 'html', styleOnly(random.of('layout'))),
]
