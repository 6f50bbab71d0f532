// Anti-analysis: finding out who is looking, and behaving for them. Checking for a virtual machine is ordinary for
// installers and system tools; leaving when an analyst's tool runs, or striking on a date or in a country, is not.
import { all, any, c, command, count, inside, is, js, near, ps, py, type RuleSet, sh, statement } from '../model.ts'

const id = (name: string): string => `anti-analysis.${name}`

const leaves = is(
  [
    'sys.exit',
    'os._exit',
    'process.exit',
    'exit(',
    'exitprocess',
    'environment.exit',
    'terminateprocess',
    'quit(',
    'taskkill',
    '.kill(',
    'terminate(',
    'stop-process',
    'return false',
    'os.exit(',
    'failfast',
  ],
  null,
)
const strikes = any(
  'delete',
  'eval',
  is(
    [
      'os.system(',
      'execsync(',
      'child_process',
      'rmsync',
      'rimraf',
      'shutil.rmtree',
      'subprocess',
      'writefilesync',
      'b64decode',
      'atob(',
      'fs.writefile',
    ],
    null,
  ),
)

export const antiAnalysis: RuleSet = {
  category: 'anti-analysis',
  rules: [
    {
      id: id('tools'),
      severity: 'high',
      why: "Looks for an analyst's tools or a sandbox among the processes, and leaves or ends them.",
      when: all(
        count(
          3,
          is(['wireshark'], null),
          is(['procmon'], null),
          is(['ollydbg'], null),
          is(['x64dbg', 'x32dbg'], null),
          is(['ida64', 'idaq', 'ida.exe', 'idag'], null),
          is(['fiddler'], null),
          is(['processhacker', 'process hacker'], null),
          is(['vboxservice', 'vboxtray'], null),
          is(['vmtoolsd', 'vmwaretray', 'vmwareuser'], null),
          is(['httpdebugger', 'http toolkit'], null),
          is(['dnspy'], null),
          is(['sandboxie', 'sbiedll'], null),
          is(['cuckoo', 'joeboxserver', 'joeboxcontrol'], null),
          is(['pestudio', 'immunitydebugger', 'windbg', 'scylla'], null),
        ),
        leaves,
        inside(
          ['py', 'js', 'c', 'cs', 'go', 'ps', 'vb', 'rust', 'java', 'lua'],
          is(
            [
              'tasklist',
              'process_iter',
              'getprocesses',
              'get-process',
              'createtoolhelp32snapshot',
              'process32first',
              'psutil',
              'enumprocesses',
              'findwindow',
              'ps-list',
              'win32_process',
              'getmodulehandle',
            ],
            null,
          ),
        ),
      ),
      matches: [
        py(
          "BAD = ['wireshark', 'procmon', 'x64dbg', 'processhacker', 'fiddler']\nfor p in psutil.process_iter():\n    if any(b in p.name().lower() for b in BAD):\n        os._exit(0)",
        ),
      ],
      misses: [py("NAMES = ['wireshark', 'procmon', 'x64dbg']\nprint(NAMES)"), sh('apt install wireshark')],
    },
    {
      id: id('sandbox-names'),
      severity: 'high',
      why: 'Knows the user and machine names of public sandboxes and leaves when it sees one.',
      when: all(
        is(['wdagutilityaccount'], null),
        any(leaves, is(['sandbox', 'blacklist', 'vm'], null)),
        any(
          is(
            [
              'desktop-',
              'abby',
              'hwid',
              'uuid',
              'hmarc',
              'patex',
              'rdhj0cnfevzx',
              'john doe',
              'gethostname',
              'computername',
              'getuser',
              'username',
            ],
            null,
          ),
        ),
      ),
      matches: [py("if os.getlogin() in ['WDAGUtilityAccount', 'Abby', 'hmarc', 'patex']:\n    sys.exit()")],
      misses: [ps("Get-LocalUser | Where-Object Name -ne 'WDAGUtilityAccount'")],
    },
    {
      id: id('debugger'),
      severity: 'high',
      why: 'Looks for a debugger and leaves or destroys itself, in a program that hides or injects.',
      when: all(
        near(
          8,
          is(
            [
              'isdebuggerpresent',
              'checkremotedebuggerpresent',
              'ntqueryinformationprocess',
              'ptrace(ptrace_traceme',
              'debugger.isattached',
              'sys.gettrace()',
              'outputdebugstring',
            ],
            /IsDebuggerPresent|CheckRemoteDebuggerPresent|NtQueryInformationProcess|ptrace\(PTRACE_TRACEME|Debugger\.IsAttached|sys\.gettrace\(\)/,
          ),
          leaves,
        ),
        any(
          is(
            [
              'virtualallocex',
              'createremotethread',
              'shellcode',
              'api/webhooks',
              'cryptunprotectdata',
              'urldownloadtofile',
              'isvm',
              'antivm',
              'vmware',
              'virtualbox',
              'writeprocessmemory',
            ],
            null,
          ),
        ),
      ),
      matches: [c('if (IsDebuggerPresent()) ExitProcess(0);\nURLDownloadToFileA(0, url, path, 0, 0);')],
      misses: [
        c('if (IsDebuggerPresent()) __debugbreak();\nreturn false;'),
        py('if sys.gettrace() is not None:\n    return False'),
      ],
    },
    {
      id: id('time-bomb'),
      severity: 'high',
      why: 'Waits for a date and then deletes, evaluates or runs something.',
      when: near(
        5,
        is(
          [
            'datetime',
            'date.now()',
            'new date(',
            'time.time()',
            'date.today()',
            'time.now()',
            'date +%s',
            'time()',
            'date()',
            'date +%y',
          ],
          /(?:datetime(?:\.datetime)?\.(?:now|today|utcnow)\(\)|date\.today\(\)|time\.time\(\))\s*(?:\.timestamp\(\)\s*)?>=?\s*(?:datetime|date|\d{10}|time\.mktime)|(?:Date\.now\(\)|new Date\(\)(?:\.getTime\(\))?)\s*>=?\s*(?:new Date\(\s*["'`\d]|\d{12,13}|Date\.parse)|time\.Now\(\)\.After\(\s*time\.Date|(?<!\w)time\(\)\s*>\s*\d{10}|date \+%s[)`"']{0,3}["\s\]]{0,3}-(?:gt|ge)\s\d{10}|date \+%Y%m%d[)`"']{0,3}["\s]{0,3}-(?:gt|ge)\s\d{8}/i,
        ),
        any(
          is(
            [
              'shutil.rmtree',
              'os.remove',
              'rm -rf',
              'rmsync',
              'rimraf',
              'unlinksync',
              'b64decode',
              'atob(',
              'eval(',
              'exec(',
              'os.system(',
              'execsync(',
              'drop table',
              'os.removeall',
              'drop database',
              'format c',
            ],
            /shutil\.rmtree|os\.remove\(|rm -rf|rmSync|rimraf|unlinkSync|b64decode|atob\(|(?<![\w.$])eval\(|(?<![\w.$])exec\(|os\.system\(|execSync\(|DROP (?:TABLE|DATABASE)|os\.RemoveAll|format c/i,
          ),
        ),
      ),
      matches: [
        py("if datetime.now() > datetime(2026, 4, 1):\n    shutil.rmtree('/srv/data')"),
        js("if (Date.now() > 1767225600000) {\n  require('child_process').execSync('rm -rf ' + dir)\n}"),
      ],
      misses: [
        py('if time.time() > deadline:\n    os.remove(lock)'),
        js('if (Date.now() > expiresAt) unlinkSync(cache)'),
      ],
    },
    {
      id: id('geofence'),
      severity: 'high',
      why: 'Strikes, or spares, by the country, language or time zone of the machine.',
      when: near(
        14,
        any(
          is(
            ['country', 'countrycode', 'country_name', 'geo.'],
            /country\w{0,6}["'\])]{0,3}\s*(?:===?|!==?|in|\.includes\(|\.indexOf\(|\.toLowerCase\(\)\.includes\()\s*[[("'`]{0,2}(?:RU|BY|UA|CN|KZ|IR|russia|belarus|iran|china|israel|ukraine)\b/i,
          ),
          is(
            ['timezone', 'resolvedoptions', 'tzname', 'time.tzname'],
            /(?:timeZone|resolvedOptions\(\)|tzname)[^\n]{0,80}?(?:Europe\/(?:Moscow|Minsk|Kyiv|Kiev)|Asia\/(?:Tehran|Shanghai|Jerusalem)|Moscow|Tehran)/,
          ),
          is(
            [
              'getkeyboardlayout',
              'getuserdefaultuilanguage',
              'getsystemdefaultlangid',
              'getlocale(',
              'getdefaultlocale(',
              'navigator.language',
            ],
            /(?:GetKeyboardLayout|GetUserDefaultUILanguage|GetSystemDefaultLangID)[^\n]{0,80}?(?:0x0?419|1049|0x0?423)|get(?:default)?locale\([^\n]{0,60}?(?:ru|be|uk|fa)_|navigator\.language[^\n]{0,40}["'](?:ru|be|fa|he)/i,
          ),
        ),
        any(
          is(
            [
              'rmsync',
              'rm -rf',
              'unlinksync',
              'writefilesync',
              'fs.writefile',
              'shutil.rmtree',
              'os.remove',
              'eval(',
              'exec(',
              'execsync(',
              'exitprocess',
              'encrypt',
              'b64decode',
              'atob(',
              'overwrite',
              'os.system(',
            ],
            null,
          ),
        ),
        any(
          is(
            [
              'walk',
              'readdir',
              'recursive',
              'exec',
              'encrypt',
              'b64decode',
              'eval(',
              'atob(',
              'payload',
              'rm -rf',
              'virtualalloc',
              'urldownload',
              'writefile',
              'os.system(',
            ],
            null,
          ),
        ),
      ),
      matches: [
        js(
          "https.get('https://api.ipgeo.example.invalid', (r) => {\n  const country = JSON.parse(r).country_name.toLowerCase()\n  if (country.includes('russia') || country.includes('belarus')) {\n    for (const f of fs.readdirSync(root)) fs.writeFileSync(f, HEART)\n  }\n})",
        ),
      ],
      misses: [
        js("if (country === 'RU') price = rub(price)"),
        py("if country == 'CN':\n    mirror = 'https://mirror.example.org'"),
      ],
    },
    {
      id: id('masquerade'),
      severity: 'high',
      why: 'Names its process like a thread of the kernel or a system service.',
      when: any(
        command(
          is(
            ['exec -a'],
            /exec -a\s+["']?(?:\[k|\[rcu|\[migration|\[watchdog|\[ext4|-bash|sshd|syslogd|systemd|\(sd-pam|dbus|kworker)/,
          ),
        ),
        is(
          ['pr_set_name', 'setproctitle(', 'pthread_setname', 'process.title', '$0'],
          /(?:PR_SET_NAME|setproctitle\(|pthread_setname_np\(|process\.title\s*=|\$0\s*=)[\s,("'a-zA-Z)*]{0,24}["'](?:\[k|\[rcu|\[migration|\[watchdog|kworker|\[ext4|sshd: |\[bioset|\/usr\/sbin\/apache2|\/usr\/sbin\/httpd)/,
        ),
      ),
      matches: [sh("exec -a '[kworker/0:1]' /tmp/.x"), c('prctl(PR_SET_NAME, "[kworker/1:0]", 0, 0, 0);')],
      misses: [c('prctl(PR_SET_NAME, "worker", 0, 0, 0);'), sh('exec -a login bash')],
    },
    {
      id: id('hidden-process'),
      severity: 'high',
      why: 'Hides a process from the list of processes.',
      when: any(
        command(
          is(
            ['mount'],
            /mount\s[^\n]{0,60}(?:--bind|-o\s*bind)\s+[^\n]{0,60}\/proc\/(?:\$\$|\$\{?\w{1,12}\}?|\d{1,6})\b/,
          ),
        ),
        near(
          30,
          is(['readdir'], /(?:original_|orig_|real_|old_)readdir(?:64)?\b|dlsym\(\s*RTLD_NEXT\s*,\s*["']readdir/, {
            before: 40,
          }),
          is(['/proc', 'process_to_filter', 'hide', 'magic'], null),
          is(['strcmp(', 'strstr(', 'strncmp('], null),
        ),
        is(['libprocesshider'], null),
      ),
      matches: [
        sh('mount -o bind /tmp/empty /proc/$PID'),
        c(
          'original_readdir = dlsym(RTLD_NEXT, "readdir");\nif (strcmp(name, process_to_filter) == 0) continue; /* "/proc" */',
        ),
      ],
      misses: [sh('mount --bind /proc "$root/proc"'), c('struct dirent *e = readdir(d);')],
    },
    {
      id: id('console-blocked'),
      severity: 'medium',
      why: 'Keeps a browser from being debugged by calling the debugger in a loop.',
      when: near(
        10,
        is(
          ['debugger'],
          /(?:constructor|Function|eval)\(\s*["'`](?:\w{0,20}\s?\(?\)?\s?\{?)?debugger|["']debu["']\s*\+\s*["']gger/,
          { before: 40, families: ['js', 'html'] },
        ),
        is(['setinterval', 'while', 'counter', 'apply', 'call('], null),
      ),
      matches: [js("setInterval(() => { (function () {}).constructor('debugger')() }, 50)")],
      misses: [js('debugger\nsetInterval(tick, 50)')],
    },
    {
      id: id('sleep-then-run'),
      severity: 'high',
      why: 'Sleeps for hours to outlast a sandbox, then decodes or fetches and runs something.',
      when: near(
        6,
        statement(
          is(
            ['time.sleep(', 'settimeout(', 'sleep ', 'start-sleep', 'sleep('],
            /time\.sleep\(\s*(?:random\.\w{3,10}\(\s*)?(?:[3-9]\d{3}|\d{5,})|Start-Sleep\s+(?:-s(?:econds)?\s+)?(?:[3-9]\d{3}|\d{5,})|(?<![\w-])sleep\s+(?:[3-9]\d{3}|\d{5,})\b|[sS]leep\(\s*(?:[3-9]\d{6}|\d{8,})/,
          ),
        ),
        any(
          is(
            [
              'b64decode',
              'exec(',
              'urlopen',
              'frombase64string',
              '| sh',
              '| bash',
              'iex',
              'winexec',
              'shellexecute',
              '|sh',
              '|bash',
            ],
            /b64decode|(?<![\w.])exec\(|FromBase64String|\|\s?(?:ba)?sh\b|iex[\s(]|WinExec|ShellExecute/i,
          ),
        ),
      ),
      matches: [py('time.sleep(7200)\nexec(base64.b64decode(P))')],
      misses: [py('time.sleep(3600)\nrefresh()'), sh('sleep 86400')],
    },
    {
      id: id('strike-unless-watched'),
      severity: 'high',
      why: 'Runs its hidden part only outside build systems and sandboxes.',
      when: near(
        6,
        statement(
          is(
            [
              'process.env.ci',
              'github_actions',
              'environ.get("ci")',
              "environ.get('ci')",
              '$ci',
              'is_docker',
              '/.dockerenv',
              'process.env.sandbox',
              "'ci' in os.environ",
              '"ci" in os.environ',
              "'ci' not in os.environ",
            ],
            null,
          ),
        ),
        any(
          is(
            ['eval(atob', 'b64decode', 'buffer.from(', "'base64'", 'detached: true'],
            /eval\(atob|b64decode|Buffer\.from\([^)\n]{8,400},\s*["'](?:base64|hex)|detached:\s*true/,
          ),
        ),
        strikes,
      ),
      matches: [js("if (!process.env.CI) {\n  eval(atob('YWxlcnQoMSk='))\n}")],
      misses: [js("if (process.env.CI) reporter = 'dot'"), py("if os.environ.get('CI'):\n    timeout = 60")],
    },
  ],
}
