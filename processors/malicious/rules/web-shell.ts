// Web shells and shell injection: what a stranger sends is run. A web shell is nothing else; injection is a hole in
// honest code, and where the parameter goes straight into a shell both are the same to a model that would learn it.

import { flows } from '../flows.ts'
import {
  all,
  any,
  at,
  cs,
  go,
  inside,
  is,
  java,
  js,
  near,
  php,
  pl,
  py,
  type RuleSet,
  rb,
  statement,
  vb,
} from '../model.ts'

const input = String.raw`\$_(?:GET|POST|REQUEST|COOKIE|SERVER|FILES)\b`
const phpIn = ['php', 'html'] as const

export const webShell: RuleSet = {
  category: 'web-shell',
  rules: [
    {
      id: 'web-shell.php-direct',
      severity: 'critical',
      why: 'Evaluates or runs a parameter of the request.',
      when: is(
        [
          'eval',
          'assert',
          'system',
          'shell_exec',
          'passthru',
          'exec',
          'popen',
          'proc_open',
          'create_function',
          'call_user_func',
          'array_map',
          'include',
          'require',
          'preg_replace',
          'pcntl_exec',
          '`',
        ],
        new RegExp(
          String.raw`(?:(?<![\w>$])(?:eval|assert|system|shell_exec|passthru|exec|popen|proc_open|create_function|pcntl_exec)\s{0,4}\(\s{0,4}(?:["']{2}\s{0,4},\s{0,4})?@?(?:(?:base64_decode|stripslashes|urldecode|gzinflate|str_rot13|trim|strrev|hex2bin|rawurldecode)\s{0,4}\(\s{0,4}@?){0,4}["']?\{?${input}|(?:call_user_func(?:_array)?|array_map)\s{0,4}\(\s{0,4}@?${input}|(?:include|require)(?:_once)?\s{0,4}\(?\s{0,4}@?${input}|` +
            '`[^`\\n]{0,60}' +
            input +
            '|' +
            String.raw`preg_replace\s{0,4}\(\s{0,4}["'](.)[^"'\n]{0,60}\1[a-z]*e[a-z]*["']\s{0,4},\s{0,4}@?${input})`,
        ),
        { families: phpIn, after: 200 },
      ),
      matches: [
        php('<?php eval($_POST["x"]); ?>'),
        php("<?php system($_GET['cmd']);"),
        php('<?php @assert(base64_decode($_REQUEST["z"]));'),
      ],
      misses: [
        php('<?php echo htmlspecialchars($_GET["q"]);'),
        php('<?php // eval($_POST["x"])'),
        php("<?php $sig = 'eval($_POST['; scan($sig);"),
      ],
    },
    {
      id: 'web-shell.php-function',
      severity: 'critical',
      why: 'Calls a function whose name and argument both come from the request.',
      when: is(
        ['$_get', '$_post', '$_request', '$_cookie'],
        /\$_(?:GET|POST|REQUEST|COOKIE)\s*(?:\[[^\]\n]{1,40}\]|\{[^}\n]{1,40}\})\s*\(\s*[^)\n]{0,60}\$_/,
        { families: phpIn, after: 200 },
      ),
      matches: [php('<?php $_GET["a"]($_POST["b"]); ?>')],
      misses: [php('<?php $x = $_GET["a"]; f($_POST["b"]);')],
    },
    {
      id: 'web-shell.php-near',
      severity: 'high',
      why: 'Takes a command from the request and runs it a few lines later, with the output sent back.',
      when: inside(
        phpIn,
        near(
          6,
          is(
            ['$_get', '$_post', '$_request', '$_cookie', 'php://input', 'getallheaders'],
            /\$_(?:GET|POST|REQUEST|COOKIE)\s*\[\s*["'](?:cmd|c|command|exec|e|x|code|pass|p|run|shell|q|a|ev|payload|data|z\d?)["']\s*\]|php:\/\/input|getallheaders/i,
          ),
          is(
            ['system', 'shell_exec', 'passthru', 'exec', 'popen', 'eval', 'assert', 'proc_open', 'create_function'],
            /(?<![\w>$:])(?:system|shell_exec|passthru|exec|popen|eval|assert|proc_open|create_function)\s*\(\s*(?:["']{2}\s*,\s*)?@?(?:(?!escapeshell)\w{1,20}\s*\(\s*)?\$\w{1,20}\b(?:\[[^\]\n]{1,40}\])?(?:\s*\.\s*["'] ?2>&1["'])?\s*[,)]/,
          ),
        ),
      ),
      matches: [
        php("<?php $h = getallheaders();\n$d = create_function('', $h['X-Accept']); $d();"),
        php('<?php $c = $_REQUEST["cmd"];\n$out = shell_exec($c . " 2>&1");\necho "<pre>$out</pre>";'),
        php("<?php $d = file_get_contents('php://input');\neval($d);"),
      ],
      misses: [
        php('<?php $c = $_REQUEST["cmd"];\n$out = shell_exec(escapeshellcmd($c));\necho $out;'),
        php("<?php $d = json_decode(file_get_contents('php://input'));"),
      ],
    },
    {
      id: 'web-shell.php-known',
      severity: 'high',
      why: 'Carries the marks of a published web shell and runs code.',
      when: all(
        any(
          is(
            [
              'filesman',
              'c99shell',
              'r57shell',
              'wso_version',
              'b374k',
              'indoxploit',
              'alfa_data',
              'weevely',
              'antsword',
              'behinder',
              'gel4y',
              'mini shell',
              'webadmin.php',
              'safe_mode_exec_dir',
            ],
            /FilesMan|c99(?:sh(?:ell)?|_)|r57shell|WSO_VERSION|b374k|IndoXploit|alfa_data|weevely|antsword|behinder|gel4y/i,
            { families: phpIn, quoted: true },
          ),
        ),
        any('eval', 'exec'),
        inside(phpIn, any('request', 'decode')),
      ),
      matches: [php("<?php $default_action = 'FilesMan';\nif (isset($_POST['p1'])) eval($_POST['p1']);")],
      misses: [php("<?php // removes FilesMan infections\n$name = 'x';")],
    },
    {
      id: 'web-shell.php-variable',
      severity: 'high',
      why: 'Builds a function name out of characters and calls it with a parameter of the request.',
      when: inside(
        phpIn,
        near(
          10,
          is(
            ['$'],
            /\$\w{1,20}\s*=\s*(?:(?:chr\(\d{1,3}\)\s*\.\s*){3}|(?:["']\w{1,4}["']\s*\.\s*){3}|strrev\(["']\w{4,30}["']\)|str_rot13\(["']\w{4,30}["']\)|\$\w{1,20}\[\d{1,2}\](?:\s*\.\s*\$\w{1,20}\[\d{1,2}\]){3}|(?:["'][^"'\n]{1,4}["']\s?\^\s?["'][^"'\n]{1,4}["']\s*\.?\s*){2})/,
            { after: 120 },
          ),
          is(['($_'], /\(\s*@?\$_(?:GET|POST|REQUEST|COOKIE)\b/),
        ),
      ),
      matches: [
        php("<?php $f = strrev('metsys');\n$f($_GET['c']);"),
        php("<?php $a = 'as' . 'se' . 'r' . 't';\n@$a($_POST['x']);"),
      ],
      misses: [php("<?php $f = 'trim';\n$x = $f($_GET['c']);")],
    },
    {
      id: 'web-shell.php-hidden-call',
      severity: 'high',
      why: 'Evaluates what a function returns whose name is itself only a value.',
      when: is(['eval', 'assert'], /(?<![\w>$])(?:eval|assert)\s{0,4}\(\s{0,4}@?\$\w{1,30}\s{0,2}\(\s{0,4}["'$]/i, {
        families: ['php', 'html'],
      }),
      matches: [php('<?php $a = "base64_decode"; eval($a("ZWNobyAxOw=="));')],
      misses: [php('<?php eval($this->compile($source));'), php('<?php $a = f("x");')],
    },
    {
      id: 'web-shell.upload',
      severity: 'medium',
      why: 'Stores whatever file is sent under the name it was sent with.',
      when: any(
        inside(
          phpIn,
          near(
            4,
            is(
              ['move_uploaded_file', 'copy('],
              /(?:move_uploaded_file|copy)\s*\(\s*\$_FILES\s*\[[^\]\n]{1,40}\]\s*\[\s*["']tmp_name["']\s*\]\s*,\s*(?:\$_(?:FILES|POST|GET)|["'][^"'\n]{0,40}["']\s*\.\s*\$_FILES)/,
            ),
          ),
        ),
        inside(
          phpIn,
          near(
            3,
            is(['$_files'], /\$_FILES\s*\[[^\]\n]{1,40}\]\s*\[\s*["']name["']\s*\]\)?\s*;/),
            is(
              ['move_uploaded_file', 'copy('],
              /(?:move_uploaded_file|copy)\s*\(\s*\$_FILES\s*\[[^\]\n]{1,40}\]\s*\[\s*["']tmp_name["']\s*\]\s*,/,
            ),
          ),
        ),
      ),
      matches: [
        php(
          "<?php $target = __DIR__ . '/files/' . basename($_FILES['f']['name']);\nmove_uploaded_file($_FILES['f']['tmp_name'], $target);",
        ),
        php("<?php move_uploaded_file($_FILES['f']['tmp_name'], $_FILES['f']['name']);"),
      ],
      misses: [
        php(
          "<?php $name = bin2hex(random_bytes(16)) . '.png';\nmove_uploaded_file($_FILES['f']['tmp_name'], '/srv/' . $name);",
        ),
        php("<?php move_uploaded_file($_FILES['f']['tmp_name'], $dir . $safe);"),
      ],
    },
    {
      id: 'web-shell.java',
      severity: 'critical',
      why: 'A page of a Java server runs a parameter of the request, or loads a class out of it.',
      when: any(
        inside(
          ['java', 'html', 'xml', 'unknown'],
          near(
            6,
            is(
              ['getparameter('],
              /\w{0,12}\.?getParameter\(\s*"(?:cmd|command|c|exec|pwd|pass|p|x|i|q)?\w{0,12}"\s*\)/i,
              { before: 14 },
            ),
            is(['getruntime()', 'processbuilder('], null),
          ),
        ),
        inside(
          ['java', 'html', 'xml'],
          near(
            20,
            is(['defineclass('], null),
            is(['getparameter(', 'getreader()', 'getinputstream()'], null),
            is(['base64', 'aes', 'cipher'], null),
          ),
        ),
      ),
      matches: [
        at('a.jsp', '<% Process p = Runtime.getRuntime().exec(request.getParameter("cmd")); %>', 'Java Server Pages'),
        java(
          'byte[] b = Base64.getDecoder().decode(request.getParameter("d"));\nnew U(loader).defineClass(b, 0, b.length).newInstance();',
        ),
      ],
      misses: [java('String name = request.getParameter("name");\nout.println(name);')],
    },
    {
      id: 'web-shell.asp',
      severity: 'critical',
      why: 'A page of an ASP server evaluates or runs a parameter of the request.',
      when: any(
        is(
          ['eval', 'execute', 'executeglobal'],
          /(?<!\w)(?:eval|execute(?:global)?)\s{0,6}\(?\s{0,6}(?:unescape\s{0,6}\(\s{0,6})?request(?:\.(?:item|form|querystring))?\s{0,6}[([]/i,
          { families: ['vb', 'cs', 'html', 'js'] },
        ),
        inside(
          ['cs', 'vb', 'html'],
          near(
            8,
            is(
              ['request[', 'request.querystring', 'request.form', 'request.item', 'request.params'],
              /Request(?:\.(?:QueryString|Form|Item|Params))?\s{0,6}[[(]\s{0,6}"(?:cmd|c|command|exec|pass|x|arg|q|z\d?)\w{0,10}"\s{0,6}[\])]/i,
            ),
            is(['process.start', 'processstartinfo', 'wscript.shell', '.startinfo', 'assembly.load'], null),
          ),
        ),
      ),
      matches: [
        at('a.asp', '<% eval request("x") %>', 'Classic ASP'),
        cs(
          'var p = new Process();\np.StartInfo.Arguments = "/c " + Request["cmd"];\np.StartInfo.FileName = "cmd.exe";\np.Start();',
        ),
      ],
      misses: [cs('var name = Request["name"];\nResponse.Write(Server.HtmlEncode(name));'), vb('x = Request("name")')],
    },
    {
      id: 'web-shell.memory',
      severity: 'high',
      why: 'Adds a hidden filter, servlet or route to a running server that runs what it is sent.',
      when: near(
        40,
        is(['addfilter(', 'addservlet', 'filterdef', 'addfiltermap', 'registermapping', 'createwrapper()'], null),
        is(['getruntime()', 'processbuilder', 'defineclass'], null),
        is(['getparameter(', 'getheader('], null),
      ),
      matches: [
        java(
          'FilterDef def = new FilterDef();\nstandardContext.addFilterDef(def);\npublic void doFilter(q) { Runtime.getRuntime().exec(q.getParameter("c")); }',
        ),
      ],
      misses: [java('context.addServlet("app", new AppServlet());\nString q = request.getParameter("q");')],
    },
    {
      id: 'web-shell.header-assert',
      severity: 'critical',
      why: 'Evaluates a header of the request.',
      when: any(
        is(
          ['array_map(', 'call_user_func('],
          /(?:array_map|call_user_func(?:_array)?|array_filter|usort)\(\s*["'](?:assert|eval|system|exec|passthru|shell_exec)["']\s*,[^;\n]{0,80}\$_(?:SERVER|GET|POST|COOKIE|REQUEST)/i,
          {
            families: ['php'],
          },
        ),
        is(['strrev('], /strrev\(\s*["'](?:urhtssap|metsys|cexe_llehs|cexe|lave|tressa|nepop|nepo_corp)["']\s*\)/, {
          families: ['php'],
        }),
      ),
      matches: [
        php("<?php @array_map('assert', array(base64_decode($_SERVER['HTTP_X_26SJ'])));"),
        php("<?php $run = strrev('urhtssap'); @$run(hex2bin($_SERVER[$key]));"),
      ],
      misses: [php("<?php array_map('trim', $_POST['tags']); echo strrev('olleh');")],
    },
    {
      id: 'web-shell.node-header',
      severity: 'critical',
      why: 'Runs what a header or a parameter of the request says, decoded.',
      when: is(
        ['exec(', 'execsync('],
        /\bexec(?:Sync)?\(\s*(?:Buffer\.from|atob)\(\s*(?:req|request|ctx)\.(?:headers|query|body|cookies|get)\b/,
        { families: ['js'], after: 120 },
      ),
      matches: [js("cp.exec(Buffer.from(req.headers['x-cmd'] || '', 'base64').toString(), (e, o) => res.end(o))")],
      misses: [js('pattern.exec(Buffer.from(file).toString())')],
    },
    {
      id: 'web-shell.aspx-decoded',
      severity: 'critical',
      why: 'Gives the command interpreter what the request has sent, decoded.',
      when: is(
        ['processstartinfo('],
        /ProcessStartInfo\(\s*"(?:cmd|powershell)(?:\.exe)?",\s*"\/?-?c(?:ommand)? "\s*\+\s*[\w.]{0,30}(?:GetString|FromBase64String|Request)\b/i,
        { after: 200 },
      ),
      matches: [
        at(
          'a.aspx',
          '<%@ Page Language="C#" %><% var p = new ProcessStartInfo("cmd.exe", "/c " + Encoding.UTF8.GetString(Convert.FromBase64String(c))); Response.Write(Process.Start(p).StandardOutput.ReadToEnd()); %>',
          'ASP.NET',
        ),
        cs('var p = new ProcessStartInfo("cmd.exe", "/c " + Request["c"]);\nProcess.Start(p);'),
      ],
      misses: [cs('var p = new ProcessStartInfo("cmd.exe", "/c " + command);')],
    },
  ],
}

const pyRequest = String.raw`(?:flask\.)?request\.(?:args|form|values|json|data|headers|cookies|GET|POST|get_json|query_params|query)\b`
const jsRequest = String.raw`(?:req|request|ctx|c)\.(?:query|body|params|headers|cookies|req)\b`

export const shellInjection: RuleSet = {
  category: 'shell-injection',
  rules: [
    {
      id: 'shell-injection.python',
      severity: 'high',
      why: 'Puts a parameter of a request into a shell or evaluates it.',
      when: any(
        is(
          ['os.system', 'os.popen', 'subprocess.', 'eval(', 'exec('],
          new RegExp(
            String.raw`(?:os\.(?:system|popen)|subprocess\.(?:run|call|Popen|check_output|check_call|getoutput)|(?<![\w.])(?:eval|exec))\(\s*(?:f?["'][^"'\n]{0,80}(?:["']\s*(?:\+|%)\s*|\{))?(?:str\(\s*)?${pyRequest}`,
          ),
          { families: ['py'], after: 240 },
        ),
        near(
          4,
          is(
            ['request.'],
            new RegExp(
              String.raw`${pyRequest}[^\n]{0,40}["'](?:cmd|command|exec|c|code|host|ip|domain|payload|shell)["']`,
            ),
            { families: ['py'], before: 6 },
          ),
          is(
            ['os.system', 'os.popen', 'subprocess.', 'eval(', 'exec('],
            /(?:os\.(?:system|popen)|subprocess\.getoutput|(?<![\w.])(?:eval|exec))\(\s*(?:f?["'][^"'\n]{0,80}(?:["']\s*(?:\+|%)\s*|\{))?(?:cmd|command|host|ip|c|code|domain|payload|shell)\b|subprocess\.\w{3,14}\(\s*(?:f?["'][^"'\n]{0,80}(?:["']\s*(?:\+|%)\s*|\{))?(?:cmd|command|host|ip|c|code|domain|payload|shell)\b[^\n]{0,80}shell\s*=\s*True/,
            { families: ['py'], after: 300 },
          ),
        ),
      ),
      matches: [
        py("@app.route('/x')\ndef x():\n    return os.popen(request.args.get('cmd')).read()"),
        py("host = request.args['host']\nos.system('ping -c1 ' + host)"),
      ],
      misses: [
        py("name = request.args['name']\nsubprocess.run(['ls', name])"),
        py("q = request.args.get('q')\nreturn render(q)"),
      ],
    },
    {
      id: 'shell-injection.node',
      severity: 'high',
      why: 'Puts a parameter of a request into a shell or evaluates it.',
      when: is(
        ['exec', 'spawn', 'eval(', 'function('],
        new RegExp(
          String.raw`(?:(?:(?<![\w$.])|(?<=(?:child_process["']\)|cp|childProcess|child_process|proc)\.))exec(?:Sync)?|(?<![\w$.])eval|(?<=new\s)Function|spawn(?:Sync)?)\(\s*(?:["'](?:sh|bash|cmd)["']\s*,\s*\[\s*["'][-/]c["']\s*,\s*)?(?:["'\x60][^"'\x60\n]{0,80}(?:["'\x60]\s*\+\s*|\$\{))?(?:String\(|decodeURIComponent\()?${jsRequest}`,
        ),
        { families: ['js'], after: 260 },
      ),
      matches: [
        js("app.get('/x', (req, res) => {\n  require('child_process').exec(req.query.cmd, (e, o) => res.send(o))\n})"),
        js('execSync(`ping ${req.body.host}`)'),
      ],
      misses: [js('const m = /a/.exec(req.query.q)'), js("execFile('ls', [req.query.dir])")],
    },
    {
      id: 'shell-injection.flow',
      severity: 'high',
      why: 'Gives a parameter of a request a name and puts that name into a shell or evaluates it.',
      when: any(
        near(
          4,
          is(['@app.', '@router.', '@bp.', '@blueprint.'], /@\w{2,20}\.(?:get|post|route|put|api_route)\(/, {
            families: ['py'],
          }),
          is(
            ['os.popen(', 'os.system(', 'subprocess.getoutput(', 'eval(', 'exec('],
            /(?:os\.(?:popen|system)|subprocess\.getoutput|(?<![\w.])(?:eval|exec))\(\s{0,4}(?:cmd|command|code|shell|payload|query|expr)\b/,
            { families: ['py'] },
          ),
          is(['def '], /def\s\w{1,40}\([^)\n]{0,80}\b(?:cmd|command|code|shell|payload|query|expr)\b/, {
            families: ['py'],
          }),
        ),
        flows(
          is(
            ['req.query', 'req.body', 'req.params', 'request.query', 'request.body', 'req.headers', 'req.url'],
            /(?:req|request)\.(?:(?:query|body|params|headers)[.[]|url, true)/,
            { families: ['js'] },
          ),
          String.raw`(?<![\w$.])(?:exec|execSync|eval)\(|child_process["']\)\.exec(?:Sync)?\(|(?:cp|child_process|childProcess)\.exec(?:Sync)?\(|new Function\(`,
        ),
        flows(
          is(['request.'], new RegExp(pyRequest), { families: ['py'] }),
          String.raw`os\.(?:system|popen)\(|subprocess\.getoutput\(|(?<![\w.])(?:exec|eval)\(`,
        ),
        flows(
          is(['r.url.query()', 'r.formvalue(', 'c.query('], null, { families: ['go'] }),
          String.raw`exec\.Command\(\s*"(?:\/bin\/)?(?:sh|bash|cmd)"\s*,\s*"[-/]c"`,
        ),
      ),
      matches: [
        py('@app.get("/run")\ndef run(cmd: str):\n    return os.popen(cmd).read()'),
        js('const task = req.query.t\nexec(task, (e, out) => res.send(out))'),
        py("target = request.args.get('target')\nos.system('ping ' + target)"),
      ],
      misses: [
        js('const id = req.query.id\nconst m = /a/.exec(id)'),
        py("name = request.args.get('name')\nos.system('uptime')"),
      ],
    },
    {
      id: 'shell-injection.other',
      severity: 'high',
      why: 'Puts a parameter of a request into a shell or evaluates it.',
      when: any(
        statement(
          is(['exec.command('], /exec\.Command\(\s{0,6}"(?:\/bin\/)?(?:sh|bash|cmd)"\s{0,6},\s{0,6}"[-/]c"\s{0,6},/, {
            families: ['go'],
          }),
          is(['r.url.query()', 'r.formvalue(', 'r.header.get(', 'c.query(', 'ctx.query('], null),
        ),
        near(
          3,
          is(
            ['r.url.query()', 'r.formvalue(', 'c.query('],
            /(?:cmd|command|c|host|ip)\s{0,6}:?=\s{0,6}(?:r\.URL\.Query\(\)\.Get\(|r\.FormValue\(|c\.Query\()/,
            { before: 14, families: ['go'] },
          ),
          is(
            ['exec.command('],
            /exec\.Command\(\s{0,6}"(?:\/bin\/)?(?:sh|bash|cmd)"\s{0,6},\s{0,6}"[-/]c"\s{0,6},\s{0,6}(?:"[^"\n]{0,60}"\s{0,6}\+\s{0,6})?(?:cmd|command|c|host|ip)\b/,
          ),
        ),
        is(
          ['system', 'exec', '`', 'eval', 'open('],
          /(?:(?<![\w.])(?:system|exec|eval)[\s(]+(?:"[^"\n]{0,60}#\{)?|`[^`\n]{0,60}#\{)params\[/,
          { families: ['rb'] },
        ),
        near(
          3,
          is(
            ['param('],
            /\$\w{1,12}\s{0,6}=\s{0,6}(?:\$\w{1,10}->)?param\(\s{0,6}["'](?:cmd|command|c|host|file)["']\s{0,6}\)/,
            {
              before: 30,
              families: ['pl'],
            },
          ),
          is(
            ['system', '`', 'open('],
            /system\s{0,6}\(?\s{0,6}["$]|`[^`\n]{0,60}\$|open\(\s{0,6}\w{1,10}\s{0,6},\s{0,6}["'][^"'\n]{0,40}\|/,
            { families: ['pl'] },
          ),
        ),
        statement(is(['getruntime()'], null), is(['getparameter(', '@requestparam', 'getheader('], null)),
      ),
      matches: [
        go('out, _ := exec.Command("sh", "-c", r.URL.Query().Get("cmd")).Output()'),
        rb('system("ping #{params[:host]}")'),
        pl("my $c = param('cmd');\nprint `$c`;"),
      ],
      misses: [go('exec.Command("git", "show", r.FormValue("ref"))'), rb('system("ls", params[:dir])')],
    },
    {
      id: 'shell-injection.template',
      severity: 'medium',
      why: 'Renders a parameter of a request as a template, which can run code.',
      when: is(
        ['render_template_string(', 'from_string(', 'template('],
        new RegExp(
          String.raw`(?:render_template_string|from_string|(?<![\w.])Template)\(\s*(?:f?["'][^"'\n]{0,80}(?:["']\s*(?:\+|%)\s*|\{))?${pyRequest}`,
        ),
        { families: ['py'], after: 200 },
      ),
      matches: [py("return render_template_string('Hello ' + request.args.get('name'))")],
      misses: [py("return render_template_string('Hello {{ n }}', n=request.args.get('name'))")],
    },
  ],
}
