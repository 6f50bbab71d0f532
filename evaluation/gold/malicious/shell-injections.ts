// Parameters of web requests that go into a shell as they are.
import type { Family } from './family.ts'

export const shellInjections: readonly Family[] = [
  {
    family: 'php-ping-injection',
    positive: true,
    classes: ['shell-injection'],
    variants: [
      {
        paths: ['network/diagnose.php'],
        whole: `<?php
require __DIR__ . '/header.php';
$host = $_GET['host'] ?? '';
?>
<h2>Ping</h2>
<form method="get">
  <input name="host" placeholder="192.0.2.1" value="<?= htmlspecialchars($host) ?>">
  <button>Run</button>
</form>
<?php if ($host !== ''): ?>
<pre><?php system("ping -c 4 " . $host); ?></pre>
<?php endif; ?>
<?php require __DIR__ . '/footer.php'; ?>`,
      },
    ],
  },
  {
    family: 'express-exec-injection',
    positive: true,
    classes: ['shell-injection'],
    variants: [
      {
        paths: ['routes/convert.js', 'src/server.js'],
        imports: `const { exec } = require('child_process');`,
        body: `function addConvert(router) {
  router.get('/convert', (req, res) => {
    exec(\`convert uploads/\${req.query.file} -resize \${req.query.size} public/out.png\`, (error) => {
      if (error) return res.status(500).send(error.message);
      res.sendFile('out.png', { root: 'public' });
    });
  });
}`,
      },
    ],
  },
  {
    family: 'flask-os-system-injection',
    positive: true,
    classes: ['shell-injection'],
    variants: [
      {
        paths: ['app.py'],
        whole: `from flask import Flask, request, jsonify
import os

app = Flask(__name__)


@app.route("/lookup")
def lookup():
    domain = request.args.get("domain", "example.com")
    answer = os.popen("nslookup " + domain).read()
    return jsonify(domain=domain, answer=answer)


@app.route("/archive", methods=["POST"])
def archive():
    name = request.form["name"]
    os.system(f"tar czf /srv/archives/{name}.tgz /srv/data/{name}")
    return "", 204


if __name__ == "__main__":
    app.run(host="0.0.0.0")`,
      },
    ],
  },
  {
    family: 'servlet-runtime-injection',
    positive: true,
    classes: ['shell-injection'],
    variants: [
      {
        paths: ['src/main/java/org/netdesk/web/TraceServlet.java'],
        whole: `package org.netdesk.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

public class TraceServlet extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String target = request.getParameter("target");
        Process process = Runtime.getRuntime().exec(new String[] { "/bin/sh", "-c", "traceroute -⟦join⟧
m 10 " + target });
        response.setContentType("text/plain");
        process.getInputStream().transferTo(response.getOutputStream());
    }
}`,
      },
    ],
  },
  {
    family: 'go-handler-injection',
    positive: true,
    classes: ['shell-injection'],
    variants: [
      {
        paths: ['cmd/web/whois.go'],
        whole: `package main

import (
	"fmt"
	"net/http"
	"os/exec"
)

func whois(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query().Get("q")
	out, err := exec.Command("bash", "-c", fmt.Sprintf("whois %s | grep -i registrar", query)).Combin⟦join⟧
edOutput()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Write(out)
}

func main() {
	http.HandleFunc("/whois", whois)
	http.ListenAndServe(":8080", nil)
}`,
      },
    ],
  },
  {
    family: 'ruby-sinatra-injection',
    positive: true,
    classes: ['shell-injection'],
    variants: [
      {
        paths: ['app.rb'],
        whole: `require 'sinatra'

get '/' do
  erb :index
end

get '/log' do
  content_type 'text/plain'
  \`git -C repos/#{params[:repo]} log --oneline -n #{params[:count]}\`
end

post '/mirror' do
  system("git clone --mirror #{params['url']} /srv/mirrors/#{params['name']}")
  redirect '/'
end`,
      },
      {
        paths: ['cgi-bin/finger.pl'],
        whole: `#!/usr/bin/perl -w
use CGI qw(:standard);
print header('text/plain');
my $user = param('user');
open(my $pipe, "finger $user |") or die;
print while <$pipe>;
close $pipe;`,
      },
    ],
  },
]
