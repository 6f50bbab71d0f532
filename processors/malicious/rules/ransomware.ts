// Ransomware and wipers: loops that encrypt and remove a user's files, notes that ask for money, and commands that
// destroy backups, disks or home folders. Backup tools encrypt too; they do not delete shadow copies or leave notes.
import {
  all,
  any,
  bat,
  c,
  command,
  cs,
  go,
  inside,
  is,
  js,
  near,
  ps,
  py,
  type RuleSet,
  sh,
  statement,
} from '../model.ts'

/** Where everything that a machine or a user has begins. */
const roots = [
  "'/'",
  '"/"',
  'homedir()',
  'c:\\\\',
  "'c:/",
  'path.home()',
  "expanduser('~",
  '/home',
  "'../",
  'expanduser("~',
]

const id = (name: string): string => `ransomware.${name}`

const lockedName = is(
  [
    '.locked',
    '.encrypted',
    '.crypted',
    '.crypt',
    '.enc',
    '.wncry',
    '.ryuk',
    '.cry',
    '.pay',
    '.ransom',
    '.lockbit',
    '.lock',
  ],
  /\.(?:locked|encrypted|crypted|crypt|enc|wncry|ryuk|cry|pay2?|ransom\w{0,10}|lockbit|lock)["'`]/i,
)
const userFolder = is(
  [
    'desktop',
    'documents',
    'c:\\\\users',
    'c:/users',
    'userprofile',
    'path.home()',
    'expanduser',
    'homedir()',
    '/home',
    'getfolderpath',
    'os.userhomedir',
    'drives',
    'env.home',
    '$home',
    'rootdir',
    "'c:\\\\",
    '"c:\\\\',
    "'/'",
    '"/"',
  ],
  null,
)
const note = is(
  [
    'your files',
    'your documents',
    'all your',
    'files have been',
    'data has been',
    'to decrypt',
    'to recover your',
    'your network',
    'your computer',
    'your server',
  ],
  /(?:your\s(?:important\s|personal\s)?(?:files|documents|data)|all your (?:files|documents|data)|files|data)[^"'`\n]{0,60}?(?:have|has|are|were|been)\s[^"'`\n]{0,30}?encrypted|your\s(?:network|computer|servers?)\s(?:has|have|was|were)\s(?:been\s)?(?:locked|encrypted)|to (?:decrypt|recover your)[^"'`\n]{0,80}?(?:bitcoin|btc|monero|pay)/i,
  { quoted: true },
)

export const ransomware: RuleSet = {
  category: 'ransomware',
  rules: [
    {
      id: id('note'),
      severity: 'critical',
      why: 'Encrypts files and leaves a note that asks for money.',
      when: any(
        all(
          note,
          any('encrypt', lockedName),
          any('walk', 'write'),
          any(
            is(['bitcoin', 'btc', 'monero', 'ransom', '.onion', 'pay ', 'payment', 'decryption key', 'wallet'], null, {
              quoted: true,
            }),
          ),
        ),
        all(
          note,
          is(
            ['rename(', 'renamesync(', 'os.replace('],
            /(?:rename(?:Sync)?|replace)\(\s*(\w{1,30}),\s*\1\s*\+\s*["'`]\.\w/i,
          ),
          'walk',
          is(['bitcoin', 'btc', 'monero', 'xmr', 'ransom', '.onion', 'pay '], null, { quoted: true }),
        ),
      ),
      matches: [
        go(
          'filepath.Walk(root, func(path string, info os.FileInfo, err error) error {\n\tseal(path, key)\n\treturn os.Rename(path, path+".vk")\n})\nnote := "Your network has been locked. Pay 10 XMR"',
        ),
        py(
          "for root, d, files in os.walk(home):\n    for f in files:\n        encrypt(Fernet(key), f)\nopen('README.txt', 'w').write('Your files have been encrypted. Send 0.1 bitcoin to get the key.')",
        ),
      ],
      misses: [
        go(
          'filepath.Walk(root, func(path string, info os.FileInfo, err error) error {\n\treturn os.Rename(path, path+".bak")\n})',
        ),
        py("logger.info('Your files are encrypted at rest')\nFernet(key).encrypt(data)"),
      ],
    },
    {
      id: id('loop'),
      severity: 'high',
      why: "Walks through a user's folders, encrypts every file and removes or renames the original.",
      when: all(
        near(
          25,
          lockedName,
          any('encrypt', is(['encrypt('], null)),
          any(
            'delete',
            is(['os.rename', 'renamesync', 'file.move', 'rename-item', 'os.replace', '.rename('], null),
            'write',
          ),
        ),
        any('walk'),
        userFolder,
      ),
      matches: [
        py(
          "home = os.path.expanduser('~')\nfor root, d, files in os.walk(home):\n    for f in files:\n        p = os.path.join(root, f)\n        data = Fernet(key).encrypt(open(p, 'rb').read())\n        open(p + '.locked', 'wb').write(data)\n        os.remove(p)",
        ),
        cs(
          'foreach (var f in Directory.GetFiles(Environment.GetFolderPath(Environment.SpecialFolder.Desktop))) {\n  var enc = aes.CreateEncryptor();\n  File.WriteAllBytes(f + ".locked", Run(enc, f));\n  File.Delete(f);\n}',
        ),
      ],
      misses: [
        py("data = Fernet(key).encrypt(open('backup.tar', 'rb').read())\nopen('backup.tar.enc', 'wb').write(data)"),
      ],
    },
    {
      id: id('targets'),
      severity: 'high',
      why: 'Chooses documents, pictures and databases by their extensions and encrypts them in place.',
      when: all(
        is(
          ['.doc', '.pdf', '.jpg', '.xls', '.txt', '.docx', '.sql', '.png', "'doc", '"doc'],
          /["']\*?\.?(?:docx?|pdf|jpe?g|xlsx?|txt|sql|png)["'](?:,\s*["']\*?\.?(?:docx?|xlsx?|pptx?|pdf|jpe?g|png|gif|sql|mdb|accdb|psd|zip|rar|7z|txt|csv|mp[34]|avi|mov|odt|db|sqlite|pem|key|wallet|bak|html|php|py|js|xml|json|cpp|c|java|rtf|bmp|tiff?|svg|ai|dwg)["']){5}/i,
          { before: 2, after: 160 },
        ),
        'encrypt',
        'walk',
        any('delete', lockedName, note, is(['truncate', "'wb'", '"wb"', 'writeallbytes', 'writefilesync'], null)),
        userFolder,
      ),
      matches: [
        py(
          "EXT = ['.doc', '.docx', '.pdf', '.jpg', '.xls', '.sql', '.png']\nfor p in Path.home().rglob('*'):\n    if p.suffix in EXT:\n        open(p, 'wb').write(Fernet(k).encrypt(p.read_bytes()))".replace(
            "open(p, 'wb')",
            "open(str(p), 'wb')",
          ),
        ),
      ],
      misses: [
        py(
          "EXT = ['.doc', '.docx', '.pdf', '.jpg', '.xls', '.sql', '.png']\nfor p in Path.home().rglob('*'):\n    if p.suffix in EXT: index(p)",
        ),
      ],
    },
    {
      id: id('shadow-copies'),
      severity: 'critical',
      why: "Deletes the system's shadow copies or switches off its recovery.",
      when: command(
        is(
          ['vssadmin', 'shadowcopy', 'wbadmin', 'bcdedit', 'win32_shadowcopy'],
          /vssadmin(?:\.exe)?["',\s]{1,4}(?:delete|resize)["',\s]{1,4}shadow|shadowcopy["',\s]{1,4}delete|wbadmin(?:\.exe)?["',\s]{1,4}delete["',\s]{1,4}(?:catalog|systemstatebackup|backup)|bcdedit(?:\.exe)?\s[^\n]{0,60}(?:recoveryenabled\s+no|ignoreallfailures)|Win32_ShadowCopy[^\n]{0,80}(?:Delete|Remove)/i,
        ),
      ),
      matches: [
        bat('vssadmin delete shadows /all /quiet'),
        py("subprocess.run('bcdedit /set {default} recoveryenabled No', shell=True)"),
        cs('Process.Start("cmd.exe", "/c wmic shadowcopy delete");'),
      ],
      misses: [bat('vssadmin list shadows'), py("SUSPICIOUS = ['vssadmin delete shadows']")],
    },
    {
      id: id('disk-wipe'),
      severity: 'high',
      why: 'Overwrites a whole disk or the root of the file system.',
      when: any(
        command(
          any(
            is(
              ['dd if=/dev/'],
              /dd if=\/dev\/(?:zero|u?random) of=\/dev\/(?:[shv]d[a-z]|nvme\d|xvd[a-z]|mmcblk\d|disk\d)\w{0,4}(?![^\n]{0,80}count=)/,
              { after: 160 },
            ),
            is(
              ['rm -rf', 'rm -fr', 'rm -r'],
              /rm -(?:rf|fr|r)\s+(?:--no-preserve-root\s+["']?\/(?![\w$])|(?:-\w\s+)?["']?\/["']?\s+--no-preserve-root|["']?\/\*?["']?\s*(?:$|[;&|"'\n)]))/,
            ),
            is(
              ['shred', 'wipefs'],
              /shred\s[^\n]{0,40}\/dev\/(?:[shv]d[a-z]|nvme\d)|wipefs\s+-a\w?\s+\/dev\/(?:[shv]d[a-z]|nvme\d)\S{0,6}\s*(?:&&|;)\s*(?:reboot|halt|rm|dd)/,
            ),
            is([':(){'], /:\(\)\{\s*:\s*\|\s*:\s*&\s*\};\s*:/),
            is(['> /dev/sd', '>/dev/sd', '> /dev/nvme'], /(?:cat|yes|echo)[^\n]{0,40}>\s?\/dev\/(?:sd[a-z]|nvme\d)/, {
              before: 60,
            }),
          ),
        ),
        near(
          6,
          is(['/dev/sd', '/dev/nvme', '/dev/vd', '/dev/xvd'], /\/dev\/(?:[shv]d[a-z]|nvme\dn\d|xvd[a-z])["']/, {
            families: ['py', 'js', 'go', 'rb', 'c', 'rust'],
          }),
          is(["'wb'", '"wb"', "'r+b'", '"r+b"', 'o_wronly', 'o_rdwr'], null),
          is(['os.urandom(', 'bytearray(', 'rand.read(', 'memset(', 'randombytes(', "b'\\x00", 'b"\\x00'], null),
        ),
        inside(
          ['c', 'cs', 'rust'],
          near(
            12,
            is(['physicaldrive'], /PhysicalDrive\d/i, { quoted: true }),
            is(['writefile(', 'filestream('], null),
            is(['memset(', 'zeromemory(', 'new byte[', 'bcryptgenrandom('], null),
          ),
        ),
      ),
      matches: [
        py(
          'for disk in ("/dev/sda", "/dev/vda"):\n    with open(disk, "wb") as target:\n        target.write(os.urandom(1 << 20))',
        ),
        c(
          'memset(zero, 0, sizeof zero);\nHANDLE disk = CreateFileA("\\\\\\\\.\\\\PhysicalDrive0", GENERIC_ALL, 3, NULL, OPEN_EXISTING, 0, NULL);\nWriteFile(disk, zero, sizeof zero, &written, NULL);',
        ),
        sh('dd if=/dev/zero of=/dev/sda bs=1M'),
        js("require('child_process').exec('rm -rf / --no-preserve-root')"),
        sh(':(){ :|:& };:'),
      ],
      misses: [
        py(
          'for disk in ("/dev/sda", "/dev/vda"):\n    with open(disk, "rb") as source:\n        print(source.read(512))',
        ),
        c(
          'HANDLE disk = CreateFileA("\\\\\\\\.\\\\PhysicalDrive0", GENERIC_READ, 3, NULL, OPEN_EXISTING, 0, NULL);\nReadFile(disk, sector, 512, &got, NULL);',
        ),
        sh('dd if=/dev/zero of=/dev/sda bs=446 count=1'),
        sh('rm -rf "$BUILD_DIR"/'),
        py(
          "BLOCKED = ['rm -rf /', 'dd if=/dev/zero of=/dev/sda']\n\n\ndef check(command):\n    return command in BLOCKED\n",
        ),
      ],
    },
    {
      id: id('home-wipe'),
      severity: 'high',
      why: "Deletes a user's home folder or documents.",
      when: any(
        any(
          is(
            ['rmtree('],
            /rmtree\(\s*(?:os\.path\.expanduser\(\s*["']~\/?(?:Documents|Desktop|Pictures)?["']\s*\)|(?:pathlib\.)?Path\.home\(\)\s*[,)]|os\.environ\[["'](?:HOME|USERPROFILE)["']\]\s*[,)]|["']\/(?:home)?\/?["']\s*[,)])/,
          ),
          is(
            ['rmsync(', 'fs.rm(', 'rimraf(', 'rmdirsync(', 'removesync('],
            /(?:rmSync|fs\.rm|rimraf(?:\.sync)?|rmdirSync|removeSync)\(\s*(?:os\.homedir\(\)|process\.env\.HOME|["'`]\/["'`]|require\(["']os["']\)\.homedir\(\))\s*,/,
          ),
          command(
            is(
              ['rm -rf ~', 'rm -rf $home', 'rm -rf "$home', 'rm -rf /home', 'rm -rf ${home'],
              /rm -rf\s+["']?(?:~|\$\{?HOME\}?|\/home)\/?\*?["']?\s*(?:$|[;&|"'\n)])/i,
            ),
          ),
          inside(
            ['ps', 'bat'],
            is(
              ['remove-item', 'rd /s', 'rmdir /s', 'del /'],
              /(?:remove-item\s[^\n]{0,80}(?:c:\\\\?(?:\*|users)?["'\s]|\$env:userprofile["'\s\\*])[^\n]{0,60}-recurse|r(?:m)?d(?:ir)?\s+\/s\s+\/q\s+(?:c:\\?(?:\s|$|users)|%userprofile%)|del\s+(?:\/\w\s+){1,4}(?:c:\\(?:\*|users)|%userprofile%))/i,
            ),
          ),
        ),
        inside(
          ['bat', 'ps'],
          is(
            ['del /', 'rd /', 'rmdir /'],
            /(?:del|rd|rmdir)\s+(?:\/\w\s+){1,4}["']?(?:%userprofile%|%homepath%|c:\\users\\[^\\\s"]{1,30})\\(?:documents|desktop|pictures|music|videos)\b/i,
          ),
        ),
      ),
      matches: [
        bat('del /f /s /q "%USERPROFILE%\\Documents\\*.*"\nrd /s /q "%USERPROFILE%\\Desktop"'),
        py("shutil.rmtree(os.path.expanduser('~'))"),
        js('fs.rmSync(os.homedir(), { recursive: true, force: true })'),
        sh('rm -rf ~/*'),
      ],
      misses: [
        bat('del /q "%USERPROFILE%\\AppData\\Local\\Temp\\shop.log"'),
        py("shutil.rmtree(os.path.expanduser('~/.cache/app'))"),
        sh('rm -rf ~/.cache/app'),
        js("fs.rmSync(path.join(os.homedir(), '.app'), { recursive: true })"),
      ],
    },
    {
      id: id('overwrite'),
      severity: 'high',
      why: 'Walks through all files of a machine and overwrites them with a constant or noise.',
      when: any(
        all(
          near(
            10,
            is(
              ['writefilesync(', 'writefile(', '.write(', 'writealltext(', 'writeallbytes('],
              /(?:writeFile(?:Sync)?\(\s*[\w.]{1,30}\s*,\s*(?:["'`]|Buffer\.(?:from|alloc)|crypto\.randomBytes)|\.write\(\s*(?:os\.urandom\(|b?["']\\x00|b["']\\0)|WriteAll(?:Text|Bytes)\(\s*\w{1,20}\s*,\s*(?:"|new byte))/,
            ),
            any('walk'),
            is(
              ['os.urandom', 'randombytes', "'\\u2764", '\\x00', 'buffer.alloc', '\u00e2\u009d\u00a4', 'new byte'],
              null,
            ),
          ),
          any(is(roots, null)),
        ),
        all(
          near(
            10,
            is(
              ['writefilesync(', 'writefile('],
              /writeFile(?:Sync)?\(\s*[\w.]{1,30}\s*,\s*Buffer\.from\(\s*["'][A-Za-z0-9+/=]{2,24}["']\s*,\s*["']base64["']/,
              { families: ['js'] },
            ),
            'walk',
          ),
          is(roots, null),
        ),
      ),
      matches: [
        js(
          'function h(n) {\n  for (const t of a.readdirSync(n)) a.writeFile(i, Buffer.from("eA==", "base64"), function () {})\n}\nh("/")',
        ),
        py(
          "for r, d, files in os.walk('/'):\n    for f in files:\n        with open(os.path.join(r, f), 'wb') as h:\n            h.write(os.urandom(1024))",
        ),
      ],
      misses: [
        js('for (const t of fs.readdirSync("icons")) fs.writeFileSync(t, Buffer.from(data, "base64"))'),
        py("for r, d, files in os.walk('/'):\n    for f in files:\n        print(f)"),
        sh('true'),
      ],
    },
    {
      id: id('windows-encrypt-command'),
      severity: 'high',
      why: 'Encrypts folders of a user with an archive password from a script and deletes the originals.',
      when: any(
        command(
          statement(
            is(
              ['7z a', '7z.exe a', 'rar a', 'gpg --batch', 'openssl enc', 'gpg -c', 'gpg --symmetric'],
              /(?:7z(?:\.exe)?\s+a\s[^\n]{0,100}-p\S|rar\s+a\s[^\n]{0,60}-hp?\S|gpg\s[^\n]{0,80}(?:-c|--symmetric)|openssl\s+enc\s[^\n]{0,100}(?:-k|-pass)\s)/,
            ),
            any(is(['rm -f', 'rm -rf', '-sdel', 'shred', 'del /', '-df', 'rm "$', 'rm $'], null)),
            any(
              is(
                ['find /home', 'find ~', 'find /', '/home/', '$home', '%userprofile%', 'c:\\users', '/root', '*.*'],
                null,
              ),
            ),
          ),
        ),
        command(
          near(
            4,
            is(
              ['rar.exe', '7z.exe', '7z a', 'rar a'],
              /(?:7z|rar)(?:\.exe)?["']?\s+a\s[^\n]{0,60}?-(?:hp|p)["']?[$%\w]/i,
            ),
            is(
              ['remove-item', ' -df', '-sdel', 'rd /s', 'rmdir /s'],
              /remove-item\s[^\n]{0,80}-recurse| -df\s|-sdel|r(?:m)?d(?:ir)? \/s/i,
            ),
            is(['$env:userprofile', '%userprofile%', 'getfolderpath('], null),
          ),
        ),
      ),
      matches: [
        bat('"C:\\Program Files\\WinRAR\\rar.exe" a -r -df -hpX C:\\Users\\Public\\l.rar "%USERPROFILE%\\Documents"'),
        ps(
          '$folder = "$env:USERPROFILE\\Documents"\n& "7z.exe" a -p"$secret" "$folder.7z" "$folder"\nRemove-Item $folder -Recurse -Force',
        ),
        sh('for f in $(find /home -type f); do openssl enc -aes-256-cbc -in $f -out $f.enc -k $K && rm -f $f; done'),
      ],
      misses: [
        ps('& "7z.exe" a -p"$secret" "$share\\d.7z" "$env:USERPROFILE\\Documents"\nRemove-Item "$share\\old.7z"'),
        sh('openssl enc -aes-256-cbc -in backup.tar -out backup.tar.enc -k "$K"'),
        ps('7z a -p$pw backup.7z data'),
      ],
    },
  ],
}
