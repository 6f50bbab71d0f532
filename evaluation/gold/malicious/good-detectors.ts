// Tables of scanners and firewalls, and lists of indicators.
import type { Family } from './family.ts'

export const goodDetectors: readonly Family[] = [
  {
    family: 'scanner-regex-table-python',
    positive: false,
    classes: ['obfuscation'],
    variants: [
      {
        paths: ['scanner/heuristics.py', 'guard/patterns.py'],
        imports: `import re`,
        body: String.raw`# Each pattern is a signal; a verdict needs at least two of different kinds.
SIGNALS = {
    "exec-decoded": re.compile(r"exec\s*\(\s*(?:base64\.b64decode|zlib\.decompress|marshal\.loads)"),
    "reverse-shell": re.compile(r"/dev/tcp/\d{1,3}(?:\.\d{1,3}){3}/\d+|nc\s+-e\s+/bin/(?:ba)?sh"),
    "discord-webhook": re.compile(r"https://discord(?:app)?\.com/api/webhooks/\d+/[\w-]+"),
    "browser-store": re.compile(r"Login Data|Local State|cookies\.sqlite|key4\.db"),
    "env-dump": re.compile(r"json\.dumps\(dict\(os\.environ\)\)"),
    "run-key": re.compile(r"CurrentVersion\\\\Run"),
}


def signals_of(source):
    return sorted(name for name, pattern in SIGNALS.items() if pattern.search(source))`,
      },
    ],
  },
  {
    family: 'scanner-regex-table-node',
    positive: false,
    classes: ['download-run'],
    variants: [
      {
        paths: ['src/rules.js', 'lib/detectors.js'],
        body: String.raw`const detectors = [
  { id: 'curl-pipe-shell', severity: 'high', test: /curl\s[^|\n]*\|\s*(?:sudo\s+)?(?:ba)?sh\b/ },
  { id: 'eval-atob', severity: 'high', test: /eval\s*\(\s*atob\s*\(/ },
  { id: 'eval-buffer', severity: 'high', test: /eval\(Buffer\.from\([^)]*,\s*['"]base64['"]\)/ },
  { id: 'child-process-in-install', severity: 'medium', test: /"(?:pre|post)install"\s*:\s*"[^"]*(⟦join⟧
?:curl|wget|node -e)/ },
  { id: 'env-exfiltration', severity: 'critical', test: /JSON\.stringify\(process\.env\)/ },
  { id: 'ssh-keys', severity: 'critical', test: /\.ssh\/id_(?:rsa|ed25519)/ },
];

const scan = (source) => detectors.filter((detector) => detector.test.test(source)).map(({ id, sev⟦join⟧
erity }) => ({ id, severity }));`,
      },
    ],
  },
  {
    family: 'eslint-no-eval-rule',
    positive: false,
    classes: ['decoded-exec'],
    variants: [
      {
        paths: ['packages/eslint-plugin/src/no-eval.js'],
        whole: `'use strict'

/** @type {import('eslint').Rule.RuleModule} */
module.exports = {
  meta: {
    type: 'suggestion',
    docs: { description: 'disallow eval(atob(...)) and new Function() of decoded text', recommende⟦join⟧
d: true },
    messages: { decoded: "Don't run decoded text: {{name}} hides what it does." },
    schema: []
  },
  create (context) {
    const decoders = new Set(['atob', 'unescape', 'decodeURIComponent'])
    return {
      "CallExpression[callee.name='eval'], NewExpression[callee.name='Function']" (node) {
        const last = node.arguments.at(-1)
        if (last && last.type === 'CallExpression' && decoders.has(last.callee.name)) {
          context.report({ node, messageId: 'decoded', data: { name: last.callee.name } })
        }
      }
    }
  }
}`,
      },
    ],
  },
  {
    family: 'waf-rules',
    positive: false,
    classes: ['web-shell'],
    variants: [
      {
        paths: ['modsecurity/custom.conf'],
        whole: `# Web shells and command injection
SecRule ARGS "@rx (?i:;|\\||\`)\\s*(?:cat|curl|wget|nc|bash|sh)\\b" \\
    "id:100200,phase:2,deny,status:403,log,msg:'Command injection',tag:'attack-rce'"
SecRule REQUEST_BODY "@rx (?i:eval\\s*\\(\\s*(?:base64_decode|gzinflate|\\$_(?:POST|GET|REQUEST|COOKIE)))" \\
    "id:100201,phase:2,deny,status:403,log,msg:'PHP web shell',tag:'attack-webshell'"
SecRule ARGS|REQUEST_HEADERS "@contains \${jndi:" \\
    "id:100202,phase:1,deny,status:403,log,msg:'Log4Shell'"
SecRule FILES_NAMES "@rx \\.(?:php\\d?|phtml|jsp|aspx)$" "id:100203,phase:2,deny,log,msg:'Upload o⟦join⟧
f a script'"`,
      },
    ],
  },
  {
    family: 'suricata-rules',
    positive: false,
    classes: ['covert-exfiltration'],
    variants: [
      {
        paths: ['suricata/local.rules'],
        whole: String.raw`alert dns any any -> any any (msg:"DNS exfiltration, long label"; dns.query; p⟦join⟧
cre:"/^[0-9a-f]{50,}\./"; sid:1000001; rev:2;)
alert http any any -> any any (msg:"Environment posted to webhook.site"; http.host; content:"webho⟦join⟧
ok.site"; sid:1000002; rev:1;)
alert tls any any -> any any (msg:"Telegram bot API from a server"; tls.sni; content:"api.telegram⟦join⟧
.org"; sid:1000003; rev:1;)
alert tcp any any -> any 3333 (msg:"Stratum miner login"; content:"|22|method|22 3a 22|login|22|"⟦join⟧
; content:"XMRig"; sid:1000004; rev:3;)
alert tcp any any -> any any (msg:"bash prompt leaves the network"; content:"bash-5."; content:"⟦join⟧
$ "; distance:0; sid:1000005; rev:1;)`,
      },
    ],
  },
  {
    family: 'auditd-and-osquery',
    positive: false,
    classes: ['persistence'],
    variants: [
      {
        paths: ['audit/rules.d/persistence.rules'],
        whole: `## persistence
-w /etc/crontab -p wa -k cron
-w /etc/cron.d/ -p wa -k cron
-w /var/spool/cron/ -p wa -k cron
-w /etc/ld.so.preload -p wa -k preload
-w /root/.ssh/authorized_keys -p wa -k ssh_keys
-w /etc/sudoers -p wa -k privilege
-w /etc/sudoers.d/ -p wa -k privilege
-a always,exit -F arch=b64 -S chmod,fchmod,fchmodat -F a1&04000 -k setuid
-w /var/log/wtmp -p wa -k session`,
      },
      {
        paths: ['osquery/packs/persistence.conf'],
        whole: String.raw`{
  "queries": {
    "launchd": {
      "query": "SELECT path, program_arguments FROM launchd WHERE run_at_load = 1 AND program_argu⟦join⟧
ments LIKE '%curl%';",
      "interval": 3600,
      "description": "Launch agents that fetch and run something"
    },
    "run_keys": {
      "query": "SELECT path, data FROM registry WHERE key LIKE 'HKEY_USERS\\%\\Software\\Microsoft⟦join⟧
\\Windows\\CurrentVersion\\Run';",
      "interval": 3600
    },
    "wmi": {
      "query": "SELECT * FROM wmi_cli_event_consumers WHERE command_line_template LIKE '%powershel⟦join⟧
l% -enc%';",
      "interval": 3600
    }
  }
}`,
      },
    ],
  },
  {
    family: 'indicator-list',
    positive: false,
    classes: ['supply-chain'],
    variants: [
      {
        paths: ['iocs/packages.json'],
        whole: `{
  "updated": "2025-09-18",
  "packages": [
    { "name": "event-stream", "versions": ["3.3.6"], "note": "flatmap-stream decrypts and runs a p⟦join⟧
ayload" },
    { "name": "ua-parser-js", "versions": ["0.7.29", "0.8.0", "1.0.0"], "note": "preinstall runs j⟦join⟧
sextension, a miner" },
    { "name": "node-ipc", "versions": ["10.1.1", "10.1.2"], "note": "overwrites files by country" },
    { "name": "ctx", "versions": ["0.1.2", "0.2.6"], "note": "sends os.environ" }
  ],
  "hashes": ["⟦hex:64⟧", "⟦hex#2:64⟧"],
  "domains": ["⟦host⟧", "⟦host#2⟧"]
}`,
      },
    ],
  },
  {
    family: 'phishing-and-prompt-detector',
    positive: false,
    classes: ['prompt-injection'],
    variants: [
      {
        paths: ['guard/prompts.py', 'llm/firewall.py'],
        imports: `import re`,
        body: String.raw`INJECTION = [
    re.compile(r"ignore (?:all )?(?:previous|prior|above) instructions", re.I),
    re.compile(r"do not (?:tell|mention|reveal)[^.]{0,40}\buser\b", re.I),
    re.compile(r"you are now (?:in )?(?:developer|dan|jailbreak) mode", re.I),
    re.compile(r"<IMPORTANT>.*?(?:read|send).*?\.ssh", re.I | re.S),
    re.compile("[\U000e0020-\U000e007f]{4,}"),
]


def suspicious(text):
    """Whether a document that goes into the context tries to steer the assistant."""
    return [pattern.pattern for pattern in INJECTION if pattern.search(text)]`,
      },
    ],
  },
]
