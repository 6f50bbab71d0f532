// Fonts, pictures, certificates and archives in base64 within source.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { javascriptBodies } from './good-javascript.ts'
import { pythonBodies } from './good-python.ts'
import { bad, glued, wholeOf, wrapped } from './kit.ts'
import { different, nouns, sentence } from './vocabulary.ts'

export const base64 = (random: Random): readonly GoldCase[] => [
  bad(
    'base64-font-in-css',
    'css/fonts.css',
    'encoded lines',
    `@font-face {
  font-family: "Grotesk";
  font-weight: 400;
  src: url(data:font/woff2;base64,${random.of('font').text('base64', 9000)}=) format("woff2");
}

body {
  font-family: "Grotesk", sans-serif;
  line-height: 1.5;
}
`,
  ),
  bad(
    'base64-sprite-in-javascript',
    'src/sprites.js',
    'encoded lines',
    `// Sprites of the game, packed by hand so that it starts without a server.
export const SPRITES = {
${['hero', 'tree', 'coin']
  .map((name) => `  ${name}: 'data:image/png;base64,iVBORw0KGgo${random.of(name).text('base64', 2600)}==',`)
  .join('\n')}
};

export function load(name) {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = reject;
    image.src = SPRITES[name];
  });
}
`,
  ),
  bad(
    'base64-wrapped-in-python',
    'installer/get_tool.py',
    'encoded',
    `"""Unpacks the tool from the archive below and runs it."""
import base64
import os
import sys
import tempfile

ARCHIVE = b"""
${wrapped(random.of('archive').text('base64', 15200), 76).join('\n')}
"""


def main():
    folder = tempfile.mkdtemp()
    path = os.path.join(folder, "tool.zip")
    with open(path, "wb") as handle:
        handle.write(base64.b64decode(ARCHIVE))
    sys.path.insert(0, path)
    from tool import cli
    sys.exit(cli.run())


if __name__ == "__main__":
    main()
`,
  ),
  bad(
    'base64-between-good-functions',
    'lib/tokenize.js',
    'encoded lines',
    `${wholeOf(javascriptBodies, 'javascript-expression-tokenizer')}
const SELF_TEST = Buffer.from('${random.of('self').text('base64', 4400)}', 'base64');
`,
  ),
  bad(
    'base64-between-good-functions',
    'tools/report.py',
    'encoded lines',
    `${wholeOf(pythonBodies, 'python-sales-report')}
LOGO = "${random.of('logo').text('base64', 3000)}"
`,
  ),
  bad(
    'base64-icons-in-php',
    'inc/icons.php',
    'encoded lines',
    `<?php
class Icons
{
    private static $data = array(
${different(random.of('icon-names'), 12, (from) => from.pick(nouns))
  .map((name) => `        '${name}' => 'R0lGODlh${random.of(name).text('base64', 1100)}==',`)
  .join('\n')}
    );

    public static function send($name)
    {
        header('Content-Type: image/gif');
        echo base64_decode(self::$data[$name]);
    }
}
`,
  ),
  bad(
    'base64-certificates-in-c',
    'src/net/roots.c',
    'encoded',
    `/* Root certificates we trust. Update with scripts/roots.sh. */
#include "roots.h"

const char roots_pem[] =
${Array.from(
  { length: 6 },
  (_, index) => `    "-----BEGIN CERTIFICATE-----\\n"
${wrapped(random.of(`root${index}`).text('base64', 1280), 64)
  .map((line) => `    "${line}\\n"`)
  .join('\n')}
    "-----END CERTIFICATE-----\\n"`,
).join('\n')};

const unsigned int roots_pem_length = sizeof roots_pem;
`,
  ),
  bad(
    'base64-certificates-in-c',
    'certs/bundle.rs',
    'encoded',
    `//! Trusted roots.

pub const BUNDLE: &str = "\\
${Array.from(
  { length: 8 },
  (_, index) => `-----BEGIN CERTIFICATE-----
${wrapped(random.of(`rust${index}`).text('base64', 1600), 64).join('\n')}
-----END CERTIFICATE-----`,
).join('\n')}
";
`,
  ),
  bad(
    'base64-secret-in-yaml',
    'k8s/fonts-configmap.yaml',
    'encoded lines',
    `apiVersion: v1
kind: ConfigMap
metadata:
  name: fonts
  namespace: reports
binaryData:
${different(random.of('font-names'), 4, (from) => from.pick(nouns))
  .map((name) => `  ${name}.ttf: AAEAAAA${random.of(name).text('base64', 3000)}=`)
  .join('\n')}
`,
  ),
  bad(
    'base64-picture-in-markdown',
    'docs/architecture.md',
    'encoded',
    `# Architecture

The services talk to each other by messages only. The picture shows which of them writes where.

![services](data:image/png;base64,iVBORw0KGgo${random.of('picture').text('base64', 7000)})

Each service owns its tables. Reports are made from a copy that is an hour old.
`,
  ),
  bad(
    'base64-picture-in-html',
    'mail/newsletter.html',
    'encoded html',
    `<html>
<head><title>News of May</title></head>
<body>
${glued(
  '<table><tr><td><img alt="" src="data:image/jpeg;base64,/9j/4AAQSkZJRg',
  `${random.of('jpeg').text('base64', 9000)}"></td></tr>`,
)}
<tr><td><p>${sentence(random.of('news'), 30)}</p></td></tr></table>
</body>
</html>
`,
  ),
  bad(
    'base64-wasm-in-typescript',
    'src/codec/wasm.ts',
    'encoded lines',
    `// The decoder, compiled from decoder.c with -Oz.
const binary = 'AGFzbQEAAAAB${random.of('wasm').text('base64', 20000)}'

export const instantiate = async (): Promise<WebAssembly.Instance> => {
  const bytes = Uint8Array.from(atob(binary), (char) => char.charCodeAt(0))
  const { instance } = await WebAssembly.instantiate(bytes)
  return instance
}
`,
  ),
]
